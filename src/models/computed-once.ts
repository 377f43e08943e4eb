import type { Embedder } from '../search/embedder.ts';

/**
 * The same embedder; content that is being computed is computed once for all who ask for it meanwhile. Whoever changes what a
 * server taught over and over, or looks through its questions, would else have all of it computed each time anew, and
 * other servers wait.
 */
export function contentOnce(embedder: Embedder): Embedder {
  const underWay = new Map<string, Promise<Float32Array>>();

  function begin(texts: readonly string[]): void {
    const computing = embedder.embed(texts);
    for (const [at, text] of texts.entries()) {
      const vector = computing.then((vectors) => vectorAt(vectors, at));
      underWay.set(text, vector);
      const end = () => void underWay.delete(text);
      vector.then(end, end);
    }
  }

  return {
    ...embedder,
    embed(texts, options = {}) {
      if (options.urgent === true) return embedder.embed(texts, options);
      const missing = [...new Set(texts)].filter((text) => !underWay.has(text));
      if (missing.length > 0) begin(missing);
      return Promise.all(texts.flatMap((text) => underWay.get(text) ?? []));
    },
  };
}

function vectorAt(vectors: readonly Float32Array[], at: number): Float32Array {
  const vector = vectors[at];
  if (vector === undefined) throw new Error('The model left out a text.');
  return vector;
}
