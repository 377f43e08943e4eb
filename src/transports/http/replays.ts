/** Tells requests that were sent before. */
export interface ReplayGuard {
  /** True for an id at its first time. */
  readonly isNew: (id: string) => boolean;
}

/**
 * Remembers ids in this process for at least `window` milliseconds, or the last `most` of them where they are more.
 * @param now a clock in milliseconds that never goes back
 */
export function createReplayGuard(now: () => number, window: number, most = 50_000): ReplayGuard {
  // Forgetting half of them at a time takes no list of when each came.
  let recent = new Set<string>();
  let older = new Set<string>();
  let since = now();
  return {
    isNew: (id) => {
      const time = now();
      if (time - since >= window || recent.size >= most) {
        older = recent;
        recent = new Set();
        since = time;
      }
      if (recent.has(id) || older.has(id)) return false;
      recent.add(id);
      return true;
    },
  };
}
