import type { PackPassage } from './outcome.ts';

/** Discord shows no more. */
export const MAX_CHOICES = 25;

/** A question that fits what has been typed. */
export interface OfferedQuestion {
  readonly found: PackPassage;
  readonly wording: string;
  /** Only for ordering: 0 to 2. */
  readonly score: number;
}
