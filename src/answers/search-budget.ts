import { sentencesOf } from '../search/sentences.ts';
import type { Steps } from '../time-slices.ts';

/**
 * What of all that one server taught is searched, in UTF-16 units: far more than 500 usual entries have, and little enough
 * that none takes more than some seconds to prepare, or more memory than 500 usual ones. What is longest is cut, for search
 * alone: it is shown whole, and found whole by who asks word by word.
 */
const MAX_IN_TEXTS = 400_000;
const MAX_IN_WORDINGS = 150_000;
const MAX_IN_TOPICS = 100_000;
/** Each takes two vectors, of 2 kB each with the default model. */
const MAX_SENTENCES = 8_000;
/** A way to ask is a line or two. */
const MAX_WORDING_LENGTH = 300;

/** How much of a text is searched. */
export interface SearchBudget {
  readonly text: (text: string) => string;
  readonly wording: (text: string) => string;
  readonly topic: (text: string) => string;
}

/** For all of these texts together. */
export function* searchBudget({
  texts,
  wordings,
  topics,
}: {
  readonly texts: readonly string[];
  readonly wordings: readonly string[];
  readonly topics: readonly string[];
}): Steps<SearchBudget> {
  const longest = equalShare(lengthsOf(texts), MAX_IN_TEXTS);
  const counts: number[] = [];
  for (const text of texts) {
    counts.push(sentencesOf(text.slice(0, longest)).length);
    yield;
  }
  const most = equalShare(counts, MAX_SENTENCES);
  const upTo = (all: readonly string[], room: number) => {
    const length = Math.min(MAX_WORDING_LENGTH, equalShare(lengthsOf(all), room));
    return (text: string) => text.slice(0, length);
  };
  return {
    text(text) {
      const beginning = text.slice(0, longest);
      const sentences = sentencesOf(beginning);
      return sentences.length > most ? sentences.slice(0, most).join('\n') : beginning;
    },
    wording: upTo(wordings, MAX_IN_WORDINGS),
    topic: upTo(topics, MAX_IN_TOPICS),
  };
}

function lengthsOf(texts: readonly string[]): readonly number[] {
  return texts.map(({ length }) => Math.min(length, MAX_IN_TEXTS));
}

/**
 * The most that each may have, so that all of them have no more than `room` together; what has less leaves its share to
 * the others. Infinity where there is room for all.
 */
export function equalShare(lengths: readonly number[], room: number): number {
  const ascending = Float64Array.from(lengths).toSorted();
  let left = room;
  for (const [at, length] of ascending.entries()) {
    const each = left / (ascending.length - at);
    if (length > each) return Math.floor(each);
    left -= length;
  }
  return Number.POSITIVE_INFINITY;
}
