import { sql, type Kysely, type SqlBool } from 'kysely';
import type { Database } from './database.ts';
import { dayOf } from './days.ts';
import { deleteExpiredQuestions, keepingDaysOf } from './question-expiry.ts';
import {
  LONGEST_KEPT,
  MOST_QUESTIONS,
  OUTCOMES,
  type AskedQuestion,
  type CountedQuestion,
  type QuestionStore,
} from './store.ts';
import type { KeepingDays } from './settings.ts';
import type { QuestionRow, Tables } from './tables.ts';
import { keptText, newId, textKey } from './text.ts';

export function createQuestionStore(database: Database): QuestionStore {
  return {
    record: (serverId, { text, locale, outcome, at }) =>
      database.write(async (trx) => {
        if ((await heldKeepingDays(trx, serverId)) === 0) return null;
        const key = { server_id: serverId, text_key: textKey(text) };
        if (await isOneTooMany(trx, key)) return null;
        const now = { text: keptText(text), locale, outcome, last_asked_at: at };
        const { id } = await trx
          .insertInto('questions')
          .values({
            ...now,
            ...key,
            id: newId(),
            settled: 0,
            first_asked_at: at,
            times: 1,
          })
          .onConflict((conflict) =>
            conflict.columns(['server_id', 'text_key']).doUpdateSet((eb) => ({
              ...now,
              settled: lostItsAnswer,
              times: eb('questions.times', '+', 1),
            })),
          )
          .returning('id')
          .executeTakeFirstOrThrow();
        await trx
          .insertInto('question_days')
          .values({ question_id: id, server_id: serverId, day: dayOf(at), times: 1 })
          .onConflict((conflict) =>
            conflict
              .columns(['question_id', 'day'])
              .doUpdateSet((eb) => ({ times: eb('question_days.times', '+', 1) })),
          )
          .execute();
        return id;
      }),

    waiting: (serverId, limit) =>
      database.read(async (db) =>
        withHints(
          db,
          serverId,
          await questionsIn(db, serverId)
            // Chosen without their texts: to sort 20,000 of these moves 100 MB.
            .where('id', 'in', waitingMost(db, serverId, limit))
            .orderBy('times', 'desc')
            .orderBy('last_asked_at', 'desc')
            .orderBy('id')
            .execute(),
        ),
      ),

    countWaiting: (serverId) =>
      database.read(async (db) => {
        const { count } = await waitingIn(db, serverId)
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        return count;
      }),

    find: (serverId, id) =>
      database.read(async (db) => {
        const rows = await questionsIn(db, serverId).where('id', '=', id).execute();
        return (await withHints(db, serverId, rows))[0] ?? null;
      }),

    hint: (serverId, id, passage) =>
      database.write(async (trx) => {
        const question = await trx
          .selectFrom('questions')
          .select('id')
          .where('server_id', '=', serverId)
          .where('id', '=', id)
          // It stays until the hint stands beside it.
          .$if(database.kind === 'postgres', (one) => one.forKeyShare())
          .executeTakeFirst();
        if (question === undefined) return;
        await trx
          .insertInto('question_hints')
          .values({
            question_id: id,
            server_id: serverId,
            slug: passage.slug,
            locale: passage.locale,
            passage: passage.id,
            times: 1,
          })
          .onConflict((conflict) =>
            conflict
              .columns(['question_id', 'slug', 'locale', 'passage'])
              .doUpdateSet((eb) => ({ times: eb('question_hints.times', '+', 1) })),
          )
          .execute();
      }),

    settle: (serverId, ids) =>
      database.write(async (trx) => {
        if (ids.length === 0) return;
        await trx
          .updateTable('questions')
          .set({ settled: 1 })
          .where('server_id', '=', serverId)
          .where('id', 'in', ids)
          .execute();
      }),

    mostAsked: (serverId, since, limit) =>
      database.read((db) => most(db, { serverId, since, limit, outcomes: OUTCOMES })),

    mostMissed: (serverId, since, limit) =>
      database.read((db) => most(db, { serverId, since, limit, outcomes: ['suggestions', 'none'] })),

    deleteExpired: (now, isWanted) => deleteExpiredQuestions(database, now, isWanted),
  };

  /** It changes no more until the transaction ends: who turns keeping off deletes what was written until then. */
  async function heldKeepingDays(trx: Kysely<Tables>, serverId: string): Promise<KeepingDays> {
    await trx
      .insertInto('servers')
      .values({ server_id: serverId, knowledge_revision: 0 })
      .onConflict((conflict) => conflict.column('server_id').doNothing())
      .execute();
    const server = await trx
      .selectFrom('servers')
      .select('keeping_days')
      .where('server_id', '=', serverId)
      .$if(database.kind === 'postgres', (one) => one.forShare())
      .executeTakeFirst();
    return keepingDaysOf(server);
  }
}

/** A new one where there is no more room. Of several at once, some may still find room. */
async function isOneTooMany(
  trx: Kysely<Tables>,
  key: Pick<QuestionRow, 'server_id' | 'text_key'>,
): Promise<boolean> {
  const known = await trx
    .selectFrom('questions')
    .select('id')
    .where((eb) => eb.and(key))
    .executeTakeFirst();
  if (known !== undefined) return false;
  const last = await trx
    .selectFrom('questions')
    .select('server_id')
    .where('server_id', '=', key.server_id)
    .limit(1)
    .offset(MOST_QUESTIONS - 1)
    .executeTakeFirst();
  return last !== undefined;
}

/** What was settled by an answer that is gone waits again; what a moderator dismissed doesn't. */
const lostItsAnswer = sql<number>`case when questions.outcome = 'answer' and excluded.outcome <> 'answer' then 0 else questions.settled end`;

type FoundQuestion = Omit<QuestionRow, 'server_id' | 'text_key' | 'settled'> & {
  readonly unhelpful: SqlBool;
};

function questionsIn(db: Kysely<Tables>, serverId: string) {
  return db
    .selectFrom('questions')
    .select(['id', 'questions.locale', 'outcome', 'first_asked_at', 'last_asked_at', 'questions.times'])
    .select([beginningOfText.as('text'), foundUnhelpful.as('unhelpful')])
    .where('questions.server_id', '=', serverId);
}

function waitingIn(db: Kysely<Tables>, serverId: string) {
  return db
    .selectFrom('questions')
    .where('questions.server_id', '=', serverId)
    .where('settled', '=', 0)
    .where((eb) => eb.or([eb('outcome', '<>', 'answer'), foundUnhelpful]));
}

function waitingMost(db: Kysely<Tables>, serverId: string, limit: number) {
  return waitingIn(db, serverId)
    .select('id')
    .orderBy('times', 'desc')
    .orderBy('last_asked_at', 'desc')
    .orderBy('id')
    .limit(limit);
}

/** Earlier versions kept all of it. */
const beginningOfText = sql<string>`substr(questions.text, 1, ${sql.lit(LONGEST_KEPT)})`;

const foundUnhelpful = sql<SqlBool>`exists (select 1 from votes where votes.question_id = questions.id and votes.server_id = questions.server_id and votes.helpful = 0)`;

interface Wanted {
  readonly serverId: string;
  readonly since: number;
  readonly limit: number;
  readonly outcomes: readonly AskedQuestion['outcome'][];
}

async function most(db: Kysely<Tables>, wanted: Wanted): Promise<readonly CountedQuestion[]> {
  const ranked = await rankedQuestions(db, wanted).execute();
  // Those that were not asked since then come last.
  const chosen = ranked.filter(({ recently }) => recently > 0);
  if (chosen.length === 0) return [];
  const found = await questionsIn(db, wanted.serverId)
    .where(
      'id',
      'in',
      chosen.map(({ id }) => id),
    )
    .execute();
  const byId = new Map(found.map((row) => [row.id, row]));
  return chosen.flatMap(({ id, recently }) => {
    const row = byId.get(id);
    return row === undefined ? [] : [asked({ ...row, times: recently })];
  });
}

/** How often each was asked since then, most asked first. Indexes hold all that it reads. */
export function rankedQuestions(db: Kysely<Tables>, { serverId, since, limit, outcomes }: Wanted) {
  return db
    .selectFrom('questions')
    .select('id')
    .select((eb) =>
      eb.fn
        .coalesce(
          eb
            .selectFrom('question_days')
            .select((days) => days.fn.sum<number>('question_days.times').as('recently'))
            .where('question_days.server_id', '=', serverId)
            .whereRef('question_days.question_id', '=', 'questions.id')
            .where('day', '>=', dayOf(since)),
          sql<number>`0`,
        )
        .as('recently'),
    )
    .where('questions.server_id', '=', serverId)
    .where('outcome', 'in', outcomes)
    .orderBy('recently', 'desc')
    .orderBy('last_asked_at', 'desc')
    .orderBy('id')
    .limit(limit);
}

async function withHints(
  db: Kysely<Tables>,
  serverId: string,
  rows: readonly FoundQuestion[],
): Promise<readonly AskedQuestion[]> {
  if (rows.length === 0) return [];
  const hints = await db
    .selectFrom('question_hints')
    .select(['question_id', 'slug', 'locale', 'passage', 'times'])
    .where('server_id', '=', serverId)
    .where(
      'question_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('times', 'desc')
    .orderBy('slug')
    .orderBy('passage')
    .execute();
  const hintsOf = new Map<string, typeof hints>(rows.map((row) => [row.id, []]));
  for (const hint of hints) hintsOf.get(hint.question_id)?.push(hint);
  return rows.map((row) => ({
    ...asked(row),
    hints: (hintsOf.get(row.id) ?? []).map(({ slug, locale, passage, times }) => ({
      passage: { slug, locale, id: passage },
      times,
    })),
  }));
}

function asked(row: FoundQuestion): CountedQuestion {
  return {
    id: row.id,
    text: row.text,
    locale: row.locale,
    outcome: OUTCOMES.find((outcome) => outcome === row.outcome) ?? 'none',
    unhelpful: Boolean(row.unhelpful),
    firstAskedAt: row.first_asked_at,
    lastAskedAt: row.last_asked_at,
    times: row.times,
  };
}
