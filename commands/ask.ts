import {
  answerQuestion,
  answersPrivately,
  pick,
  QUESTION_LENGTH,
  suggestQuestions,
} from '../src/discord/asking.ts';
import { answerFollowUp, openFollowUp } from '../src/discord/follow-up-form.ts';
import { show } from '../src/discord/messages/show-to-asker.ts';
import { anyone, booleanOption, stringOption } from '../src/discord/kit.ts';

export const ask = anyone.command({
  name: 'ask',
  names: { fr: 'demander' },
  description: { en: 'Ask a question in your own words', fr: 'Posez une question avec vos propres mots' },
  options: {
    question: stringOption({
      names: { fr: 'question' },
      description: { en: 'What you want to know', fr: 'Ce que vous voulez savoir' },
      required: true,
      maxLength: QUESTION_LENGTH,
    }),
    private: booleanOption({
      names: { fr: 'privé' },
      description: { en: 'Show the answer to me only', fr: 'Ne montrer la réponse qu’à moi' },
    }),
  },
  suggest: { question: suggestQuestions },
  repliesPrivately: (request) => answersPrivately(request, request.option('private')),
  execute: (request) =>
    answerQuestion(request, { question: request.option('question'), privately: request.option('private') }),
  components: { pick, show, more: openFollowUp },
  modals: { further: answerFollowUp },
});
