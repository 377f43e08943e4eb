import { setTimeout as pause } from 'node:timers/promises';
import { Kysely, PostgresDialect, PostgresDriver, type DatabaseConnection } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import {
  ConnectionFailed,
  codeOf,
  messageOf,
  type Engine,
  type OpenDatabase,
  type Pace,
  type Verdict,
} from './engine.ts';
import type { Tables } from './tables.ts';

/** Milliseconds. A member waits for what waits here: an answer must come within the three seconds that Discord gives. */
const CONNECTION_TIMEOUT = 2_000;
const STATEMENT_TIMEOUT = { serving: 5_000, unhurried: 600_000 } as const satisfies Record<Pace, number>;
/** For a server that is silent: longer than its own timeout, so that this one tells first. */
const QUERY_TIMEOUT = { serving: 7_000, unhurried: 602_000 } as const satisfies Record<Pace, number>;
const IDLE_IN_TRANSACTION_TIMEOUT = 10_000;
const MAX_CONNECTIONS = 10;

/** `url` is `postgres://…` or `postgresql://…`. */
export function postgresEngine(url: string, log: Logger): Engine {
  const place = placeOf(url);
  return {
    kind: 'postgres',
    open: (pace) => open(url, log, pace),
    judge,
    explain: (error) => explain(place, error),
  };
}

function explain(place: string, error: unknown): string {
  switch (codeOf(error)) {
    case '53100':
      return `There is no room left on the disk of PostgreSQL at ${place} (${messageOf(error)}): make some.`;
    case '25006':
      return `PostgreSQL at ${place} can only be read (${messageOf(error)}): name the primary server in DATABASE_URL.`;
    default:
      return `PostgreSQL at ${place} can't be used (${messageOf(error)}): check that it runs and that DATABASE_URL is right.`;
  }
}

function open(url: string, log: Logger, pace: Pace = 'serving'): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'footnote',
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
    statement_timeout: STATEMENT_TIMEOUT[pace],
    query_timeout: QUERY_TIMEOUT[pace],
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT,
    keepAlive: true,
    types: { getTypeParser },
  });
  // Unheard, these events would end the process. The pool hears of its idle connections and drops them; one that breaks
  // between two queries of a transaction tells nobody else, and its next query fails.
  const lost = (error: Error) => log.debug({ err: error }, 'a connection to PostgreSQL was lost');
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  const db = new Kysely<Tables>({ dialect: new TypedErrorDialect({ pool }) });
  return {
    db,
    // Its files are its own: VACUUM and the server's log are up to whoever runs it.
    erase: () => Promise.resolve(true),
    // A server that is silent doesn't answer a goodbye either.
    close: () => Promise.race([db.destroy(), pause(CONNECTION_TIMEOUT, undefined, { ref: false })]),
  };
}

/** Our integers all fit into a double: times and counts. */
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (type, format) =>
  type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format);

class TypedErrorDialect extends PostgresDialect {
  readonly #config: { readonly pool: pg.Pool };

  constructor(config: { readonly pool: pg.Pool }) {
    super(config);
    this.#config = config;
  }

  override createDriver(): PostgresDriver {
    return new TypedErrorDriver(this.#config);
  }
}

/** Tells a connection that failed from a query that did, and a query's error from that of the rollback after it. */
class TypedErrorDriver extends PostgresDriver {
  override async acquireConnection(): Promise<DatabaseConnection> {
    try {
      return await super.acquireConnection();
    } catch (error) {
      throw new ConnectionFailed('', { cause: error });
    }
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection);
    } catch {
      // The connection is lost, which is why the transaction failed: the server rolls it back by itself.
    }
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: serialization_failure and deadlock_detected. */
const RETRY = new Set(['40001', '40P01']);

/**
 * Classes 08 connection, 28 authorization, 53 insufficient resources (a full disk, too many connections), 57 operator
 * intervention (a shutdown, a timeout), 58 system errors; and unknown database, missing privilege, read-only transaction
 * (a standby), lock not available, idle-in-transaction timeout.
 */
const UNAVAILABLE = /^(?:08|28|53|57|58|3D000|42501|25006|55P03|25P03)/;

/** Of pg's own errors, none has a code. */
const LOST =
  /^(?:Connection terminated|Client has encountered|Client was closed|Query read timeout|Cannot use a pool)/;

function judge(error: unknown): Verdict {
  if (error instanceof ConnectionFailed) return 'unavailable';
  if (!(error instanceof Error)) return 'other';
  const code = codeOf(error);
  if (error instanceof pg.DatabaseError) {
    if (RETRY.has(code)) return 'retry';
    return UNAVAILABLE.test(code) ? 'unavailable' : 'other';
  }
  // The system's errors: ECONNRESET, EPIPE, ETIMEDOUT.
  return 'syscall' in error || LOST.test(error.message) ? 'unavailable' : 'other';
}

function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
