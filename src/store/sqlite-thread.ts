import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { ConnectionFailed, type Pace } from './engine.ts';
import {
  FILE_CLOSED,
  FILE_REPLACED,
  THREAD_STARTING,
  type AnswerMessage,
  type OrderMessage,
  type SqliteAnswers,
  type SqliteOrder,
} from './sqlite-messages.ts';

/** A statement failed, with SQLite's code, one of `FILE_…` or `THREAD_STARTING`. */
class SqliteError extends Error {
  override readonly name = 'SqliteError';
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

interface Waiting {
  /** To be called once the thread has started. */
  readonly send: () => void;
  /** Of what its order is answered with. */
  resolve(answer: unknown): void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  hasStarted: boolean;
  readonly waiting: Map<number, Waiting>;
}

/** Compiled code: Node 20 runs no TypeScript, in threads neither. Run from the source, as tests do, it takes what was built. */
const WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/src/store/sqlite-worker.js', import.meta.url)
  : new URL('./sqlite-worker.js', import.meta.url);

/** Milliseconds. A disk that doesn't answer is given up, and a query that takes longer, as on PostgreSQL. */
const TIMEOUT_MS = { serving: 5_000, unhurried: 600_000 } as const satisfies Record<Pace, number>;
/** Threads that were given up and may never end: while there are so many, no other takes the place of one. */
const MAX_ABANDONED = 4;

/** The thread of all transactions. */
export const WRITING = 0;
/** Those that read beside it: what is large in the one doesn't keep others waiting. */
const READING = [1, 2];
export const LANES: readonly number[] = [WRITING, ...READING];

/** For all files of this process: each starts with its first order, and anew where it has ended. */
let threads = new Map<number, Thread>();
let ending: Promise<unknown> = Promise.resolve();
const abandoned = new Set<Promise<unknown>>();
let lastId = 0;

/** The lane of reading that has least to do. */
export function readingLane(): number {
  const [first = WRITING, ...others] = READING;
  return others.reduce((best, lane) => (waitingIn(lane) < waitingIn(best) ? lane : best), first);
}

function waitingIn(lane: number): number {
  return threads.get(lane)?.waiting.size ?? 0;
}

/**
 * Has a thread of SQLite follow an order; each follows them as they come. It keeps the process alive only meanwhile.
 * Rejects with a `SqliteError`; with a `ConnectionFailed` where a file can't be opened, or the thread ends or is silent.
 * One that still starts isn't silent: on a busy machine, another in its place would take as long.
 */
export async function tellSqlite<Order extends SqliteOrder>(
  lane: number,
  order: Order,
  pace: Pace = 'serving',
): Promise<SqliteAnswers[Order['kind']]> {
  if (!threads.has(lane)) await ending;
  const thread = threads.get(lane) ?? startThread(lane);
  lastId += 1;
  const message = { id: lastId, order };
  let deadline: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      const limit = TIMEOUT_MS[pace];
      const send = () => {
        clearTimeout(deadline);
        post(thread, message);
        deadline = setTimeout(() => {
          reject(new ConnectionFailed(`no answer within ${limit / 1_000} seconds`));
          abandon(lane, thread);
        }, limit);
      };
      thread.waiting.set(message.id, { send, resolve, reject });
      thread.worker.ref();
      if (thread.hasStarted) send();
      else {
        deadline = setTimeout(() => {
          reject(new SqliteError('its thread takes long to start', THREAD_STARTING));
        }, TIMEOUT_MS.serving);
      }
    });
  } finally {
    clearTimeout(deadline);
    thread.waiting.delete(message.id);
    // One that is to end is waited for by whoever comes next.
    if (thread.waiting.size === 0 && threads.get(lane) === thread) thread.worker.unref();
  }
}

function startThread(lane: number): Thread {
  const worker = new Worker(WORKER);
  const thread: Thread = { worker, hasStarted: false, waiting: new Map() };
  threads.set(lane, thread);
  const end = (error: Error) => {
    if (threads.get(lane) === thread) threads.delete(lane);
    leave(thread, error);
  };
  worker.on('message', (message: AnswerMessage) => {
    if (message === 'started') {
      thread.hasStarted = true;
      for (const { send } of thread.waiting.values()) send();
      return;
    }
    const waiting = thread.waiting.get(message.id);
    if (message.failure === null) {
      waiting?.resolve(message.answer);
      return;
    }
    const { message: text, code, isOpening } = message.failure;
    const error = new SqliteError(text, code);
    waiting?.reject(isOpening ? new ConnectionFailed('', { cause: error }) : error);
    if (code === FILE_REPLACED && threads.get(lane) === thread) endAll();
  });
  worker.on('error', (error) => {
    end(new ConnectionFailed('', { cause: error instanceof Error ? error : new Error(String(error)) }));
  });
  worker.on('exit', (code) => end(new ConnectionFailed(`its thread has ended with code ${code}`)));
  return thread;
}

/**
 * A connection stays until its statements are collected, and another one to the same file, from whatever thread, shares
 * its index of the log, which may be gone. With their threads, all of them end at once.
 */
function endAll(): void {
  const all = [...threads.values()];
  threads = new Map();
  for (const thread of all) leave(thread, new SqliteError('its thread was ended', FILE_CLOSED));
  ending = withinTimeout(all.map(endSoftly));
}

/** Resolves when threads that were given up have ended, or will not soon: then the process may end. */
export async function settled(): Promise<void> {
  await withinTimeout([...abandoned]);
}

/** Another takes its place at once; it ends by itself when it is done with what it is at. */
function abandon(lane: number, thread: Thread): void {
  if (threads.get(lane) !== thread || abandoned.size >= MAX_ABANDONED) return;
  threads.delete(lane);
  const exit = endSoftly(thread);
  abandoned.add(exit);
  void exit.finally(() => abandoned.delete(exit));
  leave(thread, new SqliteError('its thread was given up', FILE_CLOSED));
}

/** In the midst of a query, a thread that is ended from outside takes the process down: it ends by itself. */
async function endSoftly(thread: Thread): Promise<void> {
  thread.worker.ref();
  post(thread, 'end');
  // Not `once` of node:events: it rejects when the thread fails while it ends, and after that it ends all the same.
  await new Promise((resolve) => thread.worker.once('exit', resolve));
}

async function withinTimeout(exits: readonly Promise<unknown>[]): Promise<void> {
  if (exits.length === 0) return;
  await Promise.race([Promise.all(exits), pause(TIMEOUT_MS.serving, undefined, { ref: false })]);
}

function leave(thread: Thread, error: Error): void {
  for (const { reject } of thread.waiting.values()) reject(error);
}

function post({ worker }: Thread, message: OrderMessage): void {
  worker.postMessage(message, []);
}
