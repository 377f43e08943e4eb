import {
  ApplicationCommandType,
  InteractionType,
  type APIEmbed,
  type APIInteraction,
  type APIMessage,
  type APIMessageTopLevelComponent,
} from 'discord-api-types/v10';
import { isPrivate } from './request.ts';

/** The message in whose menu a command was used. */
export interface TargetMessage {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  /** As it is shown, but for what a server calls them; null where no person wrote it, or somebody else's is passed on. */
  readonly authorName: string | null;
  /** Whether this bot wrote it, as a reply or by itself. */
  readonly isOwn: boolean;
  /** Whether only one member sees it. */
  readonly isPrivate: boolean;
  /** Of a message that is passed on, what that says. */
  readonly content: string;
  /** The message that it is a reply to; null where there is none, or it is gone. */
  readonly repliedTo: { readonly content: string; readonly isOwn: boolean } | null;
  /** How many files, cards (but for previews of its links), stickers and polls it has. */
  readonly besides: Readonly<Record<Besides, number>>;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
}

/** What a message may hold besides its text. */
type Besides = 'files' | 'cards' | 'stickers' | 'polls';

/** Null where it is no command of a message's menu, or Discord didn't send the message along. */
export function targetMessage(interaction: APIInteraction): TargetMessage | null {
  if (interaction.type !== InteractionType.ApplicationCommand) return null;
  const { data, application_id: application } = interaction;
  if (data.type !== ApplicationCommandType.Message) return null;
  const message = data.resolved.messages[data.target_id];
  if (message === undefined) return null;
  const [passedOn] = message.message_snapshots ?? [];
  const { content, attachments, embeds, sticker_items: stickers } = passedOn?.message ?? message;
  const { author, referenced_message: repliedTo } = message;
  // The bot of an old application has another id than the application; replies name that.
  const isOwn = (one: Pick<APIMessage, 'author' | 'application_id'>) =>
    one.author.id === application || one.application_id === application;
  const isPerson = author.bot !== true && message.webhook_id === undefined && passedOn === undefined;
  return {
    id: message.id,
    channelId: message.channel_id,
    authorId: author.id,
    authorName: isPerson ? (author.global_name ?? author.username) : null,
    isOwn: isOwn(message),
    isPrivate: isPrivate(message),
    content,
    repliedTo:
      repliedTo === null || repliedTo === undefined
        ? null
        : { content: repliedTo.content, isOwn: isOwn(repliedTo) },
    besides: {
      files: attachments.length,
      cards: embeds.filter(({ url }) => url === undefined || !content.includes(url)).length,
      stickers: stickers?.length ?? 0,
      polls: message.poll === undefined ? 0 : 1,
    },
    embeds: message.embeds,
    components: message.components ?? [],
  };
}
