import { editDistance } from './edit-distance.ts';
import type { Language } from './languages/language.ts';
import { tokenOf } from './tokens.ts';
import type { Token } from './tokens.ts';

/** A term of the pack that a typed word may stand for. */
export interface Reading {
  readonly stem: string;
  /** 0 to 1: 1 for the word itself. */
  readonly likeness: number;
}

/** The words that a pack uses. */
export interface Vocabulary {
  readonly has: (stem: string) => boolean;
  readonly hasWord: (word: string) => boolean;
  /** Inverse document frequency over the entries, 0 to 1; 1 for a word that no entry has. */
  readonly rarity: (stem: string) => number;
  /** Words that the typed one may be a misspelling of, the nearest first. */
  readonly misspelt: (word: string) => readonly { readonly word: string; readonly likeness: number }[];
  /** Stems that begin alike: `america` for `american`. */
  readonly relatives: (stem: string) => readonly string[];
  /** Words that begin so, the most frequent first. */
  readonly startingWith: (start: string, limit: number) => readonly string[];
}

/** What one entry's wordings, heading and text hold. */
export type EntryWords = readonly Token[];

const NEAREST_BY_PAIRS = 60;

export function createVocabulary(entries: readonly EntryWords[], language: Language): Vocabulary {
  const entriesWith = new Map<string, number>();
  const occurrences = new Map<string, number>();
  for (const words of entries) {
    for (const stem of new Set(words.map((token) => token.stem))) {
      entriesWith.set(stem, (entriesWith.get(stem) ?? 0) + 1);
    }
    for (const { word } of words) occurrences.set(word, (occurrences.get(word) ?? 0) + 1);
  }
  // A misspelt `what` is no rare word of the pack, so the language's own small words are candidates too,
  // and so is what people write for a word of the pack.
  const shortForms = [...language.shortForms]
    .filter(([, meant]) => occurrences.has(meant))
    .map(([form]) => form);
  const grammar = [...language.stopWords, ...language.chatter, ...shortForms].filter(
    (word) => word.length >= 3,
  );
  const words = [...new Set([...occurrences.keys(), ...grammar])].toSorted();
  const stems = [...entriesWith.keys()].toSorted();
  // A number with another digit is another number, and no slip of the keys.
  const spelt = words.filter((word) => !NUMBERED.test(word));
  const byPair = indexByPair(spelt);
  const most = Math.log(1 + entries.length / 0.5);

  const rarity = (stem: string): number => {
    const having = entriesWith.get(stem) ?? 0;
    // BM25's idf (Robertson and Spärck Jones, made positive), relative to that of an unseen word.
    return Math.log(1 + (entries.length - having + 0.5) / (having + 0.5)) / Math.max(most, 1);
  };

  const misspelt = (word: string): readonly { word: string; likeness: number }[] => {
    const atMost = toleratedEdits(word);
    if (atMost === 0) return [];
    return nearestByPairs(word, byPair, spelt, atMost)
      .flatMap((candidate) => {
        const distance = editDistance(word, candidate, atMost);
        return distance <= atMost
          ? [{ word: candidate, likeness: spellingLikeness(word, candidate, distance) }]
          : [];
      })
      .toSorted(
        (one, other) =>
          other.likeness - one.likeness ||
          (occurrences.get(other.word) ?? 0) - (occurrences.get(one.word) ?? 0),
      )
      .slice(0, 3);
  };

  return {
    has: (stem) => entriesWith.has(stem),
    hasWord: (word) => occurrences.has(word) || language.stopWords.has(word),
    rarity: (stem) => Math.min(1, rarity(stem)),
    misspelt,
    relatives: (stem) => relativesOf(stem, stems, entriesWith),
    startingWith: (start, limit) =>
      range(words, start)
        .filter((word) => occurrences.has(word))
        .toSorted((one, other) => (occurrences.get(other) ?? 0) - (occurrences.get(one) ?? 0))
        .slice(0, limit),
  };
}

const NUMBERED = /\p{N}/u;

/** Short words are too close to each other. */
function toleratedEdits(word: string): number {
  if (word.length < 4 || NUMBERED.test(word)) return 0;
  return word.length < 7 ? 1 : 2;
}

function spellingLikeness(typed: string, word: string, distance: number): number {
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

function indexByPair(words: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [position, word] of words.entries()) {
    for (const pair of new Set(pairsOf(word))) {
      const having = index.get(pair);
      if (having === undefined) index.set(pair, [position]);
      else having.push(position);
    }
  }
  return index;
}

function nearestByPairs(
  word: string,
  byPair: ReadonlyMap<string, readonly number[]>,
  words: readonly string[],
  atMost: number,
): readonly string[] {
  const shared = new Map<number, number>();
  for (const pair of new Set(pairsOf(word))) {
    for (const position of byPair.get(pair) ?? []) shared.set(position, (shared.get(position) ?? 0) + 1);
  }
  // One edit destroys two pairs at most, a swap three.
  const least = Math.max(1, word.length + 1 - 3 * atMost);
  return [...shared]
    .filter(
      ([position, count]) =>
        count >= least && Math.abs((words[position]?.length ?? 0) - word.length) <= atMost,
    )
    .toSorted((one, other) => other[1] - one[1])
    .slice(0, NEAREST_BY_PAIRS)
    .flatMap(([position]) => words[position] ?? []);
}

const SHORTEST_RELATIVE = 5;
const LONGEST_ENDING = 4;

function relativesOf(
  stem: string,
  stems: readonly string[],
  known: ReadonlyMap<string, number>,
): readonly string[] {
  if (stem.length < SHORTEST_RELATIVE) return [];
  const shorter = Array.from({ length: stem.length - SHORTEST_RELATIVE }, (_, cut) =>
    stem.slice(0, stem.length - cut - 1),
  ).filter((start) => stem.length - start.length <= LONGEST_ENDING && known.has(start));
  const longer = range(stems, stem).filter(
    (other) => other !== stem && other.length - stem.length <= LONGEST_ENDING,
  );
  return [...shorter, ...longer.slice(0, 4)];
}

/** The part of a sorted list that begins with `start`. */
function range(sorted: readonly string[], start: string): readonly string[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < sorted.length && (sorted[end] ?? '').startsWith(start)) end += 1;
  return sorted.slice(low, end);
}

/** What each typed word may stand for in this pack: itself, its kin, or what was meant by a slip of the keys. */
export function readingsOf(token: Token, vocabulary: Vocabulary, language: Language): readonly Reading[] {
  const readings = new Map<string, number>();
  const add = (stem: string, likeness: number): void => {
    if (vocabulary.has(stem)) readings.set(stem, Math.max(readings.get(stem) ?? 0, likeness));
  };
  add(token.stem, 1);
  if (token.weight < 1) return list(readings);
  for (const stem of vocabulary.relatives(token.stem)) add(stem, 0.7);
  for (const stem of language.synonyms.get(token.stem) ?? []) add(stem, 0.6);
  const numbered = /^(\p{L}{2,})\p{N}+$/u.exec(token.stem)?.[1];
  if (numbered !== undefined) add(numbered, 0.6);
  if (!vocabulary.has(token.stem) && token.word.length >= 4) {
    for (const word of vocabulary.startingWith(token.word, 2)) add(tokenOf(word, language).stem, 0.7);
  }
  return list(readings);
}

function list(readings: ReadonlyMap<string, number>): readonly Reading[] {
  return [...readings].map(([stem, likeness]) => ({ stem, likeness }));
}
