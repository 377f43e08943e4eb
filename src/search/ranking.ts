import type { Signal } from './hit.ts';
import type { Retrieved } from './retrieval.ts';
import { NO_SEMANTIC_SIGNALS } from './semantic-index.ts';
import type { SemanticSignals } from './semantic-index.ts';
import type { LexicalSignals } from './signals.ts';

/** What may speak for an entry, in the order in which it is explained. */
export const RANKING_SIGNALS = [
  'nearestWording',
  'nearestWordings',
  'nearestTitledSentence',
  'nearestSentence',
  'text',
  'discriminant',
  'classified',
  'wording',
  'wordings',
  'wordingBroadly',
  'letters',
  'lettersBest',
  'coverage',
  'coverageBroadly',
  'sentence',
  'sentenceBroadly',
  'bm25',
  'kind',
  'told',
  'paragraph',
  'highlight',
  'line',
] as const satisfies readonly (keyof SemanticSignals | keyof LexicalSignals)[];

export type RankingSignal = (typeof RANKING_SIGNALS)[number];

/** Signals that tell more, the more ways to ask a pack gives for each entry. */
export const DENSITY_SIGNALS = [
  'classified',
  'discriminant',
  'nearestWording',
  'nearestWordings',
  'letters',
  'coverageBroadly',
] as const satisfies readonly RankingSignal[];

export type DensitySignal = (typeof DENSITY_SIGNALS)[number];

export interface RankingWeights {
  readonly signals: Readonly<Record<RankingSignal, number>>;
  /** Added where a pack is dense, in proportion. */
  readonly byDensity: Readonly<Record<DensitySignal, number>>;
}

export type RankingSignals = Readonly<Record<RankingSignal, number>>;

/**
 * Without vectors, what they would tell is left at nothing; the weights for that case leave it out. Written out, because
 * spreading both takes several times as long, and each question needs about a hundred.
 */
export function rankingSignalsOf({ lexical, semantic }: Retrieved): RankingSignals {
  const meaning = semantic ?? NO_SEMANTIC_SIGNALS;
  return {
    nearestWording: meaning.nearestWording,
    nearestWordings: meaning.nearestWordings,
    nearestTitledSentence: meaning.nearestTitledSentence,
    nearestSentence: meaning.nearestSentence,
    text: meaning.text,
    discriminant: meaning.discriminant,
    classified: lexical.classified,
    wording: lexical.wording,
    wordings: lexical.wordings,
    wordingBroadly: lexical.wordingBroadly,
    letters: lexical.letters,
    lettersBest: lexical.lettersBest,
    coverage: lexical.coverage,
    coverageBroadly: lexical.coverageBroadly,
    sentence: lexical.sentence,
    sentenceBroadly: lexical.sentenceBroadly,
    bm25: lexical.bm25,
    kind: lexical.kind,
    told: lexical.told,
    paragraph: lexical.paragraph,
    highlight: lexical.highlight,
    line: lexical.line,
  };
}

/** A pack with this many ways to ask for each entry has a density of 1. */
const DENSE = 100;

/** From 0, for one wording an entry, to 1, by the logarithm. */
export function densityOf(wordings: number, entries: number): number {
  if (entries === 0 || wordings <= entries) return 0;
  return Math.min(1, Math.log(wordings / entries) / Math.log(DENSE));
}

/** What each signal adds to the log-odds, against other entries, that it is what was asked for. */
export function ratedSignals(
  signals: RankingSignals,
  density: number,
  weights: RankingWeights,
): readonly Signal[] {
  return RANKING_SIGNALS.map((name) => ({
    name: NAMES[name],
    value: signals[name],
    share: signals[name] * weightOf(name, density, weights),
  }));
}

/** The sum of these. */
export function scoreOf(signals: RankingSignals, density: number, weights: RankingWeights): number {
  let score = 0;
  for (const name of RANKING_SIGNALS) score += signals[name] * weightOf(name, density, weights);
  return score;
}

function weightOf(name: RankingSignal, density: number, { signals, byDensity }: RankingWeights): number {
  return signals[name] + density * (isByDensity(name) ? byDensity[name] : 0);
}

function isByDensity(name: RankingSignal): name is DensitySignal {
  return DENSE_NAMES.has(name);
}

const DENSE_NAMES: ReadonlySet<string> = new Set(DENSITY_SIGNALS);

const NAMES: Readonly<Record<RankingSignal, string>> = {
  nearestWording: 'its nearest wording means something like it',
  nearestWordings: 'its three nearest wordings mean something like it',
  nearestTitledSentence: 'its nearest sentence, with its heading, means something like it',
  nearestSentence: 'its nearest sentence means something like it',
  text: 'its whole text means something like it',
  discriminant: 'its wordings differ in meaning from others as the question does',
  classified: 'its wordings differ in words from others as the question does',
  wording: 'its nearest wording has the same words',
  wordings: 'its three nearest wordings have the same words',
  wordingBroadly: 'its nearest wording has words that mean something alike',
  letters: 'its three nearest wordings are like it letter by letter',
  lettersBest: 'its nearest wording is like it letter by letter',
  coverage: 'it has the rare words of the question',
  coverageBroadly: 'it has words that mean something like them',
  sentence: 'one of its sentences has the rare words of the question',
  sentenceBroadly: 'one of its sentences has words that mean something like them',
  bm25: 'relevance by word counts (BM25), relative to the best',
  kind: 'it is about the kind of answer asked for (who, when, how much …)',
  told: 'its nearest sentence has that kind of answer',
  paragraph: 'it is a paragraph',
  highlight: 'it is a highlight',
  line: 'it is a "Not covered" line',
};
