import { openEmbeddings } from '../../src/cli/open-embeddings.ts';
import type { OpenedEmbeddings } from '../../src/cli/open-embeddings.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { dot } from '../../src/search/vector-math.ts';
import { miniSearchTuned } from './minisearch.ts';
import type { Peer } from './peer.ts';

const WORDS_WEIGHT = 0.1;
/** So many of the best by words count. */
const MAX_BY_WORDS = 50;

/** One for all packs: loading it takes a second. */
let opened: Promise<OpenedEmbeddings | null> | null = null;

/**
 * What anybody would write in an afternoon with our encoder: the nearest text by cosine, and a tenth of what a tuned
 * MiniSearch says relative to its best. Nothing is learned.
 */
export const cosine: Peer = {
  name: 'cosine',
  label: 'cosine + BM25',
  async build(documents) {
    opened ??= openEmbeddings(readConfig(process.env), createLog('warn'));
    const embeddings = (await opened)?.embeddings;
    const vectors = await embeddings?.vectorsOf(
      documents.map(({ text }) => text),
      'in memory',
    );
    if (embeddings === undefined || vectors === undefined || vectors === null) {
      throw new Error('EMBEDDINGS=off leaves the peer "cosine" nothing to compare: take it out of .env.');
    }
    const rows = documents.map(({ text }) => vectors.get(text) ?? new Float32Array(vectors.dimensions));
    const byWords = await miniSearchTuned.build(documents);
    return {
      async search(question, limit) {
        const vector = await embeddings.vectorOf(question);
        if (!(vector instanceof Float32Array)) throw new Error('The question got no vector.');
        const found = await byWords.search(question, MAX_BY_WORDS);
        const most = found[0]?.score ?? 1;
        const shares = new Map(found.map(({ document, score }) => [document, score / most]));
        return rows
          .map((row, document) => ({
            document,
            score: dot(vector, row) + WORDS_WEIGHT * (shares.get(document) ?? 0),
          }))
          .toSorted((one, other) => other.score - one.score)
          .slice(0, limit);
      },
    };
  },
};
