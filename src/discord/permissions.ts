import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Texts } from '../texts/texts.ts';

type NamedPermission = keyof Texts['permissions'];

const NAMED: readonly NamedPermission[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'PinMessages',
  'ManageMessages',
  'ManageGuild',
];

/** The wanted permissions that are not held; none for an administrator, who holds them all. */
export function missingPermissions(held: bigint, wanted: bigint): bigint {
  if ((held & PermissionFlagsBits.Administrator) !== 0n) return 0n;
  return wanted & ~held;
}

/** As Discord's own settings name them, in one language: `Pin Messages, Embed Links`. */
export function namePermissions(permissions: bigint, texts: Texts): string {
  return NAMED.filter((name) => (permissions & PermissionFlagsBits[name]) !== 0n)
    .map((name) => `**${texts.permissions[name]}**`)
    .join(', ');
}

export function mayAttachFiles({ botPermissions }: { readonly botPermissions: bigint }): boolean {
  return missingPermissions(botPermissions, PermissionFlagsBits.AttachFiles) === 0n;
}
