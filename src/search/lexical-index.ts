import type { Steps } from '../time-slices.ts';
import { topOf } from './top.ts';

/** A document that shares terms with the query. */
interface LexicalHit {
  /** Its place among the documents. */
  readonly document: number;
  /** BM25, not normalised. */
  readonly score: number;
}

export interface LexicalIndex {
  /** The best documents for weighted terms, best first. */
  search(terms: ReadonlyMap<string, number>, limit: number): readonly LexicalHit[];
  /** All documents that share weighted terms, with their scores, in no order. */
  each(terms: ReadonlyMap<string, number>, visit: (document: number, score: number) => void): void;
}

/** BM25's usual constants (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009). */
const SATURATION = 1.2;
const LENGTH_NORMALISATION = 0.75;

interface Postings {
  readonly documents: Uint32Array;
  /** What the term adds to each document's score, its weight in the query aside. */
  readonly scores: Float32Array;
}

/** An inverted index over documents given as lists of terms. */
export function* createLexicalIndex(documents: readonly (readonly string[])[]): Steps<LexicalIndex> {
  const postings = yield* scoredPostings(documents);
  // One array for all queries: a search runs to its end before the next begins.
  const scores = new Float64Array(documents.length);

  const add = (terms: ReadonlyMap<string, number>): readonly number[] => {
    const touched: number[] = [];
    for (const [term, weight] of terms) {
      const list = postings.get(term);
      if (list === undefined) continue;
      for (let at = 0; at < list.documents.length; at += 1) {
        const document = list.documents[at] ?? 0;
        if (scores[document] === 0) touched.push(document);
        scores[document] = (scores[document] ?? 0) + weight * (list.scores[at] ?? 0);
      }
    }
    return touched;
  };

  return {
    search(terms, limit) {
      const touched = add(terms);
      const best = topOf(touched, limit, (document) => scores[document] ?? 0);
      const hits = best.map((document) => ({ document, score: scores[document] ?? 0 }));
      for (const document of touched) scores[document] = 0;
      return hits;
    },
    each(terms, visit) {
      for (const document of add(terms)) {
        visit(document, scores[document] ?? 0);
        scores[document] = 0;
      }
    },
  };
}

function* scoredPostings(documents: readonly (readonly string[])[]): Steps<ReadonlyMap<string, Postings>> {
  const counted = new Map<string, { documents: number[]; counts: number[] }>();
  let terms = 0;
  for (const [document, words] of documents.entries()) {
    terms += words.length;
    for (const word of words) {
      const list = counted.get(word);
      if (list === undefined) counted.set(word, { documents: [document], counts: [1] });
      else if (list.documents.at(-1) === document) list.counts.push((list.counts.pop() ?? 0) + 1);
      else {
        list.documents.push(document);
        list.counts.push(1);
      }
    }
    yield;
  }
  const average = Math.max(1, terms / Math.max(1, documents.length));
  const scored = new Map<string, Postings>();
  for (const [word, list] of counted) {
    const having = list.documents.length;
    const rarity = Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
    scored.set(word, {
      documents: Uint32Array.from(list.documents),
      scores: Float32Array.from(list.counts, (count, at) => {
        const length = documents[list.documents[at] ?? 0]?.length ?? 0;
        const normalised = 1 - LENGTH_NORMALISATION + (LENGTH_NORMALISATION * length) / average;
        return (rarity * count * (SATURATION + 1)) / (count + SATURATION * normalised);
      }),
    });
    yield;
  }
  return scored;
}
