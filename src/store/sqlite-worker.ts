import { parentPort } from 'node:worker_threads';
import { createEraser, type Eraser } from './sqlite-eraser.ts';
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

interface OpenFile {
  readonly file: SqliteFile;
  readonly eraser: Eraser;
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

port.postMessage('started' satisfies AnswerMessage, []);

type Answer = SqliteAnswers[SqliteOrder['kind']];

function follow(id: number, order: SqliteOrder): Answer | Promise<Answer> {
  if (order.kind === 'open') {
    const file = openSqliteFile(order.path);
    files.set(id, { file, eraser: createEraser(file) });
    return id;
  }
  const opened = files.get(order.file);
  if (opened === undefined) {
    if (order.kind === 'close') return null;
    // Of a thread that has ended.
    throw new FileError(FILE_CLOSED);
  }
  const { file, eraser } = opened;
  switch (order.kind) {
    case 'run':
      return file.run(order.sql, order.parameters);
    case 'begin':
      file.begin();
      return null;
    case 'commit':
      eraser.ended(file.commit());
      return null;
    case 'rollback':
      file.rollback();
      eraser.ended('nothing');
      return null;
    case 'erase':
      return eraser.piece(order.until);
    case 'close':
      eraser.stop();
      files.delete(order.file);
      file.close();
      return null;
  }
}

function failureOf(error: unknown, isOpening: boolean): SqliteFailure {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const message = error instanceof Error ? error.message : String(error);
  // libsql's error of opening has no code; the system's are none of a statement.
  const isSystem = error instanceof Error && 'syscall' in error;
  return { message, code, isOpening: (isOpening && !/^(?:SQLITE|FILE)_/.test(code)) || isSystem };
}
