import type { Random } from '../src/search/random.ts';

/** An integer from `least` to `most`, both included. */
export function integer(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

export function pick<Item>(random: Random, items: readonly [Item, ...Item[]]): Item {
  return items[integer(random, 0, items.length - 1)] ?? items[0];
}

/** Every order is equally likely (Fisher and Yates). */
export function shuffled<Item>(random: Random, items: readonly Item[]): readonly Item[] {
  const left = [...items];
  const result: Item[] = [];
  while (left.length > 0) {
    const at = integer(random, 0, left.length - 1);
    const last = left.pop();
    if (last === undefined) break;
    const chosen = left[at] ?? last;
    if (at < left.length) left[at] = last;
    result.push(chosen);
  }
  return result;
}
