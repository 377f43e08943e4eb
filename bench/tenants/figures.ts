import { table } from '../../src/cli/table.ts';
import type { Waits } from './member.ts';

/** One operation on one server. */
export interface Measured extends Waits {
  readonly operation: string;
  readonly text: string;
  /** Of all that the bot keeps of a server. */
  readonly share: number;
  /** Until it was done, in milliseconds. */
  readonly took: number;
}

/** No member of another server waits longer, in milliseconds. */
export const MAX_WAIT_MS = 200;

export function tenantsTable(measured: readonly Measured[]): string {
  return table([
    ['', 'text', 'share', 'took ms', 'growth', 'others wait: p99', 'most', 'block', ''],
    ...measured.map((one) => [
      one.operation,
      one.text,
      String(one.share),
      one.took.toFixed(0),
      growthOf(one, measured),
      one.p99.toFixed(0),
      one.most.toFixed(0),
      one.block.toFixed(0),
      one.most > MAX_WAIT_MS ? '!' : '',
    ]),
  ]);
}

/** The exponent by which time grew from half the size: 1 where twice as much takes twice as long, 2 where it takes four times. */
function growthOf({ operation, text, share, took }: Measured, measured: readonly Measured[]): string {
  const half = measured.find(
    (one) => one.operation === operation && one.text === text && one.share === share / 2,
  );
  // Below that, it is noise.
  return half === undefined || half.took < 20 ? '' : Math.log2(took / half.took).toFixed(1);
}
