import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { Embedder } from '../search/embedder.ts';
import { batchesOf } from './batches.ts';
import { modelText } from './model-text.ts';
import type { WorkerMessage, WorkerOrder } from './serve-model.ts';

/** A sentence model that a worker thread serves. */
export interface WorkerModel {
  readonly name: string;
  readonly languages: readonly string[] | null;
  /** Compiled code that calls `serveModel`. */
  readonly worker: URL;
  /** Told to the worker at its start. */
  readonly workerData: unknown;
  /** Code points; what is longer is cut. */
  readonly longestText: number;
}

/** The model can't go on, or not with these texts. The message says what to do. */
class EmbedderError extends Error {
  override readonly name = 'EmbedderError';
}

interface Batch {
  readonly texts: readonly string[];
  readonly resolve: (vectors: readonly Float32Array<ArrayBuffer>[]) => void;
  readonly reject: (error: Error) => void;
}

/** How long a worker may take to end by itself, in milliseconds: a large model must be loaded before it can. */
const PATIENCE_MS = 10_000;

/**
 * Computes vectors in a thread of its own, one batch at a time. The model loads in the background at once. The
 * thread keeps the process alive only while it loads or somebody waits for it, and takes none down: where it dies,
 * whoever waits and whoever calls later gets an `EmbedderError`.
 */
export function createWorkerEmbedder(model: WorkerModel, log?: Pick<Logger, 'warn'>): Embedder {
  const urgentBatches: Batch[] = [];
  const batches: Batch[] = [];
  let current: Batch | null = null;
  let isLoading = true;
  let ended: EmbedderError | null = null;

  // What libraries print must not stand between the lines of a command. It stays unread: a reader would keep the
  // process alive.
  const worker = new Worker(model.worker, { workerData: model.workerData, stdout: true, stderr: true });
  const tell = (order: WorkerOrder) => worker.postMessage(order, []);
  const gone = new Promise<void>((resolve) => {
    worker.on('exit', () => resolve());
  });

  const next = () => {
    if (current !== null) return;
    current = urgentBatches.shift() ?? batches.shift() ?? null;
    if (current !== null) tell(current.texts);
    // A native library takes the process down when its thread is ended in the midst of loading.
    if (current === null && !isLoading) worker.unref();
    else worker.ref();
  };

  const end = (error: EmbedderError) => {
    ended = error;
    const waiting = [
      ...(current === null ? [] : [current]),
      ...urgentBatches.splice(0),
      ...batches.splice(0),
    ];
    current = null;
    for (const batch of waiting) batch.reject(error);
  };

  const fail = (problem: string) => {
    if (ended !== null) return;
    const message = `The model ${model.name} ${problem}. Mend that and start Footnote again, or set EMBEDDINGS=off.`;
    log?.warn(message);
    end(new EmbedderError(message));
  };

  worker.on('message', (message: WorkerMessage) => {
    if (ended !== null) return;
    if (message === 'loaded') {
      isLoading = false;
    } else {
      const answered = current;
      current = null;
      if (message.failure === null) answered?.resolve(rowsOf(message.values, message.dimensions));
      else
        answered?.reject(new EmbedderError(`The model ${model.name} can't read a text: ${message.failure}.`));
    }
    next();
  });
  worker.on('error', (error) => {
    const reason = error instanceof Error ? error.message : String(error);
    fail(`can't be used: ${reason.replace(/\.$/, '')}`);
  });
  worker.on('exit', (code) => fail(`has stopped with code ${code}`));

  return {
    model: model.name,
    languages: model.languages,

    async embed(texts, { urgent = false } = {}) {
      if (ended !== null) throw ended;
      const readable = texts.map((text) => modelText(text, model.longestText));
      const vectors = Array.from(texts, () => new Float32Array());
      const computing = batchesOf(readable).map(async (positions) => {
        const computed = await new Promise<readonly Float32Array<ArrayBuffer>[]>((resolve, reject) => {
          const batch = { texts: positions.map((at) => readable[at] ?? ''), resolve, reject };
          (urgent ? urgentBatches : batches).push(batch);
        });
        for (const [index, vector] of computed.entries()) vectors[positions[index] ?? -1] = vector;
      });
      next();
      await Promise.all(computing);
      return vectors;
    },

    async close() {
      if (ended === null) end(new EmbedderError(`The model ${model.name} has been closed.`));
      worker.ref();
      tell('end');
      await Promise.race([gone, setTimeout(PATIENCE_MS, undefined, { ref: false })]);
      await worker.terminate();
    },
  };
}

function rowsOf(values: Float32Array<ArrayBuffer>, dimensions: number): readonly Float32Array<ArrayBuffer>[] {
  return Array.from({ length: values.length / dimensions }, (_, row) =>
    values.subarray(row * dimensions, (row + 1) * dimensions),
  );
}
