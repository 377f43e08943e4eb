import { describe, expect, it } from 'vitest';
import { createMemoCache, memoize } from '../src/memoize.ts';

describe('what was computed last', () => {
  it('is not computed again', () => {
    let computed = 0;
    const length = memoize((text) => {
      computed += 1;
      return text.length;
    }, 10);
    expect([length('one'), length('three'), length('one')]).toEqual([3, 5, 3]);
    expect(computed).toBe(2);
  });

  it('is remembered where it is nothing, too', () => {
    let computed = 0;
    const recent = createMemoCache<undefined>(10);
    const compute = () => void (computed += 1);
    recent.get('a', compute);
    recent.get('a', compute);
    expect(computed).toBe(1);
  });

  it('stays as long as it is asked for, whatever comes between', () => {
    const recent = createMemoCache<string>(10);
    recent.get('often', () => 'first');
    for (let at = 0; at < 1_000; at += 1) {
      recent.get(`other ${at}`, () => 'other');
      expect(recent.get('often', () => 'again')).toBe('first');
    }
  });

  it('gives way to what comes later', () => {
    const recent = createMemoCache<number>(10);
    for (let at = 0; at < 100; at += 1) recent.get(String(at), () => at);
    const left = Array.from({ length: 100 }, (_, at) => recent.get(String(at), () => -1)).slice(0, 90);
    expect(left).toEqual(left.map(() => -1));
  });

  it('is computed anew where it was to be forgotten', () => {
    const recent = createMemoCache<string>(4);
    for (const key of ['a', 'b', 'c']) recent.get(key, () => 'first');
    for (const key of ['a', 'c']) recent.forget(key);
    expect(['a', 'b', 'c'].map((key) => recent.get(key, () => 'again'))).toEqual(['again', 'first', 'again']);
  });
});
