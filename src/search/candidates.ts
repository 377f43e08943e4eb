import type { Steps } from '../time-slices.ts';
import { createLexicalIndex } from './lexical-index.ts';
import type { EntryTokens } from './entry-tokens.ts';
import type { Question } from './question.ts';
import { STOP_WORD_WEIGHT } from './tokens.ts';
import type { Token } from './tokens.ts';

/** An entry that shares words with the question. */
interface Candidate {
  /** Its place in the list that the index was made from. */
  readonly entry: number;
  /** Places of those of its wordings that share words, the nearest first. */
  readonly wordings: readonly number[];
  /** BM25 of its best part, relative to the best of all: 0 to 1. */
  readonly bm25: number;
}

export type FindCandidates = (question: Question) => readonly Candidate[];

const MAX_DOCUMENTS = 200;
const MAX_ENTRIES = 50;
const MAX_WORDINGS = 8;

/** A wording is a whole question: sharing words with it means more than sharing them with a text. */
export const TEXT_WEIGHT = 0.65;

/** An inverted index with one document for each wording and one for each text. */
export function* createCandidates(entries: readonly EntryTokens[]): Steps<FindCandidates> {
  const origins: { readonly entry: number; readonly wording: number | null }[] = [];
  const documents: (readonly string[])[] = [];
  for (const [entry, { wordings, heading, sentences }] of entries.entries()) {
    for (const [wording, words] of wordings.entries()) {
      documents.push(contentOf(words));
      origins.push({ entry, wording });
    }
    const text = contentOf([...heading, ...sentences.flat()]);
    if (text.length > 0) {
      documents.push(text);
      origins.push({ entry, wording: null });
    }
    yield;
  }
  const index = yield* createLexicalIndex(documents);

  return (question) => {
    const byEntry = new Map<number, { wordings: number[]; score: number }>();
    for (const { document, score } of index.search(termsOf(question), MAX_DOCUMENTS)) {
      const origin = origins[document];
      if (origin === undefined) continue;
      const candidate = byEntry.get(origin.entry) ?? { wordings: [], score: 0 };
      const worth = origin.wording === null ? score * TEXT_WEIGHT : score;
      candidate.score = Math.max(candidate.score, worth);
      if (origin.wording !== null && candidate.wordings.length < MAX_WORDINGS) {
        candidate.wordings.push(origin.wording);
      }
      byEntry.set(origin.entry, candidate);
    }
    const best = Math.max(0, ...[...byEntry.values()].map(({ score }) => score));
    return [...byEntry]
      .map(([entry, { wordings, score }]) => ({ entry, wordings, bm25: score / best }))
      .toSorted((one, other) => other.bm25 - one.bm25)
      .slice(0, MAX_ENTRIES);
  };
}

/** What stands for a question's words in the texts, and by how much. */
export function termsOf(question: Question): ReadonlyMap<string, number> {
  const terms = new Map<string, number>();
  for (const { token, related } of question.words) {
    for (const { stem, likeness } of related) {
      terms.set(stem, Math.max(terms.get(stem) ?? 0, likeness * token.weight));
    }
  }
  return terms;
}

/** Words of grammar would only make long lists of documents longer. */
export function contentOf(words: readonly Token[]): readonly string[] {
  return words.filter((token) => token.weight > STOP_WORD_WEIGHT).map((token) => token.stem);
}
