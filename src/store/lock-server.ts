import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** From here to its end, the transaction is alone with what is limited for a server, even where it changes nothing. */
export async function lockServer(trx: Kysely<Tables>, serverId: string): Promise<void> {
  await trx
    .insertInto('servers')
    .values({ server_id: serverId, knowledge_revision: 0 })
    .onConflict((conflict) =>
      conflict.column('server_id').doUpdateSet((eb) => ({ server_id: eb.ref('excluded.server_id') })),
    )
    .execute();
}
