import type { Token } from './tokens.ts';
import type { Reading } from './vocabulary.ts';

/** A digit, or a sign that is a part of a name. */
const SIGN = /[\d+#]/;

/** The words that tell one of a kind from the others: `5`, `gpt4`, `c++`, and `1`, `20` and `4` of `1.20.4`. */
export function identifiersIn(words: readonly Token[]): ReadonlySet<string> {
  return new Set(words.flatMap(({ stem }) => (SIGN.test(stem) ? [stem] : [])));
}

interface Asked {
  readonly words: readonly { readonly token: Token; readonly readings: readonly Reading[] }[];
}

/** What an entry names. */
export interface Identifiers {
  /** By each way to ask for it; none where one of them names none. */
  readonly asked: readonly ReadonlySet<string>[];
  readonly all: ReadonlySet<string>;
}

/**
 * Whether it asks for one of a kind (`how do I fix error 404`) and the entry is about another one (`How do I fix error
 * 403?`): nothing in it names the first, and each way to ask for it names one that the question doesn't.
 */
export function isAboutAnother({ words }: Asked, { asked: askedFor, all }: Identifiers): boolean {
  // However it is spelt: `r-1` for `R1`.
  const asked = words
    .filter(({ token }) => SIGN.test(token.stem))
    .map(({ token, readings }) => [
      token.stem,
      ...readings.flatMap(({ stem, likeness }) => (likeness === 1 ? [stem] : [])),
    ]);
  if (asked.every((forms) => forms.some((form) => isAmong(all, form)))) return false;
  const known = new Set(asked.flat());
  return (
    askedFor.length > 0 &&
    askedFor.every((ofWording) => [...ofWording].some((identifier) => !isAmong(known, identifier)))
  );
}

/** Also with letters where the other has the number alone: `v3` for version 3, `31st` for 31, `5ghz` for 5 GHz. */
function isAmong(identifiers: ReadonlySet<string>, wanted: string): boolean {
  return (
    identifiers.has(wanted) ||
    [...identifiers].some((one) => numberIn(one) === wanted || one === numberIn(wanted))
  );
}

/** The one number in a word. */
function numberIn(word: string): string | null {
  return /^\D*(\d+)\D*$/.exec(word)?.[1] ?? null;
}
