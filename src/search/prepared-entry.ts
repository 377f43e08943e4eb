import { evidenceIn } from './answer-kinds.ts';
import type { Evidence } from './answer-kinds.ts';
import type { Entry } from './entries.ts';
import type { Language } from './languages/language.ts';
import type { QuestionKind } from './languages/language-data.ts';
import { kindOf } from './question.ts';
import { sentencesOf } from './sentences.ts';
import { tokens } from './tokens.ts';
import type { Token } from './tokens.ts';
import { triples } from './triples.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A text's stems, each once and by its number, and what they weigh together. */
interface Bag {
  readonly stems: Uint32Array;
  readonly weight: number;
}

interface PreparedSentence extends Bag {
  /** What it may answer. */
  readonly evidence: Evidence;
}

export interface PreparedWording extends Bag {
  readonly letters: Uint32Array;
}

/** An entry with all that can be computed before anything is asked. */
export interface PreparedEntry {
  readonly entry: Entry;
  readonly wordings: readonly PreparedWording[];
  readonly sentences: readonly PreparedSentence[];
  /** All of its stems. */
  readonly stems: Uint32Array;
  /** How prominent each of them is: 1 in a wording or heading, less in the text. */
  readonly prominence: Float64Array;
  /** What its wordings ask for. */
  readonly asked: ReadonlySet<QuestionKind>;
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
  entryTokens: EntryTokens,
  vocabulary: Vocabulary,
  language: Language,
): PreparedEntry {
  const prominence = new Map<string, number>();
  for (const token of entryTokens.sentences.flat()) prominence.set(token.stem, PROMINENCE_IN_TEXT);
  for (const token of [...entryTokens.heading, ...entryTokens.wordings.flat()]) prominence.set(token.stem, 1);
  const asked = entry.wordings.map((wording) => kindOf(wording, language)).filter((kind) => kind !== null);
  return {
    entry,
    wordings: entryTokens.wordings.map((words) => ({
      letters: triples(words),
      ...bagOf(words, vocabulary),
    })),
    sentences: sentencesOf(entry.text).map((sentence, at) => ({
      evidence: evidenceIn(sentence, language),
      ...bagOf(entryTokens.sentences[at] ?? [], vocabulary),
    })),
    stems: numbersOf(prominence, vocabulary),
    prominence: Float64Array.from(prominence.values()),
    asked: new Set(asked),
  };
}

function bagOf(words: readonly Token[], vocabulary: Vocabulary): Bag {
  const weights = new Map(words.map((token) => [token.stem, token.weight * vocabulary.rarity(token.stem)]));
  return {
    stems: numbersOf(weights, vocabulary),
    weight: [...weights.values()].reduce((sum, weight) => sum + weight, 0),
  };
}

function numbersOf(stems: ReadonlyMap<string, number>, vocabulary: Vocabulary): Uint32Array {
  return Uint32Array.from(stems.keys(), vocabulary.numberOf);
}
