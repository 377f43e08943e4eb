import type { IndexedEntry } from './entries.ts';
import type { EntryTokens } from './entry-tokens.ts';
import type { Language } from './languages/language.ts';
import { identifiersIn, type Identifiers } from './identifiers.ts';
import { isNegatedIn } from './negation.ts';
import type { Token } from './tokens.ts';
import { trigrams } from './trigrams.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface PreparedWording {
  /** Its stems, each once and by its number, and what they weigh together. */
  readonly stems: Uint32Array;
  readonly weight: number;
  readonly letters: Uint32Array;
}

/** The mean of all wordings as vectors of length 1 (Rocchio), made as long itself. */
interface Centroid {
  readonly stems: Uint32Array;
  readonly weights: Float32Array;
}

/** An entry with all that can be computed before anything is asked. */
export interface PreparedEntry {
  readonly entry: IndexedEntry;
  readonly wordings: readonly PreparedWording[];
  /** All of its stems. */
  readonly stems: Uint32Array;
  /** How prominent each of them is: 1 in a wording or heading, less in the text. */
  readonly prominence: Float32Array;
  readonly centroid: Centroid;
  /** Whether one of its wordings asks what is not so. */
  readonly asksWhatIsNot: boolean;
  /** Whether each of its sentences says what is not so. */
  readonly saysWhatIsNot: readonly boolean[];
  readonly identifiers: Identifiers;
}

const PROMINENCE_IN_TEXT = 0.85;

export function prepareEntry(
  entry: IndexedEntry,
  read: EntryTokens,
  vocabulary: Vocabulary,
  language: Language,
): PreparedEntry {
  const isNegated = (words: readonly Token[]): boolean =>
    isNegatedIn(words.map(({ word }) => word).join(' '), language);
  const prominence = new Map<string, number>();
  for (const token of read.sentences.flat()) prominence.set(token.stem, PROMINENCE_IN_TEXT);
  for (const token of [...read.heading, ...read.wordings.flat()]) prominence.set(token.stem, 1);
  return {
    entry,
    wordings: read.wordings.map((words) => prepareWording(words, vocabulary)),
    stems: Uint32Array.from(prominence.keys(), vocabulary.numberOf),
    prominence: Float32Array.from(prominence.values()),
    centroid: centroidOf([...read.wordings, read.heading], vocabulary),
    asksWhatIsNot: [...read.wordings, read.heading].some(isNegated),
    saysWhatIsNot: read.sentences.map(isNegated),
    identifiers: identifiersOf(read),
  };
}

/** A heading above a wording says what that is about. */
function identifiersOf({ wordings, heading, sentences }: EntryTokens): Identifiers {
  const ways = wordings.length === 0 && heading.length > 0 ? [[]] : wordings;
  const name = withoutPlace(heading);
  const asked = ways.map((words) => identifiersIn([...name, ...words]));
  return {
    asked: asked.every(({ size }) => size > 0) ? asked : [],
    all: identifiersIn([...heading, ...wordings.flat(), ...sentences.flat()]),
  };
}

/** What a heading says behind its place among others: `3. Work for the house`, `§ 1 Members`. */
function withoutPlace(heading: readonly Token[]): readonly Token[] {
  const start = heading.findIndex(({ stem }) => !/^\d{1,2}$/.test(stem));
  return start === -1 ? heading : heading.slice(start);
}

function centroidOf(wordings: readonly (readonly Token[])[], vocabulary: Vocabulary): Centroid {
  const sums = new Map<string, number>();
  for (const words of wordings) {
    const weights = weightsOf(words, vocabulary);
    const length = lengthOf(weights.values());
    for (const [stem, weight] of weights) sums.set(stem, (sums.get(stem) ?? 0) + weight / length);
  }
  const length = lengthOf(sums.values());
  return {
    stems: Uint32Array.from(sums.keys(), vocabulary.numberOf),
    weights: Float32Array.from(sums.values(), (sum) => sum / length),
  };
}

/** Never 0. */
function lengthOf(weights: Iterable<number>): number {
  let squares = 0;
  for (const weight of weights) squares += weight * weight;
  return Math.sqrt(squares) || 1;
}

function weightsOf(words: readonly Token[], vocabulary: Vocabulary): ReadonlyMap<string, number> {
  return new Map(words.map((token) => [token.stem, token.weight * vocabulary.rarity(token.stem)]));
}

function prepareWording(words: readonly Token[], vocabulary: Vocabulary): PreparedWording {
  const weights = weightsOf(words, vocabulary);
  return {
    stems: Uint32Array.from(weights.keys(), vocabulary.numberOf),
    weight: [...weights.values()].reduce((sum, weight) => sum + weight, 0),
    letters: trigrams(words),
  };
}
