import type { Steps } from '../time-slices.ts';
import type { TextVectors } from './embedder.ts';
import type { IndexedEntry } from './entries.ts';
import { sentencesOf } from './sentences.ts';
import { topOf } from './top.ts';
import { dotAt } from './vector-math.ts';

/** What a question's vector says of one entry: cosines. */
export interface EntrySimilarity {
  /** With the nearest of its wordings, its sentences and its whole text. */
  readonly best: number;
  /** Mean with its three nearest wordings; of fewer, where it has fewer; that of its text, where it has none. */
  readonly wordings: number;
  /** With the mean of its wordings; the same as `wordings` where it has fewer than two. */
  readonly average: number;
  /** The place of its nearest sentence: 0 where it has none. */
  readonly sentence: number;
}

export interface SemanticIndex {
  readonly compare: (question: Float32Array) => {
    /** The nearest entries, by their place. */
    readonly nearest: readonly number[];
    readonly of: (entry: number) => EntrySimilarity;
  };
}

/** The texts of an entry that need a vector. */
export function textsToEmbed(entry: IndexedEntry): readonly string[] {
  return [
    ...wordingsOf(entry),
    ...passagesOf(entry),
    ...sentencesOf(entry.text),
    ...titledSentencesOf(entry),
  ];
}

function wordingsOf({ heading, wordings }: IndexedEntry): readonly string[] {
  return heading === '' ? wordings : [...wordings, heading];
}

/** A sentence often leaves out what its heading says. */
function titledSentencesOf(entry: IndexedEntry): readonly string[] {
  const title = titleOf(entry);
  return title === '' ? [] : sentencesOf(entry.text).map((sentence) => `${title}: ${sentence}`);
}

function passagesOf(entry: IndexedEntry): readonly string[] {
  if (entry.text === '') return [];
  const title = titleOf(entry);
  return title === '' ? [entry.text] : [entry.text, `${title}: ${entry.text}`];
}

function titleOf({ heading, wordings }: IndexedEntry): string {
  return heading === '' ? (wordings[0] ?? '') : heading;
}

const MAX_NEAREST = 30;

/** Where the vectors of an entry's texts lie in the matrix. */
interface Place {
  readonly start: number;
  readonly wordings: number;
  readonly passages: number;
  readonly sentences: number;
  readonly titled: number;
}

/** Null where a text has no vector. */
export function* createSemanticIndex(
  entries: readonly IndexedEntry[],
  vectors: TextVectors,
): Steps<SemanticIndex | null> {
  const { dimensions } = vectors;
  if (entries.length === 0 || dimensions === 0) return null;
  const places: Place[] = [];
  const texts: string[] = [];
  for (const entry of entries) {
    places.push({
      start: texts.length,
      wordings: wordingsOf(entry).length,
      passages: passagesOf(entry).length,
      sentences: sentencesOf(entry.text).length,
      titled: titledSentencesOf(entry).length,
    });
    texts.push(...textsToEmbed(entry));
    yield;
  }
  const matrix = new Float32Array(texts.length * dimensions);
  for (const [row, text] of texts.entries()) {
    const vector = vectors.get(text);
    if (vector === undefined) return null;
    matrix.set(vector, row * dimensions);
    yield;
  }
  const lengths: number[] = [];
  for (const { start, wordings } of places) {
    lengths.push(
      lengthOfMean(matrix.subarray(start * dimensions, (start + wordings) * dimensions), dimensions),
    );
    yield;
  }
  const order = entries.map((_, at) => at);

  return {
    compare(question) {
      const cosine = (row: number): number => dotAt(question, matrix, row * dimensions);
      const near = places.map((place, at) => similarityOf(place, lengths[at] ?? 1, cosine));
      return {
        nearest: topOf(order, MAX_NEAREST, (at) => near[at]?.best ?? -1),
        of: (at) => near[at] ?? { best: 0, wordings: 0, average: 0, sentence: 0 },
      };
    },
  };
}

/** @param length of the mean of its wordings' vectors: the mean of the cosines, divided by it, is the cosine with the mean */
function similarityOf(place: Place, length: number, cosine: (row: number) => number): EntrySimilarity {
  const [first = -1, second, third] = highest(place.start, place.wordings, cosine);
  const passagesAt = place.start + place.wordings;
  const [text = -1] = highest(passagesAt, place.passages, cosine);
  const sentencesAt = passagesAt + place.passages;
  let best = Math.max(first, text);
  let sentence = 0;
  let nearest = -1;
  for (let at = 0; at < place.sentences; at += 1) {
    const titled = at < place.titled ? cosine(sentencesAt + place.sentences + at) : -1;
    const alike = Math.max(cosine(sentencesAt + at), titled);
    if (alike > nearest) [nearest, sentence] = [alike, at];
  }
  best = Math.max(best, nearest);
  const asked = [first, second, third].filter((one) => one !== undefined);
  const wordings = place.wordings === 0 ? text : asked.reduce((sum, one) => sum + one, 0) / asked.length;
  let sum = 0;
  for (let row = place.start; row < passagesAt; row += 1) sum += cosine(row);
  return {
    best,
    wordings,
    average: place.wordings < 2 ? wordings : sum / place.wordings / length,
    sentence,
  };
}

/** Of so many rows one after the other. */
function lengthOfMean(rows: Float32Array, dimensions: number): number {
  const mean = new Float64Array(dimensions);
  const count = rows.length / dimensions;
  for (let at = 0; at < rows.length; at += 1) {
    mean[at % dimensions] = (mean[at % dimensions] ?? 0) + (rows[at] ?? 0) / count;
  }
  return Math.hypot(...mean) || 1;
}

/** The three highest cosines of so many rows, the highest first; fewer, where there are fewer. */
function highest(start: number, count: number, cosine: (row: number) => number): readonly number[] {
  const found: number[] = [];
  for (let row = start; row < start + count; row += 1) {
    const alike = cosine(row);
    const at = found.findIndex((one) => alike > one);
    if (at >= 0) found.splice(at, 0, alike);
    else if (found.length < 3) found.push(alike);
    if (found.length > 3) found.pop();
  }
  return found;
}
