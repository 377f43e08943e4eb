import type { Steps } from '../time-slices.ts';
import type { TextVectors } from './embedder.ts';
import type { Entry } from './entries.ts';
import { GENERIC_QUESTIONS } from './languages/generic-questions.ts';
import { createDiscriminant } from './discriminant.ts';
import { dotAt } from './linear-algebra.ts';
import { sentencesOf } from './sentences.ts';
import { topOf } from './top.ts';
import { meanInSteps, meanOf } from './vector-rows.ts';
import type { Rows } from './vector-rows.ts';

/** What a question's vector says of one entry. */
export interface SemanticSignals {
  /** Cosine with its nearest wording. */
  readonly nearestWording: number;
  /** Mean cosine with its three nearest wordings (fewer, where it has fewer). */
  readonly nearestWordings: number;
  /** Cosine with the nearest sentence of its text. */
  readonly nearestSentence: number;
  /** The same, each sentence with its heading before it. */
  readonly nearestTitledSentence: number;
  /** Cosine with its whole text. */
  readonly text: number;
  /** The natural logarithm of its probability by linear discriminant analysis. */
  readonly discriminant: number;
}

export interface SemanticIndex {
  readonly compare: (question: Float32Array) => SemanticComparison;
}

interface SemanticComparison {
  /** The entries that are likeliest by the discriminant, and those whose text is nearest. */
  readonly candidates: readonly number[];
  readonly signalsOf: (entry: number) => SemanticSignals;
}

/** The texts of an entry that need a vector. */
export function textsToEmbed(entry: Entry): readonly string[] {
  return [...wordingsOf(entry), ...sentencesOf(entry.text), ...titledSentencesOf(entry), ...textOf(entry)];
}

function titledSentencesOf(entry: Entry): readonly string[] {
  const title = entry.heading === '' ? entry.wordings[0] : entry.heading;
  return sentencesOf(entry.text).map((sentence) =>
    title === undefined ? sentence : `${title}: ${sentence}`,
  );
}

function textOf(entry: Entry | undefined): readonly string[] {
  return entry === undefined || entry.text === '' ? [] : [entry.text];
}

function wordingsOf(entry: Entry): readonly string[] {
  return entry.heading === '' ? entry.wordings : [...entry.wordings, entry.heading];
}

const MOST_CANDIDATES = 30;

interface EntryVectors {
  readonly wordings: Rows;
  readonly sentences: Rows;
  readonly titledSentences: Rows;
}

/** Null where a text has no vector. */
export function* createSemanticIndex(
  entries: readonly Entry[],
  vectors: TextVectors,
): Steps<SemanticIndex | null> {
  const { dimensions } = vectors;
  if (entries.length === 0 || dimensions === 0) return null;
  let complete = true;
  function* rowsOf(texts: readonly string[]): Steps<Rows> {
    const matrix = new Float32Array(texts.length * dimensions);
    for (const [row, text] of texts.entries()) {
      const vector = vectors.get(text);
      if (vector === undefined) complete = false;
      else matrix.set(vector, row * dimensions);
      yield;
    }
    return { matrix, count: texts.length };
  }
  const asking = meanOf(yield* rowsOf(GENERIC_QUESTIONS), dimensions);
  const told: string[] = [];
  for (const entry of entries) {
    told.push(...sentencesOf(entry.text));
    yield;
  }
  // The mean of a few sentences would be what they say.
  const prose =
    told.length < FEWEST_SENTENCES
      ? new Float32Array(dimensions)
      : yield* meanInSteps(yield* rowsOf(told), dimensions);
  const examples: Rows[] = [];
  const all: EntryVectors[] = [];
  for (const entry of entries) {
    const wordings = yield* rowsOf(wordingsOf(entry));
    const sentences = yield* rowsOf(sentencesOf(entry.text));
    const titledSentences = yield* rowsOf(titledSentencesOf(entry));
    examples.push(wordings.count > 0 ? wordings : sentences);
    all.push({
      wordings: centred(wordings, asking),
      sentences: centred(sentences, prose),
      titledSentences: centred(titledSentences, prose),
    });
    yield;
  }
  const places = all.map((_, at) => at);
  const telling = places.filter((at) => entries[at]?.text !== '');
  const whole = yield* rowsOf(telling.flatMap((at) => textOf(entries[at])));
  if (!complete) return null;
  const texts = centred(whole, prose);
  const discriminant = yield* createDiscriminant(examples, dimensions);

  return {
    compare(vector) {
      const likely = discriminant(vector);
      const question = centred({ matrix: vector, count: 1 }, asking).matrix;
      const inText = new Float32Array(places.length);
      for (const [row, at] of telling.entries()) inText[at] = dotAt(question, texts.matrix, row * dimensions);
      return {
        candidates: [
          ...new Set([
            ...topOf(places, MOST_CANDIDATES, (at) => likely[at] ?? Number.NEGATIVE_INFINITY),
            ...topOf(telling, MOST_CANDIDATES, (at) => inText[at] ?? 0),
          ]),
        ],
        signalsOf: (at) => {
          const entry = all[at];
          if (entry === undefined) return NO_SEMANTIC_SIGNALS;
          const wordings = nearestOf(question, entry.wordings);
          return {
            nearestWording: wordings.first,
            nearestWordings: wordings.meanOfThree,
            nearestSentence: nearestOf(question, entry.sentences).first,
            nearestTitledSentence: nearestOf(question, entry.titledSentences).first,
            text: inText[at] ?? 0,
            discriminant: likely[at] ?? 0,
          };
        },
      };
    },
  };
}

const FEWEST_SENTENCES = 20;

/** Where there are no vectors. */
export const NO_SEMANTIC_SIGNALS: SemanticSignals = {
  nearestWording: 0,
  nearestWordings: 0,
  nearestSentence: 0,
  nearestTitledSentence: 0,
  text: 0,
  discriminant: 0,
};

/** Every row less the mean, at unit length. */
function centred({ matrix, count }: Rows, mean: Float32Array): Rows {
  const moved = new Float32Array(matrix.length);
  for (let row = 0; row < count; row += 1) {
    const start = row * mean.length;
    let squares = 0;
    for (let at = 0; at < mean.length; at += 1) {
      const value = (matrix[start + at] ?? 0) - (mean[at] ?? 0);
      moved[start + at] = value;
      squares += value * value;
    }
    // What is left of a vector that is the mean is noise.
    const length = squares < 1e-9 ? Number.POSITIVE_INFINITY : Math.sqrt(squares);
    for (let at = start; at < start + mean.length; at += 1) moved[at] = (moved[at] ?? 0) / length;
  }
  return { matrix: moved, count };
}

/** The highest cosine, and the mean of the three highest (of fewer, where there are fewer); 0 where there is none. */
function nearestOf(
  question: Float32Array,
  { matrix, count }: Rows,
): { readonly first: number; readonly meanOfThree: number } {
  let first = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  let third = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < count; row += 1) {
    const cosine = dotAt(question, matrix, row * question.length);
    if (cosine > first) [first, second, third] = [cosine, first, second];
    else if (cosine > second) [second, third] = [cosine, second];
    else if (cosine > third) third = cosine;
  }
  if (count === 0) return { first: 0, meanOfThree: 0 };
  const sum = first + (count > 1 ? second : 0) + (count > 2 ? third : 0);
  return { first, meanOfThree: sum / Math.min(3, count) };
}
