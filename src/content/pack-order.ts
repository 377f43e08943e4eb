import type { Library, Pack } from './pack.ts';

/** By slug; within a slug English first, then by locale. */
export function inLibraryOrder(packs: readonly Pack[]): Library {
  return packs.toSorted(byPlace);
}

function byPlace(a: Pack, b: Pack): number {
  if (a.slug !== b.slug) return a.slug < b.slug ? -1 : 1;
  if (a.locale === b.locale) return 0;
  if (a.locale === 'en') return -1;
  if (b.locale === 'en') return 1;
  return a.locale < b.locale ? -1 : 1;
}
