import type { Signal } from './hit.ts';
import type { EntrySignals } from './signals.ts';

/** What is known once the candidates have been compared. */
export interface ComparedSignals {
  /** The share of the question's weight in words that the pack has never seen. */
  readonly unseen: number;
  /** The same, without everyday words: names and terms. */
  readonly unknown: number;
  /**
   * By how much it is ahead of the next (negative where it is behind), in units of score and at most 1. A lead
   * counts as far as the hit covers the question: nothing comes near a poor hit either, where nothing fits.
   */
  readonly gap: number;
  /** By how much it is ahead of the likeliest `Not covered` line, at most 1 either way. */
  readonly ahead: number;
  /** How much the question says at all: 0 for nothing, towards 1 for several rare words. */
  readonly substance: number;
}

/**
 * What an entry's signals are worth when entries are ranked: fitted (conditional logit over ten candidates) on
 * BANKING77 and CLINC150 with ten wordings an intent, scaled to a third and rounded; `sentence` and `paragraph`,
 * which those sets can't tell, are set by hand.
 */
const SCORE: Readonly<Record<keyof EntrySignals, number>> = {
  wording: 0.5,
  wordings: 0.6,
  letters: 3,
  coverage: 1.4,
  sentence: 0.5,
  bm25: 0.3,
  kind: 0.25,
  paragraph: -0.2,
};

/**
 * A logistic model: what each signal adds to the log-odds that the hit answers the question.
 *
 * Fitted by logistic regression with a small ridge on the first three hits of about 2,000 questions: BANKING77 and
 * CLINC150 with ten wordings an intent and a third of the intents left out, the DeepSeek pack's own wordings (each
 * asked while it was left out), questions of those sets asked of that pack, and questions about its article that
 * are not in this repository. Rounded, and then stretched so that confidence is calibrated on questions that
 * several passages may answer, as readers judge them.
 */
const CONFIDENCE: Readonly<Record<keyof EntrySignals | keyof ComparedSignals, number>> = {
  wording: 0.4,
  wordings: 0.6,
  letters: 1.2,
  coverage: 1.2,
  sentence: 0.8,
  bm25: 0.1,
  kind: 0.4,
  paragraph: 0,
  gap: 1.9,
  ahead: 1.5,
  unseen: -0.6,
  unknown: -0.6,
  substance: 2,
};
const CONSTANT = -4.7;

const ENTRY_SIGNALS = [
  'wording',
  'wordings',
  'letters',
  'coverage',
  'sentence',
  'bm25',
  'kind',
  'paragraph',
] as const;
const COMPARED_SIGNALS = ['gap', 'ahead', 'unseen', 'unknown', 'substance'] as const;

const NAMES: Readonly<Record<keyof EntrySignals | keyof ComparedSignals, string>> = {
  wording: 'likeness to its nearest wording',
  wordings: 'likeness to its three nearest wordings',
  coverage: 'rare words of the question that it has',
  letters: 'likeness to its three nearest wordings letter by letter',
  sentence: 'rare words of the question in one sentence of its text',
  bm25: 'relevance by word counts (BM25), relative to the best',
  kind: 'it has the kind of answer asked for (who, when, how much …)',
  paragraph: 'it is a paragraph, not a question or a highlight',
  unseen: 'words of the question that the article never uses',
  unknown: 'names and terms of the question that the article never uses',
  gap: 'lead over the next hit',
  ahead: 'lead over the nearest "Not covered" line',
  substance: 'how much the question says',
};

export function scoreOf(signals: EntrySignals): number {
  return weighted(ENTRY_SIGNALS, signals, SCORE).reduce((sum, { share }) => sum + share, 0);
}

export interface Judged {
  readonly confidence: number;
  readonly signals: readonly Signal[];
}

/** Shares are in log-odds; with the constant they add up to those of the confidence. */
export function judge(signals: EntrySignals, compared: ComparedSignals): Judged {
  const shares: readonly Signal[] = [
    ...weighted(ENTRY_SIGNALS, signals, CONFIDENCE),
    ...weighted(COMPARED_SIGNALS, compared, CONFIDENCE),
  ];
  const logOdds = shares.reduce((sum, { share }) => sum + share, CONSTANT);
  return { confidence: 1 / (1 + Math.exp(-logOdds)), signals: shares };
}

function weighted<Name extends keyof typeof NAMES>(
  names: readonly Name[],
  values: Readonly<Record<Name, number>>,
  weights: Readonly<Record<Name, number>>,
): readonly Signal[] {
  return names.map((name) => ({
    name: NAMES[name],
    value: values[name],
    share: values[name] * weights[name],
  }));
}
