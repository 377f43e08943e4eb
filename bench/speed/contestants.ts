import type { Pack } from '../../src/content/pack.ts';
import type { Document } from '../documents.ts';
import { indexPack } from '../footnote.ts';
import { PLAIN_PEERS } from '../peers/index.ts';
import { miniSearch } from '../peers/minisearch.ts';

export type Search = (question: string) => unknown;

/** One search library, ours included, as far as its speed goes. */
export interface Contestant {
  readonly label: string;
  readonly build: (pack: Pack, documents: readonly Document[]) => Promise<Search>;
}

export const OURS = 'Footnote';
export const OURS_WITH_VECTORS = 'Footnote, vectors';
export const EMBEDDING = 'the vector alone';
/** What ratios are to. */
export const REFERENCE = miniSearch.label;

const MAX_HITS = 10;

export const CONTESTANTS: readonly Contestant[] = [
  { label: OURS, build: (pack) => Promise.resolve(indexPack(pack)) },
  ...PLAIN_PEERS.map((peer): Contestant => ({
    label: peer.label,
    build: async (_, documents) => {
      const index = await peer.build(documents);
      return (question) => index.search(question, MAX_HITS);
    },
  })),
];
