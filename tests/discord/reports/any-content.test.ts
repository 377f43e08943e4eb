import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutlinePart } from '../../../src/content/article-changes.ts';
import { digestMessage } from '../../../src/discord/render/digest.ts';
import { newsMessage } from '../../../src/discord/render/news.ts';
import { reviewIdOf } from '../../../src/discord/reports/weekly-digest.ts';
import { checkMessage } from '../../../src/playground/discord/contract/messages.ts';
import type { ServerEntry } from '../../../src/store/knowledge-store.ts';
import type { AskedQuestion } from '../../../src/store/question-store.ts';
import { textsFor } from '../../../src/texts/texts.ts';
import { fair } from '../../fixtures/fair.ts';
import { NOW } from '../../store/scenes.ts';

const awkward = fc.oneof(
  fc.constantFrom(
    '*'.repeat(300),
    '@everyone <@&123456789012345678>',
    '\u200b',
    '👩🏽‍🚀'.repeat(60),
    '[a](https://b.c)',
    '',
  ),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
);
const lists = fc.record({ texts: fc.array(awkward, { minLength: 1, maxLength: 6 }), count: fc.nat(40) });
const longest = { texts: ['*'.repeat(300)], count: 40 };
const locales = fc.constantFrom('en-US', 'fr');

const question = (text: string): AskedQuestion => ({
  id: '1',
  text,
  locale: 'en',
  outcome: 'none',
  unhelpful: false,
  firstAskedAt: NOW,
  lastAskedAt: NOW,
  times: 1_000_000,
  hints: [],
});

const entryOf = (text: string): ServerEntry => ({
  id: '1',
  locale: 'en',
  question: text,
  answer: text,
  wordings: [],
  section: null,
  author: null,
  taughtFrom: null,
  createdAt: NOW,
  updatedAt: NOW,
});

describe('a report', () => {
  it('is what Discord takes, whole, whatever was asked and taught', () => {
    fc.assert(
      fc.property(lists, locales, ({ texts, count }, locale) => {
        const all = Array.from({ length: count }, (_, at) => texts[at % texts.length] ?? '');
        const [pack] = fair;
        const passage = pack?.faq[0];
        if (pack === undefined || passage === undefined) throw new Error('There is no fair.');
        const found = (heading: string) => ({ pack, passage: { ...passage, heading } });
        const body = digestMessage(
          {
            from: NOW,
            to: NOW,
            figures: { answered: 1e9, suggested: 1e9, missed: 1e9, helpful: 1e9, unhelpful: 1e9 },
            gaps: all.map((text) => [question(text)] as const),
            gapCount: 1e6,
            waiting: 1e6,
            unhelpful: all.map((text) => ({ found: found(text), times: 1e6 })),
            unused: all.map(entryOf),
            sectionGone: all.map(entryOf),
            unusedFor: 8,
          },
          { texts: textsFor(locale), reviewId: reviewIdOf(9999) },
        );
        expect(checkMessage(body)).toEqual([]);
        const lines = (body.embeds?.[0]?.description ?? '').split('\n');
        // Of the gaps there are always more.
        const [shown, others] = [Math.min(count, 5), count > 5 ? 3 : 0];
        expect(lines.filter((line) => line.startsWith('- '))).toHaveLength(
          count === 0 ? 0 : 4 * shown + 1 + others,
        );
      }),
      {
        examples: [
          [longest, 'en-US'],
          [longest, 'fr'],
        ],
      },
    );
  });

  it('is what Discord takes, whole, whatever an article’s parts are called', () => {
    fc.assert(
      fc.property(lists, locales, awkward, ({ texts, count }, locale, article) => {
        const parts = Array.from({ length: count + 1 }, (_, at): OutlinePart => ({
          kind: at % 9 === 0 ? 'highlight' : 'faq',
          id: `faq/${'x'.repeat(56)}${at}`,
          title: texts[at % texts.length] ?? '',
          hash: '1',
        }));
        const pack = { slug: 's'.repeat(32), locale: 'pt-BR', title: article };
        const shown = { pack, release: 'f'.repeat(16), texts: textsFor(locale) };
        const body = newsMessage({ added: parts, changed: parts, removed: parts }, shown);
        expect(checkMessage(body)).toEqual([]);
        const lines = (body.embeds?.[0]?.description ?? '').split('\n');
        expect(lines.filter((line) => /^- (?:and|et) \d+ /.test(line))).toHaveLength(count > 7 ? 3 : 0);
      }),
      {
        examples: [
          [longest, 'en-US', ''],
          [longest, 'fr', ''],
        ],
      },
    );
  });
});
