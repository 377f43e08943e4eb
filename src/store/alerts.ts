import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import { DAY } from './days.ts';
import { lockServer } from './lock-server.ts';
import { MAX_ALERTS, type AlertStore, type FullAlerts, type LookedIn, type NewAlert } from './alert-store.ts';
import { WAITING_DAYS } from './handover-store.ts';
import type { AlertRow, Tables } from './tables.ts';
import { newId } from './text.ts';

/** Of one that was never looked for. */
const NOWHERE: LookedIn = { knowledge: -1, choices: 0, library: '' };

export function createAlertStore(database: Database): AlertStore {
  return {
    ensure: (serverId, alerts) =>
      database.write(async (trx) => {
        await lockServer(trx, serverId);
        const missing = await notStanding(trx, serverId, alerts);
        return missing.length === 0 ? 'standing' : add(trx, serverId, missing);
      }),

    takeBack: (serverId, alerts) =>
      database.write(async (trx) => {
        for (const { member, question } of alerts) {
          // oxlint-disable-next-line no-await-in-loop -- one transaction has one connection
          await trx
            .deleteFrom('alerts')
            .where('server_id', '=', serverId)
            .where('member', '=', member)
            .where('question', '=', question)
            .execute();
        }
      }),

    claimDue: async ({ now, lease, limit, library, after = '' }) => {
      // Looked for first: nothing is written where nothing is due.
      const ids = await database.read((db) => dueAt(db, { now, library, after, limit }));
      if (ids.length === 0) return [];
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

    checked: (serverId, id, lookedIn) =>
      database.writeUnhurried(async (trx) => {
        await one(trx, serverId, id)
          .set({ ...columnsOf(lookedIn), claimed_until: 0 })
          .execute();
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

    told: (serverId, { id, answer }) =>
      database.writeUnhurried(async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom('alerts')
          .where('server_id', '=', serverId)
          .where('id', '=', id)
          .where('answer', answer === null ? 'is' : '=', answer)
          .executeTakeFirst();
        if (numDeletedRows > 0n) return;
        await one(trx, serverId, id).set({ tried_at: null, claimed_until: 0 }).execute();
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

async function notStanding(
  trx: Kysely<Tables>,
  serverId: string,
  alerts: readonly NewAlert[],
): Promise<readonly NewAlert[]> {
  const standing = await trx
    .selectFrom('alerts')
    .select(['member', 'question'])
    .where('server_id', '=', serverId)
    .where('member', 'in', ['', ...alerts.map(({ member }) => member)])
    .execute();
  return alerts.filter(
    ({ member, question }) => !standing.some((row) => row.member === member && row.question === question),
  );
}

/** All of them or none: they are one member's. */
async function add(
  trx: Kysely<Tables>,
  serverId: string,
  alerts: readonly NewAlert[],
): Promise<'added' | FullAlerts> {
  const ofServer = trx
    .selectFrom('alerts')
    .where('server_id', '=', serverId)
    .select((eb) => eb.fn.countAll<number>().as('count'));
  const mine = await ofServer.where('member', '=', alerts[0]?.member ?? '').executeTakeFirstOrThrow();
  const all = await ofServer.executeTakeFirstOrThrow();
  const { ofMember, ofServer: inServer } = MAX_ALERTS;
  if (mine.count + alerts.length > ofMember) return 'member-full';
  if (all.count + alerts.length > inServer) return 'server-full';
  await trx
    .insertInto('alerts')
    .values(
      alerts.map(({ member, question, sealed, at }) => ({
        id: newId(),
        server_id: serverId,
        member,
        question,
        sealed,
        ...columnsOf(NOWHERE),
        asked_at: at,
        claimed_until: 0,
      })),
    )
    .execute();
  return 'added';
}

function columnsOf({ knowledge, choices, library }: LookedIn) {
  return { checked_revision: knowledge, checked_choices: choices, checked_library: library };
}

interface Wanted {
  readonly now: number;
  readonly library: string | null;
  readonly limit: number;
}

/** The ids of those that are due. A turn for each server: thousands who wait in one keep nobody waiting elsewhere. */
async function dueAt(
  db: Kysely<Tables>,
  { after, ...wanted }: Wanted & { readonly after: string },
): Promise<readonly string[]> {
  const behind = await dueIn(db, wanted, ['>', after]);
  const left = wanted.limit - behind.length;
  return left === 0 ? behind : [...behind, ...(await dueIn(db, { ...wanted, limit: left }, ['<=', after]))];
}

async function dueIn(
  db: Kysely<Tables>,
  { now, library, limit }: Wanted,
  servers: Servers,
): Promise<readonly string[]> {
  const answered = await answeredAlerts(db, now, servers).limit(limit).execute();
  const outdated =
    library === null ? [] : await outdatedAlerts(db, { now, library }, servers).limit(limit).execute();
  const all = [...answered, ...outdated].toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  return [...new Set(all.map(({ id }) => id))].slice(0, limit);
}

type Waiting = Pick<AlertRow, 'server_id' | 'asked_at' | 'id'>;

function isBefore(a: Waiting, b: Waiting): boolean {
  if (a.server_id !== b.server_id) return a.server_id < b.server_id;
  return a.asked_at === b.asked_at ? a.id < b.id : a.asked_at < b.asked_at;
}

/** Which servers: those behind one of them, or the others. */
type Servers = readonly ['>' | '<=', string];

function answeredAlerts(db: Kysely<Tables>, now: number, servers: Servers) {
  return alertsIn(db, now, servers).where('answer', 'is not', null);
}

/** Those that were looked for in something else than there is now. */
export function outdatedAlerts(
  db: Kysely<Tables>,
  { now, library }: { readonly now: number; readonly library: string },
  servers: Servers,
) {
  return alertsIn(db, now, servers).where((eb) =>
    eb.or([
      eb('checked_revision', '<>', eb.ref('knowledge_revision')),
      eb('checked_choices', '<>', eb.ref('choices_revision')),
      eb('checked_library', '<>', library),
    ]),
  );
}

/**
 * Not of servers that removed the bot: what they are told of is none of theirs any more. Joined so that SQLite goes from one
 * server to the next, and ends at the first that has some: to sort all that wait, it would take a second for each of them.
 */
function alertsIn(db: Kysely<Tables>, now: number, [comes, after]: Servers) {
  return db
    .selectFrom('servers')
    .crossJoin('alerts')
    .select(['alerts.id', 'alerts.server_id', 'asked_at'])
    .whereRef('alerts.server_id', '=', 'servers.server_id')
    .where('servers.server_id', comes, after)
    .where('removed_at', 'is', null)
    .where('claimed_until', '<=', now)
    .orderBy('servers.server_id')
    .orderBy('asked_at')
    .orderBy('alerts.id');
}

function one(trx: Kysely<Tables>, serverId: string, id: string) {
  return trx.updateTable('alerts').where('server_id', '=', serverId).where('id', '=', id);
}
