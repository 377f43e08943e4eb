import type { SearchIndex } from '../search/hit.ts';
import type { Meaning } from './meaning.ts';

export interface QuestionVectors {
  /** The one that an index wants of the question; null where it goes by words alone. */
  readonly of: (index: SearchIndex) => Float32Array | null;
  /** Whether who asks the same again gets no more. */
  readonly isFinal: boolean;
}

/** Packs differ in the slips that they mend, so one question may need several vectors; mostly it needs one. */
export async function questionVectors(
  question: string,
  indexes: readonly SearchIndex[],
  meaning: Meaning | null,
): Promise<QuestionVectors> {
  if (meaning === null) return { of: () => null, isFinal: true };
  const texts = new Map(indexes.map((index) => [index, index.textToEmbed(question)]));
  const distinct = new Set([...texts.values()].filter((text) => text !== null));
  const vectors = new Map(
    await Promise.all([...distinct].map(async (text) => [text, await meaning.vectorOf(text)] as const)),
  );
  return {
    of(index) {
      const vector = vectors.get(texts.get(index) ?? '');
      return vector instanceof Float32Array ? vector : null;
    },
    isFinal: [...vectors.values()].every((vector) => vector !== 'late'),
  };
}
