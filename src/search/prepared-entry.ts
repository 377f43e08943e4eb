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

/** A text's stems, each once, and what they weigh together. */
export interface Bag {
  readonly stems: readonly string[];
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
  /** How prominent each of its stems is: 1 in a wording or heading, less in the text. */
  readonly prominence: ReadonlyMap<string, number>;
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
    prominence,
    asked: new Set(asked),
  };
}

function bagOf(words: readonly Token[], vocabulary: Vocabulary): Bag {
  const weights = new Map(words.map((token) => [token.stem, token.weight * vocabulary.rarity(token.stem)]));
  return {
    stems: [...weights.keys()],
    weight: [...weights.values()].reduce((sum, weight) => sum + weight, 0),
  };
}
