import type { Passage } from '../content/pack.ts';
import type { SearchIndex } from '../search/hit.ts';
import type { Found } from './outcome.ts';

/** Questions of the same pack: first those that cite the same section, then the others, the nearest first. Never itself. */
export function relatedTo(
  { pack, passage }: Found,
  limit: number,
  index: SearchIndex | null,
): readonly Found[] {
  const asked = passage.kind === 'faq' ? `${passage.heading} ${passage.text}` : passage.text;
  const near = (index?.search(asked).hits ?? []).map((hit) => hit.passage.id);
  const place = new Map(near.map((id, at) => [id, at]));
  const distance = (other: Passage): number => place.get(other.id) ?? near.length;
  const sameSection = (other: Passage): boolean =>
    passage.section !== null && other.section === passage.section;
  return pack.faq
    .filter((other) => other.id !== passage.id)
    .toSorted(
      (one, other) =>
        Number(sameSection(other)) - Number(sameSection(one)) || distance(one) - distance(other),
    )
    .slice(0, limit)
    .map((other) => ({ pack, passage: other }));
}
