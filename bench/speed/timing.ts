import { performance } from 'node:perf_hooks';

/** One thing that is measured against others on the same inputs. */
export interface Runner {
  readonly label: string;
  /** What it gives back is only waited for. */
  readonly run: (input: string) => unknown;
}

/** How long each input took, in milliseconds; a runner whose time was up has fewer. */
export type Times = ReadonlyMap<string, readonly number[]>;

const MIN_INPUTS = 3;
const WARM_UP = { inputs: 50, milliseconds: 300 };

/**
 * Puts every input, once each, to all runners before the next one, in turns, so that what else the machine does hits all alike.
 * A runner is left out from when it has used up its `milliseconds`, but not before three inputs.
 */
export async function interleave(
  runners: readonly Runner[],
  inputs: readonly string[],
  milliseconds: number,
): Promise<Times> {
  // What was asked before may be remembered.
  const distinct = [...new Set(inputs)];
  for (const runner of runners) await warmUp(runner, distinct.slice(-WARM_UP.inputs));
  const cells = runners.map((runner) => ({ runner, times: new Array<number>(), spent: 0 }));
  for (const [turn, input] of distinct.slice(0, -WARM_UP.inputs).entries()) {
    for (let place = 0; place < cells.length; place += 1) {
      const cell = cells[(turn + place) % cells.length];
      if (cell === undefined || (turn >= MIN_INPUTS && cell.spent >= milliseconds)) continue;
      const time = await timed(() => cell.runner.run(input));
      cell.times.push(time);
      cell.spent += time;
    }
  }
  return new Map(cells.map(({ runner, times }) => [runner.label, times]));
}

/** Code that is run for the first time is slow, and nobody's fault. */
async function warmUp({ run }: Runner, inputs: readonly string[]): Promise<void> {
  let spent = 0;
  for (const input of inputs) {
    if (spent >= WARM_UP.milliseconds) return;
    spent += await timed(() => run(input));
  }
}

/** In milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  const result = work();
  if (result instanceof Promise) await result;
  return performance.now() - start;
}

/**
 * The longest time, in milliseconds, for which nothing else could run while this did. The best of three: what is left is
 * its own, and not the machine's.
 * @param work is told which of the three it is
 */
export async function blockedFor(work: (attempt: number) => unknown): Promise<number> {
  const tries: number[] = [];
  for (const attempt of [1, 2, 3]) tries.push(await longestGap(() => work(attempt)));
  return Math.min(...tries);
}

async function longestGap(work: () => unknown): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  let done = false;
  const watched = new Promise<void>((resolve) => {
    const tick = (): void => {
      look();
      if (done) resolve();
      else setImmediate(tick);
    };
    setImmediate(tick);
  });
  await work();
  done = true;
  await watched;
  return longest;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The smallest value that is not below `share` of them (nearest rank); not a number where there is none. */
export function percentile(values: readonly number[], share: number): number {
  const ascending = values.toSorted((one, other) => one - other);
  return ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? Number.NaN;
}

/** How many times the other's median it takes, over the inputs that both were given. */
export function timesAsLong(times: readonly number[], reference: readonly number[]): number {
  const shared = Math.min(times.length, reference.length);
  return median(times.slice(0, shared)) / median(reference.slice(0, shared));
}
