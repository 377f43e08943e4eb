import { ChannelType, Locale, PermissionFlagsBits } from 'discord-api-types/v10';
import { snowflake, type Scene } from '../src/playground/interactions.ts';

export const CHANNEL = '800000000000000001';

// Another one at each call, so that nobody is told to slow down.

/** Somebody in a channel of that server, where the bot may do as much. */
export function somebodyIn(serverId: string, permissions = PermissionFlagsBits.SendMessages): Scene {
  return {
    ...somebody(),
    channelId: CHANNEL,
    channelType: ChannelType.GuildText,
    server: {
      id: serverId,
      locale: Locale.EnglishUS,
      memberPermissions: permissions,
      botPermissions: permissions,
      botIsMember: true,
    },
  };
}

export function somebodyAlone(): Scene {
  return { ...somebody(), channelId: '800000000000000002', channelType: ChannelType.DM, server: null };
}

function somebody() {
  return { userId: snowflake(), username: 'ada', locale: Locale.EnglishUS };
}
