import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ConfigError } from '../config.ts';

/** What can be told of a sentence model from its files. */
export interface OnnxModel {
  /** The folder's name and a hash of what is in it: another for every change. */
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  /** Where in the folder the weights are. */
  readonly subfolder: string;
  readonly weights: (typeof WEIGHTS)[number]['type'];
}

/** The usual names of a file with weights, by the type of the numbers in it; the more exact first. */
const WEIGHTS = [
  { type: 'fp32', file: 'model.onnx' },
  { type: 'fp16', file: 'model_fp16.onnx' },
  { type: 'q8', file: 'model_quantized.onnx' },
  { type: 'int8', file: 'model_int8.onnx' },
  { type: 'uint8', file: 'model_uint8.onnx' },
  { type: 'q4', file: 'model_q4.onnx' },
  { type: 'q4f16', file: 'model_q4f16.onnx' },
  { type: 'bnb4', file: 'model_bnb4.onnx' },
] as const;

const SUBFOLDERS = ['onnx', ''];
const SETTINGS = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];

/**
 * Looks at the model in a folder, and reads it once for its hash. Rejects with a `ConfigError` where it isn't one.
 */
export async function readOnnxModel(directory: string): Promise<OnnxModel> {
  const folder = resolve(directory);
  const found = new Set(await filesIn(folder));
  const missing = SETTINGS.find((file) => !found.has(file));
  if (missing !== undefined) throw notAModel(directory, `has no ${missing}`);
  for (const subfolder of SUBFOLDERS) {
    for (const { type, file } of WEIGHTS) {
      const path = join(subfolder, file);
      if (!found.has(path)) continue;
      // Weights above 2 GB lie in further files beside the first: model.onnx_data, model.onnx_data_1.
      const parts = [...found].filter((other) => other.startsWith(`${path}_data`)).toSorted();
      const hash = await hashOf(folder, [...SETTINGS, path, ...parts]);
      return { name: `${plainName(folder)}-${hash}`, folder, subfolder, weights: type };
    }
  }
  throw notAModel(directory, 'has no onnx/model.onnx');
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
