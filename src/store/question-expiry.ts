import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import type { Database } from './database.ts';
import { DAY, dayOf } from './days.ts';
import { DEFAULT_SETTINGS, KEEPING_DAYS } from './store.ts';
import type { Tables } from './tables.ts';

/** How many are deleted at once: SQLite lets nothing else run meanwhile. */
const BATCH = 500;

/** Deletes, in every server, what is older than it keeps. Resolves with the number of questions. */
export async function deleteExpiredQuestions(database: Database, now: number): Promise<number> {
  let deleted = 0;
  for (const days of KEEPING_DAYS) {
    const before = now - days * DAY;
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one batch after the other
      const batch = await database.write((trx) => deleteBatch(trx, days, before));
      deleted += batch;
      // oxlint-disable-next-line no-await-in-loop
      await yieldToOthers();
      if (batch < BATCH) break;
    }
    // oxlint-disable-next-line no-await-in-loop
    await database.write(async (trx) => {
      await trx
        .deleteFrom('question_days')
        .where('day', '<', dayOf(before))
        .where(keepingDaysOf('question_days'), '=', days)
        .execute();
    });
  }
  return deleted;
}

/** Within a transaction. */
export async function deleteQuestionsOf(trx: Kysely<Tables>, serverId: string): Promise<void> {
  await trx.deleteFrom('question_days').where('server_id', '=', serverId).execute();
  await trx.deleteFrom('question_hints').where('server_id', '=', serverId).execute();
  await trx.deleteFrom('questions').where('server_id', '=', serverId).execute();
  await trx.updateTable('votes').set({ question_id: null }).where('server_id', '=', serverId).execute();
}

/** Those asked at or before `before` in the servers that keep them for `days`. */
async function deleteBatch(trx: Kysely<Tables>, days: number, before: number): Promise<number> {
  const gone = await trx
    .deleteFrom('questions')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('questions')
        .select('id')
        .where('last_asked_at', '<=', before)
        .where(keepingDaysOf('questions'), '=', days)
        .limit(BATCH),
    )
    // Once more: somebody may have asked it again meanwhile.
    .where('last_asked_at', '<=', before)
    .returning('id')
    .execute();
  if (gone.length === 0) return 0;
  const ids = gone.map((row) => row.id);
  await trx.deleteFrom('question_days').where('question_id', 'in', ids).execute();
  await trx.deleteFrom('question_hints').where('question_id', 'in', ids).execute();
  await trx.updateTable('votes').set({ question_id: null }).where('question_id', 'in', ids).execute();
  return ids.length;
}

/** As the settings are read: the default where nothing was chosen, or something that this program doesn't know. */
function keepingDaysOf(table: 'questions' | 'question_days') {
  const serverId = sql.ref(`${table}.server_id`);
  const byDefault = sql.lit(DEFAULT_SETTINGS.keepingDays);
  const known = sql.join(KEEPING_DAYS.map((days) => sql.lit(days)));
  return sql<number>`coalesce((select keeping_days from servers where servers.server_id = ${serverId} and keeping_days in (${known})), ${byDefault})`;
}
