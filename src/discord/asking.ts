import type { AskedParts } from '../answers/answers.ts';
import type { Outcome, PackPassage } from '../answers/outcome.ts';
import type { Locale } from '../content/pack.ts';
import { askedServer } from './asked-server.ts';
import type { Choices, ComponentRequest, Handler, Reply, Request } from './command.ts';
import { slowDown } from './cooldown.ts';
import { customId } from './custom-id.ts';
import { findPassage } from './find-passage.ts';
import { LIMITS } from './limits.ts';
import { choice } from './options.ts';
import { passageByKey, passageKey } from './passage-key.ts';
import { RELATED } from './reader.ts';
import { recordHint } from './record-hint.ts';
import { recordOutcome, type RecordedQuestion } from './record-outcome.ts';
import { passageMessage, noneMessage, suggestionsMessage } from './render/outcome.ts';
import { severalMessage } from './render/several.ts';
import { smallTalkMessage } from './render/small-talk.ts';
import { textsAround } from './render/text-page.ts';
import { reply } from './reply.ts';
import { answersPublicly } from './visibility.ts';
import { voteButtons } from './votes.ts';

/** As many characters of a question as Discord takes. */
export const QUESTION_LENGTH = LIMITS.stringOption;

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

/** Questions that can be answered, for somebody who types one; of one article alone where `slug` names it. */
export function suggestQuestions(request: Request, typed: string, slug?: string): Choices {
  return request.answers
    .suggest(typed, {
      ...(slug === undefined ? {} : { slug }),
      limit: LIMITS.choices,
      locale: request.locale,
      ...askedServer(request),
    })
    .map(({ question }) => choice(question));
}

/**
 * Whether the answer is going to be private, for the case that it has to be deferred.
 * @param privately what the asker chose; null where they chose nothing
 */
export function answersPrivately({ settings, place }: Request, privately: boolean | null): boolean {
  return !answersPublicly(settings, place, privately);
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
  const { answers, texts, settings } = request;
  const article = asked.slug === undefined ? {} : { slug: asked.slug };
  const talk = await answers.smallTalk(asked.question, {
    locale: request.locale,
    ...article,
    ...askedServer(request),
  });
  if (talk !== null) {
    const { library } = answers;
    return reply.private(smallTalkMessage(talk, { library, locale: request.locale, texts, ...article }));
  }
  const wait = request.cooldown('question', settings.cooldownSeconds);
  if (wait > 0) throw slowDown(wait);
  const privately = answersPrivately(request, asked.privately);
  const locale: Locale = privately ? request.locale : request.publicLocale;
  const each = await answers.askEach(asked.question, { locale, ...article, ...askedServer(request) });
  const [{ outcome }, ...others] = each.parts;
  if (others.length > 0) return severalReply(request, each, { ...asked, locale, privately });
  const recorded = recordOutcome(request, {
    text: asked.question,
    locale,
    outcome: outcome.outcome,
    found: answerOf(outcome),
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
      return reply.private(
        // `ask:pick:a:<article>:<language>:<passage, short>:<question>`: 11 + 33 + 9 + 23 + 16 characters at most.
        suggestionsMessage(outcome, texts, ({ pack: { slug, locale: language }, passage: { id } }) =>
          customId('ask', 'pick', visibility, slug, language, passageKey({ slug, id }), argumentOf(recorded)),
        ),
      );
    }
    case 'none':
      return reply.private(noneMessage(outcome, texts));
  }
}

function answerOf(outcome: Outcome): PackPassage | undefined {
  return outcome.outcome === 'answer' ? outcome.best : undefined;
}

/** Each is counted, and what isn't answered waits by itself. Public as soon as one is answered, as answers are. */
function severalReply(
  request: Request,
  { parts, leftOut }: AskedParts,
  how: { readonly locale: Locale; readonly privately: boolean; readonly messageLink?: string },
): Reply {
  const { locale, privately, messageLink } = how;
  const { server } = askedServer(request);
  const [first] = parts.flatMap(({ outcome }) => (outcome.outcome === 'answer' ? [outcome.best.pack] : []));
  const own = privately ? request.texts : request.publicTexts;
  const texts = first === undefined ? own : textsAround(first, own);
  const recorded = new Map(
    parts.map((part) => [
      part,
      recordOutcome(request, {
        text: part.question,
        locale,
        outcome: part.outcome.outcome,
        found: answerOf(part.outcome),
        typed: messageLink === undefined,
      }),
    ]),
  );
  return reply[privately ? 'private' : 'public'](
    severalMessage(parts, {
      texts,
      leftOut,
      further: (found, part) => {
        const kept = recorded.get(part) ?? null;
        return kept === null || server === undefined ? [] : voteButtons(found, kept.handle, texts);
      },
      ...(messageLink === undefined ? {} : { content: texts.ask.answering(messageLink) }),
    }),
  );
}

/** "Did you mean": the member picked a passage. It is shown as the answer would have been. The command `ask` owns it. */
export const pick: Handler<ComponentRequest> = {
  carries: [['word'], ['slug'], ['locale'], ['part'], ['id', 'nothing', 'empty']],
  handle: async (request) => {
    const [visibility, slug = '', locale = '', key = '', argument = ''] = request.args;
    const reference = passageByKey(request.answers.library, { slug, locale, key });
    const found = await findPassage(request, reference);
    const recorded = recordedBy(argument);
    const question = recorded?.handle ?? null;
    if (reference !== null && question !== null) recordHint(request, question, reference);
    return answerReply(request, found, { privately: visibility !== PUBLIC, recorded, evidence: null });
  },
};

function answerReply(
  request: Request,
  found: PackPassage,
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
  const { privately, recorded, evidence, messageLink } = how;
  const texts = textsAround(found.pack, privately ? request.texts : publicTexts);
  const { server } = askedServer(request);
  return reply[privately ? 'private' : 'public'](
    passageMessage(found, {
      texts,
      related: answers.related(found, RELATED, server),
      // An answer to a question of the FAQ is short; in a paragraph one looks for it.
      ...(evidence === null || found.passage.kind !== 'section' ? {} : { evidence }),
      further: recorded === null || server === undefined ? [] : voteButtons(found, recorded.handle, texts),
      ...(messageLink === undefined ? {} : { content: texts.ask.answering(messageLink) }),
    }),
  );
}
