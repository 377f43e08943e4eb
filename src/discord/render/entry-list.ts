import { sectionIn } from '../../content/entry.ts';
import {
  passagesOf,
  type Library,
  type Pack,
  type Passage,
  type PassageReference,
} from '../../content/pack.ts';
import { MAX_ENTRIES, type ServerEntry, type Knowledge } from '../../store/knowledge-store.ts';
import type { Texts } from '../../texts/texts.ts';
import type { Steps } from '../../time-slices.ts';
import type { MessageBody } from '../api.ts';
import { buttonRows, message, notice, PAGE_LENGTH } from './message.ts';
import { pager } from './pager.ts';
import { paginate } from './pages.ts';
import { quotation } from './quotation.ts';
import { labelOf } from './text-page.ts';

const QUESTION = 100;
const ANSWER = 120;

/** All that a server's moderators added, in pages. */
export function* entryListMessage(
  { entries, uncoveredTopics, wordings }: Knowledge,
  shown: {
    readonly texts: Texts;
    readonly library: Library;
    /** Counted from 1; beyond the last page, the last one. */
    readonly page: number;
    readonly pageId: (page: number) => string;
  },
): Steps<MessageBody> {
  const { texts, library, pageId } = shown;
  const { list } = texts.faq;
  if (entries.length === 0 && uncoveredTopics.length === 0 && wordings.length === 0)
    return notice(list.empty);
  const blocks: string[] = [];
  for (const entry of entries) {
    blocks.push(entryLines(entry, library, texts));
    yield;
  }
  if (uncoveredTopics.length > 0) blocks.push(`**${list.uncoveredTopics}**`);
  for (const { question } of uncoveredTopics) {
    blocks.push(`- ${quotation(question, QUESTION)}`);
    yield;
  }
  if (wordings.length > 0) blocks.push(`**${list.articleWordings}**`);
  const titleOf = passageTitles(library);
  for (const { wording, passage } of wordings) {
    const title = quotation(titleOf(passage), QUESTION);
    blocks.push(`- ${list.leadsTo(quotation(wording, QUESTION), title)}`);
    yield;
  }
  const pages = paginate(blocks.join('\n\n'), PAGE_LENGTH);
  const turned = pager({ wanted: shown.page, pages: pages.length }, texts, pageId);
  const count = list.count(entries.length, MAX_ENTRIES);
  return message({
    card: {
      title: list.title,
      text: pages[turned.page - 1] ?? '',
      footer: turned.footer === undefined ? count : `${count} · ${turned.footer}`,
    },
    rows: buttonRows(turned.buttons),
  });
}

/** Plain text; three dots for a passage that the article no longer has. Each article is looked through once. */
export function passageTitles(library: Library): (reference: PassageReference) => string {
  const byPack = new Map<Pack, ReadonlyMap<string, Passage>>();
  return ({ slug, locale, id }) => {
    const pack = library.find((one) => one.slug === slug && one.locale === locale);
    if (pack === undefined) return '…';
    const byId = byPack.get(pack) ?? new Map(passagesOf(pack).map((passage) => [passage.id, passage]));
    byPack.set(pack, byId);
    const found = byId.get(id);
    return found === undefined ? '…' : labelOf(found);
  };
}

function entryLines(entry: ServerEntry, library: Library, { faq: { list } }: Texts): string {
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
