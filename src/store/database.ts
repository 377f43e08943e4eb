import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Engine, OpenDatabase } from './engine.ts';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import { migrate, NewerSchema } from './migrate.ts';
import { StoreUnavailable } from './store.ts';
import type { Tables } from './tables.ts';

/** A database that opens and migrates itself at its first use, and anew after each outage. */
export interface Database {
  readonly kind: Engine['kind'];
  /** For reading. Several queries may see different states. */
  read<T>(run: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** All of it or nothing. It may run again from the start, so it must do nothing else. */
  write<T>(run: (transaction: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Whether it can be read now. Whoever watches asks again and again: it isn't among the calls that are timed. */
  reach(): Promise<void>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/** How long to wait for somebody else's lock. Milliseconds. */
const PATIENCE = 2_000;
const LONGEST_PAUSE = 100;

/** Every call throws `StoreUnavailable` while the database can't be used. */
export function createDatabase(engine: Engine, log: Logger, metrics: Metrics = NO_METRICS): Database {
  let opening: Promise<Lease> | null = null;
  /** What failed last. A full disk can still be read, so only a write tells that it is over. */
  let outage: 'read' | 'write' | null = null;
  let closed = false;

  async function open(): Promise<Lease> {
    const opened = engine.open();
    try {
      await migrate(opened.db, engine.kind);
    } catch (error) {
      await opened.close();
      throw error;
    }
    return createLease(opened);
  }

  /** What failed once isn't trusted: the next call opens anew. */
  function giveUp(failed: Promise<Lease>): void {
    if (opening === failed) opening = null;
  }

  async function attempt<T>(run: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    if (closed) throw new StoreUnavailable('The database is closed: the bot is stopping.');
    const mine = (opening ??= open());
    let lease: Lease;
    try {
      lease = await mine;
    } catch (error) {
      giveUp(mine);
      throw error;
    }
    // Another call gave it up meanwhile.
    if (lease.ended()) return attempt(run);
    try {
      return await lease.use(run);
    } catch (error) {
      const verdict = engine.judge(error);
      // On SQLite also after a lock: a query that met one may stay open, and keep the connection from committing.
      if (verdict === 'unavailable' || (verdict === 'retry' && engine.kind === 'sqlite')) {
        giveUp(mine);
        void lease.end().catch((failure: unknown) => {
          log.debug({ err: failure }, 'a broken connection to the database could not be closed');
        });
      }
      throw error;
    }
  }

  function unavailable(error: unknown, kind: 'read' | 'write'): StoreUnavailable {
    const words = error instanceof NewerSchema ? error.message : engine.explain(error);
    if (outage === null) log.error({ err: error }, words);
    if (outage !== 'write') outage = kind;
    return new StoreUnavailable(words, { cause: error });
  }

  function succeeded(kind: 'read' | 'write'): void {
    if (outage === null || (outage === 'write' && kind === 'read')) return;
    outage = null;
    log.info('the database is back');
  }

  async function call<T>(kind: 'read' | 'write', run: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    const start = performance.now();
    for (;;) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- each try waits for the one before it
        const result = await attempt(run);
        succeeded(kind);
        return result;
      } catch (error) {
        const verdict = error instanceof NewerSchema ? 'unavailable' : engine.judge(error);
        if (verdict === 'other') throw error;
        if (verdict === 'unavailable' || performance.now() - start > PATIENCE) throw unavailable(error, kind);
      }
      // Of random length, so that two who wait don't meet again.
      await pause(10 + Math.random() * (LONGEST_PAUSE - 10));
    }
  }

  async function timed<T>(kind: 'read' | 'write', run: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    const start = performance.now();
    let isDone = false;
    try {
      const result = await call(kind, run);
      isDone = true;
      return result;
    } finally {
      metrics.storeCall(kind, performance.now() - start, isDone);
    }
  }

  return {
    kind: engine.kind,
    read: (run) => timed('read', run),
    write: (run) => timed('write', (db) => db.transaction().execute(run)),
    reach: () =>
      call('read', async (db) => {
        await db.selectFrom('schema_version').select('version').executeTakeFirst();
      }),
    close: async () => {
      closed = true;
      const last = opening;
      opening = null;
      const lease = await last?.catch(() => null);
      await lease?.end();
    },
  };
}

/** An open database that is closed when its last user is done with it. */
interface Lease {
  use<T>(run: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** No one may use it from now on. Resolves when it is closed. */
  end(): Promise<void>;
  ended(): boolean;
}

function createLease(opened: OpenDatabase): Lease {
  let users = 0;
  let tellIdle: (() => void) | null = null;
  let ending: Promise<void> | null = null;
  return {
    use: async (run) => {
      users += 1;
      try {
        return await run(opened.db);
      } finally {
        users -= 1;
        if (users === 0) tellIdle?.();
      }
    },
    end: () => {
      ending ??= (
        users === 0
          ? Promise.resolve()
          : new Promise<void>((resolve) => {
              tellIdle = resolve;
            })
      ).then(() => opened.close());
      return ending;
    },
    ended: () => ending !== null,
  };
}
