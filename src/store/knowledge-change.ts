import { sql, type Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** Runs alone among the changes of what this server taught, and counts it where it says that it changed something. */
export function changeKnowledge<T>(
  database: Database,
  serverId: string,
  run: (trx: Kysely<Tables>) => Promise<{ readonly changed: boolean; readonly result: T }>,
): Promise<T> {
  return database.write(async (trx) => {
    // Even where it changes nothing, the update locks the row, so that no limit is passed by two at once.
    await trx
      .insertInto('servers')
      .values({ server_id: serverId, knowledge_revision: 0 })
      .onConflict((conflict) =>
        conflict.column('server_id').doUpdateSet((eb) => ({ server_id: eb.ref('excluded.server_id') })),
      )
      .execute();
    const { changed, result } = await run(trx);
    if (changed) await grow(trx, serverId);
    return result;
  });
}

/** The first revision is the time, so that a server that was purged doesn't come to a number that it had before. */
async function grow(trx: Kysely<Tables>, serverId: string): Promise<void> {
  await trx
    .updateTable('servers')
    .set({
      knowledge_revision: sql`case when knowledge_revision = 0 then ${sql.lit(Date.now())} else knowledge_revision + 1 end`,
    })
    .where('server_id', '=', serverId)
    .execute();
}
