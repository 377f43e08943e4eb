import { ComponentType } from 'discord-api-types/v10';
import { DAY } from '../../store/days.ts';
import { withTimeout } from '../../timeout.ts';
import { DiscordRefusal, type DiscordApi } from '../api.ts';

/** Times in milliseconds. */
export const REPORT_TIMES = {
  /** Between two looks for what is due. */
  look: 60_000,
  /** How long a process has for one before another may take it over. */
  lease: 5 * 60_000,
  /** After a failure that passes by itself. */
  pause: 10 * 60_000,
  /** After a refusal that only people can mend. */
  refused: DAY,
} as const;

/** Posts by itself what is due. */
export interface Poster {
  /** All that is due, one after the other. Never rejects. */
  work(): Promise<void>;
}

/** Looks for what is due each minute until it is closed, which waits a moment for what is under way. */
export function runPoster(poster: Poster): { close(): Promise<void> } {
  let underWay = poster.work();
  const timer = setInterval(() => {
    underWay = underWay.then(() => poster.work());
  }, REPORT_TIMES.look);
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

/**
 * The message with this button that stands in a channel since some process began to post it; null where none does. Only what is
 * posted to the channel itself counts: replies may have such a button, too.
 */
export async function findPosted(
  discord: DiscordApi,
  channelId: string,
  { begunAt, customId }: { readonly begunAt: number; readonly customId: string },
): Promise<string | null> {
  const history = await discord.messagesAfter(channelId, snowflakeAt(begunAt - REPORT_TIMES.lease));
  const found = history.find(
    ({ byWebhook, components }) =>
      !byWebhook &&
      components
        .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
        .some((control) => 'custom_id' in control && control.custom_id === customId),
  );
  return found?.id ?? null;
}

/** Discord's ids begin with their time, counted from 2015 (Reference, Snowflakes). */
function snowflakeAt(time: number): string {
  return String(BigInt(Math.max(0, Math.floor(time) - 1_420_070_400_000)) << 22n);
}

/** Whether Discord won't have it until somebody grants a permission or chooses another channel. */
export function isFinal(error: unknown): boolean {
  return error instanceof DiscordRefusal && (error.status === 403 || error.status === 404);
}
