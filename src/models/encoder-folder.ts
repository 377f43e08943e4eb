import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ConfigError } from '../config.ts';
import type { EncoderFiles } from './models-worker.ts';

/** A sentence model in a folder. */
interface EncoderFolder {
  /** The folder's name and a hash of what is in it: another for every change. */
  readonly name: string;
  /** Of its weights. */
  readonly bytes: number;
  readonly files: EncoderFiles;
}

/** The usual names of a file with weights, the more exact first. */
const WEIGHTS = [
  'model.onnx',
  'model_fp16.onnx',
  'model_quantized.onnx',
  'model_int8.onnx',
  'model_uint8.onnx',
  'model_q4.onnx',
  'model_q4f16.onnx',
  'model_bnb4.onnx',
];

const SUBFOLDERS = ['onnx', ''];
const TOKENIZER = 'tokenizer.json';
const TOKENIZER_SETTINGS = 'tokenizer_config.json';
const SETTINGS = [TOKENIZER, TOKENIZER_SETTINGS];

/**
 * Looks at the model in a folder, and reads it once for its hash. Rejects with a `ConfigError` where it isn't one.
 */
export async function readEncoderFolder(directory: string): Promise<EncoderFolder> {
  const folder = resolve(directory);
  const found = new Set(await filesIn(folder));
  const missing = SETTINGS.find((file) => !found.has(file));
  if (missing !== undefined) throw notAModel(directory, `has no ${missing}`);
  const weights = SUBFOLDERS.flatMap((subfolder) => WEIGHTS.map((file) => join(subfolder, file))).find(
    (path) => found.has(path),
  );
  if (weights === undefined) throw notAModel(directory, 'has no onnx/model.onnx');
  // Weights above 2 GB lie in further files beside the first: model.onnx_data, model.onnx_data_1.
  const parts = [weights, ...[...found].filter((other) => other.startsWith(`${weights}_data`)).toSorted()];
  const sizes = await Promise.all(parts.map(async (part) => (await stat(join(folder, part))).size));
  return {
    name: `${plainName(folder)}-${await hashOf(folder, [...SETTINGS, ...parts])}`,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    files: {
      weights: join(folder, weights),
      tokenizer: join(folder, TOKENIZER),
      settings: join(folder, TOKENIZER_SETTINGS),
    },
  };
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const subfolder of SUBFOLDERS) {
    try {
      names.push(...(await readdir(join(folder, subfolder))).map((name) => join(subfolder, name)));
    } catch (error) {
      if (subfolder === '') throw notAModel(folder, `can't be read (${String(error)})`);
    }
  }
  return names;
}

function notAModel(folder: string, reason: string): ConfigError {
  return new ConfigError(
    `EMBEDDING_MODEL_DIR must be the folder of a sentence model with ${SETTINGS.join(', ')} and onnx/model.onnx, but ${folder} ${reason}. Mend it in .env, or leave it empty for the model that comes along.`,
  );
}

/** It names a file later. */
function plainName(folder: string): string {
  return basename(folder)
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .slice(0, 60);
}

async function hashOf(folder: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) {
    // So that no bytes can move from one file to the next unseen.
    hash.update(`\0${file}\0`);
    await readInto(hash, join(folder, file));
  }
  return hash.digest('hex').slice(0, 12);
}

async function readInto(hash: Hash, path: string): Promise<void> {
  const chunks: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: 1 << 20 });
  for await (const chunk of chunks) hash.update(chunk);
}
