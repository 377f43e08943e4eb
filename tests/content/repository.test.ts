import { expect, test } from 'vitest';
import { RESERVED_NAMES } from '../../commands/index.ts';
import { loadLibrary } from '../../src/content/load.ts';
import { packIn } from '../../src/content/pack.ts';

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
