import { createMemoCache } from '../memoize.ts';
import type { Embedder } from '../search/embedder.ts';

/** At 2 kB each. */
const MAX_RECENT = 1_000;

/** The same embedder; the vectors of the questions asked last are remembered, and computed once for all who ask. */
export function memoizedQuestions(embedder: Embedder, most = MAX_RECENT): Embedder {
  const recent = createMemoCache<Promise<Float32Array>>(most);

  async function compute(question: string): Promise<Float32Array> {
    const [vector] = await embedder.embed([question], { urgent: true });
    if (vector === undefined) throw new Error(`The model ${embedder.model} gave no vector.`);
    return vector;
  }

  function vectorOf(question: string): Promise<Float32Array> {
    const vector = recent.get(question, () => compute(question));
    // What fails is tried anew by who asks next.
    vector.catch(() => recent.forget(question));
    return vector;
  }

  return {
    ...embedder,
    embed: (texts, options = {}) =>
      options.urgent === true ? Promise.all(texts.map(vectorOf)) : embedder.embed(texts, options),
  };
}
