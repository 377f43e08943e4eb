import type { APIInteraction } from 'discord-api-types/v10';
import type { DiscordApi } from '../api.ts';
import { DiscordRefusal } from '../refusal.ts';
import type { ComponentRequest } from '../command.ts';
import { questionIn } from './incoming-message.ts';

/** What the message asks to which the one with the button replies; null where it is none, is gone, or asks nothing. */
export async function repliedQuestion({
  discord,
  interaction: { message },
}: Pick<ComponentRequest, 'discord' | 'interaction'>): Promise<string | null> {
  const content = message?.referenced_message?.content ?? (await readReference(discord, message));
  const question = questionIn({ content: content ?? '', botId: message?.author.id ?? '' });
  return question === '' ? null : question;
}

/** What the message says that this one replies to; null where it is gone, or the bot may not read it. */
async function readReference(
  discord: DiscordApi,
  message: APIInteraction['message'],
): Promise<string | null> {
  const { channel_id: channelId, message_id: messageId } = message?.message_reference ?? {};
  if (channelId === undefined || messageId === undefined) return null;
  try {
    return (await discord.readMessage(channelId, messageId))?.content ?? null;
  } catch (error) {
    if (error instanceof DiscordRefusal) return null;
    throw error;
  }
}
