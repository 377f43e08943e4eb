import type { Judgement } from './eval-judgement.ts';

export interface Tally {
  readonly questions: number;
  readonly right: number;
  readonly offered: number;
  /** Answered, and not rightly. */
  readonly wrong: number;
  /** The outcome was `none`. */
  readonly refused: number;
}

export interface EvalReport {
  /** In the order of their first questions. */
  readonly kinds: Readonly<Record<string, Tally>>;
  readonly inScope: Tally;
  readonly outOfScope: Tally;
  /** Right answers among those given; null where none was given. */
  readonly precision: number | null;
  /** How well confidence tells questions in scope from those out of scope; null where one kind is missing. */
  readonly auroc: number | null;
  /** Mean distance of confidence from the share that was right, over ten bins (Naeini et al., 2015). */
  readonly calibrationError: number;
}

export function summarise(judgements: readonly Judgement[]): EvalReport {
  const kinds = new Map<string, Judgement[]>();
  for (const judgement of judgements) {
    kinds.set(judgement.kind, [...(kinds.get(judgement.kind) ?? []), judgement]);
  }
  const inScope = judgements.filter((judgement) => judgement.inScope);
  const outOfScope = judgements.filter((judgement) => !judgement.inScope);
  const answered = judgements.filter(({ outcome }) => outcome === 'answer').length;
  return {
    kinds: Object.fromEntries([...kinds].map(([kind, ofKind]) => [kind, tally(ofKind)])),
    inScope: tally(inScope),
    outOfScope: tally(outOfScope),
    precision: answered === 0 ? null : judgements.filter(({ right }) => right).length / answered,
    auroc: auroc(inScope.map(confidenceOf), outOfScope.map(confidenceOf)),
    calibrationError: calibrationError(judgements),
  };
}

function tally(judgements: readonly Judgement[]): Tally {
  const count = (counts: (judgement: Judgement) => boolean): number => judgements.filter(counts).length;
  return {
    questions: judgements.length,
    right: count(({ right }) => right),
    offered: count(({ offered }) => offered),
    wrong: count(({ outcome, right }) => outcome === 'answer' && !right),
    refused: count(({ outcome }) => outcome === 'none'),
  };
}

function confidenceOf({ confidence }: Judgement): number {
  return confidence;
}

/** The chance that a random positive is above a random negative; a tie counts half. */
function auroc(positives: readonly number[], negatives: readonly number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  const wins = positives.reduce(
    (sum, positive) =>
      sum +
      negatives.reduce(
        (won, negative) => won + (positive > negative ? 1 : positive === negative ? 0.5 : 0),
        0,
      ),
    0,
  );
  return wins / (positives.length * negatives.length);
}

const BINS = 10;

function calibrationError(judgements: readonly Judgement[]): number {
  const bins = Array.from({ length: BINS }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (const { confidence, bestIsRight } of judgements) {
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))];
    if (bin === undefined) continue;
    bin.count += 1;
    bin.confidence += confidence;
    bin.right += bestIsRight ? 1 : 0;
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0) / judgements.length;
}
