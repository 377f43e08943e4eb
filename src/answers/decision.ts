import type { NotCoveredHit } from '../search/hit.ts';

/** From this confidence on, it answers. */
const ANSWER_AT = 0.5;
/** From this chance on that one of the first three is right, it asks "did you mean". */
const SUGGEST_AT = 0.12;
/** From this confidence on, it says that the article doesn't tell. */
const NOT_COVERED_AT = 0.4;
/** From this confidence on, it also names what exactly: a line that may be another's question would say what nobody asked. */
const NAME_LINE_AT = 0.5;

export const MOST_SUGGESTIONS = 3;

export type Decision =
  | { readonly outcome: 'answer' | 'suggestions' }
  /** `named` where it is sure enough which line was asked for. */
  | { readonly outcome: 'none'; readonly named: boolean };

/** `confidences` are those of the passages, best first; `line` is the likeliest `Not covered` line, if one is likelier than any. */
export function decide(
  confidences: readonly number[],
  line: Pick<NotCoveredHit, 'confidence'> | null,
): Decision {
  const best = confidences[0] ?? 0;
  if (line !== null && line.confidence >= NOT_COVERED_AT && line.confidence >= best) {
    return { outcome: 'none', named: line.confidence >= NAME_LINE_AT };
  }
  if (best >= ANSWER_AT) return { outcome: 'answer' };
  const chance = confidences.slice(0, MOST_SUGGESTIONS).reduce((sum, one) => sum + one, 0);
  return chance >= SUGGEST_AT ? { outcome: 'suggestions' } : { outcome: 'none', named: false };
}
