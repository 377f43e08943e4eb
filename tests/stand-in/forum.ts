import {
  PermissionFlagsBits,
  type APIMessage,
  type GatewayThreadCreateDispatchData,
} from 'discord-api-types/v10';
import { roleOf, type Server } from '../../src/playground/discord/servers.ts';
import { threadOf, type Forum, type NewThread } from '../../src/playground/discord/threads.ts';
import { threadEvent } from '../../src/playground/gateway-event.ts';
import { APPLICATION_ID, userOf } from '../../src/playground/interactions.ts';
import { messageEvent, writtenMessage } from '../../src/playground/written-message.ts';
import { inServer, PINNING, READING } from '../fixtures/scenes.ts';
import type { DiscordStandIn } from './discord.ts';

const { ManageMessages, ManageThreads, SendMessagesInThreads } = PermissionFlagsBits;

const SERVER_ID = inServer().server?.id ?? '';

export const MODERATORS = '820000000000000001';
const BOTS = '820000000000000002';
export const OWNER = '700000000000000007';
/** A member who is a moderator, too. */
export const MODERATOR = '700000000000000008';
export const OTHER_BOT = '700000000000000006';

/** Where scenes play. The bot may pin, and manage threads. */
export const SERVER: Server = {
  id: SERVER_ID,
  name: 'The fair',
  ownerId: OWNER,
  roles: [
    roleOf(SERVER_ID, '@everyone', READING | SendMessagesInThreads),
    roleOf(MODERATORS, 'Moderators', ManageMessages | ManageThreads),
    roleOf(BOTS, 'Footnote', PINNING | ManageThreads),
  ],
  members: [
    { user: userOf(OWNER, 'olga'), roles: [] },
    { user: userOf(MODERATOR, 'max'), roles: [MODERATORS] },
    { user: userOf(inServer().userId, inServer().username), roles: [] },
    { user: { ...userOf(APPLICATION_ID, 'Footnote'), bot: true }, roles: [BOTS] },
    { user: { ...userOf(OTHER_BOT, 'Beep'), bot: true }, roles: [] },
  ],
};

/** The same server, in which the bot may do this. */
export function serverWhereBotMay(permissions: bigint): Server {
  return {
    ...SERVER,
    roles: SERVER.roles.map((role) =>
      role.id === BOTS ? { ...role, permissions: String(permissions) } : role,
    ),
  };
}

const tag = (id: string, name: string, moderated: boolean) => ({
  id,
  name,
  moderated,
  emoji_id: null,
  emoji_name: null,
});

export const SOLVED = '830000000000000001';
export const BUG = '830000000000000002';

export const FORUM: Forum = {
  id: '810000000000000015',
  serverId: SERVER_ID,
  name: 'help-forum',
  tags: [tag(SOLVED, 'Solved', true), tag(BUG, 'Bug', false)],
};

/** What the gateway tells when a member makes a post in the forum, unless it is said otherwise. */
export function newPost(
  changes: Partial<NewThread> & {
    /** False as when the bot comes to see a thread that has been there. */
    readonly newlyCreated?: boolean;
    /** In milliseconds since 1970. */
    readonly at?: number;
  } = {},
): GatewayThreadCreateDispatchData {
  const { newlyCreated = true, at = 1_700_000_000_000, ...made } = changes;
  const thread = threadOf(
    { serverId: SERVER_ID, parentId: FORUM.id, ownerId: inServer().userId, name: 'Parking?', ...made },
    at,
  );
  return newlyCreated ? threadEvent(thread) : thread;
}

interface Place extends Pick<DiscordStandIn, 'threads' | 'channels'> {
  readonly gateway: Pick<DiscordStandIn['gateway'], 'dispatch' | 'shardOf'>;
}

/**
 * Somebody makes a post: it is there, the bot is told of it, and then of its first message.
 * @param opening what that says; null where it hasn't come yet
 */
export function publish(
  discord: Place,
  post: GatewayThreadCreateDispatchData,
  opening: string | null = 'what does the car park cost',
): void {
  const { id, guild_id: serverId = '', parent_id: parentId = '', owner_id: ownerId = '', name } = post;
  discord.threads.add({ id, serverId, parentId, ownerId, name: name ?? '', tags: post.applied_tags ?? [] });
  discord.gateway.dispatch('THREAD_CREATE', post, discord.gateway.shardOf(serverId));
  if (opening !== null) writeOpening(discord, post, opening);
}

/** The first message of a post comes, which has the post's id. */
export function writeOpening(
  { channels, gateway }: Pick<Place, 'channels' | 'gateway'>,
  { id, owner_id: userId = '' }: GatewayThreadCreateDispatchData,
  content: string,
): APIMessage {
  const member = SERVER.members.find(({ user }) => user.id === userId)?.user ?? userOf(userId, 'somebody');
  const scene = { ...inServer({ userId, channelId: id }), username: member.username };
  const message = { ...writtenMessage(scene, { id, content }), author: member };
  channels.add(message);
  gateway.dispatch('MESSAGE_CREATE', messageEvent(scene, message), gateway.shardOf(SERVER_ID));
  return message;
}
