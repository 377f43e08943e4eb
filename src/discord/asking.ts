import type { AskedParts } from '../answers/answers.ts';
import type { Outcome, PackPassage, RankedPassage } from '../answers/outcome.ts';
import { packIn, type Locale, type Pack } from '../content/pack.ts';
import type { Texts } from '../texts/texts.ts';
import { answerButtons } from './answer-buttons.ts';
import { hasSeveral, isOnHere } from './articles-here.ts';
import { askedServer } from './asked-server.ts';
import type { Asking, Choices, ComponentRequest, Handler, MessageReply } from './command.ts';
import { askFollowUp } from './follow-up.ts';
import { slowDown } from './cooldown.ts';
import { customId } from './custom-id.ts';
import { findPassage } from './find-passage.ts';
import { browseButton, nextSteps } from './human/next-steps.ts';
import { LIMITS } from './limits.ts';
import { choice } from './options.ts';
import { passageByKey, passageKey } from './passage-key.ts';
import { RELATED } from './reader.ts';
import { recordHint } from './record-hint.ts';
import { recordedBefore, recordOutcome, type RecordedQuestion } from './record-outcome.ts';
import { languageNote } from './render/language-note.ts';
import { passageMessage, noneMessage, nowhereMessage, suggestionsMessage } from './render/outcome.ts';
import { severalMessage } from './render/several.ts';
import { smallTalkMessage } from './render/small-talk.ts';
import { labelWithTitle } from './render/text.ts';
import { textsAround } from './render/text-page.ts';
import { reply } from './reply.ts';
import { answersPublicly } from './visibility.ts';
import { takeAwayButton, voteButtons } from './votes.ts';

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

/** What is said to a question, and what became of it; no `outcome` where nothing was asked. */
export type QuestionReply = MessageReply & { readonly outcome?: Outcome['outcome'] };

/** Questions that can be answered, for somebody who types one; of one article alone where `slug` names it. */
export function suggestQuestions(request: Asking, typed: string, slug?: string): Choices {
  if (slug !== undefined && !isOnHere(request, slug)) return [];
  const namesArticles = slug === undefined && hasSeveral(request);
  return request.answers
    .suggest(typed, {
      ...(slug === undefined ? {} : { slug }),
      limit: LIMITS.choices,
      locale: request.locale,
      articles: request.articles,
      ...askedServer(request),
    })
    .map(({ question, found: { pack, added } }) =>
      namesArticles && added === undefined
        ? choice(labelWithTitle(question, pack.title, LIMITS.choiceText), question)
        : choice(question),
    );
}

/**
 * Whether the answer is going to be private, for the case that it has to be deferred.
 * @param privately what the asker chose; null where they chose nothing
 */
export function answersPrivately({ settings, place }: Asking, privately: boolean | null): boolean {
  return !answersPublicly(settings, place, privately);
}

/**
 * Answers in public or in private as the server and the asker chose; whatever is not an answer only the asker sees.
 * Each question counts.
 */
export async function answerQuestion(
  request: Asking,
  asked: {
    readonly question: string;
    /** What the asker chose; null where they chose nothing. */
    readonly privately: boolean | null;
    readonly slug?: string;
    /** The message that asks, if the asker did not type the question: a line above the answer leads to it. */
    readonly messageLink?: string;
    /** Who wrote that message. */
    readonly author?: string;
    /** What the message shows that this replies to. */
    readonly follows?: PackPassage;
    /** It was asked, and counted, before: now it is shown to the asker. */
    readonly again?: true;
    /** In the message that is replied to. */
    readonly stands?: true;
  },
): Promise<QuestionReply> {
  const { answers, texts, settings } = request;
  const article = asked.slug === undefined ? {} : { slug: asked.slug };
  const talk = await answers.smallTalk(asked.question, {
    locale: request.locale,
    ...article,
    articles: request.articles,
    ...askedServer(request),
  });
  if (talk !== null) {
    const articles = asked.slug === undefined ? request.articles.on : [asked.slug];
    const { library } = answers;
    return reply.private(smallTalkMessage(talk, { library, locale: request.locale, texts, articles }));
  }
  const wait = asked.again === true ? 0 : request.cooldown('question', settings.cooldownSeconds);
  if (wait > 0) throw slowDown(wait);
  const privately = answersPrivately(request, asked.privately);
  const locale: Locale = privately ? request.locale : request.publicLocale;
  const scope = {
    locale,
    ...article,
    articles: request.articles,
    ...askedServer(request),
  };
  const each = await answers.askEach(asked.question, scope);
  const [{ outcome: alone }, ...others] = each.parts;
  const ofSeveral = asked.slug === undefined && hasSeveral(request);
  if (others.length > 0) {
    const said = await severalReply(request, each, { ...asked, locale, privately, ofSeveral });
    return { ...said, outcome: 'answer' };
  }
  const { question, follows } = asked;
  const followed =
    follows === undefined ? null : await askFollowUp(answers, { question, alone, shown: follows }, scope);
  const outcome = followed?.outcome ?? alone;
  const record = asked.again === true ? recordedBefore : recordOutcome;
  const recorded = record(request, {
    text: asked.question,
    locale,
    outcome: outcome.outcome,
    found: answerOf(outcome),
    // "And why?" by itself would tell a moderator nothing.
    typed: asked.messageLink === undefined && followed?.byItself !== false,
  });
  /** In the language of what is said: of that pack, or the asker's. */
  const next = (pack: Pack | null, said: Pack | null) =>
    nextSteps(said === null ? request : { ...request, texts: textsAround(said, texts) }, {
      // Nor would it tell a human anything.
      question: followed?.byItself === false ? null : asked.question,
      stands: asked.stands === true,
      privately,
      pack,
      ...article,
    });
  switch (outcome.outcome) {
    case 'answer': {
      const said = await answerReply(request, outcome.best, {
        privately,
        recorded,
        evidence: outcome.best.evidence,
        asked,
      });
      return { ...said, outcome: 'answer' };
    }
    case 'suggestions': {
      const [first] = outcome.suggestions;
      const said = reply.private(
        suggestionsMessage(outcome, texts, {
          pickId: (found) => pickId(found, privately, recorded),
          namesArticles: ofSeveral,
          note: await languageNote(asked.question, first?.pack ?? null, request),
          next: next(articleIn(outcome.suggestions) ?? onlyArticle(request, locale), first?.pack ?? null),
        }),
      );
      return { ...said, outcome: 'suggestions' };
    }
    case 'none':
      if (request.articles.on.length === 0 && answers.library.length > 0)
        return reply.private(nowhereMessage([texts.articles.noneHere], next(null, null)));
      return {
        ...reply.private(
          noneMessage(outcome, texts, {
            ofSeveral,
            note: await languageNote(asked.question, outcome.pack, request),
            // Of several articles, no one's questions are all that there are.
            next:
              outcome.notCovered === null
                ? next(ofSeveral ? null : outcome.pack, null)
                : next(outcome.pack, outcome.pack),
          }),
        ),
        outcome: 'none',
      };
  }
}

/** Null where it is of several, or of none. */
function articleIn(found: readonly PackPassage[]): Pack | null {
  const [first, ...others] = found.filter(({ added }) => added === undefined);
  return first === undefined || others.some(({ pack }) => pack.slug !== first.pack.slug) ? null : first.pack;
}

/** Null where several are on, or none. */
function onlyArticle({ answers, articles }: Asking, locale: Locale): Pack | null {
  const [slug, ...others] = articles.on;
  return slug === undefined || others.length > 0 ? null : packIn(answers.library, slug, locale);
}

function answerOf(outcome: Outcome): PackPassage | undefined {
  return outcome.outcome === 'answer' ? outcome.best : undefined;
}

/** Each is counted, and what isn't answered waits by itself. Public as soon as one is answered, as answers are. */
async function severalReply(
  request: Asking,
  { parts, leftOut }: AskedParts,
  how: {
    readonly locale: Locale;
    readonly privately: boolean;
    /** Whether it was asked of several articles. */
    readonly ofSeveral: boolean;
    readonly question: string;
    readonly messageLink?: string;
    readonly author?: string;
    readonly again?: true;
  },
): Promise<MessageReply> {
  const { locale, privately, ofSeveral } = how;
  const record = how.again === true ? recordedBefore : recordOutcome;
  const { server } = askedServer(request);
  const answered = parts.find(({ outcome }) => outcome.outcome === 'answer');
  const best = parts.flatMap(({ outcome }) => (outcome.outcome === 'answer' ? [outcome.best] : []));
  const first = best[0]?.pack ?? null;
  const own = privately ? request.texts : request.publicTexts;
  const texts = first === null ? own : textsAround(first, own);
  const above = await linesAbove(request, how, first, texts);
  const missed = best.length === parts.length ? null : (articleIn(best) ?? onlyArticle(request, locale));
  const recorded = new Map(
    parts.map((part) => [
      part,
      record(request, {
        text: part.question,
        locale,
        outcome: part.outcome.outcome,
        found: answerOf(part.outcome),
        typed: how.messageLink === undefined,
      }),
    ]),
  );
  return reply[privately ? 'private' : 'public'](
    severalMessage(parts, {
      texts,
      leftOut,
      namesArticles: ofSeveral,
      below: missed === null ? [] : [browseButton(request, missed, texts)],
      further: (found, part) => {
        const kept = recorded.get(part) ?? null;
        if (kept === null || server === undefined) return [];
        return [
          ...voteButtons(found, kept.handle, texts),
          // All of it goes, and counts against the first.
          ...(privately || part !== answered ? [] : [takeAwayButton(askersOf(request, how), texts)]),
        ];
      },
      // Others may press it, too: nothing more comes into the channel.
      pickId: (found, part) => pickId(found, true, recorded.get(part) ?? null),
      ...(above.length === 0 ? {} : { content: above.join('\n') }),
    }),
  );
}

function pickId(found: RankedPassage, privately: boolean, recorded: RecordedQuestion | null): string {
  const { slug, locale } = found.pack;
  const key = passageKey({ slug, id: found.passage.id });
  // `ask:pick:a:<article>:<language>:<passage, short>:<question>`: 11 + 33 + 9 + 23 + 16 characters at most.
  return customId('ask', 'pick', privately ? PRIVATE : PUBLIC, slug, locale, key, argumentOf(recorded));
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
    // The server may have chosen other channels or articles since.
    const isOff = found.added === undefined && !isOnHere(request, slug);
    return answerReply(request, found, {
      privately: visibility !== PUBLIC || isOff || answersPrivately(request, false),
      recorded,
      evidence: null,
      asked: null,
    });
  },
};

async function answerReply(
  request: Asking,
  found: PackPassage,
  how: {
    readonly privately: boolean;
    /** Null where questions aren't counted: then there are no votes either. */
    readonly recorded: RecordedQuestion | null;
    /** The sentence that answers, where one stands out. */
    readonly evidence: string | null;
    /** Null where it was chosen, not asked. */
    readonly asked: {
      readonly question: string;
      readonly messageLink?: string;
      readonly author?: string;
    } | null;
  },
): Promise<MessageReply> {
  const { answers, publicTexts } = request;
  const { privately, recorded, evidence, asked } = how;
  const texts = textsAround(found.pack, privately ? request.texts : publicTexts);
  const { server } = askedServer(request);
  const above = asked === null ? [] : await linesAbove(request, asked, found.pack, texts);
  return reply[privately ? 'private' : 'public'](
    passageMessage(found, {
      texts,
      namesArticle: hasSeveral(request),
      related: answers.related(found, RELATED, server),
      // An answer to a question of the FAQ is short; in a paragraph one looks for it.
      ...(evidence === null || found.passage.kind !== 'section' ? {} : { evidence }),
      further: answerButtons(found, {
        texts,
        votes: server === undefined ? null : recorded,
        askers: privately ? [] : askersOf(request, asked),
      }),
      ...(above.length === 0 ? {} : { content: above.join('\n') }),
    }),
  );
}

/** Who may take an answer away: whoever asked, and who wrote the message that was asked of. */
function askersOf({ member }: Asking, asked: { readonly author?: string } | null): readonly string[] {
  return [...new Set([member.id, asked?.author ?? member.id])];
}

/** What stands above a card: which message asked, and in which languages there is an answer. */
async function linesAbove(
  { answers }: Asking,
  asked: { readonly question: string; readonly messageLink?: string },
  pack: Pack | null,
  texts: Texts,
): Promise<readonly string[]> {
  const note = await languageNote(asked.question, pack, { answers, texts });
  return [
    ...(asked.messageLink === undefined ? [] : [texts.ask.answering(asked.messageLink)]),
    ...(note === null ? [] : [`-# ${note}`]),
  ];
}
