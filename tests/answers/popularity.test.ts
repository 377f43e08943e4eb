import { expect, it } from 'vitest';
import { createPopularity } from '../../src/answers/popularity.ts';

function passage(id: string): { slug: string; locale: string; id: string } {
  return { slug: 'ferry', locale: 'en', id };
}

it('counts each passage of each language by itself', () => {
  const popularity = createPopularity();
  popularity.answered(passage('a'));
  popularity.answered(passage('a'));
  popularity.answered({ ...passage('a'), locale: 'fr' });
  expect(popularity.of(passage('a'))).toBe(2);
  expect(popularity.of({ ...passage('a'), locale: 'fr' })).toBe(1);
  expect(popularity.of(passage('b'))).toBe(0);
});

it('forgets what was hardly asked where there is too much, and keeps the order of the rest', () => {
  const popularity = createPopularity(4);
  for (const id of ['a', 'a', 'a', 'b', 'b', 'c', 'd', 'e']) popularity.answered(passage(id));
  expect(popularity.of(passage('a'))).toBeGreaterThan(popularity.of(passage('b')));
  expect(popularity.of(passage('e'))).toBe(1);
  expect(popularity.of(passage('c'))).toBe(0);
});
