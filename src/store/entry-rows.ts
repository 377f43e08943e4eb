import type { Kysely } from 'kysely';
import { entryRevision } from '../content/entry.ts';
import type { KeptOfPeople } from './change-knowledge.ts';
import { keepVersion, onlyGainedWordings, wordingsIn } from './entry-versions.ts';
import { inParts } from './in-parts.ts';
import type { ServerEntry, NewEntry } from './knowledge-store.ts';
import type { EntryRow, Tables } from './tables.ts';
import { newId, questionHash, storable } from './text.ts';

/** By which an entry, and the wordings of others, may not ask the same. */
type QuestionKey = Pick<EntryRow, 'locale' | 'question_key'>;

/** Of its question and its wordings. */
export function keysOf({ locale, question, wordings }: NewEntry): readonly QuestionKey[] {
  return keysIn(locale, [question, ...wordings]);
}

export function keysIn(locale: string, texts: readonly string[]): readonly QuestionKey[] {
  return texts.map((text) => ({ locale, question_key: questionHash(text) }));
}

type Question = Pick<EntryRow, 'locale' | 'question'>;

export function asksTheSame(one: Question, other: Question): boolean {
  return one.locale === other.locale && questionHash(one.question) === questionHash(other.question);
}

/** The first entry but `except` whose question is one of these; null where there is none. */
export async function askingTheSame(
  trx: Kysely<Tables>,
  serverId: string,
  keys: readonly QuestionKey[],
  except: string | null = null,
): Promise<ServerEntry | null> {
  const hashes = [...new Set(keys.map((key) => key.question_key))];
  const wanted = new Set(keys.map(({ locale, question_key: key }) => `${locale} ${key}`));
  for (let start = 0; start < hashes.length; start += MAX_PARAMETERS) {
    // oxlint-disable-next-line no-await-in-loop -- one transaction has one connection
    const rows = await trx
      .selectFrom('entries')
      .selectAll()
      .where('server_id', '=', serverId)
      .where('question_key', 'in', hashes.slice(start, start + MAX_PARAMETERS))
      .orderBy('position')
      .execute();
    const same = rows.find((row) => row.id !== except && wanted.has(`${row.locale} ${row.question_key}`));
    if (same !== undefined) return entryOf(same);
  }
  return null;
}

/** SQLite takes 32,766. */
const MAX_PARAMETERS = 10_000;

export async function findEntry(
  trx: Kysely<Tables>,
  serverId: string,
  id: string,
): Promise<ServerEntry | null> {
  const row = await rowOf(trx, serverId, id).executeTakeFirst();
  return row === undefined ? null : entryOf(row);
}

export function rowOf(trx: Kysely<Tables>, serverId: string, id: string) {
  return trx.selectFrom('entries').selectAll().where('server_id', '=', serverId).where('id', '=', id);
}

/** Who writes something, and when; whoever the server doesn't want kept isn't. */
export interface Writing {
  readonly at: number;
  readonly by: string | null;
  readonly kept: KeptOfPeople;
}

export async function updateEntry(
  trx: Kysely<Tables>,
  serverId: string,
  change: {
    readonly id: string;
    readonly entry: NewEntry;
    /** Nothing but other ways to ask is added. */
    readonly gainsWordings?: true;
  },
  { at, by, kept }: Writing,
): Promise<ServerEntry> {
  const { id, entry } = change;
  const standing = await rowOf(trx, serverId, id).executeTakeFirstOrThrow();
  const content = contentOf(entry);
  // Where an older version kept the same question twice, the second one's key is not that of its question alone.
  const key = asksTheSame(standing, entry) ? standing.question_key : content.question_key;
  const isOther = entryRevision(entryOf(standing)) !== entryRevision(entryOf({ ...standing, ...content }));
  if (isOther && !(change.gainsWordings === true && (await onlyGainedWordings(trx, standing)))) {
    await keepVersion(trx, standing, { at, removed: false, removedBy: null });
  }
  const row = await trx
    .updateTable('entries')
    .set({
      ...content,
      ...creditOf(entry, kept, standing.author),
      question_key: key,
      ...(isOther ? { updated_at: at, written_by: kept.editors ? by : null } : {}),
    })
    .where('server_id', '=', serverId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return entryOf(row);
}

export async function insertEntries(
  trx: Kysely<Tables>,
  serverId: string,
  { added, next }: { readonly added: readonly NewEntry[]; readonly next: number },
  { at, by, kept }: Writing,
): Promise<readonly EntryRow[]> {
  const rows = added.map((entry, index) => ({
    id: newId(),
    server_id: serverId,
    position: next + index,
    ...contentOf(entry),
    created_at: at,
    updated_at: at,
    given_at: at,
    author: null,
    author_key: null,
    ...creditOf(entry, kept),
    taught_from: entry.taughtFrom ?? null,
    written_by: kept.editors ? by : null,
  }));
  await inParts(rows, (part) =>
    trx
      .insertInto('entries')
      .values([...part])
      .execute(),
  );
  return rows;
}

/**
 * A name that nobody is to have is not kept; where none is given, the one that is there stays. Whoever another name stood for
 * is not who is named now.
 */
function creditOf(
  { author, authorKey }: NewEntry,
  { authors }: KeptOfPeople,
  standing: string | null = null,
) {
  if (author === undefined) return {};
  if (author === null || !authors) return { author: null, author_key: null };
  const name = storable(author);
  return {
    author: name,
    ...(authorKey === undefined && name === standing ? {} : { author_key: authorKey ?? null }),
  };
}

export function entryOf(row: EntryRow): ServerEntry {
  return {
    id: row.id,
    locale: row.locale,
    question: row.question,
    answer: row.answer,
    wordings: wordingsIn(row),
    section: row.slug === null || row.section === null ? null : { slug: row.slug, section: row.section },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    author: row.author,
    taughtFrom: row.taught_from,
  };
}

function contentOf(entry: NewEntry) {
  return {
    locale: entry.locale,
    question: storable(entry.question),
    question_key: questionHash(entry.question),
    answer: storable(entry.answer),
    wordings: JSON.stringify(entry.wordings.map(storable)),
    slug: entry.section?.slug ?? null,
    section: entry.section?.section ?? null,
  };
}
