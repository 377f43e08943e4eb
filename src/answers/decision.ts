import type { NotCoveredHit } from '../search/hit.ts';
import type { ConfidenceLevel } from '../store/settings.ts';

interface Thresholds {
  /** From this confidence on, it answers. */
  readonly answer: number;
  /** From this chance on that one of the first three is right, it asks "did you mean". */
  readonly suggest: number;
}

/** Confidence is calibrated: at 0.7, seven in ten of such answers are right. */
export const THRESHOLDS: Readonly<Record<ConfidenceLevel, Thresholds>> = {
  careful: { answer: 0.8, suggest: 0.2 },
  balanced: { answer: 0.6, suggest: 0.12 },
  eager: { answer: 0.5, suggest: 0.08 },
};

/** From this confidence on, it says that the article doesn't tell. */
const NOT_COVERED_AT = 0.4;
/** From this confidence on, it also names what exactly: a topic that may be another's question would say what nobody asked. */
const NAME_TOPIC_AT = 0.6;

export const MAX_SUGGESTIONS = 3;

/** Whatever is less likely by itself would only fill a list. */
const MIN_SUGGESTED = 0.05;

/** What is offered of these, best first: only what is likely enough by itself. */
export function suggested<Item extends { readonly confidence: number }>(
  ranking: readonly Item[],
): readonly Item[] {
  return ranking.slice(0, MAX_SUGGESTIONS).filter(({ confidence }) => confidence >= MIN_SUGGESTED);
}

export type Decision =
  | { readonly outcome: 'answer' | 'suggestions' }
  /** `uncovered` where it is sure enough that a topic was asked for, `named` where it is also sure which. */
  | { readonly outcome: 'none'; readonly named: boolean; readonly uncovered: boolean };

/** `confidences` are those of the passages, best first; `topic` is the likeliest uncovered one, if one is likelier than any. */
export function decide(
  confidences: readonly number[],
  topic: Pick<NotCoveredHit, 'confidence'> | null,
  level: ConfidenceLevel = 'balanced',
): Decision {
  const thresholds = THRESHOLDS[level];
  const best = confidences[0] ?? 0;
  if (topic !== null && topic.confidence >= NOT_COVERED_AT && topic.confidence >= best) {
    return { outcome: 'none', named: topic.confidence >= NAME_TOPIC_AT, uncovered: true };
  }
  if (best >= thresholds.answer) return { outcome: 'answer' };
  const offered = suggested(confidences.map((confidence) => ({ confidence })));
  const chance = offered.reduce((sum, { confidence }) => sum + confidence, 0);
  return chance >= thresholds.suggest
    ? { outcome: 'suggestions' }
    : { outcome: 'none', named: false, uncovered: false };
}
