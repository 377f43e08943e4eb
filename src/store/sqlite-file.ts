import { closeSync, existsSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Libsql from 'libsql';
import { eraseGaps, numberOf } from './sqlite-gaps.ts';
import { FILE_CLOSED, FILE_REPLACED, type StatementResult } from './sqlite-messages.ts';

/**
 * A connection to a database file. Nothing here waits for a lock: what meets one throws SQLITE_BUSY at once.
 *
 * Before each transaction and each statement outside of one, and after each commit, it looks whether the file under its
 * path is still the one that it has open; where it isn't, everything throws `FILE_REPLACED` from then on. So whatever was
 * committed without an error stood, after its commit, in the file under the path.
 */
export interface SqliteFile {
  run(sql: string, parameters: readonly unknown[]): StatementResult;
  /** Takes the write lock, so that who has to wait has done nothing yet. */
  begin(): void;
  /** Whether rows were deleted or written over in it. */
  commit(): 'written' | 'deleted';
  rollback(): void;
  readonly inTransaction: boolean;
  /** Overwrites, in so many pages from this one on, what deleted rows left. The next page; null at the end. */
  eraseGaps(from: number, count: number): number | null;
  /** Another number as soon as another connection, of whatever process, has committed. */
  foreignCommits(): number;
  /** Brings the log into the file and cuts it to nothing: false where that can't be done now. */
  cutLog(): boolean;
  close(): void;
}

/** Which file stands under a path: device and inode; null where there is none. */
function identityOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}

export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code: typeof FILE_REPLACED | typeof FILE_CLOSED;

  constructor(code: typeof FILE_REPLACED | typeof FILE_CLOSED) {
    super(code === FILE_REPLACED ? 'it was deleted, moved or replaced while it was open' : 'it was closed');
    this.code = code;
  }
}

/** Makes it, with its folder, where it isn't there. */
export function openSqliteFile(path: string): SqliteFile {
  mkdirSync(dirname(path), { recursive: true });
  // Members' questions are nobody else's business. SQLite gives its own files beside it the same rights.
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  const files = [path, `${path}-wal`, `${path}-shm`];
  const main = identityOf(path);
  const connection = connect(path);
  const opened = files.map(identityOf);
  let closed: FileError | null = null;
  let deletes = false;

  function close(): void {
    closeConnection(connection);
    closed ??= new FileError(FILE_CLOSED);
  }

  /** Which of them is another one than it was. A log that was not there is none. */
  function replaced(): 'file' | 'log' | null {
    if (identityOf(path) !== opened[0]) return 'file';
    const isLogGone = files.some((file, at) => {
      const before = opened[at] ?? null;
      return before !== null && identityOf(file) !== before;
    });
    return isLogGone ? 'log' : null;
  }

  /** Whether all that was committed stands in the file that was opened. */
  function rescue(): boolean {
    const found = files.map(identityOf);
    // Where somebody else has begun another log meanwhile, theirs holds.
    return found.every((identity, at) => identity === null || identity === opened[at]) && cutLog();
  }

  /** What it can't vouch for is closed at once: another log beside the file may not be mixed with this one. */
  function check(): void {
    if (closed !== null) throw closed;
    const what = replaced();
    if (what === null) return;
    closed = new FileError(FILE_REPLACED);
    if (connection.inTransaction) connection.exec('rollback');
    if (what === 'log') rescue();
    else {
      // Into the file that was moved away.
      cutLog();
      close();
      // Read together with the file that stands there now, its log would destroy it.
      for (const [at, file] of files.entries()) {
        if (at > 0 && opened[at] !== null && identityOf(file) === opened[at]) rmSync(file, { force: true });
      }
    }
    close();
    throw closed;
  }

  function cutLog(): boolean {
    try {
      const [result] = connection.prepare('pragma wal_checkpoint(truncate)').all();
      return typeof result === 'object' && result !== null && 'busy' in result && result.busy === 0;
    } catch {
      // The disk is full, or the file is broken: the log holds what it held, and the next write tells.
      return false;
    }
  }

  if (main !== opened[0]) check();

  return {
    run(sql, parameters) {
      if (closed !== null) throw closed;
      if (!connection.inTransaction) check();
      try {
        const statement = connection.prepare(sql);
        if (/^\s*(?:delete|update)\b/i.test(sql)) deletes = true;
        if (statement.reader) return { rows: statement.all(parameters), changes: null };
        const { changes } = statement.run(parameters);
        return { rows: [], changes };
      } catch (error) {
        // A statement that met a lock stays open until it is collected, and keeps its connection from committing.
        if (isLock(error)) close();
        throw error;
      }
    },
    begin() {
      check();
      deletes = false;
      // Not a prepared statement, for the same reason.
      connection.exec('begin immediate');
    },
    commit() {
      if (closed !== null) throw closed;
      connection.exec('commit');
      // Brought into the file, it outlives its log.
      if (!(replaced() === 'log' && rescue())) check();
      return deletes ? 'deleted' : 'written';
    },
    rollback() {
      // SQLite has rolled back already where the disk was full.
      if (closed === null && connection.inTransaction) connection.exec('rollback');
    },
    get inTransaction() {
      return closed === null && connection.inTransaction;
    },
    eraseGaps(from, count) {
      check();
      return eraseGaps(connection, from, count);
    },
    foreignCommits() {
      check();
      return numberOf(connection, 'data_version');
    },
    cutLog() {
      check();
      return cutLog();
    },
    close() {
      if (closed !== null) return;
      // A connection goes when its statements are collected, and until then the log would stay with what is in it.
      try {
        if (!connection.inTransaction && replaced() !== 'file') cutLog();
      } finally {
        close();
      }
    },
  };
}

function connect(path: string): Libsql.Database {
  const connection = new Libsql(path);
  return closingOnError(connection, () => {
    connection.exec('pragma busy_timeout = 0');
    connection.exec('pragma journal_mode = wal');
    // What was acknowledged outlives a power cut, too.
    connection.exec('pragma synchronous = full');
    // What is deleted is overwritten.
    connection.exec('pragma secure_delete = on');
    // Opens the log, so that it can be told from another one.
    connection.prepare('select count(*) from sqlite_master').all();
    return connection;
  });
}

function closingOnError<T>(connection: Libsql.Database, run: () => T): T {
  try {
    return run();
  } catch (error) {
    closeConnection(connection);
    throw error;
  }
}

/** A connection that is closed within a transaction would hold its lock until its statements are collected. */
function closeConnection(connection: Libsql.Database): void {
  if (!connection.open) return;
  if (connection.inTransaction) connection.exec('rollback');
  connection.close();
}

/** It met a lock of somebody else's. */
export function isLock(error: unknown): boolean {
  return error instanceof Libsql.SqliteError && /^SQLITE_(?:BUSY|LOCKED)/.test(error.code);
}
