import Fuse from 'fuse.js';
import type { Pack, Passage } from '../content/pack.ts';
import type { Steps } from '../time-slices.ts';
import type { SearchIndex, Suggestion } from './hit.ts';
import type { Language } from './languages/language.ts';
import { createPrefixIndex } from './prefix-index.ts';
import type { PrefixIndex, Typed } from './prefix-index.ts';
import type { Question, ReadQuestion } from './question.ts';
import { smallTalkIn } from './small-talk.ts';
import { questionWords, wordsOf } from './tokens.ts';
import { partsOf } from './written-names.ts';

/** A way to ask that may be offered. */
export interface SuggestedWording {
  readonly passage: Passage;
  readonly wording: string;
  readonly words: readonly string[];
}

/** Ways to ask that may be offered, of one article or of many. */
interface Offered {
  readonly wordings: readonly SuggestedWording[];
  /** Equal for passages that are one choice. */
  readonly keyOf: (passage: Passage) => unknown;
  /** Null where what is typed is only looked for by its letters. */
  readonly fallback: Fallback | null;
}

/** What the words find; several wordings of a passage may be among them. */
const MAX_FOUND = 120;
/** Fuse.js compares every letter: it sees few offers, few of each passage, and the beginning of what was typed. */
const MAX_COMPARED = 30;
const MAX_PER_PASSAGE = 5;
const MAX_LETTERS = 64;

/** Where fewer fit by their letters, others are found by their meaning. */
const ENOUGH = 5;

/** Finds by meaning what the letters alone don't. */
interface Fallback {
  readonly search: SearchIndex['search'];
  readonly readQuestion: ReadQuestion;
}

/** @param isOffered where not all of them may be */
type Suggest = (
  typed: string,
  limit: number,
  isOffered?: (passage: Passage) => boolean,
) => readonly Suggestion[];

export function* createSuggest(
  { wordings: suggestions, keyOf, fallback }: Offered,
  language: Language,
): Steps<Suggest> {
  const documents: (readonly string[])[] = [];
  for (const { wording, words } of suggestions) {
    // `js` finds AlpineJS.
    const parts = (wording.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => [...partsOf(word)]);
    documents.push(parts.length === 0 ? words : [...words, ...parts]);
    yield;
  }
  const index = yield* createPrefixIndex(documents);
  const lettersApart = yield* createLettersApart(suggestions);

  return (typed, limit, isOffered) => {
    const words = splitAndJoin(questionWords(typed, language), index);
    if (words.length === 0) return [];
    if (smallTalkIn(typed) !== null && !index.has(words.at(-1) ?? '', true)) return [];
    const isWanted =
      isOffered &&
      ((document: number): boolean => {
        const suggested = suggestions[document];
        return suggested !== undefined && isOffered(suggested.passage);
      });
    const sharing = index.search(tellingApart(words, language), MAX_FOUND, isWanted);
    const found = sharing.filter(({ fits }) => fits >= MIN_FIT);
    // One of the words, and nothing of what else is asked.
    if (found.length === 0 && sharing.length > 0) return [];
    const best = found[0]?.score ?? 0;
    const near = found.flatMap(({ document: at, score, fits }): readonly Near[] => {
      const one = suggestions[at];
      if (one === undefined) return [];
      const { passage, wording } = one;
      const suggested = {
        at,
        passage,
        wording,
        key: keyOf(passage),
        isCanonical: wording === passage.heading,
      };
      return [{ suggested, score: score / best, fits }];
    });
    const fitting = canonical(byLetters(near, lettersApart, typed), near, typed);
    if (fallback === null || fitting.length >= Math.min(limit, ENOUGH)) return fitting.slice(0, limit);
    return bestOfEach([...fitting, ...byMeaning(fallback, typed)], keyOf).slice(0, limit);
  };
}

/** A wording that fits what was typed. */
interface Near {
  readonly suggested: {
    /** Its place among all. */
    readonly at: number;
    readonly passage: Passage;
    readonly wording: string;
    /** The same for all wordings of one choice. */
    readonly key: unknown;
    /** The question as the author asks it, or a heading. */
    readonly isCanonical: boolean;
  };
  readonly score: number;
  readonly fits: number;
}

/** Where a passage's own question fits as well as another wording, it stands for it, unless that is what is being typed. */
function canonical(chosen: readonly Near[], near: readonly Near[], typed: string): readonly Suggestion[] {
  const own = new Map<unknown, number>();
  for (const { suggested, fits } of near) if (suggested.isCanonical) own.set(suggested.key, fits);
  const begun = typed.trim().toLowerCase();
  return chosen.map(({ suggested: { passage, wording, key }, score, fits }): Suggestion => {
    const isTyped = wording.toLowerCase().startsWith(begun);
    const heading = !isTyped && (own.get(key) ?? 0) >= fits ? passage.heading : wording;
    return { passage, wording: heading, score };
  });
}

/** Of the telling words, at least such a share must fit. */
const MIN_FIT = 0.5;

/** `play station` for `playstation`, `alpinejs` for `alpine js`: whichever the texts have. */
function splitAndJoin(typed: readonly string[], index: PrefixIndex): readonly string[] {
  const words: string[] = [];
  for (let at = 0; at < typed.length; at += 1) {
    const word = typed[at] ?? '';
    const next = typed[at + 1];
    const last = at === typed.length - 1;
    if (next !== undefined && index.has(word + next, at === typed.length - 2) && !index.has(next, true)) {
      words.push(word + next);
      at += 1;
    } else if (index.has(word, last)) words.push(word);
    else words.push(...(partsIn(word, index, last) ?? [word]));
  }
  return words;
}

const MAX_SPLIT_LENGTH = 40;

function partsIn(word: string, index: PrefixIndex, begun: boolean): readonly string[] | null {
  const last = Math.min(MAX_SPLIT_LENGTH, word.length - 2);
  for (let cut = 3; cut <= last; cut += 1) {
    const parts = [word.slice(0, cut), word.slice(cut)] as const;
    if (index.has(parts[0]) && index.has(parts[1], begun)) return parts;
  }
  return null;
}

/** Ranks by frequency. */
const KNOWN_TO_ALL = 12_000;

/**
 * Every wording has words of grammar and of talk: they only count where nothing else is typed, or where the last may go
 * on.
 */
function tellingApart(typed: readonly string[], language: Language): Typed {
  const isSmall = (word: string): boolean => language.stopWords.has(word) || language.chatter.has(word);
  const last = typed.at(-1) ?? '';
  const before = [...new Set(typed)].filter((word) => word !== last);
  const telling = before.filter((word) => !isSmall(word));
  const common = new Set(typed.filter((word) => isKnown(word, language)));
  if (telling.length === 0 && isSmall(last)) return { words: [...before, last], asides: [], common };
  // A small word is finished where others tell what is asked.
  const words = telling.length > 0 && isSmall(last) ? telling : [...telling, last];
  return { words, asides: [...new Set(typed)].filter((word) => !words.includes(word)), common };
}

function isKnown(word: string, language: Language): boolean {
  return (language.wordVectors?.rankOf(word) ?? KNOWN_TO_ALL) < KNOWN_TO_ALL;
}

/** Those of an article: each question and section in its own words, and in all others that are known. */
export function* suggestedWordings(pack: Pack, language: Language): Steps<readonly SuggestedWording[]> {
  const paragraphs = pack.sections.flatMap((section) => section.paragraphs.slice(0, 1));
  const suggested: SuggestedWording[] = [];
  for (const passage of [...pack.faq, ...paragraphs]) {
    for (const wording of [passage.heading, ...passage.wordings]) {
      suggested.push({ passage, wording, words: wordsOf(wording, language) });
      yield;
    }
  }
  return suggested;
}

/** How far each of some wordings is from what was typed, letter by letter: 0 to 1, by its place. */
type LettersApart = (wordings: readonly Near[], typed: string) => ReadonlyMap<number, number>;

function* createLettersApart(suggestions: readonly SuggestedWording[]): Steps<LettersApart> {
  const wordings = suggestions.map(({ wording }) => wording);
  const index = Fuse.createIndex<string>([], []);
  const records: ReturnType<typeof index.add>[] = [];
  for (const [at, wording] of wordings.entries()) {
    records.push(index.add(wording, at));
    yield;
  }
  return (near, typed) => {
    const compared = near.flatMap(({ suggested }) => records[suggested.at] ?? []);
    const fuse = new Fuse(wordings, LETTERS, Fuse.parseIndex({ keys: [], records: compared }));
    return new Map(fuse.search(typed).map(({ refIndex, score }) => [refIndex, score ?? 1]));
  };
}

const LETTERS = { includeScore: true, shouldSort: false, ignoreLocation: true, threshold: 1 } as const;

/** Of each passage the best, best first: words decide first; between alike ones, letters do. What isn't compared comes last. */
function byLetters(near: readonly Near[], lettersApart: LettersApart, typed: string): readonly Near[] {
  const distances = lettersApart(fewOfEach(near).slice(0, MAX_COMPARED), typed.trim().slice(0, MAX_LETTERS));
  const best = new Map<unknown, { readonly one: Near; readonly score: number; readonly place: number }>();
  for (const [place, one] of near.entries()) {
    const { key, at } = one.suggested;
    const score = withLetters(one, distances.get(at) ?? 1);
    const known = best.get(key);
    if (known === undefined || score > known.score) best.set(key, { one, score, place });
  }
  return [...best.values()]
    .toSorted((one, other) => other.score - one.score || one.place - other.place)
    .map(({ one: { suggested, fits }, score }) => ({ suggested, score, fits }));
}

/** Of two that fit about as well, the question as the author asks it comes first. */
const PARAPHRASE = 0.2;

function withLetters({ score, suggested }: Near, distance: number): number {
  const alike = score + 1 - distance;
  return suggested.isCanonical ? alike : Math.max(0, alike - PARAPHRASE);
}

function fewOfEach(near: readonly Near[]): readonly Near[] {
  const seen = new Map<unknown, number>();
  return near.filter(({ suggested: { key, isCanonical } }) => {
    if (isCanonical) return true;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before < MAX_PER_PASSAGE;
  });
}

const MIN_CONFIDENCE = 0.1;
/** Of what a question asks, the pack must have such a share, or something that means the same. */
const MIN_KNOWN = 0.3;

function byMeaning({ search, readQuestion }: Fallback, typed: string): readonly Suggestion[] {
  if (knownShare(readQuestion(typed)) < MIN_KNOWN) return [];
  return search(typed)
    .hits.filter(({ passage, confidence }) => passage.kind !== 'highlight' && confidence >= MIN_CONFIDENCE)
    .map(({ passage, confidence }) => ({ passage, wording: passage.heading, score: confidence / 2 }));
}

function knownShare({ words, weight }: Question): number {
  const known = words.reduce(
    (sum, word) => sum + word.weight * Math.max(0, ...word.related.map(({ likeness }) => likeness)),
    0,
  );
  return weight === 0 ? 0 : known / weight;
}

function bestOfEach(suggestions: readonly Suggestion[], keyOf: Offered['keyOf']): readonly Suggestion[] {
  const best = new Map<unknown, Suggestion>();
  for (const suggestion of suggestions) {
    const key = keyOf(suggestion.passage);
    if (!best.has(key)) best.set(key, suggestion);
  }
  return [...best.values()];
}
