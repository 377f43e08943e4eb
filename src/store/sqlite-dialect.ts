import {
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import { ConnectionFailed, type Pace } from './engine.ts';
import type { ErasePiece, SqliteAnswers, SqliteOrder } from './sqlite-messages.ts';
import { LANES, readingLane, settled, tellSqlite, WRITING } from './sqlite-thread.ts';

export interface SqliteDialect extends Dialect {
  /**
   * Overwrites what deleted rows left in the file and its log: false where somebody is in the way, or it isn't wanted any
   * more, and it happens later. Others write meanwhile.
   */
  erase(isWanted: () => boolean): Promise<boolean>;
}

/**
 * SQLite in the file at `path`, by way of its threads. One transaction runs at a time; what reads outside of one doesn't
 * wait for it.
 */
export function sqliteDialect(path: string, pace: Pace): SqliteDialect {
  const wire = createWire(pace);
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(path, wire),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    erase: async (isWanted) => {
      let until: number | null = null;
      while (isWanted()) {
        // oxlint-disable-next-line no-await-in-loop -- a large file takes longer than one order may
        const answer: ErasePiece = await wire.tell(WRITING, {
          kind: 'erase',
          file: wire.file(WRITING),
          until,
        });
        if (typeof answer === 'boolean') return answer;
        until = answer.until;
      }
      return false;
    },
  };
}

/** To one open file, by all threads. Once one was silent, nothing waits for any of them. */
interface Wire {
  tell<Order extends SqliteOrder>(lane: number, order: Order): Promise<SqliteAnswers[Order['kind']]>;
  open(path: string): Promise<void>;
  close(): Promise<void>;
  /** Its number in a lane. */
  file(lane: number): number;
}

function createWire(pace: Pace): Wire {
  const opened = new Map<number, number>();
  let broken: ConnectionFailed | null = null;
  const tell: Wire['tell'] = async (lane, order) => {
    if (broken !== null) throw broken;
    try {
      return await tellSqlite(lane, order, pace);
    } catch (error) {
      if (error instanceof ConnectionFailed) broken = error;
      throw error;
    }
  };
  const close = async () => {
    await Promise.all([...opened].map(([lane, file]) => tellSqlite(lane, { kind: 'close', file })));
    await settled();
  };
  return {
    tell,
    async open(path) {
      broken = null;
      const openIn = async (lane: number) => opened.set(lane, await tell(lane, { kind: 'open', path }));
      try {
        // First the one that may have to make it; together, they would be in each other's way.
        await openIn(WRITING);
        const others = LANES.filter((lane) => lane !== WRITING).map(openIn);
        await Promise.allSettled(others);
        await Promise.all(others);
      } catch (error) {
        await close();
        throw error;
      }
    },
    close,
    file(lane) {
      const file = opened.get(lane);
      if (file === undefined) throw new ConnectionFailed('it was not opened');
      return file;
    },
  };
}

interface Connection extends DatabaseConnection {
  /** Ends its transaction's turn; null where it has none. */
  release: (() => void) | null;
}

function createDriver(path: string, wire: Wire): Driver {
  const turns = createTurns();
  const connections = new WeakMap<DatabaseConnection, Connection>();

  function connectionOf(given: DatabaseConnection): Connection {
    const found = connections.get(given);
    if (found === undefined) throw new Error('This connection is of another driver.');
    return found;
  }

  return {
    init: () => wire.open(path),
    acquireConnection: async () => {
      const connection: Connection = {
        release: null,
        executeQuery: (query) => execute(query, wire, connection.release === null ? readingLane() : WRITING),
        streamQuery: () => {
          throw new Error('Read all rows at once: SQLite gives no streams here.');
        },
      };
      connections.set(connection, connection);
      return connection;
    },
    beginTransaction: async (given) => {
      connectionOf(given).release = await turns.take();
      await wire.tell(WRITING, { kind: 'begin', file: wire.file(WRITING) });
    },
    commitTransaction: async () => {
      await wire.tell(WRITING, { kind: 'commit', file: wire.file(WRITING) });
    },
    rollbackTransaction: async () => {
      try {
        await wire.tell(WRITING, { kind: 'rollback', file: wire.file(WRITING) });
      } catch {
        // The file was closed, and with that rolled back. Why is told by what failed before.
      }
    },
    releaseConnection: async (given) => {
      const connection = connectionOf(given);
      connection.release?.();
      connection.release = null;
    },
    destroy: () => wire.close(),
  };
}

async function execute<Row>(query: CompiledQuery, wire: Wire, lane: number): Promise<QueryResult<Row>> {
  const { rows, changes } = await wire.tell(lane, {
    kind: 'run',
    file: wire.file(lane),
    sql: query.sql,
    parameters: bindable(query.parameters),
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Kysely's types say what a query gives
  return { rows: rows as Row[], ...(changes === null ? {} : { numAffectedRows: BigInt(changes) }) };
}

/** libsql ends the process when it is given a boolean, and cuts a text at NUL without a word. */
function bindable(parameters: readonly unknown[]): readonly unknown[] {
  return parameters.map((value) => {
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (typeof value === 'string' && value.includes('\0')) {
      throw new TypeError('A text with NUL in it can not be stored: pass it through storable() first.');
    }
    return value;
  });
}

/** Who takes a turn has it until they give it back; the next in line is who has waited longest. */
function createTurns(): { take(): Promise<() => void> } {
  let last: Promise<void> = Promise.resolve();
  return {
    async take() {
      const before = last;
      let giveBack: () => void = () => {};
      last = new Promise((resolve) => {
        giveBack = resolve;
      });
      await before;
      return giveBack;
    },
  };
}
