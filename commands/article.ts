import { SlashCommandBuilder } from 'discord.js';
import { packIn, type Pack } from '../src/content/pack.ts';
import { askedServer } from '../src/discord/asked-server.ts';
import type { Command, Reply, Request } from '../src/discord/command.ts';
import { described, describedOnly, EVERYWHERE } from '../src/discord/definition.ts';
import { LIMITS } from '../src/discord/limits.ts';
import { partMessage, sectionPart, sourceMessage } from '../src/discord/render/part.ts';
import { findSection, suggestSections } from '../src/discord/section-name.ts';
import { UserError } from '../src/discord/user-error.ts';
import { answersPublicly } from '../src/discord/visibility.ts';
import { answerQuestion } from './ask.ts';

/** The command of one article, named like its folder: `/deepseek`. */
export function article(slug: string, languages: readonly Pack[]): Command {
  const titles = (locale: string) => packIn(languages, slug, locale.split('-')[0] ?? locale)?.title ?? slug;
  return {
    data: describedOnly(new SlashCommandBuilder().setName(slug), (texts) =>
      texts.commands.article.description(titles(texts.discordLocales[0] ?? 'en')),
    )
      .addSubcommand((sub) => described(sub, (texts) => texts.commands.article.highlights))
      .addSubcommand((sub) => described(sub, (texts) => texts.commands.article.summary))
      .addSubcommand((sub) => described(sub, (texts) => texts.commands.article.contents))
      .addSubcommand((sub) =>
        described(sub, (texts) => texts.commands.article.section).addStringOption((option) =>
          described(option, (texts) => texts.commands.article.section.options.name)
            .setRequired(true)
            .setAutocomplete(true),
        ),
      )
      .addSubcommand((sub) =>
        described(sub, (texts) => texts.commands.article.faq).addStringOption((option) =>
          described(option, (texts) => texts.commands.article.faq.options.question)
            .setMaxLength(LIMITS.stringOption)
            .setAutocomplete(true),
        ),
      )
      .addSubcommand((sub) => described(sub, (texts) => texts.commands.article.source))
      .setContexts(...EVERYWHERE.contexts)
      .setIntegrationTypes(...EVERYWHERE.installations)
      .toJSON(),

    repliesPrivately: ({ options, settings, place }) =>
      options.subcommand === 'faq' &&
      options.optionalString('question') !== null &&
      !answersPublicly(settings, place, null),

    autocomplete: ({ options, focused, answers, locale, publicLocale, ...request }) => {
      switch (options.subcommand) {
        case 'section':
          return suggestSections(packIn(answers.library, slug, publicLocale), focused.typed);
        case 'faq':
          return answers
            .suggest(focused.typed, { slug, locale, limit: LIMITS.choices, ...askedServer(request) })
            .map(({ question }) => ({ name: question, value: question }));
        default:
          return [];
      }
    },

    execute: (request) => {
      const { options, answers, publicTexts, publicLocale } = request;
      const pack = packIn(answers.library, slug, publicLocale);
      if (pack === null) throw new UserError('gone', (texts) => texts.reading.gone);
      const { subcommand } = options;
      switch (subcommand) {
        case 'section': {
          const section = findSection(pack, options.string('name'));
          return part(request, pack, sectionPart(section));
        }
        case 'faq': {
          const question = options.optionalString('question');
          if (question === null) return part(request, pack, 'faq');
          return answerQuestion(request, { question, privately: null, slug });
        }
        case 'source': {
          const locales = answers.library.filter((other) => other.slug === slug).map(({ locale }) => locale);
          return { kind: 'message', body: sourceMessage(pack, locales, publicTexts), private: false };
        }
        default:
          return part(request, pack, subcommand);
      }
    },
  };
}

function part(request: Request, pack: Pack, name: string): Reply {
  const body = partMessage(pack, name, { texts: request.publicTexts });
  if (body === null) throw new UserError('unknown-command', (texts) => texts.errors.unknownCommand);
  return { kind: 'message', body, private: false };
}
