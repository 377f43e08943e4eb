import type { Passage } from '../content/pack.ts';
import type { PackPassage } from './outcome.ts';

/**
 * Questions to go on with: first those that cite the same section, then the others, the nearest first. Never itself.
 *
 * @param others what may be offered
 * @param near of these, those that are near, the nearest first
 */
export function relatedTo(
  found: PackPassage,
  limit: number,
  { others, near }: { readonly others: readonly PackPassage[]; readonly near: readonly PackPassage[] },
): readonly PackPassage[] {
  const place = new Map<Passage, number>();
  for (const { passage } of near) if (!place.has(passage)) place.set(passage, place.size);
  const distance = ({ passage }: PackPassage): number => place.get(passage) ?? near.length;
  const section = sectionOf(found);
  const sameSection = (other: PackPassage): boolean => section !== null && sectionOf(other) === section;
  return others
    .filter(({ passage }) => passage !== found.passage)
    .toSorted(
      (one, other) =>
        Number(sameSection(other)) - Number(sameSection(one)) || distance(one) - distance(other),
    )
    .slice(0, limit);
}

/** What is compared to find others like it. */
export function aboutText({ kind, heading, plain }: Passage): string {
  return kind === 'faq' ? `${heading} ${plain}` : plain;
}

/** The section that it cites, with its article. */
function sectionOf({ pack, passage, added }: PackPassage): string | null {
  if (added !== undefined) return added.cites && `${added.cites.pack.slug}/${added.cites.section.index}`;
  return passage.section === null ? null : `${pack.slug}/${passage.section}`;
}
