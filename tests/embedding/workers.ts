import type { Workers } from '../../src/embedding/open-embedder.ts';

/** As they are shipped: `npm test` compiles them first. */
export const COMPILED = new URL('../../dist/src/embedding/', import.meta.url);

export const workers: Workers = {
  universalSentenceEncoder: new URL('universal-sentence-encoder-worker.js', COMPILED),
  onnx: new URL('onnx-worker.js', COMPILED),
};
