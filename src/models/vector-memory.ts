import { createMemoCache } from '../memoize.ts';
import { dequantise, quantise, type QuantisedVector } from './quantise.ts';
import type { VectorCache } from './vector-cache.ts';
import { keyOf } from './vector-file.ts';

/** Vectors that are written nowhere: of what servers taught, so that nothing of it outlives its deletion on a disk. */
export interface VectorMemory {
  /** For one caller: whatever it was given or found stays as long as it is in use. */
  open(): VectorCache;
}

/** About 12 MB at 512 numbers a vector: of some thousand entries with their wordings. */
const MAX_VECTORS = 20_000;

interface Slot {
  vector: QuantisedVector | null;
}

/** Of one model. The vectors that were used last stay, so that a server that changes one entry computes one. */
export function createVectorMemory(most = MAX_VECTORS): VectorMemory {
  const recent = createMemoCache<Slot>(most);
  let dimensions = 0;
  return {
    open() {
      const own = new Map<string, Slot>();
      const slotOf = (text: string): Slot => {
        const key = keyOf(text);
        const slot = own.get(key) ?? recent.get(key, () => ({ vector: null }));
        own.set(key, slot);
        return slot;
      };
      return {
        get dimensions() {
          return dimensions;
        },
        has: (text) => slotOf(text).vector !== null,
        get(text) {
          const { vector } = slotOf(text);
          return vector === null ? undefined : dequantise(vector);
        },
        set(text, vector) {
          dimensions = vector.length;
          slotOf(text).vector = quantise(vector);
        },
        save: () => Promise.resolve(),
      };
    },
  };
}
