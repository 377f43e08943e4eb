/** A Monday morning: whatever shows a date shows the same in each run. */
export const FIXED_TIME = new Date('2026-08-03T09:41:00Z');

/** Each reading is a millisecond later than the one before: what comes first has the earlier time. */
const SOURCE = `
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
};`;

/** For Node: a calendar that goes by readings in a program, and timers as they are. */
export const FIXED_CLOCK = ['--import', `data:text/javascript,${encodeURIComponent(SOURCE)}`];
