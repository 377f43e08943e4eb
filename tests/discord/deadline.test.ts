import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTimeout } from '../../src/discord/deadline.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What has come of a wait for what never comes. */
function waitIn(timeout: ReturnType<typeof createTimeout>, milliseconds: number) {
  const wait = { isOver: false };
  void timeout
    .within(new Promise<string>(() => {}), milliseconds)
    .then((came) => (wait.isOver = came === null));
  return wait;
}

describe('once a timeout has ended', () => {
  it('who waits already is kept waiting for its grace at most, from its end on', async () => {
    const timeout = createTimeout(500);
    const [long, short] = [waitIn(timeout, 2_000), waitIn(timeout, 1_100)];
    await vi.advanceTimersByTimeAsync(1_000);
    timeout.end();
    await vi.advanceTimersByTimeAsync(100);
    expect([long.isOver, short.isOver]).toEqual([false, true]);
    await vi.advanceTimersByTimeAsync(399);
    timeout.end();
    expect(long.isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(long.isOver).toBe(true);
  });

  it('who comes later is, too', async () => {
    const timeout = createTimeout(500);
    timeout.end();
    await vi.advanceTimersByTimeAsync(60_000);
    const [long, short] = [waitIn(timeout, 2_000), waitIn(timeout, 100)];
    await vi.advanceTimersByTimeAsync(100);
    expect([long.isOver, short.isOver]).toEqual([false, true]);
    await vi.advanceTimersByTimeAsync(400);
    expect(long.isOver).toBe(true);
  });

  it('what is there already is not lost, even without any grace', async () => {
    const timeout = createTimeout();
    timeout.end();
    const came = timeout.within(Promise.resolve('here'), 2_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(await came).toBe('here');
    expect(vi.getTimerCount()).toBe(0);
  });
});
