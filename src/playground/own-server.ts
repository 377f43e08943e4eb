import type { APIRole } from 'discord-api-types/v10';
import { roleOf, type Server } from './discord/servers.ts';
import { userOf } from './interactions.ts';
import { BOT, BOT_PERMISSIONS, PEOPLE, PERMISSIONS, rolesOf, SERVER_ROLES, SERVERS } from './personas.ts';
import type { ServerRole } from './protocol.ts';

/** Discord makes one for each bot, under its name. */
const BOTS_ROLE = '600000000000000020';

/** The server that has added the bot, as the bot is told of it. The administrator owns it. */
export function ownServer(): Server {
  const roles = SERVER_ROLES.filter(({ place }) => place === 'server');
  return {
    id: SERVERS.server,
    name: 'Your server',
    ownerId: PEOPLE.find(({ role }) => role === 'administrator')?.id ?? '',
    roles: [
      ...roles.map(roleBody),
      {
        ...roleOf(BOTS_ROLE, BOT.username, BOT_PERMISSIONS, roles.length),
        managed: true,
        tags: { bot_id: BOT.id },
      },
    ],
    members: [
      ...PEOPLE.map(({ id, name, role }) => ({ user: userOf(id, name), roles: rolesOf(role, 'server') })),
      { user: BOT, roles: [BOTS_ROLE] },
    ],
  };
}

/** A role of a server as Discord describes it. */
export function roleBody({ id, name, place, holder }: ServerRole): APIRole {
  const position = SERVER_ROLES.filter((one) => one.place === place).findIndex((one) => one.id === id);
  return roleOf(id, name, PERMISSIONS[holder ?? 'member'], position);
}
