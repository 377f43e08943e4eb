import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Persona } from '../../src/playground/protocol.ts';
import { checkMessage } from '../../src/playground/discord/contract/messages.ts';
import { PEOPLE } from '../../src/playground/personas.ts';
import {
  answerMentions,
  buttonsOf,
  closePlaygrounds,
  DIRECT,
  LOUNGE,
  mia,
  omar,
  openPlayground,
} from './rig.ts';

afterEach(closePlaygrounds);

type Page = Awaited<ReturnType<typeof openPlayground>>;

/** What a person wrote last. */
async function written(page: Page) {
  const { messages } = await page.state();
  const found = messages.map(({ message }) => message).findLast(({ author }) => author.bot !== true);
  if (found === undefined) throw new Error('nobody wrote anything');
  return found;
}

/** What the bot says to a message. */
async function answerTo(page: Page, as: Persona, content: string, replyTo?: string) {
  await page.act(as, { kind: 'post', content, replyTo });
  const asked = (await written(page)).id;
  return vi.waitFor(async () => {
    const { messages } = await page.state();
    const found = messages.find(({ message }) => message.message_reference?.message_id === asked);
    if (found === undefined) throw new Error(`nothing was said to "${content}"`);
    return found;
  }, 5_000);
}

describe('an answer to a member', () => {
  it('mentions them, and nobody else may be pinged', async () => {
    const page = await openPlayground();
    const to = PEOPLE.find(({ role }) => role === 'member')?.id ?? '';
    const { message } = await page.use(omar, 'answer', { entry: 'parking fee', to });
    expect(message.content).toBe(`<@${to}>`);
    expect(message.embeds[0]?.title).toBe('How much is parking?');
    const naming = (users: readonly string[]) => ({
      content: `<@${to}> hello`,
      allowed_mentions: { parse: [], users },
    });
    expect(checkMessage(naming([to]))).toEqual([]);
    for (const body of [
      naming(['400000000000000002']),
      { content: 'hello' },
      { content: '@everyone', allowed_mentions: { parse: ['everyone'] } },
      { content: `<@&${to}>`, allowed_mentions: { parse: [], roles: [to] } },
    ])
      expect(checkMessage(body)).toEqual(['it may ping somebody whom it does not name']);
  });
});

describe('a message on the page', () => {
  it('that mentions the bot is answered once an administrator switched it on, and so is a reply', async () => {
    const page = await openPlayground();
    await page.act(mia, { kind: 'post', content: '@Footnote which trams go there?' });
    const silent = await written(page);
    expect(silent.mentions).toMatchObject([{ username: 'Footnote' }]);
    await answerMentions(page);
    const { message } = await answerTo(page, mia, '@Footnote which trams go there?');
    expect(message.embeds[0]?.description).toContain('Trams 3 and 7');
    const further = await answerTo(page, mia, 'opening hours', message.id);
    expect(further.message.embeds[0]?.title).toBe('When does the fair open?');
    const { messages } = await page.state();
    expect(messages.filter((one) => one.message.message_reference?.message_id === silent.id)).toEqual([]);
    expect(page.lines).toEqual([]);
  });

  it('to the bot alone is answered without a mention', async () => {
    const page = await openPlayground();
    const { message } = await answerTo(page, { ...mia, channel: DIRECT }, 'which trams go there?');
    expect(message.embeds[0]?.description).toContain('Trams 3 and 7');
  });

  it('is not heard where the bot is no member', async () => {
    const page = await openPlayground();
    await page.act({ ...mia, channel: LOUNGE }, { kind: 'post', content: '@Footnote which trams go there?' });
    await answerTo(page, { ...mia, channel: DIRECT }, 'which trams go there?');
    const { messages } = await page.state();
    expect(messages.filter(({ message }) => message.channel_id === LOUNGE)).toHaveLength(1);
  });

  it('can be replied to by those who see it, and only while it stands', async () => {
    const page = await openPlayground();
    const gone = page.act(mia, { kind: 'post', content: 'and why?', replyTo: '1' });
    await expect(gone).rejects.toThrow('There is no such message in this channel.');
  });

  it('is answered with what its asker can take away again', async () => {
    const page = await openPlayground();
    await answerMentions(page);
    const answer = await answerTo(page, mia, '@Footnote which trams go there?');
    await page.act(mia, {
      kind: 'component',
      message: answer.message.id,
      customId: buttonsOf(answer)['Take it away'] ?? '',
    });
    const { messages } = await page.state();
    expect(messages.some(({ message }) => message.id === answer.message.id)).toBe(false);
    expect((await page.last()).message.content).toContain('I took that answer away');
  });
});
