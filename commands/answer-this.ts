import { answerQuestion, answersPrivately } from '../src/discord/asking.ts';
import { anyone, UserError } from '../src/discord/kit.ts';
import { messageLink } from '../src/discord/message-link.ts';

/** "Answer this" in a message's menu: answers the question in that message. */
export const answerThis = anyone.menuCommand({
  name: 'Answer this',
  names: { fr: 'Répondre à ceci' },
  help: { en: 'Answer the question in that message', fr: 'Répondre à la question de ce message' },
  repliesPrivately: (request) => answersPrivately(request, null),
  execute: (request) => {
    const { target, place } = request;
    const question = target.content.trim();
    if (question === '') throw new UserError('no-text', (texts) => texts.errors.noText);
    return answerQuestion(request, {
      question,
      privately: null,
      messageLink: messageLink(place.serverId, target.channelId, target.id),
      author: target.authorId,
    });
  },
});
