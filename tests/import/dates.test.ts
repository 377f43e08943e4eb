import { expect, it } from 'vitest';
import { dateIn } from '../../src/import/dates.ts';

it.each([
  ['2024-03-05', '2024-03-05'],
  ['2024年3月5日', '2024-03-05'],
  ['Published on March 5th, 2024', '2024-03-05'],
  ['Dienstag, 5. März 2024', '2024-03-05'],
  ['le 5 mars 2024', '2024-03-05'],
  // With points, the day stands first; with strokes, only a number beyond 12 tells.
  ['05.03.2024', '2024-03-05'],
  ['25/03/2024', '2024-03-25'],
  ['03/25/2024', '2024-03-25'],
])('a page that says %s is of %s', (shown, date) => {
  expect(dateIn(shown)).toEqual({ kind: 'day', date });
});

it.each(['05/03/2024', '3 days ago', 'il y a 3 jours', 'gestern'])('%s leaves the day open', (shown) => {
  expect(dateIn(shown)).toMatchObject({ kind: 'unclear' });
});

it.each([
  '30 February 2024',
  '5 Smarch 2024',
  '5 March 2024 is when the ferry sailed again for the first time',
  'March',
])('%s is no date', (shown) => {
  expect(dateIn(shown)).toBeNull();
});
