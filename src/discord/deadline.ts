/** How much is left of that many milliseconds. */
export type Clock = (milliseconds: number) => number;

/**
 * How much is left of times that all run from now on.
 * @param passed milliseconds of them that are over already
 */
export function startClock(passed = 0): Clock {
  const start = performance.now() - passed;
  return (milliseconds) => milliseconds - (performance.now() - start);
}

/** In milliseconds, from when somebody did something. */
export interface Deadlines {
  /** For a first response: what is later gives way to what is in time. */
  readonly respondWithin: number;
  /** From then on nothing is tried any more where there was no first response. */
  readonly tooOldAfter: number;
  readonly deferAfter: number;
  /** For what can't be deferred: a modal, and suggestions. */
  readonly answerWithin: number;
  readonly abortAfter: number;
  /** For a first response once the bot is about to stop; for who waits already, from then on. */
  readonly stoppingWithin: number;
}

/** Waits that can all be ended at once. */
export interface Timeout {
  /** As `withTimeout`; once it has ended, not longer than its grace. */
  within<T>(promise: Promise<T>, milliseconds: number): Promise<T | null>;
  end(): void;
  readonly hasEnded: boolean;
}

/** @param grace how long it may still take from its end on, in milliseconds; by default, only what is there counts */
export function createTimeout(grace = 0): Timeout {
  const waiting = new Set<() => void>();
  let hasEnded = false;
  return {
    within: (promise, milliseconds) =>
      new Promise((resolve, reject) => {
        let lastCall: NodeJS.Timeout | undefined;
        const stop = () => {
          clearTimeout(deadline);
          clearTimeout(lastCall);
          waiting.delete(hurry);
          resolve(null);
        };
        const hurry = () => {
          lastCall = setTimeout(stop, grace);
        };
        const deadline = setTimeout(
          stop,
          Math.max(0, hasEnded ? Math.min(grace, milliseconds) : milliseconds),
        );
        if (!hasEnded) waiting.add(hurry);
        promise.then(resolve, reject).finally(stop);
      }),
    end() {
      if (hasEnded) return;
      hasEnded = true;
      for (const hurry of waiting) hurry();
      waiting.clear();
    },
    get hasEnded() {
      return hasEnded;
    },
  };
}
