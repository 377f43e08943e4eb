import { DAY, dayOf } from '../store/days.ts';
import type { DayFigures } from '../store/store.ts';

/** The first moment, in UTC, of the `days` days that end with today's. */
export function startOf(now: number, days: number): number {
  return Math.floor(now / DAY) * DAY - (days - 1) * DAY;
}

/** Each of those days in order; zeros stand for those on which nothing happened. */
export function everyDay(known: readonly DayFigures[], now: number, days: number): readonly DayFigures[] {
  const start = startOf(now, days);
  return Array.from({ length: days }, (_, number) => {
    const day = dayOf(start + number * DAY);
    return known.find((one) => one.day === day) ?? { day, ...NOTHING };
  });
}

const NOTHING = { answered: 0, suggested: 0, missed: 0, helpful: 0, unhelpful: 0 };

export type Totals = Omit<DayFigures, 'day'>;

export function totalsOf(days: readonly DayFigures[]): Totals {
  return days.reduce<Totals>(
    (sum, day) => ({
      answered: sum.answered + day.answered,
      suggested: sum.suggested + day.suggested,
      missed: sum.missed + day.missed,
      helpful: sum.helpful + day.helpful,
      unhelpful: sum.unhelpful + day.unhelpful,
    }),
    NOTHING,
  );
}

export function questionsOf({ answered, suggested, missed }: Totals): number {
  return answered + suggested + missed;
}
