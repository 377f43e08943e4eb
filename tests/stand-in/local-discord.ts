import {
  ComponentType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  type APIApplicationCommandOptionChoice,
  type APIInteraction,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  type APIUser,
} from 'discord-api-types/v10';
import type { DiscordApi, ModalBody, Responder } from '../../src/discord/api.ts';
import { DiscordRefusal } from '../../src/discord/refusal.ts';
import type { Dispatcher } from '../../src/discord/dispatch.ts';
import { DISCORD_ERRORS, LIMITS } from '../../src/discord/limits.ts';
import {
  APPLICATION_ID,
  attachmentOf,
  messageOf,
  userOf,
  type ShownBody,
} from '../../src/playground/interactions.ts';
import { inServer } from '../fixtures/scenes.ts';

/** Where somebody reads direct messages of the bot. */
export function directChannelOf(userId: string): string {
  return `9${userId.slice(1)}`;
}

/** What a person sees after they did something, in the order in which it came. */
interface Seen {
  readonly messages: readonly { readonly message: APIMessage; readonly change: 'new' | 'changed' }[];
  readonly choices: readonly APIApplicationCommandOptionChoice[];
  /** The form that opened, and the message whose button opened it. */
  readonly modal: { readonly body: ModalBody; readonly message: APIMessage | null } | null;
}

/** A Discord in memory, for one bot and one person. */
export interface LocalDiscord {
  /** Hands an interaction to the bot and waits until it is done with it. */
  send(interaction: APIInteraction): Promise<Seen>;
  /** The person writes something themselves. */
  post(channelId: string, author: APIUser, content: string): APIMessage;
  pins(channelId: string): readonly APIMessage[];
  /** All that stands in a channel, whoever sees it. */
  channel(channelId: string): readonly APIMessage[];
  /** What the bot does by itself. */
  readonly api: DiscordApi;
  /** Whoever was pinged, in order. */
  readonly pinged: readonly string[];
  /** It is a channel of that server; all others are of the scenes' own. */
  moveChannel(channelId: string, serverId: string): void;
  /** From now on, nothing can be posted in that channel; null: it can again. */
  refuse(channelId: string, refusal: DiscordRefusal | null): void;
}

/** An application's bot has the application's id. */
const BOT = userOf(APPLICATION_ID, 'Footnote');
const INVALID_BODY = 50035;
const SERVER = inServer().server?.id ?? null;

interface LocalPin {
  readonly id: string;
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** @param connect makes the bot's dispatcher, given what it may do on this Discord */
export function createLocalDiscord(connect: (api: DiscordApi) => Pick<Dispatcher, 'dispatch'>): LocalDiscord {
  const messages = new Map<string, APIMessage>();
  const pinned = new Map<string, readonly LocalPin[]>();
  let seen: { message: APIMessage; change: 'new' | 'changed' }[] = [];
  let choices: readonly APIApplicationCommandOptionChoice[] = [];
  let modal: Seen['modal'] = null;

  const show = (message: APIMessage): APIMessage => {
    messages.set(message.id, message);
    seen.push({ message, change: 'new' });
    return message;
  };
  const change = (id: string, body: ShownBody): void => {
    const message = existing(id);
    const { content = '', embeds = [], components = [], files = [] } = body;
    const changed = { ...message, content, embeds, components, attachments: files.map(attachmentOf) };
    messages.set(id, changed);
    seen.push({ message: changed, change: 'changed' });
  };
  const existing = (id: string): APIMessage => {
    const message = messages.get(id);
    if (message === undefined)
      throw new DiscordRefusal('Unknown Message', DISCORD_ERRORS.unknownMessage, 404);
    return message;
  };

  const pinsOf = (channelId: string): readonly LocalPin[] => pinned.get(channelId) ?? [];
  const isPinned = (channelId: string, id: string) => pinsOf(channelId).some((pin) => pin.id === id);
  const unpin = (channelId: string, id: string): void => {
    pinned.set(
      channelId,
      pinsOf(channelId).filter((pin) => pin.id !== id),
    );
  };

  const servers = new Map<string, string>();
  const refusals = new Map<string, DiscordRefusal>();
  const nonces = new Map<string, string>();
  const pinged: string[] = [];

  const noForum = () => Promise.reject(new Error('There are no forums here.'));
  const api: DiscordApi = {
    createMessage: async (channelId, body) => {
      const refusal = refusals.get(channelId);
      if (refusal !== undefined) throw refusal;
      const same = nonces.get(String(body.nonce));
      if (same !== undefined) return { id: same };
      pinged.push(...(body.allowed_mentions.users ?? []));
      const { id } = show(messageOf({ channelId, author: BOT, body }));
      if (body.nonce !== undefined) nonces.set(String(body.nonce), id);
      return { id };
    },
    editMessage: async (_, id, body) => change(id, body),
    readMessage: async (channelId, id) => {
      const message = messages.get(id);
      if (message === undefined) return null;
      const { author, content, embeds, components = [] } = message;
      return { id, authorId: author.id, content, embeds, components, pinned: isPinned(channelId, id) };
    },
    messagesAfter: async (channelId, after) =>
      [...messages.values()]
        .filter((message) => message.channel_id === channelId && BigInt(message.id) > BigInt(after))
        .slice(0, 100)
        .map(({ id, author, content, embeds, components = [], webhook_id: webhook }) => ({
          id,
          authorId: author.id,
          content,
          embeds,
          components,
          pinned: isPinned(channelId, id),
          byBot: author.bot === true,
          byWebhook: webhook !== undefined,
        })),
    threadParent: () => Promise.resolve(null),
    serverOfChannel: (channelId) => Promise.resolve(servers.get(channelId) ?? SERVER),
    readForum: noForum,
    readServerRoles: noForum,
    memberRoles: noForum,
    readPost: noForum,
    tagPost: noForum,
    deleteMessage: async (channelId, id) => {
      existing(id);
      messages.delete(id);
      unpin(channelId, id);
      seen = seen.filter(({ message }) => message.id !== id);
    },
    pinMessage: async (channelId, id) => {
      existing(id);
      if (isPinned(channelId, id)) return;
      const pins = pinsOf(channelId);
      if (pins.length >= LIMITS.pins) {
        throw new DiscordRefusal('Maximum number of pins reached', DISCORD_ERRORS.tooManyPins, 400);
      }
      pinned.set(channelId, [{ id, at: Date.now() }, ...pins]);
    },
    unpinMessage: async (channelId, id) => {
      existing(id);
      unpin(channelId, id);
    },
    listPins: async (channelId, atMost) =>
      pinsOf(channelId)
        .slice(0, atMost)
        .map(({ id, at }) => ({ messageId: id, authorId: existing(id).author.id, pinnedAt: at })),
    openDirectMessage: async (userId) => ({ id: directChannelOf(userId) }),
    // Attached files stand in their addresses.
    channelIsGone: () => Promise.resolve(false),
    download: async (url, most) => {
      const [, data] = /^data:[^,]*;base64,(.*)$/.exec(url) ?? [];
      if (data === undefined) return null;
      const file = Buffer.from(data, 'base64');
      return file.byteLength > most ? null : file;
    },
  };
  const dispatcher = connect(api);

  function responderFor(interaction: APIInteraction): Responder {
    const channelId = interaction.channel?.id ?? '';
    const source = interaction.message?.id ?? null;
    const calledBy = interaction.member?.user ?? interaction.user;
    let original: string | null = null;
    let answered = false;
    let deferredPrivately = false;

    const reply = (body: ShownBody, privately: boolean): string =>
      show(
        messageOf({
          channelId,
          author: BOT,
          body,
          private: privately,
          ...(calledBy === undefined ? {} : { calledBy }),
        }),
      ).id;

    return {
      async respond(response, files) {
        if (answered) {
          throw new DiscordRefusal('Already acknowledged', DISCORD_ERRORS.alreadyAcknowledged, 400);
        }
        answered = true;
        switch (response.type) {
          case InteractionResponseType.ChannelMessageWithSource:
            pinged.push(...(response.data.allowed_mentions?.users ?? []));
            original = reply({ ...response.data, files }, isPrivate(response.data.flags));
            return;
          case InteractionResponseType.UpdateMessage:
            if (source !== null) change(source, { ...response.data, files });
            return;
          case InteractionResponseType.DeferredChannelMessageWithSource:
            deferredPrivately = isPrivate(response.data?.flags);
            return;
          case InteractionResponseType.DeferredMessageUpdate:
            original = source;
            return;
          case InteractionResponseType.ApplicationCommandAutocompleteResult:
            choices = response.data.choices ?? [];
            return;
          case InteractionResponseType.Modal: {
            if (interaction.type === InteractionType.ModalSubmit) {
              throw new DiscordRefusal('A modal can not follow a modal', INVALID_BODY, 400);
            }
            modal = { body: bodyOf(response.data), message: interaction.message ?? null };
            return;
          }
          default:
            throw new DiscordRefusal('Unknown response type', INVALID_BODY, 400);
        }
      },
      async editOriginal(body) {
        if (original === null) original = reply(body, deferredPrivately);
        else change(original, body);
      },
      async deleteOriginal() {
        if (original !== null) messages.delete(original);
        original = null;
      },
      async followUp(body, { private: privately }) {
        reply(body, privately);
      },
    };
  }

  return {
    async send(interaction) {
      seen = [];
      choices = [];
      modal = null;
      await dispatcher.dispatch(interaction, responderFor(interaction));
      return { messages: seen, choices, modal };
    },
    post: (channelId, author, content) => {
      const message = messageOf({ channelId, author, body: { content } });
      messages.set(message.id, message);
      return message;
    },
    pins: (channelId) => pinsOf(channelId).map(({ id }) => existing(id)),
    channel: (channelId) => [...messages.values()].filter((message) => message.channel_id === channelId),
    api,
    pinged,
    moveChannel: (channelId, serverId) => void servers.set(channelId, serverId),
    refuse(channelId, refusal) {
      if (refusal === null) refusals.delete(channelId);
      else refusals.set(channelId, refusal);
    },
  };
}

/** Discord still takes other components in a modal, but calls them deprecated. */
function bodyOf(data: APIModalInteractionResponseCallbackData): ModalBody {
  const components = data.components.flatMap((one) => (one.type === ComponentType.Label ? [one] : []));
  if (components.length < data.components.length) {
    throw new DiscordRefusal('A field that stands in no label', INVALID_BODY, 400);
  }
  return { ...data, components };
}

function isPrivate(flags: MessageFlags | undefined): boolean {
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}
