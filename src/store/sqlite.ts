import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, SqliteDialect, SqliteDriver, type SqliteDatabase } from 'kysely';
import Libsql from 'libsql';
import {
  ConnectionFailed,
  codeOf,
  messageOf,
  type Engine,
  type OpenDatabase,
  type Verdict,
} from './engine.ts';
import type { Tables } from './tables.ts';

/** SQLite waits for a lock without letting anything else run: so it waits shortly, and `createDatabase` tries again. */
const BUSY_TIMEOUT = 50;

/** SQLite in one file, made with its folder where it isn't there. */
export function sqliteEngine(path: string): Engine {
  return { kind: 'sqlite', open: () => open(path), judge, explain: (error) => explain(path, error) };
}

function open(path: string): OpenDatabase {
  const connection = connect(path);
  const db = new Kysely<Tables>({ dialect: dialectOf(connection) });
  return {
    db,
    close: async () => {
      await db.destroy();
      // Kysely closes only what it has used.
      closeConnection(connection);
    },
  };
}

function connect(path: string): Libsql.Database {
  let connection: Libsql.Database | null = null;
  try {
    mkdirSync(dirname(path), { recursive: true });
    // Members' questions are nobody else's business. SQLite gives its own files beside it the same rights.
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
    connection = new Libsql(path);
    // First, since the next may have to wait for another process that does the same.
    connection.exec(`pragma busy_timeout = ${BUSY_TIMEOUT}`);
    connection.exec('pragma journal_mode = wal');
    // What was acknowledged outlives a power cut, too.
    connection.exec('pragma synchronous = full');
    return connection;
  } catch (error) {
    if (connection !== null) closeConnection(connection);
    // libsql's error of opening has no code.
    throw codeOf(error).startsWith('SQLITE_') ? error : new ConnectionFailed('', { cause: error });
  }
}

/** A connection that is closed within a transaction would hold its lock until its statements are collected. */
function closeConnection(connection: Libsql.Database): void {
  if (!connection.open) return;
  if (connection.inTransaction) connection.exec('rollback');
  connection.close();
}

function dialectOf(connection: Libsql.Database): SqliteDialect {
  const database: SqliteDatabase = {
    close: () => closeConnection(connection),
    prepare: (text) => {
      const statement = connection.prepare(text);
      return {
        reader: statement.reader,
        all: (parameters) => statement.all(bindable(parameters)),
        run: (parameters) => statement.run(bindable(parameters)),
        iterate: (parameters) => statement.iterate(bindable(parameters)),
      };
    },
  };
  return new (class extends SqliteDialect {
    override createDriver() {
      return new ImmediateDriver(database, connection);
    }
  })({ database });
}

/**
 * Transactions that take the write lock when they begin, so that waiting for it happens before anything is done.
 * They are begun and ended by `exec`: a prepared statement that found a lock stays open, and then nothing can be
 * committed until it is collected.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #connection: Libsql.Database;

  constructor(database: SqliteDatabase, connection: Libsql.Database) {
    super({ database });
    this.#connection = connection;
  }

  override async beginTransaction(): Promise<void> {
    this.#connection.exec('begin immediate');
  }

  override async commitTransaction(): Promise<void> {
    this.#connection.exec('commit');
  }

  override async rollbackTransaction(): Promise<void> {
    // SQLite has rolled back already where the disk was full.
    if (this.#connection.inTransaction) this.#connection.exec('rollback');
  }
}

/** libsql ends the process when it is given a boolean, and cuts a text at NUL without a word. */
function bindable(parameters: readonly unknown[]): unknown[] {
  return parameters.map((value) => {
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (typeof value === 'string' && value.includes('\0')) {
      throw new TypeError('A text with NUL in it can not be stored: pass it through storable() first.');
    }
    return value;
  });
}

const UNAVAILABLE = /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN|PERM|AUTH|NOMEM|PROTOCOL|CORRUPT|NOTADB)/;

function judge(error: unknown): Verdict {
  if (error instanceof ConnectionFailed) return 'unavailable';
  const code = codeOf(error);
  if (/^SQLITE_(?:BUSY|LOCKED)/.test(code)) return 'retry';
  return UNAVAILABLE.test(code) ? 'unavailable' : 'other';
}

function explain(path: string, error: unknown): string {
  const [, kind = ''] = /^SQLITE_([A-Z]+)/.exec(codeOf(error)) ?? [];
  switch (kind) {
    case 'BUSY':
    case 'LOCKED':
      return `The database ${path} is locked by another program: close it there.`;
    case 'FULL':
      return `There is no room left on the disk for the database ${path}: make some.`;
    case 'READONLY':
    case 'PERM':
      return `The database ${path} can't be written: give the bot's user the right to write it and its folder.`;
    case 'CORRUPT':
    case 'NOTADB':
      return `The file ${path} is damaged or no SQLite database: put a backup in its place, or choose another file.`;
    default:
      return `The database ${path} can't be opened, read or written (${messageOf(error)}): check its folder and its disk.`;
  }
}
