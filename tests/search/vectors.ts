import { createRandom } from '../../src/search/random.ts';
import type { TextVectors } from '../../src/search/embedder.ts';

/** As long as the numbers that it is given say, at unit length; all zero stays so. */
export function unit(...numbers: readonly number[]): Float32Array {
  const length = Math.hypot(...numbers) || 1;
  return Float32Array.from(numbers, (number) => number / length);
}

/** Always the same for the same text. */
export function randomVector(text: string, dimensions: number): Float32Array {
  let seed = dimensions;
  for (let at = 0; at < text.length; at += 1) seed = (Math.imul(seed, 31) + text.charCodeAt(at)) >>> 0;
  const random = createRandom(seed);
  return unit(...Array.from({ length: dimensions }, () => random() - 0.5));
}

export function randomVectors(texts: readonly string[], dimensions: number): TextVectors {
  return vectorsOf(new Map(texts.map((text) => [text, randomVector(text, dimensions)])), dimensions);
}

export function handMadeVectors(
  vectors: Readonly<Record<string, Float32Array>>,
  dimensions: number,
): TextVectors {
  return vectorsOf(new Map(Object.entries(vectors)), dimensions);
}

export function vectorsOf(vectors: ReadonlyMap<string, Float32Array>, dimensions: number): TextVectors {
  return { dimensions, get: (text) => vectors.get(text)?.slice() };
}
