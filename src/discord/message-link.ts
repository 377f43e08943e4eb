/** Leads to a message in Discord; `@me` stands for direct messages. */
export function messageLink(serverId: string | null, channelId: string, messageId: string): string {
  return `https://discord.com/channels/${serverId ?? '@me'}/${channelId}/${messageId}`;
}
