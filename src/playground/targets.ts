import {
  ChannelType,
  type APIInteractionDataResolved,
  type APIInteractionDataResolvedChannel,
  type APIInteractionDataResolvedGuildMember,
  type APIUser,
} from 'discord-api-types/v10';
import { userOf, type Scene } from './interactions.ts';
import { NotThere } from './not-there.ts';
import { roleBody } from './own-server.ts';
import { BOT, BOT_PERMISSIONS, CHANNELS, PEOPLE, PERMISSIONS, rolesOf, SERVER_ROLES } from './personas.ts';
import type { PlaceKind, Role } from './protocol.ts';

/** What there are none of is a plain number. */
const NO_FLAGS: number = 0;

export type TargetKind = 'user' | 'role' | 'channel' | 'mentionable';

/**
 * What Discord sends along of the people, roles and channels that somebody picked (Resolved Data). Throws `NotThere` for
 * one that isn't there, or of another kind.
 */
export function resolveTargets(
  ids: readonly string[],
  kind: TargetKind,
  scene: Scene,
  channelTypes: readonly ChannelType[] = [],
): APIInteractionDataResolved {
  return ids.map((id) => resolveOne(id, kind, scene, channelTypes)).reduce(mergeResolved, {});
}

export function mergeResolved(
  a: APIInteractionDataResolved,
  b: APIInteractionDataResolved,
): APIInteractionDataResolved {
  const merged = { ...a };
  if (b.users !== undefined) merged.users = { ...a.users, ...b.users };
  if (b.members !== undefined) merged.members = { ...a.members, ...b.members };
  if (b.roles !== undefined) merged.roles = { ...a.roles, ...b.roles };
  if (b.channels !== undefined) merged.channels = { ...a.channels, ...b.channels };
  if (b.attachments !== undefined) merged.attachments = { ...a.attachments, ...b.attachments };
  return merged;
}

function resolveOne(
  id: string,
  kind: TargetKind,
  scene: Scene,
  channelTypes: readonly ChannelType[],
): APIInteractionDataResolved {
  const place = placeOf(scene);
  const found =
    (kind === 'user' || kind === 'mentionable' ? userNamed(id, scene, place) : null) ??
    (kind === 'role' || kind === 'mentionable' ? roleNamed(id, place) : null) ??
    (kind === 'channel' ? channelNamed(id, scene, place, channelTypes) : null);
  if (found === null) throw new NotThere(`There is no such ${kind} here.`);
  return found;
}

function placeOf({ server }: Scene): PlaceKind {
  if (server === null) return 'dm';
  return server.botIsMember ? 'server' : 'elsewhere';
}

function userNamed(id: string, scene: Scene, place: PlaceKind): APIInteractionDataResolved | null {
  if (id === BOT.id) return withMember(BOT, null, place);
  const person = PEOPLE.find((one) => one.id === id);
  if (person === undefined) return null;
  // In direct messages there are only the two.
  if (place === 'dm' && person.id !== scene.userId) return null;
  return withMember(userOf(person.id, person.name), person.role, place);
}

/** @param role null for the bot, which isn't a member of every server */
function withMember(user: APIUser, role: Role | null, place: PlaceKind): APIInteractionDataResolved {
  const users = { [user.id]: user };
  if (place === 'dm' || (role === null && place === 'elsewhere')) return { users };
  const member: APIInteractionDataResolvedGuildMember = {
    roles: role === null ? [] : [...rolesOf(role, place)],
    joined_at: new Date(0).toISOString(),
    flags: NO_FLAGS,
    permissions: String(role === null ? BOT_PERMISSIONS : PERMISSIONS[role]),
  };
  return { users, members: { [user.id]: member } };
}

function roleNamed(id: string, place: PlaceKind): APIInteractionDataResolved | null {
  const found = SERVER_ROLES.find((one) => one.id === id && one.place === place);
  return found === undefined ? null : { roles: { [id]: roleBody(found) } };
}

function channelNamed(
  id: string,
  { server }: Scene,
  place: PlaceKind,
  types: readonly ChannelType[],
): APIInteractionDataResolved | null {
  const found = CHANNELS.find((one) => one.id === id && one.place === place);
  if (found === undefined || server === null) return null;
  const type = found.kind === 'forum' ? ChannelType.GuildForum : ChannelType.GuildText;
  if (types.length > 0 && !types.includes(type)) return null;
  const channel: APIInteractionDataResolvedChannel = {
    id,
    name: found.name,
    type,
    permissions: String(server.memberPermissions),
  };
  return { channels: { [id]: channel } };
}
