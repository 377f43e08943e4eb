import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSpelling } from '../../src/search/spelling.ts';
import { runAtOnce } from '../../src/time-slices.ts';

const WORDS = 'lobster passenger captain harbour winter weather battery lindqvist crossing engine'.split(' ');
const correct = runAtOnce(createSpelling(WORDS, () => 1));

function meant(typed: string): readonly string[] {
  return correct(typed).map(({ word }) => word);
}

describe('what a misspelt word may have been meant for', () => {
  it.each([
    ['a letter too few', 'lobstr', 'lobster'],
    ['a letter too many', 'wintter', 'winter'],
    ['another letter', 'caprain', 'captain'],
    ['two letters swapped', 'wetaher', 'weather'],
    ['the wrong beginning', 'kaptain', 'captain'],
    ['two slips in a long word', 'pasenjer', 'passenger'],
  ])('%s: %s', (_, typed, word) => {
    expect(meant(typed)[0]).toBe(word);
  });

  it('is found for any one slip in any of the words', () => {
    const slip = fc.record({
      word: fc.constantFrom(...WORDS),
      at: fc.nat(8),
      letter: fc.integer({ min: 97, max: 122 }).map((code) => String.fromCharCode(code)),
      kind: fc.constantFrom('drop', 'add', 'change', 'swap'),
    });
    fc.assert(
      fc.property(slip, ({ word, at, letter, kind }) => {
        const place = at % word.length;
        const before = word.slice(0, place);
        const typed = {
          drop: before + word.slice(place + 1),
          add: before + letter + word.slice(place),
          change: before + letter + word.slice(place + 1),
          swap:
            before +
            word
              .slice(place, place + 2)
              .split('')
              .toReversed()
              .join('') +
            word.slice(place + 2),
        }[kind];
        expect(meant(typed)).toContain(word);
      }),
      { numRuns: 500 },
    );
  });

  it('is nothing for what is like none of them, for short words and for numbers', () => {
    for (const typed of ['', 'zeppelin', 'wat', 'eng', '1978', 'winter7', '🦭🦭🦭🦭']) {
      expect(meant(typed)).toEqual([]);
    }
    expect(runAtOnce(createSpelling(['gpt4', '2024', 'lobster4'], () => 1))('lobster')).toEqual([]);
  });

  it('is the nearest first, and of equally near ones the one that is used more', () => {
    const words = ['boats', 'boast', 'coats', 'goats', 'moats'];
    const frequency = new Map([['goats', 9]]);
    const ranked = runAtOnce(createSpelling(words, (word) => frequency.get(word) ?? 1))('hoats');
    expect(ranked[0]?.word).toBe('goats');
    expect(ranked.length).toBeLessThanOrEqual(3);
    expect(runAtOnce(createSpelling(words, () => 1))('boatts')[0]?.word).toBe('boats');
  });

  it('is surest where the letters are only swapped, and never more than certain', () => {
    const swapped = runAtOnce(createSpelling(['winter'], () => 1))('wniter')[0]?.likeness ?? 0;
    const changed = runAtOnce(createSpelling(['winter'], () => 1))('winzer')[0]?.likeness ?? 0;
    expect(swapped).toBeGreaterThan(changed);
    expect(changed).toBeGreaterThan(0);
    expect(swapped).toBeLessThan(1);
  });

  it('is found among twenty thousand words that begin alike', () => {
    const alike = Array.from({ length: 20_000 }, (_, at) => `abcde${at.toString(26).replaceAll(/\d/g, 'x')}`);
    const among = runAtOnce(createSpelling(['abcdewinter', ...alike], () => 1));
    expect(among('abcdewimter')[0]?.word).toBe('abcdewinter');
  });

  it('stands any typed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        for (const { word, likeness } of correct(typed)) {
          expect(WORDS).toContain(word);
          expect(likeness > 0 && likeness <= 1).toBe(true);
        }
      }),
    );
  });
});
