import { sql, type Kysely } from 'kysely';
import type { Database } from './database.ts';
import { createGroupCommit, type Recording } from './group-commit.ts';
import type { AskedQuestion } from './question-store.ts';
import type { DayFigures, FigureStore } from './store.ts';
import type { Tables } from './tables.ts';

interface Counted extends Pick<Tables['figures'], 'server_id' | 'day' | 'outcome'> {
  /** The entry of the server's own that answered. */
  readonly entry: string | null;
}

/** Questions that are counted in one transaction. */
const MAX_AT_ONCE = 1_000;

export function createFigureStore(database: Database): Recording<FigureStore> {
  const counting = createGroupCommit(
    (counted: readonly Counted[]) => database.write((trx) => countAll(trx, counted)),
    MAX_AT_ONCE,
  );
  const store: FigureStore = {
    count: (serverId, day, outcome, entry) =>
      counting.add({ server_id: serverId, day, outcome, entry: entry ?? null }).then(() => undefined),

    days: async (serverId, since) => {
      // Whoever asked before is counted.
      await counting.settled();
      return database.read(async (db) => {
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
      });
    },
  };
  return { store, settled: counting.settled };
}

async function countAll(trx: Kysely<Tables>, counted: readonly Counted[]): Promise<readonly null[]> {
  const rows = new Map<string, Tables['figures']>();
  for (const { server_id, day, outcome } of counted) {
    const key = [server_id, day, outcome].join(' ');
    rows.set(key, { server_id, day, outcome, times: (rows.get(key)?.times ?? 0) + 1 });
  }
  await trx
    .insertInto('figures')
    // In an order that is the same in all transactions, so that no two wait for each other.
    .values([...rows].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row))
    .onConflict((conflict) =>
      conflict
        .columns(['server_id', 'day', 'outcome'])
        .doUpdateSet((eb) => ({ times: eb('figures.times', '+', eb.ref('excluded.times')) })),
    )
    .execute();
  await noteGiven(trx, counted);
  return counted.map(() => null);
}

/** Each once a day, in an order that is the same in all transactions. */
async function noteGiven(trx: Kysely<Tables>, counted: readonly Counted[]): Promise<void> {
  const days = new Map<string, { readonly serverId: string; readonly entry: string; readonly at: number }>();
  for (const { server_id: serverId, day, entry } of counted) {
    if (entry === null) continue;
    const at = Date.parse(day);
    const known = days.get(entry);
    if (known === undefined || known.at < at) days.set(entry, { serverId, entry, at });
  }
  for (const { serverId, entry, at } of [...days.values()].toSorted((a, b) => (a.entry < b.entry ? -1 : 1))) {
    // oxlint-disable-next-line no-await-in-loop -- one transaction has one connection
    await trx
      .updateTable('entries')
      .set({ given_at: at })
      .where('server_id', '=', serverId)
      .where('id', '=', entry)
      .where('given_at', '<', at)
      .execute();
  }
}

const NOTHING = { answered: 0, suggested: 0, missed: 0, helpful: 0, unhelpful: 0 };

const FIGURES: ReadonlyMap<string, keyof DayFigures> = new Map<AskedQuestion['outcome'], keyof DayFigures>([
  ['answer', 'answered'],
  ['suggestions', 'suggested'],
  ['none', 'missed'],
]);
