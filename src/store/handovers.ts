import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import { DAY } from './days.ts';
import { lockServer } from './lock-server.ts';
import { HANDOVERS, WAITING_DAYS, type Handover, type HandoverStore } from './store.ts';
import type { Tables } from './tables.ts';
import { newId } from './text.ts';

const HOUR = DAY / 24;
/** Posting takes a second or two: whoever takes longer died over it. */
const POSTING = 2 * 60_000;

export function createHandoverStore(database: Database): HandoverStore {
  return {
    begin: (serverId, { member, question, channelId, at }) =>
      database.write(async (trx) => {
        await lockServer(trx, serverId);
        await trx
          .deleteFrom('handovers')
          .where('server_id', '=', serverId)
          .where('message_id', 'is', null)
          .where('asked_at', '<=', at - POSTING)
          .execute();
        const waiting = await found(trx, serverId)
          .where('question', '=', question)
          .where('answered_at', 'is', null)
          .executeTakeFirst();
        if (waiting !== undefined) return { did: 'waiting', handover: handoverOf(waiting) };
        const until = await limitedUntil(trx, serverId, member, at);
        if (until !== null) return { did: 'limited', until };
        const id = newId();
        await trx
          .insertInto('handovers')
          .values({ id, server_id: serverId, member, question, channel_id: channelId, asked_at: at })
          .execute();
        return { did: 'begun', id };
      }),

    posted: (serverId, id, messageId) =>
      database.write(async (trx) => {
        await one(trx, serverId, id).set({ message_id: messageId }).execute();
      }),

    close: (serverId, id, at) =>
      database.write(async (trx) => {
        await one(trx, serverId, id).set({ answered_at: at }).execute();
      }),

    remove: (serverId, id) =>
      database.write(async (trx) => {
        await trx.deleteFrom('handovers').where('server_id', '=', serverId).where('id', '=', id).execute();
      }),

    find: (serverId, id) => database.read((db) => find(db, serverId, id)),

    claim: (serverId, id, helper) =>
      database.write(async (trx) => {
        const { numUpdatedRows } = await one(trx, serverId, id)
          .set({ claimed_by: helper })
          .where('claimed_by', 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) {
          await one(trx, serverId, id).set({ claimed_by: null }).where('claimed_by', '=', helper).execute();
        }
        return find(trx, serverId, id);
      }),

    answered: (serverId, id, { question, answer, at }) =>
      database.write(async (trx) => {
        const { numUpdatedRows } = await one(trx, serverId, id)
          .set({ answered_at: at })
          .where('answered_at', 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await trx
          .updateTable('alerts')
          .set({ answer })
          .where('server_id', '=', serverId)
          .where('question', '=', question)
          .execute();
        return true;
      }),

    deleteExpired: async (now) => {
      const deleted = await database.writeUnhurried((trx) =>
        trx
          .deleteFrom('handovers')
          .where((eb) =>
            eb.or([eb('asked_at', '<=', now - WAITING_DAYS * DAY), eb('answered_at', '<=', now - DAY)]),
          )
          .executeTakeFirst(),
      );
      await database.erase();
      return Number(deleted.numDeletedRows);
    },
  };
}

/** When the member may bring one again; null where they may now. */
async function limitedUntil(
  trx: Kysely<Tables>,
  serverId: string,
  member: string,
  at: number,
): Promise<number | null> {
  const rows = await trx
    .selectFrom('handovers')
    .select('asked_at')
    .where('server_id', '=', serverId)
    .where('member', '=', member)
    .where('asked_at', '>', at - DAY)
    .orderBy('asked_at', 'desc')
    .limit(HANDOVERS.aDay)
    .execute();
  // The one with which each limit was reached: once it is that old, there is room again.
  const ofHour = rows[HANDOVERS.anHour - 1];
  const ofDay = rows[HANDOVERS.aDay - 1];
  const until = Math.max(
    ofHour === undefined ? 0 : ofHour.asked_at + HOUR,
    ofDay === undefined ? 0 : ofDay.asked_at + DAY,
  );
  return until > at ? until : null;
}

function one(trx: Kysely<Tables>, serverId: string, id: string) {
  return trx.updateTable('handovers').where('server_id', '=', serverId).where('id', '=', id);
}

function found(db: Kysely<Tables>, serverId: string) {
  return db
    .selectFrom('handovers')
    .select(['id', 'channel_id', 'message_id', 'claimed_by', 'answered_at'])
    .where('server_id', '=', serverId);
}

async function find(db: Kysely<Tables>, serverId: string, id: string): Promise<Handover | null> {
  const row = await found(db, serverId).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : handoverOf(row);
}

function handoverOf(row: {
  readonly id: string;
  readonly channel_id: string;
  readonly message_id: string | null;
  readonly claimed_by: string | null;
  readonly answered_at: number | null;
}): Handover {
  return {
    id: row.id,
    channelId: row.channel_id,
    messageId: row.message_id,
    claimedBy: row.claimed_by,
    isAnswered: row.answered_at !== null,
  };
}
