import type { MessageBody } from '../api.ts';
import { answerQuestion } from '../asking.ts';
import type { Asking } from '../command.ts';
import { buttonRows, message as messageBody } from '../render/message.ts';
import { smallTalkMessage } from '../render/small-talk.ts';
import { labelOf } from '../render/text-page.ts';
import { questionIn, type IncomingMessage } from './incoming-message.ts';
import { showButton } from './show-to-asker.ts';
import { shownPassages } from './shown-passages.ts';

export interface MessageRequest extends Asking {
  readonly message: IncomingMessage;
}

/**
 * What is said to a message that mentions the bot, replies to it, or was written to it alone. A message can't be for one
 * member of a channel: there, what `/ask` would show the asker alone waits behind a button of theirs, or behind one for each of
 * the answers that they may be asking about.
 */
export async function answerMessage(request: MessageRequest): Promise<MessageBody> {
  const { answers, articles, locale, member, message, place, texts } = request;
  const question = questionIn(message);
  if (question === '') {
    const { library } = answers;
    return smallTalkMessage('test', { library, locale, texts, articles: articles.on });
  }
  const follows = message.repliesTo === null ? [] : await shownPassages(request, message.repliesTo);
  const said = await answerQuestion(request, { question, privately: null, stands: true, follows });
  if (place.serverId === null || said.outcome === undefined || !said.private) return said.body;
  const [first, ...others] = said.continues ?? [];
  const show = showButton(member.id, first ?? null, texts);
  switch (said.outcome) {
    case 'suggestions':
      return first === undefined || others.length === 0
        ? messageBody({ content: texts.messages.unsure, rows: buttonRows([show]) })
        : messageBody({
            content: texts.messages.whichAnswer,
            rows: [first, ...others].flatMap((one) =>
              buttonRows([showButton(member.id, one, texts, labelOf(one.passage))]),
            ),
          });
    case 'answer':
      return messageBody({ content: texts.messages.inPrivate, rows: buttonRows([show]) });
    case 'none':
      return said.body;
  }
}
