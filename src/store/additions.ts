import { sizeOf, unchanged, type ChangeKnowledge } from './change-knowledge.ts';
import type { Database } from './database.ts';
import { inParts } from './in-parts.ts';
import { MAX_ADDED, type Added, type KnowledgeStore } from './knowledge-store.ts';
import { settleWaiting } from './review.ts';
import { newId, questionHash, storable } from './text.ts';

type Additions = Pick<
  KnowledgeStore,
  'addWordings' | 'removeWording' | 'addUncoveredTopics' | 'removeUncoveredTopic'
>;

/** What a server adds to the articles: other ways to ask for their passages, and topics that they don't cover. */
export function createAdditions(database: Database, change: ChangeKnowledge): Additions {
  return {
    addWordings: (serverId, added, at, settling = []) =>
      change<Added>(serverId, async (trx) => {
        const rows = added.map(({ passage: { slug, locale, id }, wording }) => ({
          server_id: serverId,
          slug,
          locale,
          passage: id,
          text_key: questionHash(wording),
          wording: storable(wording),
          added_at: at,
        }));
        const known = await trx
          .selectFrom('wordings')
          .select(['slug', 'locale', 'passage', 'text_key'])
          .where('server_id', '=', serverId)
          .where('text_key', 'in', ['', ...rows.map((row) => row.text_key)])
          .execute();
        const fresh = newOnes(rows, known, (row) => [row.slug, row.locale, row.passage, row.text_key]);
        const { count, next } = await sizeOf(trx, 'wordings', serverId);
        if (fresh.length > 0 && count + fresh.length > MAX_ADDED) return unchanged({ did: 'full' });
        const [first] = added;
        const target = first === undefined ? null : { passage: first.passage };
        const keys = fresh.map((row) => row.text_key);
        const action = { kind: 'same', at, target, keys } as const;
        if (!(await settleWaiting(database.kind, trx, serverId, settling, action)))
          return unchanged({ did: 'settled' });
        await inParts(fresh, (part, start) =>
          trx
            .insertInto('wordings')
            .values(part.map((row, index) => ({ ...row, position: next + start + index })))
            .execute(),
        );
        return { changed: fresh.length > 0, result: { did: 'added' } };
      }),

    removeWording: (serverId, { passage, wording }) =>
      change(serverId, async (trx) => {
        const result = await trx
          .deleteFrom('wordings')
          .where('server_id', '=', serverId)
          .where('slug', '=', passage.slug)
          .where('locale', '=', passage.locale)
          .where('passage', '=', passage.id)
          // Old ones may ask the same in other words.
          .where('wording', '=', storable(wording))
          .executeTakeFirst();
        const removed = result.numDeletedRows > 0n;
        return { changed: removed, result: removed };
      }),

    addUncoveredTopics: (serverId, added, at, settling = []) =>
      change<Added>(serverId, async (trx) => {
        const rows = added.map(({ locale, question }) => ({
          id: newId(),
          server_id: serverId,
          locale,
          text_key: questionHash(question),
          question: storable(question),
          added_at: at,
        }));
        const known = await trx
          .selectFrom('lines')
          .select(['locale', 'text_key'])
          .where('server_id', '=', serverId)
          .where('text_key', 'in', ['', ...rows.map((row) => row.text_key)])
          .execute();
        const fresh = newOnes(rows, known, (row) => [row.locale, row.text_key]);
        const { count, next } = await sizeOf(trx, 'lines', serverId);
        if (fresh.length > 0 && count + fresh.length > MAX_ADDED) return unchanged({ did: 'full' });
        const [first] = added;
        const target = first === undefined ? null : { topics: first.locale };
        const keys = fresh.map((row) => row.text_key);
        const action = { kind: 'uncovered', at, target, keys } as const;
        if (!(await settleWaiting(database.kind, trx, serverId, settling, action)))
          return unchanged({ did: 'settled' });
        await inParts(fresh, (part, start) =>
          trx
            .insertInto('lines')
            .values(part.map((row, index) => ({ ...row, position: next + start + index })))
            .execute(),
        );
        return { changed: fresh.length > 0, result: { did: 'added' } };
      }),

    removeUncoveredTopic: (serverId, id) =>
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

/** Each once, without those that are known. */
function newOnes<Row extends Known, Known>(
  rows: readonly Row[],
  known: readonly Known[],
  keyOf: (row: Known) => readonly string[],
): readonly Row[] {
  const seen = new Set(known.map((row) => keyOf(row).join('\n')));
  return rows.filter((row) => {
    const key = keyOf(row).join('\n');
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
