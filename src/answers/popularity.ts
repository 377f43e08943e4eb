import type { PassageReference } from '../content/pack.ts';

/** How often each passage was the answer. */
export interface Popularity {
  answered(reference: PassageReference): void;
  /** Higher for what is asked more; 0 for what never was. */
  of(reference: PassageReference): number;
}

const MAX_PASSAGES = 5_000;

/** A tally that lasts as long as the process. Where it is full, it forgets what was hardly asked. */
export function createPopularity(maxPassages: number = MAX_PASSAGES): Popularity {
  let counts = new Map<string, number>();
  return {
    answered(reference) {
      const key = keyOf(reference);
      if (!counts.has(key) && counts.size >= maxPassages)
        counts = halved(counts, Math.floor(maxPassages / 2));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    of: (reference) => counts.get(keyOf(reference)) ?? 0,
  };
}

/** The most asked, at half of their counts: what is asked now can overtake what was asked once. */
function halved(counts: ReadonlyMap<string, number>, kept: number): Map<string, number> {
  return new Map(
    [...counts]
      .toSorted((one, other) => other[1] - one[1])
      .slice(0, kept)
      .map(([key, count]) => [key, count / 2]),
  );
}

function keyOf({ slug, locale, id }: PassageReference): string {
  return `${slug}\n${locale}\n${id}`;
}
