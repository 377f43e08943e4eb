import type { Locale } from '../content/pack.ts';
import type { TextVectors } from '../search/embedder.ts';

/** What texts mean, as vectors. Nothing here rejects: without vectors, search goes by words alone. */
export interface Meaning {
  /** Whether it knows the language of a pack. */
  understands(locale: Locale): boolean;
  /**
   * Null where the model can't go on. What is kept on disk is there at the next start; what people wrote and may delete is
   * kept in memory alone.
   */
  vectorsOf(texts: readonly string[], kept: 'on disk' | 'in memory'): Promise<TextVectors | null>;
  /** Of a member's question. */
  vectorOf(question: string): Promise<Float32Array | NoVector>;
}

/** `late`: who asks the same again may be luckier; `failed`: nobody will be. */
export type NoVector = 'late' | 'failed';
