import type { Language } from './languages/language.ts';
import type { QuestionKind } from './languages/language-data.ts';
import { isNegatedIn } from './negation.ts';
import { questionTokens, readTyped, tokenOf } from './tokens.ts';
import type { Token } from './tokens.ts';
import { remembering } from '../remembering.ts';
import { triples } from './triples.ts';
import { readingsOf } from './vocabulary.ts';
import type { Reading, Vocabulary } from './vocabulary.ts';
import { FEWEST_INITIALS, MOST_INITIALS } from './written-names.ts';

export interface Word {
  readonly token: Token;
  /** How much it tells: rare words of content the most. */
  readonly weight: number;
  /** The pack's terms that it may stand for; none for a word that the pack has never seen. */
  readonly readings: readonly Reading[];
  /** The pack's terms that mean something alike. */
  readonly neighbours: readonly Reading[];
  /** Both of these. */
  readonly related: readonly Reading[];
  /** How common it is in its language: a question may well use an everyday word where the pack has another. */
  readonly familiarity: Familiarity;
}

/** What a stem says of a word of the question. */
interface Meaning {
  /** Its place. */
  readonly word: number;
  /** How likely it is meant; 0 where the stem only means something alike. */
  readonly strict: number;
  /** The same, or how much alike it is. */
  readonly broad: number;
}

export interface Question {
  /** None where it asks nothing: a greeting, or a link alone. */
  readonly words: readonly Word[];
  /** By the number of the pack's stem. */
  readonly meant: ReadonlyMap<number, readonly Meaning[]>;
  readonly weight: number;
  readonly kind: QuestionKind | null;
  /** Whether it asks what is not so; compare `isNegated` of a wording. */
  readonly negated: boolean;
  /** Its runs of three letters, slips mended. */
  readonly letters: ReadonlySet<number>;
  /** The share of its words that the pack or its language knows as they are: low for a question in another language. */
  readonly understood: number;
  /** Its words, slips mended. */
  readonly spelling: readonly string[];
  /** What is asked, as typed; its words, where a slip was mended or a short form written out. */
  readonly mended: string;
  /** Equal for questions that differ in case, accents, punctuation and short forms only. */
  readonly key: string;
}

export type ReadQuestion = (typed: string) => Question;

/** How much of what was read is remembered: about 0.3 kB a word, and 10 kB a question. */
export interface ReadingMemory {
  /** The same come again and again. */
  readonly words: number;
  /** A question is read by whoever works on it. */
  readonly questions: number;
}

/** Reads questions as those to be answered with the words of a pack. */
export function createReadQuestion(
  vocabulary: Vocabulary,
  language: Language,
  memory: ReadingMemory,
): ReadQuestion {
  const mended = remembering((word) => mend(tokenOf(word, language), vocabulary, language), memory.words);
  return remembering((typed) => readQuestion(typed, mended, vocabulary, language), memory.questions);
}

function readQuestion(
  typed: string,
  mendedWord: (word: string) => Mended,
  vocabulary: Vocabulary,
  language: Language,
): Question {
  const isKnown = (letter: string, before: string): boolean =>
    vocabulary.hasOwn(letter) || (/\d/.test(letter) && vocabulary.hasOwn(before + letter));
  const { asked, words: typedWords, tokens: read } = readTyped(typed, language, isKnown);
  const corrected = vocabulary.isSmallTalk(read.map(({ word }) => word)) ? [] : read;
  const named = initialsMended(splitAndJoin(corrected, vocabulary, language), vocabulary, language);
  const mended = named.map(({ word }) => mendedWord(word));
  const seen = new Set<string>();
  const words = mended.flatMap(({ token, readings, neighbours }): readonly Word[] => {
    if (seen.has(token.stem)) return [];
    seen.add(token.stem);
    const familiarity = familiarityOf(token, language);
    const weight = token.weight * rarityOf(token, readings, familiarity, vocabulary);
    return [{ token, readings, neighbours, related: [...readings, ...neighbours], familiarity, weight }];
  });
  const spelling = mended.map(({ spelt }) => spelt.word);
  const normal = spelling.map((word) => language.shortForms.get(word) ?? word).join(' ');
  return {
    words,
    meant: meaningsOf(words, vocabulary),
    weight: words.reduce((sum, word) => sum + word.weight, 0),
    letters: new Set(triples(mended.map(({ spelt }) => spelt))),
    kind: kindIn(normal, language),
    negated: isNegatedIn(normal, language),
    understood: understoodShare(corrected, vocabulary, language),
    spelling,
    mended: spelling.length === 0 || spelling.join(' ') === typedWords.join(' ') ? asked : spelling.join(' '),
    key: keyOf(typed, language),
  };
}

/** Shorter words stand in many languages. */
const SHORTEST_TELLING = 4;

function understoodShare(typed: readonly Token[], vocabulary: Vocabulary, language: Language): number {
  const known = typed.filter(({ word, stem, weight }) => {
    if (weight < 1 || vocabulary.has(stem) || language.everyday.has(stem)) return true;
    const rank = language.wordVectors?.rankOf(word) ?? Number.POSITIVE_INFINITY;
    return word.length >= SHORTEST_TELLING && rank < EVERYDAY_WORDS;
  });
  return typed.length === 0 ? 0 : known.length / typed.length;
}

function meaningsOf(words: readonly Word[], vocabulary: Vocabulary): Question['meant'] {
  const meanings = new Map<number, Meaning[]>();
  for (const [word, { related }] of words.entries()) {
    for (const { stem, likeness, byMeaning } of related) {
      const number = vocabulary.numberOf(stem);
      const meaning = { word, strict: byMeaning ? 0 : likeness, broad: likeness };
      const having = meanings.get(number);
      if (having === undefined) meanings.set(number, [meaning]);
      else having.push(meaning);
    }
  }
  return meanings;
}

/** Of a very long text only what is asked in it counts, as it does of questions. */
export function keyOf(text: string, language: Language): string {
  return questionTokens(text, language)
    .map(({ word }) => word)
    .join(' ');
}

export function kindOf(text: string, language: Language): QuestionKind | null {
  return kindIn(keyOf(text, language), language);
}

function kindIn(normal: string, language: Language): QuestionKind | null {
  return language.questions.find(([, expression]) => expression.test(normal))?.[0] ?? null;
}

/** A word that may stand for several of the pack's counts as much as the commonest of the likely ones. */
function rarityOf(
  token: Token,
  readings: readonly Reading[],
  familiarity: Familiarity,
  vocabulary: Vocabulary,
): number {
  const own = readings.find((reading) => reading.likeness === 1);
  if (own !== undefined) return vocabulary.rarity(own.stem);
  const best = Math.max(0, ...readings.map((reading) => reading.likeness));
  if (best === 0) return UNSEEN[familiarity];
  const likely = readings
    .filter((reading) => reading.likeness === best)
    .map(({ stem }) => vocabulary.rarity(stem));
  return Math.max(...likely, 0.5 * vocabulary.rarity(token.stem));
}

type Familiarity = 'everyday' | 'known' | 'unknown';

/** What a word that the pack has never seen weighs, relative to the rarest that it has. */
const UNSEEN: Readonly<Record<Familiarity, number>> = { everyday: 0.5, known: 0.7, unknown: 0.9 };

/** Ranks by frequency. */
const EVERYDAY_WORDS = 6_000;
const COMMON_WORDS = 12_000;

function familiarityOf(token: Token, language: Language): Familiarity {
  const rank = language.wordVectors?.rankOf(token.word);
  if (token.weight < 1 || language.everyday.has(token.stem)) return 'everyday';
  if (rank === undefined) return 'unknown';
  return rank < EVERYDAY_WORDS ? 'everyday' : 'known';
}

/** `deep seek` for `deepseek`, `opensource` for `open source`: whichever the pack writes. */
function splitAndJoin(typed: readonly Token[], vocabulary: Vocabulary, language: Language): readonly Token[] {
  const result: Token[] = [];
  for (let at = 0; at < typed.length; at += 1) {
    const token = typed[at];
    if (token === undefined) continue;
    const joined = joinedOf(token, typed[at + 1], vocabulary);
    if (joined !== null) {
      result.push(tokenOf(joined, language));
      at += 1;
    } else if (token.weight === 1 && !vocabulary.has(token.stem) && !vocabulary.hasWord(token.word)) {
      result.push(...split(token, vocabulary, language));
    } else {
      result.push(token);
    }
  }
  return result;
}

/** What is shorter is more likely two words, unless one of them is a number: `r 1`. */
const SHORTEST_JOINED = 4;

function joinedOf(token: Token, next: Token | undefined, vocabulary: Vocabulary): string | null {
  if (next === undefined) return null;
  const joined = token.word + next.word;
  if (/^\p{L}+$/u.test(token.word) && /^\d/.test(next.word)) {
    if (vocabulary.hasOwn(joined)) return joined;
    const version = `v${next.word}`;
    return token.word.startsWith('version') && vocabulary.hasOwn(version) ? version : null;
  }
  const isLong = joined.length >= SHORTEST_JOINED && token.weight + next.weight > 1;
  return isLong && vocabulary.hasWord(joined) ? joined : null;
}

const SHORTEST_PART = 2;

function split(token: Token, vocabulary: Vocabulary, language: Language): readonly Token[] {
  const elided = language.phrases?.elision?.exec(token.word)?.[0] ?? '';
  const rest = token.word.slice(elided.length);
  const noun = language.shortForms.get(rest) ?? rest;
  if (elided !== '' && vocabulary.hasOwn(noun)) return [elided, noun].map((part) => tokenOf(part, language));
  const number = numberStart(token.word);
  for (const cut of cutsOf(token.word, number)) {
    const parts = [token.word.slice(0, cut), token.word.slice(cut)];
    const isPart = (part: string): boolean =>
      part.length > SHORTEST_PART || cut === number
        ? vocabulary.hasWord(part)
        : vocabulary.hasOwn(part) && !language.stopWords.has(part);
    if (parts.every(isPart)) return parts.map((part) => tokenOf(part, language));
  }
  return [token];
}

/** Where digits begin, and everywhere from the second letter on. */
function cutsOf(word: string, number: number): readonly number[] {
  if (number === -1 && /\p{N}/u.test(word)) return [];
  const cuts = Array.from(
    { length: Math.max(0, word.length - 2 * SHORTEST_PART + 1) },
    (_, at) => at + SHORTEST_PART,
  );
  return number > 0 ? [number, ...cuts] : cuts;
}

/** -1 where there is none, or where more than a number stands behind a word. */
function numberStart(word: string): number {
  return /^\p{L}+\d+$/u.test(word) ? word.search(/\d/) : -1;
}

/** `home assistant` for `ha`, `sso` for `single sign on`: whichever the pack writes. */
function initialsMended(
  typed: readonly Token[],
  vocabulary: Vocabulary,
  language: Language,
): readonly Token[] {
  const result: Token[] = [];
  for (let at = 0; at < typed.length; at += 1) {
    const token = typed[at];
    if (token === undefined) continue;
    const short = shortened(typed, at, vocabulary);
    if (short !== null) {
      result.push(tokenOf(short.initials, language));
      at += short.length - 1;
      continue;
    }
    const words = mayBeInitials(token, vocabulary, language) ? vocabulary.names.wordsFor(token.word) : null;
    result.push(...(words === null ? [token] : words.map((word) => tokenOf(word, language))));
  }
  return result;
}

/** Ranks by frequency. */
const KNOWN_TO_ALL = 3_000;

function mayBeInitials(token: Token, vocabulary: Vocabulary, language: Language): boolean {
  const { length } = token.word;
  if (length < FEWEST_INITIALS || length > MOST_INITIALS || token.weight < 1) return false;
  if (vocabulary.has(token.stem) || language.everyday.has(token.stem)) return false;
  return (language.wordVectors?.rankOf(token.word) ?? KNOWN_TO_ALL) >= KNOWN_TO_ALL;
}

/** Words from here on of which the pack has the initials, and not most of the words themselves. */
function shortened(
  typed: readonly Token[],
  at: number,
  vocabulary: Vocabulary,
): { readonly initials: string; readonly length: number } | null {
  if ((typed[at]?.weight ?? 0) < 1) return null;
  for (let length = Math.min(MOST_INITIALS, typed.length - at); length >= FEWEST_INITIALS; length -= 1) {
    const words = typed.slice(at, at + length);
    const telling = words.filter(({ weight }) => weight === 1);
    const unknown = telling.filter(({ stem }) => !vocabulary.has(stem));
    const ends = (words.at(-1)?.weight ?? 0) === 1 || length > FEWEST_INITIALS;
    if (!ends || unknown.length === 0 || 2 * unknown.length < telling.length) continue;
    const initials = vocabulary.names.initialsFor(words.map(({ word }) => word));
    if (initials !== null && initials.length === length) return { initials, length };
  }
  return null;
}

interface Mended {
  readonly token: Token;
  /** What was likeliest meant. */
  readonly spelt: Token;
  readonly readings: readonly Reading[];
  readonly neighbours: readonly Reading[];
}

/** A word of the pack that is this like what was typed is what was meant, even where another word is spelt so. */
const SURELY_MEANT = 0.8;

function mend(token: Token, vocabulary: Vocabulary, language: Language): Mended {
  const own = understood(token, vocabulary, language);
  if (token.weight < 1 || language.everyday.has(token.stem)) return own;
  if (own.readings.some(({ likeness }) => likeness >= 0.7)) return own;
  const rank = language.wordVectors?.rankOf(token.word);
  if (rank !== undefined && rank < COMMON_WORDS) return own;
  const meant = vocabulary.corrections(token.word);
  const nearest = meant[0];
  if (nearest !== undefined && (rank === undefined || nearest.likeness >= SURELY_MEANT)) {
    const corrected = tokenOf(nearest.word, language);
    // What is nearest to a small word is no content word.
    if (corrected.weight < 1) return understood(corrected, vocabulary, language);
    const readings = meant.map(({ word, likeness }): Reading => ({
      stem: tokenOf(word, language).stem,
      likeness,
      byMeaning: false,
    }));
    return {
      ...own,
      spelt: corrected,
      readings: [...readings.filter(({ stem }) => vocabulary.has(stem)), ...own.readings],
    };
  }
  const general = rank === undefined ? language.corrections(token.word)[0] : undefined;
  return general === undefined ? own : understood(tokenOf(general.word, language), vocabulary, language);
}

function understood(token: Token, vocabulary: Vocabulary, language: Language): Mended {
  return {
    token,
    spelt: token,
    readings: readingsOf(token, vocabulary, language),
    neighbours: token.weight < 1 ? [] : vocabulary.neighbours(token.word),
  };
}
