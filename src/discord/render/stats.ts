import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Locale } from '../../content/pack.ts';
import { daysCsv, questionsCsv } from '../../figures/csv.ts';
import { daysChart } from '../../figures/days-chart.ts';
import { questionsOf, totalsOf } from '../../figures/period.ts';
import { pngOf } from '../../figures/png.ts';
import type { KeepingDays } from '../../store/settings.ts';
import type { CountedQuestion } from '../../store/question-store.ts';
import type { DayFigures } from '../../store/store.ts';
import type { Texts } from '../../texts/texts.ts';
import { inSlices } from '../../time-slices.ts';
import type { Attachment, MessageBody } from '../api.ts';
import { namePermissions } from '../permissions.ts';
import { message, notice } from './message.ts';
import { quotation } from './quotation.ts';

/** What was asked in a server in a number of days. */
export interface Stats {
  /** Each day in order, those without questions too. */
  readonly days: readonly DayFigures[];
  /** Most asked first. */
  readonly asked: readonly CountedQuestion[];
  readonly missed: readonly CountedQuestion[];
  readonly keepingDays: KeepingDays;
}

interface Reader {
  readonly texts: Texts;
  readonly locale: Locale;
}

/** How many questions a list has, and how much of each: both lists fit into a card, even with each character escaped. */
const LISTED = 8;
const LISTED_LENGTH = 100;

/** @param options.files false where the bot may not attach any */
export async function statsMessage(
  stats: Stats,
  { texts, locale }: Reader,
  options: { readonly files: boolean; readonly serverId: string },
): Promise<MessageBody> {
  const own = texts.stats;
  const { days } = stats;
  const totals = totalsOf(days);
  if (questionsOf(totals) === 0 && totals.helpful + totals.unhelpful === 0) {
    return notice(own.nothing(days.length));
  }
  const figures = figuresIn(locale);
  const { from, to } = figures.period(days);
  const lacking = namePermissions(PermissionFlagsBits.AttachFiles, texts);
  return message({
    card: {
      title: own.title(days.length),
      text: [totalLines(days, own, figures), ...lists(stats, own, figures)].join('\n\n'),
      footer: own.utc(from, to),
    },
    ...(options.files
      ? { files: await filesOf(stats, own, figures, options.serverId) }
      : { content: own.noFiles(lacking) }),
  });
}

type Own = Texts['stats'];
type Figures = ReturnType<typeof figuresIn>;

function totalLines(days: readonly DayFigures[], own: Own, { number, share }: Figures): string {
  const totals = totalsOf(days);
  const questions = questionsOf(totals);
  const votes = totals.helpful + totals.unhelpful;
  const line = (label: string, count: number, all: number) =>
    `- ${own.figure(label, number(count), all === 0 ? null : share(count / all))}`;
  return [
    own.questions(questions, number(questions)),
    line(own.answered, totals.answered, questions),
    line(own.suggested, totals.suggested, questions),
    line(own.missed, totals.missed, questions),
    votes === 0
      ? `- ${own.noVotes}`
      : line(own.helpful(own.votes(votes, number(votes))), totals.helpful, votes),
  ].join('\n');
}

function lists(stats: Stats, own: Own, { number }: Figures): readonly string[] {
  if (stats.keepingDays === 0) return [own.notKept];
  const list = (heading: string, questions: readonly CountedQuestion[]) =>
    questions.length === 0
      ? []
      : [
          [
            `**${heading}**`,
            ...questions
              .slice(0, LISTED)
              .map(({ text, times }) => `- **${number(times)}×** ${quotation(text, LISTED_LENGTH)}`),
          ].join('\n'),
        ];
  return [
    ...list(own.mostAsked, stats.asked),
    ...list(own.mostMissed, stats.missed),
    ...(stats.keepingDays < stats.days.length ? [`-# ${own.keptShorter(stats.keepingDays)}`] : []),
  ];
}

async function filesOf(
  stats: Stats,
  own: Own,
  figures: Figures,
  serverId: string,
): Promise<readonly Attachment[]> {
  const { days, asked } = stats;
  const { from, to } = figures.period(days);
  const chart = daysChart(days, {
    title: own.chart,
    subtitle: own.utc(from, to),
    answered: own.chartAnswered,
    suggested: own.chartSuggested,
    missed: own.chartMissed,
    day: figures.day,
  });
  return [
    { name: 'questions-per-day.png', data: await pngOf(chart), description: altOf(days, own, figures) },
    { name: 'days.csv', data: await inSlices(serverId, daysCsv(days)) },
    ...(asked.length === 0
      ? []
      : [{ name: 'questions.csv', data: await inSlices(serverId, questionsCsv(asked)) }]),
  ];
}

function altOf(days: readonly DayFigures[], own: Own, { number, day, period }: Figures): string {
  const totals = totalsOf(days);
  const busiest = days.reduce((one, other) => (questionsOf(other) > questionsOf(one) ? other : one));
  return own.alt({
    ...period(days),
    questions: number(questionsOf(totals)),
    answered: number(totals.answered),
    suggested: number(totals.suggested),
    missed: number(totals.missed),
    most: number(questionsOf(busiest)),
    mostDay: day(busiest.day),
    without: number(days.filter((one) => questionsOf(one) === 0).length),
  });
}

/** Numbers and days as a language writes them. */
function figuresIn(locale: Locale) {
  const numbers = new Intl.NumberFormat(locale);
  const shares = new Intl.NumberFormat(locale, { style: 'percent' });
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const dateOf = (day: string | undefined) => new Date(`${day ?? ''}T00:00:00Z`);
  return {
    number: (count: number) => numbers.format(count),
    share: (part: number) => shares.format(part),
    day: (day: string) => short.format(dateOf(day)),
    period: (days: readonly DayFigures[]) => ({
      from: short.format(dateOf(days[0]?.day)),
      to: long.format(dateOf(days.at(-1)?.day)),
    }),
  };
}
