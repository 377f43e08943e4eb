/** Null where it takes longer than that many milliseconds. Give it nothing that resolves to null. */
export function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  // Each interaction passes here: an abortable timer would take ten times as long.
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(resolve, Math.max(0, milliseconds), null);
    promise.then(resolve, reject).finally(() => clearTimeout(deadline));
  });
}

/** How much is left of that many milliseconds. */
export type Clock = (milliseconds: number) => number;

/** How much is left of times that all run from now on. */
export function startClock(): Clock {
  const start = performance.now();
  return (milliseconds) => milliseconds - (performance.now() - start);
}

/** Waits that can all be ended at once. */
export interface Patience {
  /** As the function `within`; once patience has ended, only for what is there already. */
  within<T>(promise: Promise<T>, milliseconds: number): Promise<T | null>;
  end(): void;
  readonly hasEnded: boolean;
}

export function createPatience(): Patience {
  const waiting = new Set<() => void>();
  let hasEnded = false;
  return {
    within: (promise, milliseconds) =>
      new Promise((resolve, reject) => {
        const stop = () => {
          clearTimeout(deadline);
          waiting.delete(stop);
          resolve(null);
        };
        const deadline = setTimeout(stop, hasEnded ? 0 : Math.max(0, milliseconds));
        waiting.add(stop);
        promise.then(resolve, reject).finally(stop);
      }),
    end() {
      hasEnded = true;
      for (const stop of waiting) stop();
    },
    get hasEnded() {
      return hasEnded;
    },
  };
}
