import type { Steps } from '../time-slices.ts';
import { editDistance } from './edit-distance.ts';

/** A word that a typed one may be a slip of. */
interface Correction {
  readonly word: string;
  /** 0 to 1. */
  readonly likeness: number;
}

export type Correct = (typed: string) => readonly Correction[];

const MAX_COMPARED = 60;
/** For each word typed: less than a millisecond. */
const MAX_LOOKED_UP = 15_000;
const MAX_CORRECTIONS = 3;

/** Finds those of the words that a typed one may be a slip of, the likeliest first; of equal ones, the more frequent. */
export function* createSpelling(
  words: readonly string[],
  frequencyOf: (word: string) => number,
): Steps<Correct> {
  // A number with another digit is another number, and no slip of the keys.
  const spelt = words.filter((word) => word.length <= MAX_WORD_LENGTH && !NUMBERED.test(word));
  const byPair = yield* indexByPair(spelt);
  // How many pairs each word shares, for all searches: one runs to its end before the next begins.
  const shared = new Uint8Array(spelt.length);
  return (typed) => {
    const atMost = toleratedEdits(typed);
    if (atMost === 0) return [];
    return nearestByPairs(typed, { byPair, shared, words: spelt }, atMost)
      .flatMap((word): readonly Correction[] => {
        const distance = editDistance(typed, word, atMost);
        return distance <= atMost ? [{ word, likeness: likenessOf(typed, word, distance) }] : [];
      })
      .toSorted(
        (one, other) => other.likeness - one.likeness || frequencyOf(other.word) - frequencyOf(one.word),
      )
      .slice(0, MAX_CORRECTIONS);
  };
}

const NUMBERED = /\p{N}/u;
/** What is longer is no word: to compare two takes as long as both lengths multiplied. */
const MAX_WORD_LENGTH = 64;

/** Short words are too close to each other. */
function toleratedEdits(word: string): number {
  if (word.length < 4 || word.length > MAX_WORD_LENGTH || NUMBERED.test(word)) return 0;
  return word.length < 7 ? 1 : 2;
}

function likenessOf(typed: string, word: string, distance: number): number {
  const swapped =
    typed.length === word.length &&
    Array.from(typed).toSorted().join('') === Array.from(word).toSorted().join('');
  const sameStart = typed[0] === word[0];
  return (
    Math.max(0.3, 1 - (distance * (swapped ? 0.6 : 1)) / Math.max(typed.length, word.length)) -
    (sameStart ? 0 : 0.15)
  );
}

function pairsOf(word: string): readonly string[] {
  const padded = `^${word}$`;
  return Array.from({ length: padded.length - 1 }, (_, start) => padded.slice(start, start + 2));
}

function* indexByPair(words: readonly string[]): Steps<ReadonlyMap<string, readonly number[]>> {
  const index = new Map<string, number[]>();
  for (const [position, word] of words.entries()) {
    for (const pair of new Set(pairsOf(word))) {
      const having = index.get(pair);
      if (having === undefined) index.set(pair, [position]);
      else having.push(position);
    }
    if (position % 64 === 0) yield;
  }
  return index;
}

interface Pairs {
  readonly byPair: ReadonlyMap<string, readonly number[]>;
  /** Zeros between two searches. */
  readonly shared: Uint8Array;
  readonly words: readonly string[];
}

function nearestByPairs(word: string, { byPair, shared, words }: Pairs, atMost: number): readonly string[] {
  const pairs = [...new Set(pairsOf(word))].map((pair) => byPair.get(pair) ?? []);
  const looked = rarest(pairs);
  const touched: number[] = [];
  for (const positions of pairs) {
    if (!looked.has(positions)) continue;
    for (const position of positions) {
      const before = shared[position] ?? 0;
      if (before === 0) touched.push(position);
      shared[position] = before + 1;
    }
  }
  // One edit destroys two pairs at most, a swap three.
  const least = Math.max(1, word.length + 1 - 3 * atMost - (pairs.length - looked.size));
  /** By how many pairs they share. */
  const near: number[][] = Array.from({ length: pairs.length + 1 }, () => []);
  for (const position of touched) {
    const count = shared[position] ?? 0;
    shared[position] = 0;
    if (count < least || Math.abs((words[position]?.length ?? 0) - word.length) > atMost) continue;
    near[count]?.push(position);
  }
  return near
    .toReversed()
    .flat()
    .slice(0, MAX_COMPARED)
    .flatMap((position) => words[position] ?? []);
}

/** Pairs that are in nearly all words, as somebody may write on purpose, tell nothing and take long. */
function rarest(pairs: readonly (readonly number[])[]): ReadonlySet<readonly number[]> {
  let left = MAX_LOOKED_UP;
  return new Set(
    pairs
      .toSorted((one, other) => one.length - other.length)
      .filter(({ length }) => {
        left -= length;
        return left >= 0;
      }),
  );
}
