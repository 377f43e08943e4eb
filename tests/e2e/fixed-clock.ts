/** A Monday morning: whatever shows a date shows the same in each run. */
export const FIXED_TIME = new Date('2026-08-03T09:41:00Z');

/** Makes a week pass in a program with the clock below. */
export const PASS_A_WEEK: NodeJS.Signals = 'SIGUSR2';

/**
 * Each reading is a millisecond later than the one before: what comes first has the earlier time. Where a week passes, so do all
 * pauses of at least ten seconds; and those are short for a while, since whoever works just then begins one later.
 */
const SOURCE = `
import timers from 'node:timers/promises';
import { syncBuiltinESMExports } from 'node:module';
const Real = Date;
let time = ${FIXED_TIME.getTime()};
globalThis.Date = class Date extends Real {
  constructor(...given) {
    if (given.length === 0) super(Date.now());
    else super(...given);
  }
  static now() {
    time += 1;
    return time;
  }
};
const pause = timers.setTimeout;
const pauses = new Set();
let shortUntil = 0;
timers.setTimeout = (delay, value, options) =>
  delay < 10_000
    ? pause(delay, value, options)
    : performance.now() < shortUntil
    ? pause(500, value, options)
    : Promise.race([
        pause(delay, value, options),
        new Promise((resolve) => pauses.add(() => resolve(value))),
      ]);
syncBuiltinESMExports();
process.on('${PASS_A_WEEK}', () => {
  time += 7 * 86_400_000;
  shortUntil = performance.now() + 10_000;
  for (const end of pauses) end();
  pauses.clear();
});`;

/** For Node: a calendar that goes by readings in a program, and timers as they are. */
export const FIXED_CLOCK = ['--import', `data:text/javascript,${encodeURIComponent(SOURCE)}`];
