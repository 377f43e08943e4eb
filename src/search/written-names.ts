import type { Steps } from '../time-slices.ts';
import type { IndexedEntry } from './entries.ts';
import type { Language } from './languages/language.ts';
import { sentencesOf } from './sentences.ts';
import { spelt } from './spelt-words.ts';

/** What a pack's own spelling tells of names: which words its initials may stand for, and what its compounds are made of. */
export interface WrittenNames {
  /** `home assistant` for `ha`, where the pack has the words. */
  readonly wordsFor: (initials: string) => readonly string[] | null;
  /** `sso` for `single sign on`, where the pack has the initials. */
  readonly initialsFor: (words: readonly string[]) => string | null;
  /** Words that are written with this part: `alpinejs` for `js`, where the pack has `AlpineJS`. */
  readonly wholesWith: (part: string) => readonly string[];
}

export const MIN_INITIALS = 2;
export const MAX_INITIALS = 5;

/** About 2 MB when it is full. */
const MAX_PHRASES = 20_000;
const MAX_WHOLES_PER_PART = 4;
/** What is longer is no sentence. */
const MAX_SENTENCE_LENGTH = 2_000;

interface Phrase {
  readonly words: readonly string[];
  /** As a name is, or all of it more than once in what is asked. */
  sure: boolean;
}

export function* createWrittenNames(
  entries: readonly IndexedEntry[],
  language: Language,
): Steps<WrittenNames> {
  const phrases = new Map<string, Phrase[]>();
  const initials = new Map<string, string>();
  const wholes = new Map<string, string[]>();
  let kept = 0;

  const addPhrase = (raw: readonly RawWord[], asked: boolean): void => {
    const isName = raw.every(({ capital, telling }) => capital || !telling);
    // Any two words of a text would have somebody's initials.
    if (!isName && !asked) return;
    const words = raw.map(({ word }) => word);
    const key = keyOf(words.map((word) => word.charAt(0)).join(''));
    const known = phrases.get(key) ?? [];
    const same = known.find((phrase) => phrase.words.join(' ') === words.join(' '));
    if (same !== undefined) same.sure = true;
    else if (known.length < MAX_WHOLES_PER_PART && kept < MAX_PHRASES) {
      phrases.set(key, [...known, { words, sure: isName || raw.length > 2 }]);
      kept += 1;
    }
  };
  const read = (text: string, asked: boolean): void => {
    const raw = rawWordsOf(text.slice(0, MAX_SENTENCE_LENGTH), language);
    for (const [at, { written, word }] of raw.entries()) {
      if (INITIALS.test(written) && initials.size < MAX_PHRASES) initials.set(keyOf(word), word);
      for (const part of partsOf(written)) {
        const having = wholes.get(part);
        if (having === undefined) {
          if (wholes.size < MAX_PHRASES) wholes.set(part, [word]);
        } else if (having.length < MAX_WHOLES_PER_PART && !having.includes(word)) having.push(word);
      }
      for (let length = MIN_INITIALS; length <= MAX_INITIALS; length += 1) {
        const last = raw[at + length - 1];
        if (last === undefined || raw[at]?.telling !== true) break;
        if (last.telling || last.hyphened) addPhrase(raw.slice(at, at + length), asked);
      }
    }
  };

  for (const { wordings, heading, text } of entries) {
    for (const asked of [...wordings, heading]) {
      read(asked, true);
      yield;
    }
    for (const sentence of sentencesOf(text)) {
      read(sentence, false);
      yield;
    }
  }

  return {
    wordsFor: (typed) =>
      (phrases.get(keyOf(typed)) ?? []).find(({ sure, words }) => sure && words.length === typed.length)
        ?.words ?? null,
    initialsFor: (words) => initials.get(keyOf(words.map((word) => word.charAt(0)).join(''))) ?? null,
    wholesWith: (part) => wholes.get(part) ?? [],
  };
}

/** At least two capitals among two to five characters: `HA`, `ToS`, `2FA`. */
const INITIALS = /^(?=[^]*\p{Lu}[^]*\p{Lu})[\p{L}\p{N}]{2,5}$/u;

/** `2fa` begins with the first letter of `two`, `b2b` has that of `to`, `3d` that of `three`. */
function keyOf(initials: string): string {
  return initials.replaceAll(/[234]/g, (digit) => (digit === '4' ? 'f' : 't'));
}

interface RawWord {
  /** As it stands in the text. */
  readonly written: string;
  readonly word: string;
  readonly capital: boolean;
  /** No word of grammar or of talk. */
  readonly telling: boolean;
  /** Part of the word before: `sign-on`. */
  readonly hyphened: boolean;
}

function rawWordsOf(text: string, language: Language): readonly RawWord[] {
  // Where all is in capitals, none says anything.
  const shouted = !/\p{Ll}/u.test(text);
  return Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), ({ 0: found, index }): RawWord => {
    const written = shouted ? found.toLowerCase() : found;
    const word = ASCII.test(found) ? found.toLowerCase() : (spelt(found, language)[0] ?? found.toLowerCase());
    return {
      written,
      word,
      capital: /^\p{Lu}/u.test(written),
      telling: !language.stopWords.has(word) && !language.chatter.has(word),
      hyphened: text.charAt(index - 1) === '-',
    };
  });
}

/** Has no accent to lose. */
const ASCII = /^[a-z0-9]+$/i;

const MIN_PART_LENGTH = 2;
const COMPOUND = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u;

/** What a word in one piece is made of, lower-case: `alpine` and `js` of `AlpineJS`; nothing where it is of one piece. */
export function partsOf(written: string): readonly string[] {
  if (!COMPOUND.test(written)) return [];
  const parts = written.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu) ?? [];
  return parts.length < 2
    ? []
    : parts.map((part) => part.toLowerCase()).filter((part) => part.length >= MIN_PART_LENGTH);
}
