import type { SearchIndex } from '../search/hit.ts';
import type { Meaning } from './meaning.ts';

export interface QuestionVectors {
  /** The one that an index wants of the question; null where it goes by words alone. */
  readonly of: (index: SearchIndex) => Float32Array | null;
  /** Whether there are all that are wanted. */
  readonly complete: boolean;
}

/** Packs differ in the slips that they mend, so one question may need several vectors; mostly it needs one. */
export async function questionVectors(
  question: string,
  indexes: readonly SearchIndex[],
  meaning: Meaning | null,
): Promise<QuestionVectors> {
  if (meaning === null) return { of: () => null, complete: true };
  const texts = new Map(indexes.map((index) => [index, index.textToEmbed(question)]));
  const distinct = new Set([...texts.values()].filter((text) => text !== null));
  const vectors = new Map(
    await Promise.all([...distinct].map(async (text) => [text, await meaning.vectorOf(text)] as const)),
  );
  return {
    of: (index) => vectors.get(texts.get(index) ?? '') ?? null,
    complete: [...vectors.values()].every((vector) => vector !== null),
  };
}
