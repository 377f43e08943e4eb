import { articlesOf, packIn, type Library } from '../../content/pack.ts';
import type { LivingPin } from '../../store/pin-store.ts';
import type { Texts } from '../../texts/texts.ts';
import { partTitle } from '../render/part.ts';

/** As plain text, what a living pin shows and, where there are several, of which article. What an article lost is called by its id. */
export function pinTitle(
  library: Library,
  { slug, locale, part }: Pick<LivingPin, 'slug' | 'locale' | 'part'>,
  texts: Texts,
): string {
  const pack = packIn(library, slug, locale);
  if (pack === null) return texts.labelled(slug, part);
  const title = partTitle(pack, part, texts) ?? part;
  return articlesOf(library).length < 2 || title.includes(pack.title) ? title : `${title} · ${pack.title}`;
}
