import type { Question } from './question.ts';

/** A question, laid out to be compared with many texts: good until the next one is. */
export interface Overlap {
  /**
   * The weight of those words of the question that a text has, or for which it has one that means something alike.
   * `prominence`, if given, says by how much each of the text's stems counts: 0 to 1.
   */
  shared(stems: Uint32Array, prominence?: Float32Array): number;
  /** How alike they are letter by letter, 0 to 1 (Dice's coefficient of runs of three). */
  alikeInLetters(letters: Uint32Array): number;
}

/** Most runs of letters are in no question: so many marks tell that sooner than a look into a set. A power of two. */
const MARKS = 4_096;
/** Quicker than a remainder: the numbers of runs go to 32 bits. */
const MARK = MARKS - 1;

/**
 * Each question is compared with some hundred texts, which takes most of the time of a search. So stems are numbers here,
 * and the question lies in arrays that stay: a search runs to its end before the next begins.
 *
 * @param stems how many there are in the vocabulary
 */
export function createOverlap(stems: number): (question: Question) => Overlap {
  /** By stem, counted from 1: where `meanings` has it. */
  const places = new Uint32Array(stems);
  const marks = new Uint8Array(MARKS);
  let touched: readonly number[] = [];
  let marked: Iterable<number> = [];

  return ({ words, meant, letters }) => {
    for (const stem of touched) places[stem] = 0;
    for (const trigram of marked) marks[trigram & MARK] = 0;
    touched = [...meant.keys()];
    marked = letters;
    const matches = [...meant.values()];
    for (const [at, stem] of touched.entries()) places[stem] = at + 1;
    for (const trigram of letters) marks[trigram & MARK] = 1;
    const weights = Float64Array.from(words, ({ weight }) => weight);
    const best = new Float64Array(weights.length);

    return {
      shared(own, prominence) {
        best.fill(0);
        for (let at = 0; at < own.length; at += 1) {
          const place = places[own[at] ?? 0] ?? 0;
          if (place === 0) continue;
          const counts = prominence === undefined ? 1 : (prominence[at] ?? 0);
          for (const { word, likeness } of matches[place - 1] ?? []) {
            best[word] = Math.max(best[word] ?? 0, likeness * counts);
          }
        }
        return weighed(weights, best);
      },
      alikeInLetters(other) {
        let both = 0;
        for (const trigram of other) if (marks[trigram & MARK] === 1 && letters.has(trigram)) both += 1;
        return (2 * both) / Math.max(1, letters.size + other.length);
      },
    };
  };
}

function weighed(weights: Float64Array, likeness: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) sum += (weights[at] ?? 0) * (likeness[at] ?? 0);
  return sum;
}
