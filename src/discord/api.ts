import type {
  APIAllowedMentions,
  APIEmbed,
  APIInteractionResponse,
  APILabelComponent,
  APIMessageTopLevelComponent,
  RESTPostAPIChannelMessageJSONBody,
} from 'discord-api-types/v10';
import type { ForumApi } from './posts/forum-api.ts';

/** A file that goes along with a message. */
export interface Attachment {
  /** With its ending: Discord shows a `.png` as a picture. */
  readonly name: string;
  readonly data: Uint8Array;
  /** What a picture shows, for those who can't see it. */
  readonly description?: string;
}

/** A message as we send it: only `src/discord/render` makes one. */
export interface MessageBody {
  readonly content?: string;
  readonly embeds?: APIEmbed[];
  readonly components?: APIMessageTopLevelComponent[];
  readonly files?: readonly Attachment[];
  /** Nobody is pinged, but for whom a helper names in `/answer`. */
  readonly allowed_mentions: APIAllowedMentions & { readonly parse: [] };
}

/** A form as we send it: only `src/discord/render/modal.ts` makes one. */
export interface ModalBody {
  /** `owner:handler:argument:…`, as of a button. */
  readonly custom_id: string;
  readonly title: string;
  readonly components: APILabelComponent[];
}

/** A message as it stands on Discord now. */
export interface StandingMessage {
  readonly id: string;
  readonly authorId: string;
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly pinned: boolean;
}

/** A message as it stands in a channel's history. */
export interface HistoryMessage extends StandingMessage {
  readonly byBot: boolean;
  /** Whether it was sent through an interaction or a webhook, and not to the channel itself. */
  readonly byWebhook: boolean;
}

export interface Pin {
  readonly messageId: string;
  /** The bot's own have its application's id, or another where the application is old. */
  readonly authorId: string;
  /** In milliseconds since 1970. */
  readonly pinnedAt: number;
}

/** What the bot does on Discord besides replying. Every call may throw `DiscordRefusal`. */
export interface DiscordApi extends ForumApi {
  /** @param body with a `nonce`, Discord posts it once, however often it is asked for in the next minutes */
  createMessage(
    channelId: string,
    body: MessageBody & RESTPostAPIChannelMessageJSONBody,
  ): Promise<{ readonly id: string }>;
  /** Replaces all that a message of the bot's shows. */
  editMessage(channelId: string, messageId: string, body: MessageBody): Promise<void>;
  /** Null where somebody deleted it. */
  readMessage(channelId: string, messageId: string): Promise<StandingMessage | null>;
  /** Up to 100 of a channel, those next after this id first. */
  messagesAfter(channelId: string, after: string): Promise<readonly HistoryMessage[]>;
  /** Of a thread, the channel that it is in; null where it is no thread. */
  threadParent(channelId: string): Promise<string | null>;
  /** The server that a channel is in; null where it is in none. */
  serverOfChannel(channelId: string): Promise<string | null>;
  deleteMessage(channelId: string, messageId: string, reason: string): Promise<void>;
  /** Nothing changes where it is pinned already. */
  pinMessage(channelId: string, messageId: string, reason: string): Promise<void>;
  unpinMessage(channelId: string, messageId: string, reason: string): Promise<void>;
  /** The newest pins of a channel, newest first: all of them where `atMost` is Discord's limit. */
  listPins(channelId: string, atMost: number): Promise<readonly Pin[]>;
  /** Whether somebody deleted the channel; false where the bot may not see it. */
  channelIsGone(channelId: string): Promise<boolean>;
  /** The channel of direct messages with somebody, made where there was none. */
  openDirectMessage(userId: string): Promise<{ readonly id: string }>;
  /** A file that somebody attached. Null where it is gone, or has more than `most` bytes. */
  download(url: string, most: number): Promise<Uint8Array | null>;
}

/** How one interaction is answered. Every call may throw `DiscordRefusal`. */
export interface Responder {
  /**
   * The first response: due within 3 seconds.
   * @param onSent is called where Discord has a response before it has the files
   */
  respond(
    response: APIInteractionResponse,
    files?: readonly Attachment[],
    onSent?: () => void,
  ): Promise<void>;
  editOriginal(body: MessageBody): Promise<void>;
  deleteOriginal(): Promise<void>;
  followUp(body: MessageBody, options: { readonly private: boolean }): Promise<void>;
}
