import type { Language } from './languages/language.ts';
import { tokenOf } from './tokens.ts';
import type { Token } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';
import { MIN_INITIALS, MAX_INITIALS } from './written-names.ts';

/** The words of a question in the way the pack writes them: in one piece or in two, as initials or in full. */
export function asWritten(
  typed: readonly Token[],
  vocabulary: Vocabulary,
  language: Language,
): readonly Token[] {
  return initialsAsWritten(splitAndJoin(typed, vocabulary, language), vocabulary, language);
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
const MIN_JOINED_LENGTH = 4;

function joinedOf(token: Token, next: Token | undefined, vocabulary: Vocabulary): string | null {
  if (next === undefined) return null;
  const joined = token.word + next.word;
  if (/^\p{L}+$/u.test(token.word) && /^\d/.test(next.word)) {
    if (vocabulary.hasOwn(joined)) return joined;
    const version = `v${next.word}`;
    return token.word.startsWith('version') && vocabulary.hasOwn(version) ? version : null;
  }
  const isLong = joined.length >= MIN_JOINED_LENGTH && token.weight + next.weight > 1;
  return isLong && vocabulary.hasWord(joined) ? joined : null;
}

const MIN_PART_LENGTH = 2;

function split(token: Token, vocabulary: Vocabulary, language: Language): readonly Token[] {
  const elided = language.phrases?.elision?.exec(token.word)?.[0] ?? '';
  const rest = token.word.slice(elided.length);
  const noun = language.shortForms.get(rest) ?? rest;
  if (elided !== '' && vocabulary.hasOwn(noun)) return [elided, noun].map((part) => tokenOf(part, language));
  const number = numberStart(token.word);
  for (const cut of cutsOf(token.word, number)) {
    const parts = [token.word.slice(0, cut), token.word.slice(cut)];
    const isPart = (part: string): boolean =>
      part.length > MIN_PART_LENGTH || cut === number
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
    { length: Math.max(0, word.length - 2 * MIN_PART_LENGTH + 1) },
    (_, at) => at + MIN_PART_LENGTH,
  );
  return number > 0 ? [number, ...cuts] : cuts;
}

/** -1 where there is none, or where more than a number stands behind a word. */
function numberStart(word: string): number {
  return /^\p{L}+\d+$/u.test(word) ? word.search(/\d/) : -1;
}

/** `home assistant` for `ha`, `sso` for `single sign on`: whichever the pack writes. */
function initialsAsWritten(
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
  if (length < MIN_INITIALS || length > MAX_INITIALS || token.weight < 1) return false;
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
  for (let length = Math.min(MAX_INITIALS, typed.length - at); length >= MIN_INITIALS; length -= 1) {
    const words = typed.slice(at, at + length);
    const telling = words.filter(({ weight }) => weight === 1);
    const unknown = telling.filter(({ stem }) => !vocabulary.has(stem));
    const ends = (words.at(-1)?.weight ?? 0) === 1 || length > MIN_INITIALS;
    if (!ends || unknown.length === 0 || 2 * unknown.length < telling.length) continue;
    const initials = vocabulary.names.initialsFor(words.map(({ word }) => word));
    if (initials !== null && initials.length === length) return { initials, length };
  }
  return null;
}
