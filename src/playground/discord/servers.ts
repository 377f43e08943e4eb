import {
  OverwriteType,
  PermissionFlagsBits,
  type APIOverwrite,
  type APIRole,
  type APIUser,
} from 'discord-api-types/v10';
import { Refused } from './refused.ts';

/** A server that has added the bot. */
export interface Server {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  /** That of everybody has the server's id. */
  readonly roles: readonly APIRole[];
  readonly members: readonly Member[];
}

interface Member {
  readonly user: APIUser;
  /** Without that of everybody. */
  readonly roles: readonly string[];
}

/** The bot's servers, their roles and their members. */
export interface ServerStore {
  /** A new one, or another in its place. */
  put(server: Server): void;
  /** Null where it is no route of a server. Throws `Refused`. */
  handle(method: string, path: string): { body: unknown } | null;
  /** What a member may in a channel with these overwrites (Topics, Permissions); nothing for whoever is no member. */
  permissionsIn(serverId: string, userId: string, overwrites: readonly APIOverwrite[]): bigint;
}

const EVERYTHING = Object.values(PermissionFlagsBits).reduce((all, one) => all | one, 0n);

export function createServerStore(servers: readonly Server[] = []): ServerStore {
  const all = new Map(servers.map((one) => [one.id, one]));
  const memberOf = (serverId: string, userId: string) =>
    all.get(serverId)?.members.find(({ user }) => user.id === userId);
  return {
    put: (server) => void all.set(server.id, server),
    handle(method, path) {
      const [, serverId, ofMember, userId = ''] = /^\/guilds\/(\d+)(\/members\/(\d+))?$/.exec(path) ?? [];
      if (serverId === undefined) return null;
      if (method !== 'GET') throw new Refused(405, 0, '405: Method Not Allowed');
      const server = all.get(serverId);
      if (server === undefined) throw new Refused(404, 10004, 'Unknown Guild');
      if (ofMember === undefined) return { body: serverBody(server) };
      const member = memberOf(serverId, userId);
      if (member === undefined) throw new Refused(404, 10007, 'Unknown Member');
      return { body: memberBody(member) };
    },
    permissionsIn(serverId, userId, overwrites) {
      const server = all.get(serverId);
      const member = memberOf(serverId, userId);
      if (server === undefined || member === undefined) return 0n;
      return server.ownerId === userId ? EVERYTHING : permissionsOf(server, member, overwrites);
    },
  };
}

function permissionsOf({ id, roles }: Server, member: Member, overwrites: readonly APIOverwrite[]): bigint {
  const held = roles.filter((role) => role.id === id || member.roles.includes(role.id));
  const inServer = held.reduce((all, { permissions }) => all | BigInt(permissions), 0n);
  if ((inServer & PermissionFlagsBits.Administrator) !== 0n) return EVERYTHING;
  const ofRoles = overwrites.filter(({ type }) => type === OverwriteType.Role);
  const everybody = ofRoles.filter((one) => one.id === id);
  const ofHeld = ofRoles.filter((one) => one.id !== id && member.roles.includes(one.id));
  const own = overwrites.filter((one) => one.type === OverwriteType.Member && one.id === member.user.id);
  return [everybody, ofHeld, own].reduce(overwritten, inServer);
}

/** Of several, what one allows goes before what another denies. */
function overwritten(before: bigint, overwrites: readonly APIOverwrite[]): bigint {
  const denied = overwrites.reduce((all, { deny }) => all | BigInt(deny), 0n);
  const allowed = overwrites.reduce((all, { allow }) => all | BigInt(allow), 0n);
  return (before & ~denied) | allowed;
}

/** Of what Discord tells, what says something here (Resources, Guild). */
function serverBody({ id, name, ownerId, roles }: Server) {
  return { id, name, icon: null, owner_id: ownerId, roles, emojis: [], stickers: [], features: [] };
}

function memberBody({ user, roles }: Member) {
  return {
    user,
    nick: null,
    avatar: null,
    roles,
    joined_at: new Date(0).toISOString(),
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
  };
}

export function roleOf(id: string, name: string, permissions: bigint, position = 0): APIRole {
  return {
    id,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position,
    permissions: String(permissions),
    managed: false,
    mentionable: false,
    flags: noFlags(),
  };
}

/** What there are none of is a plain number. */
function noFlags(): number {
  return 0;
}
