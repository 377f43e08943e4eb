import { describe, expect, it } from 'vitest';
import { createTimeSlicer, runAtOnce, type Steps } from '../src/time-slices.ts';

/** Time that passes by one millisecond at each look. */
function clock(): () => number {
  let time = 0;
  return () => (time += 1);
}

function* steps(name: string, count: number, seen: string[] = []): Steps<string> {
  for (let at = 1; at <= count; at += 1) {
    seen.push(`${name}${at}`);
    yield;
  }
  return name;
}

function* failing(): Steps<never> {
  yield;
  throw new Error('no more');
}

describe('long work', () => {
  it('gives what it returns, at once or in slices', async () => {
    expect(runAtOnce(steps('a', 3))).toBe('a');
    expect(await createTimeSlicer().run('one', steps('b', 3))).toBe('b');
  });

  it('lets others in between two slices', async () => {
    const seen: string[] = [];
    const work = createTimeSlicer({ slice: 2, now: clock() }).run('one', steps('a', 50, seen));
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    const before = seen.length;
    await work;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(seen.length);
    expect(seen).toHaveLength(50);
  });

  it('of several tenants takes turns, and of one goes in order', async () => {
    const seen: string[] = [];
    const slicer = createTimeSlicer({ slice: 2, now: clock() });
    await Promise.all([
      slicer.run('one', steps('a', 30, seen)),
      slicer.run('one', steps('b', 30, seen)),
      slicer.run('two', steps('c', 3, seen)),
    ]);
    expect(seen.indexOf('c3')).toBeLessThan(seen.indexOf('a30'));
    expect(seen.indexOf('a30')).toBeLessThan(seen.indexOf('b1'));
  });

  it('fails alone', async () => {
    const slicer = createTimeSlicer();
    const results = await Promise.allSettled([
      slicer.run('one', failing()),
      slicer.run('one', steps('a', 1)),
      slicer.run('two', steps('b', 1)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });

  it('may begin more of the same tenant', async () => {
    const slicer = createTimeSlicer();
    const inner: Promise<string>[] = [];
    function* outer(): Steps<string> {
      inner.push(slicer.run('one', steps('b', 2)));
      yield;
      return 'a';
    }
    expect(await slicer.run('one', outer())).toBe('a');
    expect(await Promise.all(inner)).toEqual(['b']);
  });
});
