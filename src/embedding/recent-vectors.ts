import type { Embedder } from '../search/embedder.ts';

/** At 2 kB each. */
const MOST_RECENT = 1_000;

/** The same embedder; the vectors of the questions asked last are remembered, and computed once for all who ask. */
export function rememberingQuestions(embedder: Embedder, most = MOST_RECENT): Embedder {
  /** In the order of their last use. */
  const recent = new Map<string, Promise<Float32Array>>();

  async function compute(question: string): Promise<Float32Array> {
    const [vector] = await embedder.embed([question], { urgent: true });
    if (vector === undefined) throw new Error(`The model ${embedder.model} gave no vector.`);
    return vector;
  }

  function vectorOf(question: string): Promise<Float32Array> {
    const known = recent.get(question);
    recent.delete(question);
    const vector = known ?? compute(question);
    recent.set(question, vector);
    const [oldest] = recent.keys();
    if (recent.size > most && oldest !== undefined) recent.delete(oldest);
    // What fails is tried anew by who asks next.
    vector.catch(() => recent.delete(question));
    return vector;
  }

  return {
    ...embedder,
    embed: (texts, options = {}) =>
      options.urgent === true ? Promise.all(texts.map(vectorOf)) : embedder.embed(texts, options),
  };
}
