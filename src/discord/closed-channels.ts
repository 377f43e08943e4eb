import { LRUCache } from 'lru-cache';
import { DiscordRefusal, FORBIDDEN } from './refusal.ts';

const MAX_CLOSED = 5_000;
/** In milliseconds. */
const CLOSED_FOR = 5 * 60_000;

/**
 * Channels in which Discord refused what nobody needs an answer to, where none is tried for a while. Of what it refuses so (403) it
 * counts how much: members of one server would silence the bot in all of them.
 */
export interface ClosedChannels {
  has(channelId: string): boolean;
  /** Remembers the channel where that error is such a refusal. */
  note(channelId: string, error: unknown): void;
}

/** @param now a clock in milliseconds that never goes back */
export function createClosedChannels(now: () => number): ClosedChannels {
  const closed = new LRUCache<string, true>({
    max: MAX_CLOSED,
    ttl: CLOSED_FOR,
    ttlResolution: 0,
    perf: { now },
  });
  return {
    has: (channelId) => closed.has(channelId),
    note(channelId, error) {
      if (error instanceof DiscordRefusal && error.status === FORBIDDEN) closed.set(channelId, true);
    },
  };
}
