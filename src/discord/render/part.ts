import { passagesOf, sectionAt, type Pack, type Passage, type Section } from '../../content/pack.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { LIMITS } from '../limits.ts';
import { escapeMarkdown, link } from '../../markdown/discord.ts';
import { asItIs, discordText, type DiscordText } from './markdown.ts';
import { button, buttonRows, message, selectRow, type SelectChoice } from './message.ts';
import { oneLine } from './text.ts';
import {
  citation,
  LINK_LENGTH,
  pageMessage,
  readerId,
  readerPager,
  sectionPart,
  type ArticlePart,
  type PageOptions,
} from './text-page.ts';

export { READER, sectionPart, type ArticlePart } from './text-page.ts';

/** A part of a pack as a message, or null where the pack has no such part. */
export function partMessage(pack: Pack, part: ArticlePart, shown: PageOptions): MessageBody | null {
  const { texts } = shown;
  switch (part) {
    case 'summary':
      return textMessage(
        pack,
        part,
        { title: pack.title, section: null },
        discordText({ text: pack.summary, markup: 'commonmark' }, pack),
        shown,
      );
    case 'highlights': {
      return textMessage(
        pack,
        part,
        { title: texts.reading.highlights, section: null },
        pack.highlights.length > 0 ? bullets(pack) : asItIs(texts.reading.noHighlights),
        shown,
      );
    }
    case 'contents':
      // The contents of a list of questions are its questions.
      return pack.sections.length === 0
        ? questionList(pack, part, texts.reading.contents, shown)
        : listMessage(
            pack,
            part,
            { title: texts.reading.contents, placeholder: texts.reading.chooseSection, empty: '…' },
            pack.sections.map((section) => ({ label: section.heading, value: sectionPart(section) })),
            shown,
          );
    case 'faq':
      return questionList(pack, part, texts.reading.faq, shown);
    default:
      return sectionMessage(pack, part, shown) ?? passagePage(pack, part, shown);
  }
}

/** All that `partMessage` can show of a pack. */
export function partsOf(pack: Pack): readonly ArticlePart[] {
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
export function partTitle(pack: Pack, part: ArticlePart, texts: Texts): string | null {
  const title = (): string | null => {
    switch (part) {
      case 'summary':
        return pack.title;
      case 'highlights':
        return texts.reading.highlights;
      case 'contents':
        return texts.labelled(texts.reading.contents, pack.title);
      case 'faq':
        return texts.labelled(texts.reading.faq, pack.title);
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
export function goneMessage(pack: Pack, part: ArticlePart, title: string, texts: Texts): MessageBody {
  const what = part.startsWith('section/') ? texts.reading.sectionGone : texts.reading.passageGone;
  return message({
    card: {
      title,
      text: what,
      source: { label: texts.reading.source, citation: citation(pack, null, texts) },
    },
    rows: buttonRows([button(texts.reading.contents, readerId('open', { pack, part: 'contents' }))]),
  });
}

/** Follow-on lines of a list item stand under its text. */
function bullets(pack: Pack): DiscordText {
  const items = pack.highlights.map(({ text, markup }) =>
    discordText({ text: `- ${text.replaceAll('\n', '\n  ')}`, markup }, pack),
  );
  return {
    text: items.map(({ text }) => text).join('\n\n'),
    pictures: items.flatMap(({ pictures }) => pictures),
  };
}

function sectionMessage(pack: Pack, part: ArticlePart, shown: PageOptions): MessageBody | null {
  const section = pack.sections.find((candidate) => sectionPart(candidate) === part);
  if (section === undefined) return null;
  return textMessage(
    pack,
    part,
    { title: section.heading, section: null },
    discordText({ text: section.text, markup: 'commonmark' }, pack),
    shown,
  );
}

function passagePage(pack: Pack, part: ArticlePart, shown: PageOptions): MessageBody | null {
  const passage = passagesOf(pack).find((candidate) => candidate.id === part);
  if (passage === undefined) return null;
  return textMessage(
    pack,
    part,
    { title: titleOf(passage, shown.texts), section: sectionAt(pack, passage.section) },
    discordText(passage, pack),
    shown,
  );
}

/** A highlight has no heading of its own: it is called so in the reader's language. */
function titleOf(passage: Passage, texts: Texts): string {
  return passage.kind === 'highlight' ? `${texts.reading.highlights} · ${passage.index}` : passage.heading;
}

function textMessage(
  pack: Pack,
  part: ArticlePart,
  head: { readonly title: string; readonly section: Section | null },
  text: DiscordText,
  shown: PageOptions,
): MessageBody {
  const { title, section } = head;
  return pageMessage(
    {
      pack,
      part,
      title,
      ...(title === pack.title ? {} : { article: pack.title }),
      text,
      section: section === null ? null : { pack, section },
      citation: citation(pack, section, shown.texts),
    },
    shown,
  );
}

function questionList(pack: Pack, part: ArticlePart, title: string, shown: PageOptions): MessageBody {
  const { chooseQuestion: placeholder, noFaq: empty } = shown.texts.reading;
  const choices = pack.faq.map((entry) => ({ label: entry.heading, value: entry.id }));
  return listMessage(pack, part, { title, placeholder, empty }, choices, shown);
}

function listMessage(
  pack: Pack,
  part: ArticlePart,
  words: { readonly title: string; readonly placeholder: string; readonly empty: string },
  choices: readonly SelectChoice[],
  shown: PageOptions,
): MessageBody {
  const { texts } = shown;
  const pages = Math.ceil(choices.length / LIMITS.selectOptions);
  const { page, buttons, footer } = readerPager({ pack, part }, shown, pages);
  const start = (page - 1) * LIMITS.selectOptions;
  const onPage = choices.slice(start, start + LIMITS.selectOptions);
  const lines = onPage.map((choice, position) => `${start + position + 1}. ${listed(choice.label)}`);
  return message({
    card: {
      title: texts.labelled(words.title, pack.title),
      text: lines.length > 0 ? lines.join('\n') : words.empty,
      source: { label: texts.reading.source, citation: citation(pack, null, texts) },
      footer,
    },
    rows: [
      ...(onPage.length > 0
        ? [selectRow(readerId('choose', { pack, part }), words.placeholder, onPage)]
        : []),
      ...buttonRows([...buttons, ...(shown.further ?? [])]),
    ],
  });
}

/** 25 lines of a list stay well within an embed's description. */
function listed(label: string): string {
  return escapeMarkdown(oneLine(label, 70));
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
