import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import { DAY } from './days.ts';
import { lockServer } from './lock-server.ts';
import { HANDOVERS, WAITING_DAYS, type Handover, type HandoverStore } from './handover-store.ts';
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
        const waiting = await found(trx, serverId)
          .select('asked_at')
          .where('question', '=', question)
          .where('answered_at', 'is', null)
          .executeTakeFirst();
        const isStuck = waiting?.message_id === null && waiting.asked_at <= at - POSTING;
        if (waiting !== undefined && !isStuck) return { did: 'waiting', handover: handoverOf(waiting) };
        const id = waiting?.id ?? newId();
        const limited = await limitOf(trx, serverId, { id, member, at });
        if (limited !== null) return { did: 'limited', ...limited };
        const row = { member, channel_id: channelId, asked_at: at };
        if (waiting === undefined) {
          await trx
            .insertInto('handovers')
            .values({ ...row, id, server_id: serverId, question })
            .execute();
        } else {
          await one(trx, serverId, id).set(row).execute();
        }
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
        await unanswered(trx, serverId, id)
          .set({ claimed_by: helper })
          .where('claimed_by', 'is', null)
          .execute();
        return find(trx, serverId, id);
      }),

    release: (serverId, id, helper) =>
      database.write(async (trx) => {
        await unanswered(trx, serverId, id)
          .set({ claimed_by: null })
          .where('claimed_by', '=', helper)
          .execute();
        return find(trx, serverId, id);
      }),

    beginAnswer: (serverId, id, at) =>
      database.write(async (trx) => {
        const { numUpdatedRows } = await unanswered(trx, serverId, id)
          .set({ answering_at: at })
          .where((eb) => eb.or([eb('answering_at', 'is', null), eb('answering_at', '<=', at - POSTING)]))
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      }),

    leaveAnswer: (serverId, id) =>
      database.write(async (trx) => {
        await one(trx, serverId, id).set({ answering_at: null }).execute();
      }),

    answered: (serverId, id, { question, answer, at }) =>
      database.write(async (trx) => {
        const { numUpdatedRows } = await unanswered(trx, serverId, id)
          .set({ answered_at: at })
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return null;
        const waiting = await trx
          .updateTable('alerts')
          .set({ answer })
          .where('server_id', '=', serverId)
          .where('question', '=', question)
          .executeTakeFirst();
        return Number(waiting.numUpdatedRows);
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

interface Limited {
  readonly of: keyof typeof HANDOVERS;
  readonly until: number;
}

/** Which limit is reached, and when they may bring one again; null where they may bring this one now. */
async function limitOf(
  trx: Kysely<Tables>,
  serverId: string,
  { id, member, at }: { readonly id: string; readonly member: string; readonly at: number },
): Promise<Limited | null> {
  const others = trx
    .selectFrom('handovers')
    .select('asked_at')
    .where('server_id', '=', serverId)
    .where('asked_at', '>', at - DAY)
    .where('id', '<>', id)
    .orderBy('asked_at', 'desc');
  const ofMember = await others.where('member', '=', member).limit(HANDOVERS.ofMember.aDay).execute();
  const ofServer = await others.limit(HANDOVERS.ofServer.aDay).execute();
  const limits: readonly Limited[] = [
    { of: 'ofMember', until: roomAt(ofMember, HANDOVERS.ofMember) },
    { of: 'ofServer', until: roomAt(ofServer, HANDOVERS.ofServer) },
  ];
  return limits.filter(({ until }) => until > at).toSorted((a, b) => b.until - a.until)[0] ?? null;
}

/** When there is room again: once that with which a limit was reached is as old as the limit is long. */
function roomAt(
  newestFirst: readonly { readonly asked_at: number }[],
  { anHour, aDay }: { readonly anHour: number; readonly aDay: number },
): number {
  const ofHour = newestFirst[anHour - 1];
  const ofDay = newestFirst[aDay - 1];
  return Math.max(
    ofHour === undefined ? 0 : ofHour.asked_at + HOUR,
    ofDay === undefined ? 0 : ofDay.asked_at + DAY,
  );
}

function one(trx: Kysely<Tables>, serverId: string, id: string) {
  return trx.updateTable('handovers').where('server_id', '=', serverId).where('id', '=', id);
}

function unanswered(trx: Kysely<Tables>, serverId: string, id: string) {
  return one(trx, serverId, id).where('answered_at', 'is', null);
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
