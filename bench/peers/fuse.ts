import Fuse from 'fuse.js';
import type { IFuseOptions } from 'fuse.js';
import type { Document } from '../documents.ts';
import type { Peer, PeerIndex } from './peer.ts';
import { withoutStopWords } from './stop-words.ts';

export const fuse: Peer = {
  name: 'fuse',
  label: 'Fuse.js',
  slow: true,
  build: (documents) => index(documents, {}, (question) => question),
};

export const fuseTuned: Peer = {
  name: 'fuse-tuned',
  label: 'Fuse.js tuned',
  slow: true,
  build: (documents) =>
    index(documents, { useTokenSearch: true, ignoreLocation: true, threshold: 0.2 }, withoutStopWords),
};

function index(
  documents: readonly Document[],
  options: IFuseOptions<Document>,
  asked: (question: string) => string,
): PeerIndex {
  const found = new Fuse(documents, { keys: ['text'], includeScore: true, ...options });
  return {
    // Its scores are distances: 0 for what fits best.
    search: (question, limit) =>
      found.search(asked(question), { limit }).map(({ item, score }) => ({
        document: item.id,
        score: 1 - (score ?? 1),
      })),
  };
}
