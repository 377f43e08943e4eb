import type { Logger } from 'pino';
import { DAY } from '../store/days.ts';
import { UNDOABLE } from '../store/review-store.ts';
import { StoreUnavailable, type Store } from '../store/store.ts';
import type { GuildMembership } from './guild-membership.ts';

const HOUR = 3_600_000;
/** A server that took the bot back until then has lost nothing (PRIVACY.md). */
const GRACE = 30 * DAY;
/** Who did it has it for a day; somewhat less, so that the same hour of the next day isn't too early. */
const LEASE = DAY - HOUR / 2;

const CHANNELS_AT_ONCE = 100;
/** So many in a row about which Discord says nothing: it is away, and not to be asked of thousands more. */
const MOST_UNTOLD = 5;

type ChannelIsGone = (channelId: string) => Promise<boolean>;

export interface DailyDeletion {
  /** Does it where it is due, and no other process does. Never rejects: what fails is tried again at the next call. */
  run(): Promise<void>;
}

/**
 * Deletes the questions that are older than their server keeps them, what was noted to be undone for a day, those that waited too
 * long for a human or an answer, the entries that moderators removed too long ago to be restored, what was chosen for channels
 * that are gone, and all that is kept of servers that removed the bot 30 days ago. All but the last are any process's to
 * delete; a server is deleted only by one that would know if it had
 * taken the bot back.
 */
export function createDailyDeletion(parts: {
  readonly store: Pick<Store, 'jobs'> & {
    readonly questions: Pick<Store['questions'], 'deleteExpired'>;
    readonly review: Pick<Store['review'], 'forget'>;
    readonly history: Pick<Store['history'], 'deleteExpired'>;
    readonly handovers: Pick<Store['handovers'], 'deleteExpired'>;
    readonly alerts: Pick<Store['alerts'], 'deleteExpired'>;
    readonly servers: Pick<Store['servers'], 'purge'>;
    readonly articleChoices: Pick<Store['articleChoices'], 'channels' | 'forgetChannel'>;
  };
  readonly membership: Pick<GuildMembership, 'reconcile' | 'removedBefore'>;
  /** Whether somebody deleted a channel. A bot that can't ask Discord keeps what was chosen for it. */
  readonly channelIsGone?: ChannelIsGone;
  readonly log: Logger;
  /** Which of the bot's shards this process runs, such as `0-15/64`; all by default. */
  readonly shards?: string;
  readonly now?: () => number;
}): DailyDeletion {
  const { store, membership, channelIsGone, log, shards, now = Date.now } = parts;
  /** What this process has begun, no other one does today. */
  const unfinished = new Set<string>();
  /** The channel that was looked at last, while the job is unfinished. */
  let lookedUntil = '';

  /** Null where it isn't due, or another process does it. */
  async function onceADay<Done>(job: string, run: () => Promise<Done>): Promise<Done | null> {
    if (!unfinished.has(job) && !(await store.jobs.claim(job, { now: now(), lease: LEASE }))) return null;
    unfinished.add(job);
    const done = await run();
    unfinished.delete(job);
    return done;
  }

  async function purgeRemoved(): Promise<{ readonly servers: number; readonly rows: number } | null> {
    // First: a server that took the bot back while it was off is not to be deleted.
    await membership.reconcile();
    const gone = await membership.removedBefore(now() - GRACE);
    if (gone.length === 0) return null;
    return onceADay(shards === undefined ? 'removed-servers' : `removed-servers of ${shards}`, async () => {
      let rows = 0;
      let servers = 0;
      let failed: { readonly error: unknown } | null = null;
      for (const id of gone) {
        try {
          // oxlint-disable-next-line no-await-in-loop -- one after the other, so that replies get their turn
          rows += await store.servers.purge(id);
          servers += 1;
        } catch (error) {
          if (error instanceof StoreUnavailable) throw error;
          // What is kept of the others is deleted all the same.
          failed = { error };
        }
      }
      if (failed !== null) throw failed.error;
      return { servers, rows };
    });
  }

  async function ask(
    isGone: ChannelIsGone,
    channelId: string,
  ): Promise<{ readonly isGone: boolean; readonly error: unknown }> {
    try {
      return { isGone: await isGone(channelId), error: null };
    } catch (error) {
      log.warn(
        { err: error },
        'Discord does not say whether a channel is gone: what was chosen for it stays',
      );
      return { isGone: false, error };
    }
  }

  /** A channel about which Discord doesn't tell keeps nobody from looking at the others: it is asked about again tomorrow. */
  async function forgetChannels(isGone: ChannelIsGone): Promise<number> {
    let channels = 0;
    let untold = 0;
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- a page after the other
      const page = await store.articleChoices.channels({ after: lookedUntil, limit: CHANNELS_AT_ONCE });
      for (const { serverId, channelId } of page) {
        // oxlint-disable-next-line no-await-in-loop -- Discord is asked at leisure
        const told = await ask(isGone, channelId);
        if (told.isGone) {
          // oxlint-disable-next-line no-await-in-loop
          await store.articleChoices.forgetChannel(serverId, channelId);
          channels += 1;
        }
        lookedUntil = channelId;
        untold = told.error === null ? 0 : untold + 1;
        // The next hour goes on behind it.
        if (untold >= MOST_UNTOLD) throw told.error;
      }
      if (page.length < CHANNELS_AT_ONCE) {
        lookedUntil = '';
        return channels;
      }
    }
  }

  async function deleteAll(): Promise<void> {
    // Each by itself: what goes wrong with the one doesn't keep the other's data any longer.
    const [questions, history, waiting] = await Promise.allSettled([
      onceADay('daily-deletion', async () => {
        // Before the rest, which overwrites what was deleted.
        await store.review.forget(now() - UNDOABLE);
        return store.questions.deleteExpired(now());
      }),
      onceADay('waiting-members', async () => {
        await store.handovers.deleteExpired(now());
        await store.alerts.deleteExpired(now());
      }),
      onceADay('removed-entries', () => store.history.deleteExpired(now())),
    ]);
    const [removed, channels] = await Promise.allSettled([
      purgeRemoved(),
      channelIsGone === undefined ? null : onceADay('gone-channels', () => forgetChannels(channelIsGone)),
    ]);
    if (questions.status === 'rejected') throw questions.reason;
    if (history.status === 'rejected') throw history.reason;
    if (waiting.status === 'rejected') throw waiting.reason;
    if (removed.status === 'rejected') throw removed.reason;
    if (channels.status === 'rejected') throw channels.reason;
    // A day on which nobody deleted a channel is nothing to tell.
    const gone = channels.value ?? 0;
    if (questions.value === null && removed.value === null && gone === 0) return;
    log.info(
      { questions: questions.value ?? 0, ...(gone === 0 ? {} : { channels: gone }), ...removed.value },
      'deleted what is no longer kept',
    );
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
