import type { Steps } from '../time-slices.ts';
import { sorted } from './sorted.ts';

/**
 * Texts and their terms, both ways round, in flat arrays: a text's terms are `terms` from `termStarts[text]` up to the next
 * start, a term's texts `postings` from `postingStarts[term]` on, in ascending order. A term is a word's place in `words`.
 */
export interface InvertedFile {
  readonly documents: number;
  /** Sorted, each once. */
  readonly words: readonly string[];
  readonly terms: Uint32Array;
  readonly termStarts: Uint32Array;
  readonly postings: Uint32Array;
  readonly postingStarts: Uint32Array;
}

/** A word counts once in a text, however often it stands there. */
export function* invert(documents: readonly (readonly string[])[]): Steps<InvertedFile> {
  const distinct = documents.map((document) => [...new Set(document)]);
  yield;
  const words = yield* sorted(new Set(distinct.flat()));
  const termOf = new Map(words.map((word, term) => [word, term]));
  yield;
  const terms = Uint32Array.from(distinct.flat(), (word) => termOf.get(word) ?? 0);
  const termStarts = startsOf(Uint32Array.from(distinct, (document) => document.length));

  const frequencies = new Uint32Array(words.length);
  for (const term of terms) frequencies[term] = (frequencies[term] ?? 0) + 1;
  const postingStarts = startsOf(frequencies);
  const next = postingStarts.slice();
  const postings = new Uint32Array(terms.length);
  for (let document = 0; document < documents.length; document += 1) {
    const end = termStarts[document + 1] ?? 0;
    for (let at = termStarts[document] ?? 0; at < end; at += 1) {
      const term = terms[at] ?? 0;
      const place = next[term] ?? 0;
      postings[place] = document;
      next[term] = place + 1;
    }
    yield;
  }
  return { documents: documents.length, words, terms, termStarts, postings, postingStarts };
}

/** One more than there are lengths: the last is where the last list ends. */
function startsOf(lengths: Uint32Array): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (let at = 0; at < lengths.length; at += 1) starts[at + 1] = (starts[at] ?? 0) + (lengths[at] ?? 0);
  return starts;
}

/** How many postings the terms have together: those from `from` up to, but not including, `to`. */
export function postingsBetween(from: number, to: number, { postingStarts }: InvertedFile): number {
  return (postingStarts[to] ?? 0) - (postingStarts[from] ?? 0);
}

/** The terms that begin so: from the first up to, but not including, the second. */
export function termsBeginning(start: string, { words }: InvertedFile): readonly [number, number] {
  const from = firstPlace(words, (word) => word >= start);
  return [from, firstPlace(words, (word) => word > start && !word.startsWith(start))];
}

/** Where what holds for all words behind it begins to hold. */
function firstPlace(words: readonly string[], holds: (word: string) => boolean): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(words[middle] ?? '')) high = middle;
    else low = middle + 1;
  }
  return low;
}
