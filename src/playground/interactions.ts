import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  InteractionType,
  MessageFlags,
  MessageReferenceType,
  MessageType,
  type APIApplicationCommandAutocompleteInteraction,
  type APIAttachment,
  type APIApplicationCommandInteraction,
  type APIChannel,
  type APIMessage,
  type APIEmbed,
  type APIMessageComponentInteraction,
  type APIMessageTopLevelComponent,
  type APIPublicThreadChannel,
  type APIUser,
  type APIUserInteractionDataResolved,
  type Locale,
} from 'discord-api-types/v10';
import type { Attachment } from '../discord/api.ts';
import { componentData, type Pressed } from './component-data.ts';
import { slashData, typingData, type Called, type Focus } from './slash-data.ts';

/** Who does something, where, and what they and the bot may do there. */
export interface Scene {
  readonly userId: string;
  readonly username: string;
  readonly locale: Locale;
  readonly channelId: string;
  readonly channelType:
    ChannelType.GuildText | ChannelType.GuildForum | ChannelType.PublicThread | ChannelType.DM;
  /** What is known of a thread. */
  readonly thread?: Partial<APIPublicThreadChannel>;
  /** Null in direct messages. */
  readonly server: {
    readonly id: string;
    readonly locale: Locale;
    readonly memberPermissions: bigint;
    /** The person's, by their ids; none where it is absent. */
    readonly roles?: readonly string[];
    readonly botPermissions: bigint;
    /** False where only the person has added the bot, for themselves. */
    readonly botIsMember: boolean;
  } | null;
}

export const APPLICATION_ID = '100000000000000001';

let count = 0n;

/** Unique in this process, and like Discord's: a number of 18 digits that grows. */
export function snowflake(): string {
  count += 1n;
  return String(200_000_000_000_000_000n + count);
}

/** A command that nobody knows where `id` is absent. */
type CalledAs<T extends { readonly id: string }> = Omit<T, 'id'> & { readonly id?: string };

export function slashInteraction(scene: Scene, called: CalledAs<Called>): APIApplicationCommandInteraction {
  return {
    ...base(scene),
    type: InteractionType.ApplicationCommand,
    data: slashData({ id: snowflake(), ...called }),
  };
}

/** Somebody is typing in the option `focused`. */
export function autocompleteInteraction(
  scene: Scene,
  called: CalledAs<Called & Focus>,
): APIApplicationCommandAutocompleteInteraction {
  return {
    ...base(scene),
    type: InteractionType.ApplicationCommandAutocomplete,
    data: typingData({ id: snowflake(), ...called }),
  };
}

/** A command of a message's menu, such as "Answer this". */
export function messageCommandInteraction(
  scene: Scene,
  called: { readonly id?: string; readonly name: string; readonly target: APIMessage },
): APIApplicationCommandInteraction {
  const { id = snowflake(), name, target } = called;
  return {
    ...base(scene),
    type: InteractionType.ApplicationCommand,
    data: {
      id,
      type: ApplicationCommandType.Message,
      name,
      target_id: target.id,
      resolved: { messages: { [target.id]: target } },
    },
  };
}

/** A command of somebody's menu. */
export function userCommandInteraction(
  scene: Scene,
  called: {
    readonly id: string;
    readonly name: string;
    readonly resolved: APIUserInteractionDataResolved;
    readonly target: string;
  },
): APIApplicationCommandInteraction {
  const { id, name, resolved, target } = called;
  return {
    ...base(scene),
    type: InteractionType.ApplicationCommand,
    data: { id, type: ApplicationCommandType.User, name, target_id: target, resolved },
  };
}

/** A button was pressed or, with values, something chosen in a menu. */
export function componentInteraction(
  scene: Scene,
  pressed: Pressed & { readonly message: APIMessage },
): APIMessageComponentInteraction {
  return {
    ...base(scene),
    type: InteractionType.MessageComponent,
    message: pressed.message,
    data: componentData(pressed),
  };
}

/** What a message shows. */
export interface ShownBody {
  readonly content?: string | undefined;
  readonly embeds?: APIEmbed[] | undefined;
  readonly components?: APIMessageTopLevelComponent[] | undefined;
  readonly files?: readonly Attachment[] | undefined;
}

/** A message as Discord would hand it back. */
export function messageOf(parts: {
  readonly id?: string;
  readonly channelId: string;
  readonly author: APIUser;
  readonly body: ShownBody;
  readonly private?: boolean;
  /** Who called the command that this is the reply to. */
  readonly calledBy?: APIUser;
  /** In milliseconds since 1970. */
  readonly at?: number;
}): APIMessage {
  const { body, calledBy } = parts;
  return {
    id: parts.id ?? snowflake(),
    channel_id: parts.channelId,
    author: parts.author,
    content: body.content ?? '',
    timestamp: new Date(parts.at ?? 0).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: (body.files ?? []).map(attachmentOf),
    embeds: body.embeds ?? [],
    components: body.components ?? [],
    pinned: false,
    type: MessageType.Default,
    ...(parts.private === true ? { flags: MessageFlags.Ephemeral } : {}),
    ...(calledBy === undefined
      ? {}
      : {
          interaction_metadata: {
            id: snowflake(),
            type: InteractionType.ApplicationCommand,
            user: calledBy,
            authorizing_integration_owners: {},
          },
        }),
  };
}

/** What makes a message a reply to this one. */
export function replyTo(message: APIMessage): Partial<APIMessage> {
  return {
    type: MessageType.Reply,
    message_reference: {
      type: MessageReferenceType.Default,
      message_id: message.id,
      channel_id: message.channel_id,
    },
    referenced_message: message,
  };
}

/** What Discord would show as more than a name, and texts. */
const TYPES = [
  ['.png', 'image/png'],
  ['.csv', 'text/csv'],
  ['.md', 'text/markdown'],
] as const;

/** Its address holds the file itself. */
export function attachmentOf({ name, data, description }: Attachment): APIAttachment {
  const type = TYPES.find(([ending]) => name.endsWith(ending))?.[1] ?? 'application/octet-stream';
  const url = `data:${type};base64,${Buffer.from(data).toString('base64')}`;
  return {
    id: snowflake(),
    filename: name,
    content_type: type,
    size: data.byteLength,
    url,
    proxy_url: url,
    ...(description === undefined ? {} : { description }),
  };
}

export function userOf(id: string, username: string): APIUser {
  return { id, username, discriminator: '0', global_name: null, avatar: null };
}

type Channel = Partial<APIChannel> & Pick<APIChannel, 'id' | 'type'>;

function channelOf({ channelId: id, channelType, thread }: Scene): Channel {
  switch (channelType) {
    case ChannelType.GuildText:
    case ChannelType.GuildForum:
      return { id, type: channelType };
    case ChannelType.PublicThread:
      return { ...thread, id, type: channelType };
    case ChannelType.DM:
      return { id, type: channelType };
  }
}

/** What every interaction has. */
export function base(scene: Scene) {
  const { server } = scene;
  const user = userOf(scene.userId, scene.username);
  const common = {
    id: snowflake(),
    application_id: APPLICATION_ID,
    channel: channelOf(scene),
    channel_id: scene.channelId,
    token: `token-${snowflake()}`,
    version: 1 as const,
    locale: scene.locale,
    entitlements: [],
    attachment_size_limit: 10_485_760,
  };
  if (server === null) {
    return {
      ...common,
      user,
      app_permissions: '0',
      authorizing_integration_owners: { [ApplicationIntegrationType.GuildInstall]: '0' },
      context: InteractionContextType.BotDM,
    };
  }
  return {
    ...common,
    guild_id: server.id,
    guild: { id: server.id, locale: server.locale, features: [] },
    guild_locale: server.locale,
    member: {
      user,
      roles: [...(server.roles ?? [])],
      joined_at: new Date(0).toISOString(),
      deaf: false,
      mute: false,
      flags: 0,
      permissions: String(server.memberPermissions),
    },
    app_permissions: String(server.botPermissions),
    authorizing_integration_owners: server.botIsMember
      ? { [ApplicationIntegrationType.GuildInstall]: server.id }
      : { [ApplicationIntegrationType.UserInstall]: scene.userId },
    context: InteractionContextType.Guild,
  };
}
