import type { MessageBody } from '../api.ts';
import { answerQuestion } from '../asking.ts';
import type { Asking } from '../command.ts';
import { introductionMessage, offerMessage } from '../render/asked-by-message.ts';
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
  const { answers, locale, member, message, place, texts } = request;
  const question = questionIn(message);
  if (question === '') return introductionMessage(answers.library, locale, texts);
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
      return offerMessage(texts.messages.unsure, show);
    case 'answer':
      return offerMessage(texts.messages.inPrivate, show);
    case 'none':
      return said.body;
  }
}
