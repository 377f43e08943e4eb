import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  ComponentType,
  InteractionContextType,
  InteractionType,
  MessageFlags,
  MessageType,
  type APIApplicationCommandAutocompleteInteraction,
  type APIAttachment,
  type APIApplicationCommandInteraction,
  type APIApplicationCommandInteractionDataBasicOption,
  type APIApplicationCommandInteractionDataOption,
  type APIChannel,
  type APIMessage,
  type APIEmbed,
  type APIMessageComponentInteraction,
  type APIMessageTopLevelComponent,
  type APIUser,
  type Locale,
} from 'discord-api-types/v10';
import type { Attachment } from '../discord/attachments.ts';

/** Who does something, where, and what they and the bot may do there. */
export interface Scene {
  readonly userId: string;
  readonly username: string;
  readonly locale: Locale;
  readonly channelId: string;
  readonly channelType: ChannelType.GuildText | ChannelType.PublicThread | ChannelType.DM;
  /** The channel that a thread is in. */
  readonly parentId?: string;
  /** Null in direct messages. */
  readonly server: {
    readonly id: string;
    readonly locale: Locale;
    readonly memberPermissions: bigint;
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

/** Files are told by their ids. */
type OptionValue = string | boolean | APIAttachment;

/** What was filled in, by the options' English names. */
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** Which command was used. */
interface Called {
  /** As it is registered; one that nobody knows where it is absent. */
  readonly id?: string;
  readonly name: string;
  readonly subcommand?: string;
}

export function slashInteraction(
  scene: Scene,
  called: Called & { readonly values?: OptionValues },
): APIApplicationCommandInteraction {
  const { id = snowflake(), name, subcommand, values = {} } = called;
  return {
    ...base(scene),
    type: InteractionType.ApplicationCommand,
    data: {
      id,
      type: ApplicationCommandType.ChatInput,
      name,
      options: optionsOf<InteractionType.ApplicationCommand>(
        subcommand,
        Object.entries(values).map(basicOption),
      ),
      ...resolvedFiles(values),
    },
  };
}

function resolvedFiles(values: OptionValues) {
  const files = Object.values(values).flatMap((value) => (typeof value === 'object' ? [value] : []));
  return files.length === 0
    ? {}
    : { resolved: { attachments: Object.fromEntries(files.map((file) => [file.id, file])) } };
}

/** Somebody is typing in the option `focused`. */
export function autocompleteInteraction(
  scene: Scene,
  called: Called & {
    readonly focused: string;
    readonly typed: string;
    readonly values?: OptionValues;
  },
): APIApplicationCommandAutocompleteInteraction {
  const { id = snowflake(), name, subcommand, focused, typed, values = {} } = called;
  return {
    ...base(scene),
    type: InteractionType.ApplicationCommandAutocomplete,
    data: {
      id,
      type: ApplicationCommandType.ChatInput,
      name,
      options: optionsOf<InteractionType.ApplicationCommandAutocomplete>(subcommand, [
        ...Object.entries(values).map(basicOption),
        { type: ApplicationCommandOptionType.String, name: focused, value: typed, focused: true },
      ]),
    },
  };
}

type Basic<Type extends InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete> =
  APIApplicationCommandInteractionDataBasicOption<Type>;

function optionsOf<
  Type extends InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete,
>(
  subcommand: string | undefined,
  options: Basic<Type>[],
): APIApplicationCommandInteractionDataOption<Type>[] {
  return subcommand === undefined
    ? options
    : [{ type: ApplicationCommandOptionType.Subcommand, name: subcommand, options }];
}

function basicOption([name, value]: [string, OptionValue]):
  | { type: ApplicationCommandOptionType.Attachment; name: string; value: string }
  | { type: ApplicationCommandOptionType.String; name: string; value: string }
  | { type: ApplicationCommandOptionType.Boolean; name: string; value: boolean } {
  if (typeof value === 'object')
    return { type: ApplicationCommandOptionType.Attachment, name, value: value.id };
  return typeof value === 'string'
    ? { type: ApplicationCommandOptionType.String, name, value }
    : { type: ApplicationCommandOptionType.Boolean, name, value };
}

/** A command of a message's menu, such as "Answer this". */
export function messageCommandInteraction(
  scene: Scene,
  called: Omit<Called, 'subcommand'> & { readonly target: APIMessage },
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

/** A button was pressed or, with values, something chosen in a menu. */
export function componentInteraction(
  scene: Scene,
  pressed: { readonly message: APIMessage; readonly customId: string; readonly values?: readonly string[] },
): APIMessageComponentInteraction {
  return {
    ...base(scene),
    type: InteractionType.MessageComponent,
    message: pressed.message,
    data:
      pressed.values === undefined
        ? { component_type: ComponentType.Button, custom_id: pressed.customId }
        : {
            component_type: ComponentType.StringSelect,
            custom_id: pressed.customId,
            values: [...pressed.values],
          },
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

function channelOf({ channelId: id, channelType, parentId }: Scene): Channel {
  switch (channelType) {
    case ChannelType.GuildText:
      return { id, type: channelType };
    case ChannelType.PublicThread:
      return { id, type: channelType, ...(parentId === undefined ? {} : { parent_id: parentId }) };
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
      roles: [],
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
