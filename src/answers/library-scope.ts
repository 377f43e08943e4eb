import type { ArticlesHere, QueryScope } from './answers.ts';

/** Which packs may answer, and in which order. */
export type LibraryScope = Pick<QueryScope, 'locale' | 'slug' | 'articles'>;

const known = new WeakMap<ArticlesHere, ReadonlyMap<string, number>>();

/** The place of each article that is on, by slug. A key stroke looks them up again and again. */
export function placesOf(articles: ArticlesHere): ReadonlyMap<string, number> {
  const before = known.get(articles);
  if (before !== undefined) return before;
  const places = new Map(articles.on.map((slug, place) => [slug, place]));
  known.set(articles, places);
  return places;
}

/** Whether none of these articles is off there. */
export function areAllOn(slugs: readonly string[], articles: ArticlesHere | undefined): boolean {
  if (articles === undefined) return true;
  const places = placesOf(articles);
  return slugs.every((slug) => places.has(slug));
}
