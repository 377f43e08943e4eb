import type { Group } from '../../answers/group-questions.ts';
import { timesOf } from '../../answers/group-questions.ts';
import type { PackPassage } from '../../answers/outcome.ts';
import type { ServerEntry } from '../../store/knowledge-store.ts';
import type { AskedQuestion } from '../../store/question-store.ts';
import type { DayFigures } from '../../store/store.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { button, buttonRows, message } from './message.ts';
import { quotation } from './quotation.ts';
import { labelOf } from './text-page.ts';

/** What a server's week was like. Lists are as long as there is something to list: the digest shows the first of each. */
export interface Week {
  /** In milliseconds since 1970: its first day, and the one after its last. */
  readonly from: number;
  readonly to: number;
  readonly figures: Omit<DayFigures, 'day'>;
  /** Of those that wait, which were asked in that week, the most asked first; and how many questions these are in all. */
  readonly gaps: readonly Group<AskedQuestion>[];
  readonly gapCount: number;
  /** How many wait, whenever they were asked. */
  readonly waiting: number;
  readonly unhelpful: readonly { readonly found: PackPassage; readonly times: number }[];
  readonly unused: readonly ServerEntry[];
  readonly sectionGone: readonly ServerEntry[];
  /** For how many weeks nobody got what is unused. */
  readonly unusedFor: number;
}

/** Of each list: all four fit into a card, even with each character escaped. */
const LISTED = 5;
const LISTED_LENGTH = 80;

export function digestMessage(
  week: Week,
  {
    texts,
    reviewId,
    note,
  }: {
    readonly texts: Texts;
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
    gapsBlock(),
    listed(
      digest.unhelpful,
      week.unhelpful.map(({ found, times }) => `${quoted(labelOf(found.passage))} · 👎 ${times}`),
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
  const day = new Intl.DateTimeFormat(texts.discordLocales[0] ?? 'en', {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  return message({
    ...(note === undefined ? {} : { content: note }),
    card: {
      title: digest.title(day.format(week.from), day.format(week.to - 1)),
      text: blocks.filter((block) => block !== null).join('\n\n'),
    },
    rows: buttonRows([button(digest.review, reviewId, { primary: true })]),
  });

  function gapsBlock(): string | null {
    const shown = week.gaps.slice(0, LISTED);
    const count = shown.reduce((sum, group) => sum + group.length, 0);
    const lines = shown.map((group) => `${quoted(group[0].text)} · ${queue.asked(timesOf(group))}`);
    const list = listed(digest.gaps, lines, week.gapCount - count);
    return list === null ? null : `${list}\n-# ${digest.waiting(week.waiting)}`;
  }

  /** Null where there is nothing to list. */
  function listed(title: string, lines: readonly string[], rest = lines.length - LISTED): string | null {
    if (lines.length === 0) return null;
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
