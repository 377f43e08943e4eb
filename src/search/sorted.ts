import type { Steps } from '../time-slices.ts';

/** So many are sorted, or merged, in one go: some milliseconds. */
const RUN = 4_096;

/** Texts by their UTF-16 units, as `toSorted` has them: many of them would keep everything else waiting there. */
export function* sorted(texts: Iterable<string>): Steps<readonly string[]> {
  const all = [...texts];
  let runs: (readonly string[])[] = [];
  for (let start = 0; start < all.length; start += RUN) {
    runs.push(all.slice(start, start + RUN).toSorted());
    yield;
  }
  while (runs.length > 1) {
    const merged: (readonly string[])[] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(yield* merge(runs[at] ?? [], runs[at + 1] ?? []));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* merge(one: readonly string[], other: readonly string[]): Steps<readonly string[]> {
  const merged: string[] = [];
  let first = 0;
  let second = 0;
  while (first < one.length || second < other.length) {
    const left = one[first];
    const right = other[second];
    if (right === undefined || (left !== undefined && left <= right)) {
      merged.push(left ?? '');
      first += 1;
    } else {
      merged.push(right);
      second += 1;
    }
    if (merged.length % RUN === 0) yield;
  }
  return merged;
}
