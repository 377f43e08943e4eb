import type { ArticleChanges, OutlinePart } from '../../content/article-changes.ts';
import type { Locale } from '../../content/pack.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { customId } from '../custom-id.ts';
import { button, buttonRows, message } from './message.ts';
import { quotation } from './quotation.ts';
import { READER } from './text-page.ts';

/** Of each kind of change: three of these fit into a card, even with each character escaped. */
const LISTED = 8;
const LISTED_LENGTH = 75;

/** The button under a post on a release, by which that is recognised, too: it leads to the article's contents. */
export function newsId(slug: string, locale: Locale, release: string): string {
  return customId(READER, 'news', slug, locale, release);
}

export function newsMessage(
  changes: ArticleChanges,
  shown: { readonly article: string; readonly texts: Texts; readonly contentsId: string },
): MessageBody {
  const { news } = shown.texts;
  const blocks = [
    listed(news.added, changes.added),
    listed(news.changed, changes.changed),
    listed(news.removed, changes.removed),
  ].filter((block) => block !== null);
  return message({
    card: {
      title: news.title(shown.article),
      text: blocks.length === 0 ? news.nothing : blocks.join('\n\n'),
    },
    rows: buttonRows([button(news.contents, shown.contentsId)]),
  });

  /** Null where there is nothing to list. */
  function listed(title: string, parts: readonly OutlinePart[]): string | null {
    if (parts.length === 0) return null;
    const rest = parts.length - LISTED;
    return [
      `**${title}**`,
      ...parts
        .slice(0, LISTED)
        .map((one) => `- ${news.kinds[one.kind]}: ${quotation(one.title, LISTED_LENGTH)}`),
      ...(rest > 0 ? [`- ${news.andMore(rest)}`] : []),
    ].join('\n');
  }
}
