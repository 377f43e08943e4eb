import type { Logger } from 'pino';
import { DAY } from '../store/days.ts';
import type { Store } from '../store/store.ts';
import type { Presence } from './presence.ts';
import { ALL_SERVERS, type ServerShare } from './server-share.ts';

const HOUR = 3_600_000;
/** A server that took the bot back until then has lost nothing (PRIVACY.md). */
const GRACE = 30 * DAY;
/** Who did it has it for a day; somewhat less, so that the same hour of the next day isn't too early. */
const LEASE = DAY - HOUR / 2;

export interface DailyDeletion {
  /** Does it where it is due, and no other process does. Never rejects: what fails is tried again at the next call. */
  run(): Promise<void>;
}

/**
 * Deletes the questions that are older than their server keeps them, and all that is kept of servers that removed the
 * bot 30 days ago. It touches its share alone: whether another server took the bot back, only another process knows.
 */
export function createDailyDeletion(parts: {
  readonly store: Pick<Store, 'jobs' | 'servers'> & {
    readonly questions: Pick<Store['questions'], 'deleteExpired'>;
  };
  readonly presence: Pick<Presence, 'reconcile'>;
  readonly log: Logger;
  /** All servers by default. */
  readonly share?: ServerShare;
  readonly now?: () => number;
}): DailyDeletion {
  const { store, presence, log, share = ALL_SERVERS, now = Date.now } = parts;
  const job = share === ALL_SERVERS ? 'daily-deletion' : `daily-deletion of ${share.name}`;
  let unfinished = false;

  /** Whether it is due, and this process is the one that does it. */
  async function begin(): Promise<boolean> {
    // First: a server that took the bot back while it was off is not to be deleted.
    await presence.reconcile();
    // What this process has begun, no other one does today.
    return unfinished || (await store.jobs.claim(job, { now: now(), lease: LEASE }));
  }

  async function purgeRemoved(): Promise<{ readonly servers: number; readonly rows: number }> {
    const gone = (await store.servers.removedBefore(now() - GRACE)).filter((id) => share.holds(id));
    let rows = 0;
    for (const id of gone) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that replies get their turn
      rows += await store.servers.purge(id);
    }
    return { servers: gone.length, rows };
  }

  async function deleteAll(): Promise<void> {
    if (!(await begin())) return;
    unfinished = true;
    // Each by itself: what goes wrong with the one doesn't keep the other's data any longer.
    const [questions] = await Promise.allSettled([
      store.questions.deleteExpired(now(), (id) => share.holds(id)),
    ]);
    const removed = await purgeRemoved();
    if (questions.status === 'rejected') throw questions.reason;
    unfinished = false;
    log.info({ questions: questions.value, ...removed }, 'deleted what is no longer kept');
  }

  return {
    async run() {
      try {
        await deleteAll();
      } catch (error) {
        log.warn({ err: error }, 'the daily deletion did not finish: it goes on within an hour');
      }
    },
  };
}

/** Looks at once and then each hour whether it is due. `stop` waits for what is under way. */
export function startDailyDeletion(deletion: DailyDeletion): { stop(): Promise<void> } {
  let underWay = deletion.run();
  const timer = setInterval(() => {
    underWay = underWay.then(() => deletion.run());
  }, HOUR);
  // It keeps no process from ending.
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await underWay;
    },
  };
}
