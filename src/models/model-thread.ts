import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Answer, Order, WorkerMessage, WorkerOrder } from './serve-models.ts';

/** What a thread runs. */
export interface ThreadProgram {
  /** Compiled code that calls `serveModels`. */
  readonly worker: URL;
  /** Told to the worker at its start. */
  readonly workerData: unknown;
}

export interface ThreadEvents<Job> {
  readonly loaded: () => void;
  readonly done: (job: Job, answer: Answer) => void;
  /** The model can't do this one. */
  readonly failed: (job: Job, why: string) => void;
  /** It ended, with what it was at. */
  readonly gone: (problem: string, unfinished: Job | null) => void;
}

/** One copy of the models, in a thread of its own, that does one job at a time. */
export interface ModelThread<Job> {
  readonly isLoading: boolean;
  readonly isBusy: boolean;
  /** Only where it isn't busy; while it loads, it waits. */
  start(job: Job): void;
  close(): Promise<void>;
}

/** How long a worker may take to end by itself, in milliseconds: a large model must be loaded before it can. */
const TIMEOUT_MS = 10_000;

/** Of the memory for what is soon garbage: by default a thread takes 20 MB more, and is no quicker. */
const MEMORY = { maxYoungGenerationSizeMb: 4 };

/** Keeps the process alive only while it loads or computes. */
export function startModelThread<Job extends { readonly order: Order }>(
  { worker: program, workerData }: ThreadProgram,
  events: ThreadEvents<Job>,
): ModelThread<Job> {
  let current: Job | null = null;
  let isLoading = true;
  let isOver = false;

  // From 1.30 on, the ONNX runtime keeps an id of the machine under HOME and sends events about its use to its maker. It
  // looks at the process's own environment, which a thread can't set.
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
  // What libraries print must not stand between the lines of a command. It stays unread: a reader would keep the
  // process alive.
  const worker = new Worker(program, { workerData, stdout: true, stderr: true, resourceLimits: MEMORY });
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

  const hear = (message: Exclude<WorkerMessage, 'loaded'>) => {
    const done = current;
    current = null;
    if (done === null) return;
    if (message.kind === 'failure') events.failed(done, message.why);
    else events.done(done, message);
  };

  worker.on('message', (message: WorkerMessage) => {
    if (isOver) return;
    if (message === 'loaded') {
      isLoading = false;
      events.loaded();
    } else {
      hear(message);
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
    start(job) {
      current = job;
      worker.ref();
      tell(job.order);
    },
    async close() {
      fail('has been closed');
      worker.ref();
      tell('end');
      await Promise.race([ended, setTimeout(TIMEOUT_MS, undefined, { ref: false })]);
      await worker.terminate();
    },
  };
}
