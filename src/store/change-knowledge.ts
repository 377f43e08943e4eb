import { sql, type Kysely } from 'kysely';
import type { Database } from './database.ts';
import { trimVersions } from './entry-versions.ts';
import { settingsOf } from './settings.ts';
import type { Tables } from './tables.ts';

/** What a server wants kept of people. */
export interface KeptOfPeople {
  readonly authors: boolean;
  readonly editors: boolean;
}

interface Done<T> {
  readonly changed: boolean;
  readonly result: T;
}

export type ChangeKnowledge = <T>(
  serverId: string,
  run: (trx: Kysely<Tables>, kept: KeptOfPeople) => Promise<Done<T>>,
) => Promise<T>;

/** Runs a change alone among the changes of its server, and counts it where it says that it changed something. */
export function createChangeKnowledge(database: Database): ChangeKnowledge {
  return (serverId, run) =>
    database.write(async (trx) => {
      // Even where it changes nothing, the update locks the row, so that no limit is passed by two at once.
      const server = await trx
        .insertInto('servers')
        .values({ server_id: serverId, knowledge_revision: 0 })
        .onConflict((conflict) =>
          conflict.column('server_id').doUpdateSet((eb) => ({ server_id: eb.ref('excluded.server_id') })),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      const { creditAuthors, nameEditors } = settingsOf(server);
      const { changed, result } = await run(trx, { authors: creditAuthors, editors: nameEditors });
      if (changed) {
        await growRevision(trx, serverId);
        await trimVersions(trx, serverId);
      }
      return result;
    });
}

export function unchanged<T>(result: T): Done<T> & { readonly changed: false } {
  return { changed: false, result };
}

/** The first revision is the time, so that a server that was purged doesn't come to a number that it had before. */
export async function growRevision(trx: Kysely<Tables>, serverId: string): Promise<void> {
  await trx
    .updateTable('servers')
    .set({
      knowledge_revision: sql`case when knowledge_revision = 0 then ${sql.lit(Date.now())} else knowledge_revision + 1 end`,
    })
    .where('server_id', '=', serverId)
    .execute();
}

/** How many a server has, and where the next one goes. */
export async function sizeOf(
  trx: Kysely<Tables>,
  table: 'entries' | 'wordings' | 'lines',
  serverId: string,
): Promise<{ readonly count: number; readonly next: number }> {
  return trx
    .selectFrom(table)
    .select([sql<number>`count(*)`.as('count'), sql<number>`coalesce(max(position), 0) + 1`.as('next')])
    .where('server_id', '=', serverId)
    .executeTakeFirstOrThrow();
}
