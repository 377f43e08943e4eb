import MiniSearch from 'minisearch';
import type { EntryTokens } from './prepared-entry.ts';
import type { Question } from './question.ts';
import { STOP_WORD_WEIGHT } from './tokens.ts';
import type { Token } from './tokens.ts';

/** An entry that shares words with the question. */
export interface Candidate {
  /** Its place in the list that the index was made from. */
  readonly entry: number;
  /** Places of those of its wordings that share words, the nearest first. */
  readonly wordings: readonly number[];
  /** BM25 of its best part, relative to the best of all: 0 to 1. */
  readonly bm25: number;
}

export type FindCandidates = (question: Question) => readonly Candidate[];

interface Document {
  readonly id: number;
  readonly wording: string;
  readonly heading: string;
  readonly text: string;
}

const MOST_DOCUMENTS = 200;
const MOST_ENTRIES = 50;

/** An inverted index with one document for each wording and one for each text. */
export function createCandidates(entries: readonly EntryTokens[]): FindCandidates {
  const index = new MiniSearch<Document>({
    fields: ['wording', 'heading', 'text'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => (term === '' ? null : term),
  });
  const origins: { readonly entry: number; readonly wording: number | null }[] = [];
  const documents: Document[] = [];
  for (const [entry, { wordings, heading, sentences }] of entries.entries()) {
    for (const [wording, words] of wordings.entries()) {
      documents.push({ id: origins.length, wording: content(words), heading: '', text: '' });
      origins.push({ entry, wording });
    }
    documents.push({
      id: origins.length,
      wording: '',
      heading: content(heading),
      text: content(sentences.flat()),
    });
    origins.push({ entry, wording: null });
  }
  index.addAll(documents);

  return (question) => {
    const boosts = new Map<string, number>();
    for (const { token, readings } of question.words) {
      for (const { stem, likeness } of readings) {
        boosts.set(stem, Math.max(boosts.get(stem) ?? 0, likeness * token.weight));
      }
    }
    if (boosts.size === 0) return [];
    const found = index.search([...boosts.keys()].join(' '), {
      boost: { wording: 1.5, heading: 1, text: 1 },
      boostTerm: (term) => boosts.get(term) ?? 1,
    });
    const best = found[0]?.score ?? 0;
    const byEntry = new Map<number, { wordings: number[]; bm25: number }>();
    for (const { id, score } of found.slice(0, MOST_DOCUMENTS)) {
      const origin = origins[Number(id)];
      if (origin === undefined) continue;
      const candidate = byEntry.get(origin.entry) ?? { wordings: [], bm25: score / best };
      if (origin.wording !== null) candidate.wordings.push(origin.wording);
      byEntry.set(origin.entry, candidate);
    }
    return [...byEntry].slice(0, MOST_ENTRIES).map(([entry, candidate]) => ({ entry, ...candidate }));
  };
}

/** Words of grammar would only make long lists of documents longer. */
function content(words: readonly Token[]): string {
  return words
    .filter((token) => token.weight > STOP_WORD_WEIGHT)
    .map((token) => token.stem)
    .join(' ');
}
