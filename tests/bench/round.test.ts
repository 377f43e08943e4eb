import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { measureRound } from '../../bench/round/measure.ts';
import { roundRows } from '../../bench/round/table.ts';

it('gains by one round in the test pane what the documentation says', async () => {
  const rows = roundRows('words alone', await measureRound(null));
  const told = readFileSync('docs/evaluation.md', 'utf8').replace(/ +/g, ' ');
  for (const row of rows) expect(told).toContain(row);
});
