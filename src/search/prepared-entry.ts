import type { Entry } from './entries.ts';
import type { Language } from './languages/language.ts';
import { isNegatedIn } from './negation.ts';
import { sentencesOf } from './sentences.ts';
import { tokens } from './tokens.ts';
import type { Token } from './tokens.ts';
import { triples } from './triples.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface PreparedWording {
  /** Its stems, each once and by its number, and what they weigh together. */
  readonly stems: Uint32Array;
  readonly weight: number;
  readonly letters: Uint32Array;
}

/** An entry with all that can be computed before anything is asked. */
export interface PreparedEntry {
  readonly entry: Entry;
  readonly wordings: readonly PreparedWording[];
  /** All of its stems. */
  readonly stems: Uint32Array;
  /** How prominent each of them is: 1 in a wording or heading, less in the text. */
  readonly prominence: Float64Array;
  /** Whether one of its wordings asks what is not so. */
  readonly asksWhatIsNot: boolean;
  /** Whether each of its sentences says what is not so. */
  readonly saysWhatIsNot: readonly boolean[];
}

export interface EntryTokens {
  readonly wordings: readonly (readonly Token[])[];
  readonly heading: readonly Token[];
  readonly sentences: readonly (readonly Token[])[];
}

export function tokensOf(entry: Entry, language: Language): EntryTokens {
  return {
    wordings: entry.wordings.map((wording) => tokens(wording, language)),
    heading: tokens(entry.heading, language),
    sentences: sentencesOf(entry.text).map((sentence) => tokens(sentence, language)),
  };
}

const PROMINENCE_IN_TEXT = 0.85;

export function prepareEntry(
  entry: Entry,
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
    prominence: Float64Array.from(prominence.values()),
    asksWhatIsNot: [...read.wordings, read.heading].some(isNegated),
    saysWhatIsNot: read.sentences.map(isNegated),
  };
}

function prepareWording(words: readonly Token[], vocabulary: Vocabulary): PreparedWording {
  const weights = new Map(words.map((token) => [token.stem, token.weight * vocabulary.rarity(token.stem)]));
  return {
    stems: Uint32Array.from(weights.keys(), vocabulary.numberOf),
    weight: [...weights.values()].reduce((sum, weight) => sum + weight, 0),
    letters: triples(words),
  };
}
