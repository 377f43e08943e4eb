import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readForTraining } from '../../src/search/build-index.ts';
import { COMPARED_SIGNALS, LINE_SIGNALS } from '../../src/search/comparison.ts';
import { explainJudgement, judge, judgeLine } from '../../src/search/confidence.ts';
import type { Signal } from '../../src/search/hit.ts';
import { densityOf, ratedSignals, rankingSignalsOf, scoreOf } from '../../src/search/ranking.ts';
import { createSearch } from '../../src/search/search.ts';
import { ferry } from './ferry-pack.ts';
import { confidenceBy, lineBy, rankingBy } from './weights.ts';

const ranking = rankingBy({ wording: 3, coverage: 2, letters: 1, line: -0.5, told: 0.3 }, { letters: 2 });
const confidence = confidenceBy(-1.5, {
  score: 0.7,
  gap: 0.4,
  unseen: -2,
  names: -1,
  ahead: 0.2,
  length: 0.1,
});
const model = { ranking, confidence, line: lineBy(0.5, { lead: 1, unseen: -3 }) };

function total(signals: readonly Signal[]): number {
  return signals.reduce((sum, { share }) => sum + share, 0);
}

function logOdds(probability: number): number {
  return Math.log(probability / (1 - probability));
}

describe('what speaks for and against the first hit', () => {
  const { retrieveWith, density } = readForTraining(ferry);
  const retrieve = retrieveWith(null);
  const search = createSearch(retrieve, density, { semantic: model, lexical: model });

  it.each([
    'nets torn from the pots',
    'who owns the yard',
    'price of zyxwvia',
    'can dogs travel free in winter',
  ])('adds up, with the constant, to the log-odds of its confidence: %s', (query) => {
    const [hit] = search(query).hits;
    expect(total(hit?.explain() ?? []) + confidence.constant).toBeCloseTo(logOdds(hit?.confidence ?? 1), 8);
  });

  it('has a name of its own for each signal', () => {
    const names =
      search('nets torn from the pots')
        .hits[0]?.explain()
        .map(({ name }) => name) ?? [];
    expect(names.length).toBeGreaterThan(20);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is all told whatever the weights are', () => {
    const weight = fc.double({ min: -3, max: 3, noNaN: true });
    const numbers = fc.array(weight, {
      minLength: COMPARED_SIGNALS.length,
      maxLength: COMPARED_SIGNALS.length,
    });
    fc.assert(
      fc.property(numbers, numbers, weight, (values, weights, constant) => {
        const named = (from: readonly number[]) =>
          confidenceBy(0, Object.fromEntries(COMPARED_SIGNALS.map((name, at) => [name, from[at] ?? 0])))
            .signals;
        const compared = named(values);
        const rated = [
          { name: 'one part of the score', value: 1, share: compared.score / 4 },
          { name: 'the rest of it', value: 3, share: (compared.score * 3) / 4 },
        ];
        const by = { constant, signals: named(weights) };
        const odds = COMPARED_SIGNALS.reduce(
          (sum, name) => sum + compared[name] * named(weights)[name],
          constant,
        );
        expect(total(explainJudgement(compared, rated, by)) + constant).toBeCloseTo(odds, 8);
        expect(judge(compared, by)).toBeCloseTo(1 / (1 + Math.exp(-odds)), 8);
      }),
    );
  });

  it('leaves a number between 0 and 1 of any odds', () => {
    const compared = confidenceBy(0, {}).signals;
    for (const constant of [-1e6, -50, 0, 50, 1e6]) {
      const confident = judge(compared, { constant, signals: compared });
      expect(confident >= 0 && confident <= 1).toBe(true);
    }
  });
});

describe('how sure it is of a "Not covered" line', () => {
  const { retrieveWith, density } = readForTraining(ferry);
  const retrieve = retrieveWith(null);
  const search = createSearch(retrieve, density, { semantic: model, lexical: model });

  it('is a number between 0 and 1 of its signals and a constant', () => {
    const signals = lineBy(0, Object.fromEntries(LINE_SIGNALS.map((name, at) => [name, at / 4]))).signals;
    const odds = -1 + 2 * signals.lead + 3 * signals.words;
    expect(logOdds(judgeLine(signals, lineBy(-1, { lead: 2, words: 3 })))).toBeCloseTo(odds, 8);
    for (const constant of [-1e6, 0, 1e6]) {
      const confidenceOfLine = judgeLine(signals, lineBy(constant, {}));
      expect(confidenceOfLine >= 0 && confidenceOfLine <= 1).toBe(true);
    }
  });

  it('is less where the question also has words that the article never uses', () => {
    const known = search('may pets and dogs come').notCovered;
    const unknown = search('may pets and dogs come to zyxwvia and qwfpgjl').notCovered;
    expect(known?.line).toBe('whether dogs may come along');
    expect(unknown?.confidence ?? 0).toBeLessThan(known?.confidence ?? 0);
  });

  it('is nearly certain where it was asked for word by word', () => {
    expect(search('Are pets allowed on board?').notCovered).toMatchObject({
      line: 'whether dogs may come along',
      confidence: 0.99,
    });
  });
});

describe('the parts of a score', () => {
  it('add up to it, in a pack with few and in one with many ways to ask', () => {
    const retrieve = readForTraining(ferry).retrieveWith(null);
    for (const density of [0, 0.5, 1]) {
      for (const retrieved of retrieve('what does it cost to take a dog in winter', null).entries) {
        const signals = rankingSignalsOf(retrieved);
        const parts = ratedSignals(signals, density, ranking);
        expect(total(parts)).toBeCloseTo(scoreOf(signals, density, ranking), 8);
      }
    }
  });

  it('count ways to ask from none to many', () => {
    expect([densityOf(0, 0), densityOf(5, 0), densityOf(5, 5), densityOf(3, 5)]).toEqual([0, 0, 0, 0]);
    expect(densityOf(100, 10)).toBeGreaterThan(densityOf(20, 10));
    expect(densityOf(1e6, 10)).toBe(1);
  });
});
