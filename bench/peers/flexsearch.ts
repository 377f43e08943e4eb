import { Charset, Encoder, Index } from 'flexsearch';
import english from 'flexsearch/lang/en';
import type { Document } from '../documents.ts';
import type { Peer } from './peer.ts';

/** Its defaults, but that a document need not hold every word of the question: few would. */
export const flexSearch: Peer = {
  name: 'flexsearch',
  label: 'FlexSearch',
  build: (documents) => {
    const found = filled(new Index(), documents);
    return {
      search: (question, limit) =>
        found.search(question, { limit, suggest: true }).map((id) => ({ document: Number(id), score: 1 })),
    };
  },
};

/** It ranks, but tells no score: the share of the question's words in the document stands for one. */
export const flexSearchTuned: Peer = {
  name: 'flexsearch-tuned',
  label: 'FlexSearch tuned',
  build: (documents) => {
    const encoder = new Encoder(Charset.Default).assign(english);
    const found = filled(new Index({ encoder }), documents);
    return {
      search: (question, limit) => {
        const words = encoder.encode(question);
        return found.search(question, { limit, suggest: true }).map((id) => {
          const held = new Set(encoder.encode(documents[Number(id)]?.text ?? ''));
          return {
            document: Number(id),
            score: words.filter((word) => held.has(word)).length / words.length,
          };
        });
      },
    };
  },
};

function filled(index: Index, documents: readonly Document[]): Index {
  for (const { id, text } of documents) index.add(id, text);
  return index;
}
