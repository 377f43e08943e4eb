/** A Monday morning: whatever shows a date shows the same in each run. */
export const FIXED_TIME = new Date('2026-08-03T09:41:00Z');

const SOURCE = `
const Real = Date;
globalThis.Date = class Date extends Real {
  constructor(...given) {
    if (given.length === 0) super(${FIXED_TIME.getTime()});
    else super(...given);
  }
  static now() { return ${FIXED_TIME.getTime()}; }
};`;

/** For Node: stops its calendar in a program, and leaves its timers alone. */
export const FIXED_CLOCK = ['--import', `data:text/javascript,${encodeURIComponent(SOURCE)}`];
