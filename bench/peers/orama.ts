import { create, insertMultiple, search } from '@orama/orama';
import type { Document } from '../documents.ts';
import type { Peer, PeerIndex } from './peer.ts';
import { withoutStopWords } from './stop-words.ts';

export const orama: Peer = {
  name: 'orama',
  label: 'Orama',
  build: (documents) => index(documents, { stemming: false, asked: (question) => question }),
};

export const oramaTuned: Peer = {
  name: 'orama-tuned',
  label: 'Orama tuned',
  build: (documents) => index(documents, { stemming: true, asked: withoutStopWords }),
};

async function index(
  documents: readonly Document[],
  { stemming, asked }: { readonly stemming: boolean; readonly asked: (question: string) => string },
): Promise<PeerIndex> {
  const found = create({
    schema: { text: 'string' },
    components: { tokenizer: { language: 'english', stemming } },
  });
  await insertMultiple(
    found,
    documents.map(({ id, text }) => ({ id: String(id), text })),
    1_000,
  );
  return {
    search: async (question, limit) => {
      const { hits } = await search(found, { term: asked(question), limit });
      return hits.map(({ id, score }) => ({ document: Number(id), score }));
    },
  };
}
