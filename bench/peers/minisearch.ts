import MiniSearch from 'minisearch';
import type { Options } from 'minisearch';
import type { Document } from '../documents.ts';
import type { Peer, PeerIndex } from './peer.ts';
import { isStopWord } from './stop-words.ts';

export const miniSearch: Peer = {
  name: 'minisearch',
  label: 'MiniSearch',
  build: (documents) => index(documents, {}),
};

export const miniSearchTuned: Peer = {
  name: 'minisearch-tuned',
  label: 'MiniSearch tuned',
  build: (documents) =>
    index(documents, {
      processTerm: (term) => (isStopWord(term) ? null : term.toLowerCase()),
      searchOptions: {
        prefix: (term) => term.length > 3,
        fuzzy: (term) => (term.length > 3 ? 0.2 : false),
        boostDocument: (id) => BOOSTS[documents[Number(id)]?.part ?? 'text'],
      },
    }),
};

const BOOSTS = { wording: 1.5, heading: 1.2, text: 1 } satisfies Record<Document['part'], number>;

function index(documents: readonly Document[], options: Partial<Options<Document>>): PeerIndex {
  const found = new MiniSearch<Document>({ fields: ['text'], ...options });
  found.addAll(documents);
  return {
    search: (question, limit) =>
      found
        .search(question)
        .slice(0, limit)
        .map(({ id, score }) => ({ document: Number(id), score })),
  };
}

/** Its own suggestions while typing, as its documentation shows them: the last word a prefix, all with a typo or two. */
export function miniSearchSuggest(documents: readonly Document[]): (typed: string) => readonly unknown[] {
  const found = new MiniSearch<Document>({ fields: ['text'] });
  found.addAll(documents.filter(({ part }) => part !== 'text'));
  return (typed) => found.autoSuggest(typed, { fuzzy: 0.2 });
}
