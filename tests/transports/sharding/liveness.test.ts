import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIVENESS, watchLiveness } from '../../../src/transports/sharding/liveness.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE = 60_000;

/** How a process fares that answers each ping as long as it is `awake`. */
function watch() {
  const process = { awake: true, killed: 0 };
  const liveness = watchLiveness({
    times: LIVENESS,
    ping: () => {
      if (process.awake) liveness.answered();
    },
    onSilent: () => (process.killed += 1),
  });
  return { process, liveness };
}

describe('the process of a shard', () => {
  it('lives on as long as it answers, and is killed, once, when it did not for about a minute', () => {
    const { process, liveness } = watch();
    liveness.begun();
    vi.advanceTimersByTime(60 * MINUTE);
    expect(process.killed).toBe(0);
    process.awake = false;
    vi.advanceTimersByTime(MINUTE);
    expect(process.killed).toBe(0);
    vi.advanceTimersByTime(MINUTE / 2);
    expect(process.killed).toBe(1);
    vi.advanceTimersByTime(60 * MINUTE);
    expect(process.killed).toBe(1);
  });

  it('lives on when it answers after a while', () => {
    const { process, liveness } = watch();
    liveness.begun();
    for (let at = 0; at < 10; at += 1) {
      process.awake = !process.awake;
      vi.advanceTimersByTime(MINUTE * 0.75);
    }
    expect(process.killed).toBe(0);
  });

  it('has longer while it starts, but not for ever', () => {
    const { process, liveness } = watch();
    process.awake = false;
    vi.advanceTimersByTime(9 * MINUTE);
    expect(process.killed).toBe(0);
    liveness.begun();
    vi.advanceTimersByTime(MINUTE);
    expect(process.killed).toBe(0);
    vi.advanceTimersByTime(MINUTE);
    expect(process.killed).toBe(1);
    const never = watch().process;
    never.awake = false;
    vi.advanceTimersByTime(11 * MINUTE);
    expect(never.killed).toBe(1);
  });

  it('is left alone once it is no longer watched', () => {
    const { process, liveness } = watch();
    process.awake = false;
    liveness.stop();
    vi.advanceTimersByTime(60 * MINUTE);
    expect(process.killed).toBe(0);
  });
});
