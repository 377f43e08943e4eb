import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import { DAY } from './days.ts';
import { lockServer } from './lock-server.ts';
import { MAX_ALERTS, WAITING_DAYS, type AlertStore, type NewAlert } from './store.ts';
import type { Tables } from './tables.ts';
import { newId } from './text.ts';

export function createAlertStore(database: Database): AlertStore {
  return {
    toggle: (serverId, alert) =>
      database.write(async (trx) => {
        await lockServer(trx, serverId);
        const { numDeletedRows } = await trx
          .deleteFrom('alerts')
          .where('server_id', '=', serverId)
          .where('member', '=', alert.member)
          .where('question', '=', alert.question)
          .executeTakeFirst();
        return numDeletedRows > 0n ? 'removed' : add(trx, serverId, alert);
      }),

    ensure: (serverId, alert) =>
      database.write(async (trx) => {
        await lockServer(trx, serverId);
        const standing = await trx
          .selectFrom('alerts')
          .select('id')
          .where('server_id', '=', serverId)
          .where('member', '=', alert.member)
          .where('question', '=', alert.question)
          .executeTakeFirst();
        return standing === undefined ? add(trx, serverId, alert) : 'standing';
      }),

    claimDue: async ({ now, lease, limit }) => {
      // Looked for first: nothing is written where nothing is due.
      const due = await database.read((db) => dueAt(db, now).limit(limit).execute());
      if (due.length === 0) return [];
      const ids = due.map(({ id }) => id);
      const claimed = await database.writeUnhurried((trx) =>
        trx
          .updateTable('alerts')
          .set({ claimed_until: now + lease })
          .where('id', 'in', ids)
          .where('claimed_until', '<=', now)
          .returning(['id', 'server_id', 'sealed', 'answer'])
          .execute(),
      );
      const byId = new Map(claimed.map((row) => [row.id, row]));
      return ids.flatMap((id) => {
        const row = byId.get(id);
        if (row === undefined) return [];
        return [{ id, serverId: row.server_id, sealed: row.sealed, answer: row.answer }];
      });
    },

    checked: (serverId, id, revision) =>
      database.writeUnhurried(async (trx) => {
        await one(trx, serverId, id).set({ checked_revision: revision, claimed_until: 0 }).execute();
      }),

    sending: (serverId, id, at) =>
      database.writeUnhurried(async (trx) => {
        const { numUpdatedRows } = await one(trx, serverId, id)
          .set({ tried_at: at })
          .where('tried_at', 'is', null)
          .executeTakeFirst();
        const row = await trx
          .selectFrom('alerts')
          .select('tried_at')
          .where('server_id', '=', serverId)
          .where('id', '=', id)
          .executeTakeFirst();
        return row === undefined ? null : { first: numUpdatedRows > 0n, at: row.tried_at ?? at };
      }),

    postpone: (serverId, id, until) =>
      database.writeUnhurried(async (trx) => {
        await one(trx, serverId, id).set({ claimed_until: until }).execute();
      }),

    remove: async (serverId, id) => {
      await database.writeUnhurried((trx) =>
        trx.deleteFrom('alerts').where('server_id', '=', serverId).where('id', '=', id).execute(),
      );
    },

    deleteExpired: async (now) => {
      const deleted = await database.writeUnhurried((trx) =>
        trx
          .deleteFrom('alerts')
          .where('asked_at', '<=', now - WAITING_DAYS * DAY)
          .executeTakeFirst(),
      );
      await database.erase();
      return Number(deleted.numDeletedRows);
    },
  };
}

async function add(
  trx: Kysely<Tables>,
  serverId: string,
  { member, question, sealed, revision, at }: NewAlert,
): Promise<'added' | 'full'> {
  const ofServer = trx.selectFrom('alerts').where('server_id', '=', serverId);
  const mine = await ofServer
    .where('member', '=', member)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const all = await ofServer.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  if (mine.count >= MAX_ALERTS.ofMember || all.count >= MAX_ALERTS.ofServer) return 'full';
  await trx
    .insertInto('alerts')
    .values({
      id: newId(),
      server_id: serverId,
      member,
      question,
      sealed,
      checked_revision: revision,
      asked_at: at,
      claimed_until: 0,
    })
    .execute();
  return 'added';
}

/** Not of servers that removed the bot: what they are told of is none of theirs any more. */
function dueAt(db: Kysely<Tables>, now: number) {
  return db
    .selectFrom('alerts')
    .innerJoin('servers', 'servers.server_id', 'alerts.server_id')
    .select('alerts.id')
    .where('claimed_until', '<=', now)
    .where('removed_at', 'is', null)
    .where((eb) =>
      eb.or([eb('answer', 'is not', null), eb('checked_revision', '<>', eb.ref('knowledge_revision'))]),
    )
    .orderBy('asked_at')
    .orderBy('alerts.id');
}

function one(trx: Kysely<Tables>, serverId: string, id: string) {
  return trx.updateTable('alerts').where('server_id', '=', serverId).where('id', '=', id);
}
