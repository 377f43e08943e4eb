import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Overwrite, ServerRoles } from './forum-api.ts';

const { Administrator, ManageMessages, ManageThreads } = PermissionFlagsBits;

/**
 * Whether a member moderates a forum: may manage its threads or its messages, by their roles and by what the forum changes
 * of them (Topics, Permissions, Permission Overwrites).
 * @param server its id, and its roles
 * @param member their id and the ids of their roles, without that of everybody
 */
export function moderates(
  server: ServerRoles & { readonly id: string },
  member: { readonly id: string; readonly roles: readonly string[] },
  overwrites: readonly Overwrite[],
): boolean {
  if (server.ownerId === member.id) return true;
  const held = server.roles.filter(({ id }) => id === server.id || member.roles.includes(id));
  const byRoles = held.reduce((all, { permissions }) => all | permissions, 0n);
  if ((byRoles & Administrator) !== 0n) return true;
  const forEverybody = overwrites.filter(({ id }) => id === server.id);
  const forRoles = overwrites.filter(({ id }) => member.roles.includes(id));
  const forMember = overwrites.filter(({ id }) => id === member.id);
  const here = [forEverybody, forRoles, forMember].reduce(changed, byRoles);
  return (here & (ManageThreads | ManageMessages)) !== 0n;
}

/** What one level changes: whatever one of its overwrites allows holds, though another denies it. */
function changed(permissions: bigint, overwrites: readonly Overwrite[]): bigint {
  const denied = overwrites.reduce((all, { deny }) => all | deny, 0n);
  const allowed = overwrites.reduce((all, { allow }) => all | allow, 0n);
  return (permissions & ~denied) | allowed;
}
