import type { Steps } from '../time-slices.ts';

/** Finds the places of the words that a typed one is by one slip of the keys; not that of the word itself. */
export type FindWithinOneEdit = (typed: string) => readonly number[];

/** Short words are too close to each other; what is very long is no word. */
const MIN_TYPED_LENGTH = 4;
const MIN_MEANT_LENGTH = 3;
const MAX_WORD_LENGTH = 40;
/** A number with another digit is another number, and no slip of the keys. */
const NUMBERED = /\p{N}/u;

/**
 * Two words that are one slip apart are the same once each has lost one letter at most (Garbe, SymSpell, 2012). So every
 * word is kept under what is left of it, each as one number: the hash of what is left, then the word's place.
 */
export function* createSymmetricDelete(words: readonly string[]): Steps<FindWithinOneEdit> {
  const keys = yield* sortedKeys(words);
  return (typed) => {
    if (typed.length < MIN_TYPED_LENGTH || typed.length > MAX_WORD_LENGTH || NUMBERED.test(typed)) return [];
    const found = new Set<number>();
    for (const hash of deleteHashes(typed)) {
      const first = hash * MAX_WORDS;
      for (let at = lowerBound(keys, first); at < keys.length; at += 1) {
        const place = (keys[at] ?? 0) - first;
        if (place >= MAX_WORDS) break;
        found.add(place);
      }
    }
    // Other words may have the same hash, or have lost another letter.
    return [...found].filter((place) => isWithinOneEdit(typed, words[place] ?? ''));
  };
}

/** 32 bits of a hash and a place below this are as much as a float64 holds exactly. */
const MAX_WORDS = 2 ** 21;

function* sortedKeys(words: readonly string[]): Steps<Float64Array> {
  const keys: number[] = [];
  for (const [place, word] of words.slice(0, MAX_WORDS).entries()) {
    if (word.length < MIN_MEANT_LENGTH || word.length > MAX_WORD_LENGTH || NUMBERED.test(word)) continue;
    for (const hash of deleteHashes(word)) keys.push(hash * MAX_WORDS + place);
    if (place % 64 === 0) yield;
  }
  return Float64Array.from(keys).toSorted();
}

/** Of the word itself, and of it without each of its letters. */
function deleteHashes(word: string): ReadonlySet<number> {
  const hashes = new Set([hashWithout(word, -1)]);
  for (let left = 0; left < word.length; left += 1) hashes.add(hashWithout(word, left));
  return hashes;
}

/** FNV-1a in 32 bits, over UTF-16 units. */
function hashWithout(word: string, left: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) {
    if (at !== left) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

function lowerBound(ascending: Float64Array, least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A letter more, less or another one, or two neighbours swapped. */
function isWithinOneEdit(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let oneEnd = one.length;
  let otherEnd = other.length;
  while (oneEnd > start && otherEnd > start && one[oneEnd - 1] === other[otherEnd - 1]) {
    oneEnd -= 1;
    otherEnd -= 1;
  }
  if (oneEnd - start <= 1 && otherEnd - start <= 1) return true;
  return (
    oneEnd - start === 2 &&
    otherEnd - start === 2 &&
    one[start] === other[start + 1] &&
    one[start + 1] === other[start]
  );
}
