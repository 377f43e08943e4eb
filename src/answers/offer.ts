import type { Found } from './outcome.ts';

/** Discord shows no more. */
export const MAX_CHOICES = 25;

/** A question that fits what has been typed. */
export interface Offer {
  readonly found: Found;
  readonly wording: string;
  /** Only for ordering: 0 to 2. */
  readonly score: number;
}
