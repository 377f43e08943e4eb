import { describe, expect, it } from 'vitest';
import { createLexicalIndex } from '../../src/search/lexical-index.ts';
import { runAtOnce } from '../../src/time-slices.ts';

function found(
  documents: readonly string[],
  terms: Readonly<Record<string, number>>,
  limit = 10,
): readonly number[] {
  const index = runAtOnce(createLexicalIndex(documents.map((document) => document.split(' '))));
  return index.search(new Map(Object.entries(terms)), limit).map(({ document }) => document);
}

describe('relevance by word counts', () => {
  it('puts the document with the rare word before those with the common one', () => {
    expect(found(['ferry sails', 'ferry stays', 'seals stay'], { ferry: 1, seals: 1 })[0]).toBe(2);
  });

  it('puts the document with more of the words first', () => {
    expect(found(['ferry stays here', 'pier stays here', 'ferry pier here'], { ferry: 1, pier: 1 })[0]).toBe(
      2,
    );
  });

  it('puts the shorter of two documents with the word first', () => {
    expect(found(['ferry and much else besides', 'ferry'], { ferry: 1 })).toEqual([1, 0]);
  });

  it('goes by the words that count more in the query', () => {
    const documents = ['ferry sails', 'seals swim'];
    expect(found(documents, { ferry: 1, seals: 0.5 })).toEqual([0, 1]);
    expect(found(documents, { ferry: 0.5, seals: 1 })).toEqual([1, 0]);
  });

  it('counts a word that is repeated for more, but not for as often as it stands there', () => {
    const index = runAtOnce(
      createLexicalIndex([
        ['ferry', 'pier', 'quay', 'dock'],
        ['ferry', 'ferry', 'ferry', 'ferry'],
        ['buoy', 'mast', 'keel', 'hull'],
      ]),
    );
    const scores = new Map(
      index.search(new Map([['ferry', 1]]), 10).map(({ document, score }) => [document, score]),
    );
    const once = scores.get(0) ?? 0;
    expect(scores.get(1)).toBeGreaterThan(once);
    expect(scores.get(1)).toBeLessThan(4 * once);
  });

  it('gives the earlier of equal documents first, and no more than asked for', () => {
    const documents = Array.from({ length: 20 }, () => 'ferry');
    expect(found(documents, { ferry: 1 }, 3)).toEqual([0, 1, 2]);
    expect(found(documents, { ferry: 1 }, 0)).toEqual([]);
  });

  it('finds nothing by no word, by an unknown one, or in no document', () => {
    expect(found(['ferry'], {})).toEqual([]);
    expect(found(['ferry'], { zeppelin: 1 })).toEqual([]);
    expect(runAtOnce(createLexicalIndex([])).search(new Map([['ferry', 1]]), 10)).toEqual([]);
    expect(runAtOnce(createLexicalIndex([[], []])).search(new Map([['ferry', 1]]), 10)).toEqual([]);
  });

  it('keeps nothing of one search for the next', () => {
    const index = runAtOnce(createLexicalIndex([['ferry', 'pier'], ['ferry'], ['seals']]));
    const first = index.search(new Map([['ferry', 1]]), 1);
    index.search(
      new Map([
        ['pier', 1],
        ['seals', 1],
      ]),
      10,
    );
    expect(index.search(new Map([['ferry', 1]]), 1)).toEqual(first);
  });
});
