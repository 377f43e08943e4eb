/** The `limit` items that score highest, best first; of equal ones, the earlier. */
export function topOf<Item>(
  items: readonly Item[],
  limit: number,
  scoreOf: (item: Item) => number,
): readonly Item[] {
  if (items.length <= limit) return items.toSorted((one, other) => scoreOf(other) - scoreOf(one));
  const scores = Float64Array.from(items, scoreOf);
  const least = Float64Array.from(scores).toSorted().at(-limit) ?? 0;
  // More than enough where several score the least that still counts.
  const best: { readonly item: Item; readonly score: number }[] = [];
  let at = 0;
  for (const item of items) {
    const score = scores[at] ?? 0;
    if (score >= least) best.push({ item, score });
    at += 1;
  }
  return best
    .toSorted((one, other) => other.score - one.score)
    .slice(0, limit)
    .map(({ item }) => item);
}
