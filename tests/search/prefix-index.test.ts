import { describe, expect, it } from 'vitest';
import { createPrefixIndex } from '../../src/search/prefix-index.ts';
import { runAtOnce } from '../../src/time-slices.ts';

const TEXTS = [
  'lobster pots in the bay',
  'vehicle capacity of the boat',
  'vehicle ramp',
  'the boat in the bay',
  'boats and more boats',
];

/** The last word may not be finished. */
function found(typed: string, texts: readonly string[] = TEXTS, limit = 10): readonly string[] {
  return runAtOnce(createPrefixIndex(texts.map((text) => text.split(' '))))
    .search({ words: typed.split(' '), asides: [], common: new Set() }, limit)
    .map(({ document }) => texts[document] ?? '');
}

describe('an index for what is being typed', () => {
  it('finds the last word by its beginning, and the others whole', () => {
    expect(found('lob')).toEqual(['lobster pots in the bay']);
    expect(found('veh ramp')).toEqual(['vehicle ramp']);
  });

  it('puts the word itself before those that go on', () => {
    expect(found('boat').at(-1)).toBe('boats and more boats');
  });

  it('puts texts with all of the words first', () => {
    expect(found('vehicle cap')).toEqual(['vehicle capacity of the boat', 'vehicle ramp']);
  });

  it.each([
    ['a letter too few', 'lobstr'],
    ['a letter too many', 'lobsster'],
    ['another letter', 'lobsder'],
    ['another first letter', 'kobster'],
    ['two letters swapped', 'lobsetr'],
  ])('finds a word with %s', (_, typed) => {
    expect(found(`${typed} po`)[0]).toBe('lobster pots in the bay');
    expect(found(typed)).toEqual(['lobster pots in the bay']);
  });

  it('takes neither two slips for a word, nor one in a short word or a number', () => {
    expect(found('lobtsre')).toEqual([]);
    expect(found('bya x')).toEqual([]);
    expect(found('gpt5 x', ['what is gpt4'])).toEqual([]);
    expect(found('20245', ['since 2024'])).toEqual([]);
  });

  it('lets asides decide between alike texts only', () => {
    const texts = ['when is rent due', 'why is rent due', 'why is it blue'];
    const index = runAtOnce(createPrefixIndex(texts.map((text) => text.split(' '))));
    const hits = index.search({ words: ['ren'], asides: ['why'], common: new Set() }, 10);
    expect(hits.map(({ document }) => texts[document])).toEqual(['why is rent due', 'when is rent due']);
  });

  it('keeps equal texts in their order', () => {
    const hits = runAtOnce(createPrefixIndex([['bay'], ['bay'], ['bay']])).search(
      { words: ['ba'], asides: [], common: new Set() },
      2,
    );
    expect(hits.map(({ document }) => document)).toEqual([0, 1]);
  });

  it('finds nothing where there is nothing', () => {
    expect(found('lob', [])).toEqual([]);
    expect(found('', [''])).toHaveLength(1);
    expect(found('zzz')).toEqual([]);
  });

  it('gives the same again, whatever was asked in between', () => {
    const index = runAtOnce(createPrefixIndex(TEXTS.map((text) => text.split(' '))));
    const before = index.search({ words: ['vehicle', 'b'], asides: [], common: new Set() }, 10);
    index.search({ words: ['boat'], asides: [], common: new Set() }, 10);
    expect(index.search({ words: ['vehicle', 'b'], asides: [], common: new Set() }, 10)).toEqual(before);
  });
});

describe('an index over very many texts', () => {
  const EARLY = 5_000;
  const texts = Array.from({ length: 35_000 }, (_, at) =>
    at < EARLY ? 'early' : `common word${at % 400} other${at}`,
  );
  const index = runAtOnce(createPrefixIndex(texts.map((text) => text.split(' '))));
  const firstFor = (...words: readonly string[]): string | undefined =>
    texts[index.search({ words, asides: [], common: new Set() }, 1)[0]?.document ?? -1];

  it('still finds the one with a rare word and frequent ones', () => {
    expect(firstFor('common', 'word7', 'other34807')).toBe('common word7 other34807');
    expect(firstFor('other34807', 'comm')).toBe('common word7 other34807');
  });

  it('gives the earlier ones for what very many have alike', () => {
    const hits = index.search({ words: ['wor'], asides: [], common: new Set() }, 3);
    expect(hits.map(({ document }) => document)).toEqual([EARLY, EARLY + 1, EARLY + 2]);
  });

  it('finds a frequent word that the first texts don’t have', () => {
    expect(firstFor('comm')).toBe(texts[EARLY]);
  });

  it('finds texts with two frequent words', () => {
    expect(firstFor('word7', 'comm')).toBe(`common word7 other${EARLY + 207}`);
  });
});
