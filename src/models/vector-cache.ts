import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { writeWholeFile } from '../whole-file.ts';
import { dequantise, quantise, type QuantisedVector } from './quantise.ts';
import { decodeVectors, encodeVectors, keyOf, VectorFileError, type KeyedVectors } from './vector-file.ts';

/** A model's vectors, kept on disk between starts or in memory. */
export interface VectorCache {
  /** Numbers in a vector; 0 as long as there is none. */
  readonly dimensions: number;
  has(text: string): boolean;
  /** A unit vector, the same whether it has just been set or was kept. */
  get(text: string): Float32Array | undefined;
  set(text: string, vector: Float32Array): void;
  /** Writes what is new. Never rejects: what can't be written is a warning, and is computed again another time. */
  save(): Promise<void>;
}

/** About 160 MB at 512 numbers a vector. */
const MAX_VECTORS = 300_000;

/**
 * Opens `vectors/<model>.bin` in the data folder. A file that can't be used is a warning, and the next `save` takes
 * its place. Several processes may share the folder: each `save` adds to what the others have written.
 */
export async function openVectorCache(options: {
  readonly dataDir: string;
  readonly model: string;
  readonly log: Pick<Logger, 'warn'>;
  /** How many the file may hold; those that this process has used stay first. 300,000 by default. */
  readonly maxVectors?: number;
}): Promise<VectorCache> {
  const { model, log, maxVectors = MAX_VECTORS } = options;
  const path = join(options.dataDir, 'vectors', `${encodeURIComponent(model)}.bin`);

  const read = async (): Promise<KeyedVectors> => decodeVectors(model, await readFile(path));

  let { dimensions, vectors: unused } = await read().catch((error: unknown) => {
    const reason = reasonNotToUse(error);
    if (reason !== null) log.warn({ file: path }, `The file ${reason}: its vectors are computed again.`);
    return NOTHING;
  });
  let used = new Map<string, QuantisedVector>();
  let isChanged = false;
  let isWarned = false;
  let saving = Promise.resolve();

  const find = (text: string): QuantisedVector | undefined => {
    const key = keyOf(text);
    const vector = used.get(key) ?? unused.get(key);
    if (vector !== undefined) used.set(key, vector);
    return vector;
  };

  const write = async () => {
    if (!isChanged) return;
    isChanged = false;
    const onDisk = await read().catch(() => NOTHING);
    const others = onDisk.dimensions === dimensions ? onDisk.vectors : NOTHING.vectors;
    const vectors = firstOf([used, unused, others], maxVectors);
    try {
      await writeWholeFile(path, encodeVectors(model, { dimensions, vectors }), () => true);
    } catch (error) {
      isChanged = true;
      if (!isWarned) {
        log.warn({ err: error, file: path }, 'The vectors could not be saved: make DATA_DIR writable.');
      }
      isWarned = true;
    }
  };

  return {
    get dimensions() {
      return dimensions;
    },

    has: (text) => find(text) !== undefined,

    get(text) {
      const vector = find(text);
      return vector === undefined ? undefined : dequantise(vector);
    },

    set(text, vector) {
      if (vector.length !== dimensions) {
        if (dimensions !== 0) {
          log.warn({ file: path }, `Its vectors have ${dimensions} numbers, not ${vector.length}: they go.`);
        }
        dimensions = vector.length;
        unused = NOTHING.vectors;
        used = new Map();
      }
      used.set(keyOf(text), quantise(vector));
      isChanged = true;
    },

    save: () => (saving = saving.then(write)),
  };
}

const NOTHING: KeyedVectors = { dimensions: 0, vectors: new Map() };

/** Null where there just is no file yet. */
function reasonNotToUse(error: unknown): string | null {
  if (error instanceof VectorFileError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  return `can't be read (${String(error)})`;
}

/** Of a key that several have, what the first has. */
function firstOf(
  maps: readonly ReadonlyMap<string, QuantisedVector>[],
  most: number,
): ReadonlyMap<string, QuantisedVector> {
  const first = new Map<string, QuantisedVector>();
  for (const map of maps) {
    for (const [key, vector] of map) {
      if (first.size >= most) return first;
      if (!first.has(key)) first.set(key, vector);
    }
  }
  return first;
}
