import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { MAX_EARLIER_VERSIONS, MAX_VERSIONS } from './history-store.ts';
import type { EntryRow, Tables } from './tables.ts';
import { newId } from './text.ts';

/** Keeps what stands there as an earlier version of its entry, of which the oldest make room. */
export async function keepVersion(
  trx: Kysely<Tables>,
  standing: EntryRow,
  replaced: { readonly at: number; readonly removed: boolean; readonly removedBy: string | null },
): Promise<void> {
  const { number } = await trx
    .selectFrom('entry_versions')
    .select(sql<number>`coalesce(max(number), 0) + 1`.as('number'))
    .where('server_id', '=', standing.server_id)
    .where('entry_id', '=', standing.id)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('entry_versions')
    .values({
      id: newId(),
      server_id: standing.server_id,
      entry_id: standing.id,
      number,
      locale: standing.locale,
      question: standing.question,
      answer: standing.answer,
      wordings: standing.wordings,
      slug: standing.slug,
      section: standing.section,
      written_at: standing.updated_at,
      written_by: standing.written_by,
      replaced_at: replaced.at,
      removed: replaced.removed ? 1 : 0,
      removed_by: replaced.removedBy,
    })
    .execute();
  // Where the entry is still there, it is the newest one itself.
  const most = replaced.removed ? MAX_VERSIONS : MAX_VERSIONS - 1;
  await trx
    .deleteFrom('entry_versions')
    .where('server_id', '=', standing.server_id)
    .where('entry_id', '=', standing.id)
    .where('number', '<=', number - most)
    .execute();
}

/**
 * Whether what stands there is the last earlier version with more ways to ask, and nothing else: then a further one is no
 * version of its own, since a queue that is worked through would leave nothing else in the history.
 */
export async function onlyGainedWordings(trx: Kysely<Tables>, standing: EntryRow): Promise<boolean> {
  const last = await trx
    .selectFrom('entry_versions')
    .selectAll()
    .where('server_id', '=', standing.server_id)
    .where('entry_id', '=', standing.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined || last.written_by !== standing.written_by) return false;
  const isSame = (['question', 'answer', 'slug', 'section'] as const).every(
    (column) => last[column] === standing[column],
  );
  const [before, now] = [wordingsIn(last), wordingsIn(standing)];
  return isSame && now.length > before.length && before.every((wording, at) => wording === now[at]);
}

/** Of all entries of a server, those that were replaced first make room. */
export async function trimVersions(trx: Kysely<Tables>, serverId: string): Promise<void> {
  const { count } = await trx
    .selectFrom('entry_versions')
    .select(sql<number>`count(*)`.as('count'))
    .where('server_id', '=', serverId)
    .executeTakeFirstOrThrow();
  const tooMany = count - MAX_EARLIER_VERSIONS;
  if (tooMany <= 0) return;
  await trx
    .deleteFrom('entry_versions')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('entry_versions')
        .select('id')
        .where('server_id', '=', serverId)
        .orderBy('replaced_at')
        .orderBy('number')
        .orderBy('id')
        .limit(tooMany),
    )
    .execute();
}

const wordings = z.array(z.string());

export function wordingsIn(row: { readonly wordings: string }): readonly string[] {
  return wordings.parse(JSON.parse(row.wordings));
}
