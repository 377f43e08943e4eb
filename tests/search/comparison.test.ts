import { describe, expect, it } from 'vitest';
import type { Pack } from '../../src/content/pack.ts';
import { readForTraining } from '../../src/search/build-index.ts';
import { comparedSignalsOf, rank } from '../../src/search/comparison.ts';
import type { ComparedSignals, Ranking } from '../../src/search/comparison.ts';
import type { RankingWeights } from '../../src/search/ranking.ts';
import { ferry, packOf } from './ferry-pack.ts';
import { rankingBy } from './weights.ts';

const BY_WORDS = rankingBy({ wording: 4, coverage: 4, sentence: 2 });
const FAQ_FIRST = rankingBy({ wording: 4, paragraph: -1 });

function ranked(query: string, pack: Pack = ferry, weights: RankingWeights = BY_WORDS): Ranking {
  const { retrieveWith, density } = readForTraining(pack);
  const retrieve = retrieveWith(null);
  return rank(retrieve(query, null), density, weights);
}

function comparedBest(ranking: Ranking): ComparedSignals {
  const [best] = ranking.passages;
  if (best === undefined) throw new Error('nothing was found');
  return comparedSignalsOf(best, ranking, 0);
}

function idsOf({ passages }: Ranking): readonly string[] {
  return passages.map(({ passage }) => passage.id);
}

/** Questions and paragraphs of one word each, all of them found by `ferry`. */
function ferries(cited: readonly number[], paragraphs: readonly number[]): Pack {
  const made = packOf(cited.map((_, at) => [`Ferry ${'pier '.repeat(at)}question${at}?`]));
  const sections = paragraphs.map((count, at) => ({
    slug: `section-${at + 1}`,
    index: at + 1,
    heading: `Part ${at + 1}`,
    text: 'The ferry.',
    paragraphs: Array.from({ length: count }, (_, place) => ({
      id: `section/${at + 1}/${place + 1}`,
      kind: 'section' as const,
      index: at + 1,
      section: at + 1,
      heading: `Part ${at + 1}`,
      text: `The ferry, paragraph ${place + 1}.`,
      markup: 'commonmark' as const,
      plain: `The ferry, paragraph ${place + 1}.`,
      wordings: [],
    })),
  }));
  return { ...made, sections, faq: made.faq.map((one, at) => ({ ...one, section: cited[at] ?? null })) };
}

describe('ranking', () => {
  it('puts what scores highest first, passages and lines each', () => {
    const { passages, lines } = ranked('does the ferry carry dogs, passengers and the captain');
    for (const list of [passages, lines]) {
      expect(list.length).toBeGreaterThan(1);
      const scores = list.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((one, other) => other - one));
    }
  });

  it('goes by the signals that weigh something', () => {
    const query = 'complaints about a crossing fare';
    expect(idsOf(ranked(query, ferry, rankingBy({ highlight: 5 })))[0]).not.toMatch(/^section/);
    expect(idsOf(ranked(query, ferry, rankingBy({ paragraph: 5 })))[0]).toMatch(/^section/);
    expect(idsOf(ranked(query, ferry, rankingBy({ paragraph: -5 }))).at(-1)).toMatch(/^section/);
  });

  it('shares the odds out among all that was found', () => {
    const { passages, lines } = ranked('does the ferry carry dogs', ferry, rankingBy({}));
    const [one, other] = [passages[0]?.probability, lines[0]?.probability];
    expect(one).toBeCloseTo(other ?? 0);
    const shares = [...passages, ...lines].map(({ probability }) => probability);
    expect(shares.every((share) => share > 0 && share <= 1)).toBe(true);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
  });

  it('puts what was asked for word by word first, whatever else speaks against it', () => {
    const against = rankingBy({ wording: -4, coverage: -4, letters: -4 });
    expect(idsOf(ranked('How much is a ticket?', ferry, against))[0]).toBe('faq/2');
    expect(ranked('top speed in knots', ferry, against).lines[0]?.line).toBe('how fast she goes');
  });

  it('counts a section once, by its best paragraph', () => {
    const ids = idsOf(ranked('the Aurora has batteries and engines, launched by Marta for passengers'));
    expect(ids.filter((id) => id.startsWith('section/1/'))).toHaveLength(1);
    expect(ids).toContain('section/1/1');
    expect(idsOf(ranked('two diesel engines take over at sea'))).toContain('section/1/2');
    expect(
      idsOf(ranked('ferry', ferries([1], [3, 2]))).filter((id) => id.startsWith('section/')),
    ).toHaveLength(2);
  });
});

describe('how the best passage stands against the others', () => {
  it('does not take a paragraph of the section that it cites for a rival', () => {
    const ranking = ranked('ferry', ferries([1], [1]), FAQ_FIRST);
    expect(idsOf(ranking)).toEqual(['faq/1', 'section/1/1']);
    const without = comparedBest(ranked('ferry', ferries([1], []), FAQ_FIRST));
    const compared = comparedBest(ranking);
    expect([compared.gap, compared.secondGap]).toEqual([without.gap, without.secondGap]);
    expect(compared.probability).toBeCloseTo(1);
    expect(ranking.passages[0]?.probability).toBeLessThan(0.99);
  });

  it('takes a paragraph of another section, or of none that it cites, for one', () => {
    for (const pack of [ferries([2], [1]), ferries([0], [1])]) {
      const compared = comparedBest(ranked('ferry', pack, rankingBy({ paragraph: -1 })));
      expect(compared.gap).toBeCloseTo(1);
      expect(compared.probability).toBeLessThan(0.8);
    }
  });

  it('takes another question for one, even about the same section', () => {
    const ranking = ranked('ferry', ferries([1, 1], [2]), FAQ_FIRST);
    const [best, next] = ranking.passages;
    expect(next?.passage.kind).toBe('faq');
    expect(comparedBest(ranking).gap).toBeCloseTo((best?.score ?? 0) - (next?.score ?? 0));
    expect(comparedBest(ranking).gap).toBeLessThan(4);
  });

  it('leads by the more, the further the next one is behind, up to a limit', () => {
    const lead = (weight: number) =>
      comparedBest(ranked('ferry', ferries([2], [1]), rankingBy({ paragraph: -weight }))).gap;
    expect(lead(2)).toBeGreaterThan(lead(1));
    expect(lead(50)).toBe(lead(500));
  });

  it('says how sure it is that a line was asked for', () => {
    const uncovered = comparedBest(ranked('can my dog and other pets come on the boat'));
    const covered = comparedBest(ranked('complaints of fishermen'));
    expect(uncovered.lines).toBe(1);
    expect(uncovered.linesProbability).toBeGreaterThan(covered.linesProbability);
    expect(uncovered.ahead).toBeLessThan(covered.ahead);
    expect(comparedBest(ranked('ferry', ferries([1], [1])))).toMatchObject({ lines: 0, linesProbability: 0 });
  });
});

describe('what of the question is left open', () => {
  it('is nothing where the article has all its words', () => {
    expect(comparedBest(ranked('lobster pots'))).toMatchObject({
      unseen: 0,
      unknown: 0,
      names: 0,
      unlike: 0,
    });
  });

  it('is the words that it never uses: names, rare words and everyday ones', () => {
    const name = comparedBest(ranked('lobster pots of zyxwvia'));
    expect(name.unseen).toBeGreaterThan(0);
    expect(name.names).toBeCloseTo(name.unseen);
    const everyday = comparedBest(ranked('lobster pots of government'));
    expect(everyday.unseen).toBeGreaterThan(0);
    expect(everyday.unknown).toBe(0);
    expect(everyday.names).toBe(0);
  });

  it('grows with what the question says', () => {
    const [short, long] = ['nets', 'nets torn from lobster pots in winter'].map((query) =>
      comparedBest(ranked(query)),
    );
    expect(long?.substance).toBeGreaterThan(short?.substance ?? 1);
    expect(long?.length).toBeGreaterThan(short?.length ?? 4);
  });
});
