import type { Pack, Passage } from '../content/pack.ts';
import type { Steps } from '../time-slices.ts';
import type { TextVectors } from './embedder.ts';
import type { Readable, Reading } from './reader.ts';

/** One reason for or against a hit, as `--explain` shows it. */
export interface FeatureContribution {
  /** In words that an author understands: `it has the rare words of the question`. */
  readonly name: string;
  readonly value: number;
  /** What it added to (or took from) the log-odds of the confidence. */
  readonly share: number;
}

/** A ranked passage. */
export interface Hit {
  readonly pack: Pack;
  readonly passage: Passage;
  /** 0 to 1, calibrated: of the answers given at 0.9, nine in ten are right. */
  readonly confidence: number;
  /** The sentence of the passage that answers, word for word; null where it wasn't read, or none stands out. */
  readonly evidence: string | null;
  /** What made it so sure. Worked out only where somebody wants to know. */
  readonly explain: () => readonly FeatureContribution[];
}

/** An uncovered topic that the question is likely to ask for. */
export interface NotCoveredHit {
  readonly topic: string;
  readonly confidence: number;
}

export interface SearchResult {
  /** The share of the question's words that the pack or its language knows: low for one in another language. */
  readonly vocabularyCoverage: number;
  /** Best first; each FAQ entry, highlight and section at most once. */
  readonly hits: readonly Hit[];
  /** The likeliest topic, where one is likelier than any hit. */
  readonly notCovered: NotCoveredHit | null;
}

/** What was found for a question, before and after anything is read. */
export interface Candidates {
  /** The likeliest passages, best first. Reading them tells whether they answer. */
  readonly toRead: readonly Readable[];
  /** `readings` are those of `toRead`, in the same order; null where nothing was read. */
  judged(readings: readonly Reading[] | null): SearchResult;
}

/** A question offered while somebody types. */
export interface Suggestion {
  readonly passage: Passage;
  /** The passage's own question or heading, or the wording that fits what was typed best. */
  readonly wording: string;
  /** Only for ordering: 0 to 2. */
  readonly score: number;
}

/** A word of a question that isn't everybody's: what it asks about is likely called so. */
export interface DistinctiveWord {
  /** Equal for all packs of a language. */
  readonly stem: string;
  /** Whether the pack has it, or what it is a misspelling of. */
  readonly isKnown: boolean;
  readonly isInTitle: boolean;
}

/** One pack, ready to be searched. Never throws, whatever is asked. */
export interface SearchIndex {
  /** What `SearchResult.vocabularyCoverage` of the query will be; much quicker than a search. */
  vocabularyCoverage(query: string): number;
  /** Whether the message asks nothing, not of this pack either; nothing is found for it then. */
  isSmallTalk(query: string): boolean;
  distinctiveWords(query: string): readonly DistinctiveWord[];
  /** What `candidates` wants the vector of, and what is to be read: the question, its spelling corrected. Null for nothing. */
  textToEmbed(query: string): string | null;
  /** Without the vector, it goes by the question's words alone. */
  candidates(query: string, vector?: Float32Array | null): Candidates;
  /** The same, judged without reading anything. */
  search(query: string, vector?: Float32Array | null): SearchResult;
  suggest(typed: string, limit: number): readonly Suggestion[];
}

/** As long as there are no vectors, it goes by words alone. */
export interface LexicalSearchIndex extends SearchIndex {
  /** The same index, which then also goes by what texts mean; null where a text has no vector. */
  withVectors(vectors: TextVectors): Steps<SearchIndex | null>;
}
