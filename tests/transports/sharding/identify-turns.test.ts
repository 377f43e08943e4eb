import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIdentifyTurns } from '../../../src/transports/sharding/identify-turns.ts';
import { restartDelay } from '../../../src/transports/sharding/restart-delay.ts';

const PATIENT = new AbortController().signal;

/** Turns whose spacing the test ends by itself. */
function turnsOf(maxConcurrency: number) {
  const over: (() => void)[] = [];
  const turns = createIdentifyTurns(maxConcurrency, () => new Promise((resolve) => over.push(resolve)));
  const granted: number[] = [];
  const wait = async (shard: number, signal = PATIENT) => {
    await turns.wait(shard, signal);
    granted.push(shard);
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  /** Of the turn that has lasted longest. */
  const next = async () => {
    over.shift()?.();
    await settled();
  };
  return { wait, granted, next, settled };
}

describe('shards that would identify', () => {
  it('do so one after the other, in the order in which they asked', async () => {
    const { wait, granted, next, settled } = turnsOf(1);
    for (const shard of [2, 0, 1]) void wait(shard);
    await settled();
    expect(granted).toEqual([2]);
    await next();
    expect(granted).toEqual([2, 0]);
    await next();
    expect(granted).toEqual([2, 0, 1]);
  });

  it('do so at once where Discord allows it: never two with the same number modulo what it allows', async () => {
    const { wait, granted, next, settled } = turnsOf(2);
    for (const shard of [0, 1, 2, 3]) void wait(shard);
    await settled();
    expect(granted).toEqual([0, 1]);
    await next();
    expect(granted).toEqual([0, 1, 2]);
  });

  it('take no turn when they are gone by then', async () => {
    const { wait, granted, next, settled } = turnsOf(1);
    const gone = new AbortController();
    void wait(0);
    const refused = wait(1, gone.signal).catch((error: unknown) => error);
    void wait(2);
    gone.abort();
    await settled();
    await next();
    expect(await refused).toBeInstanceOf(Error);
    expect(granted).toEqual([0, 2]);
  });

  describe('by default', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    it('wait longer than the five seconds that Discord demands', async () => {
      const turns = createIdentifyTurns(1);
      let isGranted = false;
      void turns.wait(0, PATIENT);
      void turns.wait(1, PATIENT).then(() => (isGranted = true));
      await vi.advanceTimersByTimeAsync(5_000);
      expect(isGranted).toBe(false);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(isGranted).toBe(true);
    });
  });
});

describe('a shard that crashes again and again', () => {
  it('is started after twice as long each time, and rarely enough for the identifies of a day', () => {
    const seconds = Array.from({ length: 12 }, (_, crashes) => restartDelay(crashes) / 1_000);
    expect(seconds).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
    expect(restartDelay(5_000)).toBe(900_000);
  });
});
