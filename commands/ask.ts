import { articlesOf, type Library } from '../src/content/pack.ts';
import { pick } from '../src/discord/answer-reply.ts';
import {
  answerQuestion,
  answersPrivately,
  QUESTION_LENGTH,
  suggestQuestions,
} from '../src/discord/asking.ts';
import { answerFollowUp, openFollowUp } from '../src/discord/follow-up-form.ts';
import { show } from '../src/discord/messages/show-to-asker.ts';
import { findArticle, suggestArticles } from '../src/discord/article-name.ts';
import { anyone, booleanOption, stringOption, type Request } from '../src/discord/kit.ts';

/** Asks all articles that are on where it is used, or one of them. */
export function ask(library: Library) {
  /** The one that is meant by what was typed for `article`; none where that is nothing. */
  const chosen = (request: Request, typed: string | null) =>
    typed === null || typed.trim() === '' ? {} : { slug: findArticle(request, typed) };

  return anyone.command({
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
      article: stringOption({
        names: { fr: 'article' },
        description: { en: 'Only from this article', fr: 'Seulement de cet article' },
        offered: articlesOf(library).length > 1,
      }),
      private: booleanOption({
        names: { fr: 'privé' },
        description: { en: 'Show the answer to me only', fr: 'Ne montrer la réponse qu’à moi' },
      }),
    },
    suggest: {
      question: (request, typed) =>
        suggestQuestions(request, typed, chosen(request, request.option('article')).slug),
      article: suggestArticles,
    },
    repliesPrivately: (request) => answersPrivately(request, request.option('private')),
    execute: (request) =>
      answerQuestion(request, {
        question: request.option('question'),
        privately: request.option('private'),
        ...chosen(request, request.option('article')),
      }),
    components: { pick, show, more: openFollowUp },
    modals: { further: answerFollowUp },
  });
}
