import { packIn, type Pack } from '../src/content/pack.ts';
import {
  answerQuestion,
  answersPrivately,
  QUESTION_LENGTH,
  suggestQuestions,
} from '../src/discord/asking.ts';
import {
  anyone,
  hasSeveral,
  isOnHere,
  mustBeOn,
  partMessage,
  reply,
  stringOption,
  UserError,
  type Reply,
  type Request,
} from '../src/discord/kit.ts';
import { sectionPart, sourceMessage } from '../src/discord/render/part.ts';
import { findSection, sectionName, suggestSections } from '../src/discord/section-name.ts';

/** The command of one article, named like its folder: `/deepseek`. */
export function article(slug: string, languages: readonly Pack[]) {
  const title = (locale: string) => packIn(languages, slug, locale)?.title ?? slug;

  function packFor(request: Request): Pack {
    const { answers, publicLocale } = request;
    mustBeOn(request, slug);
    const pack = packIn(answers.library, slug, publicLocale);
    if (pack === null) throw new UserError('gone', (texts) => texts.reading.gone);
    return pack;
  }

  function part(request: Request, name: string): Reply {
    const body = partMessage(packFor(request), name, {
      texts: request.publicTexts,
      namesArticle: hasSeveral(request),
    });
    if (body === null) throw new UserError('gone', (texts) => texts.reading.gone);
    return reply.public(body);
  }

  // Where it is off, that is all there is to say.
  const publicly = { repliesPrivately: (request: Request) => !isOnHere(request, slug) };

  return anyone.commandWithSubcommands({
    name: slug,
    description: { en: `Read: ${title('en')}`, fr: `Lire : ${title('fr')}` },
    subcommands: {
      highlights: anyone.subcommand({
        names: { fr: 'points-clés' },
        description: { en: 'The main points in brief', fr: 'L’essentiel en bref' },
        ...publicly,
        execute: (request) => part(request, 'highlights'),
      }),
      summary: anyone.subcommand({
        names: { fr: 'résumé' },
        description: { en: 'What the article is about', fr: 'De quoi parle l’article' },
        ...publicly,
        execute: (request) => part(request, 'summary'),
      }),
      contents: anyone.subcommand({
        names: { fr: 'sommaire' },
        description: { en: 'All sections, to choose from', fr: 'Toutes les sections, au choix' },
        ...publicly,
        execute: (request) => part(request, 'contents'),
      }),
      section: anyone.subcommand({
        names: { fr: 'section' },
        description: { en: 'One section, whole', fr: 'Une section en entier' },
        options: {
          name: sectionName,
        },
        suggest: {
          name: (request, typed) =>
            isOnHere(request, slug)
              ? suggestSections(packIn(request.answers.library, slug, request.publicLocale), typed)
              : [],
        },
        ...publicly,
        execute: (request) =>
          part(request, sectionPart(findSection(packFor(request), request.option('name'), true))),
      }),
      faq: anyone.subcommand({
        names: { fr: 'faq' },
        description: { en: 'Questions and answers, to browse', fr: 'Questions et réponses à parcourir' },
        options: {
          question: stringOption({
            names: { fr: 'question' },
            description: { en: 'Go straight to this question', fr: 'Aller droit à cette question' },
            maxLength: QUESTION_LENGTH,
          }),
        },
        suggest: { question: (request, typed) => suggestQuestions(request, typed, slug) },
        repliesPrivately: (request) =>
          !isOnHere(request, slug) ||
          (request.option('question') !== null && answersPrivately(request, null)),
        execute: (request) => {
          const question = request.option('question');
          if (question === null) return part(request, 'faq');
          packFor(request);
          return answerQuestion(request, { question, privately: null, slug });
        },
      }),
      source: anyone.subcommand({
        names: { fr: 'source' },
        description: { en: 'Where all this comes from', fr: 'D’où vient tout cela' },
        ...publicly,
        execute: (request) => {
          const locales = request.answers.library
            .filter((other) => other.slug === slug)
            .map(({ locale }) => locale);
          return reply.public(sourceMessage(packFor(request), locales, request.publicTexts));
        },
      }),
    },
  });
}
