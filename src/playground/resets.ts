/** Work and resets take turns: what is under way comes to its end first, and what comes meanwhile begins after. */
export interface Resets {
  /** Does it once no reset is going on, and lets none begin meanwhile. */
  readonly beforeReset: <T>(work: () => Promise<T>) => Promise<T>;
  /** One for all who want it at the same time. */
  readonly reset: () => Promise<void>;
}

export function createResets(emptyAll: () => Promise<void>): Resets {
  const underWay = new Set<Promise<unknown>>();
  let resetting: Promise<void> | null = null;

  async function resetNow(): Promise<void> {
    await Promise.allSettled(underWay);
    await emptyAll();
  }

  return {
    async beforeReset(work) {
      // Whether it came to an end is told to whoever asked for it.
      await resetting?.catch(() => undefined);
      const working = work();
      underWay.add(working);
      try {
        return await working;
      } finally {
        underWay.delete(working);
      }
    },
    reset() {
      resetting ??= resetNow().finally(() => {
        resetting = null;
      });
      return resetting;
    },
  };
}
