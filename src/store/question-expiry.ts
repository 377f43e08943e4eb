import { sql, type Kysely } from 'kysely';
import type { Database } from './database.ts';
import { DAY, dayOf } from './days.ts';
import { DEFAULT_SETTINGS, KEEPING_DAYS, type KeepingDays } from './settings.ts';
import { SERVER_TABLES, type Tables } from './tables.ts';

/** How many rows are deleted at once: nobody else writes meanwhile, some milliseconds. */
const BATCH = 100;
/** Of questions, on each of which hang its days, hints and votes. */
const BATCH_OF_QUESTIONS = 20;

/** Deletes, in every server, what is older than it keeps. Resolves with the number of questions. */
export async function deleteExpiredQuestions(database: Database, now: number): Promise<number> {
  let deleted = 0;
  const withQuestions = await database.read((db) => serversIn(db, 'questions'));
  for (const serverId of withQuestions) {
    // oxlint-disable-next-line no-await-in-loop -- one server after the other, so that replies get their turn
    deleted += await inBatches(
      () => database.writeUnhurried((trx) => deleteBatch(trx, serverId, now)),
      BATCH_OF_QUESTIONS,
    );
  }
  // Of questions that are still asked, the days before.
  const withDays = await database.read((db) => serversIn(db, 'question_days'));
  for (const serverId of withDays) {
    // oxlint-disable-next-line no-await-in-loop -- the same
    await inBatches(() => database.writeUnhurried((trx) => forgetDays(trx, serverId, now)));
  }
  await database.erase();
  return deleted;
}

/** Deletes all questions of a server that keeps none; where that was changed meanwhile, what it keeps stays. */
export async function deleteUnkeptQuestions(database: Database, serverId: string): Promise<void> {
  // Another process's clock may be ahead.
  const now = Date.now() + DAY;
  await inBatches(() => database.write((trx) => deleteBatch(trx, serverId, now)), BATCH_OF_QUESTIONS);
  await database.erase();
}

/** Deletes all that is kept of a server. What stopped halfway goes on when it is called again. */
export async function deleteServer(database: Database, serverId: string): Promise<number> {
  let rows = 0;
  for (const table of SERVER_TABLES) {
    // oxlint-disable-next-line no-await-in-loop -- what hangs on something else goes before it
    rows += await inBatches(() =>
      database.writeUnhurried((trx) => deleteRows(trx, { kind: database.kind, table, serverId })),
    );
  }
  await database.erase();
  return rows;
}

async function deleteRows(
  trx: Kysely<Tables>,
  rows: {
    readonly kind: Database['kind'];
    readonly table: (typeof SERVER_TABLES)[number];
    readonly serverId: string;
  },
): Promise<number> {
  const table = sql.table(rows.table);
  const place = sql.raw(rows.kind === 'sqlite' ? 'rowid' : 'ctid');
  const { numAffectedRows } = await sql`
    delete from ${table} where ${place} in
      (select ${place} from ${table} where server_id = ${rows.serverId} limit ${sql.lit(BATCH)})`.execute(
    trx,
  );
  return Number(numAffectedRows ?? 0);
}

/**
 * The servers of which a table has rows. From one to the next along the table's index: neither database does so for
 * `distinct`, and reading the index of a million rows takes longer than others should wait.
 */
export async function serversIn(
  db: Kysely<Tables>,
  table: (typeof SERVER_TABLES)[number],
): Promise<readonly string[]> {
  const rows = sql.table(table);
  const { rows: found } = await sql<{ readonly server_id: string }>`
    with recursive found (server_id) as (
      select min(server_id) from ${rows}
      union all
      select (select min(server_id) from ${rows} where server_id > found.server_id)
      from found where found.server_id is not null
    )
    select server_id from found where server_id is not null`.execute(db);
  return found.map((row) => row.server_id);
}

/** As the settings are read: the default where nothing was chosen, or something that this program doesn't know. */
export function keepingDaysOf(server: { readonly keeping_days: number | null } | undefined): KeepingDays {
  return KEEPING_DAYS.find((days) => days === server?.keeping_days) ?? DEFAULT_SETTINGS.keepingDays;
}

/** Runs until there is less than a full batch. Resolves with how many there were in all. */
async function inBatches(run: () => Promise<number>, batch = BATCH): Promise<number> {
  let total = 0;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one batch after the other
    const count = await run();
    total += count;
    if (count < batch) return total;
  }
}

async function keptSince(trx: Kysely<Tables>, serverId: string, now: number): Promise<number> {
  const server = await trx
    .selectFrom('servers')
    .select('keeping_days')
    .where('server_id', '=', serverId)
    .executeTakeFirst();
  return now - keepingDaysOf(server) * DAY;
}

async function deleteBatch(trx: Kysely<Tables>, serverId: string, now: number): Promise<number> {
  const since = await keptSince(trx, serverId, now);
  const gone = await trx
    .deleteFrom('questions')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('questions')
        .select('id')
        .where('server_id', '=', serverId)
        .where('last_asked_at', '<=', since)
        .limit(BATCH_OF_QUESTIONS),
    )
    // Once more: somebody may have asked it again meanwhile.
    .where('last_asked_at', '<=', since)
    .returning('id')
    .execute();
  if (gone.length === 0) return 0;
  const ids = gone.map((row) => row.id);
  await trx.deleteFrom('question_days').where('question_id', 'in', ids).execute();
  await trx.deleteFrom('question_hints').where('question_id', 'in', ids).execute();
  await trx.updateTable('votes').set({ question_id: null }).where('question_id', 'in', ids).execute();
  return ids.length;
}

async function forgetDays(trx: Kysely<Tables>, serverId: string, now: number): Promise<number> {
  const since = await keptSince(trx, serverId, now);
  const result = await trx
    .deleteFrom('question_days')
    .where((eb) =>
      eb(
        eb.refTuple('question_id', 'day'),
        'in',
        eb
          .selectFrom('question_days')
          .select(['question_id', 'day'])
          .where('server_id', '=', serverId)
          .where('day', '<', dayOf(since))
          .limit(BATCH)
          .$asTuple('question_id', 'day'),
      ),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
