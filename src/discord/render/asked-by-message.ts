import type { APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import { articlesOf, packIn, type Library, type Locale } from '../../content/pack.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { button, buttonRows, message } from './message.ts';
import { readerId } from './text-page.ts';

/** As many articles as fit into a row on a phone. */
const MAX_ARTICLES = 3;

/** To a message that asks nothing: how to ask, and what there is to read. */
export function introductionMessage(library: Library, locale: Locale, texts: Texts): MessageBody {
  const packs = articlesOf(library)
    .flatMap((slug) => packIn(library, slug, locale) ?? [])
    .slice(0, MAX_ARTICLES);
  return message({
    content: packs.length === 0 ? texts.ask.noContent : texts.messages.introduction,
    rows: buttonRows(
      packs.map((pack) =>
        button(
          packs.length === 1 ? texts.messages.browse : pack.title,
          readerId('open', { pack, part: 'faq' }),
        ),
      ),
    ),
  });
}

/** A line for all, and a button for the asker. */
export function offerMessage(text: string, offered: APIButtonComponentWithCustomId): MessageBody {
  return message({ content: text, rows: buttonRows([offered]) });
}
