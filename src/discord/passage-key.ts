import { SERVER_SLUG } from '../answers/servers.ts';
import { passagesOf, type Library, type PassageReference } from '../content/pack.ts';
import { shortened } from './custom-id.ts';

/**
 * Stands for a passage's id in custom ids that carry more than the passage: the longest article's name and the longest
 * id leave no room for a question's id beside them. An entry's own id is short as it is.
 */
export function passageKey({ slug, id }: Pick<PassageReference, 'slug' | 'id'>): string {
  return slug === SERVER_SLUG ? id : shortened(id);
}

/** The passage that the key stands for, or that has it as its id; null where the content no longer has it. */
export function passageByKey(
  library: Library,
  { slug, locale, key }: { readonly slug: string; readonly locale: string; readonly key: string },
): PassageReference | null {
  if (slug === SERVER_SLUG) return { slug, locale, id: key };
  const pack = library.find((one) => one.slug === slug && one.locale === locale);
  const found = pack && passagesOf(pack).find(({ id }) => id === key || passageKey({ slug, id }) === key);
  return found === undefined ? null : { slug, locale, id: found.id };
}
