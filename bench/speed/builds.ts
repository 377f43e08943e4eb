import type { Pack } from '../../src/content/pack.ts';
import { documentsOf } from '../documents.ts';
import type { Document } from '../documents.ts';
import { syntheticSet } from '../synthetic-pack.ts';
import { CONTESTANTS } from './contestants.ts';
import type { Search } from './contestants.ts';
import { memoryInUse } from './memory.ts';
import { median, timed } from './timing.ts';

export interface Built {
  readonly label: string;
  readonly search: Search;
  /** The median of a few builds. */
  readonly milliseconds: number;
  /** What the index takes, without the texts that it was made from: the median again. */
  readonly bytes: number;
}

/** Builds every index `rounds` times, in turns, and keeps the last of each. */
export async function buildAll(
  pack: Pack,
  documents: readonly Document[],
  rounds: number,
): Promise<readonly Built[]> {
  const cells = CONTESTANTS.map((contestant) => ({
    contestant,
    search: NOTHING,
    times: new Array<number>(),
    bytes: new Array<number>(),
  }));
  for (let round = 0; round < rounds; round += 1) {
    for (const cell of cells) {
      cell.search = NOTHING;
      const before = memoryInUse();
      const time = await timed(async () => {
        cell.search = await cell.contestant.build(pack, documents);
      });
      cell.times.push(time);
      cell.bytes.push(Math.max(0, memoryInUse() - before));
    }
  }
  return cells.map(({ contestant, search, times, bytes }) => ({
    label: contestant.label,
    search,
    milliseconds: median(times),
    bytes: median(bytes),
  }));
}

const NOTHING: Search = () => null;

/** Code that runs for the first time is slow, which the first size would have to pay for. */
export async function warmUpBuilds(): Promise<void> {
  const { pack } = syntheticSet(500, 0, 1);
  await buildAll(pack, documentsOf(pack), 3);
}
