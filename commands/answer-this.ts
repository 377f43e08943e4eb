import { ContextMenuCommandBuilder } from 'discord.js';
import { ApplicationCommandType } from 'discord-api-types/v10';
import type { Command } from '../src/discord/command.ts';
import { EVERYWHERE, named } from '../src/discord/definition.ts';
import { messageLink } from '../src/discord/message-link.ts';
import { targetMessage } from '../src/discord/target-message.ts';
import { UserError } from '../src/discord/user-error.ts';
import { answersPublicly } from '../src/discord/visibility.ts';
import { answerQuestion } from './ask.ts';

/** "Answer this" in a message's menu: answers the question in that message. */
export const answerThis = {
  data: named(new ContextMenuCommandBuilder(), (texts) => texts.commands.answerThis)
    .setType(ApplicationCommandType.Message)
    .setContexts(...EVERYWHERE.contexts)
    .setIntegrationTypes(...EVERYWHERE.installations)
    .toJSON(),

  repliesPrivately: ({ settings, place }) => !answersPublicly(settings, place, null),

  execute: (request) => {
    const target = targetMessage(request.interaction);
    if (target === null) {
      throw new UserError('unreadable-message', (texts) => texts.errors.unreadableMessage);
    }
    const question = target.content.trim();
    if (question === '') throw new UserError('no-text', (texts) => texts.errors.noText);
    return answerQuestion(request, {
      question,
      privately: null,
      messageLink: messageLink(request.place.serverId, target.channelId, target.id),
    });
  },
} satisfies Command;
