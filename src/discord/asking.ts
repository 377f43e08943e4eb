import type { QueryScope } from '../answers/answers.ts';
import type { Outcome, PackPassage } from '../answers/outcome.ts';
import type { Locale, Pack } from '../content/pack.ts';
import { answerReply, pickId } from './answer-reply.ts';
import { hasOwnCommand } from './article-command.ts';
import { hasSeveral, isOnHere } from './articles-here.ts';
import { askedServer } from './asked-server.ts';
import type { Asking, Choices, MessageReply } from './command.ts';
import { slowDown } from './cooldown.ts';
import { askFollowUp } from './follow-up.ts';
import { nextSteps } from './human/next-steps.ts';
import { LIMITS } from './limits.ts';
import { choice } from './options.ts';
import { recordedBefore, recordOutcome } from './record-outcome.ts';
import { languageNote, packsOf } from './render/language-note.ts';
import { noneMessage, nowhereMessage, suggestionsMessage } from './render/outcome.ts';
import { smallTalkMessage } from './render/small-talk.ts';
import { labelWithTitle } from './render/text.ts';
import { textsAround } from './render/text-page.ts';
import { reply } from './reply.ts';
import { answerOf, articleIn, onlyArticle, severalReply } from './several-reply.ts';
import { answersPublicly } from './visibility.ts';

/** As many characters of a question as Discord takes. */
export const QUESTION_LENGTH = LIMITS.stringOption;

/** What is said to a question, and what became of it; no `outcome` where nothing was asked. */
export type QuestionReply = MessageReply & {
  readonly outcome?: Outcome['outcome'];
  /** Of what it may follow, what it continues: several where that isn't clear. */
  readonly continues?: readonly PackPassage[];
};

/** Questions that can be answered, for somebody who types one; of one article alone where `slug` names it. */
export async function suggestQuestions(request: Asking, typed: string, slug?: string): Promise<Choices> {
  if (slug !== undefined && !isOnHere(request, slug)) return [];
  const namesArticles = slug === undefined && hasSeveral(request);
  const suggested = await request.answers.suggest(typed, {
    ...(slug === undefined ? {} : { slug }),
    limit: LIMITS.choices,
    locale: request.locale,
    articles: request.articles,
    ...askedServer(request),
  });
  return suggested.map(({ question, found: { pack, added } }) =>
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

/** Where "and why?" follows nothing, a search would only find what has the word. */
async function unclearIn(
  { answers, articles }: Asking,
  { question, follows = [] }: { readonly question: string; readonly follows?: readonly PackPassage[] },
  scope: QueryScope,
): Promise<'unclear' | null> {
  if (follows.length > 0 || articles.on.length === 0) return null;
  return (await answers.pointsBack(question, scope)) ? 'unclear' : null;
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
    /** What the message shows that this replies to: several where it answers several questions. */
    readonly follows?: readonly PackPassage[];
    /** It was asked, and counted, before: now it is shown to the asker. */
    readonly again?: true;
    /** In the message that is replied to. */
    readonly stands?: true;
  },
): Promise<QuestionReply> {
  const { answers, texts, settings } = request;
  const article = asked.slug === undefined ? {} : { slug: asked.slug };
  const slugs = asked.slug === undefined ? request.articles.on : [asked.slug];
  const own = { locale: request.locale, ...article, articles: request.articles, ...askedServer(request) };
  const talk = (await answers.smallTalk(asked.question, own)) ?? (await unclearIn(request, asked, own));
  if (talk !== null) {
    const { library } = answers;
    return reply.private(smallTalkMessage(talk, { library, locale: request.locale, texts, articles: slugs }));
  }
  const wait = asked.again === true ? 0 : request.cooldown('question', settings.cooldownSeconds);
  if (wait > 0) throw slowDown(wait);
  const privately = answersPrivately(request, asked.privately);
  const locale: Locale = privately ? request.locale : request.publicLocale;
  const scope = { ...own, locale };
  const each = await answers.askEach(asked.question, scope);
  const [{ outcome: alone }, ...others] = each.parts;
  const ofSeveral = asked.slug === undefined && hasSeveral(request);
  if (others.length > 0) {
    const said = await severalReply(request, each, {
      ...asked,
      locale,
      privately,
      ofSeveral,
      typed: asked.messageLink === undefined,
    });
    return { ...said, outcome: 'answer' };
  }
  const { question, follows } = asked;
  const followed =
    follows === undefined || follows.length === 0
      ? null
      : await askFollowUp(answers, { question, alone, shown: follows }, scope);
  const outcome = followed?.outcome ?? alone;
  const continues = followed?.continues ?? [];
  const record = asked.again === true ? recordedBefore : recordOutcome;
  const recorded = record(request, {
    text: asked.question,
    locale,
    outcome: outcome.outcome,
    found: answerOf(outcome),
    ...article,
    // "And why?" by itself would tell a moderator nothing.
    typed: asked.messageLink === undefined && followed?.byItself !== false,
  });
  /** In the language of what is said: of that pack, or the asker's. */
  const next = (pack: Pack | null, said: Pack | null) =>
    nextSteps(request, {
      // Nor would it tell a human anything.
      questions: followed?.byItself === false ? [] : [asked.question],
      texts: said === null ? texts : textsAround(said, texts),
      stands: asked.stands === true,
      privately,
      pack,
      ...article,
    });
  const hasCommand = (slug: string) => hasOwnCommand(request, slug);
  const note = () => {
    const packs = answers.library.filter(({ slug }) => slugs.includes(slug));
    return languageNote(asked.question, packsOf(outcome, packs), request);
  };
  switch (outcome.outcome) {
    case 'answer': {
      const said = await answerReply(request, outcome.best, {
        privately,
        recorded,
        evidence: outcome.best.evidence,
        asked,
      });
      return { ...said, outcome: 'answer', continues };
    }
    case 'suggestions': {
      const [first] = outcome.suggestions;
      const said = reply.private(
        suggestionsMessage(outcome, texts, {
          pickId: (found) => pickId(found, privately, recorded),
          namesArticles: ofSeveral,
          hasCommand,
          note: await note(),
          next: next(articleIn(outcome.suggestions) ?? onlyArticle(request, locale), first?.pack ?? null),
        }),
      );
      return { ...said, outcome: 'suggestions', continues };
    }
    case 'none':
      if (request.articles.on.length === 0 && answers.library.length > 0)
        return reply.private(nowhereMessage([texts.articles.noneHere], next(null, null)));
      return {
        ...reply.private(
          noneMessage(outcome, texts, {
            ofSeveral,
            hasCommand,
            note: await note(),
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
