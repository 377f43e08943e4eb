import { COMPARED_SIGNALS, LINE_SIGNALS } from './comparison.ts';
import type { ComparedSignal, ComparedSignals, LineSignal, LineSignals } from './comparison.ts';
import type { Signal } from './hit.ts';

/** What each signal adds to the log-odds that the best passage answers the question. */
export interface ConfidenceWeights {
  readonly constant: number;
  readonly signals: Readonly<Record<ComparedSignal, number>>;
}

/** What each signal adds to the log-odds that the best `Not covered` line is what was asked for. */
export interface LineWeights {
  readonly constant: number;
  readonly signals: Readonly<Record<LineSignal, number>>;
}

/** How sure it is that the line is what was asked for: 0 to 1. */
export function judgeLine(signals: LineSignals, weights: LineWeights): number {
  return sigmoid(
    LINE_SIGNALS.reduce((sum, name) => sum + signals[name] * weights.signals[name], weights.constant),
  );
}

const NAMES: Readonly<Record<Exclude<ComparedSignal, 'score'>, string>> = {
  probability: 'its share of the odds among all that fits',
  gap: 'lead over the next passage',
  secondGap: 'lead over the one after that',
  ahead: 'lead over the nearest "Not covered" line',
  faq: 'it is an answer to a question, not a paragraph or a highlight',
  density: 'how many ways to ask the article gives',
  lines: 'the article says what it does not cover',
  linesProbability: 'the odds that a "Not covered" line was asked for',
  linesClassified: 'words that tell "Not covered" lines from the rest',
  linesDiscriminant: 'meaning that tells "Not covered" lines from the rest',
  lineNearness: 'meaning that it shares with a "Not covered" line',
  aheadInNearness: 'nearer in meaning than any "Not covered" line',
  aheadInWords: 'nearer in words than any "Not covered" line',
  aheadInLetters: 'nearer in letters than any "Not covered" line',
  aheadInCoverage: 'has more of the question than any "Not covered" line',
  aheadInClass: 'more likely by its words than any "Not covered" line',
  aheadInDiscriminant: 'more likely by its meaning than any "Not covered" line',
  unseen: 'words of the question that the article never uses',
  unknown: 'of these, those that are not everyday words',
  names: 'of these, those that may be names',
  unlike: 'of these, those that nothing in the article is like',
  substance: 'how much the question says',
  length: 'how long the question is',
  kindAsked: 'the question asks for a certain kind of answer (who, when, how much …)',
  told: 'the nearest sentence has that kind of answer',
};

/** How sure it is that the best passage answers the question: 0 to 1. */
export function judge(compared: ComparedSignals, weights: ConfidenceWeights): number {
  let logOdds = weights.constant;
  for (const name of COMPARED_SIGNALS) logOdds += compared[name] * weights.signals[name];
  return sigmoid(logOdds);
}

/**
 * Shares are in log-odds; with the constant they add up to those of the confidence. `rated` is what the score is made
 * of: each part has its share of the score's share.
 */
export function explainJudgement(
  compared: ComparedSignals,
  rated: readonly Signal[],
  weights: ConfidenceWeights,
): readonly Signal[] {
  const parts = rated.map((part): Signal => ({ ...part, share: part.share * weights.signals.score }));
  const others = COMPARED_SIGNALS.filter((name) => name !== 'score').map((name): Signal => ({
    name: NAMES[name],
    value: compared[name],
    share: compared[name] * weights.signals[name],
  }));
  return [...parts, ...others];
}

function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
