import type { Kysely } from 'kysely';
import { createChangeKnowledge, unchanged, sizeOf } from './change-knowledge.ts';
import type { Database } from './database.ts';
import { DAY } from './days.ts';
import { askingTheSame, entryOf, keysOf, rowOf } from './entry-rows.ts';
import { wordingsIn } from './entry-versions.ts';
import { REMOVED_DAYS, type EntryVersion, type HistoryStore, type RestoredEntry } from './history-store.ts';
import { serversIn } from './question-expiry.ts';
import { MAX_ENTRIES, type NewEntry } from './knowledge-store.ts';
import type { EntryVersionRow, Tables } from './tables.ts';
import { questionHash } from './text.ts';

/** Entries whose versions are deleted at once: ten each. */
const BATCH = 20;

export function createHistoryStore(database: Database): HistoryStore {
  const change = createChangeKnowledge(database);
  return {
    of: (serverId, entryId, now) =>
      database.read(async (db) => {
        // Before the entry: what is changed in between is missed here, rather than told twice.
        const rows = await versionsOf(db, serverId, entryId).execute();
        const entry = await rowOf(db, serverId, entryId).executeTakeFirst();
        const earlier = rows.map(versionOf);
        if (entry !== undefined) {
          const { updated_at: writtenAt, written_by: writtenBy } = entry;
          return { versions: [{ ...entryOf(entry), writtenAt, writtenBy }, ...earlier], removed: null };
        }
        const [last] = rows;
        const [first, ...others] = earlier;
        if (last === undefined || first === undefined || !isRestorable(last, now)) return null;
        return { versions: [first, ...others], removed: { at: last.replaced_at, by: last.removed_by } };
      }),

    removed: (serverId, now) =>
      database.read(async (db) => {
        const rows = await db
          .selectFrom('entry_versions')
          .select(['entry_id', 'question', 'replaced_at'])
          .where('server_id', '=', serverId)
          .where('removed', '=', 1)
          .where('replaced_at', '>', now - REMOVED_DAYS * DAY)
          .orderBy('replaced_at', 'desc')
          .execute();
        return rows.map((row) => ({
          id: row.entry_id,
          question: row.question,
          removedAt: row.replaced_at,
        }));
      }),

    restore: (serverId, entryId, at) =>
      change<RestoredEntry>(serverId, async (trx) => {
        const rows = await versionsOf(trx, serverId, entryId).execute();
        const [last] = rows;
        if (last === undefined || !isRestorable(last, at)) return unchanged({ did: 'gone' });
        const same = await askingTheSame(trx, serverId, keysOf(versionOf(last) satisfies NewEntry));
        if (same !== null) return unchanged({ did: 'exists', entry: same });
        const { count, next } = await sizeOf(trx, 'entries', serverId);
        if (count >= MAX_ENTRIES) return unchanged({ did: 'full' });
        const row = await trx
          .insertInto('entries')
          .values({
            id: entryId,
            server_id: serverId,
            position: next,
            locale: last.locale,
            question: last.question,
            question_key: questionHash(last.question),
            answer: last.answer,
            wordings: last.wordings,
            slug: last.slug,
            section: last.section,
            created_at: rows.at(-1)?.written_at ?? last.written_at,
            updated_at: last.written_at,
            given_at: at,
            // A name isn't kept of what nobody is answered with.
            author: null,
            author_key: null,
            taught_from: null,
            written_by: last.written_by,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        await trx.deleteFrom('entry_versions').where('id', '=', last.id).execute();
        return { changed: true, result: { did: 'restored', entry: entryOf(row) } };
      }),

    deleteExpired: async (now) => {
      const servers = await database.read((db) => serversIn(db, 'entry_versions'));
      for (const serverId of servers) {
        // oxlint-disable-next-line no-await-in-loop -- one batch after the other, so that replies get their turn
        while ((await database.writeUnhurried((trx) => deleteBatch(trx, serverId, now))) === BATCH);
      }
      if (servers.length > 0) await database.erase();
    },
  };
}

function versionsOf(db: Kysely<Tables>, serverId: string, entryId: string) {
  return db
    .selectFrom('entry_versions')
    .selectAll()
    .where('server_id', '=', serverId)
    .where('entry_id', '=', entryId)
    .orderBy('number', 'desc');
}

function isRestorable({ removed, replaced_at: removedAt }: EntryVersionRow, now: number): boolean {
  return removed === 1 && removedAt > now - REMOVED_DAYS * DAY;
}

function versionOf(row: EntryVersionRow): EntryVersion {
  return {
    id: row.id,
    locale: row.locale,
    question: row.question,
    answer: row.answer,
    wordings: wordingsIn(row),
    section: row.slug === null || row.section === null ? null : { slug: row.slug, section: row.section },
    writtenAt: row.written_at,
    writtenBy: row.written_by,
  };
}

/** With all its earlier versions. Resolves with the number of entries. */
async function deleteBatch(trx: Kysely<Tables>, serverId: string, now: number): Promise<number> {
  const gone = await trx
    .selectFrom('entry_versions')
    .select('entry_id')
    .where('server_id', '=', serverId)
    .where('removed', '=', 1)
    .where('replaced_at', '<=', now - REMOVED_DAYS * DAY)
    .limit(BATCH)
    .execute();
  if (gone.length === 0) return 0;
  await trx
    .deleteFrom('entry_versions')
    .where('server_id', '=', serverId)
    .where(
      'entry_id',
      'in',
      gone.map((row) => row.entry_id),
    )
    .execute();
  return gone.length;
}
