import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RESERVED_NAMES } from '../../commands/index.ts';
import { isNamed } from '../../src/cli/eval-judgement.ts';
import { readEvalLine } from '../../src/cli/eval-question.ts';
import { loadLibrary } from '../../src/content/load.ts';
import { packIn, passagesOf } from '../../src/content/pack.ts';

const { library, problems } = await loadLibrary('content', { reservedNames: RESERVED_NAMES });

test("the project's own content has nothing to mend", () => {
  expect(problems).toEqual([]);
});

test('the DeepSeek pack has the whole article', () => {
  const pack = packIn(library, 'deepseek', 'en');
  expect(pack?.locale).toBe('en');
  expect(pack?.sections).toHaveLength(12);
  expect(pack?.sections.at(0)?.heading).toMatch(/^Introduction/);
  expect(pack?.sections.at(-1)?.heading).toMatch(/^Conclusion/);
  expect(pack?.highlights).toHaveLength(3);
  expect(pack?.faq.length).toBeGreaterThan(5);
  expect(pack?.notCovered.length).toBeGreaterThan(0);
});

test('every answer of the DeepSeek pack cites a section and can be asked in many ways', () => {
  const faq = packIn(library, 'deepseek', 'en')?.faq ?? [];
  expect(faq.filter(({ section }) => section === null).map(({ heading }) => heading)).toEqual([]);
  expect(faq.filter(({ wordings }) => wordings.length < 8).map(({ heading }) => heading)).toEqual([]);
});

test("the DeepSeek article's own questions expect passages that it has, and ask in no words that it lists", () => {
  const lines = readFileSync('content/deepseek/eval.jsonl', 'utf8').trimEnd().split('\n');
  const amiss = lines.flatMap((text, index) => {
    const question = readEvalLine({ number: index + 1, text });
    if ('error' in question) return [question.error];
    const { query, expect: expected, article, locale } = question;
    const pack = packIn(library, article ?? '', locale);
    if (pack?.locale !== locale) return [`line ${index + 1}: no article in that language`];
    const passages = passagesOf(pack);
    const gone = expected.filter(
      (one) => !('id' in one) || !passages.some((passage) => isNamed(passage, one.id)),
    );
    const listed = [
      ...passages.flatMap(({ heading, wordings }) => [heading, ...wordings]),
      ...pack.notCovered.flatMap(({ topic, wordings }) => [topic, ...wordings]),
    ];
    const isListed = listed.some((wording) => wording !== null && bare(wording) === bare(query));
    return gone.length > 0 || isListed ? [`line ${index + 1}: ${text}`] : [];
  });
  expect(lines.length).toBeGreaterThanOrEqual(120);
  expect(amiss).toEqual([]);
});

/** Without case, spaces and marks. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
