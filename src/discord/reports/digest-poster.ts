import type { Logger } from 'pino';
import type { Answers } from '../../answers/answers.ts';
import type { ClaimedDigest } from '../../store/digest-store.ts';
import type { ReportChannel } from '../../store/settings.ts';
import { StoreUnavailable, type Store } from '../../store/store.ts';
import type { DiscordApi } from '../api.ts';
import { findPosted, isFinal, REPORT_TIMES, type Poster } from './posting.ts';
import { reviewIdOf, weekOf, weeklyDigest } from './weekly-digest.ts';

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
}): Poster {
  const { store, discord, log, now } = parts;
  const { lease, pause, refused } = REPORT_TIMES;
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
    return (await findPosted(discord, channelId, { begunAt, customId: reviewIdOf(week) })) !== null;
  }

  async function failed({ serverId, settings }: ClaimedDigest, error: unknown): Promise<void> {
    if (error instanceof StoreUnavailable) throw error;
    const isRefused = isFinal(error);
    log.warn({ err: error, server: serverId }, 'a weekly digest could not be posted: trying again later');
    await store.digests.postpone(
      serverId,
      now() + (isRefused ? refused : pause),
      isRefused ? (settings.digest?.channelId ?? null) : null,
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
