import type { Logger } from 'pino';
import type { Answers } from '../../answers/answers.ts';
import type { ClaimedDigest } from '../../store/digest-store.ts';
import type { ReportChannel } from '../../store/settings.ts';
import type { Store } from '../../store/store.ts';
import type { DiscordApi } from '../api.ts';
import type { Worker } from '../run-worker.ts';
import { createPoster, findPosted, nonceOf, REPORT_TIMES } from './posting.ts';
import { endOf, reviewIdOf, weekOf, weeklyDigest } from './weekly-digest.ts';

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
}): Worker {
  const { store, discord, log, now } = parts;
  /** Whether there was one the last time: servers that come in are looked for before the first. */
  let isUnderWay = false;

  async function claim(): Promise<ClaimedDigest | null> {
    const week = weekOf(now());
    if (!isUnderWay) await store.digests.begin(week);
    const claimed = await store.digests.claim(week, { now: now(), lease: REPORT_TIMES.lease });
    isUnderWay = claimed !== null;
    return claimed;
  }

  async function post({ serverId, week, settings, begunAt }: ClaimedDigest): Promise<void> {
    const { digest } = settings;
    const body =
      digest === null
        ? null
        : await weeklyDigest({ store, answers: parts.answers() }, { serverId, settings, digest, week });
    if (digest !== null && body !== null && !(begunAt !== null && (await stands(digest, week, begunAt)))) {
      await discord.createMessage(digest.channelId, { ...body, nonce: nonceOf(serverId, week) });
    }
    await store.digests.finish(serverId, week);
  }

  /** What another process began may have been an earlier week's. */
  async function stands({ channelId }: ReportChannel, week: number, begunAt: number): Promise<boolean> {
    const since = { begunAt: Math.max(begunAt, endOf(week)), customId: reviewIdOf(week) };
    return (await findPosted(discord, channelId, since)) !== null;
  }

  return createPoster({
    claim,
    post,
    postpone: ({ serverId, settings }, { until, isRefused }) =>
      store.digests.postpone(serverId, until, isRefused ? (settings.digest?.channelId ?? null) : null),
    what: 'a weekly digest',
    log,
    now,
  });
}
