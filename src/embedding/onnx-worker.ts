import { workerData } from 'node:worker_threads';
import type { OnnxModel } from './onnx-model.ts';
import { serveModel } from './serve-model.ts';

const { folder, subfolder, weights }: Pick<OnnxModel, 'folder' | 'subfolder' | 'weights'> = workerData;

/** Any sentence model in ONNX format, from a folder of this machine. */
await serveModel(async () => {
  const { env, pipeline } = await importTransformers();
  // An absolute path is never taken for a name on the hub; and nothing is fetched from there anyway.
  env.allowRemoteModels = false;
  env.useFSCache = false;
  const extract = await pipeline('feature-extraction', folder, {
    local_files_only: true,
    device: 'cpu',
    dtype: weights,
    subfolder,
  });
  return {
    async embed(texts) {
      const { data, dims } = await extract([...texts], { pooling: 'mean', normalize: true });
      if (!(data instanceof Float32Array)) throw new Error('it gives no 32-bit floating-point numbers');
      return { dimensions: dims.at(-1) ?? 0, values: Float32Array.from(data) };
    },
  };
});

async function importTransformers() {
  try {
    return await import('@huggingface/transformers');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    if (!isMissing) throw error;
    throw new Error(
      'EMBEDDING_MODEL_DIR needs the package @huggingface/transformers, which "npm install --include=dev" in Footnote\'s folder installs',
      { cause: error },
    );
  }
}
