import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { PinIntent, PinStore } from './store.ts';
import type { PinIntentRow, Tables } from './tables.ts';

/** What is about to be pinned. */
export function createPinIntents(
  database: Database,
): Pick<PinStore, 'begin' | 'finish' | 'intents' | 'claimIntent'> {
  return {
    begin: (intent, { now, lease }) =>
      database.write(async (trx) => {
        await trx
          .insertInto('pin_intents')
          .values({
            nonce: intent.nonce,
            server_id: intent.serverId,
            channel_id: intent.channelId,
            slug: intent.slug,
            locale: intent.locale,
            part: intent.part,
            until: intent.until,
            message_id: intent.messageId,
            posts: intent.posts ? 1 : 0,
            after_id: intent.after,
            claimed_until: now + lease,
          })
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
      database.write(async (trx) => {
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

function intentOf(row: PinIntentRow): PinIntent {
  return {
    nonce: row.nonce,
    serverId: row.server_id,
    channelId: row.channel_id,
    slug: row.slug,
    locale: row.locale,
    part: row.part,
    until: row.until,
    messageId: row.message_id,
    posts: row.posts === 1,
    after: row.after_id,
  };
}
