import { ComponentType } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Answers } from '../../answers/answers.ts';
import { DAY } from '../../store/days.ts';
import type { ClaimedDigest } from '../../store/digest-store.ts';
import type { ReportChannel } from '../../store/settings.ts';
import { StoreUnavailable, type Store } from '../../store/store.ts';
import { withTimeout } from '../../timeout.ts';
import { DiscordRefusal, type DiscordApi, type StandingMessage } from '../api.ts';
import { reviewIdOf, weekOf, weeklyDigest } from './weekly-digest.ts';

/** Times in milliseconds. */
export const DIGEST_TIMES = {
  /** Between two looks for what is due. */
  look: 60_000,
  /** How long a process has for one before another may take it over. */
  lease: 5 * 60_000,
  /** After a failure that passes by itself. */
  pause: 10 * 60_000,
  /** After a refusal that only people can mend. */
  refused: DAY,
} as const;

export interface DigestPoster {
  /** Posts all that are due, one after the other. Never rejects. */
  work(): Promise<void>;
}

/**
 * Posts each server's weekly digest once, whatever number of processes do so: it is claimed in the store before, and a process
 * that takes over what another began looks first whether it stands in the channel.
 *
 * @param parts.now in milliseconds since 1970
 */
export function createDigestPoster(parts: {
  readonly store: Pick<Store, 'digests' | 'figures' | 'knowledge' | 'questions' | 'servers'>;
  readonly discord: DiscordApi;
  readonly answers: () => Answers;
  readonly log: Logger;
  readonly now: () => number;
}): DigestPoster {
  const { store, discord, log, now } = parts;
  const { lease, pause, refused } = DIGEST_TIMES;
  let isAway = false;

  async function post({ serverId, week, settings, begunAt }: ClaimedDigest): Promise<void> {
    const { digest } = settings;
    const body =
      digest === null
        ? null
        : await weeklyDigest({ store, answers: parts.answers() }, { serverId, settings, digest, week });
    if (digest !== null && body !== null && !(begunAt !== null && (await stands(digest, week, begunAt)))) {
      // The same from every process: within some minutes Discord itself posts it once.
      const nonce = `${serverId}-${week}`.slice(0, 25);
      await discord.createMessage(digest.channelId, { ...body, nonce });
    }
    await store.digests.finish(serverId, week);
  }

  async function stands({ channelId }: ReportChannel, week: number, begunAt: number): Promise<boolean> {
    const history = await discord.messagesAfter(channelId, snowflakeAt(begunAt - lease));
    return history.some((message) => shows(message, reviewIdOf(week)));
  }

  async function failed({ serverId, settings }: ClaimedDigest, error: unknown): Promise<void> {
    if (error instanceof StoreUnavailable) throw error;
    const isFinal = error instanceof DiscordRefusal && (error.status === 403 || error.status === 404);
    log.warn({ err: error, server: serverId }, 'a weekly digest could not be posted: trying again later');
    await store.digests.postpone(
      serverId,
      now() + (isFinal ? refused : pause),
      isFinal ? (settings.digest?.channelId ?? null) : null,
    );
  }

  async function postAll(): Promise<void> {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that replies get their turn
      const claimed = await store.digests.claim(weekOf(now()), { now: now(), lease });
      if (claimed === null) return;
      // oxlint-disable-next-line no-await-in-loop
      await post(claimed).catch((error: unknown) => failed(claimed, error));
    }
  }

  return {
    async work() {
      try {
        await postAll();
        isAway = false;
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) log.error({ err: error }, 'posting weekly digests failed');
        else if (!isAway) log.warn({ err: error }, 'weekly digests wait for the database');
        isAway = true;
      }
    },
  };
}

/** Looks for what is due each minute until it is closed, which waits a moment for what is under way. */
export function runDigestPoster(parts: Omit<Parameters<typeof createDigestPoster>[0], 'now'>): {
  close(): Promise<void>;
} {
  const poster = createDigestPoster({ ...parts, now: Date.now });
  let underWay = poster.work();
  const timer = setInterval(() => {
    underWay = underWay.then(() => poster.work());
  }, DIGEST_TIMES.look);
  // It keeps no process from ending.
  timer.unref();
  return {
    close: async () => {
      clearInterval(timer);
      await withTimeout(
        underWay.then(() => true),
        CLOSE_WITHIN,
      );
    },
  };
}

const CLOSE_WITHIN = 3_000;

/** Discord's ids begin with their time, counted from 2015 (Reference, Snowflakes). */
function snowflakeAt(time: number): string {
  return String(BigInt(Math.max(0, Math.floor(time) - 1_420_070_400_000)) << 22n);
}

function shows({ components }: StandingMessage, customId: string): boolean {
  const buttons = components.flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []));
  return buttons.some((button) => 'custom_id' in button && button.custom_id === customId);
}
