import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { passagesOf, type Pack } from '../../src/content/pack.ts';
import { parse, withFrontMatter } from './pack-text.ts';

/** What a pack is made of, and what breaks one. */
const PIECES = (
  '---|title: A|source: B|title: [|# A|## One|## FAQ|## Highlights|## Not covered|### Why?|### 🌊|#### x|' +
  'See: One|Also asked:|- a|  - b|-|1. c|> q|```|===||<!--|-->|[a][b]|[b]: <c d> "e"|\t|    x|\0|\r|\\|&amp;|*|![|](|:|~~~|x ```|  ```|<div>|<!-- a -->|<pre>'
).split('|');

const fragment = fc.oneof(
  fc.constantFrom(...PIECES),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

const anyText = fc
  .tuple(fc.boolean(), fc.array(fragment, { maxLength: 40 }), fc.constantFrom('\n', '\n\n', '\r\n', ''))
  .map(([isPack, fragments, joint]) => {
    const text = fragments.join(joint);
    return isPack ? withFrontMatter(text) : text;
  });

test('whatever stands in a file, it gives a sound pack or says what is wrong', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom('en', 'fr', 'xx'), (text, locale) => {
      const { pack, problems } = parse(text, locale);
      expect(pack === null).toBe(problems.some(({ severity }) => severity === 'error'));
      expect(flawsOf(pack)).toEqual([]);
      const lines = text.split(/\r\n?|\n/).length;
      for (const { line, message } of problems) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines);
        expect(message).not.toBe('');
      }
    }),
    { numRuns: 300 },
  );
});

const words = fc
  .array(
    fc.string({
      unit: fc.constantFrom('a', 'B', 'é', 'が', '🌊', '7', '-', '’', '漢'),
      minLength: 1,
      maxLength: 30,
    }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((parts) => `x${parts.join(' ')}`);
const distinct = fc.uniqueArray(words, {
  minLength: 1,
  maxLength: 6,
  selector: (text) => text.toLowerCase(),
});

test('headings of any length and script give a sound pack', () => {
  fc.assert(
    fc.property(distinct, distinct, distinct, (headings, questions, lines) => {
      const { pack } = parse(
        withFrontMatter(
          [
            'Sum.',
            ...headings.map((heading) => `## ${heading}\nA\n\nB`),
            '## FAQ',
            ...questions.map((question) => `### ${question}\nC`),
            '## Highlights',
            lines.map((line) => `- ${line}`).join('\n'),
          ].join('\n\n'),
        ),
      );
      // Headings that differ in an accent or a full stop only are refused.
      fc.pre(pack !== null);
      expect(flawsOf(pack)).toEqual([]);
      expect(pack.sections.map(({ heading }) => heading)).toEqual(headings);
      expect(pack.faq.map(({ heading }) => heading)).toEqual(questions);
      expect(pack.highlights.map(({ text }) => text)).toEqual(lines);
    }),
    { numRuns: 100 },
  );
});

function isNumbered(parts: readonly { readonly index: number }[]): boolean {
  return parts.every(({ index }, position) => index === position + 1);
}

/** What no pack may be like, where this one is. */
function flawsOf(pack: Pack | null): readonly string[] {
  if (pack === null) return [];
  const passages = passagesOf(pack);
  const { sections, faq, highlights } = pack;
  return [
    ...passages
      .filter(({ id }) => !/^(?:faq|highlight|section)\/[^:]+$/.test(id) || id.length > 48)
      .map(({ id }) => `the id ${id}`),
    ...passages
      .filter(({ id }) => Buffer.from(id).toString() !== id)
      .map(({ id }) => `half a letter in ${id}`),
    ...passages.filter(({ text }) => text.trim() === '').map(({ id }) => `no text in ${id}`),
    ...(new Set(passages.map(({ id }) => id)).size === passages.length ? [] : ['an id twice']),
    ...(isNumbered(sections) && isNumbered(faq) && isNumbered(highlights) ? [] : ['a gap in the numbers']),
    ...sections
      .filter(
        ({ index, paragraphs }) =>
          paragraphs.length === 0 || paragraphs.some((one) => one.index !== index || one.section !== index),
      )
      .map(({ heading }) => `the paragraphs of ${heading}`),
    ...faq
      .filter(({ section }) => section !== null && sections.every(({ index }) => index !== section))
      .map(({ id }) => `the section of ${id}`),
  ];
}
