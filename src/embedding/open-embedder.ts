import type { Config } from '../config.ts';
import type { Embedder } from '../search/embedder.ts';
import { defaultThreads } from './default-threads.ts';
import { readOnnxModel } from './onnx-model.ts';
import { createWorkerEmbedder, type EmbedderOptions } from './worker-embedder.ts';

/** Compiled code: Node 20 runs no TypeScript, in threads neither. */
export interface Workers {
  readonly universalSentenceEncoder: URL;
  readonly onnx: URL;
}

const WORKERS: Workers = {
  universalSentenceEncoder: new URL('./universal-sentence-encoder-worker.js', import.meta.url),
  onnx: new URL('./onnx-worker.js', import.meta.url),
};

/** The tokenizer of the Universal Sentence Encoder takes time by the square of a text's length. */
const LONGEST_FOR_ENCODER = 400;

/** About 250 English words' pieces: most sentence models read 128 to 512. */
const LONGEST_FOR_ONNX = 1000;

/**
 * The model that the environment names, loading in the background from now on; null where search goes by words
 * alone. Rejects with a `ConfigError` where EMBEDDING_MODEL_DIR is no model's folder. A model that then can't be
 * loaded rejects what it is asked.
 */
export async function openEmbedder(
  config: Pick<Config, 'embeddings' | 'embeddingModelDir'> & Partial<Pick<Config, 'embeddingThreads'>>,
  options: Omit<EmbedderOptions, 'threads'> & {
    readonly workers?: Workers;
    /** How many processes on this machine hold a model. */
    readonly processes?: number;
  } = {},
): Promise<Embedder | null> {
  const { workers = WORKERS, processes = 1, ...others } = options;
  if (!config.embeddings) return null;
  if (config.embeddingModelDir === null) {
    const name = 'use-lite-en-0.2.0';
    const worker = workers.universalSentenceEncoder;
    return createWorkerEmbedder(
      { name, languages: ['en'], worker, workerData: null, longestText: LONGEST_FOR_ENCODER },
      { ...others, threads: config.embeddingThreads ?? defaultThreads(processes) },
    );
  }
  const model = await readOnnxModel(config.embeddingModelDir);
  return createWorkerEmbedder(
    {
      name: model.name,
      languages: null,
      worker: workers.onnx,
      workerData: model,
      longestText: LONGEST_FOR_ONNX,
    },
    // The ONNX runtime itself computes on all cores.
    { ...others, threads: config.embeddingThreads ?? 1 },
  );
}
