import { setTimeout as pause } from 'node:timers/promises';

/** One wait for all who met the same obstacle. */
export interface SharedWait {
  /**
   * Resolves with true when it is time to try again, for all at once; with false where it has been in the way for longer
   * than `patience`, or for whoever began at `start` it has: then nobody who comes later waits, either, until somebody gets
   * through.
   */
  again(start: number, patience?: number): Promise<boolean>;
  /** Somebody got through. */
  over(): void;
}

/** In milliseconds, how long one waits. */
export const PATIENCE = {
  /** A member waits for it: an answer must come within the three seconds that Discord gives. */
  reply: 1_500,
  /** Nobody waits for it, and it is done later where it fails. Less than any lease, which runs meanwhile. */
  background: 20_000,
  /** The program starts, and another process may be bringing the same database up to date: nobody is served before. */
  start: 60_000,
} as const;

const MIN_PAUSE_MS = 10;
const MAX_PAUSE_MS = 100;

/** `now` and `start` are of `performance.now()`. */
export function createSharedWait(now: () => number = () => performance.now()): SharedWait {
  /** When the obstacle was met first; null where there is none. */
  let since: number | null = null;
  let metLast = 0;
  let pausing: Promise<void> | null = null;
  return {
    async again(start, patience = PATIENCE.reply) {
      const met = now();
      // Nobody tried for a while: it may be another one.
      if (since === null || met - metLast > PATIENCE.reply) since = met;
      metLast = met;
      if (met - since >= patience || met - start >= patience) return false;
      // Of random length, so that two processes that wait don't meet again.
      pausing ??= pause(MIN_PAUSE_MS + Math.random() * (MAX_PAUSE_MS - MIN_PAUSE_MS)).finally(() => {
        pausing = null;
      });
      await pausing;
      return true;
    },
    over() {
      since = null;
    },
  };
}
