import type { Passage } from '../content/pack.ts';
import type { Question, Word } from './question.ts';
import { rankingSignalsOf, scoreOf } from './ranking.ts';
import type { RankingSignals, RankingWeights } from './ranking.ts';
import type { Retrieval, Retrieved } from './retrieval.ts';

/** An entry with its score. */
interface Scored {
  readonly retrieved: Retrieved;
  readonly signals: RankingSignals;
  readonly score: number;
  /** Its share of the odds among all that was retrieved: 0 to 1. */
  readonly probability: number;
}

export interface ScoredPassage extends Scored {
  readonly passage: Passage;
}

export interface ScoredLine extends Scored {
  readonly line: string;
}

export interface Ranking {
  readonly question: Question;
  /** Best first; of a section, its best paragraph. */
  readonly passages: readonly ScoredPassage[];
  /** `Not covered` lines, best first. */
  readonly lines: readonly ScoredLine[];
}

/** Puts the entry that was asked for word by word ahead of whatever else fits. */
const EXACT_BONUS = 30;

export function rank({ question, entries }: Retrieval, density: number, weights: RankingWeights): Ranking {
  const scored = entries.map((retrieved) => {
    const signals = rankingSignalsOf(retrieved);
    const score = scoreOf(signals, density, weights) + (retrieved.exact ? EXACT_BONUS : 0);
    return { retrieved, signals, score };
  });
  const best = Math.max(...scored.map(({ score }) => score));
  const total = scored.reduce((sum, { score }) => sum + Math.exp(score - best), 0);
  const ordered = scored
    .map((one): Scored => ({ ...one, probability: Math.exp(one.score - best) / total }))
    .toSorted((one, other) => other.score - one.score);
  return {
    question,
    passages: bestOfEach(ordered.flatMap(asPassage)),
    lines: ordered.flatMap(asLine),
  };
}

function asPassage(scored: Scored): readonly ScoredPassage[] {
  const { target } = scored.retrieved.prepared.entry;
  return target.kind === 'passage' ? [{ ...scored, passage: target.passage }] : [];
}

function asLine(scored: Scored): readonly ScoredLine[] {
  const { target } = scored.retrieved.prepared.entry;
  return target.kind === 'not covered' ? [{ ...scored, line: target.line }] : [];
}

/** A section is one hit however many of its paragraphs fit. */
function bestOfEach(ordered: readonly ScoredPassage[]): readonly ScoredPassage[] {
  const best = new Map<string, ScoredPassage>();
  for (const hit of ordered) {
    const { kind, index, id } = hit.passage;
    const key = kind === 'section' ? `section/${index}` : id;
    if (!best.has(key)) best.set(key, hit);
  }
  return [...best.values()];
}

/** What is known of the best passage once everything has been compared. */
export const COMPARED_SIGNALS = [
  'score',
  'probability',
  'gap',
  'secondGap',
  'ahead',
  'faq',
  'density',
  'lines',
  'linesProbability',
  'linesClassified',
  'linesDiscriminant',
  'lineNearness',
  'aheadInNearness',
  'aheadInWords',
  'aheadInLetters',
  'aheadInCoverage',
  'aheadInClass',
  'aheadInDiscriminant',
  'unseen',
  'unknown',
  'names',
  'unlike',
  'substance',
  'length',
  'kindAsked',
  'told',
] as const;

export type ComparedSignal = (typeof COMPARED_SIGNALS)[number];
export type ComparedSignals = Readonly<Record<ComparedSignal, number>>;

const MOST_LEAD = 4;

/** How the best passage stands against the others, against the lines, and what of the question it leaves open. */
export function comparedSignalsOf(
  best: ScoredPassage,
  { question, passages, lines }: Ranking,
  density: number,
): ComparedSignals {
  const rivals = passages.filter((other) => areRivals(best, other));
  const lead = (other: Scored | undefined): number =>
    clamp(other === undefined ? MOST_LEAD : best.score - other.score, MOST_LEAD);
  const most = (valueOf: (line: RankingSignals) => number, otherwise: number): number =>
    lines.reduce((found, { signals }) => Math.max(found, valueOf(signals)), otherwise);
  const none = lines.length === 0;
  const ahead = (name: keyof RankingSignals): number =>
    none ? UNCONTESTED : best.signals[name] - most((line) => line[name], 0);
  return {
    score: best.score,
    probability: passages
      .filter((one) => one === best || !areRivals(best, one))
      .reduce((sum, { probability }) => sum + probability, 0),
    gap: lead(rivals[0]),
    secondGap: lead(rivals[1]),
    ahead: lead(lines[0]),
    faq: best.passage.kind === 'faq' ? 1 : 0,
    density,
    lines: none ? 0 : 1,
    linesProbability: lines.reduce((sum, { probability }) => sum + probability, 0),
    linesClassified: lines.reduce((sum, { signals }) => sum + Math.exp(signals.classified), 0),
    linesDiscriminant: lines.reduce((sum, { signals }) => sum + Math.exp(signals.discriminant), 0),
    lineNearness: most(({ nearestWording }) => nearestWording, 0),
    aheadInNearness: ahead('nearestWording'),
    aheadInWords: ahead('wordingBroadly'),
    aheadInLetters: ahead('letters'),
    aheadInCoverage: ahead('coverageBroadly'),
    aheadInClass: none ? MOST_LEAD : clamp(best.signals.classified - most((line) => line.classified, -8), 4),
    aheadInDiscriminant: none
      ? MOST_LEAD
      : clamp(best.signals.discriminant - most((line) => line.discriminant, -5), 3),
    ...openIn(question),
    told: best.signals.told,
  };
}

/** What is known of the best `Not covered` line once everything has been compared. */
export const LINE_SIGNALS = ['score', 'probability', 'lead', 'nearness', 'words', 'unseen'] as const;

export type LineSignal = (typeof LINE_SIGNALS)[number];
export type LineSignals = Readonly<Record<LineSignal, number>>;

export function lineSignalsOf(line: ScoredLine, { question, passages }: Ranking): LineSignals {
  const [best] = passages;
  return {
    score: line.score,
    probability: line.probability,
    lead: clamp(best === undefined ? MOST_LEAD : line.score - best.score, MOST_LEAD),
    nearness: line.signals.nearestWording,
    words: line.signals.wordingBroadly,
    unseen: openIn(question).unseen,
  };
}

/** What being ahead of lines counts where there are none. */
const UNCONTESTED = 0.3;

function clamp(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}

/** A paragraph of the section that the other cites says the same: no rival. */
function areRivals(one: ScoredPassage, other: ScoredPassage): boolean {
  if (one === other) return false;
  const paragraph = one.passage.kind === 'section' || other.passage.kind === 'section';
  return !(paragraph && one.passage.section !== null && one.passage.section === other.passage.section);
}

const LONGEST = 4;

/** How much the question says, and the shares of it that the pack has no word for. */
function openIn(question: Question) {
  const share = (open: (word: Word) => boolean): number =>
    question.weight === 0
      ? 0
      : question.words.filter(open).reduce((sum, { weight }) => sum + weight, 0) / question.weight;
  return {
    unseen: share(({ readings }) => readings.length === 0),
    unknown: share(({ readings, familiarity }) => readings.length === 0 && familiarity !== 'everyday'),
    names: share(({ readings, familiarity }) => readings.length === 0 && familiarity === 'unknown'),
    unlike: share(({ readings, neighbours }) => readings.length === 0 && neighbours.length === 0),
    substance: 1 - Math.exp(-question.weight),
    length: Math.min(LONGEST, question.weight),
    kindAsked: question.kind === null ? 0 : 1,
  };
}
