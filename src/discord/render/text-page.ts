import type { APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import type { PackPassage } from '../../answers/outcome.ts';
import { ENTRY_LIMITS } from '../../content/entry.ts';
import type { Pack, Passage, Section } from '../../content/pack.ts';
import { languageIn } from '../../content/locale-match.ts';
import { LANGUAGES, textsFor, type Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { customId } from '../custom-id.ts';
import { emphasised, escapeMarkdown, link } from '../../markdown/discord.ts';
import type { DiscordText } from './markdown.ts';
import { button, buttonRows, message, PAGE_LENGTH } from './message.ts';
import { pager, type Pager } from './pager.ts';
import { paginate } from './pages.ts';
import { quotation } from './quotation.ts';
import { oneLine } from './text.ts';

/**
 * A part of a pack, as a custom id names it: `summary`, `highlights`, `contents`, `faq`,
 * `section/<slug>`, or a passage's id.
 */
export type ArticlePart = string;

/** The owner of all buttons and menus that lead through a pack; `reader.ts` handles them. */
export const READER = 'read';

export const sectionPart = (section: Section): ArticlePart => `section/${section.slug}`;

/** Where a part stands: in an article, or among a server's own entries. */
interface Place {
  readonly pack: Pick<Pack, 'slug' | 'locale'>;
  readonly part: ArticlePart;
}

/** A custom id of the reader: `open` shows a part anew, `go` turns the page, `choose` opens what a menu chose. */
export function readerId(handler: 'open' | 'go' | 'choose', { pack, part }: Place, page?: number): string {
  const place = [pack.slug, pack.locale, part] as const;
  return page === undefined ? customId(READER, handler, ...place) : customId(READER, handler, ...place, page);
}

/** For what stands around a text: in its language where the bot speaks it, so that a message is in one. */
export function textsAround({ locale }: Pick<Pack, 'locale'>, others: Texts): Texts {
  return LANGUAGES.includes(languageIn(locale)) ? textsFor(locale, others.naming) : others;
}

export interface PageOptions {
  readonly texts: Texts;
  /** Counted from 1; beyond the last page, the last one. */
  readonly page?: number;
  /** Whether it says which article it is of: where there are several. */
  readonly namesArticle?: boolean;
  /** Offered as buttons. */
  readonly related?: readonly Pick<PackPassage, 'pack' | 'passage'>[];
  /** The sentence that answers, without markup: it stands out. */
  readonly evidence?: string;
  /** A line above the card. */
  readonly content?: string;
  /** Others' buttons, behind all the rest. */
  readonly further?: readonly APIButtonComponentWithCustomId[];
}

/** A text with its source, as long as it may be. */
export interface TextPage extends Place {
  readonly title: string;
  /** The title of the article that it is of; absent where the page says so anyway. */
  readonly article?: string;
  readonly text: DiscordText;
  /** Offered as a button. */
  readonly section: { readonly pack: Pack; readonly section: Section } | null;
  /** Discord Markdown: who says so. */
  readonly citation: string;
}

export function pageMessage({ section, ...place }: TextPage, shown: PageOptions): MessageBody {
  const { evidence } = shown;
  const written = evidence === undefined ? place.text.text : emphasised(place.text.text, evidence);
  const pages = paginate(written, PAGE_LENGTH);
  const { texts } = shown;
  const { page, buttons, footer } = readerPager(place, shown, pages.length);
  const text = pages[page - 1] ?? '';
  const picture = place.text.pictures.find((one) => text.includes(one.link));
  const open =
    section === null
      ? []
      : [
          button(
            texts.reading.wholeSection,
            readerId('open', { pack: section.pack, part: sectionPart(section.section) }),
          ),
        ];
  const related = (shown.related ?? []).map(({ pack, passage }) =>
    button(labelOf(passage), readerId('open', { pack, part: passage.id })),
  );
  return message({
    ...(shown.content === undefined ? {} : { content: shown.content }),
    card: {
      ...(shown.namesArticle === true && place.article !== undefined ? { article: place.article } : {}),
      title: place.title,
      text,
      ...(picture === undefined ? {} : { picture: picture.url }),
      source: { label: texts.reading.source, citation: place.citation },
      footer,
    },
    rows: [...buttonRows(related), ...buttonRows([...buttons, ...open, ...(shown.further ?? [])])],
  });
}

/** For a button: a highlight says more by its text than by its number, a part of a section by its own heading. */
export function labelOf({ kind, plain, heading, wordings: [own] }: Passage): string {
  switch (kind) {
    case 'highlight':
      return plain;
    case 'section':
      return own ?? heading;
    case 'faq':
      return heading;
  }
}

export function readerPager(place: Place, { page = 1, texts }: PageOptions, pages: number): Pager {
  return pager({ wanted: page, pages }, texts, (to) => readerId('go', place, to));
}

/** An address longer than this would not leave room for the rest of its line. */
export const LINK_LENGTH = 400;

/** The section that says so and the article that it stands in, linked where the pack has an address. */
export function citation(pack: Pack, section: Section | null, texts: Texts): string {
  const url = pack.url !== null && pack.url.length <= LINK_LENGTH ? pack.url : null;
  const source = link(escapeMarkdown(oneLine(pack.source, 200)), url);
  const heading = section === null ? null : escapeMarkdown(oneLine(section.heading, 100));
  return texts.reading.citation(heading, source);
}

/** Where an entry of the server's own comes from, in Discord's Markdown; whoever is credited is named, not mentioned. */
export function addedCitation({ entry, cites }: NonNullable<PackPassage['added']>, texts: Texts): string {
  const { addedByModerators, answeredBy } = texts.reading;
  const added =
    entry.author === null
      ? addedByModerators
      : `${addedByModerators}${answeredBy(quotation(entry.author, ENTRY_LIMITS.author))}`;
  return cites === null ? added : `${added} · ${citation(cites.pack, cites.section, texts)}`;
}
