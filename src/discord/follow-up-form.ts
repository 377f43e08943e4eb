import { answerQuestion } from './asking.ts';
import type { ComponentRequest, Handler, ModalRequest } from './command.ts';
import { customId, type Argument } from './custom-id.ts';
import { passageToFollow } from './find-passage.ts';
import { passageByKey } from './passage-key.ts';
import { modal, textField } from './render/modal.ts';
import { reply } from './reply.ts';
import { UserError } from './user-error.ts';

const QUESTION = 'question';

/** The passage that an answer shows, as the button under it has it (`followUpButton`). */
const carries: readonly Argument[] = [['slug'], ['locale'], ['part']];

/** Opens the form in which somebody asks further. The command `ask` owns it. */
export const openFollowUp: Handler<ComponentRequest> = {
  carries,
  mayOpenModal: true,
  handle: ({ args, texts: { followUp } }) =>
    // `ask:further:<article>:<language>:<passage, short>`: 12 + 33 + 10 + 22 characters at most.
    reply.modal(
      modal(customId('ask', 'further', ...args), followUp.button, [
        textField({ id: QUESTION, label: followUp.label, placeholder: followUp.placeholder, lines: 'many' }),
      ]),
    ),
};

/** As a reply to that answer: for all where it was. */
export const answerFollowUp: Handler<ModalRequest> = {
  carries,
  handle: async (request) => {
    const { answers, args, fields, onPrivateMessage } = request;
    const [slug = '', locale = '', key = ''] = args;
    const question = fields.text(QUESTION).trim();
    if (question === '') throw new UserError('no-question', (texts) => texts.followUp.nothingAsked);
    const follows = await passageToFollow(request, passageByKey(answers.library, { slug, locale, key }));
    return answerQuestion(request, {
      question,
      privately: onPrivateMessage ? true : null,
      follows: follows === null ? [] : [follows],
    });
  },
};
