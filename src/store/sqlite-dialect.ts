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
import { ConnectionFailed } from './engine.ts';
import { tellSqlite } from './sqlite-thread.ts';

export interface SqliteDialect extends Dialect {
  /** Overwrites what deleted rows left in the file and its log: false where somebody is in the way, and it happens later. */
  erase(): Promise<boolean>;
}

/**
 * SQLite in the file at `path`, by way of its thread. One transaction runs at a time; what reads outside of one doesn't
 * wait for it.
 */
export function sqliteDialect(path: string): SqliteDialect {
  const wire = createWire();
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(path, wire),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    erase: () => wire.tell({ kind: 'erase', file: wire.file() }),
  };
}

/** To one open file. Once its thread was silent, nothing waits for it any more. */
interface Wire {
  readonly tell: typeof tellSqlite;
  file(): number;
  opened(file: number): void;
}

function createWire(): Wire {
  let opened: number | null = null;
  let broken: ConnectionFailed | null = null;
  return {
    async tell(order) {
      if (broken !== null && order.kind !== 'close') throw broken;
      try {
        return await tellSqlite(order);
      } catch (error) {
        if (error instanceof ConnectionFailed) broken = error;
        throw error;
      }
    },
    file() {
      if (opened === null) throw new ConnectionFailed('it was not opened');
      return opened;
    },
    opened(file) {
      opened = file;
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
    init: async () => wire.opened(await wire.tell({ kind: 'open', path })),
    acquireConnection: async () => {
      const connection: Connection = {
        release: null,
        executeQuery: (query) => execute(query, wire, connection.release !== null),
        streamQuery: () => {
          throw new Error('Read all rows at once: SQLite gives no streams here.');
        },
      };
      connections.set(connection, connection);
      return connection;
    },
    beginTransaction: async (given) => {
      connectionOf(given).release = await turns.take();
      await wire.tell({ kind: 'begin', file: wire.file() });
    },
    commitTransaction: async () => {
      await wire.tell({ kind: 'commit', file: wire.file() });
    },
    rollbackTransaction: async () => {
      try {
        await wire.tell({ kind: 'rollback', file: wire.file() });
      } catch {
        // The file was closed, and with that rolled back. Why is told by what failed before.
      }
    },
    releaseConnection: async (given) => {
      const connection = connectionOf(given);
      connection.release?.();
      connection.release = null;
    },
    destroy: async () => {
      await wire.tell({ kind: 'close', file: wire.file() });
    },
  };
}

async function execute<Row>(
  query: CompiledQuery,
  wire: Wire,
  inTransaction: boolean,
): Promise<QueryResult<Row>> {
  const { rows, changes } = await wire.tell({
    kind: 'run',
    file: wire.file(),
    sql: query.sql,
    parameters: bindable(query.parameters),
    inTransaction,
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
