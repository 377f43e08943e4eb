import type { Logger } from 'pino';
import type { Clock } from '../discord/deadline.ts';
import { withTimeout } from '../timeout.ts';
import type { Dispatcher } from '../discord/dispatch.ts';

/** In milliseconds from the stop. */
export interface ClosingTimes {
  /** From then on, who still waits for a slow reply gets an apology. */
  readonly abortAfter: number;
  readonly closeWithin: number;
}

/** Whoever stops the bot waits 10 seconds. */
const CLOSING_TIMES: ClosingTimes = { abortAfter: 7_000, closeWithin: 9_000 };

/** What came in and isn't done with. */
export interface InFlight {
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when all of it is done, what comes in meanwhile too, or when its time is over. */
  finish(options: {
    readonly dispatcher: Pick<Dispatcher, 'abort'>;
    readonly log: Logger;
    /** Runs from the stop. */
    readonly left: Clock;
    readonly times?: ClosingTimes;
  }): Promise<void>;
}

export function createInFlight(): InFlight {
  const unfinished = new Set<Promise<unknown>>();

  async function idle(): Promise<true> {
    while (unfinished.size > 0) {
      // oxlint-disable-next-line no-await-in-loop -- others may come in meanwhile
      await Promise.allSettled(unfinished);
    }
    return true;
  }

  return {
    async track(work) {
      unfinished.add(work);
      try {
        return await work;
      } finally {
        unfinished.delete(work);
      }
    },
    async finish({ dispatcher, log, left, times = CLOSING_TIMES }) {
      if ((await withTimeout(idle(), left(times.abortAfter))) === null) {
        dispatcher.abort();
        await withTimeout(idle(), left(times.closeWithin));
      }
      if (unfinished.size > 0) {
        log.warn({ unfinished: unfinished.size }, 'closing before everything was answered');
      }
    },
  };
}
