import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import type { Embedder } from '../search/embedder.ts';
import type { Reader } from '../search/reader.ts';
import { batchesOf, modelText } from './batches.ts';
import { defaultThreads } from './default-threads.ts';
import { readEncoderFolder } from './encoder-folder.ts';
import { createModelQueue, type ModelQueue, type QueueOptions } from './model-queue.ts';
import type { EncoderFiles, ModelFiles } from './models-worker.ts';
import type { Vectors } from './serve-models.ts';

/** The models of a program, which share their threads: the one that is closed closes the other. */
export interface Models {
  readonly embedder: Embedder;
  readonly reader: Reader;
}

export interface ModelsOptions extends Omit<QueueOptions, 'threads'> {
  /** What threads run, compiled; by default what comes along. */
  readonly worker?: URL;
}

type ModelsConfig = Pick<Config, 'embeddings' | 'embeddingModelDir'> &
  Partial<Pick<Config, 'embeddingThreads'>>;

/** Compiled code: Node 20 runs no TypeScript, in threads neither. Run from the source, as tests do, it takes what was built. */
const isSource = import.meta.url.endsWith('.ts');
const WORKER = new URL(
  isSource ? '../../dist/src/models/models-worker.js' : './models-worker.js',
  import.meta.url,
);

/** `models/` at the top of the project. */
const FOLDER = new URL(isSource ? '../../models/' : '../../../models/', import.meta.url);
const fileIn = (name: string) => fileURLToPath(new URL(name, FOLDER));

/** `all-MiniLM-L6-v2` with 8-bit weights. */
const ENCODER: EncoderModel = {
  // The figures are the start of the file's SHA-256: vectors of other weights are other vectors.
  name: 'all-MiniLM-L6-v2-eb96428caec4',
  languages: ['en'],
  bytes: 23e6,
  files: { weights: fileIn('encoder.onnx'), tokenizer: fileIn('tokenizer.json'), settings: null },
};

const READER = {
  name: 'footnote-reader-en',
  languages: ['en'],
  bytes: 23e6,
  files: { weights: fileIn('reader.onnx'), tokenizer: fileIn('tokenizer.json') },
};

interface EncoderModel {
  readonly name: string;
  readonly languages: readonly string[] | null;
  /** Of its weights. */
  readonly bytes: number;
  readonly files: EncoderFiles;
}

/** In code points; what is longer is cut, so that no text takes long to cut into tokens. */
const MAX_TEXT_LENGTH = 1000;

/**
 * The models that the environment names, loading in the background from now on; null where search goes by words alone. Rejects
 * with a `ConfigError` where EMBEDDING_MODEL_DIR is no model's folder. Models that then can't be loaded reject what they are
 * asked.
 */
export async function openModels(config: ModelsConfig, options: ModelsOptions = {}): Promise<Models | null> {
  if (!config.embeddings) return null;
  const encoder = await encoderOf(config);
  const files: ModelFiles = { encoder: encoder.files, reader: READER.files };
  const queue = openQueue(encoder.name, files, encoder.bytes + READER.bytes, config, options);
  return { embedder: embedderOf(encoder, queue), reader: readerOf(queue) };
}

/** The encoder of `openModels` alone. */
export async function openEmbedder(
  config: ModelsConfig,
  options: ModelsOptions = {},
): Promise<Embedder | null> {
  if (!config.embeddings) return null;
  const encoder = await encoderOf(config);
  const files: ModelFiles = { encoder: encoder.files, reader: null };
  return embedderOf(encoder, openQueue(encoder.name, files, encoder.bytes, config, options));
}

async function encoderOf({ embeddingModelDir }: ModelsConfig): Promise<EncoderModel> {
  if (embeddingModelDir === null) return ENCODER;
  return { ...(await readEncoderFolder(embeddingModelDir)), languages: null };
}

function openQueue(
  name: string,
  workerData: ModelFiles,
  bytes: number,
  { embeddingThreads }: ModelsConfig,
  { worker = WORKER, ...options }: ModelsOptions,
): ModelQueue {
  const threads = embeddingThreads ?? defaultThreads(bytes);
  return createModelQueue(name, { worker, workerData }, { ...options, threads });
}

function embedderOf({ name, languages }: EncoderModel, queue: ModelQueue): Embedder {
  return {
    model: name,
    languages,
    async embed(texts, { urgent = false } = {}) {
      const batches = batchesOf(texts.map((text) => modelText(text, MAX_TEXT_LENGTH)));
      const answers = await queue.ask(
        batches.map((batch) => ({ kind: 'embed', texts: batch })),
        urgent ? 'questions' : 'content',
      );
      return answers.flatMap((answer) => (answer.kind === 'embed' ? rowsOf(answer) : []));
    },
    close: () => queue.close(),
  };
}

function rowsOf({ dimensions, values }: Vectors): readonly Float32Array[] {
  return Array.from({ length: values.length / dimensions }, (_, row) =>
    values.subarray(row * dimensions, (row + 1) * dimensions),
  );
}

function readerOf(queue: ModelQueue): Reader {
  return {
    model: READER.name,
    languages: READER.languages,
    async read(question, passages) {
      const answers = await queue.ask(
        passages.map((passage) => ({ kind: 'read', question, passage })),
        'readings',
      );
      return answers.flatMap((answer) => (answer.kind === 'read' ? [answer.reading] : []));
    },
    close: () => queue.close(),
  };
}
