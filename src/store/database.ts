import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Engine, OpenDatabase } from './engine.ts';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import { isUpToDate, migrate, NewerSchema } from './migrate.ts';
import { createSharedWait, PATIENCE } from './shared-wait.ts';
import { StoreUnavailable } from './store.ts';
import type { Tables } from './tables.ts';

/** A database that opens and migrates itself at its first use, and anew after each outage. */
export interface Database {
  readonly kind: Engine['kind'];
  /** For reading. Several queries may see different states. */
  read<T>(run: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** All of it or nothing. It may run again from the start, so it must do nothing else. */
  write: Write;
  /** The same for what nobody waits for: where another program has the file locked, it tries for longer. */
  writeUnhurried: Write;
  /**
   * Opens it before anybody is served. Where another process has it locked, or the machine is busy, it waits longer than any
   * call, and the log says for what.
   */
  start(): Promise<void>;
  /**
   * Whether it can be read and written now. Whoever watches asks again and again: it isn't among the calls that are timed,
   * and it writes only now and then. Once a write has failed it throws until one succeeds.
   */
  reach(): Promise<void>;
  /** Overwrites what deleted rows left behind. Never rejects: where it can't be done now, it is done later. */
  erase(): Promise<void>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

type Write = <T>(run: (transaction: Kysely<Tables>) => Promise<T>) => Promise<T>;

/** How old the last write may be that tells whether it can be written: one that failed, and another. Milliseconds. */
const FAILURE_TELLS = 1_000;
const WRITE_TELLS = 10_000;

/** Every call throws `StoreUnavailable` while the database can't be used. */
export function createDatabase(
  engine: Engine,
  log: Logger,
  metrics: Metrics = NO_METRICS,
  {
    now = () => performance.now(),
    stop,
  }: {
    readonly now?: () => number;
    /** Once it is aborted, nothing is tried for longer than a member would wait. */
    readonly stop?: AbortSignal;
  } = {},
): Database {
  let opening: Promise<Lease> | null = null;
  /** What failed last. A full disk can still be read, so only a write tells that it is over. */
  let outage: 'read' | 'write' | null = null;
  const waits = { read: createSharedWait(), write: createSharedWait() };
  let lastWrite: { readonly at: number; readonly failure: StoreUnavailable | null } = {
    at: now(),
    failure: null,
  };
  let proving: Promise<void> | null = null;
  let closed = false;

  async function open(): Promise<Lease> {
    const opened = engine.open();
    try {
      if (!(await isUpToDate(opened.db, engine.kind))) await bringUpToDate();
    } catch (error) {
      await opened.close();
      throw error;
    }
    return createLease(opened);
  }

  /** A table may be large, and a disk slow: what takes longer than a member would wait must not be begun anew for ever. */
  async function bringUpToDate(): Promise<void> {
    const unhurried = engine.open('unhurried');
    try {
      await migrate(unhurried.db, engine.kind);
    } finally {
      await unhurried.close();
    }
  }

  /** What failed once isn't trusted: the next call opens anew. Whether this is the first to say so. */
  function discard(failed: Promise<Lease>): boolean {
    if (opening !== failed) return false;
    opening = null;
    return true;
  }

  async function attempt<T>(run: (opened: OpenDatabase) => Promise<T>): Promise<T> {
    if (closed) throw new StoreUnavailable('The database is closed: the bot is stopping.');
    const mine = (opening ??= open());
    let lease: Lease;
    try {
      lease = await mine;
    } catch (error) {
      discard(mine);
      throw error;
    }
    // Another call gave it up meanwhile.
    if (lease.ended()) return attempt(run);
    try {
      return await lease.use(run);
    } catch (error) {
      const verdict = engine.judge(error);
      if (verdict !== 'retry' && verdict !== 'other') {
        const isFirst = discard(mine);
        if (isFirst && verdict === 'replaced') log.error({ err: error }, engine.explain(error));
        void lease.end().catch((failure: unknown) => {
          log.debug({ err: failure }, 'a broken connection to the database could not be closed');
        });
      }
      throw error;
    }
  }

  function noteFailure(error: unknown, kind: 'read' | 'write'): StoreUnavailable {
    const words = error instanceof NewerSchema ? error.message : engine.explain(error);
    if (outage === null) log.error({ err: error }, words);
    if (outage !== 'write') outage = kind;
    const failure = new StoreUnavailable(words, { cause: error });
    if (kind === 'write') lastWrite = { at: now(), failure };
    return failure;
  }

  function succeeded(kind: 'read' | 'write'): void {
    waits[kind].over();
    if (kind === 'write') lastWrite = { at: now(), failure: null };
    if (outage === null || (outage === 'write' && kind === 'read')) return;
    outage = null;
    log.info('the database is back');
  }

  async function call<T>(
    kind: 'read' | 'write',
    run: (db: Kysely<Tables>) => Promise<T>,
    patience: keyof typeof PATIENCE = 'reply',
  ): Promise<T> {
    const start = performance.now();
    const limit = (): number => PATIENCE[stop?.aborted === true ? 'reply' : patience];
    let isTold = false;
    const tellStartWaits = (error: unknown): void => {
      if (patience !== 'start' || isTold || performance.now() - start < PATIENCE.reply) return;
      isTold = true;
      log.warn(`${engine.explain(error)} The start waits for it, up to ${PATIENCE.start / 1_000} seconds.`);
    };
    for (;;) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- each try waits for the one before it
        const result = await attempt(({ db }) => run(db));
        succeeded(kind);
        return result;
      } catch (error) {
        const verdict = error instanceof NewerSchema ? 'unavailable' : engine.judge(error);
        if (verdict === 'other') throw error;
        // oxlint-disable-next-line no-await-in-loop
        if (verdict === 'unavailable' || !(await waits[kind].again(start, limit())))
          throw noteFailure(error, kind);
        tellStartWaits(error);
      }
    }
  }

  const write = <T>(run: (transaction: Kysely<Tables>) => Promise<T>, patience?: 'reply' | 'background') =>
    call('write', (db) => db.transaction().execute(run), patience);

  /** However many look, it is written once, and only where no other write tells as much. */
  async function proveWriting(): Promise<void> {
    const { at, failure } = lastWrite;
    if (now() - at >= (failure === null ? WRITE_TELLS : FAILURE_TELLS)) {
      proving ??= write((trx) => noteProof(trx, Date.now())).finally(() => {
        proving = null;
      });
    }
    if (proving !== null) await proving;
    else if (failure !== null) throw failure;
  }

  async function timed<T>(kind: 'read' | 'write', run: () => Promise<T>): Promise<T> {
    const start = performance.now();
    let isDone = false;
    try {
      const result = await run();
      isDone = true;
      return result;
    } finally {
      metrics.storeCall(kind, performance.now() - start, isDone);
    }
  }

  return {
    kind: engine.kind,
    read: (run) => timed('read', () => call('read', run)),
    write: (run) => timed('write', () => write(run)),
    writeUnhurried: (run) => timed('write', () => write(run, 'background')),
    start: async () => {
      await call('read', findVersion, 'start');
    },
    reach: async () => {
      await call('read', findVersion);
      try {
        await proveWriting();
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        throw new StoreUnavailable(error.message, { canBeRead: true, cause: error.cause });
      }
    },
    erase: async () => {
      try {
        await attempt((opened) => opened.erase(() => !closed));
      } catch (error) {
        log.debug({ err: error }, 'what was deleted could not be overwritten now');
      }
    },
    close: async () => {
      closed = true;
      const last = opening;
      opening = null;
      const lease = await last?.catch(() => null);
      await lease?.end();
    },
  };
}

/** The least that can be read. */
const findVersion = (db: Kysely<Tables>): Promise<unknown> =>
  db.selectFrom('schema_version').select('version').executeTakeFirst();

/** One more row among the jobs, the same each time. */
async function noteProof(trx: Kysely<Tables>, at: number): Promise<void> {
  await trx
    .insertInto('jobs')
    .values({ name: 'proof of writing', claimed_until: at })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ claimed_until: at }))
    .execute();
}

/** An open database that is closed when its last user is done with it. */
interface Lease {
  use<T>(run: (opened: OpenDatabase) => Promise<T>): Promise<T>;
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
        return await run(opened);
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
