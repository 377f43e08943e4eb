import { localeMatch } from './locale-match.ts';

/**
 * What the bot knows: an article's content in one language, as data.
 * Everything stands in the article's order; texts are Markdown as the author wrote it, CommonMark where nothing else is said.
 */

/** A language of a pack: the file's name, a BCP 47 tag such as `en`, `pt-BR` or `zh-Hant`. */
export type Locale = string;

/** Which Markdown a text is: that of a pack's files, or Discord's own, as people type it there. */
type Markup = 'commonmark' | 'discord';

export type PassageKind = 'faq' | 'highlight' | 'section';

/** What can be retrieved and cited: a FAQ entry, a highlight, a paragraph of a section. */
export interface Passage {
  /** Unique in its pack and stable while its heading stands: `faq/what-is-r1`, `highlight/2`, `section/introduction/1`. */
  readonly id: string;
  readonly kind: PassageKind;
  /** Counted within the kind from 1 in the article's order; for a paragraph, the number of its section. */
  readonly index: number;
  /** The number of the section that it cites (its own, for a paragraph); null where it names none. */
  readonly section: number | null;
  /** The question of a FAQ entry, the heading of a section, or `Highlights`. */
  readonly heading: string;
  readonly text: string;
  readonly markup: Markup;
  /** What the text says, line by line and without its markup. */
  readonly plain: string;
  /** Other ways to ask for it (`Also asked:`). */
  readonly wordings: readonly string[];
  /** The id of the passage that holds all of this one, for who asks for nothing that sets this part apart. */
  readonly partOf?: string;
}

export interface Section {
  /** Unique in its pack, made from the heading: `cost-effectiveness-and-innovation`. */
  readonly slug: string;
  /** Counted from 1. */
  readonly index: number;
  readonly heading: string;
  /** The whole section, without its heading. */
  readonly text: string;
  readonly paragraphs: readonly Passage[];
}

/** Something that readers ask and the article doesn't tell. */
export interface NotCovered {
  /** Fits behind "the article doesn't say": `how many parameters the model has`. */
  readonly topic: string;
  readonly wordings: readonly string[];
}

export interface Pack {
  /** The folder's name, and the name of the pack's slash command. */
  readonly slug: string;
  readonly locale: Locale;
  readonly title: string;
  /** The title of the article that the pack was made from. */
  readonly source: string;
  readonly url: string | null;
  /** ISO 8601 date. */
  readonly published: string | null;
  readonly summary: string;
  readonly highlights: readonly Passage[];
  readonly sections: readonly Section[];
  readonly faq: readonly Passage[];
  readonly notCovered: readonly NotCovered[];
  /** Changes exactly when the content does: a hash of the file's text. */
  readonly version: string;
}

/** All packs in all their languages, ordered by slug; within a slug, English first, then by locale. */
export type Library = readonly Pack[];

/** Names a passage across packs. */
export interface PassageReference {
  readonly slug: string;
  readonly locale: Locale;
  readonly id: string;
}

/** The FAQ, then the highlights, then the sections' paragraphs. */
export function passagesOf(pack: Pack): readonly Passage[] {
  return [...pack.faq, ...pack.highlights, ...pack.sections.flatMap((section) => section.paragraphs)];
}

const grouped = new WeakMap<Library, ReadonlyMap<string, readonly Pack[]>>();

/** The packs of each article by its slug, in the library's order. Of a library, looked through once. */
export function packsByArticle(library: Library): ReadonlyMap<string, readonly Pack[]> {
  const known = grouped.get(library);
  if (known !== undefined) return known;
  const packs = new Map<string, Pack[]>();
  for (const pack of library) {
    const others = packs.get(pack.slug);
    if (others === undefined) packs.set(pack.slug, [pack]);
    else others.push(pack);
  }
  grouped.set(library, packs);
  return packs;
}

/** The slugs of the library, each once, in its order. */
export function articlesOf(library: Library): readonly string[] {
  return [...packsByArticle(library).keys()];
}

/** The article in the wanted language, or the nearest to it; else in English, else in the first language it has. */
export function packIn(library: Library, slug: string, locale: Locale): Pack | null {
  const [best] = (packsByArticle(library).get(slug) ?? []).toSorted(
    (one, other) => localeMatch(other.locale, locale) - localeMatch(one.locale, locale),
  );
  return best ?? null;
}

export function sectionAt(pack: Pack, index: number | null): Section | null {
  return pack.sections.find((section) => section.index === index) ?? null;
}
