import type { Found } from './outcome.ts';

/** A question that fits what has been typed. */
export interface Offer {
  readonly found: Found;
  readonly wording: string;
  /** Only for ordering. */
  readonly score: number;
}
