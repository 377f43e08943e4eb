import type { MessageBody } from '../api.ts';
import { answerQuestion } from '../asking.ts';
import type { Asking } from '../command.ts';
import { buttonRows, message as messageBody } from '../render/message.ts';
import { smallTalkMessage } from '../render/small-talk.ts';
import { questionIn, type IncomingMessage } from './incoming-message.ts';
import { showButton } from './show-to-asker.ts';
import { shownPassage } from './shown-passage.ts';

export interface MessageRequest extends Asking {
  readonly message: IncomingMessage;
}

/**
 * What is said to a message that mentions the bot, replies to it, or was written to it alone. A message can't be for one
 * member of a channel: there, what `/ask` would show the asker alone waits behind a button of theirs.
 */
export async function answerMessage(request: MessageRequest): Promise<MessageBody> {
  const { answers, articles, locale, member, message, place, texts } = request;
  const question = questionIn(message);
  if (question === '') {
    const { library } = answers;
    return smallTalkMessage('test', { library, locale, texts, articles: articles.on });
  }
  const shown = message.repliesTo && (await shownPassage(request, message.repliesTo));
  const said = await answerQuestion(request, {
    question,
    privately: null,
    ...(shown === null ? {} : { follows: shown }),
  });
  if (place.serverId === null || said.outcome === undefined || !said.private) return said.body;
  const show = showButton(member.id, shown, texts);
  switch (said.outcome) {
    case 'suggestions':
      return messageBody({ content: texts.messages.unsure, rows: buttonRows([show]) });
    case 'answer':
      return messageBody({ content: texts.messages.inPrivate, rows: buttonRows([show]) });
    case 'none':
      return said.body;
  }
}
