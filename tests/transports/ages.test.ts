import { describe, expect, it } from 'vitest';
import { createAges } from '../../src/transports/ages.ts';

const DISCORD_EPOCH = 1_420_070_400_000;
const START = Date.UTC(2026, 10, 28);

/** Discord's clock goes on with ours, which is wrong by `off` milliseconds. */
function clocks(off = 0) {
  let time = 0;
  const ageOf = createAges({ now: () => time, wallClock: () => START + time + off });
  return {
    pass: (milliseconds: number) => void (time += milliseconds),
    /** The age of what somebody did so many milliseconds ago. */
    ago: (milliseconds: number) => ageOf(String(BigInt(START + time - milliseconds - DISCORD_EPOCH) << 22n)),
    ageOf,
  };
}

describe.each([0, 40_000, -40_000])('where the clock is wrong by %i ms', (off) => {
  it('what comes at once is not old, and what comes late is', () => {
    const { ago, pass } = clocks(off);
    expect(ago(80)).toBe(0);
    pass(1_000);
    expect(ago(80)).toBe(0);
    expect(ago(20_080)).toBe(20_000);
  });
});

describe('the age of an interaction', () => {
  it('is that of the quickest of the last minutes: clocks that go apart make nothing old', () => {
    const { ago, pass } = clocks();
    // By a second each ten minutes.
    for (let late = 0; late < 10_000; late += 500) {
      expect(ago(late)).toBeLessThanOrEqual(1_000);
      pass(5 * 60_000);
    }
  });

  it('is none where the id has its time from elsewhere', () => {
    const { ageOf, pass } = clocks();
    expect(ageOf('200000000000000001')).toBe(0);
    pass(60_000);
    expect(ageOf('200000000000000002')).toBe(0);
    expect(ageOf('1')).toBe(0);
    expect(ageOf('99999999999999999999')).toBe(0);
  });
});
