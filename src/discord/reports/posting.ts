import { createHash } from 'node:crypto';
import { ComponentType } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { DAY } from '../../store/days.ts';
import { StoreUnavailable } from '../../store/store.ts';
import type { DiscordApi, HistoryMessage } from '../api.ts';
import { DiscordRefusal } from '../refusal.ts';
import { LIMITS } from '../limits.ts';
import type { Worker } from '../run-worker.ts';

/** Times in milliseconds. */
export const REPORT_TIMES = {
  /** Between two looks for what is due. */
  look: 60_000,
  /** Between two posts: far below what Discord allows. */
  spacing: 100,
  /** How long a process has for one before another may take it over. */
  lease: 5 * 60_000,
  /** After a failure that passes by itself. */
  pause: 10 * 60_000,
  /** After a refusal that only people can mend. */
  refused: DAY,
} as const;

/** When to try again, and whether Discord won't have it until somebody grants a permission or chooses another channel. */
export interface Postponed {
  readonly until: number;
  readonly isRefused: boolean;
}

/**
 * Posts by itself what is due, one after the other.
 * @param parts.now in milliseconds since 1970
 */
export function createPoster<Claimed extends { readonly serverId: string }>(parts: {
  /** One that is due and that no other process works on; null where there is none. */
  readonly claim: () => Promise<Claimed | null>;
  readonly post: (claimed: Claimed) => Promise<void>;
  readonly postpone: (claimed: Claimed, postponed: Postponed) => Promise<void>;
  /** For the log: what it posts. */
  readonly what: string;
  readonly log: Logger;
  readonly now: () => number;
}): Worker {
  const { claim, post, postpone, what, log, now } = parts;
  let isAway = false;

  /** Whether there was one. */
  async function postNext(): Promise<boolean> {
    const claimed = await claim();
    if (claimed === null) return false;
    try {
      await post(claimed);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      log.warn({ err: error, server: claimed.serverId }, `${what} could not be posted: trying again later`);
      const { isRefused, wait } = judge(error);
      await postpone(claimed, { until: now() + wait, isRefused });
    }
    return true;
  }

  return {
    async work() {
      try {
        const posted = await postNext();
        isAway = false;
        return posted ? REPORT_TIMES.spacing : REPORT_TIMES.look;
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) log.error({ err: error }, `posting ${what} failed`);
        else if (!isAway) log.warn({ err: error }, `${what} waits for the database`);
        isAway = true;
        return REPORT_TIMES.look;
      }
    },
  };
}

/** What Discord refuses today, it refuses in ten minutes, too. */
function judge(error: unknown): { readonly isRefused: boolean; readonly wait: number } {
  const { pause, refused } = REPORT_TIMES;
  if (!(error instanceof DiscordRefusal)) return { isRefused: false, wait: pause };
  const { status } = error;
  if (status === 403 || status === 404) return { isRefused: true, wait: refused };
  return { isRefused: false, wait: status === 400 ? refused : (error.wait ?? pause) };
}

/** The same from every process: within some minutes, Discord posts once what has it. */
export function nonceOf(...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(parts.join(' ')).digest('base64url').slice(0, NONCE_LENGTH);
}

const NONCE_LENGTH = 25;

/** More are written in these minutes in no channel that anybody reads. */
const MOST_PAGES = 10;

/**
 * The message with this button that stands in a channel since some process began to post it; null where none does. Only what is
 * posted to the channel itself counts: replies may have such a button, too.
 */
export async function findPosted(
  discord: DiscordApi,
  channelId: string,
  { begunAt, customId }: { readonly begunAt: number; readonly customId: string },
): Promise<string | null> {
  let after = snowflakeAt(begunAt - REPORT_TIMES.lease);
  for (let page = 0; page < MOST_PAGES; page += 1) {
    // oxlint-disable-next-line no-await-in-loop -- a page after the other
    const history = await discord.messagesAfter(channelId, String(after));
    const found = history.find((message) => !message.byWebhook && hasButton(message, customId));
    if (found !== undefined) return found.id;
    if (history.length < LIMITS.messagesPage) return null;
    after = history.map(({ id }) => BigInt(id)).reduce((one, other) => (one > other ? one : other));
  }
  return null;
}

function hasButton({ components }: HistoryMessage, customId: string): boolean {
  return components
    .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
    .some((control) => 'custom_id' in control && control.custom_id === customId);
}

/** Discord's ids begin with their time, counted from 2015 (Reference, Snowflakes). */
function snowflakeAt(time: number): bigint {
  return BigInt(Math.max(0, Math.floor(time) - 1_420_070_400_000)) << 22n;
}
