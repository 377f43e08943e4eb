import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import { createPinIntents, removedServers } from './pin-intents.ts';
import { pinOf, pinRow } from './pin-rows.ts';
import type { Claim, ClaimedPin, LivingPin, PinStore, ShownPack } from './pin-store.ts';
import type { PinRow, Tables } from './tables.ts';

export function createPinStore(database: Database): PinStore {
  return {
    find: (serverId, channelId, slug, part) =>
      database.read(async (db) => {
        const row = await db
          .selectFrom('pins')
          .selectAll()
          .where('server_id', '=', serverId)
          .where('channel_id', '=', channelId)
          .where('slug', '=', slug)
          .where('part', '=', part)
          .executeTakeFirst();
        return row === undefined ? null : pinOf(row);
      }),

    findMessage: (serverId, messageId) =>
      database.read(async (db) => {
        const row = await db
          .selectFrom('pins')
          .selectAll()
          .where('server_id', '=', serverId)
          .where('message_id', '=', messageId)
          .executeTakeFirst();
        return row === undefined ? null : pinOf(row);
      }),

    inServer: (serverId) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom('pins')
          .selectAll()
          .where('server_id', '=', serverId)
          .orderBy('pinned_at')
          .orderBy('message_id')
          .execute();
        return rows.map(pinOf);
      }),

    save: (pin) =>
      database.write(async (trx) => {
        const row = pinRow(pin);
        // The message may have shown another part.
        await deletePins(trx, pin.serverId, [pin.messageId]);
        await trx
          .insertInto('pins')
          .values(row)
          .onConflict((conflict) =>
            conflict
              .columns(['channel_id', 'slug', 'part'])
              .doUpdateSet(row)
              .where('pins.server_id', '=', pin.serverId),
          )
          .execute();
      }),

    add: (pin, { instead, nonce }) =>
      database.write(async (trx) => {
        // The message may have shown another part.
        await deletePins(trx, pin.serverId, [pin.messageId, ...(instead === null ? [] : [instead])]);
        await trx
          .insertInto('pins')
          .values(pinRow(pin))
          .onConflict((conflict) => conflict.columns(['channel_id', 'slug', 'part']).doNothing())
          .execute();
        if (nonce !== null) {
          await trx
            .updateTable('pin_intents')
            .set({ message_id: pin.messageId })
            .where('server_id', '=', pin.serverId)
            .where('nonce', '=', nonce)
            .execute();
        }
        const standing = await trx
          .selectFrom('pins')
          .selectAll()
          .where('server_id', '=', pin.serverId)
          .where('channel_id', '=', pin.channelId)
          .where('slug', '=', pin.slug)
          .where('part', '=', pin.part)
          .executeTakeFirst();
        return standing === undefined ? pin : pinOf(standing);
      }),

    remove: (serverId, messageId) =>
      database.write(async (trx) => {
        await trx
          .deleteFrom('pin_intents')
          .where('server_id', '=', serverId)
          .where('message_id', '=', messageId)
          .execute();
        const removed = await trx
          .deleteFrom('pins')
          .where('server_id', '=', serverId)
          .where('message_id', '=', messageId)
          .returningAll()
          .executeTakeFirst();
        if (removed !== undefined) await deleteIntents(trx, removed);
        return removed !== undefined;
      }),

    removeEnded: (serverId, messageId, until) =>
      database.writeUnhurried(async (trx) => {
        const removed = await trx
          .deleteFrom('pins')
          .where('server_id', '=', serverId)
          .where('message_id', '=', messageId)
          .where('until', '=', until)
          .returningAll()
          .executeTakeFirst();
        if (removed !== undefined) await deleteIntents(trx, removed);
        return removed !== undefined;
      }),

    ...createPinIntents(database),

    articles: () =>
      database.read((db) =>
        db
          .selectFrom('pins')
          .select(['slug', 'locale'])
          .distinct()
          .orderBy('slug')
          .orderBy('locale')
          .execute(),
      ),

    stale: (pack) =>
      database.read(async (db) => {
        const rows = await showingAnother(keptPins(db), pack).execute();
        return rows.map(pinOf);
      }),

    claimStale: (pack, claim, only) =>
      database.writeUnhurried((trx) =>
        take(trx, `version:${pack.version}`, claim, (pins) => {
          const stale = showingAnother(pins, pack);
          return only === undefined
            ? stale
            : stale
                .where('server_id', '=', only.serverId)
                .where('message_id', '=', only.messageId)
                .where('version', '=', only.version);
        }),
      ),

    claimExpired: (claim) =>
      database.writeUnhurried((trx) =>
        take(trx, 'until', claim, (pins) => pins.where('until', '<=', claim.now)),
      ),

    refreshed: (serverId, messageId, version) =>
      database.write((trx) => conclude(trx, { serverId, messageId }, { version })),

    lost: (serverId, messageId) =>
      database.writeUnhurried((trx) => conclude(trx, { serverId, messageId }, { gone: 1 })),

    postpone: (serverId, messageId, until) =>
      database.writeUnhurried(async (trx) => {
        await trx
          .updateTable('pins')
          .set({ claimed_until: until })
          .where('server_id', '=', serverId)
          .where('message_id', '=', messageId)
          .execute();
      }),
  };

  /** Claims those of `which` that nobody works on. On PostgreSQL, those that another claims just now are passed over. */
  async function take(
    trx: Kysely<Tables>,
    purpose: string,
    claim: Claim & { readonly limit: number },
    which: (pins: ReturnType<typeof freePins>) => ReturnType<typeof freePins>,
  ): Promise<readonly ClaimedPin[]> {
    const rows = await which(freePins(trx, claim))
      .$if(database.kind === 'postgres', (pins) => pins.forUpdate().skipLocked())
      .execute();
    if (rows.length === 0) return [];
    await trx
      .updateTable('pins')
      .set({ claimed_for: purpose, claimed_until: claim.now + claim.lease })
      .where(
        'message_id',
        'in',
        rows.map((row) => row.message_id),
      )
      .execute();
    return rows.map((row) => ({ ...pinOf(row), begunBefore: row.claimed_for === purpose }));
  }
}

function freePins(trx: Kysely<Tables>, { now, limit }: Claim & { readonly limit: number }) {
  return keptPins(trx)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    .limit(limit);
}

function showingAnother(
  pins: ReturnType<typeof keptPins>,
  { slug, locale, version }: ShownPack,
): ReturnType<typeof keptPins> {
  return pins.where('slug', '=', slug).where('locale', '=', locale).where('version', '<>', version);
}

/** Oldest first. */
function keptPins(db: Kysely<Tables>) {
  return db
    .selectFrom('pins')
    .selectAll()
    .where('gone', '=', 0)
    .where((eb) => eb('server_id', 'not in', removedServers(db)))
    .orderBy('pinned_at')
    .orderBy('message_id');
}

async function deletePins(
  trx: Kysely<Tables>,
  serverId: string,
  messageIds: readonly string[],
): Promise<void> {
  await trx
    .deleteFrom('pins')
    .where('server_id', '=', serverId)
    .where('message_id', 'in', messageIds)
    .execute();
}

/** Whoever finished what was begun before would pin again what was removed. */
async function deleteIntents(
  trx: Kysely<Tables>,
  { server_id: serverId, channel_id: channelId, slug, part }: PinRow,
): Promise<void> {
  await trx
    .deleteFrom('pin_intents')
    .where('server_id', '=', serverId)
    .where('channel_id', '=', channelId)
    .where('slug', '=', slug)
    .where('part', '=', part)
    .execute();
}

async function conclude(
  trx: Kysely<Tables>,
  { serverId, messageId }: Pick<LivingPin, 'serverId' | 'messageId'>,
  change: { readonly version: string } | { readonly gone: 1 },
): Promise<void> {
  await trx
    .updateTable('pins')
    .set({ ...change, claimed_for: null, claimed_until: null })
    .where('server_id', '=', serverId)
    .where('message_id', '=', messageId)
    .execute();
}
