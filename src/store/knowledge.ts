import { entryRevision, fittingWordings, newWordings } from '../content/entry.ts';
import { createAdditions } from './additions.ts';
import { createChangeKnowledge, sizeOf, unchanged } from './change-knowledge.ts';
import type { Database } from './database.ts';
import {
  askingTheSame,
  asksTheSame,
  entryOf,
  findEntry,
  insertEntries,
  keysIn,
  keysOf,
  rowOf,
  updateEntry,
} from './entry-rows.ts';
import { keepVersion } from './entry-versions.ts';
import { settleWaiting } from './review.ts';
import {
  MAX_ENTRIES,
  type AddedEntries,
  type AddedEntryWordings,
  type ChangedEntries,
  type EditedEntry,
  type KnowledgeStore,
  type RemovedEntry,
} from './knowledge-store.ts';
import { questionHash } from './text.ts';

export function createKnowledgeStore(database: Database): KnowledgeStore {
  const change = createChangeKnowledge(database);

  return {
    ...createAdditions(database, change),

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
        const uncoveredTopics = await db
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
          uncoveredTopics,
        };
      }),

    addEntries: (serverId, added, at, settling = [], by = null) =>
      change<AddedEntries>(serverId, async (trx, kept) => {
        const keys = added.flatMap(keysOf);
        const same = await askingTheSame(trx, serverId, keys);
        if (same !== null) return unchanged({ did: 'exists', entry: same });
        const { count, next } = await sizeOf(trx, 'entries', serverId);
        if (count + added.length > MAX_ENTRIES) return unchanged({ did: 'full' });
        if (!(await settleWaiting(database.kind, trx, serverId, settling, null)))
          return unchanged({ did: 'settled' });
        const rows = await insertEntries(trx, serverId, { added, next }, { at, by, kept });
        return { changed: rows.length > 0, result: { did: 'added', entries: rows.map(entryOf) } };
      }),

    changeEntries: (serverId, revision, { added, edited }, at, by = null) =>
      change<ChangedEntries>(serverId, async (trx, kept) => {
        const server = await trx
          .selectFrom('servers')
          .select('knowledge_revision')
          .where('server_id', '=', serverId)
          .executeTakeFirstOrThrow();
        if (server.knowledge_revision !== revision) return unchanged({ did: 'outdated' });
        const { count, next } = await sizeOf(trx, 'entries', serverId);
        if (count + added.length > MAX_ENTRIES) return unchanged({ did: 'full' });
        for (const { id, entry } of edited) {
          // oxlint-disable-next-line no-await-in-loop -- one transaction has one connection
          await updateEntry(trx, serverId, { id, entry }, { at, by, kept });
        }
        await insertEntries(trx, serverId, { added, next }, { at, by, kept });
        return { changed: added.length + edited.length > 0, result: { did: 'changed' } };
      }),

    editEntry: (serverId, id, { entry, seen }, at, by = null) =>
      change<EditedEntry>(serverId, async (trx, kept) => {
        const standing = await findEntry(trx, serverId, id);
        if (standing === null) return unchanged({ did: 'gone' });
        if (entryRevision(standing) !== seen) return unchanged({ did: 'changed', entry: standing });
        const question = asksTheSame(entry, standing) ? [] : [entry.question];
        const keys = keysIn(entry.locale, [...question, ...newWordings(entry, standing)]);
        const same = await askingTheSame(trx, serverId, keys, id);
        if (same !== null) return unchanged({ did: 'exists', entry: same });
        const edited = await updateEntry(trx, serverId, { id, entry }, { at, by, kept });
        return { changed: true, result: { did: 'edited', entry: edited } };
      }),

    removeEntry: (serverId, id, seen, at, by = null) =>
      change<RemovedEntry>(serverId, async (trx, kept) => {
        const row = await rowOf(trx, serverId, id).executeTakeFirst();
        if (row === undefined) return unchanged({ did: 'gone' });
        const standing = entryOf(row);
        if (entryRevision(standing) !== seen) return unchanged({ did: 'changed', entry: standing });
        await keepVersion(trx, row, { at, removed: true, removedBy: kept.editors ? by : null });
        await trx.deleteFrom('entries').where('server_id', '=', serverId).where('id', '=', id).execute();
        return { changed: true, result: { did: 'removed', entry: standing } };
      }),

    addEntryWordings: (serverId, id, wordings, at, settling = [], by = null) =>
      change<AddedEntryWordings>(serverId, async (trx, kept) => {
        const standing = await findEntry(trx, serverId, id);
        if (standing === null) return unchanged({ did: 'gone' });
        const same = await askingTheSame(trx, serverId, keysIn(standing.locale, wordings), id);
        if (same !== null) return unchanged({ did: 'exists', entry: same });
        const known = new Set([standing.question, ...standing.wordings].map(questionHash));
        const added = wordings.filter((wording) => {
          const key = questionHash(wording);
          const isNew = !known.has(key);
          known.add(key);
          return isNew;
        });
        const { wordings: before } = standing;
        // What an entry has no more room for is much like the rest: that is why it stands in the group.
        const fitting = fittingWordings([...before, ...added]).slice(before.length);
        const action = { kind: 'same', at, target: { entry: id }, keys: fitting.map(questionHash) } as const;
        if (!(await settleWaiting(database.kind, trx, serverId, settling, action)))
          return unchanged({ did: 'settled' });
        if (fitting.length > 0) {
          const entry = { ...standing, wordings: [...before, ...fitting] };
          await updateEntry(trx, serverId, { id, entry, gainsWordings: true }, { at, by, kept });
        }
        return { changed: fitting.length > 0, result: { did: 'added' } };
      }),

    removeCredits: (serverId, authorKey) =>
      change(serverId, async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('entries')
          .set({ author: null, author_key: null })
          .where('server_id', '=', serverId)
          .where('author_key', '=', authorKey)
          .executeTakeFirst();
        const removed = Number(numUpdatedRows);
        return { changed: removed > 0, result: removed };
      }),
  };
}
