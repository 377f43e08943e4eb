import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { topOf } from '../../src/search/top.ts';

it('gives what comes first in full order, the earlier of equal ones first', () => {
  const scores = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(Number.NEGATIVE_INFINITY), fc.float());
  fc.assert(
    fc.property(fc.array(scores, { maxLength: 60 }), fc.nat(70), (values, limit) => {
      const items = values.map((score, place) => ({ score: Number.isNaN(score) ? 0 : score, place }));
      const inFull = items.toSorted((one, other) =>
        one.score === other.score ? one.place - other.place : one.score > other.score ? -1 : 1,
      );
      expect(topOf(items, limit, ({ score }) => score)).toEqual(inFull.slice(0, limit));
    }),
  );
});

it('leaves the list as it was', () => {
  const items = [1, 3, 2];
  expect(topOf(items, 5, (item) => item)).toEqual([3, 2, 1]);
  expect(topOf(items, 2, (item) => item)).toEqual([3, 2]);
  expect(items).toEqual([1, 3, 2]);
});
