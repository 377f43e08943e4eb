import { createHash, hash } from 'node:crypto';
import { SCALE_BYTES, type QuantisedVector } from './quantise.ts';

/** Vectors by the key of their text. */
export interface KeyedVectors {
  readonly dimensions: number;
  readonly vectors: ReadonlyMap<string, QuantisedVector>;
}

/** The file is not what it must be. The message completes "The file …". */
export class VectorFileError extends Error {
  override readonly name = 'VectorFileError';
}

/*
 * The file, numbers little-endian: magic (4 bytes), version, dimensions, count (32-bit each), checksum (16 bytes of
 * SHA-256 over the model's name and the rest of the file), then `count` records of key and quantised vector.
 */
const MAGIC = Buffer.from('FNVC', 'latin1');
/** Files of the first version may hold vectors of what servers taught: they are of no use any more. */
const VERSION = 2;
const CHECKSUM_AT = 16;
const HEADER_BYTES = 32;
const KEY_BYTES = 16;

/** 16 bytes of the text's SHA-256, as a string of characters below 256. */
export function keyOf(text: string): string {
  return hash('sha256', text, 'binary').slice(0, KEY_BYTES);
}

export function encodeVectors(model: string, { dimensions, vectors }: KeyedVectors): Buffer {
  const recordBytes = recordBytesOf(dimensions);
  const file = Buffer.alloc(HEADER_BYTES + vectors.size * recordBytes);
  MAGIC.copy(file);
  file.writeUInt32LE(VERSION, 4);
  file.writeUInt32LE(dimensions, 8);
  file.writeUInt32LE(vectors.size, 12);
  let at = HEADER_BYTES;
  for (const [key, vector] of vectors) {
    file.write(key, at, 'latin1');
    file.set(vector, at + KEY_BYTES);
    at += recordBytes;
  }
  checksumOf(model, file).copy(file, CHECKSUM_AT);
  return file;
}

/** The vectors are views of the file. Throws a `VectorFileError` where it isn't whole or another model's. */
export function decodeVectors(model: string, file: Buffer): KeyedVectors {
  if (file.length < HEADER_BYTES || !file.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new VectorFileError('is no file of vectors');
  }
  const version = file.readUInt32LE(4);
  if (version !== VERSION) throw new VectorFileError(`has the format ${version} instead of ${VERSION}`);
  const dimensions = file.readUInt32LE(8);
  const count = file.readUInt32LE(12);
  const recordBytes = recordBytesOf(dimensions);
  if (file.length !== HEADER_BYTES + count * recordBytes) throw new VectorFileError('has been cut');
  const checksum = file.subarray(CHECKSUM_AT, HEADER_BYTES);
  if (!checksum.equals(checksumOf(model, file))) throw new VectorFileError("is damaged or another model's");
  const vectors = new Map<string, QuantisedVector>();
  for (let at = HEADER_BYTES; at < file.length; at += recordBytes) {
    vectors.set(file.toString('latin1', at, at + KEY_BYTES), file.subarray(at + KEY_BYTES, at + recordBytes));
  }
  return { dimensions, vectors };
}

function recordBytesOf(dimensions: number): number {
  return KEY_BYTES + SCALE_BYTES + dimensions;
}

function checksumOf(model: string, file: Buffer): Buffer {
  const digest = createHash('sha256').update(`${model}\0`).update(file.subarray(0, CHECKSUM_AT));
  return digest
    .update(file.subarray(HEADER_BYTES))
    .digest()
    .subarray(0, HEADER_BYTES - CHECKSUM_AT);
}
