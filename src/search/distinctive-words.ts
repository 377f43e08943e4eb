import type { Pack } from '../content/pack.ts';
import type { DistinctiveWord } from './hit.ts';
import type { Language } from './languages/language.ts';
import type { ReadQuestion } from './question.ts';
import { tokens } from './tokens.ts';

/** A rank by frequency: what is more common may be anybody's word. */
const COMMON = 1_500;
/** Of what somebody may have misspelt: as like as this, it is that word. */
const SAME = 0.8;

/** Tells of a question's words which ones set its subject apart, and whether the pack has them. */
export function createDistinctiveWords(
  { title, source, summary }: Pack,
  language: Language,
  readQuestion: ReadQuestion,
): (query: string) => readonly DistinctiveWord[] {
  const stemsOf = (text: string): readonly string[] =>
    tokens(text, language)
      .filter(({ weight }) => weight === 1)
      .map(({ stem }) => stem);
  const titled = new Set(stemsOf(title));
  const described = new Set([...titled, ...stemsOf(source), ...stemsOf(summary)]);
  const isDistinctive = (word: string, stem: string, weight: number): boolean =>
    weight === 1 &&
    !language.everyday.has(stem) &&
    (language.wordVectors?.rankOf(word) ?? Number.POSITIVE_INFINITY) >= COMMON;

  return (query) =>
    readQuestion(query)
      .words.filter(({ token: { word, stem, weight } }) => isDistinctive(word, stem, weight))
      .map(({ token: { stem }, readings }) => {
        const meant = readings.filter(({ likeness }) => likeness >= SAME);
        return {
          stem,
          isKnown: described.has(stem) || meant.length > 0,
          isInTitle: titled.has(stem) || meant.some((reading) => titled.has(reading.stem)),
        };
      });
}
