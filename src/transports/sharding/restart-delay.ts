const FIRST = 1_000;
/** Each start takes one of the 1,000 identifies a day (Events, Gateway, Rate Limiting): 96 a day at most. */
const LONGEST = 15 * 60_000;

/** A shard that was connected this long, in milliseconds, starts anew at the shortest delay. */
export const SETTLED_AFTER = 10 * 60_000;

/** How long to wait before a shard is started again, in milliseconds: twice as long after each further crash. */
export function restartDelay(crashesBefore: number): number {
  return Math.min(LONGEST, FIRST * 2 ** crashesBefore);
}
