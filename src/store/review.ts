import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { createChangeKnowledge } from './change-knowledge.ts';
import type { Database } from './database.ts';
import { findEntry, updateEntry, type Writing } from './entry-rows.ts';
import { serversIn } from './question-expiry.ts';
import { beginningOfText, waitingIn } from './questions.ts';
import {
  ANSWERED,
  DEALT_WITH,
  REVIEW_KINDS,
  SHOWN_ACTIONS,
  SHOWN_QUESTIONS,
  type ReviewAction,
  type ReviewKind,
  type ReviewStore,
  type ReviewTarget,
  type Settled,
} from './review-store.ts';
import type { ReviewActionRow, Tables } from './tables.ts';
import { newId, questionHash } from './text.ts';

function settledAs(kind: ReviewKind): number {
  switch (kind) {
    case 'dismissed':
    case 'uncovered':
      return DEALT_WITH;
    case 'same':
    case 'covered':
      return ANSWERED;
  }
}

/** Questions that are settled at once: nobody else writes meanwhile, some milliseconds. */
const BATCH = 200;

/** @param recorded resolves when the questions that were asked until now are written */
export function createReviewStore(database: Database, recorded: () => Promise<void>): ReviewStore {
  const change = createChangeKnowledge(database);

  /** Settles what `which` finds, batch after batch, as one action. */
  async function settle(
    serverId: string,
    action: Omit<NewAction, 'id'>,
    which: (trx: Kysely<Tables>) => ReturnType<typeof waitingIn>,
  ): Promise<Settled> {
    await recorded();
    const id = newId();
    let count = 0;
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one batch after the other, so that others get their turn
      const settled = await database.write(async (trx) => {
        // Undone meanwhile: what is settled now could never be.
        if (count > 0 && !(await stillStands(database.kind, trx, { serverId, id }))) return 0;
        const ids = await locked(database.kind, which(trx).limit(BATCH));
        if (ids.length === 0) return 0;
        if (count === 0) await addAction(trx, serverId, { ...action, id });
        return settleQuestions(trx, serverId, ids, { ...action, id });
      });
      count += settled;
      if (settled < BATCH) return { action: count === 0 ? null : id, count };
    }
  }

  return {
    dismiss: (serverId, ids, at) =>
      settle(serverId, { kind: 'dismissed', at, target: null, keys: [] }, (trx) =>
        waitingIn(trx, serverId).where('id', 'in', ['', ...ids]),
      ),

    dismissOlder: (serverId, before, at) =>
      settle(serverId, { kind: 'dismissed', at, target: null, keys: [] }, (trx) =>
        waitingIn(trx, serverId).where('last_asked_at', '<=', before),
      ),

    cover: (serverId, ids, target, at) =>
      settle(serverId, { kind: 'covered', at, target, keys: [] }, (trx) =>
        waitingIn(trx, serverId).where('id', 'in', ['', ...ids]),
      ),

    actions: async (serverId, since) => {
      await recorded();
      return database.read(async (db) => {
        const rows = await db
          .selectFrom('review_actions')
          .selectAll()
          .where('server_id', '=', serverId)
          .where('done_at', '>=', since)
          .orderBy('done_at', 'desc')
          .orderBy('id')
          .limit(SHOWN_ACTIONS)
          .execute();
        const actions: ReviewAction[] = [];
        for (const row of rows) {
          // oxlint-disable-next-line no-await-in-loop -- 25 at most, by an index
          actions.push(await actionOf(db, row));
        }
        return actions;
      });
    },

    undo: (serverId, action, since, by = null) =>
      change<number | null>(serverId, async (trx, kept) => {
        const row = await trx
          .deleteFrom('review_actions')
          .where('server_id', '=', serverId)
          .where('id', '=', action)
          .where('done_at', '>=', since)
          .returningAll()
          .executeTakeFirst();
        if (row === undefined) return { changed: false, result: null };
        await locked(database.kind, settledBy(trx, row));
        const { numUpdatedRows } = await trx
          .updateTable('questions')
          .set({ settled: 0, settled_by: null })
          .where('server_id', '=', serverId)
          .where('settled_by', '=', action)
          .where('settled', '<>', 0)
          .executeTakeFirst();
        return {
          changed: await takeBack(trx, row, { at: Date.now(), by, kept }),
          result: Number(numUpdatedRows),
        };
      }),

    forget: async (before) => {
      for (const serverId of await database.read((db) => serversIn(db, 'review_actions'))) {
        // oxlint-disable-next-line no-await-in-loop -- one server after the other, so that replies get their turn
        await database.writeUnhurried((trx) =>
          trx
            .deleteFrom('review_actions')
            .where('server_id', '=', serverId)
            .where('done_at', '<', before)
            .execute(),
        );
      }
    },
  };
}

export interface NewAction {
  readonly id: string;
  readonly kind: ReviewKind;
  readonly at: number;
  readonly target: ReviewTarget | null;
  /** `questionHash` of each wording or topic that it added. */
  readonly keys: readonly string[];
}

async function addAction(
  trx: Kysely<Tables>,
  serverId: string,
  { id, kind, at, target, keys }: NewAction,
): Promise<void> {
  const passage = target !== null && 'passage' in target ? target.passage : null;
  const topics = target !== null && 'topics' in target ? target.topics : null;
  await trx
    .insertInto('review_actions')
    .values({
      id,
      server_id: serverId,
      kind,
      done_at: at,
      entry_id: target !== null && 'entry' in target ? target.entry : null,
      slug: passage?.slug ?? null,
      locale: passage?.locale ?? topics,
      passage: passage?.id ?? null,
      keys: JSON.stringify(keys),
    })
    .execute();
}

/** Resolves with how many. `action` is null where an entry was added to answer them, which can't be undone. */
async function settleQuestions(
  trx: Kysely<Tables>,
  serverId: string,
  ids: readonly string[],
  action: Pick<NewAction, 'id' | 'kind'> | null,
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('questions')
    .set({ settled: action === null ? ANSWERED : settledAs(action.kind), settled_by: action?.id ?? null })
    .where('server_id', '=', serverId)
    .where('id', 'in', ['', ...ids])
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Their ids. They stay as they are until the transaction ends. */
async function locked(
  kind: Database['kind'],
  questions: ReturnType<typeof waitingIn>,
): Promise<readonly string[]> {
  const rows = await questions
    .select('id')
    // In the order in which they are recorded, so that neither waits for the other.
    .$if(kind === 'postgres', (some) => some.orderBy(sql`text_key collate "C"`).forUpdate())
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * False, and nothing is settled, where not all of them wait.
 * @param action what is noted to be undone; null where it can't be
 */
export async function settleWaiting(
  kind: Database['kind'],
  trx: Kysely<Tables>,
  serverId: string,
  ids: readonly string[],
  action: Omit<NewAction, 'id'> | null,
): Promise<boolean> {
  if (ids.length === 0 && (action === null || action.keys.length === 0)) return true;
  const unsettled = trx
    .selectFrom('questions')
    .where('questions.server_id', '=', serverId)
    .where('id', 'in', ['', ...ids])
    .where('settled', '=', 0);
  const waiting = await locked(kind, unsettled);
  if (waiting.length < new Set(ids).size) return false;
  const noted = action === null ? null : { ...action, id: newId() };
  if (noted !== null) await addAction(trx, serverId, noted);
  await settleQuestions(trx, serverId, ids, noted);
  return true;
}

/** Whether an action isn't undone; it isn't until the transaction ends. */
async function stillStands(
  kind: Database['kind'],
  trx: Kysely<Tables>,
  { serverId, id }: { readonly serverId: string; readonly id: string },
): Promise<boolean> {
  const row = await trx
    .selectFrom('review_actions')
    .select('id')
    .where('server_id', '=', serverId)
    .where('id', '=', id)
    .$if(kind === 'postgres', (one) => one.forShare())
    .executeTakeFirst();
  return row !== undefined;
}

function settledBy(db: Kysely<Tables>, { server_id: serverId, id }: ReviewActionRow) {
  return db
    .selectFrom('questions')
    .where('questions.server_id', '=', serverId)
    .where('settled_by', '=', id)
    .where('settled', '<>', 0);
}

async function actionOf(db: Kysely<Tables>, row: ReviewActionRow): Promise<ReviewAction> {
  const { count } = await settledBy(db, row)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const questions = await settledBy(db, row)
    .select(['id', beginningOfText.as('text')])
    .orderBy('times', 'desc')
    .orderBy('id')
    .limit(SHOWN_QUESTIONS)
    .execute();
  return {
    id: row.id,
    kind: REVIEW_KINDS.find((kind) => kind === row.kind) ?? 'dismissed',
    at: row.done_at,
    target: targetOf(row),
    count,
    questions,
  };
}

function targetOf({ entry_id: entry, slug, locale, passage }: ReviewActionRow): ReviewTarget | null {
  if (entry !== null) return { entry };
  if (locale === null) return null;
  return slug === null || passage === null ? { topics: locale } : { passage: { slug, locale, id: passage } };
}

const keysOf = z.array(z.string());

/** Removes what it added to what the server taught. Whether there was something. */
async function takeBack(trx: Kysely<Tables>, row: ReviewActionRow, writing: Writing): Promise<boolean> {
  const keys = keysOf.parse(JSON.parse(row.keys));
  const target = targetOf(row);
  if (keys.length === 0 || target === null) return false;
  const { server_id: serverId } = row;
  if ('entry' in target) {
    const entry = await findEntry(trx, serverId, target.entry);
    const wordings = (entry?.wordings ?? []).filter((wording) => !keys.includes(questionHash(wording)));
    if (entry === null || wordings.length === entry.wordings.length) return false;
    await updateEntry(trx, serverId, { id: entry.id, entry: { ...entry, wordings } }, writing);
    return true;
  }
  const { numDeletedRows } =
    'topics' in target
      ? await trx
          .deleteFrom('lines')
          .where('server_id', '=', serverId)
          .where('locale', '=', target.topics)
          .where('text_key', 'in', keys)
          .executeTakeFirst()
      : await trx
          .deleteFrom('wordings')
          .where('server_id', '=', serverId)
          .where('slug', '=', target.passage.slug)
          .where('locale', '=', target.passage.locale)
          .where('passage', '=', target.passage.id)
          .where('text_key', 'in', keys)
          .executeTakeFirst();
  return numDeletedRows > 0n;
}
