import {
  ApplicationCommandType,
  InteractionType,
  type APIEmbed,
  type APIInteraction,
  type APIMessageTopLevelComponent,
} from 'discord-api-types/v10';
import { isPrivate } from './request.ts';

/** The message in whose menu a command was used. */
export interface TargetMessage {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  /** Whether this bot wrote it, as a reply or by itself. */
  readonly isOwn: boolean;
  /** Whether only one member sees it. */
  readonly isPrivate: boolean;
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
}

/** Null where it is no command of a message's menu, or Discord didn't send the message along. */
export function targetMessage(interaction: APIInteraction): TargetMessage | null {
  if (interaction.type !== InteractionType.ApplicationCommand) return null;
  const { data, application_id: application } = interaction;
  if (data.type !== ApplicationCommandType.Message) return null;
  const message = data.resolved.messages[data.target_id];
  if (message === undefined) return null;
  return {
    id: message.id,
    channelId: message.channel_id,
    authorId: message.author.id,
    // The bot of an old application has another id than the application; replies name that.
    isOwn: message.author.id === application || message.application_id === application,
    isPrivate: isPrivate(message),
    content: message.content,
    embeds: message.embeds,
    components: message.components ?? [],
  };
}
