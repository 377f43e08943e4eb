import { describe, expect, it } from 'vitest';
import { fitChoices, fitTrials } from '../../training/regression.ts';
import { createRandom } from '../../src/search/random.ts';

const random = createRandom(3);
/** The first column speaks for it; the second is nearly the same, less a little of the truth. */
const rows = Array.from({ length: 400 }, () => {
  const first = random() * 2 - 1;
  return Float64Array.of(first, first + random() - 0.5);
});
const trials = rows.map((row) => ({
  row,
  right: (row[0] ?? 0) * 3 - 2 * (row[1] ?? 0) + random() * 0.5 - 0.25 > 0,
  weight: 1,
}));

describe('weights that are held to a sign', () => {
  it('go either way where none is given', () => {
    const { weights } = fitTrials(trials, [0, 0]);
    expect(weights[0]).toBeGreaterThan(0);
    expect(weights[1]).toBeLessThan(0);
  });

  it('are nothing where the data would have them go the other way', () => {
    const { weights } = fitTrials(trials, [1, 1]);
    expect(weights[0]).toBeGreaterThan(0);
    expect(weights[1]).toBe(0);
  });

  it('may be all nothing', () => {
    expect([...fitTrials(trials, [-1, -1]).weights]).toEqual([0, 0]);
  });

  it('hold in a choice, too', () => {
    const choices = rows.slice(0, 100).map((row, at) => {
      const other = rows[at + 100] ?? row;
      return {
        rows: [row, other],
        right: [(row[0] ?? 0) > (other[0] ?? 0), (row[0] ?? 0) <= (other[0] ?? 0)],
        weight: 1,
      };
    });
    expect(fitChoices(choices, [1, 1])[0]).toBeGreaterThan(0);
    expect(fitChoices(choices, [-1, 1])[0]).toBe(0);
  });
});
