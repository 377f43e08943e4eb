import type { Language } from './languages/language.ts';
import { askedPart } from './asked-part.ts';
import { initialsIn, spelt } from './spelt-words.ts';
import { writtenOut } from './written-out.ts';
import type { Letters } from './written-out.ts';

/** A word as it is compared: its stem, and how much it can tell. */
export interface Token {
  /** As typed, but lower-case, without accents, and with short forms written out. */
  readonly word: string;
  readonly stem: string;
  readonly weight: number;
}

const MAX_TOKENS = 64;

export const STOP_WORD_WEIGHT = 0.06;
const CHATTER_WEIGHT = 0.18;

/** A question as it was typed. */
interface TypedQuestion {
  /** What is asked in it, and where. */
  readonly asked: string;
  /** Its words before short forms such as `u` are written out. */
  readonly words: readonly string[];
  readonly tokens: readonly Token[];
  /** Its `questionWords`, with a space between each two. */
  readonly key: string;
}

/** @param isKnown whether the pack has it, alone or behind the word before it: a letter or a digit that may be a short form */
export function readTyped(question: string, language: Language, isKnown: Letters['isKnown']): TypedQuestion {
  const asked = askedPart(question, language);
  const words = spelt(asked, language);
  return {
    asked,
    words: words.slice(0, MAX_TOKENS),
    tokens: writtenInQuestion(words, language, isKnown).map((word) => tokenOf(word, language)),
    key: writtenInQuestion(words, language, isNeverKnown).join(' '),
  };
}

const NO_NAMES: ReadonlySet<string> = new Set();
const isNeverKnown = (): boolean => false;

function writtenInQuestion(
  words: readonly string[],
  language: Language,
  isKnown: Letters['isKnown'],
): readonly string[] {
  return writtenOut(words, language, { names: NO_NAMES, isKnown }).slice(0, MAX_TOKENS);
}

/** The words of a question, or of an article's wording read as one, whatever the pack knows. */
export function questionWords(question: string, language: Language): readonly string[] {
  return writtenInQuestion(spelt(askedPart(question, language), language), language, isNeverKnown);
}

export function questionTokens(question: string, language: Language): readonly Token[] {
  return questionWords(question, language).map((word) => tokenOf(word, language));
}

/** The words of an article's text. */
export function tokens(text: string, language: Language): readonly Token[] {
  return wordsOf(text, language).map((word) => tokenOf(word, language));
}

/** The same as they are spelt: a digit is what it is there, and so is a capital. */
export function wordsOf(text: string, language: Language): readonly string[] {
  const letters = { names: initialsIn(text), isKnown: (letter: string) => /\d/.test(letter) };
  return writtenOut(spelt(text, language), language, letters);
}

export function tokenOf(word: string, language: Language): Token {
  return { word, stem: language.stem(word), weight: ownWeight(word, language) };
}

function ownWeight(word: string, language: Language): number {
  if (language.stopWords.has(word)) return STOP_WORD_WEIGHT;
  if (language.chatter.has(word)) return CHATTER_WEIGHT;
  return 1;
}
