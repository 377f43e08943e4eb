import type { APIMessage } from 'discord-api-types/v10';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pack, Passage } from '../../src/content/pack.ts';
import { componentInteraction, slashInteraction } from '../../src/playground/interactions.ts';
import { actionsOf, bot, violationsOf } from '../commands/member.ts';
import { inServer, asModerator } from '../fixtures/scenes.ts';

/** What authors may write, and what breaks bots. */
const awkward = fc.oneof(
  fc.constantFrom(
    '@everyone @here <@123456789012345678> <@&123456789012345678>',
    '```\nnever closed',
    '||spoiler **bold _mixed* `code',
    '👩🏽‍🚀'.repeat(60),
    'שלום עולם \u202e עברית',
    'z\u0351\u0350\u0344'.repeat(200),
    '\u200b\u200b',
    '[label](https://example.org/' + 'x'.repeat(600) + ')',
    '- a\n  - b\n    - c\n\n1. d',
    '> quote\n> more',
    'word '.repeat(3000),
    'unbroken'.repeat(900),
    '# heading\n\n#### deep\n\n***',
    '\ud800 lone surrogate \udc00',
    '| a | b |\n|---|---|\n| c | d |',
    '',
  ),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.lorem({ maxCount: 40 }),
);

const packs = fc
  .record({
    texts: fc.array(awkward, { minLength: 1, maxLength: 8 }),
    headings: fc.array(awkward, { minLength: 1, maxLength: 40 }),
    url: fc.constantFrom(null, 'https://example.org/a_(b)', `https://example.org/${'y'.repeat(2000)}`),
    many: fc.boolean(),
  })
  .map(({ texts, headings, url, many }): Pack => {
    const text = (at: number) => texts[at % texts.length] ?? '';
    const heading = (at: number) => (headings[at % headings.length] ?? '').slice(0, 250);
    const id = (kind: string, at: number) => `${kind}/${String(at).padStart(47 - kind.length, 'x')}`;
    const passage = (kind: Passage['kind'], at: number, section: number | null): Passage => ({
      id: id(kind, at),
      kind,
      index: at,
      section,
      heading: heading(at),
      text: text(at),
      markup: at % 2 === 0 ? 'commonmark' : 'discord',
      plain: text(at),
      wordings: [heading(at + 1), text(at + 1).slice(0, 300)],
    });
    const count = (few: number, lots: number) => Array.from({ length: many ? lots : few }, (_, at) => at + 1);
    return {
      slug: 's'.repeat(32),
      locale: 'pt-BR',
      title: heading(0),
      source: heading(1),
      url,
      published: '2025-13-99',
      summary: text(0),
      highlights: count(1, 30).map((at) => passage('highlight', at, null)),
      sections: count(2, 60).map((at) => ({
        slug: String(at).padStart(36, 's'),
        index: at,
        heading: heading(at),
        text: `${text(at)}\n\n${text(at + 1)}`,
        paragraphs: [passage('section', at, at)],
      })),
      faq: count(2, 80).map((at) => passage('faq', at, 1 + (at % 2))),
      notCovered: [{ topic: text(3), wordings: [heading(4)] }],
      version: 'v',
    };
  });

/** Every message that can be reached from a command by one press of each of its buttons. */
async function messagesOf(pack: Pack): Promise<readonly APIMessage[]> {
  const { discord } = bot([pack]);
  const scene = asModerator();
  const called = [
    ...['highlights', 'summary', 'contents', 'faq', 'source'].map((subcommand) => ({
      name: pack.slug,
      subcommand,
    })),
    { name: pack.slug, subcommand: 'section', values: { name: '1' } },
    { name: 'pin', subcommand: 'highlights' },
    { name: 'help' },
    { name: 'ask', values: { question: pack.faq[0]?.heading ?? '' } },
    { name: 'ask', values: { question: pack.faq[0]?.wordings[1] ?? '' } },
    { name: 'ask', values: { question: pack.notCovered[0]?.topic ?? '' } },
  ];
  const first: APIMessage[] = [];
  for (const one of called) {
    const { messages } = await discord.send(slashInteraction(scene, one));
    first.push(...messages.map(({ message }) => message));
  }
  const second: APIMessage[] = [];
  for (const message of first) {
    for (const { customId, value } of actionsOf(message).slice(0, 6)) {
      const press = componentInteraction(inServer(), {
        message,
        customId,
        ...(value === null ? {} : { values: [value] }),
      });
      const { messages } = await discord.send(press);
      second.push(...messages.map((seen) => seen.message));
    }
  }
  return [...first, ...second];
}

describe('whatever a pack contains', () => {
  it('every message stays within Discord’s limits, and none is an apology', async () => {
    await fc.assert(
      fc.asyncProperty(packs, async (pack) => {
        for (const message of await messagesOf(pack)) {
          expect(violationsOf(message)).toEqual([]);
          expect(message.content).not.toContain('something went wrong');
        }
      }),
      { numRuns: 60 },
    );
  }, 300_000);

  it('paging through a text loses none of its words', async () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 500, maxLength: 2000 });
    await fc.assert(
      fc.asyncProperty(words, async (list) => {
        const text = list
          .map((word, at) => `${word}${at}${at % 17 === 0 ? '.' : ''}${at % 61 === 0 ? '\n\n' : ' '}`)
          .join('');
        const section = { slug: 'long', index: 1, heading: 'Long', text, paragraphs: [] };
        const pack: Pack = {
          slug: 'a',
          locale: 'en',
          title: 'T',
          source: 'S',
          url: null,
          published: null,
          summary: 'x',
          highlights: [],
          sections: [section],
          faq: [],
          notCovered: [],
          version: 'v',
        };
        const { discord } = bot([pack]);
        let { messages } = await discord.send(
          slashInteraction(inServer(), { name: 'a', subcommand: 'section', values: { name: '1' } }),
        );
        const read: string[] = [];
        for (;;) {
          const message = messages[0]?.message;
          if (message === undefined) throw new Error('no page');
          read.push(message.embeds[0]?.description ?? '');
          const next = actionsOf(message).find(({ label }) => label === 'Next');
          if (next === undefined || /Page (\d+) of \1/.test(message.embeds[0]?.footer?.text ?? '')) break;
          ({ messages } = await discord.send(
            componentInteraction(inServer(), { message, customId: next.customId }),
          ));
        }
        expect(read.join(' ').split(/\s+/)).toEqual(text.trim().split(/\s+/));
      }),
      { numRuns: 10 },
    );
  });
});
