import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from './database.ts';
import { MOST_ADDED, MOST_ENTRIES, type Entry, type KnowledgeStore, type NewEntry } from './store.ts';
import type { EntryRow, Tables } from './tables.ts';
import { newId, storable, textKey } from './text.ts';

export function createKnowledgeStore(database: Database): KnowledgeStore {
  /** Runs `change` alone among the changes of this server, and counts it where it says that it changed something. */
  function change<T>(
    serverId: string,
    run: (trx: Kysely<Tables>) => Promise<{ readonly changed: boolean; readonly result: T }>,
  ): Promise<T> {
    return database.write(async (trx) => {
      // Even where it changes nothing, the update locks the row, so that no limit is passed by two at once.
      await trx
        .insertInto('servers')
        .values({ server_id: serverId, knowledge_revision: 0 })
        .onConflict((conflict) =>
          conflict.column('server_id').doUpdateSet((eb) => ({ server_id: eb.ref('excluded.server_id') })),
        )
        .execute();
      const { changed, result } = await run(trx);
      if (changed) await grow(trx, serverId);
      return result;
    });
  }

  return {
    read: (serverId) =>
      database.read(async (db) => {
        // Before the rest: what is added meanwhile is then read again at the next revision, and never missed.
        const server = await db
          .selectFrom('servers')
          .select('knowledge_revision')
          .where('server_id', '=', serverId)
          .executeTakeFirst();
        const entries = await db
          .selectFrom('entries')
          .selectAll()
          .where('server_id', '=', serverId)
          .orderBy('position')
          .execute();
        const wordings = await db
          .selectFrom('wordings')
          .select(['slug', 'locale', 'passage', 'wording'])
          .where('server_id', '=', serverId)
          .orderBy('position')
          .execute();
        const lines = await db
          .selectFrom('lines')
          .select(['id', 'locale', 'question'])
          .where('server_id', '=', serverId)
          .orderBy('position')
          .execute();
        return {
          revision: server?.knowledge_revision ?? 0,
          entries: entries.map(entryOf),
          wordings: wordings.map(({ slug, locale, passage, wording }) => ({
            passage: { slug, locale, id: passage },
            wording,
          })),
          lines,
        };
      }),

    addEntries: (serverId, added, at) =>
      change(serverId, async (trx) => {
        const rows = await insertEntries(trx, serverId, added, at);
        return { changed: (rows ?? []).length > 0, result: rows?.map(entryOf) ?? null };
      }),

    changeEntries: (serverId, { added, edited }, at) =>
      change(serverId, async (trx) => {
        const { count } = await sizeOf(trx, 'entries', serverId);
        const rows = await trx.selectFrom('entries').select('id').where('server_id', '=', serverId).execute();
        const there = new Set(rows.map((row) => row.id));
        if (count + added.length > MOST_ENTRIES || edited.some(({ id }) => !there.has(id))) {
          return { changed: false, result: false };
        }
        for (const { id, entry } of edited) {
          // oxlint-disable-next-line no-await-in-loop -- one transaction has one connection
          await trx
            .updateTable('entries')
            .set({ ...contentOf(entry), updated_at: at })
            .where('server_id', '=', serverId)
            .where('id', '=', id)
            .execute();
        }
        await insertEntries(trx, serverId, added, at);
        return { changed: added.length + edited.length > 0, result: true };
      }),

    editEntry: (serverId, id, entry, at) =>
      change(serverId, async (trx) => {
        const row = await trx
          .updateTable('entries')
          .set({ ...contentOf(entry), updated_at: at })
          .where('server_id', '=', serverId)
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst();
        return { changed: row !== undefined, result: row === undefined ? null : entryOf(row) };
      }),

    removeEntry: (serverId, id) =>
      change(serverId, async (trx) => {
        const row = await trx
          .deleteFrom('entries')
          .where('server_id', '=', serverId)
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst();
        return { changed: row !== undefined, result: row === undefined ? null : entryOf(row) };
      }),

    addEntryWording: (serverId, id, wording, at) =>
      change(serverId, async (trx) => {
        const row = await trx
          .selectFrom('entries')
          .selectAll()
          .where('server_id', '=', serverId)
          .where('id', '=', id)
          .executeTakeFirst();
        if (row === undefined) return { changed: false, result: false };
        const { question, wordings } = entryOf(row);
        const key = textKey(wording);
        const known = [question, ...wordings].some((text) => textKey(text) === key);
        if (!known) {
          await trx
            .updateTable('entries')
            .set({ wordings: JSON.stringify([...wordings, storable(wording)]), updated_at: at })
            .where('id', '=', id)
            .execute();
        }
        return { changed: !known, result: true };
      }),

    addWording: (serverId, { passage, wording }, at) =>
      change(serverId, async (trx) => {
        const row = {
          server_id: serverId,
          slug: passage.slug,
          locale: passage.locale,
          passage: passage.id,
          text_key: textKey(wording),
        };
        const known = await trx
          .selectFrom('wordings')
          .select('position')
          .where((eb) => eb.and(row))
          .executeTakeFirst();
        if (known !== undefined) return { changed: false, result: true };
        const { count, next } = await sizeOf(trx, 'wordings', serverId);
        if (count >= MOST_ADDED) return { changed: false, result: false };
        await trx
          .insertInto('wordings')
          .values({ ...row, wording: storable(wording), position: next, added_at: at })
          .execute();
        return { changed: true, result: true };
      }),

    removeWording: (serverId, { passage, wording }) =>
      change(serverId, async (trx) => {
        const result = await trx
          .deleteFrom('wordings')
          .where('server_id', '=', serverId)
          .where('slug', '=', passage.slug)
          .where('locale', '=', passage.locale)
          .where('passage', '=', passage.id)
          .where('text_key', '=', textKey(wording))
          .executeTakeFirst();
        const removed = result.numDeletedRows > 0n;
        return { changed: removed, result: removed };
      }),

    addLine: (serverId, { locale, question }, at) =>
      change(serverId, async (trx) => {
        const row = { server_id: serverId, locale, text_key: textKey(question) };
        const known = await trx
          .selectFrom('lines')
          .select('id')
          .where((eb) => eb.and(row))
          .executeTakeFirst();
        if (known !== undefined) return { changed: false, result: true };
        const { count, next } = await sizeOf(trx, 'lines', serverId);
        if (count >= MOST_ADDED) return { changed: false, result: false };
        await trx
          .insertInto('lines')
          .values({ ...row, id: newId(), question: storable(question), position: next, added_at: at })
          .execute();
        return { changed: true, result: true };
      }),

    removeLine: (serverId, id) =>
      change(serverId, async (trx) => {
        const result = await trx
          .deleteFrom('lines')
          .where('server_id', '=', serverId)
          .where('id', '=', id)
          .executeTakeFirst();
        const removed = result.numDeletedRows > 0n;
        return { changed: removed, result: removed };
      }),
  };
}

/** Null where there would be too many. */
async function insertEntries(
  trx: Kysely<Tables>,
  serverId: string,
  added: readonly NewEntry[],
  at: number,
): Promise<readonly EntryRow[] | null> {
  const { count, next } = await sizeOf(trx, 'entries', serverId);
  if (count + added.length > MOST_ENTRIES) return null;
  const rows = added.map((entry, index) => ({
    id: newId(),
    server_id: serverId,
    position: next + index,
    ...contentOf(entry),
    created_at: at,
    updated_at: at,
  }));
  // Of 50 at once: each has eleven parameters, and SQLite takes 32,766.
  for (let start = 0; start < rows.length; start += 50) {
    // oxlint-disable-next-line no-await-in-loop
    await trx
      .insertInto('entries')
      .values(rows.slice(start, start + 50))
      .execute();
  }
  return rows;
}

/** The first revision is the time, so that a server that was purged doesn't come to a number that it had before. */
async function grow(trx: Kysely<Tables>, serverId: string): Promise<void> {
  await trx
    .updateTable('servers')
    .set({
      knowledge_revision: sql`case when knowledge_revision = 0 then ${sql.lit(Date.now())} else knowledge_revision + 1 end`,
    })
    .where('server_id', '=', serverId)
    .execute();
}

async function sizeOf(
  trx: Kysely<Tables>,
  table: 'entries' | 'wordings' | 'lines',
  serverId: string,
): Promise<{ readonly count: number; readonly next: number }> {
  return trx
    .selectFrom(table)
    .select([sql<number>`count(*)`.as('count'), sql<number>`coalesce(max(position), 0) + 1`.as('next')])
    .where('server_id', '=', serverId)
    .executeTakeFirstOrThrow();
}

const wordingsOf = z.array(z.string());

function entryOf(row: EntryRow): Entry {
  return {
    id: row.id,
    locale: row.locale,
    question: row.question,
    answer: row.answer,
    wordings: wordingsOf.parse(JSON.parse(row.wordings)),
    section: row.slug === null || row.section === null ? null : { slug: row.slug, section: row.section },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function contentOf(entry: NewEntry) {
  return {
    locale: entry.locale,
    question: storable(entry.question),
    answer: storable(entry.answer),
    wordings: JSON.stringify(entry.wordings.map(storable)),
    slug: entry.section?.slug ?? null,
    section: entry.section?.section ?? null,
  };
}
