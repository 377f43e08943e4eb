import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import { intentOf, intentRow } from './pin-rows.ts';
import type { PinStore } from './pin-store.ts';
import type { Tables } from './tables.ts';

/** What is about to be pinned. */
export function createPinIntents(
  database: Database,
): Pick<PinStore, 'begin' | 'finish' | 'intents' | 'claimIntent'> {
  return {
    begin: (intent, { now, lease }) =>
      database.write(async (trx) => {
        await trx
          .insertInto('pin_intents')
          .values(intentRow(intent, now + lease))
          .execute();
      }),

    finish: (serverId, nonce) =>
      database.write(async (trx) => {
        await trx
          .deleteFrom('pin_intents')
          .where('server_id', '=', serverId)
          .where('nonce', '=', nonce)
          .execute();
      }),

    intents: (serverId, channelId, slug, part) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom('pin_intents')
          .selectAll()
          .where('server_id', '=', serverId)
          .where('channel_id', '=', channelId)
          .where('slug', '=', slug)
          .where('part', '=', part)
          .orderBy('claimed_until')
          .orderBy('nonce')
          .execute();
        return rows.map((row) => ({ ...intentOf(row), claimedUntil: row.claimed_until }));
      }),

    claimIntent: ({ now, lease }) =>
      database.writeUnhurried(async (trx) => {
        const row = await trx
          .selectFrom('pin_intents')
          .selectAll()
          .where('claimed_until', '<=', now)
          .where((eb) => eb('server_id', 'not in', removedServers(trx)))
          .orderBy('claimed_until')
          .orderBy('nonce')
          .limit(1)
          .$if(database.kind === 'postgres', (intents) => intents.forUpdate().skipLocked())
          .executeTakeFirst();
        if (row === undefined) return null;
        await trx
          .updateTable('pin_intents')
          .set({ claimed_until: now + lease })
          .where('server_id', '=', row.server_id)
          .where('nonce', '=', row.nonce)
          .execute();
        return intentOf(row);
      }),
  };
}

/** Servers that removed the bot. */
export function removedServers(db: Kysely<Tables>) {
  return db.selectFrom('servers').select('servers.server_id').where('servers.removed_at', 'is not', null);
}
