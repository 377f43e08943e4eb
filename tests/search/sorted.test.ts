import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sorted } from '../../src/search/sorted.ts';
import { runAtOnce } from '../../src/time-slices.ts';

it('many texts are sorted as JavaScript sorts them, whatever stands in them', () => {
  const many = Array.from({ length: 20_000 }, (_, at) => `${(at * 7919) % 20_011}`);
  expect(runAtOnce(sorted(many)).join()).toBe(many.toSorted().join());
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
      expect(runAtOnce(sorted(texts))).toEqual(texts.toSorted());
    }),
  );
  expect(runAtOnce(sorted([]))).toEqual([]);
});
