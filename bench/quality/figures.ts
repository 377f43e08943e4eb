import { THRESHOLDS } from '../../src/answers/decision.ts';
import type { Judgement } from '../../src/cli/eval-judgement.ts';
import { summarise } from '../../src/cli/eval-report.ts';
import type { Tally } from '../../src/cli/eval-report.ts';

/** Shares from 0 to 1; null where there was nothing to count. */
export interface Figures {
  /** How many questions were put, of how many. */
  readonly asked: number;
  readonly of: number;
  /** In scope, the best passage is right, given as an answer or not. */
  readonly top: number | null;
  /** In scope, it answered, and rightly. */
  readonly right: number | null;
  /** In scope, right, or among the three suggestions. */
  readonly offered: number | null;
  readonly precision: number | null;
  readonly nearAnswered: number | null;
  readonly farAnswered: number | null;
  readonly typosRight: number | null;
  /** If it only answered where it is as sure as servers may ask of it; null where its confidence means no probability. */
  readonly careful: Careful | null;
  readonly auroc: number | null;
  /** Null where its confidence means no probability. */
  readonly calibrationError: number | null;
}

interface Careful {
  readonly right: number | null;
  readonly precision: number | null;
  readonly nearAnswered: number | null;
}

/** `of` is the number of questions that there are, of which some may not have been asked. */
export function figuresOf(judgements: readonly Judgement[], of: number, calibrated: boolean): Figures {
  const { kinds, inScope, precision, auroc, calibrationError } = summarise(judgements);
  const top = judgements.filter((judgement) => judgement.inScope && judgement.bestIsRight).length;
  return {
    asked: judgements.length,
    of,
    top: share(top, inScope.questions),
    right: share(inScope.right, inScope.questions),
    offered: share(inScope.offered, inScope.questions),
    precision,
    nearAnswered: shareOf(kinds['oos-near'], ({ wrong }) => wrong),
    farAnswered: shareOf(kinds['oos-far'], ({ wrong }) => wrong),
    typosRight: shareOf(kinds['typo'], ({ right }) => right),
    careful: calibrated ? carefulOf(judgements) : null,
    auroc,
    calibrationError: calibrated ? calibrationError : null,
  };
}

function carefulOf(judgements: readonly Judgement[]): Careful {
  const given = judgements.filter(
    ({ outcome, confidence }) => outcome === 'answer' && confidence >= THRESHOLDS.careful.answer,
  );
  const right = given.filter((judgement) => judgement.right).length;
  const isNear = ({ kind }: Judgement): boolean => kind === 'oos-near';
  return {
    right: share(right, judgements.filter(({ inScope }) => inScope).length),
    precision: share(right, given.length),
    nearAnswered: share(given.filter(isNear).length, judgements.filter(isNear).length),
  };
}

function share(count: number, of: number): number | null {
  return of === 0 ? null : count / of;
}

function shareOf(tally: Tally | undefined, count: (tally: Tally) => number): number | null {
  return tally === undefined ? null : share(count(tally), tally.questions);
}
