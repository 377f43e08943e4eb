import type { Locale } from '../content/pack.ts';
import type { TextVectors } from '../search/embedder.ts';
import type { Readable, Reading } from '../search/reader.ts';

/** What texts mean, as vectors and as a reader of passages tells it. Nothing here rejects: without it, search goes by words alone. */
export interface SentenceEmbeddings {
  /** Whether it knows the language of a pack. */
  understands(locale: Locale): boolean;
  /**
   * Null where the model can't go on. What is kept on disk is there at the next start; what people wrote and may delete is
   * kept in memory alone.
   */
  vectorsOf(texts: readonly string[], kept: 'on disk' | 'in memory'): Promise<TextVectors | null>;
  /** Of a member's question. */
  vectorOf(question: string): Promise<Float32Array | NoVector>;
  /** Whether it can read passages in the language of a pack. */
  reads(locale: Locale): boolean;
  /** Of each passage in order, whether it answers a member's question. */
  read(question: string, passages: readonly Readable[]): Promise<readonly Reading[] | NoVector>;
}

/** `late`: who asks the same again may be luckier; `failed`: nobody will be. */
export type NoVector = 'late' | 'failed';
