import { containerBootstrap } from '@nlpjs/core';
import { LangEn } from '@nlpjs/lang-en';
import { Nlp } from '@nlpjs/nlp';
import type { Peer } from './peer.ts';

/** A classifier: each entry is an intent, its documents are what it is trained on. */
export const nlpJs: Peer = {
  name: 'nlpjs',
  label: 'nlp.js',
  build: async (documents) => {
    const container = await containerBootstrap();
    container.use(LangEn);
    container.register('logger', SILENT);
    const nlp = new Nlp({
      container,
      languages: ['en'],
      autoSave: false,
      autoLoad: false,
      nlu: { log: false },
    });
    const firstOf = new Map<string, number>();
    for (const { id, text, entry } of documents) {
      if (!firstOf.has(entry)) firstOf.set(entry, id);
      nlp.addDocument('en', text, entry);
    }
    await nlp.train();
    return {
      search: async (question, limit) => {
        const { classifications } = await nlp.process('en', question);
        return classifications.slice(0, limit).flatMap(({ intent, score }) => {
          const document = firstOf.get(intent);
          // Its own intent `None` stands for nothing.
          return document === undefined ? [] : [{ document, score }];
        });
      },
    };
  },
};

const silent = (): void => {};
const SILENT = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  log: silent,
  trace: silent,
  fatal: silent,
};
