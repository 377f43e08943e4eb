import type { AskedParts } from '../answers/answers.ts';
import type { Outcome, PackPassage, RankedPassage } from '../answers/outcome.ts';
import { packIn, type Locale, type Pack } from '../content/pack.ts';
import { askersOf, linesAbove, pickId, type AskedBy } from './answer-reply.ts';
import { askedServer } from './asked-server.ts';
import type { Asking, MessageReply } from './command.ts';
import { nextSteps } from './human/next-steps.ts';
import { recordedBefore, recordOutcome } from './record-outcome.ts';
import { severalMessage } from './render/several.ts';
import { textsAround } from './render/text-page.ts';
import { reply } from './reply.ts';
import { takeAwayButton, voteButtons } from './votes.ts';

/** Each is counted, and what isn't answered waits, and leads on, by itself. Public as soon as one is answered, as answers are. */
export async function severalReply(
  request: Asking,
  { parts, leftOut }: AskedParts,
  how: AskedBy & {
    readonly locale: Locale;
    readonly privately: boolean;
    /** Whether it was asked of several articles. */
    readonly ofSeveral: boolean;
    readonly slug?: string;
    /** Whether the asker typed it to the bot. */
    readonly typed: boolean;
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
  const missed = parts.filter(({ outcome }) => outcome.outcome !== 'answer');
  const next =
    missed.length === 0
      ? null
      : nextSteps(request, {
          questions: missed.map(({ question }) => question),
          texts,
          // With what is answered, in one message.
          stands: false,
          privately,
          pack: articleIn(best) ?? onlyArticle(request, locale),
          ...(how.slug === undefined ? {} : { slug: how.slug }),
        });
  const toMissed = next === null || next.above.length === 0 ? [] : [texts.ask.stillMissed, ...next.above];
  const content = [...above, ...toMissed];
  const recorded = new Map(
    parts.map((part) => [
      part,
      record(request, {
        text: part.question,
        locale,
        outcome: part.outcome.outcome,
        found: answerOf(part.outcome),
        typed: how.typed,
        ...(how.slug === undefined ? {} : { slug: how.slug }),
      }),
    ]),
  );
  return reply[privately ? 'private' : 'public'](
    severalMessage(parts, {
      texts,
      leftOut,
      namesArticles: ofSeveral,
      below: next?.buttons ?? [],
      further: (found, part) => {
        const kept = recorded.get(part) ?? null;
        if (kept === null || server === undefined) return [];
        return [
          ...voteButtons(found, kept.handle, texts, how.inPost),
          // All of it goes, and counts against the first.
          ...(privately || part !== answered ? [] : [takeAwayButton(askersOf(request, how), texts)]),
        ];
      },
      // Others may press it, too: nothing more comes into the channel.
      pickId: (found, part) => pickId(found, true, recorded.get(part) ?? null),
      ...(content.length === 0 ? {} : { content: content.join('\n') }),
    }),
  );
}

/** Null where it is of several, or of none. */
export function articleIn(found: readonly PackPassage[]): Pack | null {
  const [first, ...others] = found.filter(({ added }) => added === undefined);
  return first === undefined || others.some(({ pack }) => pack.slug !== first.pack.slug) ? null : first.pack;
}

/** Null where several are on, or none. */
export function onlyArticle({ answers, articles }: Asking, locale: Locale): Pack | null {
  const [slug, ...others] = articles.on;
  return slug === undefined || others.length > 0 ? null : packIn(answers.library, slug, locale);
}

export function answerOf(outcome: Outcome): RankedPassage | undefined {
  return outcome.outcome === 'answer' ? outcome.best : undefined;
}
