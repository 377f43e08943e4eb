import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { FileError, openSqliteFile, type SqliteFile } from './sqlite-file.ts';
import {
  FILE_CLOSED,
  type AnswerMessage,
  type OrderMessage,
  type SqliteAnswers,
  type SqliteFailure,
  type SqliteOrder,
} from './sqlite-messages.ts';

/*
 * A thread in which SQLite works, for all files of this process: whatever the disk, a large query or somebody else's lock
 * may take, no reply waits for it. Orders are followed as they come.
 */

const port = parentPort;
if (port === null) throw new Error('Run this in a worker thread.');

/** About two milliseconds, so that questions get their turn. */
const PAGES_AT_ONCE = 64;
/** How long what was deleted may lie in the log, and who is in the way of erasing it be waited for. Milliseconds. */
const ERASE_AFTER = 5_000;
const PAUSE = 50;
const MOST_PAUSES = 40;

interface OpenFile {
  readonly file: SqliteFile;
  /** What was committed since all was erased; null: nothing. */
  unerased: 'written' | 'deleted' | null;
  timer: NodeJS.Timeout | null;
}

const files = new Map<number, OpenFile>();

port.on('message', (message: OrderMessage) => {
  if (message === 'end') process.exit(0);
  const { id, order } = message;
  const tell = (told: AnswerMessage) => port.postMessage(told, []);
  const fail = (error: unknown) => tell({ id, failure: failureOf(error, order.kind === 'open') });
  try {
    const answer = follow(id, order);
    if (answer instanceof Promise) answer.then((done) => tell({ id, failure: null, answer: done }), fail);
    else tell({ id, failure: null, answer });
  } catch (error) {
    fail(error);
  }
});

type Answer = SqliteAnswers[SqliteOrder['kind']];

function follow(id: number, order: SqliteOrder): Answer | Promise<Answer> {
  if (order.kind === 'open') {
    files.set(id, { file: openSqliteFile(order.path), unerased: null, timer: null });
    return id;
  }
  const opened = files.get(order.file);
  if (opened === undefined) {
    if (order.kind === 'close') return null;
    // Of a thread that has ended.
    throw new FileError(FILE_CLOSED);
  }
  const { file } = opened;
  switch (order.kind) {
    case 'run':
      return file.run(order.sql, order.parameters);
    case 'begin':
      file.begin();
      return null;
    case 'commit':
      noteWritten(opened, file.commit());
      return null;
    case 'rollback':
      file.rollback();
      return null;
    case 'erase':
      return erase(opened);
    case 'close':
      if (opened.timer !== null) clearTimeout(opened.timer);
      files.delete(order.file);
      file.close();
      return null;
  }
}

/** Erases it soon, once for all that is committed until then. */
function noteWritten(opened: OpenFile, what: 'written' | 'deleted'): void {
  if (opened.unerased !== 'deleted') opened.unerased = what;
  opened.timer ??= setTimeout(() => {
    opened.timer = null;
    // What can't be used fails again at its next use, and is told there.
    erase(opened).catch(() => undefined);
  }, ERASE_AFTER).unref();
}

/** False where somebody was in the way for too long: it is tried again later. */
async function erase(opened: OpenFile): Promise<boolean> {
  const { file, unerased } = opened;
  if (unerased === null) return true;
  opened.unerased = null;
  let page = unerased === 'deleted' ? 1 : null;
  for (let pauses = 0; pauses < MOST_PAUSES;) {
    // The transaction that is open is somebody's, and not this one's to end.
    const result = file.inTransaction ? 'waiting' : attempt(file, page);
    if (result === 'done') return true;
    if (result === 'waiting') {
      pauses += 1;
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await pause(PAUSE);
    } else {
      page = result.next;
      // oxlint-disable-next-line no-await-in-loop
      await turn();
    }
  }
  noteWritten(opened, unerased);
  return false;
}

/** Erases some pages, or cuts the log at the end. */
function attempt(
  file: SqliteFile,
  page: number | null,
): 'done' | 'waiting' | { readonly next: number | null } {
  try {
    if (page !== null) return { next: file.eraseGaps(page, PAGES_AT_ONCE) };
    return file.cutLog() ? 'done' : 'waiting';
  } catch (error) {
    if (failureOf(error, false).code.startsWith('SQLITE_BUSY')) return 'waiting';
    throw error;
  }
}

function failureOf(error: unknown, isOpening: boolean): SqliteFailure {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const message = error instanceof Error ? error.message : String(error);
  // libsql's error of opening has no code; the system's are none of a statement.
  const isSystem = error instanceof Error && 'syscall' in error;
  return { message, code, isOpening: (isOpening && !/^(?:SQLITE|FILE)_/.test(code)) || isSystem };
}
