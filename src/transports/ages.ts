/** In milliseconds since 1970: Discord counts from then (Reference, Snowflakes). */
const DISCORD_EPOCH = 1_420_070_400_000;
const WINDOW = 5 * 60_000;
/** No token lives longer, so an id that says so has its time from elsewhere. */
const OLDEST = 15 * 60_000;

/**
 * How many milliseconds ago somebody did what came in now. An interaction's id says when, by Discord's clock; how far that is
 * from ours tells the quickest of the last minutes, which is taken to have come at once. So a clock that is wrong makes
 * nothing old, and what Discord sends again after an interruption is told from what is new.
 */
export type AgeOf = (id: string) => number;

export function createAges({
  now = () => performance.now(),
  wallClock = Date.now,
}: {
  /** A clock in milliseconds that never goes back. */
  readonly now?: () => number;
  /** In milliseconds since 1970. */
  readonly wallClock?: () => number;
} = {}): AgeOf {
  let quickest = Number.POSITIVE_INFINITY;
  let quickestBefore = Number.POSITIVE_INFINITY;
  let since = now();
  return (id) => {
    const made = Number(BigInt(id) >> 22n) + DISCORD_EPOCH;
    if (Math.abs(wallClock() - made) > OLDEST) return 0;
    const time = now();
    if (time - since >= WINDOW) {
      quickestBefore = time - since < 2 * WINDOW ? quickest : Number.POSITIVE_INFINITY;
      quickest = Number.POSITIVE_INFINITY;
      since = time;
    }
    const lag = time - made;
    quickest = Math.min(quickest, lag);
    return lag - Math.min(quickest, quickestBefore);
  };
}
