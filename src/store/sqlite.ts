import { Kysely } from 'kysely';
import {
  ConnectionFailed,
  codeOf,
  messageOf,
  type Engine,
  type OpenDatabase,
  type Pace,
  type Verdict,
} from './engine.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { FILE_CLOSED, FILE_REPLACED, THREAD_STARTING } from './sqlite-messages.ts';
import type { Tables } from './tables.ts';

/** SQLite in one file, made with its folder where it isn't there. */
export function sqliteEngine(path: string): Engine {
  return {
    kind: 'sqlite',
    open: (pace) => open(path, pace),
    judge,
    explain: (error) => explain(path, error),
  };
}

function open(path: string, pace: Pace = 'serving'): OpenDatabase {
  const dialect = sqliteDialect(path, pace);
  const db = new Kysely<Tables>({ dialect });
  return { db, erase: (isWanted) => dialect.erase(isWanted), close: () => db.destroy() };
}

const UNAVAILABLE = /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN|PERM|AUTH|NOMEM|PROTOCOL|CORRUPT|NOTADB)/;

function judge(error: unknown): Verdict {
  if (error instanceof ConnectionFailed) return 'unavailable';
  const code = codeOf(error);
  if (code === FILE_REPLACED) return 'replaced';
  if (code === FILE_CLOSED) return 'reopen';
  if (code === THREAD_STARTING || /^SQLITE_(?:BUSY|LOCKED)/.test(code)) return 'retry';
  return UNAVAILABLE.test(code) ? 'unavailable' : 'other';
}

function explain(path: string, error: unknown): string {
  if (codeOf(error) === FILE_REPLACED) {
    return `The database ${path} was deleted, moved or replaced while it was open: what is there now is used, or an empty one where nothing is. Stop the bot before you do so.`;
  }
  if (codeOf(error) === THREAD_STARTING) {
    return `The database ${path} can't be opened yet, since this machine is too busy to start its thread: give the machine less to do.`;
  }
  const [, kind = ''] = /^SQLITE_([A-Z]+)/.exec(codeOf(error)) ?? [];
  switch (kind) {
    case 'BUSY':
    case 'LOCKED':
      return `The database ${path} is locked by another program, or by another process of the bot: close it there, or wait for that one.`;
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
