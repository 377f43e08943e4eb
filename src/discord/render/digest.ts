import type { Group } from '../../answers/group-questions.ts';
import { timesOf } from '../../answers/group-questions.ts';
import type { PackPassage } from '../../answers/outcome.ts';
import type { AskedQuestion, DayFigures, ServerEntry } from '../../store/store.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { button, buttonRows, message } from './message.ts';
import { titleOf } from './queue.ts';
import { quotation } from './quotation.ts';

/** What a server's week was like. Lists are as long as there is something to list: the digest shows the first of each. */
export interface Week {
  /** In milliseconds since 1970: its first day, and the one after its last. */
  readonly from: number;
  readonly to: number;
  readonly figures: Omit<DayFigures, 'day'>;
  /** Of those that wait, which were asked in that week, the most asked first. */
  readonly gaps: readonly Group<AskedQuestion>[];
  /** Of all questions. */
  readonly waiting: number;
  readonly unhelpful: readonly { readonly found: PackPassage; readonly times: number }[];
  readonly unused: readonly ServerEntry[];
  readonly sectionGone: readonly ServerEntry[];
  /** For how many weeks nobody got what is unused. */
  readonly unusedFor: number;
}

const LISTED = 5;
const LISTED_LENGTH = 100;

/** @param language one of Discord's locales, for dates */
export function digestMessage(
  week: Week,
  {
    texts,
    language,
    reviewId,
    note,
  }: {
    readonly texts: Texts;
    readonly language: string;
    readonly reviewId: string;
    readonly note?: string;
  },
): MessageBody {
  const { digest, queue } = texts.faq;
  const { figures } = week;
  const questions = figures.answered + figures.suggested + figures.missed;
  const blocks = [
    [
      digest.questions(questions),
      ...(questions === 0 ? [] : [digest.outcomes(figures.answered, figures.suggested, figures.missed)]),
      ...(figures.helpful + figures.unhelpful === 0
        ? []
        : [digest.votes(figures.helpful, figures.unhelpful)]),
    ].join('\n'),
    listed(
      digest.gaps(week.waiting),
      week.gaps.map((group) => `${quoted(group[0].text)} · ${queue.asked(timesOf(group))}`),
    ),
    listed(
      digest.unhelpful,
      week.unhelpful.map(({ found, times }) => `${titleOf(found)} · 👎 ${times}`),
    ),
    listed(
      digest.unused(week.unusedFor),
      week.unused.map(({ question }) => quoted(question)),
    ),
    listed(
      digest.sectionGone,
      week.sectionGone.map(({ question }) => quoted(question)),
    ),
  ];
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return message({
    ...(note === undefined ? {} : { content: note }),
    card: {
      title: digest.title(day.format(week.from), day.format(week.to - 1)),
      text: blocks.filter((block) => block !== null).join('\n\n'),
    },
    rows: buttonRows([button(digest.review, reviewId, { primary: true })]),
  });

  /** Null where there is nothing to list. */
  function listed(title: string, lines: readonly string[]): string | null {
    if (lines.length === 0) return null;
    const rest = lines.length - LISTED;
    return [
      `**${title}**`,
      ...lines.slice(0, LISTED).map((line) => `- ${line}`),
      ...(rest > 0 ? [`- ${digest.andMore(rest)}`] : []),
    ].join('\n');
  }
}

function quoted(text: string): string {
  return quotation(text, LISTED_LENGTH);
}
