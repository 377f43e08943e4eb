import {
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  MessageType,
  type APIApplicationCommandOptionChoice,
  type APIInteraction,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { ChannelStore } from './discord/channels.ts';
import { editRules } from './discord/contract/layouts.ts';
import type { ExchangeListener } from './discord/exchanges.ts';
import { edited, layoutFlag, lostFiles, posted, readMessage, type KeepFile } from './discord/message-body.ts';
import { Refused } from './discord/refused.ts';
import type { SentBody } from './discord/sent-body.ts';
import { APPLICATION_ID, messageOf, replyTo } from './interactions.ts';
import { BOT } from './personas.ts';
import type { ShownMessage } from './protocol.ts';
import { fullName } from './slash-data.ts';

/** What became of an interaction besides messages. */
interface Outcome {
  readonly choices: readonly APIApplicationCommandOptionChoice[];
  readonly modal: APIModalInteractionResponseCallbackData | null;
}

/** The bot's replies: those for all go into their channel, the others are kept here. */
export interface Replies {
  /** Null where this person sees no such message. */
  find(id: string, viewer: string): APIMessage | null;
  /** Those that one person alone sees. */
  readonly own: readonly ShownMessage[];
  dismiss(id: string, viewer: string): void;
  /** Forgets those that one person alone sees, and nothing tells of it. */
  clear(): void;
  /** Makes messages of what the bot says to this person. */
  listen(interaction: APIInteraction, viewer: string): ExchangeListener & { readonly outcome: () => Outcome };
}

export function createReplies(parts: {
  readonly channels: ChannelStore;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly keepFile: KeepFile;
  /** Throws where there are violations. */
  readonly objectTo: (violations: readonly string[]) => void;
  readonly onMessage: (shown: ShownMessage) => void;
  readonly onGone: (id: string) => void;
}): Replies {
  const { channels, now, keepFile, objectTo, onMessage, onGone } = parts;
  const own = new Map<string, ShownMessage>();
  const dismissed = new Set<string>();

  const publicMessage = (id: string): APIMessage | null => channels.all.find((one) => one.id === id) ?? null;
  const standing = (id: string): ShownMessage | null => {
    const message = publicMessage(id);
    return own.get(id) ?? (message === null ? null : { message, seenBy: null });
  };
  const put = (shown: ShownMessage): void => {
    if (shown.seenBy === null) {
      if (publicMessage(shown.message.id) === null) channels.add(shown.message);
      else channels.replace(shown.message);
    } else {
      own.set(shown.message.id, shown);
      onMessage(shown);
    }
  };
  const take = (id: string): void => {
    const shown = standing(id);
    if (shown === null) return;
    if (shown.seenBy === null) return channels.deleteNatively(shown.message.channel_id, id);
    own.delete(id);
    onGone(id);
  };

  function listen(interaction: APIInteraction, viewer: string) {
    let outcome: Outcome = { choices: [], modal: null };
    let original: string | null = null;

    const create = (sent: SentBody, extra: Partial<APIMessage>, privately: boolean): APIMessage => {
      const body = readMessage(sent.json);
      const flags = (privately ? MessageFlags.Ephemeral : 0) | layoutFlag(body);
      const message: APIMessage = {
        ...messageOf({ channelId: interaction.channel?.id ?? '', author: BOT, body: {}, at: now() }),
        ...posted(body, sent.files, keepFile),
        ...(flags === 0 ? {} : { flags }),
        application_id: APPLICATION_ID,
        ...extra,
      };
      objectTo(lostFiles(message));
      put({ message, seenBy: privately ? viewer : null });
      return message;
    };
    const change = (sent: SentBody): unknown => {
      const shown = original === null ? null : standing(original);
      if (shown === null) {
        // Who dismisses a reply doesn't delete it; what a moderator deletes is gone.
        if (original !== null && dismissed.has(original)) return {};
        throw unknownMessage();
      }
      objectTo(editRules(shown.message, sent.json));
      const body = readMessage(sent.json);
      const wasWaiting = isWaiting(shown.message);
      const message = edited(shown.message, body, sent.files, now(), keepFile);
      // What fills a placeholder is no edit.
      const whole = wasWaiting
        ? { ...message, edited_timestamp: null, flags: withoutWaiting(message.flags) }
        : message;
      objectTo(lostFiles(whole));
      put({ ...shown, message: whole });
      return whole;
    };

    return {
      outcome: () => outcome,
      respond(response, sent) {
        // Files are told with the response as a whole, its message with its data.
        const within = { ...sent, json: 'data' in response ? response.data : undefined };
        switch (response.type) {
          case InteractionResponseType.ChannelMessageWithSource:
            original = create(within, headOf(interaction), isPrivate(response.data.flags)).id;
            return;
          case InteractionResponseType.DeferredChannelMessageWithSource: {
            const privately = isPrivate(response.data?.flags);
            const flags = MessageFlags.Loading | (privately ? MessageFlags.Ephemeral : 0);
            const nothing = { json: {}, files: [] };
            original = create(nothing, { ...headOf(interaction), flags }, privately).id;
            return;
          }
          case InteractionResponseType.UpdateMessage:
            original = interaction.message?.id ?? null;
            change(within);
            return;
          case InteractionResponseType.DeferredMessageUpdate:
            original = interaction.message?.id ?? null;
            return;
          case InteractionResponseType.ApplicationCommandAutocompleteResult:
            outcome = { ...outcome, choices: response.data.choices ?? [] };
            return;
          case InteractionResponseType.Modal:
            outcome = { ...outcome, modal: response.data };
            return;
          default:
        }
      },
      edit: change,
      followUp(sent) {
        const first = original === null ? null : standing(original);
        // The first follow-up takes the place of a reply that is still to come.
        if (first !== null && isWaiting(first.message)) return change(sent);
        const to = first?.message ?? interaction.message ?? null;
        const isOwn = isPrivate(readMessage(sent.json).flags);
        return create(sent, to === null ? headOf(interaction) : replyTo(to), isOwn);
      },
      remove() {
        if (original === null || (standing(original) === null && !dismissed.has(original)))
          throw unknownMessage();
        take(original);
        original = null;
      },
    } satisfies ReturnType<Replies['listen']>;
  }

  return {
    find(id, viewer) {
      const shown = standing(id);
      return shown === null || (shown.seenBy !== null && shown.seenBy !== viewer) ? null : shown.message;
    },
    get own() {
      return [...own.values()];
    },
    dismiss(id, viewer) {
      if (own.get(id)?.seenBy !== viewer) return;
      dismissed.add(id);
      take(id);
    },
    clear() {
      own.clear();
      dismissed.clear();
    },
    listen,
  };
}

/** There is no reply, or somebody took it away. */
function unknownMessage(): Refused {
  return new Refused(404, 10008, 'Unknown Message');
}

/** The line above a reply: who used which command, or the message whose button was pressed. */
function headOf(interaction: APIInteraction): Partial<APIMessage> {
  const user = interaction.member?.user ?? interaction.user;
  if (user === undefined) return {};
  const { id } = interaction;
  const metadata = { id, user, authorizing_integration_owners: {} };
  switch (interaction.type) {
    case InteractionType.ApplicationCommand: {
      const { data } = interaction;
      const { type } = data;
      return {
        type:
          type === ApplicationCommandType.ChatInput
            ? MessageType.ChatInputCommand
            : MessageType.ContextMenuCommand,
        interaction_metadata: { ...metadata, type: InteractionType.ApplicationCommand },
        interaction: { id, type: interaction.type, name: fullName(data), user },
      };
    }
    case InteractionType.MessageComponent:
      return {
        ...replyTo(interaction.message),
        interaction_metadata: { ...metadata, type: InteractionType.ApplicationCommand },
      };
    default:
      return interaction.message === undefined ? {} : replyTo(interaction.message);
  }
}

function isPrivate(flags: MessageFlags | undefined): boolean {
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

function isWaiting({ flags }: APIMessage): boolean {
  return ((flags ?? 0) & MessageFlags.Loading) !== 0;
}

function withoutWaiting(flags: MessageFlags | undefined): MessageFlags {
  return (flags ?? 0) & ~MessageFlags.Loading;
}
