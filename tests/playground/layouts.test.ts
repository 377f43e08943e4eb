import { afterEach, describe, expect, it } from 'vitest';
import { createRest, createResponder } from '../../src/discord/rest.ts';
import { checkMessage } from '../../src/playground/discord/contract/messages.ts';
import { mia, pageAt } from './rig.ts';
import { closeTrials, json, playWith } from './trial-bot.ts';

afterEach(closeTrials);

const V2 = 1 << 15;
const text = (content: string) => ({ type: 10, content });
const layout = (components: readonly unknown[], more: object = {}) => ({
  flags: V2,
  components,
  allowed_mentions: { parse: [] },
  ...more,
});
const button = (custom_id: string) => ({ type: 2, style: 1, custom_id, label: 'Press' });
const section = (accessory: unknown) => ({ type: 9, components: [text('Hello')], accessory });

describe('a message of components', () => {
  it('is taken as Discord takes it', () => {
    expect(checkMessage(layout([text('Hello'), { type: 17, components: [section(button('a'))] }]))).toEqual(
      [],
    );
  });

  it.each([
    ['nothing', layout([])],
    ['content beside them', layout([text('Hello')], { content: 'Hello' })],
    ['an embed beside them', layout([text('Hello')], { embeds: [{ title: 'Hello' }] })],
    ['more than 40', layout(Array.from({ length: 41 }, () => text('x')))],
    [
      'more than 40, within one another',
      layout([{ type: 17, components: Array.from({ length: 14 }, (_, at) => section(button(`${at}`))) }]),
    ],
    ['more than 4,000 characters in all', layout([text('x'.repeat(2001)), text('x'.repeat(2000))])],
    ['a blank text', layout([text(' ')])],
    ['a section without an accessory', layout([{ type: 9, components: [text('Hello')] }])],
    ['a gallery of nothing', layout([{ type: 12, items: [] }])],
    [
      'a container in a container',
      layout([{ type: 17, components: [{ type: 17, components: [text('x')] }] }]),
    ],
    ['a custom id twice', layout([section(button('a')), section(button('a'))])],
    ['a file from elsewhere', layout([{ type: 13, file: { url: 'https://example.org/a.md' } }])],
    ['no address for a picture', layout([{ type: 12, items: [{ media: { url: 'a.png' } }] }])],
  ])('is refused with %s', (_, body) => {
    expect(checkMessage(body)).not.toEqual([]);
  });

  it('names only files that came with it, or did not respond', async () => {
    const gallery = { type: 12, items: [{ media: { url: 'attachment://map.png' } }] };
    const playground = await playWith([{ name: 'probe', description: 'x' }], (_, response) =>
      json(response, { type: 4, data: layout([gallery]) }),
    );
    const page = pageAt(playground.url);
    await expect(page.use(mia, 'probe')).rejects.toThrow('failed');
    expect((await page.state()).traces[0]?.violations.join()).toContain('names no file of this message');
  });

  it('stays one: it takes no content later', async () => {
    const refused: unknown[] = [];
    const playground = await playWith(
      [{ name: 'probe', description: 'x' }],
      (interaction, response, { apiUrl, token }) => {
        json(response, { type: 4, data: layout([text('Hello')]) });
        const responder = createResponder(createRest({ apiUrl, token }), interaction);
        // Once the first one is there.
        setTimeout(() => {
          responder
            .editOriginal({ content: 'Plain', allowed_mentions: { parse: [] } })
            .catch((error: unknown) => refused.push(error));
        }, 50);
      },
    );
    const page = pageAt(playground.url);
    const { message } = await page.use(mia, 'probe');
    expect(message.flags).toBe(V2);
    await expect.poll(() => refused).toHaveLength(1);
    expect((await page.last()).message).toMatchObject({ content: '', components: [text('Hello')] });
  });
});
