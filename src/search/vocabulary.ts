import type { Steps } from '../time-slices.ts';
import type { Language } from './languages/language.ts';
import type { WordVectors } from './languages/word-vectors.ts';
import { dot } from './vector-math.ts';
import type { EntryTokens } from './entry-tokens.ts';
import { subjectOf } from './small-talk.ts';
import { sorted } from './sorted.ts';
import { createSpelling } from './spelling.ts';
import type { Correct } from './spelling.ts';
import { tokenOf } from './tokens.ts';
import type { Token } from './tokens.ts';
import type { WrittenNames } from './written-names.ts';

/** A term of the pack that a typed word may stand for. */
export interface Reading {
  readonly stem: string;
  /** 0 to 1: 1 for the word itself. */
  readonly likeness: number;
}

/** The words that a pack uses. */
export interface Vocabulary {
  readonly has: (stem: string) => boolean;
  /** How many stems there are. */
  readonly size: number;
  /** Of a stem that it has: 0 to `size` - 1. */
  readonly numberOf: (stem: string) => number;
  readonly hasWord: (word: string) => boolean;
  /** The same without words of grammar, unless the pack has them, too. */
  readonly hasOwn: (word: string) => boolean;
  /**
   * Whether the pack asks for what a message only seems to say: one of its wordings asks for nothing else (`What is ping?` for
   * `ping`), or has that one word (`Trash collection` for `trash`).
   */
  readonly asksFor: (words: readonly string[]) => boolean;
  readonly names: WrittenNames;
  /** Inverse document frequency over the entries, 0 to 1; 1 for a word that no entry has. */
  readonly rarity: (stem: string) => number;
  /** Words that the typed one may be a misspelling of, the nearest first. */
  readonly corrections: Correct;
  /** Stems that begin alike: `america` for `american`. */
  readonly relatives: (stem: string) => readonly string[];
  /** Stems of words that mean something alike, with their likeness. */
  readonly neighbours: (word: string) => readonly Reading[];
  /** Words that begin so, the most frequent first. */
  readonly startingWith: (start: string, limit: number) => readonly string[];
}

export function* createVocabulary(
  entries: readonly EntryTokens[],
  names: WrittenNames,
  language: Language,
): Steps<Vocabulary> {
  const entriesWith = new Map<string, number>();
  const occurrences = new Map<string, number>();
  const subjects = new Set<string>();
  const askedStems = new Set<string>();
  for (const { wordings, heading, sentences } of entries) {
    const parts = [...wordings, heading, ...sentences];
    for (const asked of [...wordings, heading]) {
      for (const { stem, weight } of asked) if (weight === 1) askedStems.add(stem);
      if (asked.length > 0 && asked.length <= MAX_SUBJECT_LENGTH)
        subjects.add(subjectOf(wordsOf(asked), language));
    }
    const seen = new Set<string>();
    for (const part of parts) {
      for (const { word, stem } of part) {
        occurrences.set(word, (occurrences.get(word) ?? 0) + 1);
        if (seen.has(stem)) continue;
        seen.add(stem);
        entriesWith.set(stem, (entriesWith.get(stem) ?? 0) + 1);
      }
    }
    yield;
  }
  // A misspelt `what` is no rare word of the pack, so the language's own small words are candidates too,
  // and so is what people write for a word of the pack.
  const shortForms = [...language.shortForms]
    .filter(([, meant]) => occurrences.has(meant))
    .map(([form]) => form);
  const grammar = [...language.stopWords, ...language.chatter, ...shortForms].filter(
    (word) => word.length >= 3,
  );
  const words = yield* sorted(new Set([...occurrences.keys(), ...grammar]));
  const stems = yield* sorted(entriesWith.keys());
  const corrections = yield* createSpelling(words, (word) => occurrences.get(word) ?? 0);
  const neighbours = yield* createNeighbours([...occurrences.keys()], language);
  const numbers = new Map(stems.map((stem, at) => [stem, at]));
  const most = Math.log(1 + entries.length / 0.5);

  const rarity = (stem: string): number => {
    const having = entriesWith.get(stem) ?? 0;
    // BM25's idf (Robertson and Spärck Jones, made positive), relative to that of an unseen word.
    return Math.log(1 + (entries.length - having + 0.5) / (having + 0.5)) / Math.max(most, 1);
  };

  return {
    has: (stem) => numbers.has(stem),
    size: numbers.size,
    numberOf(stem) {
      const number = numbers.get(stem);
      if (number === undefined) throw new Error(`The pack has no word "${stem}".`);
      return number;
    },
    hasWord: (word) => occurrences.has(word) || language.stopWords.has(word),
    hasOwn: (word) => occurrences.has(word),
    asksFor: (asked) =>
      subjects.has(subjectOf(asked, language)) ||
      (asked.length <= 2 &&
        asked.some((word) => !SAID_OF_ANYTHING.has(word) && askedStems.has(language.stem(word)))),
    names,
    rarity: (stem) => Math.min(1, rarity(stem)),
    corrections,
    neighbours,
    relatives: (stem) => relativesOf(stem, stems, entriesWith),
    startingWith: (start, limit) =>
      range(words, start)
        .filter((word) => occurrences.has(word))
        .toSorted((one, other) => (occurrences.get(other) ?? 0) - (occurrences.get(one) ?? 0))
        .slice(0, limit),
  };
}

/** In words: what is longer asks for more than small talk can. */
const MAX_SUBJECT_LENGTH = 12;

/** An article about something else may well have these in its wordings. */
const SAID_OF_ANYTHING: ReadonlySet<string> = new Set(['help', 'aide', 'source', 'sources', 'test', 'tests']);

function wordsOf(tokens: readonly Token[]): readonly string[] {
  return tokens.map(({ word }) => word);
}

const MIN_RELATIVE_LENGTH = 5;
const MAX_ENDING_LENGTH = 4;

function relativesOf(
  stem: string,
  stems: readonly string[],
  known: ReadonlyMap<string, number>,
): readonly string[] {
  if (stem.length < MIN_RELATIVE_LENGTH) return [];
  const shorter = Array.from({ length: stem.length - MIN_RELATIVE_LENGTH }, (_, cut) =>
    stem.slice(0, stem.length - cut - 1),
  ).filter((start) => stem.length - start.length <= MAX_ENDING_LENGTH && known.has(start));
  const longer = range(stems, stem).filter(
    (other) => other !== stem && other.length - stem.length <= MAX_ENDING_LENGTH,
  );
  return [...shorter, ...longer.slice(0, 4)];
}

/** The part of a sorted list that begins with `start`. */
function range(ascending: readonly string[], start: string): readonly string[] {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? '') < start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < ascending.length && (ascending[end] ?? '').startsWith(start)) end += 1;
  return ascending.slice(low, end);
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
  if (isPartOnly(token, language)) {
    for (const whole of vocabulary.names.wholesWith(token.word)) add(tokenOf(whole, language).stem, 0.7);
  }
  if (!vocabulary.has(token.stem) && token.word.length >= 4) {
    for (const word of vocabulary.startingWith(token.word, 2)) add(tokenOf(word, language).stem, 0.7);
  }
  return list(readings);
}

/** Ranks by frequency: `play` and `station` are words of their own in `PlayStation`, `js` in `AlpineJS` is not. */
const MAX_COMMON_RANK = 6_000;

function isPartOnly({ word, stem }: Token, language: Language): boolean {
  if (language.everyday.has(stem)) return false;
  if (language.wordVectors === null) return word.length <= 3;
  return (language.wordVectors.rankOf(word) ?? MAX_COMMON_RANK) >= MAX_COMMON_RANK;
}

function list(readings: ReadonlyMap<string, number>): readonly Reading[] {
  return [...readings].map(([stem, likeness]) => ({ stem, likeness }));
}

const MAX_NEIGHBOURS = 8;
/** Below this cosine, words of one topic only. */
const MIN_SIMILARITY = 0.5;

function* createNeighbours(words: readonly string[], language: Language): Steps<Vocabulary['neighbours']> {
  const { wordVectors } = language;
  if (wordVectors === null) return () => [];
  const known: { readonly stem: string; readonly vector: Float32Array }[] = [];
  for (const [at, word] of words.entries()) {
    if (at % 64 === 0) yield;
    const vector = wordVectors.vectorOf(word);
    if (vector === undefined) continue;
    const token = tokenOf(word, language);
    if (token.weight >= 1) known.push({ stem: token.stem, vector });
  }
  return (word) => nearestTo(word, known, wordVectors, language);
}

function nearestTo(
  word: string,
  known: readonly { readonly stem: string; readonly vector: Float32Array }[],
  wordVectors: WordVectors,
  language: Language,
): readonly Reading[] {
  const vector = wordVectors.vectorOf(word);
  if (vector === undefined) return [];
  const own = language.stem(word);
  const best = new Map<string, number>();
  for (const { stem, vector: other } of known) {
    const alike = dot(vector, other);
    if (alike >= MIN_SIMILARITY && stem !== own) best.set(stem, Math.max(best.get(stem) ?? 0, alike));
  }
  return [...best]
    .toSorted((one, other) => other[1] - one[1])
    .slice(0, MAX_NEIGHBOURS)
    .map(([stem, alike]) => ({ stem, likeness: alike * alike }));
}
