import { describe, expect, it } from 'vitest';
import type { IndexedEntry } from '../../src/search/entries.ts';
import { createSemanticIndex, textsToEmbed } from '../../src/search/semantic-index.ts';
import type { SemanticIndex } from '../../src/search/semantic-index.ts';
import type { TextVectors } from '../../src/search/embedder.ts';
import { runAtOnce } from '../../src/time-slices.ts';
import { handMadeVectors, randomVectors, unit, vectorsOf } from './vectors.ts';

function entryOf(wordings: readonly string[], text = '', heading = ''): IndexedEntry {
  return { target: { kind: 'not covered', topic: wordings[0] ?? heading }, wordings, heading, text };
}

function indexOf(entries: readonly IndexedEntry[], vectors: TextVectors): SemanticIndex {
  const index = runAtOnce(createSemanticIndex(entries, vectors));
  if (index === null) throw new Error('a vector is missing');
  return index;
}

const NOTHING = unit(0, 0, 0, 0);

describe('what lies nearest to a question', () => {
  const entries = [
    entryOf(['price', 'cost', 'fare', 'weather'], 'Fourteen dollars. Seals follow.'),
    entryOf([], 'It rains. It is cold.', 'Climate'),
    entryOf(['crew']),
  ];
  const vectors = handMadeVectors(
    Object.fromEntries([
      ...entries.flatMap(textsToEmbed).map((text) => [text, NOTHING] as const),
      ['price', unit(1, 0, 0, 0)],
      ['cost', unit(0.8, 0.6, 0, 0)],
      ['fare', unit(0.6, 0.8, 0, 0)],
      ['weather', unit(-1, 0, 0, 0)],
      ['price: Seals follow.', unit(0, 0, 0, 1)],
      ['Climate', unit(0, 0, 1, 0)],
      ['It is cold.', unit(0, 1, 0, 0)],
      ['crew', unit(0, 0, 0.6, 0.8)],
    ]),
    4,
  );
  const index = indexOf(entries, vectors);

  it('is its nearest wording, and the mean of the three nearest', () => {
    const { best, wordings } = index.compare(unit(1, 0, 0, 0)).of(0);
    expect(best).toBeCloseTo(1);
    expect(wordings).toBeCloseTo((1 + 0.8 + 0.6) / 3);
  });

  it('is a sentence, alone or behind its heading, and it is known which', () => {
    expect(index.compare(unit(0, 0, 0, 1)).of(0)).toMatchObject({ best: 1, sentence: 1 });
    expect(index.compare(unit(0, 1, 0, 0)).of(1)).toMatchObject({ best: 1, sentence: 1 });
  });

  it('is a heading as much as a wording', () => {
    expect(index.compare(unit(0, 0, 1, 0)).of(1)).toMatchObject({ best: 1, wordings: 1 });
  });

  it('is nothing for an entry that there is not', () => {
    expect(index.compare(unit(1, 0, 0, 0)).of(99)).toEqual({ best: 0, wordings: 0, average: 0, sentence: 0 });
  });

  it('goes by the mean of fewer wordings where an entry has fewer', () => {
    expect(index.compare(unit(0, 0, 0, 1)).of(2).wordings).toBeCloseTo(0.8);
  });

  it('names the nearest entries first', () => {
    expect(index.compare(unit(0, 0, 1, 0)).nearest).toEqual([1, 2, 0]);
  });
});

describe('among very many entries', () => {
  const entries = Array.from({ length: 1000 }, (_, at) => entryOf([`wording ${at}`], `Text ${at}.`));
  const vectors = randomVectors(entries.flatMap(textsToEmbed), 32);
  const index = indexOf(entries, vectors);

  it('a few are near, each once, first of all the one whose wording or text it is', () => {
    for (const text of ['wording 700', 'Text 7.']) {
      const { nearest } = index.compare(vectors.get(text) ?? NOTHING);
      expect(nearest.length).toBeLessThanOrEqual(30);
      expect(new Set(nearest).size).toBe(nearest.length);
      expect(nearest[0]).toBe(Number(/\d+/.exec(text)?.[0]));
    }
  });
});

describe('where a vector is missing', () => {
  const entries = [entryOf(['price', 'cost'], 'Fourteen dollars.'), entryOf([], 'It rains.', 'Climate')];
  const texts = entries.flatMap(textsToEmbed);

  it('there is no index, whichever it is', () => {
    expect(runAtOnce(createSemanticIndex(entries, randomVectors(texts, 8)))).not.toBeNull();
    for (const text of new Set(texts)) {
      const others = texts.filter((other) => other !== text);
      expect(runAtOnce(createSemanticIndex(entries, randomVectors(others, 8)))).toBeNull();
    }
  });

  it('there is none of nothing', () => {
    expect(runAtOnce(createSemanticIndex([], randomVectors(texts, 8)))).toBeNull();
    expect(runAtOnce(createSemanticIndex(entries, vectorsOf(new Map(), 0)))).toBeNull();
  });
});
