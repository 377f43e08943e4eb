import {
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  MessageFlags,
  PermissionFlagsBits,
  type APIInteraction,
} from 'discord-api-types/v10';
import { askersLocale } from '../content/locale-match.ts';
import { textsFor, type CommandNaming } from '../texts/texts.ts';
import { articlesHere } from './articles-here.ts';
import type { Asking, Member, Place, Request } from './command.ts';

/** Every permission that there is: what members have in their own direct messages. */
const ALL_PERMISSIONS = ~0n;

/**
 * What handlers see of an interaction.
 * @param naming what texts call commands
 */
export function readRequest(interaction: APIInteraction, naming: CommandNaming, parts: AskingParts): Request {
  const locale = 'locale' in interaction ? interaction.locale : 'en-US';
  const serverLocale = parts.place.serverId === null ? undefined : interaction.guild_locale;
  return { interaction, ...readAsking({ locale, serverLocale }, naming, parts) };
}

/** What is known without the languages. */
export type AskingParts = Omit<Asking, 'texts' | 'locale' | 'publicTexts' | 'publicLocale' | 'articles'>;

/** @param spoken one of Discord's locales each; the server's own is unknown where it is absent */
export function readAsking(
  { locale, serverLocale }: { readonly locale: string; readonly serverLocale: string | undefined },
  naming: CommandNaming,
  parts: AskingParts,
): Asking {
  const { library } = parts.answers;
  const publicLocale = parts.settings.locale ?? serverLocale ?? locale;
  return {
    texts: textsFor(locale, naming),
    locale: askersLocale(library, locale),
    publicTexts: textsFor(publicLocale, naming),
    publicLocale: askersLocale(library, publicLocale),
    articles: articlesHere(library, parts.articleChoices, parts.place),
    ...parts,
  };
}

export function readPlace(interaction: APIInteraction): Place {
  const serverId = interaction.guild_id ?? null;
  const owners = interaction.authorizing_integration_owners;
  return {
    kind: kindOf(interaction, serverId),
    serverId,
    channelId: interaction.channel?.id ?? null,
    botIsMember: serverId !== null && owners?.[ApplicationIntegrationType.GuildInstall] !== undefined,
    botPermissions: BigInt(interaction.app_permissions ?? '0'),
    parentId: parentOf(interaction.channel),
    inThread: isThread(interaction.channel?.type),
  };
}

function kindOf(interaction: APIInteraction, serverId: string | null): Place['kind'] {
  switch (interaction.context) {
    case InteractionContextType.Guild:
      return 'server';
    case InteractionContextType.BotDM:
      return 'bot-dm';
    case InteractionContextType.PrivateChannel:
      return 'private-channel';
    default:
      return serverId === null ? 'bot-dm' : 'server';
  }
}

/** A channel's own parent is a category, which is none of ours. */
function parentOf(channel: APIInteraction['channel']): string | null {
  return channel !== undefined && isThread(channel.type) && 'parent_id' in channel
    ? (channel.parent_id ?? null)
    : null;
}

export function isThread(type: ChannelType | undefined): boolean {
  return (
    type === ChannelType.PublicThread ||
    type === ChannelType.PrivateThread ||
    type === ChannelType.AnnouncementThread
  );
}

/** Throws where the interaction names no member, which Discord never does. */
export function readMember(interaction: APIInteraction): Member {
  const user = interaction.member?.user ?? interaction.user;
  if (user === undefined) throw new Error('The interaction names no member.');
  const permissions = interaction.member?.permissions;
  return {
    id: user.id,
    username: user.username,
    permissions: permissions === undefined ? ALL_PERMISSIONS : BigInt(permissions),
  };
}

/** In a thread, sending takes a permission of its own. */
export function permissionsHere(wanted: bigint, place: Place): bigint {
  const { SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  return place.inThread && (wanted & SendMessages) !== 0n
    ? (wanted & ~SendMessages) | SendMessagesInThreads
    : wanted;
}

export function isPrivate(message: { readonly flags?: MessageFlags } | undefined): boolean {
  return ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}
