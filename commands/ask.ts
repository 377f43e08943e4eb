import { SlashCommandBuilder } from 'discord.js';
import type { Locale } from '../src/content/pack.ts';
import { askedServer } from '../src/discord/asked-server.ts';
import type { Command, ComponentRequest, Reply, Request } from '../src/discord/command.ts';
import { slowDown } from '../src/discord/cooldown.ts';
import { customId } from '../src/discord/custom-id.ts';
import { described, EVERYWHERE } from '../src/discord/definition.ts';
import { findPassage } from '../src/discord/find-passage.ts';
import { LIMITS } from '../src/discord/limits.ts';
import { passageByKey, passageKey } from '../src/discord/passage-key.ts';
import { RELATED } from '../src/discord/reader.ts';
import { recordHint } from '../src/discord/record-hint.ts';
import { recordOutcome, type RecordedQuestion } from '../src/discord/record-outcome.ts';
import { answerMessage, noneMessage, suggestionsMessage } from '../src/discord/render/outcome.ts';
import { answersPublicly } from '../src/discord/visibility.ts';
import { voteButtons } from '../src/discord/votes.ts';
import type { Found } from '../src/answers/outcome.ts';

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

  repliesPrivately: ({ options, settings, place }) =>
    !answersPublicly(settings, place, options.optionalBoolean('private')),

  autocomplete: ({ focused, answers, locale, ...request }) =>
    answers
      .suggest(focused.typed, { limit: LIMITS.choices, locale, ...askedServer(request) })
      .map(({ question }) => ({ name: question, value: question })),

  execute: (request) =>
    answerQuestion(request, {
      question: request.options.string('question'),
      privately: request.options.optionalBoolean('private'),
    }),

  customIds: {
    components: {
      pick: [['word'], ['slug'], ['locale'], ['part'], ['id', 'nothing', 'empty']],
    },
  },

  components: {
    /** "Did you mean": the member picked a passage. It is shown as the answer would have been. */
    pick: async (request: ComponentRequest): Promise<Reply> => {
      const [visibility, slug = '', locale = '', key = '', argument = ''] = request.args;
      const reference = passageByKey(request.answers.library, { slug, locale, key });
      const found = await findPassage(request, reference);
      const recorded = recordedBy(argument);
      const question = recorded?.handle ?? null;
      if (reference !== null && question !== null) recordHint(request, question, reference);
      return answerReply(request, found, { privately: visibility !== PUBLIC, recorded, evidence: null });
    },
  },
} satisfies Command;

// One letter each: custom ids are short.
const PUBLIC = 'a';
const PRIVATE = 'p';
/** In place of a question's handle: it was counted, but is not kept. */
const NOT_KEPT = '-';

/** The last part of a button's custom id; empty where questions aren't counted. */
function argumentOf(recorded: RecordedQuestion | null): string {
  return recorded === null ? '' : (recorded.handle ?? NOT_KEPT);
}

function recordedBy(argument: string): RecordedQuestion | null {
  return argument === '' ? null : { handle: argument === NOT_KEPT ? null : argument };
}

/**
 * Answers in public or in private as the server and the asker chose; whatever is not an answer only the asker sees.
 * Each question counts.
 */
export async function answerQuestion(
  request: Request,
  asked: {
    readonly question: string;
    /** What the asker chose; null where they chose nothing. */
    readonly privately: boolean | null;
    readonly slug?: string;
    /** The message that asks, if the asker did not type the question: a line above the answer leads to it. */
    readonly messageLink?: string;
  },
): Promise<Reply> {
  const { answers, texts, settings, place } = request;
  const wait = request.cooldown(settings.cooldownSeconds);
  if (wait > 0) throw slowDown(wait);
  const privately = !answersPublicly(settings, place, asked.privately);
  const locale: Locale = privately ? request.locale : request.publicLocale;
  const outcome = await answers.ask(asked.question, {
    locale,
    ...(asked.slug === undefined ? {} : { slug: asked.slug }),
    ...askedServer(request),
  });
  const recorded = recordOutcome(request, {
    text: asked.question,
    locale,
    outcome: outcome.outcome,
    typed: asked.messageLink === undefined,
  });
  switch (outcome.outcome) {
    case 'answer': {
      const { messageLink } = asked;
      return answerReply(request, outcome.best, {
        privately,
        recorded,
        evidence: outcome.best.evidence,
        ...(messageLink === undefined ? {} : { messageLink }),
      });
    }
    case 'suggestions': {
      const visibility = privately ? PRIVATE : PUBLIC;
      return {
        kind: 'message',
        // `ask:pick:a:<article>:<language>:<passage, short>:<question>`: 11 + 33 + 9 + 23 + 16 characters at most.
        body: suggestionsMessage(outcome, texts, ({ pack: { slug, locale: language }, passage: { id } }) =>
          customId('ask', 'pick', visibility, slug, language, passageKey({ slug, id }), argumentOf(recorded)),
        ),
        private: true,
      };
    }
    case 'none':
      return { kind: 'message', body: noneMessage(outcome, texts), private: true };
  }
}

function answerReply(
  request: Request,
  found: Found,
  how: {
    readonly privately: boolean;
    /** Null where questions aren't counted: then there are no votes either. */
    readonly recorded: RecordedQuestion | null;
    /** The sentence that answers, where one stands out. */
    readonly evidence: string | null;
    readonly messageLink?: string;
  },
): Reply {
  const { answers, publicTexts } = request;
  const { recorded, evidence, messageLink } = how;
  const texts = how.privately ? request.texts : publicTexts;
  const { server } = askedServer(request);
  return {
    kind: 'message',
    body: answerMessage(found, {
      texts,
      related: answers.related(found, RELATED, server),
      // An answer to a question of the FAQ is short; in a paragraph one looks for it.
      ...(evidence === null || found.passage.kind !== 'section' ? {} : { evidence }),
      further: recorded === null || server === undefined ? [] : voteButtons(found, recorded.handle, texts),
      ...(messageLink === undefined ? {} : { content: texts.ask.answering(messageLink) }),
    }),
    private: how.privately,
  };
}
