import { LRUCache } from 'lru-cache';

/** Tells requests that were sent before. */
export interface ReplayGuard {
  /** True for an id at its first time. */
  readonly isNew: (id: string) => boolean;
}

/**
 * Remembers ids in this process for `window` milliseconds, and no more than the last `most` of them.
 * @param now a clock in milliseconds that never goes back
 */
export function createReplayGuard(now: () => number, window: number, most = 50_000): ReplayGuard {
  const seen = new LRUCache<string, true>({ max: most, ttl: window, ttlResolution: 0, perf: { now } });
  return {
    isNew: (id) => {
      if (seen.has(id)) return false;
      seen.set(id, true);
      return true;
    },
  };
}

/** Discord sends again what it sent before a connection was resumed: minutes ago at most. */
const RESUMED_WITHIN = 15 * 60_000;
const MAX_EVENTS = 10_000;

/** Of what comes over the gateway. */
export function createEventGuard(): ReplayGuard {
  return createReplayGuard(() => performance.now(), RESUMED_WITHIN, MAX_EVENTS);
}
