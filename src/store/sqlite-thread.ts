import { Worker } from 'node:worker_threads';
import { ConnectionFailed } from './engine.ts';
import {
  FILE_CLOSED,
  FILE_REPLACED,
  type AnswerMessage,
  type OrderMessage,
  type SqliteAnswers,
  type SqliteOrder,
} from './sqlite-messages.ts';

/** A statement failed, with SQLite's code or one of `FILE_…`. */
class SqliteError extends Error {
  override readonly name = 'SqliteError';
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

interface Waiting {
  /** Of what its order is answered with. */
  resolve(answer: unknown): void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/** Compiled code: Node 20 runs no TypeScript, in threads neither. Run from the source, as tests do, it takes what was built. */
const WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/src/store/sqlite-worker.js', import.meta.url)
  : new URL('./sqlite-worker.js', import.meta.url);

/** Milliseconds. A disk that doesn't answer is given up, as a silent PostgreSQL is. */
const PATIENCE = 5_000;

/** One for all files of this process: it starts with the first order, and anew where it has ended. */
let current: Thread | null = null;
let ending: Promise<unknown> = Promise.resolve();
let lastId = 0;

/**
 * Has the thread of SQLite follow an order; orders are followed as they come. It keeps the process alive only meanwhile.
 * Rejects with a `SqliteError`; with a `ConnectionFailed` where a file can't be opened, or the thread ends or is silent.
 */
export async function tellSqlite<Order extends SqliteOrder>(
  order: Order,
): Promise<SqliteAnswers[Order['kind']]> {
  if (current === null) await ending;
  const thread = (current ??= startThread());
  lastId += 1;
  const message: OrderMessage = { id: lastId, order };
  let deadline: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      thread.waiting.set(message.id, { resolve, reject });
      thread.worker.ref();
      thread.worker.postMessage(message, []);
      deadline = setTimeout(reject, PATIENCE, new ConnectionFailed('the disk does not answer'));
    });
  } finally {
    clearTimeout(deadline);
    thread.waiting.delete(message.id);
    if (thread.waiting.size === 0) thread.worker.unref();
  }
}

function startThread(): Thread {
  const worker = new Worker(WORKER);
  const thread: Thread = { worker, waiting: new Map() };
  const leave = (error: Error) => {
    if (current === thread) current = null;
    for (const { reject } of thread.waiting.values()) reject(error);
  };
  worker.on('message', (message: AnswerMessage) => {
    const waiting = thread.waiting.get(message.id);
    if (message.failure === null) {
      waiting?.resolve(message.answer);
      return;
    }
    const { message: text, code, isOpening } = message.failure;
    const error = new SqliteError(text, code);
    waiting?.reject(isOpening ? new ConnectionFailed('', { cause: error }) : error);
    if (code !== FILE_REPLACED || current !== thread) return;
    // A connection stays until its statements are collected, and another one to the same file would share its index of
    // the log, which may be gone. With its thread, it ends at once.
    leave(new SqliteError('its thread was ended', FILE_CLOSED));
    ending = worker.terminate();
  });
  worker.on('error', (error) => {
    leave(new ConnectionFailed('', { cause: error instanceof Error ? error : new Error(String(error)) }));
  });
  worker.on('exit', (code) => leave(new ConnectionFailed(`its thread has ended with code ${code}`)));
  return thread;
}
