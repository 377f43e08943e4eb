import type { ArticleChanges, OutlinePart } from '../../content/article-changes.ts';
import type { Pack } from '../../content/pack.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { customId } from '../custom-id.ts';
import { LIMITS } from '../limits.ts';
import { button, buttonRows, message, selectRow, type SelectChoice } from './message.ts';
import { quotation } from './quotation.ts';
import { READER, readerId, type ArticlePart } from './text-page.ts';

/** Of each kind of change: three of these fit into a card, even with each character escaped. */
const LISTED = 8;
const LISTED_LENGTH = 75;

/** The button under a post on a release, by which that is recognised, too: it leads to the article's contents. */
export function newsId({ slug, locale }: Pick<Pack, 'slug' | 'locale'>, release: string): string {
  return customId(READER, 'news', slug, locale, release);
}

/** What a release changed in an article; what is there now can be read from it. */
export function newsMessage(
  changes: ArticleChanges,
  {
    pack,
    release,
    texts,
  }: {
    readonly pack: Pick<Pack, 'slug' | 'locale' | 'title'>;
    readonly release: string;
    readonly texts: Texts;
  },
): MessageBody {
  const { news, reading } = texts;
  const blocks = [
    listed(news.added, changes.added),
    listed(news.changed, changes.changed),
    listed(news.removed, changes.removed),
  ].filter((block) => block !== null);
  const choices = choicesOf([...changes.added, ...changes.changed]);
  return message({
    card: {
      title: news.title(pack.title),
      text: blocks.length === 0 ? news.nothing : blocks.join('\n\n'),
    },
    rows: [
      ...(choices.length === 0
        ? []
        : [selectRow(readerId('choose', { pack, part: '' }), news.read, choices)]),
      ...buttonRows([button(reading.contents, newsId(pack, release))]),
    ],
  });

  /** Null where there is nothing to list. */
  function listed(title: string, parts: readonly OutlinePart[]): string | null {
    if (parts.length === 0) return null;
    const rest = parts.length - LISTED;
    return [
      `**${title}**`,
      ...parts
        .slice(0, LISTED)
        .map((one) => `- ${texts.labelled(news.kinds[one.kind], quotation(one.title, LISTED_LENGTH))}`),
      ...(rest > 0 ? [`- ${news.andMore(rest)}`] : []),
    ].join('\n');
  }

  /** All highlights are read together. */
  function choicesOf(parts: readonly OutlinePart[]): readonly SelectChoice[] {
    const byPart = new Map<ArticlePart, SelectChoice>();
    for (const one of parts) {
      const value = partOf(one);
      const isHighlight = one.kind === 'highlight';
      byPart.set(value, {
        value,
        label: isHighlight ? reading.highlights : one.title,
        ...(isHighlight ? {} : { description: news.kinds[one.kind] }),
      });
    }
    return [...byPart.values()].slice(0, LIMITS.selectOptions);
  }
}

function partOf({ kind, id }: OutlinePart): ArticlePart {
  switch (kind) {
    case 'faq':
      return id;
    case 'section':
      return `section/${id}`;
    case 'highlight':
      return 'highlights';
  }
}
