import { localeMatch } from './locale-match.ts';
import type { Library, Pack } from './pack.ts';

/** By slug; within a slug English first, then by locale. */
export function inLibraryOrder(packs: readonly Pack[]): Library {
  return packs.toSorted(byPlace);
}

function byPlace(a: Pack, b: Pack): number {
  if (a.slug !== b.slug) return a.slug < b.slug ? -1 : 1;
  if (a.locale === b.locale) return 0;
  const english = localeMatch(b.locale, 'en') - localeMatch(a.locale, 'en');
  if (english !== 0) return english;
  return a.locale < b.locale ? -1 : 1;
}
