import type { Language } from './languages/language.ts';

/** What stands alone and may be a short form, or what it is: `c`, `2`. */
export interface Letters {
  /** Those that are written as names are: `C`. */
  readonly names: ReadonlySet<string>;
  /** Whether it is known as it stands, alone or behind the word before it. */
  readonly isKnown: (letter: string, before: string) => boolean;
}

/**
 * Words with their short forms written out, and numbers by reference as most people write them: `u` is `you`; `rule #2`
 * and `second rule` are `rule 2`. A letter alone is a name where it is known as one, or where nothing else is asked:
 * `what is r`.
 */
export function writtenOut(
  words: readonly string[],
  language: Language,
  letters: Letters,
): readonly string[] {
  const counted = byNumber(words, language);
  const asks = createAsksElse(counted, language);
  const written: string[] = [];
  for (const [at, word] of counted.entries()) {
    const meant = language.shortForms.get(word);
    if (meant === undefined || !isShortForm(at, counted, language, letters, asks)) written.push(word);
    else written.push(...meant.split(' '));
  }
  return written;
}

/** Looked for once at most, and only where a letter stands alone: an article may be full of them. */
function createAsksElse(words: readonly string[], language: Language): () => boolean {
  let known: boolean | null = null;
  return () => (known ??= words.some((word) => isTelling(word, language)));
}

function isShortForm(
  at: number,
  words: readonly string[],
  language: Language,
  letters: Letters,
  asksElse: () => boolean,
): boolean {
  const word = words[at] ?? '';
  if (word.length > 1) return true;
  const before = words[at - 1] ?? '';
  const after = words[at + 1] ?? '';
  if (isNumber(word)) return isSound(words, at, language, letters);
  // As in `c/c++`, and in `5 g`.
  if (letters.names.has(word) || /[+#\d]$/.test(before.slice(-1)) || /[+#]$/.test(after.slice(-1)))
    return false;
  if (letters.isKnown(word, before) && language.phrases?.objects.has(after) !== true) return false;
  return asksElse();
}

function isNumber(word: string): boolean {
  return /^\d{1,4}$/.test(word);
}

function isTelling(word: string, { stopWords, chatter, shortForms }: Language): boolean {
  if (word.length < 2 || isNumber(word)) return false;
  return (shortForms.get(word) ?? word).split(' ').some((one) => !stopWords.has(one) && !chatter.has(one));
}

/** `how 2 use it 4 free`: between two words, unless the one before is counted by it or the one behind it is counted. */
function isSound(words: readonly string[], at: number, { phrases }: Language, { isKnown }: Letters): boolean {
  const word = words[at] ?? '';
  const before = words[at - 1] ?? '';
  const after = words[at + 1] ?? '';
  if (phrases === null || before === '' || after === '') return false;
  if (isNumber(before.slice(-1)) || /^\d/.test(after) || phrases.numbered.has(before)) return false;
  if (phrases.soundsBefore.has(after)) return true;
  return after.endsWith('s') || !phrases.soundsAfter.has(before) ? !isKnown(word, before) : true;
}

/** A noun, and the number that says which: `rule 2` for `rule number two` and `second rule`. */
function byNumber(words: readonly string[], { phrases }: Language): readonly string[] {
  if (phrases === null || !words.some((word) => phrases.numbered.has(word))) return words;
  const counted: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = words[at + 1] ?? '';
    const ordinal = phrases.ordinals.get(word) ?? phrases.ordinal.exec(word)?.[1];
    if (ordinal !== undefined && phrases.numbered.has(next)) {
      counted.push(next, ordinal);
      at += 1;
      continue;
    }
    counted.push(word);
    if (!phrases.numbered.has(word)) continue;
    const signs = phrases.numberSigns.has(next) ? 1 : 0;
    const named = words[at + 1 + signs] ?? '';
    const number = isNumber(named) ? named : (phrases.numbers.get(named) ?? ROMAN.get(named));
    if (number === undefined) continue;
    counted.push(number);
    at += 1 + signs;
  }
  return counted;
}

/** Those that are no words. */
const ROMAN: ReadonlyMap<string, string> = new Map(
  ['', 'ii', 'iii', 'iv', '', 'vi', 'vii', 'viii', 'ix', '', 'xi', 'xii'].flatMap((roman, at) =>
    roman === '' ? [] : [[roman, String(at + 1)]],
  ),
);
