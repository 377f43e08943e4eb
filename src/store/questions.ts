import { sql, type ExpressionBuilder, type Kysely, type SqlBool } from 'kysely';
import type { Database } from './database.ts';
import { dayOf } from './days.ts';
import { createGroupCommit, type Recording } from './group-commit.ts';
import { deleteExpiredQuestions } from './question-expiry.ts';
import { recordHints, recordQuestions, type ServerQuestion, type Hint } from './question-recording.ts';
import {
  MAX_QUESTION_LENGTH,
  OUTCOMES,
  type AskedQuestion,
  type AskedWhen,
  type CountedQuestion,
  type QuestionStore,
} from './question-store.ts';
import type { QuestionRow, Tables } from './tables.ts';

/** Questions that are recorded in one transaction: some milliseconds. */
const MAX_AT_ONCE = 100;

/** `recorded` resolves when the questions that were asked until now are written, or failed to be. */
export interface QuestionRecording extends Recording<QuestionStore> {
  readonly recorded: () => Promise<void>;
}

export function createQuestionStore(database: Database): QuestionRecording {
  const recording = createGroupCommit(
    (questions: readonly ServerQuestion[]) =>
      database.write((trx) => recordQuestions(trx, database.kind, questions)),
    MAX_AT_ONCE,
  );
  const hinting = createGroupCommit(async (hints: readonly Hint[]) => {
    // One of them may be about a question that was just asked.
    await recording.settled();
    return database.write((trx) => recordHints(trx, database.kind, hints));
  }, MAX_AT_ONCE);
  const settled = async () => {
    await recording.settled();
    await hinting.settled();
  };
  /** Whoever asked before sees their question. */
  const read: Database['read'] = async (run) => {
    await settled();
    return database.read(run);
  };
  const store: QuestionStore = {
    record: (serverId, question) => recording.add({ ...question, serverId }),

    waiting: (serverId, limit, when) =>
      read(async (db) =>
        withHints(
          db,
          serverId,
          await questionsIn(db, serverId)
            // Chosen without their texts: to sort 20,000 of these moves 100 MB.
            .where('id', 'in', waitingMost(db, serverId, { limit, when }))
            .orderBy('times', 'desc')
            .orderBy('last_asked_at', 'desc')
            .orderBy('id')
            .execute(),
        ),
      ),

    countWaiting: (serverId, when) =>
      read(async (db) => {
        const { count } = await waitingIn(db, serverId)
          .where((eb) => wereAsked(eb, when))
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        return count;
      }),

    find: (serverId, id) =>
      read(async (db) => {
        const rows = await questionsIn(db, serverId).where('id', '=', id).execute();
        return (await withHints(db, serverId, rows))[0] ?? null;
      }),

    hint: (serverId, question, passage) => hinting.add({ serverId, question, passage }).then(() => undefined),

    mostAsked: (serverId, since, limit) =>
      read((db) => most(db, { serverId, since, limit, outcomes: OUTCOMES })),

    mostMissed: (serverId, since, limit) =>
      read((db) => most(db, { serverId, since, limit, outcomes: ['suggestions', 'none'] })),

    deleteExpired: (now) => deleteExpiredQuestions(database, now),
  };
  return { store, settled, recorded: recording.settled };
}

type FoundQuestion = Omit<QuestionRow, 'server_id' | 'text_key' | 'handle' | 'settled' | 'settled_by'> & {
  readonly unhelpful: SqlBool;
};

function questionsIn(db: Kysely<Tables>, serverId: string) {
  return db
    .selectFrom('questions')
    .select(['id', 'questions.locale', 'outcome', 'first_asked_at', 'last_asked_at', 'questions.times'])
    .select([beginningOfText.as('text'), foundUnhelpful.as('unhelpful')])
    .where('questions.server_id', '=', serverId);
}

export function waitingIn(db: Kysely<Tables>, serverId: string) {
  return db
    .selectFrom('questions')
    .where('questions.server_id', '=', serverId)
    .where('settled', '=', 0)
    .where((eb) => eb.or([eb('outcome', '<>', 'answer'), foundUnhelpful]));
}

function waitingMost(
  db: Kysely<Tables>,
  serverId: string,
  { limit, when }: { readonly limit: number; readonly when: AskedWhen | undefined },
) {
  return waitingIn(db, serverId)
    .select('id')
    .where((eb) => wereAsked(eb, when))
    .orderBy('times', 'desc')
    .orderBy('last_asked_at', 'desc')
    .orderBy('id')
    .limit(limit);
}

function wereAsked(eb: ExpressionBuilder<Tables, 'questions'>, when: AskedWhen | undefined) {
  if (when === undefined) return eb.and([]);
  return 'lastBy' in when
    ? eb('last_asked_at', '<=', when.lastBy)
    : eb.and([eb('last_asked_at', '>=', when.from), eb('first_asked_at', '<', when.to)]);
}

/** Earlier versions kept all of it. */
export const beginningOfText = sql<string>`substr(questions.text, 1, ${sql.lit(MAX_QUESTION_LENGTH)})`;

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
