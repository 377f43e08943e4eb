import { sql, type Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { ClaimedDigest, DigestStore } from './digest-store.ts';
import { entryOf } from './entry-rows.ts';
import { chosenIn } from './report-channels.ts';
import type { Tables } from './tables.ts';

export function createDigestStore(database: Database): DigestStore {
  return {
    begin: (week) =>
      database.writeUnhurried(async (trx) => {
        await trx
          .insertInto('digests')
          .columns(['server_id', 'week', 'claimed_until'])
          .expression(
            serversWithDigest(trx)
              .select([sql<number>`${sql.lit(week)}`.as('week'), sql<number>`0`.as('claimed_until')])
              .where('server_id', 'not in', trx.selectFrom('digests').select('server_id')),
          )
          .onConflict((conflict) => conflict.column('server_id').doNothing())
          .execute();
      }),

    claim: async (week, { now, lease }) => {
      const claimed = await database.writeUnhurried(async (trx) => {
        const row = await trx
          .selectFrom('digests')
          .selectAll()
          .where('week', '<', week)
          .where('claimed_until', '<=', now)
          .where('server_id', 'in', serversWithDigest(trx))
          .orderBy('claimed_until')
          .orderBy('server_id')
          .limit(1)
          .$if(database.kind === 'postgres', (digests) => digests.forUpdate().skipLocked())
          .executeTakeFirst();
        if (row === undefined) return null;
        await trx
          .updateTable('digests')
          .set({ claimed_until: now + lease, begun_at: row.begun_at ?? now })
          .where('server_id', '=', row.server_id)
          .execute();
        return row;
      });
      if (claimed === null) return null;
      const { server_id: serverId, begun_at: begunAt } = claimed;
      // Once it is claimed: one that can't be read must not be the next one for ever.
      const settings = await database.read((db) => chosenIn(db, serverId));
      return { serverId, week, settings, begunAt } satisfies ClaimedDigest;
    },

    finish: (serverId, week) =>
      database.writeUnhurried(async (trx) => {
        await trx
          .updateTable('digests')
          .set({ week, begun_at: null, refused_channel: null })
          .where('server_id', '=', serverId)
          // Whoever was too slow must not bring back a week that another process has dealt with.
          .where('week', '<', week)
          .execute();
      }),

    postpone: (serverId, until, refused) =>
      database.writeUnhurried(async (trx) => {
        await trx
          .updateTable('digests')
          .set({
            claimed_until: until,
            refused_channel: refused,
            // What was refused was not posted; what failed otherwise may stand there.
            ...(refused === null ? {} : { begun_at: null }),
          })
          .where('server_id', '=', serverId)
          .execute();
      }),

    refusedChannel: (serverId) =>
      database.read(async (db) => {
        const row = await db
          .selectFrom('digests')
          .select('refused_channel')
          .where('server_id', '=', serverId)
          .executeTakeFirst();
        return row?.refused_channel ?? null;
      }),

    unused: (serverId, since, limit) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom('entries')
          .selectAll()
          .where('server_id', '=', serverId)
          .where('given_at', '<', since)
          .where('updated_at', '<', since)
          .orderBy('given_at')
          .orderBy('position')
          .limit(limit)
          .execute();
        return rows.map(entryOf);
      }),

    unhelpful: (serverId, { from, to }, limit) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom('votes')
          .select(['slug', 'locale', 'passage', (eb) => eb.fn.countAll<number>().as('times')])
          .where('server_id', '=', serverId)
          .where('helpful', '=', 0)
          .where('voted_at', '>=', from)
          .where('voted_at', '<', to)
          .groupBy(['slug', 'locale', 'passage'])
          .orderBy('times', 'desc')
          .orderBy('slug')
          .orderBy('passage')
          .limit(limit)
          .execute();
        return rows.map(({ slug, locale, passage, times }) => ({
          passage: { slug, locale, id: passage },
          times,
        }));
      }),
  };
}

/** Those that the bot is in, and that chose a channel for it. */
function serversWithDigest(db: Kysely<Tables>) {
  return db
    .selectFrom('servers')
    .select('server_id')
    .where('digest_channel', 'is not', null)
    .where('removed_at', 'is', null);
}
