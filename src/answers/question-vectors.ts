import type { SearchIndex } from '../search/hit.ts';
import type { Meaning } from './meaning.ts';

/** The vector that an index wants of the question; null where it goes by words alone. */
export type QuestionVectors = (index: SearchIndex) => Float32Array | null;

/** Packs differ in the slips that they mend, so one question may need several vectors; mostly it needs one. */
export async function questionVectors(
  question: string,
  indexes: readonly SearchIndex[],
  meaning: Meaning | null,
): Promise<QuestionVectors> {
  if (meaning === null) return () => null;
  const texts = new Map(indexes.map((index) => [index, index.textToEmbed(question)]));
  const distinct = new Set([...texts.values()].filter((text) => text !== null));
  const vectors = new Map(
    await Promise.all([...distinct].map(async (text) => [text, await meaning.vectorOf(text)] as const)),
  );
  return (index) => vectors.get(texts.get(index) ?? '') ?? null;
}
