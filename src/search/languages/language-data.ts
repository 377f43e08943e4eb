import type { Phrases } from './phrases.ts';

/** One language as data: lower-case, without accents (analysis folds both away before it looks here). */
export interface LanguageData {
  /** The name of its Snowball stemmer. */
  readonly stemmer: string;
  /** Separated by spaces or line breaks, as are `chatter` and each group of `synonyms`. */
  readonly stopWords: string;
  readonly chatter: string;
  /** Common words of content: that a pack doesn't use one says less than that it lacks a name or a term. */
  readonly everyday: string;
  readonly shortForms: readonly (readonly [typed: string, meant: string])[];
  readonly synonyms: readonly string[];
  /** Null where nobody has written them down yet. */
  readonly phrases: Phrases | null;
}
