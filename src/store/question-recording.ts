import { sql, type Kysely } from 'kysely';
import type { Database } from './database.ts';
import { dayOf } from './days.ts';
import { holdKeeping } from './keeping-lock.ts';
import { keepingDaysOf } from './question-expiry.ts';
import type { PassageReference } from '../content/pack.ts';
import { ANSWERED } from './review-store.ts';
import { MAX_QUESTIONS, type NewQuestion } from './question-store.ts';
import type { QuestionRow, Tables } from './tables.ts';
import { keptText, newId, textKey } from './text.ts';

/** A question, and the server that it was asked in. */
export interface ServerQuestion extends NewQuestion {
  readonly serverId: string;
}

/** A row to add to the questions, and on which days it was asked. */
interface Counted {
  readonly row: QuestionRow;
  /** Whether it has an answer elsewhere, each time that it had none. */
  readonly elsewhere: boolean;
  readonly days: Map<string, number>;
}

/** Counts questions in one transaction. Resolves with the id of each, or with null where it isn't kept. */
export async function recordQuestions(
  trx: Kysely<Tables>,
  kind: Database['kind'],
  asked: readonly ServerQuestion[],
): Promise<readonly (string | null)[]> {
  const keeping = await serversThatKeep(trx, kind, distinct(asked.map(({ serverId }) => serverId)));
  const counted = countedOnce(asked.filter(({ serverId }) => keeping.has(serverId)));
  const fitting = await thoseThatFit(trx, counted);
  const rowsOf = (elsewhere: boolean) =>
    fitting.filter((one) => one.elsewhere === elsewhere).map(({ row }) => row);
  const ids = new Map([
    ...(await addQuestions(trx, rowsOf(false), 'as asked')),
    ...(await addQuestions(trx, rowsOf(true), 'as it was')),
  ]);
  await addDays(trx, fitting, ids);
  return asked.map(
    (one) => ids.get(placeOf({ server_id: one.serverId, text_key: textKey(one.text) })) ?? null,
  );
}

type Place = Pick<QuestionRow, 'server_id' | 'text_key'>;

function placeOf({ server_id: serverId, text_key: key }: Place): string {
  return `${serverId} ${key}`;
}

/** In an order that is the same in all transactions, so that no two wait for each other. */
function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted();
}

/** None of them ends that until the transaction ends: who does deletes what was written until then. */
async function serversThatKeep(
  trx: Kysely<Tables>,
  kind: Database['kind'],
  serverIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (kind === 'postgres') await holdKeeping(trx, serverIds);
  const servers = await trx
    .selectFrom('servers')
    .select(['server_id', 'keeping_days'])
    .where('server_id', 'in', serverIds)
    .execute();
  const chosen = new Map(servers.map((one) => [one.server_id, one]));
  return new Set(serverIds.filter((id) => keepingDaysOf(chosen.get(id)) !== 0));
}

/** Each question of a server once, in the order of their keys, as it was asked last. */
function countedOnce(asked: readonly ServerQuestion[]): readonly Counted[] {
  const counted = new Map<string, Counted>();
  for (const { serverId, text, locale, outcome, at, handle = null, elsewhere = false } of asked) {
    const key = { server_id: serverId, text_key: textKey(text) };
    const before = counted.get(placeOf(key));
    const days = before?.days ?? new Map<string, number>();
    days.set(dayOf(at), (days.get(dayOf(at)) ?? 0) + 1);
    const row: QuestionRow = {
      ...key,
      id: before?.row.id ?? newId(),
      handle: handle ?? before?.row.handle ?? null,
      text: keptText(text),
      locale,
      outcome: elsewhere && before !== undefined ? before.row.outcome : outcome,
      settled: 0,
      settled_by: null,
      first_asked_at: before?.row.first_asked_at ?? at,
      last_asked_at: at,
      times: (before?.row.times ?? 0) + 1,
    };
    counted.set(placeOf(key), { row, days, elsewhere: elsewhere && (before?.elsewhere ?? true) });
  }
  return [...counted].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one);
}

/** All that are known, and as many new ones as a server has room for. Of several transactions at once, some find more. */
async function thoseThatFit(trx: Kysely<Tables>, counted: readonly Counted[]): Promise<readonly Counted[]> {
  if (counted.length === 0) return [];
  const known = await trx
    .selectFrom('questions')
    .select(['server_id', 'text_key'])
    .where('server_id', 'in', distinct(counted.map(({ row }) => row.server_id)))
    .where('text_key', 'in', distinct(counted.map(({ row }) => row.text_key)))
    .execute();
  const places = new Set(known.map(placeOf));
  const isNew = ({ row }: Counted) => !places.has(placeOf(row));
  const growing = distinct(counted.filter(isNew).map(({ row }) => row.server_id));
  if (growing.length === 0) return counted;
  const counts = await trx
    .selectFrom('questions')
    .select((eb) => ['server_id', eb.fn.countAll<number>().as('count')])
    .where('server_id', 'in', growing)
    .groupBy('server_id')
    .execute();
  const room = new Map(counts.map(({ server_id: id, count }) => [id, MAX_QUESTIONS - count]));
  return counted.filter((one) => {
    if (!isNew(one)) return true;
    const left = room.get(one.row.server_id) ?? MAX_QUESTIONS;
    room.set(one.row.server_id, left - 1);
    return left > 0;
  });
}

/**
 * What was settled by an answer that is gone waits again, also where nobody was given it; what a moderator dismissed doesn't.
 * Earlier versions did not tell one from the other.
 */
const lostItsAnswer = sql<number>`case when (questions.settled = ${sql.lit(ANSWERED)} or questions.outcome = 'answer') and excluded.outcome <> 'answer' then 0 else questions.settled end`;

/** @param stands whether what becomes of a question that is known goes by this time that it was asked */
async function addQuestions(
  trx: Kysely<Tables>,
  rows: readonly QuestionRow[],
  stands: 'as asked' | 'as it was',
): Promise<ReadonlyMap<string, string>> {
  if (rows.length === 0) return new Map();
  const added = await trx
    .insertInto('questions')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['server_id', 'text_key']).doUpdateSet((eb) => ({
        handle: eb.fn.coalesce('excluded.handle', 'questions.handle'),
        text: eb.ref('excluded.text'),
        locale: eb.ref('excluded.locale'),
        ...(stands === 'as it was' ? {} : { outcome: eb.ref('excluded.outcome'), settled: lostItsAnswer }),
        last_asked_at: eb.ref('excluded.last_asked_at'),
        times: eb('questions.times', '+', eb.ref('excluded.times')),
      })),
    )
    .returning(['id', 'server_id', 'text_key'])
    .execute();
  return new Map(added.map((row) => [placeOf(row), row.id]));
}

async function addDays(
  trx: Kysely<Tables>,
  counted: readonly Counted[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = counted.flatMap(({ row, days }) => {
    const id = ids.get(placeOf(row));
    if (id === undefined) return [];
    return [...days].map(([day, times]) => ({ question_id: id, server_id: row.server_id, day, times }));
  });
  if (rows.length === 0) return;
  await trx
    .insertInto('question_days')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['question_id', 'day'])
        .doUpdateSet((eb) => ({ times: eb('question_days.times', '+', eb.ref('excluded.times')) })),
    )
    .execute();
}

/** What a member chose in "did you mean". */
export interface Hint {
  readonly serverId: string;
  /** Its handle, or its id. */
  readonly question: string;
  readonly passage: PassageReference;
}

/** In one transaction; those of questions that aren't kept are passed over. */
export async function recordHints(
  trx: Kysely<Tables>,
  kind: Database['kind'],
  hints: readonly Hint[],
): Promise<readonly null[]> {
  for (const hint of hints.toSorted((one, other) => (one.question < other.question ? -1 : 1))) {
    // oxlint-disable-next-line no-await-in-loop -- one transaction has one connection
    await recordHint(trx, kind, hint);
  }
  return hints.map(() => null);
}

async function recordHint(
  trx: Kysely<Tables>,
  kind: Database['kind'],
  { serverId, question, passage }: Hint,
): Promise<void> {
  const asked = await trx
    .selectFrom('questions')
    .select('id')
    .where('server_id', '=', serverId)
    .where((eb) => eb.or([eb('handle', '=', question), eb('id', '=', question)]))
    // It stays until the hint stands beside it.
    .$if(kind === 'postgres', (one) => one.forKeyShare())
    .executeTakeFirst();
  if (asked === undefined) return;
  const { slug, locale, id } = passage;
  await trx
    .insertInto('question_hints')
    .values({ question_id: asked.id, server_id: serverId, slug, locale, passage: id, times: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['question_id', 'slug', 'locale', 'passage'])
        .doUpdateSet((eb) => ({ times: eb('question_hints.times', '+', 1) })),
    )
    .execute();
}
