import { passagesOf, sectionAt, type Pack, type Passage, type Section } from '../../content/pack.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { customId } from '../custom-id.ts';
import { LIMITS } from '../limits.ts';
import { discordBlocks, escapeMarkdown, link } from './markdown.ts';
import {
  button,
  buttonRows,
  message,
  PAGE_LENGTH,
  selectRow,
  type Card,
  type SelectChoice,
} from './message.ts';
import { oneLine, paginate } from './text.ts';

/**
 * A part of a pack, as a custom id names it: `summary`, `highlights`, `contents`, `faq`,
 * `section/<slug>`, or a passage's id.
 */
export type Part = string;

/** The owner of all buttons and menus that lead through a pack; `reader.ts` handles them. */
export const READER = 'read';

export const sectionPart = (section: Section): Part => `section/${section.slug}`;

/** A custom id of the reader: `open` shows a part anew, `go` turns the page, `choose` opens what a menu chose. */
function readerId(handler: 'open' | 'go' | 'choose', pack: Pack, part: Part, page?: number): string {
  const place = [pack.slug, pack.locale, part] as const;
  return page === undefined ? customId(READER, handler, ...place) : customId(READER, handler, ...place, page);
}

interface Shown {
  readonly texts: Texts;
  /** Counted from 1; beyond the last page, the last one. */
  readonly page?: number;
  /** Passages of the same pack, offered as buttons. */
  readonly related?: readonly Passage[];
  /** A line above the card. */
  readonly content?: string;
}

/** A part of a pack as a message, or null where the pack has no such part. */
export function partMessage(pack: Pack, part: Part, shown: Shown): MessageBody | null {
  const { texts } = shown;
  switch (part) {
    case 'summary':
      return textMessage(
        pack,
        part,
        { title: pack.title, section: null },
        discordBlocks(pack.summary),
        shown,
      );
    case 'highlights': {
      const bullets = pack.highlights.map((highlight) =>
        discordBlocks(`- ${indented(highlight.text)}`).join('\n'),
      );
      const blocks = bullets.length > 0 ? bullets : [texts.reading.noHighlights];
      return textMessage(pack, part, { title: texts.reading.highlights, section: null }, blocks, shown);
    }
    case 'contents':
      return listMessage(
        pack,
        part,
        { title: texts.reading.contents, placeholder: texts.reading.chooseSection, empty: '…' },
        pack.sections.map((section) => ({ label: section.heading, value: sectionPart(section) })),
        shown,
      );
    case 'faq':
      return listMessage(
        pack,
        part,
        { title: texts.reading.faq, placeholder: texts.reading.chooseQuestion, empty: texts.reading.noFaq },
        pack.faq.map((entry) => ({ label: entry.heading, value: entry.id })),
        shown,
      );
    default:
      return sectionMessage(pack, part, shown) ?? passageMessage(pack, part, shown);
  }
}

/** All that `partMessage` can show of a pack. */
export function partsOf(pack: Pack): readonly Part[] {
  return [
    'summary',
    'highlights',
    ...passagesOf(pack).map(({ id }) => id),
    ...pack.sections.map(sectionPart),
    'contents',
    'faq',
  ];
}

/** As plain text, what the card of a part is called; null where the pack has no such part. */
export function partTitle(pack: Pack, part: Part, texts: Texts): string | null {
  const title = (): string | null => {
    switch (part) {
      case 'summary':
        return pack.title;
      case 'highlights':
        return texts.reading.highlights;
      case 'contents':
        return listTitle(texts.reading.contents, pack);
      case 'faq':
        return listTitle(texts.reading.faq, pack);
      default: {
        const section = pack.sections.find((candidate) => sectionPart(candidate) === part);
        if (section !== undefined) return section.heading;
        const passage = passagesOf(pack).find((candidate) => candidate.id === part);
        return passage === undefined ? null : titleOf(passage, texts);
      }
    }
  };
  const found = title();
  return found === null ? null : oneLine(found, LIMITS.embedTitle);
}

/** In place of a part that the pack no longer has, for a message that stays: it leads to what there is. */
export function goneMessage(pack: Pack, part: Part, title: string, texts: Texts): MessageBody {
  const what = part.startsWith('section/') ? texts.reading.sectionGone : texts.reading.passageGone;
  return message({
    card: {
      title,
      text: what,
      source: { label: texts.reading.source, citation: citation(pack, null, texts) },
    },
    rows: buttonRows([button(texts.reading.contents, readerId('open', pack, 'contents'))]),
  });
}

function listTitle(words: string, pack: Pack): string {
  return `${words}: ${pack.title}`;
}

/** Follow-on lines of a list item stand under its text. */
function indented(text: string): string {
  return text.replaceAll('\n', '\n  ');
}

function sectionMessage(pack: Pack, part: Part, shown: Shown): MessageBody | null {
  const section = pack.sections.find((candidate) => sectionPart(candidate) === part);
  if (section === undefined) return null;
  return textMessage(
    pack,
    part,
    { title: section.heading, section: null },
    discordBlocks(section.text),
    shown,
  );
}

function passageMessage(pack: Pack, part: Part, shown: Shown): MessageBody | null {
  const passage = passagesOf(pack).find((candidate) => candidate.id === part);
  if (passage === undefined) return null;
  return textMessage(
    pack,
    part,
    { title: titleOf(passage, shown.texts), section: sectionAt(pack, passage.section) },
    discordBlocks(passage.text),
    shown,
  );
}

/** A highlight has no heading of its own: it is called so in the reader's language. */
function titleOf(passage: Passage, texts: Texts): string {
  return passage.kind === 'highlight' ? `${texts.reading.highlights} · ${passage.index}` : passage.heading;
}

/** For a button: a highlight says more by its text than by its number. */
export function labelOf(passage: Passage): string {
  return passage.kind === 'highlight' ? passage.text : passage.heading;
}

function textMessage(
  pack: Pack,
  part: Part,
  head: { readonly title: string; readonly section: Section | null },
  blocks: readonly string[],
  shown: Shown,
): MessageBody {
  const pages = paginate(blocks, PAGE_LENGTH);
  const page = Math.min(Math.max(shown.page ?? 1, 1), pages.length);
  const { texts } = shown;
  const open =
    head.section === null
      ? []
      : [button(texts.reading.wholeSection, readerId('open', pack, sectionPart(head.section)))];
  const related = (shown.related ?? []).map((passage) =>
    button(labelOf(passage), readerId('open', pack, passage.id)),
  );
  return message({
    ...(shown.content === undefined ? {} : { content: shown.content }),
    card: {
      title: head.title,
      text: pages[page - 1] ?? '',
      source: { label: texts.reading.source, citation: citation(pack, head.section, texts) },
      ...pageFooter(page, pages.length, texts),
    },
    rows: [
      ...buttonRows(related),
      ...buttonRows([...turnButtons(pack, part, page, pages.length, texts), ...open]),
    ],
  });
}

function listMessage(
  pack: Pack,
  part: Part,
  words: { readonly title: string; readonly placeholder: string; readonly empty: string },
  choices: readonly SelectChoice[],
  shown: Shown,
): MessageBody {
  const { texts } = shown;
  const pages = Math.max(1, Math.ceil(choices.length / LIMITS.selectOptions));
  const page = Math.min(Math.max(shown.page ?? 1, 1), pages);
  const start = (page - 1) * LIMITS.selectOptions;
  const onPage = choices.slice(start, start + LIMITS.selectOptions);
  const lines = onPage.map((choice, position) => `${start + position + 1}. ${listed(choice.label)}`);
  return message({
    card: {
      title: listTitle(words.title, pack),
      text: lines.length > 0 ? lines.join('\n') : words.empty,
      source: { label: texts.reading.source, citation: citation(pack, null, texts) },
      ...pageFooter(page, pages, texts),
    },
    rows: [
      ...(onPage.length > 0 ? [selectRow(readerId('choose', pack, part), words.placeholder, onPage)] : []),
      ...buttonRows(turnButtons(pack, part, page, pages, texts)),
    ],
  });
}

/** 25 lines of a list stay well within an embed's description. */
function listed(label: string): string {
  return escapeMarkdown(oneLine(label, 70));
}

function pageFooter(page: number, pages: number, texts: Texts): Pick<Card, 'footer'> {
  return pages > 1 ? { footer: texts.reading.page(page, pages) } : {};
}

function turnButtons(pack: Pack, part: Part, page: number, pages: number, texts: Texts) {
  if (pages === 1) return [];
  return [
    button(texts.reading.previous, readerId('go', pack, part, page - 1), { disabled: page === 1 }),
    button(texts.reading.next, readerId('go', pack, part, page + 1), { disabled: page === pages }),
  ];
}

/** An address longer than this would not leave room for the rest of its line. */
const LINK_LENGTH = 400;

/** The section that says so and the article that it stands in, linked where the pack has an address. */
function citation(pack: Pack, section: Section | null, texts: Texts): string {
  const url = pack.url !== null && pack.url.length <= LINK_LENGTH ? pack.url : null;
  const source = link(escapeMarkdown(oneLine(pack.source, 200)), url);
  const heading = section === null ? null : escapeMarkdown(oneLine(section.heading, 100));
  return texts.reading.citation(heading, source);
}

/** Where a pack comes from, in which languages there is one, and how much it holds. */
export function sourceMessage(pack: Pack, languages: readonly string[], texts: Texts): MessageBody {
  const url = pack.url !== null && pack.url.length <= LINK_LENGTH ? pack.url : null;
  const names = new Intl.DisplayNames([texts.discordLocales[0] ?? 'en'], { type: 'language' });
  return message({
    card: {
      title: pack.title,
      text: [
        `**${link(escapeMarkdown(oneLine(pack.source, 200)), url)}**`,
        ...(pack.published === null ? [] : [texts.reading.published(formatDate(pack.published, texts))]),
        ...(url === null ? [texts.reading.noLink] : []),
        `${texts.reading.sectionCount(pack.sections.length)}, ${texts.reading.faqCount(pack.faq.length)}`,
        texts.reading.languages(languages.map((language) => names.of(language) ?? language).join(', ')),
      ].join('\n'),
    },
  });
}

function formatDate(iso: string, texts: Texts): string {
  const date = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(texts.discordLocales[0] ?? 'en', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(date);
}
