import { SlashCommandBuilder } from 'discord.js';
import type { Locale } from '../src/content/pack.ts';
import type { Command, ComponentRequest, Reply, Request } from '../src/discord/command.ts';
import { customId } from '../src/discord/custom-id.ts';
import { described, EVERYWHERE } from '../src/discord/definition.ts';
import { LIMITS } from '../src/discord/limits.ts';
import { RELATED } from '../src/discord/reader.ts';
import { answerMessage, noneMessage, suggestionsMessage } from '../src/discord/render/outcome.ts';
import { UserError } from '../src/discord/user-error.ts';

export const ask = {
  data: described(new SlashCommandBuilder(), (texts) => texts.commands.ask)
    .addStringOption((option) =>
      described(option, (texts) => texts.commands.ask.options.question)
        .setRequired(true)
        .setMaxLength(LIMITS.stringOption)
        .setAutocomplete(true),
    )
    .addBooleanOption((option) => described(option, (texts) => texts.commands.ask.options.private))
    .setContexts(...EVERYWHERE.contexts)
    .setIntegrationTypes(...EVERYWHERE.installations)
    .toJSON(),

  repliesPrivately: ({ options }) => options.boolean('private'),

  autocomplete: ({ focused, answers, locale }) =>
    answers
      .suggest(focused.typed, { limit: LIMITS.choices, locale })
      .map(({ question }) => ({ name: question, value: question })),

  execute: (request) =>
    answerQuestion(request, {
      question: request.options.string('question'),
      privately: request.options.boolean('private'),
    }),

  components: {
    /** "Did you mean": the member picked a passage. It is shown as the answer would have been. */
    pick: (request: ComponentRequest): Reply => {
      const [visibility, slug = '', locale = '', id = ''] = request.args;
      const found = request.answers.passage({ slug, locale, id });
      if (found === null) throw new UserError('gone', (texts) => texts.reading.gone);
      const privately = visibility !== PUBLIC;
      const related = request.answers.related(found, RELATED).map(({ passage }) => passage);
      return {
        kind: 'message',
        body: answerMessage(found, privately ? request.texts : request.publicTexts, { related }),
        private: privately,
      };
    },
  },
} satisfies Command;

// One letter each: custom ids are short.
const PUBLIC = 'a';
const PRIVATE = 'p';

/**
 * Answers in public unless it was asked in private; whatever is not an answer only the asker sees.
 * @param content a line above an answer
 */
export async function answerQuestion(
  request: Request,
  asked: {
    readonly question: string;
    readonly privately: boolean;
    readonly slug?: string;
    readonly content?: string;
  },
): Promise<Reply> {
  const { answers, texts } = request;
  const locale: Locale = asked.privately ? request.locale : request.publicLocale;
  const outcome = await answers.ask(asked.question, {
    locale,
    ...(asked.slug === undefined ? {} : { slug: asked.slug }),
  });
  switch (outcome.outcome) {
    case 'answer':
      return {
        kind: 'message',
        body: answerMessage(outcome.best, asked.privately ? texts : request.publicTexts, {
          related: answers.related(outcome.best, RELATED).map(({ passage }) => passage),
          ...(asked.content === undefined ? {} : { content: asked.content }),
        }),
        private: asked.privately,
      };
    case 'suggestions': {
      const visibility = asked.privately ? PRIVATE : PUBLIC;
      return {
        kind: 'message',
        body: suggestionsMessage(outcome, texts, ({ pack, passage }) =>
          customId('ask', 'pick', visibility, pack.slug, pack.locale, passage.id),
        ),
        private: true,
      };
    }
    case 'none':
      return { kind: 'message', body: noneMessage(outcome, texts), private: true };
  }
}
