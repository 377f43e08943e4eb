import type { Passage } from '../content/pack.ts';
import type { Steps } from '../time-slices.ts';
import type { TextVectors } from './embedder.ts';

/** One reason for or against a hit, as `--explain` shows it. */
export interface Signal {
  /** In words that an author understands: `rare words of the question that the passage has`. */
  readonly name: string;
  readonly value: number;
  /** What it added to (or took from) the score. */
  readonly share: number;
}

export interface Hit {
  readonly passage: Passage;
  /** Only for ordering within one result. */
  readonly score: number;
  /** 0 to 1, calibrated: of the answers given at 0.9, nine in ten are right. */
  readonly confidence: number;
  /** What made it so sure. Worked out only where somebody wants to know. */
  readonly explain: () => readonly Signal[];
}

/** A `Not covered` line that the question is likely to ask for. */
export interface NotCoveredHit {
  readonly line: string;
  readonly confidence: number;
}

export interface SearchResult {
  /** The share of the question's words that the pack or its language knows: low for one in another language. */
  readonly understood: number;
  /** Best first; each FAQ entry, highlight and section at most once. */
  readonly hits: readonly Hit[];
  /** The likeliest line, where one is likelier than any hit. */
  readonly notCovered: NotCoveredHit | null;
}

/** A question offered while somebody types. */
export interface Suggestion {
  readonly passage: Passage;
  /** The passage's own question or heading, or the wording that fits what was typed best. */
  readonly wording: string;
  /** Only for ordering: 0 to 2. */
  readonly score: number;
}

/** One pack, ready to be searched. Never throws, whatever is asked. */
export interface SearchIndex {
  /** What `SearchResult.understood` of the query will be at most; much quicker than a search. */
  understood(query: string): number;
  /** What `search` wants the vector of: the question, its slips mended. Null where it goes by words alone. */
  textToEmbed(query: string): string | null;
  /** Without the vector, search goes by the question's words alone. */
  search(query: string, vector?: Float32Array | null): SearchResult;
  suggest(typed: string, limit: number): readonly Suggestion[];
}

/** As long as there are no vectors, it goes by words alone. */
export interface LexicalSearchIndex extends SearchIndex {
  /** The same index, which then also goes by what texts mean; null where a text has no vector. */
  withVectors(vectors: TextVectors): Steps<SearchIndex | null>;
}
