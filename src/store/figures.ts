import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { AskedQuestion, DayFigures, FigureStore } from './store.ts';

export function createFigureStore(database: Database): FigureStore {
  return {
    count: (serverId, day, outcome) =>
      database.write(async (trx) => {
        await trx
          .insertInto('figures')
          .values({ server_id: serverId, day, outcome, times: 1 })
          .onConflict((conflict) =>
            conflict
              .columns(['server_id', 'day', 'outcome'])
              .doUpdateSet((eb) => ({ times: eb('figures.times', '+', 1) })),
          )
          .execute();
      }),

    days: (serverId, since) =>
      database.read(async (db) => {
        const counts = await db
          .selectFrom('figures')
          .select(['day', 'outcome', 'times'])
          .where('server_id', '=', serverId)
          .where('day', '>=', since)
          .execute();
        // Counted from the votes themselves, so that a changed vote needs no second book.
        const votes = await db
          .selectFrom('votes')
          .select([
            'day',
            sql<number>`sum(helpful)`.as('helpful'),
            sql<number>`sum(1 - helpful)`.as('unhelpful'),
          ])
          .where('server_id', '=', serverId)
          .where('day', '>=', since)
          .groupBy('day')
          .execute();
        const days = new Map<string, DayFigures>();
        const add = (day: string, figures: Partial<DayFigures>) =>
          days.set(day, { ...(days.get(day) ?? { ...NOTHING, day }), ...figures });
        for (const { day, outcome, times } of counts) {
          const figure = FIGURES.get(outcome);
          if (figure !== undefined) add(day, { [figure]: times });
        }
        for (const { day, helpful, unhelpful } of votes) add(day, { helpful, unhelpful });
        return [...days.values()].toSorted((one, other) => (one.day < other.day ? -1 : 1));
      }),
  };
}

const NOTHING = { answered: 0, suggested: 0, missed: 0, helpful: 0, unhelpful: 0 };

const FIGURES: ReadonlyMap<string, keyof DayFigures> = new Map<AskedQuestion['outcome'], keyof DayFigures>([
  ['answer', 'answered'],
  ['suggestions', 'suggested'],
  ['none', 'missed'],
]);
