import type { APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import type { PackPassage } from '../../answers/outcome.ts';
import type { Texts } from '../../texts/texts.ts';
import { answerQuestion } from '../asking.ts';
import type { ComponentRequest, Handler } from '../command.ts';
import { customId } from '../custom-id.ts';
import { passageToFollow } from '../find-passage.ts';
import { passageByKey, passageKey } from '../passage-key.ts';
import { button } from '../render/message.ts';
import { UserError } from '../user-error.ts';
import { repliedQuestion } from './replied-question.ts';

/**
 * `ask:show:<asker>:<article>:<language>:<passage, short>`: 9 + 20 + 33 + 10 + 23 characters at most. The question stands in
 * the message that the button's replies to.
 * @param shown what the question follows; null where it follows nothing
 * @param label by default, that it shows something
 */
export function showButton(
  asker: string,
  shown: PackPassage | null,
  texts: Texts,
  label = texts.messages.show,
): APIButtonComponentWithCustomId {
  const passage =
    shown === null
      ? []
      : [shown.pack.slug, shown.pack.locale, passageKey({ slug: shown.pack.slug, id: shown.passage.id })];
  return button(label, customId('ask', 'show', asker, ...passage), { primary: true });
}

/** Shows the asker alone what was not said to all. The command `ask` owns it. */
export const show: Handler<ComponentRequest> = {
  carries: [['snowflake'], ['slug', 'empty'], ['locale', 'empty'], ['part', 'empty']],
  handle: async (request) => {
    const { args, member } = request;
    const [asker, slug = '', locale = '', key = ''] = args;
    if (asker !== member.id) throw new UserError('not-asker', (texts) => texts.messages.notAsker);
    const question = await repliedQuestion(request);
    if (question === null) throw new UserError('question-gone', (texts) => texts.messages.questionGone);
    const { library } = request.answers;
    const follows = await passageToFollow(request, passageByKey(library, { slug, locale, key }));
    return answerQuestion(request, {
      question,
      privately: null,
      again: true,
      follows: follows === null ? [] : [follows],
    });
  },
};
