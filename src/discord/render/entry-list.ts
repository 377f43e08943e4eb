import { sectionIn } from '../../content/entry.ts';
import { passagesOf, type Library, type PassageReference } from '../../content/pack.ts';
import { MOST_ENTRIES, type AddedWording, type Entry, type Knowledge } from '../../store/store.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { button, buttonRows, message, notice, PAGE_LENGTH } from './message.ts';
import { paginate } from './pages.ts';
import { quotation } from './quotation.ts';

import { labelOf } from './text-page.ts';

const QUESTION = 100;
const ANSWER = 120;

/** All that a server's moderators added, in pages. */
export function entryListMessage(
  { entries, lines, wordings }: Knowledge,
  shown: {
    readonly texts: Texts;
    readonly library: Library;
    /** Counted from 1; beyond the last page, the last one. */
    readonly page: number;
    readonly pageId: (page: number) => string;
  },
): MessageBody {
  const { texts, library, pageId } = shown;
  const { list } = texts.faq;
  if (entries.length === 0 && lines.length === 0 && wordings.length === 0) return notice(list.empty);
  const pages = paginate(
    [
      ...entries.map((entry) => entryLines(entry, library, texts)),
      ...(lines.length === 0 ? [] : [`**${list.lines}**`]),
      ...lines.map(({ question }) => `- ${quotation(question, QUESTION)}`),
      ...(wordings.length === 0 ? [] : [`**${list.articleWordings}**`]),
      ...wordings.map((added) => `- ${wordingLine(added, library, texts)}`),
    ].join('\n\n'),
    PAGE_LENGTH,
  );
  const page = Math.min(Math.max(shown.page, 1), pages.length);
  const count = list.count(entries.length, MOST_ENTRIES);
  return message({
    card: {
      title: list.title,
      text: pages[page - 1] ?? '',
      footer: pages.length === 1 ? count : `${count} · ${texts.reading.page(page, pages.length)}`,
    },
    rows:
      pages.length === 1
        ? []
        : buttonRows([
            button(texts.reading.previous, pageId(page - 1), { disabled: page === 1 }),
            button(texts.reading.next, pageId(page + 1), { disabled: page === pages.length }),
          ]),
  });
}

function wordingLine({ wording, passage }: AddedWording, library: Library, { faq }: Texts): string {
  return faq.list.leadsTo(quotation(wording, QUESTION), quotation(passageTitle(library, passage), QUESTION));
}

/** Plain text; three dots for a passage that the article no longer has. */
export function passageTitle(library: Library, { slug, locale, id }: PassageReference): string {
  const pack = library.find((one) => one.slug === slug && one.locale === locale);
  const found = pack && passagesOf(pack).find((passage) => passage.id === id);
  return found === undefined ? '…' : labelOf(found);
}

function entryLines(entry: Entry, library: Library, { faq: { list } }: Texts): string {
  const section = entry.section === null ? null : sectionIn(library, entry.section, entry.locale);
  const about = [
    ...(section === null ? [] : [quotation(section.heading, QUESTION)]),
    ...(entry.wordings.length === 0 ? [] : [list.wordings(entry.wordings.length)]),
  ];
  return [
    `**${quotation(entry.question, QUESTION)}**`,
    quotation(entry.answer, ANSWER),
    ...(about.length === 0 ? [] : [`-# ${about.join(' · ')}`]),
  ].join('\n');
}
