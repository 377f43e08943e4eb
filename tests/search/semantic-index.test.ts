import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/search/entries.ts';
import { GENERIC_QUESTIONS } from '../../src/search/languages/generic-questions.ts';
import { createSemanticIndex, textsToEmbed } from '../../src/search/semantic-index.ts';
import type { SemanticIndex } from '../../src/search/semantic-index.ts';
import type { TextVectors } from '../../src/search/embedder.ts';
import { handMadeVectors, randomVectors, unit, vectorsOf } from './vectors.ts';
import { runAtOnce } from '../../src/time-slices.ts';

function entryOf(wordings: readonly string[], text = '', heading = ''): Entry {
  return { target: { kind: 'not covered', line: wordings[0] ?? heading }, wordings, heading, text };
}

function indexOf(entries: readonly Entry[], vectors: TextVectors): SemanticIndex {
  const index = runAtOnce(createSemanticIndex(entries, vectors));
  if (index === null) throw new Error('a vector is missing');
  return index;
}

describe('what lies nearest to a question', () => {
  const entries = [
    entryOf(['price', 'cost', 'fare', 'weather'], 'Fourteen dollars. Seals follow.'),
    entryOf([], 'It rains. It is cold.', 'Climate'),
    entryOf(['crew']),
  ];
  const vectors = handMadeVectors(
    {
      price: unit(1, 0, 0, 0),
      cost: unit(0.8, 0.6, 0, 0),
      fare: unit(0.6, 0.8, 0, 0),
      weather: unit(-1, 0, 0, 0),
      'Fourteen dollars.': unit(0.6, 0, 0.8, 0),
      'Seals follow.': unit(0, 0, 0, 1),
      'price: Fourteen dollars.': unit(0.9, 0, Math.sqrt(0.19), 0),
      'price: Seals follow.': unit(0, 0, 0, 1),
      'Fourteen dollars. Seals follow.': unit(0.5, 0, Math.sqrt(0.75), 0),
      Climate: unit(0, 0, 1, 0),
      'It rains.': unit(0, 0.6, 0.8, 0),
      'It is cold.': unit(0, 0.8, 0.6, 0),
      'Climate: It rains.': unit(0, 0.6, 0.8, 0),
      'Climate: It is cold.': unit(0, 1, 0, 0),
      'It rains. It is cold.': unit(0, 0.8, 0.6, 0),
      crew: unit(0, 0, 0, 1),
    },
    4,
  );
  const compared = indexOf(entries, vectors).compare(unit(1, 0, 0, 0));

  it('is told by the cosines of wordings, sentences and the whole text', () => {
    const signals = compared.signalsOf(0);
    expect(signals.nearestWording).toBeCloseTo(1);
    expect(signals.nearestWordings).toBeCloseTo((1 + 0.8 + 0.6) / 3);
    expect(signals.nearestSentence).toBeCloseTo(0.6);
    expect(signals.nearestTitledSentence).toBeCloseTo(0.9);
    expect(signals.text).toBeCloseTo(0.5);
  });

  it('takes a heading for a wording', () => {
    const cold = indexOf(entries, vectors).compare(unit(0, 0, 1, 0));
    expect(cold.signalsOf(1).nearestWording).toBeCloseTo(1);
    expect(cold.signalsOf(1).nearestWordings).toBeCloseTo(1);
    expect(cold.signalsOf(1).nearestSentence).toBeCloseTo(0.8);
  });

  it('has no sentence and no text where the entry has none', () => {
    expect(compared.signalsOf(2)).toMatchObject({ nearestSentence: 0, nearestTitledSentence: 0, text: 0 });
    expect(
      indexOf(entries, vectors)
        .compare(unit(0, 0, 0, 1))
        .signalsOf(2).nearestWording,
    ).toBeCloseTo(1);
  });

  it('gives each entry its chance, and nothing for an entry that there is not', () => {
    const chances = [0, 1, 2].map((at) => Math.exp(compared.signalsOf(at).discriminant));
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 4);
    expect(chances[0]).toBe(Math.max(...chances));
    expect(compared.signalsOf(99)).toMatchObject({ nearestWording: 0, text: 0, discriminant: 0 });
  });

  it('says the same of a question whatever was asked before', () => {
    const index = indexOf(entries, vectors);
    const before = index.compare(unit(1, 0, 0, 0)).signalsOf(0);
    index.compare(unit(0, 1, 0, 0)).signalsOf(1);
    expect(index.compare(unit(1, 0, 0, 0)).signalsOf(0)).toEqual(before);
  });
});

describe('what all questions have in common', () => {
  it('is taken away before anything is compared', () => {
    // The second axis says no more than that something is asked.
    const asking = unit(0, 1, 0);
    const vectors = vectorsOf(
      new Map([
        ...GENERIC_QUESTIONS.map((question) => [question, asking] as const),
        ['price', Float32Array.of(0.6, 0.8, 0)],
        ['crew', Float32Array.of(0, 0.8, 0.6)],
        ['Fourteen dollars.', unit(1, 0, 0)],
        ['price: Fourteen dollars.', unit(1, 0, 0)],
      ]),
      3,
    );
    const index = indexOf([entryOf(['price'], 'Fourteen dollars.'), entryOf(['crew'])], vectors);
    const question = Float32Array.of(0.6, 1, 0);
    expect(index.compare(question).signalsOf(0).nearestSentence).toBeCloseTo(1);
    // Both wordings ask, and nothing else do they share.
    expect(index.compare(Float32Array.of(0, 0.9, 0.4)).signalsOf(0).nearestWording).toBeLessThan(0.3);
  });
});

describe('the discriminant', () => {
  it('ignores the direction in which wordings of one entry differ', () => {
    const entries = [entryOf(['left a', 'right a']), entryOf(['left b', 'right b'])];
    // Along the first axis, wordings of one entry lie far apart; the second one tells the entries apart.
    const vectors = handMadeVectors(
      {
        'left a': Float32Array.of(-0.1, 0.3),
        'right a': Float32Array.of(0.9, 0.3),
        'left b': Float32Array.of(-0.9, -0.3),
        'right b': Float32Array.of(0.1, -0.3),
      },
      2,
    );
    const compared = indexOf(entries, vectors).compare(Float32Array.of(-0.8, 0.3));
    const [first, second] = [compared.signalsOf(0), compared.signalsOf(1)];
    expect(Math.exp(first.discriminant)).toBeGreaterThan(0.5);
    expect(first.discriminant).toBeGreaterThan(second.discriminant);
    // Its nearest wording alone would speak for the other entry.
    expect(second.nearestWording).toBeGreaterThan(first.nearestWording);
  });

  it('still tells entries apart where there are very many', () => {
    const entries = Array.from({ length: 1000 }, (_, at) => entryOf([`wording ${at}`]));
    const vectors = randomVectors([...GENERIC_QUESTIONS, ...entries.flatMap(textsToEmbed)], 16);
    const compared = indexOf(entries, vectors).compare(vectors.get('wording 700') ?? unit(0));
    const chances = entries.map((_, at) => compared.signalsOf(at).discriminant);
    expect(chances.indexOf(Math.max(...chances))).toBe(700);
    expect(chances.reduce((sum, chance) => sum + Math.exp(chance), 0)).toBeCloseTo(1, 3);
  });

  it('stands one entry, equal wordings and a question without direction', () => {
    const vectors = handMadeVectors({ a: unit(1, 0), b: unit(1, 0), c: unit(1, 0) }, 2);
    for (const entries of [[entryOf(['a'])], [entryOf(['a', 'b']), entryOf(['c'])]]) {
      for (const question of [unit(1, 0), unit(0, 0)]) {
        const compared = indexOf(entries, vectors).compare(question);
        for (const at of entries.keys()) {
          for (const value of Object.values(compared.signalsOf(at))) {
            expect(Number.isFinite(value)).toBe(true);
          }
        }
      }
    }
  });
});

describe('candidates by meaning', () => {
  const entries = Array.from({ length: 200 }, (_, at) => entryOf([`wording ${at}`], `Text ${at}.`));
  const vectors = randomVectors([...GENERIC_QUESTIONS, ...entries.flatMap(textsToEmbed)], 32);
  const index = indexOf(entries, vectors);

  it('are few, each once, and hold the entry whose wording or text it is', () => {
    for (const text of ['wording 150', 'Text 7.']) {
      const { candidates } = index.compare(vectors.get(text) ?? unit(0));
      expect(candidates.length).toBeLessThanOrEqual(60);
      expect(new Set(candidates).size).toBe(candidates.length);
      expect(candidates).toContain(Number(/\d+/.exec(text)?.[0]));
    }
  });
});

describe('where a vector is missing', () => {
  const entries = [entryOf(['price', 'cost'], 'Fourteen dollars.'), entryOf([], 'It rains.', 'Climate')];
  const texts = [...GENERIC_QUESTIONS, ...entries.flatMap(textsToEmbed)];

  it('there is no index, whichever it is', () => {
    expect(runAtOnce(createSemanticIndex(entries, randomVectors(texts, 8)))).not.toBeNull();
    for (const text of texts) {
      const others = texts.filter((other) => other !== text);
      expect(runAtOnce(createSemanticIndex(entries, randomVectors(others, 8)))).toBeNull();
    }
  });

  it('there is none of nothing', () => {
    expect(runAtOnce(createSemanticIndex([], randomVectors(texts, 8)))).toBeNull();
    expect(runAtOnce(createSemanticIndex(entries, vectorsOf(new Map(), 0)))).toBeNull();
  });
});
