import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Request } from './command.ts';
import { missingPermissions, namePermissions } from './permissions.ts';
import { permissionsHere } from './request.ts';
import { UserError } from './user-error.ts';

type PermissionName = keyof typeof PermissionFlagsBits;

/**
 * Who may use a command, its buttons, its menus and its forms, and where.
 * @typeParam Known what a request has besides, once it was admitted
 */
export interface Access<Known = unknown> {
  /** Only in servers that have added the bot. */
  readonly serverOnly: boolean;
  readonly memberPermissions: bigint;
  /** Throws a `UserError` that says why it may not be used. */
  readonly admit: <R extends Request>(request: R) => R & Known;
}

/** What is known of a request that comes from a server. */
export interface InServer {
  readonly serverId: string;
}

export type ServerRequest = Request & InServer;

export const ANYONE: Access = { serverOnly: false, memberPermissions: 0n, admit: (request) => request };

/** In servers that have added the bot: for members with these permissions, where the bot has those that it needs. */
export function serverAccess(needs: {
  readonly member?: readonly PermissionName[];
  readonly bot?: readonly PermissionName[];
}): Access<InServer> {
  const memberPermissions = bitsOf(needs.member ?? []);
  const botPermissions = bitsOf(needs.bot ?? []);
  return {
    serverOnly: true,
    memberPermissions,
    admit: (request) => {
      const { place, member } = request;
      const { serverId } = place;
      if (serverId === null || place.kind !== 'server' || !place.botIsMember) {
        throw new UserError('server-only', (texts) => texts.errors.serverOnly);
      }
      const memberLacks = missingPermissions(member.permissions, memberPermissions);
      if (memberLacks !== 0n) {
        throw new UserError('member-lacks', (texts) =>
          texts.errors.memberLacks(namePermissions(memberLacks, texts)),
        );
      }
      const botLacks = missingPermissions(place.botPermissions, permissionsHere(botPermissions, place));
      if (botLacks !== 0n) {
        throw new UserError('bot-lacks', (texts) => texts.errors.botLacks(namePermissions(botLacks, texts)));
      }
      return { ...request, serverId };
    },
  };
}

function bitsOf(names: readonly PermissionName[]): bigint {
  return names.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);
}
