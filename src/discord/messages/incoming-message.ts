import { withoutQuotes } from '../../markdown/own-words.ts';
import type { VisibleMessage } from '../pins/same-message.ts';

/** A message that is meant for the bot, as a transport hands it over. */
export interface IncomingMessage {
  readonly id: string;
  readonly channelId: string;
  /** Null in direct messages. */
  readonly serverId: string | null;
  /** One of Discord's locales; null in direct messages, which have none. */
  readonly serverLocale: string | null;
  readonly author: { readonly id: string; readonly username: string };
  /** As it was typed, with its mentions. */
  readonly content: string;
  /** This bot's user. */
  readonly botId: string;
  /** The bot's own message that this is a reply to. */
  readonly repliesTo: VisibleMessage | null;
}

/** What it asks: without the mentions of the bot, and what separates them from the rest. */
export function questionIn({ content, botId }: Pick<IncomingMessage, 'content' | 'botId'>): string {
  return content
    .replaceAll(mentionOf(botId), ' ')
    .replace(/^[\s,:;.!–—-]+/, '')
    .replaceAll(/[ \t]+/g, ' ')
    .trim();
}

/** Whether it mentions the bot in its own words. A reply may mention it without a word. */
export function mentionsBot({ content, botId }: Pick<IncomingMessage, 'content' | 'botId'>): boolean {
  return mentionOf(botId).test(withoutQuotes(content));
}

/** Whether only what it quotes of somebody else mentions the bot: then it speaks to somebody else. */
export function onlyQuotesMention(message: Pick<IncomingMessage, 'content' | 'botId'>): boolean {
  return !mentionsBot(message) && mentionOf(message.botId).test(message.content);
}

function mentionOf(botId: string): RegExp {
  return new RegExp(`<@!?${botId}>`, 'g');
}
