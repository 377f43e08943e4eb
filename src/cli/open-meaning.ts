import type { Logger } from 'pino';
import type { Meaning } from '../answers/meaning.ts';
import type { Config } from '../config.ts';
import { embedTexts } from '../embedding/embed-texts.ts';
import { openEmbedder, type Workers } from '../embedding/open-embedder.ts';
import { rememberingQuestions } from '../embedding/recent-vectors.ts';
import { openVectorCache } from '../embedding/vector-cache.ts';
import type { Embedder } from '../search/embedder.ts';

export interface OpenedMeaning {
  readonly meaning: Meaning;
  /** Ends the model. */
  readonly close: () => Promise<void>;
}

/** Null where the environment says to go by words alone. Rejects with a `ConfigError` for a folder that holds no model. */
export async function openMeaning(
  config: Pick<Config, 'embeddings' | 'embeddingModelDir' | 'dataDir'> &
    Partial<Pick<Config, 'embeddingThreads'>>,
  log: Pick<Logger, 'warn'>,
  options: { readonly workers?: Workers; readonly processes?: number } = {},
): Promise<OpenedMeaning | null> {
  const opened = await openEmbedder(config, { ...options, log });
  if (opened === null) return null;
  const embedder = rememberingQuestions(opened);
  return { meaning: meaningOf(embedder, config.dataDir, log), close: () => embedder.close() };
}

function meaningOf(embedder: Embedder, dataDir: string, log: Pick<Logger, 'warn'>): Meaning {
  // The embedder itself says once in the log why it can't go on.
  return {
    understands: (locale) =>
      embedder.languages === null || embedder.languages.includes(locale.toLowerCase().split('-', 1)[0] ?? ''),
    async vectorsOf(texts) {
      try {
        const cache = await openVectorCache({ dataDir, model: embedder.model, log });
        return await embedTexts(texts, { embedder, cache });
      } catch {
        return null;
      }
    },
    async vectorOf(question) {
      try {
        const [vector] = await embedder.embed([question], { urgent: true });
        return vector ?? null;
      } catch {
        return null;
      }
    },
  };
}
