import type { PreparedEntry } from './prepared-entry.ts';
import type { Question } from './question.ts';
import type { Token } from './tokens.ts';

/** A digit, or a sign that is a part of a name. */
const SIGN = /[\d+#]/;

/** The words that tell one of a kind from the others: `5`, `gpt4`, `c++`, and `1`, `20` and `4` of `1.20.4`. */
export function identifiersIn(words: readonly Token[]): ReadonlySet<string> {
  return new Set(words.flatMap(({ stem }) => (SIGN.test(stem) ? [stem] : [])));
}

/**
 * Whether it asks for one of a kind (`how do I fix error 404`) and the entry is about another one (`How do I fix error
 * 403?`): nothing in it names the first, and each way to ask for it names one that the question doesn't.
 */
export function isAboutAnother(
  { words }: Pick<Question, 'words'>,
  { askedIdentifiers, identifiers }: Pick<PreparedEntry, 'askedIdentifiers' | 'identifiers'>,
): boolean {
  // However it is spelt: `r-1` for `R1`.
  const asked = words
    .filter(({ token }) => SIGN.test(token.stem))
    .map(({ token, readings }) => [
      token.stem,
      ...readings.flatMap(({ stem, likeness }) => (likeness === 1 ? [stem] : [])),
    ]);
  if (asked.every((forms) => forms.some((form) => identifiers.has(form)))) return false;
  const known = new Set(asked.flat());
  return (
    askedIdentifiers.length > 0 &&
    askedIdentifiers.every((ofWording) => [...ofWording].some((identifier) => !known.has(identifier)))
  );
}
