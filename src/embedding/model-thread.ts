import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { WorkerMessage, WorkerOrder } from './serve-model.ts';

/** A sentence model that worker threads serve. */
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

export interface ThreadEvents<Batch> {
  readonly loaded: () => void;
  readonly computed: (batch: Batch, vectors: readonly Float32Array<ArrayBuffer>[]) => void;
  /** The model can't read one of its texts. */
  readonly unreadable: (batch: Batch, why: string) => void;
  /** It ended, with what it was at. */
  readonly gone: (problem: string, unfinished: Batch | null) => void;
}

/** One copy of a model, in a thread of its own, that computes one batch at a time. */
export interface ModelThread<Batch> {
  readonly isLoading: boolean;
  readonly isBusy: boolean;
  /** Only where it isn't busy; while it loads, it waits. */
  compute(batch: Batch): void;
  close(): Promise<void>;
}

/** How long a worker may take to end by itself, in milliseconds: a large model must be loaded before it can. */
const PATIENCE_MS = 10_000;

/** Keeps the process alive only while it loads or computes. */
export function startModelThread<Batch extends { readonly texts: readonly string[] }>(
  model: Pick<WorkerModel, 'worker' | 'workerData'>,
  events: ThreadEvents<Batch>,
): ModelThread<Batch> {
  let current: Batch | null = null;
  let isLoading = true;
  let isOver = false;

  // What libraries print must not stand between the lines of a command. It stays unread: a reader would keep the
  // process alive.
  const worker = new Worker(model.worker, { workerData: model.workerData, stdout: true, stderr: true });
  const tell = (order: WorkerOrder) => worker.postMessage(order, []);
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => resolve());
  });

  const rest = () => {
    // A native library takes the process down when its thread is ended in the midst of loading.
    if (current === null && !isLoading && !isOver) worker.unref();
  };

  const fail = (problem: string) => {
    if (isOver) return;
    isOver = true;
    const unfinished = current;
    current = null;
    events.gone(problem, unfinished);
  };

  worker.on('message', (message: WorkerMessage) => {
    if (isOver) return;
    if (message === 'loaded') {
      isLoading = false;
      events.loaded();
    } else {
      const computed = current;
      current = null;
      if (computed === null) return;
      if (message.failure === null) events.computed(computed, rowsOf(message.values, message.dimensions));
      else events.unreadable(computed, message.failure);
    }
    rest();
  });
  worker.on('error', (error) => {
    const reason = error instanceof Error ? error.message : String(error);
    fail(`can't be used: ${reason.replace(/\.$/, '')}`);
  });
  worker.on('exit', (code) => fail(`has stopped with code ${code}`));

  return {
    get isLoading() {
      return isLoading;
    },
    get isBusy() {
      return current !== null;
    },
    compute(batch) {
      current = batch;
      worker.ref();
      tell(batch.texts);
    },
    async close() {
      fail('has been closed');
      worker.ref();
      tell('end');
      await Promise.race([ended, setTimeout(PATIENCE_MS, undefined, { ref: false })]);
      await worker.terminate();
    },
  };
}

function rowsOf(values: Float32Array<ArrayBuffer>, dimensions: number): readonly Float32Array<ArrayBuffer>[] {
  return Array.from({ length: values.length / dimensions }, (_, row) =>
    values.subarray(row * dimensions, (row + 1) * dimensions),
  );
}
