import type { Embedder, TextVectors } from '../search/embedder.ts';
import type { VectorCache } from './vector-cache.ts';

/** A second or two of work: no more is lost where it can't go on. */
const TEXTS_AT_ONCE = 256;

/**
 * The vectors of all these texts: from the cache what is there, from the model the rest. Saves now and then and at
 * the end, however it ends. Rejects where the model can't go on.
 */
export async function embedTexts(
  texts: readonly string[],
  parts: {
    readonly embedder: Embedder;
    readonly cache: VectorCache;
    /** Milliseconds of computing after which is saved; 15 seconds by default. */
    readonly saveEveryMs?: number;
  },
): Promise<TextVectors> {
  const { embedder, cache, saveEveryMs = 15_000 } = parts;
  const distinct = [...new Set(texts)];
  let saved = performance.now();

  const computeMissing = async () => {
    const missing = distinct.filter((text) => !cache.has(text));
    for (let start = 0; start < missing.length; start += TEXTS_AT_ONCE) {
      // Others may have had some of them computed meanwhile.
      const some = missing.slice(start, start + TEXTS_AT_ONCE).filter((text) => !cache.has(text));
      const vectors = await embedder.embed(some);
      for (const [at, vector] of vectors.entries()) cache.set(some[at] ?? '', vector);
      if (performance.now() - saved >= saveEveryMs) {
        await cache.save();
        saved = performance.now();
      }
    }
  };

  try {
    const before = cache.dimensions;
    await computeMissing();
    // The cache drops what it had when the first new vector has another length.
    if (cache.dimensions !== before) await computeMissing();
  } finally {
    await cache.save();
  }
  return {
    dimensions: cache.dimensions,
    get: (text) => cache.get(text),
  };
}
