import type { Logger } from 'pino';
import { startModelThread, type ModelThread, type ThreadProgram } from './model-thread.ts';
import type { Answer, Order } from './serve-models.ts';

/**
 * `overrun`: asked more than it can compute; `interrupted`: its thread ended, and others go on; `final`: this will never
 * be had.
 */
type Failure = 'overrun' | 'interrupted' | 'final';

/** The models can't go on, or not with this. The message says what to do. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly failure: Failure;

  constructor(failure: Failure, message: string) {
    super(message);
    this.failure = failure;
  }
}

/** `failed`: every thread has ended by itself, and none comes back. */
export type ModelState = 'loading' | 'loaded' | 'failed';

/** Vectors of questions go first, then readings for questions, then content. */
type Lane = 'questions' | 'readings' | 'content';

export interface QueueOptions {
  readonly threads: number;
  readonly log?: Pick<Logger, 'warn'>;
  /** Is told what it is from now on; at first it is `loading`. */
  readonly onState?: (state: ModelState) => void;
  /** Tasks of a lane that wait, at most: the oldest are rejected. Any number by default, and always of content. */
  readonly maxWaiting?: { readonly questions: number; readonly readings: number };
}

export interface ModelQueue {
  /** What these orders are answered with. Rejects with a `ModelError`. */
  ask(orders: readonly Order[], lane: Lane): Promise<readonly Answer[]>;
  /** What still waits is rejected. */
  close(): Promise<void>;
}

/** Orders of one caller. */
interface Task {
  readonly orders: number;
  /** Those that no thread has begun, the next one last. */
  readonly left: Job[];
  readonly reject: (error: ModelError) => void;
}

interface Job {
  readonly order: Order;
  readonly task: Task;
  readonly done: (answer: Answer) => void;
}

/**
 * Computes in threads, each with a copy of the models and one order at a time. The first loads at once, in the background;
 * another, up to `threads`, when all are busy and somebody waits. Of questions the newest goes first, once the one that has
 * begun is through: who has waited for long may have gone on without. Content goes in its order, and the orders of one task to all threads that are free.
 *
 * Threads keep the process alive only while they load or somebody waits for them, and take none down: where the last one
 * dies, whoever waits and whoever calls later gets a `ModelError`.
 */
export function createModelQueue(name: string, program: ThreadProgram, options: QueueOptions): ModelQueue {
  const { log, onState = () => {}, maxWaiting } = options;
  let maxThreads = options.threads;
  /** The next one last. */
  const lanes: Readonly<Record<Lane, Task[]>> = { questions: [], readings: [], content: [] };
  const threads = new Set<ModelThread<Job>>();
  let ended: ModelError | null = null;
  const overrun = new ModelError(
    'overrun',
    `The model ${name} is asked more than it can compute. Raise EMBEDDING_THREADS where there are cores for it.`,
  );

  const waitingLane = (): Task[] | undefined =>
    [lanes.questions, lanes.readings, lanes.content].find(({ length }) => length > 0);

  const takeJob = (): Job | undefined => {
    const lane = waitingLane();
    const task = lane?.at(-1);
    const job = task?.left.pop();
    if (task?.left.length === 0) lane?.pop();
    return job;
  };

  const next = () => {
    for (const thread of threads) {
      // One that loads is not to keep waiting what another may have done by then.
      if (thread.isBusy || (thread.isLoading && threads.size > 1)) continue;
      const job = takeJob();
      if (job === undefined) return;
      thread.start(job);
    }
    const mayAdd = threads.size < maxThreads && ![...threads].some(({ isLoading }) => isLoading);
    if (mayAdd && waitingLane() !== undefined) addThread();
  };

  /** What of it still waits, waits no more. */
  const abort = (task: Task, error: ModelError) => {
    task.left.splice(0);
    for (const lane of Object.values(lanes)) {
      const at = lane.indexOf(task);
      if (at >= 0) lane.splice(at, 1);
    }
    task.reject(error);
  };

  const addThread = () => {
    const thread = startModelThread<Job>(program, {
      loaded() {
        onState('loaded');
        next();
      },
      done(job, answer) {
        job.done(answer);
        next();
      },
      failed({ task }, why) {
        abort(task, new ModelError('final', `The model ${name} can't read a text: ${why}.`));
        next();
      },
      gone(problem, unfinished) {
        threads.delete(thread);
        const message = `The model ${name} ${problem}. Mend that and start Footnote again, or set EMBEDDINGS=off.`;
        const error = ended ?? new ModelError(threads.size > 0 ? 'interrupted' : 'final', message);
        if (unfinished !== null) abort(unfinished.task, error);
        if (ended !== null) return;
        log?.warn(message);
        // What one of them could not bear, another is not to try.
        maxThreads = threads.size;
        if (maxThreads > 0) return next();
        end(error);
        onState('failed');
      },
    });
    threads.add(thread);
  };

  const end = (error: ModelError) => {
    ended = error;
    for (const lane of Object.values(lanes)) for (const task of lane.splice(0)) task.reject(error);
  };

  const enqueue = (orders: readonly Order[], lane: Lane): Promise<readonly Answer[]> =>
    new Promise((resolve, reject) => {
      const answers = new Map<number, Answer>();
      const task: Task = { orders: orders.length, left: [], reject };
      for (const [at, order] of [...orders.entries()].toReversed()) {
        const done = (answer: Answer) => {
          answers.set(at, answer);
          if (answers.size < orders.length) return;
          resolve(orders.flatMap((_, index) => answers.get(index) ?? []));
        };
        task.left.push({ order, task, done });
      }
      if (lane === 'content') lanes.content.unshift(task);
      else addNewest(lanes[lane], task);
    });

  addThread();

  return {
    async ask(orders, lane) {
      if (ended !== null) throw ended;
      if (orders.length === 0) return [];
      const answers = enqueue(orders, lane);
      next();
      if (lane !== 'content' && maxWaiting !== undefined) {
        const waiting = lanes[lane];
        const surplus = waiting.slice(0, Math.max(0, waiting.length - maxWaiting[lane]));
        for (const oldest of surplus) abort(oldest, overrun);
      }
      return answers;
    },

    async close() {
      const closing = [...threads];
      if (ended === null) end(new ModelError('final', `The model ${name} has been closed.`));
      await Promise.all(closing.map((thread) => thread.close()));
    },
  };
}

/** Before all but one that has begun: were each newer one to go before it, none would ever be through. */
function addNewest(lane: Task[], task: Task): void {
  const first = lane.at(-1);
  const hasBegun = first !== undefined && first.left.length < first.orders;
  lane.splice(hasBegun ? lane.length - 1 : lane.length, 0, task);
}
