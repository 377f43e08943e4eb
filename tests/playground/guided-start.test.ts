import { afterEach, describe, expect, it } from 'vitest';
import {
  ada,
  answerMentions,
  buttonsOf,
  closePlaygrounds,
  DIRECT,
  fillIn,
  GENERAL,
  mia,
  omar,
  openPlayground,
} from './rig.ts';

afterEach(closePlaygrounds);

async function open() {
  const playground = await openPlayground();
  const send = (path: string, body: unknown) =>
    fetch(`${playground.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return { ...playground, send };
}

/** The administrator has members wait between two questions. */
async function chooseWait(page: Awaited<ReturnType<typeof open>>): Promise<void> {
  const settings = await page.use(ada, 'settings');
  const customId = buttonsOf(settings)['How I answer'] ?? '';
  const pressed = { kind: 'component', message: settings.message.id, customId } as const;
  await fillIn(page, ada, pressed, { cooldown: '300' });
}

describe('the guided start', () => {
  it('makes up five missed questions for a moderator, however often it is asked to', async () => {
    const page = await open();
    expect((await page.state()).hasMadeUpData).toBe(false);
    await Promise.all([1, 2].map(() => page.send('/demonstrate', { as: omar, what: 'missed' })));
    await page.send('/demonstrate', { as: omar, what: 'missed' });
    expect((await page.state()).hasMadeUpData).toBe(true);
    const { message } = await page.use(omar, 'faq review');
    expect(message.embeds[0]?.title).toBe('Waiting for an answer: 1 of 5');
    expect(message.embeds[0]?.description).toContain('asked 5 times');
  });

  it('makes them up in the asker’s language', async () => {
    const page = await open();
    const french = { ...omar, locale: 'fr' };
    await page.send('/demonstrate', { as: french, what: 'missed' });
    const { message } = await page.use(french, 'faq review');
    expect(message.embeds[0]?.description).toMatch(/communauté|lien|podcast|modérateur|salon/);
  });

  it('makes up weeks of figures, and says on the page that they are', async () => {
    const page = await open();
    const events = await page.listen();
    await page.send('/demonstrate', { as: ada, what: 'history' });
    const { message } = await page.use(ada, 'stats');
    const said = JSON.stringify(message);
    const [, all = '0', answered = '0'] = /(\d+) in all, of which (\d+) answered/.exec(said) ?? [];
    expect(Number(answered)).toBeGreaterThan(200);
    expect(Number(all)).toBeGreaterThan(Number(answered));
    expect(said).toContain('when is the next community call');
    await expect.poll(() => events.map(({ kind }) => kind)).toContain('made-up');
  });

  it('makes up nothing outside of servers', async () => {
    const page = await open();
    const refused = await page.send('/demonstrate', { as: { ...mia, channel: DIRECT }, what: 'missed' });
    expect(refused.status).toBe(400);
  });
});

describe('a reset', () => {
  it('leaves nothing of what was said, pinned, taught, set, asked or made up', async () => {
    const page = await open();
    const before = await page.state();
    const offered = await page.commands(mia);
    await page.act(mia, { kind: 'post', content: 'hello' });
    await page.use(omar, 'pin summary');
    await page.send('/demonstrate', { as: ada, what: 'history' });
    const events = await page.listen();
    expect((await page.state()).pins[GENERAL]).toHaveLength(1);

    expect((await page.send('/reset', {})).status).toBe(200);

    const after = await page.state();
    expect(after.run).not.toBe(before.run);
    expect({ ...after, run: before.run }).toEqual(before);
    await expect.poll(() => events.map(({ kind }) => kind)).toContain('reset');
    expect(await page.commands(mia)).toEqual(offered);
    expect((await page.use(omar, 'faq review')).message.content).toContain(
      'No question waits for an answer.',
    );
    expect((await page.use(omar, 'pin summary')).message.content).toMatch(/^Pinned: /);
    // The same can be made up again.
    await page.send('/demonstrate', { as: omar, what: 'missed' });
    expect((await page.use(omar, 'faq review')).message.embeds[0]?.title).toContain('1 of 5');
  });

  it('leaves nothing in the bot’s memory: what was asked most, what a server taught, who has to wait', async () => {
    const page = await open();
    const ask = await page.commandId(mia, 'ask');
    const offered = async (typed: string) => {
      const typing = { kind: 'typing', command: ask, values: {}, focused: 'question', typed } as const;
      return (await page.act(mia, typing)).choices.map(({ name }) => name);
    };
    const before = await offered('');
    const asked = before.at(-1) ?? '';
    await page.use(mia, 'ask', { question: asked });
    expect((await offered(''))[0]).toBe(asked);
    const faq = await page.commandId(omar, 'faq');
    const adding = { kind: 'command', command: faq, subcommand: 'add', values: {} } as const;
    await fillIn(page, omar, adding, { question: 'Who is the mayor?', answer: 'Nobody knows.' });
    await page.use(mia, 'ask', { question: 'Who is the mayor?' });
    expect(await offered('who is the ma')).toContain('Who is the mayor?');
    const askAgain = async () =>
      (await page.use(mia, 'ask', { question: 'When does the fair open?' })).message.content;
    await chooseWait(page);
    await askAgain();
    expect(await askAgain()).toContain('Please wait');

    await page.send('/reset', {});

    expect(await offered('who is the ma')).not.toContain('Who is the mayor?');
    expect(await offered('')).toEqual(before);
    await chooseWait(page);
    expect(await askAgain()).not.toContain('Please wait');
  });

  it('leaves nothing of what the bot is still answering', async () => {
    const page = await open();
    await answerMentions(page);
    for (let time = 0; time < 3; time += 1)
      await page.act(mia, { kind: 'post', content: '@Footnote who painted the ferris wheel green?' });
    await page.send('/reset', {});
    expect((await page.use(omar, 'faq review')).message.content).toContain(
      'No question waits for an answer.',
    );
    expect((await page.state()).messages).toHaveLength(1);
  });

  it('takes away an article that is still being read when it is asked for', async () => {
    const page = await open();
    const form = new FormData();
    form.append(
      'file',
      new Blob(['# The ferry\n\nIt sails twice a night.\n\n## The boat\n\nIt is new.\n']),
      'ferry.md',
    );
    const bringing = fetch(`${page.url}/articles`, { method: 'POST', body: form });
    // What is sent first comes first: it is being read by now.
    await page.state();
    const resetting = page.send('/reset', {});
    expect(await (await bringing).json()).toMatchObject({ done: true });
    expect((await resetting).status).toBe(200);
    expect((await page.state()).articles).toEqual([]);
  });
});
