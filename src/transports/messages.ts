import { MessageType } from 'discord-api-types/v10';
import type { APIEmbed, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Dispatcher } from '../discord/dispatch.ts';
import { snowflake } from './read-interaction.ts';
import { createEventGuard } from './replays.ts';

/** Where a message came from. */
export interface Origin {
  /** The bot's own user. */
  readonly botId: string;
  /** One of Discord's locales, by the server's id. */
  readonly localeOf: (serverId: string) => string;
  /** How many milliseconds ago a message with that id was written. */
  readonly ageOf: (id: string) => number;
}

export interface MessageReceiver {
  /**
   * Hands a new message to the dispatcher where it is meant for the bot, at its first time. Null where it isn't: then nothing
   * of it was read but who wrote it and whom it mentions. Resolves when it is answered.
   */
  receive(payload: unknown, origin: Origin): Promise<void> | null;
}

export function createMessageReceiver(parts: {
  readonly dispatcher: Pick<Dispatcher, 'dispatchMessage'>;
  readonly onUnreadable: () => void;
}): MessageReceiver {
  const { dispatcher, onUnreadable } = parts;
  const replays = createEventGuard();
  return {
    receive(payload, { botId, localeOf, ageOf }) {
      if (!isForBot(payload, botId)) return null;
      const { data } = receivedMessage.safeParse(payload);
      if (data === undefined) {
        onUnreadable();
        return null;
      }
      if (!replays.isNew(data.id)) return null;
      const { guild_id: serverId = null, referenced_message: referenced, author } = data;
      return dispatcher.dispatchMessage(
        {
          id: data.id,
          channelId: data.channel_id,
          serverId,
          serverLocale: serverId === null ? null : localeOf(serverId),
          author: { id: author.id, username: author.username },
          content: data.content.trim() === '' ? (data.message_snapshots[0] ?? '') : data.content,
          botId,
          repliesTo: referenced?.author.id === botId ? referenced : null,
        },
        ageOf(data.id),
      );
    },
  };
}

/**
 * Whether a message is meant for the bot: it mentions the bot itself, replies to it, or was written to it alone, and a person
 * wrote it. No bot, no webhook and no message of Discord's own is ever answered, so that no two bots talk to each other. Of a
 * message that neither mentions the bot nor was written to it alone, Discord tells no text (Events, Gateway, Message Content).
 * It only looks: nearly all that comes is for others.
 */
function isForBot(payload: unknown, botId: string): boolean {
  if (!isObject(payload)) return false;
  const { author, type, webhook_id: webhook, guild_id: server, mentions } = payload;
  if (!isObject(author) || author.bot === true || author.system === true || author.id === botId) return false;
  if (webhook !== undefined || (type !== MessageType.Default && type !== MessageType.Reply)) return false;
  if (server === undefined) return true;
  if (Array.isArray(mentions) && mentions.some((one: unknown) => isObject(one) && one.id === botId))
    return true;
  const { referenced_message: referenced, content } = payload;
  return (
    content !== '' && isObject(referenced) && isObject(referenced.author) && referenced.author.id === botId
  );
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const list = <T>() => z.custom<T[]>((value) => Array.isArray(value)).default([]);

/** What is read of it (Resources, Message). What the bot said itself is handed on as it came. */
const receivedMessage = z.object({
  id: snowflake,
  channel_id: snowflake,
  guild_id: snowflake.optional(),
  author: z.object({ id: snowflake, username: z.string() }),
  content: z.string(),
  /** What it passes on: a forwarded message has no text of its own. */
  message_snapshots: z
    .array(
      z.object({ message: z.object({ content: z.string() }) }).transform(({ message }) => message.content),
    )
    .catch([]),
  referenced_message: z
    .object({
      author: z.object({ id: z.string() }),
      content: z.string(),
      embeds: list<APIEmbed>(),
      components: list<APIMessageTopLevelComponent>(),
    })
    .nullish()
    .catch(null),
});
