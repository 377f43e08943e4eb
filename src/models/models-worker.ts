import { workerData } from 'node:worker_threads';
import { loadCrossEncoder } from './cross-encoder.ts';
import { loadEncoder } from './encoder.ts';
import { serveModels } from './serve-models.ts';
import { loadTokens } from './tokenizer.ts';

/** What a thread loads, by absolute paths. */
export interface ModelFiles {
  readonly encoder: EncoderFiles;
  /** Null for who only wants vectors. */
  readonly reader: ReaderFiles | null;
}

export interface EncoderFiles {
  readonly weights: string;
  readonly tokenizer: string;
  /** Of the tokenizer; null: what is usual. */
  readonly settings: string | null;
}

interface ReaderFiles {
  readonly weights: string;
  readonly tokenizer: string;
}

const { encoder, reader }: ModelFiles = workerData;

await serveModels(async () => {
  const tokens = await loadTokens(encoder.tokenizer, encoder.settings);
  const embed = await loadEncoder(encoder.weights, tokens);
  // The first run of each takes longer.
  await embed(['Is it warm?']);
  if (reader === null) return { embed, read: () => Promise.reject(new Error('there is no reader')) };
  const isSame = reader.tokenizer === encoder.tokenizer;
  const read = await loadCrossEncoder(
    reader.weights,
    isSame ? tokens : await loadTokens(reader.tokenizer, null),
  );
  await read('Is it warm?', { heading: '', sentences: ['It is.'] });
  return { embed, read };
});
