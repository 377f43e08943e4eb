import { ChannelType, Locale, PermissionFlagsBits, type APIUser } from 'discord-api-types/v10';
import type { ThreadChannel } from './discord/threads.ts';
import { APPLICATION_ID, userOf, type Scene } from './interactions.ts';
import type { Forum, Persona, Person, Role, ServerRole, TextChannel } from './protocol.ts';

export const PEOPLE: readonly Person[] = [
  { role: 'member', id: '400000000000000001', name: 'Mia' },
  { role: 'moderator', id: '400000000000000002', name: 'Omar' },
  { role: 'administrator', id: '400000000000000003', name: 'Ada' },
];

export const CHANNELS: readonly (TextChannel | Forum)[] = [
  { kind: 'text', id: '300000000000000001', name: 'general', place: 'server', owner: null },
  { kind: 'text', id: '300000000000000002', name: 'questions', place: 'server', owner: null },
  {
    kind: 'forum',
    id: '300000000000000004',
    name: 'help-forum',
    place: 'server',
    owner: null,
    tags: [
      { id: '310000000000000001', name: 'Question', emoji: '❓', moderated: false },
      { id: '310000000000000002', name: 'Bug', emoji: '🐛', moderated: false },
      { id: '310000000000000003', name: 'Solved', emoji: '✅', moderated: false },
      { id: '310000000000000004', name: 'Announcement', emoji: '📣', moderated: true },
    ],
  },
  { kind: 'text', id: '300000000000000003', name: 'lounge', place: 'elsewhere', owner: null },
  ...PEOPLE.map(({ role }, number) => ({
    kind: 'text' as const,
    id: `30000000000000001${number}`,
    name: 'Footnote',
    place: 'dm' as const,
    owner: role,
  })),
];

/** Where somebody reads direct messages of the bot; null where there is no such person. */
export function directChannelOf(userId: string): string | null {
  const person = PEOPLE.find(({ id }) => id === userId);
  return CHANNELS.find(({ owner }) => owner !== null && owner === person?.role)?.id ?? null;
}

export function forumNamed(id: string): Forum | null {
  return CHANNELS.filter((one) => one.kind === 'forum').find((one) => one.id === id) ?? null;
}

export const SERVERS = { server: '500000000000000001', elsewhere: '500000000000000002' } as const;

/** Null of a direct message. */
export function serverOfChannel(channelId: string): string | null {
  const place = CHANNELS.find(({ id }) => id === channelId)?.place;
  return place === undefined || place === 'dm' ? null : SERVERS[place];
}

/** Of both servers; that of everybody has its server's id (Topics, Permissions). */
export const SERVER_ROLES: readonly ServerRole[] = (['server', 'elsewhere'] as const).flatMap(
  (place, number) => [
    { id: SERVERS[place], name: '@everyone', place, holder: null },
    { id: `60000000000000000${number}`, name: 'Moderators', place, holder: 'moderator' as const },
    { id: `60000000000000001${number}`, name: 'Administrators', place, holder: 'administrator' as const },
  ],
);

export const BOT: APIUser = { ...userOf(APPLICATION_ID, 'Footnote'), bot: true };

const { ViewChannel, SendMessages, EmbedLinks, AttachFiles, ReadMessageHistory } = PermissionFlagsBits;
const { UseApplicationCommands, ManageMessages, PinMessages, SendMessagesInThreads, ManageThreads } =
  PermissionFlagsBits;
const EVERYONE =
  ViewChannel |
  SendMessages |
  SendMessagesInThreads |
  EmbedLinks |
  AttachFiles |
  ReadMessageHistory |
  UseApplicationCommands;

/** In a server. An administrator has every permission that there is. */
export const PERMISSIONS: Readonly<Record<Role, bigint>> = {
  member: EVERYONE,
  moderator: EVERYONE | ManageMessages | ManageThreads | PinMessages,
  administrator: Object.values(PermissionFlagsBits).reduce((all, one) => all | one, 0n),
};

export const BOT_PERMISSIONS = EVERYONE | ManageThreads | PinMessages;

/** Without that of everybody, as Discord tells them. */
export function rolesOf(holder: Role, place: ServerRole['place']): readonly string[] {
  return SERVER_ROLES.filter((one) => one.place === place && one.holder === holder).map(({ id }) => id);
}

/** The bot can't look into this one. */
export const FOREIGN_CHANNELS = CHANNELS.filter(({ place }) => place === 'elsewhere').map(({ id }) => id);

/**
 * Null for a channel that there isn't, or that is somebody else's, and a locale that Discord doesn't know.
 * @param threadNamed null where there is no such thread
 */
export function sceneOf(persona: Persona, threadNamed: (id: string) => ThreadChannel | null): Scene | null {
  const person = PEOPLE.find(({ role }) => role === persona.role);
  const thread = threadNamed(persona.channel);
  const channel = CHANNELS.find(({ id }) => id === (thread?.parent_id ?? persona.channel));
  const locale = localeOf(persona.locale);
  const serverLocale = localeOf(persona.serverLocale);
  if (person === undefined || channel === undefined || locale === null || serverLocale === null) return null;
  if (channel.owner !== null && channel.owner !== person.role) return null;
  const common = { userId: person.id, username: person.name, locale, channelId: persona.channel };
  if (channel.place === 'dm') return { ...common, channelType: ChannelType.DM, server: null };
  return {
    ...common,
    ...kindOf(channel, thread),
    server: {
      id: SERVERS[channel.place],
      locale: serverLocale,
      roles: rolesOf(person.role, channel.place),
      memberPermissions: PERMISSIONS[person.role],
      botPermissions: BOT_PERMISSIONS,
      botIsMember: channel.place === 'server',
    },
  };
}

function kindOf(
  { kind }: TextChannel | Forum,
  thread: ThreadChannel | null,
): Pick<Scene, 'channelType' | 'thread'> {
  if (thread !== null) return { channelType: ChannelType.PublicThread, thread };
  return { channelType: kind === 'forum' ? ChannelType.GuildForum : ChannelType.GuildText };
}

function localeOf(name: string): Locale | null {
  return Object.values(Locale).find((locale) => locale === name) ?? null;
}
