import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { endKeeping } from '../../src/store/keeping-lock.ts';
import { recordQuestions } from '../../src/store/question-recording.ts';
import { rankedQuestions } from '../../src/store/questions.ts';
import type { KeepingDays } from '../../src/store/settings.ts';
import { MAX_QUESTIONS, OUTCOMES } from '../../src/store/question-store.ts';
import { DEFAULT_SETTINGS, type Store } from '../../src/store/store.ts';
import { onEveryDatabase, onPostgres, onSqlite, type Rig } from './databases.ts';
import { asked, NOW, OTHER_SERVER, passage, SERVER, vote } from './scenes.ts';

const DAY = 86_400_000;

const record = async (store: Store, ...parameters: Parameters<typeof asked>): Promise<string> =>
  String(await store.questions.record(SERVER, asked(...parameters)));

const texts = (questions: readonly { readonly text: string }[]) => questions.map(({ text }) => text);

/** Past the store: thousands, asked long ago. */
async function insertQuestions(rig: Rig, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: `id${index}`,
    server_id: SERVER,
    text_key: `key ${index}`,
    text: 'old',
    locale: 'en',
    outcome: 'none',
    settled: 0,
    first_asked_at: 0,
    last_asked_at: 0,
    times: 1,
  }));
  for (let start = 0; start < rows.length; start += 1_000) {
    await rig
      .raw()
      .insertInto('questions')
      .values(rows.slice(start, start + 1_000))
      .execute();
  }
}

/** How often the event loop came round meanwhile. */
async function turnsOfOthers<T>(
  run: () => Promise<T>,
): Promise<{ readonly result: T; readonly turns: number }> {
  let turns = 0;
  let done = false;
  const turn = (): void => {
    turns += 1;
    if (!done) setImmediate(turn);
  };
  const running = run();
  setImmediate(turn);
  const result = await running.finally(() => (done = true));
  return { result, turns };
}

describe('questions that members asked', () => {
  onEveryDatabase((rig) => {
    it('are one question when they differ in case, white space and forms of letters', async () => {
      const store = await rig.store();
      const id = await record(store, 'How much did it cost?', 'none', NOW);
      expect(await record(store, '  HOW much\n\tdid it cost?', 'suggestions', NOW + 5)).toBe(id);
      expect(await record(store, 'How much did ｉｔ cost?', 'answer', NOW + 9)).toBe(id);
      expect(await record(store, 'How much did it cost')).not.toBe(id);
      expect(await store.questions.find(SERVER, id)).toEqual({
        id,
        text: 'How much did ｉｔ cost?',
        locale: 'en',
        outcome: 'answer',
        unhelpful: false,
        firstAskedAt: NOW,
        lastAskedAt: NOW + 9,
        times: 3,
        hints: [],
      });
      expect(id).toMatch(/^[a-z\d]{1,16}$/);
    });

    it('are kept with their first thousand characters, told apart by all of them', async () => {
      const store = await rig.store();
      const long = `${'😀'.repeat(999)}ab`;
      const id = await record(store, long);
      expect((await store.questions.find(SERVER, id))?.text).toBe(`${'😀'.repeat(999)}a`);
      expect(await record(store, long)).toBe(id);
      expect(await record(store, `${long}c`)).not.toBe(id);
      const [{ kept } = { kept: 0 }] = await rig
        .raw()
        .selectFrom('questions')
        .select(sql<number>`max(length(text))`.as('kept'))
        .execute();
      expect(kept).toBe(1_000);
    });

    it('are read as far, where an earlier version kept more', async () => {
      const store = await rig.store();
      const id = await record(store, 'short');
      await rig
        .raw()
        .updateTable('questions')
        .set({ text: 'x'.repeat(6_000) })
        .execute();
      const begins = { id, text: 'x'.repeat(1_000) };
      expect(await store.questions.find(SERVER, id)).toMatchObject(begins);
      expect(await store.questions.waiting(SERVER, 9)).toMatchObject([begins]);
      expect(await store.questions.mostAsked(SERVER, NOW - DAY, 9)).toMatchObject([begins]);
    });

    it('are of one server alone', async () => {
      const store = await rig.store();
      const id = await record(store, 'Who?');
      const other = await store.questions.record(OTHER_SERVER, asked('Who?'));
      expect(other).not.toBe(id);
      expect(await store.questions.find(OTHER_SERVER, id)).toBeNull();
      expect(await store.questions.countWaiting(OTHER_SERVER)).toBe(1);
    });

    it('are all counted when they come at once, each with what became of it last', async () => {
      const store = await rig.store();
      const first = await record(store, 'known');
      const ids = await Promise.all([
        record(store, 'new', 'none', NOW),
        record(store, 'KNOWN', 'answer', NOW + 1),
        store.questions.record(OTHER_SERVER, asked('new', 'none', NOW + 2)),
        record(store, 'new', 'suggestions', NOW + DAY),
        record(store, 'third', 'answer', NOW + 4),
      ]);
      expect(new Set(ids).size).toBe(4);
      expect([ids[1], ids[3]]).toEqual([first, ids[0]]);
      expect(await store.questions.find(SERVER, ids[0])).toMatchObject({
        text: 'new',
        outcome: 'suggestions',
        times: 2,
        firstAskedAt: NOW,
        lastAskedAt: NOW + DAY,
      });
      expect(await store.questions.mostAsked(SERVER, NOW + DAY, 9)).toMatchObject([
        { text: 'new', times: 1 },
      ]);
      expect(await store.questions.countWaiting(OTHER_SERVER)).toBe(1);
    });

    it('are found by what buttons call them, asked before there were such names or not yet written', async () => {
      const store = await rig.store();
      const old = await record(store, 'old');
      await store.review.dismiss(SERVER, [old], NOW);
      const handle = 'abcdefabcdefabcd';
      const writing = store.questions.record(SERVER, { ...asked('old', 'answer'), handle });
      await Promise.all([
        store.votes.cast(SERVER, vote({ helpful: false, question: handle })),
        store.questions.hint(SERVER, handle, passage()),
        store.questions.hint(OTHER_SERVER, handle, passage()),
      ]);
      expect(await writing).toBe(old);
      const found = { id: old, unhelpful: true, hints: [{ passage: passage(), times: 1 }] };
      expect(await store.questions.waiting(SERVER, 9)).toMatchObject([found]);
      await store.votes.cast(SERVER, vote({ voter: 'b', helpful: true, question: handle }));
      await record(store, 'old');
      await store.questions.hint(SERVER, handle, passage('other'));
      expect((await store.questions.find(SERVER, old))?.hints).toHaveLength(2);
    });

    it('are all counted when two processes hear the same at once', async () => {
      const ids = await rig.atOnce(20, (each) => each.questions.record(SERVER, asked('Who?')));
      expect(new Set(ids).size).toBe(1);
      const store = await rig.store();
      expect(await store.questions.waiting(SERVER, 9)).toMatchObject([{ times: 20 }]);
    });

    it('wait for a moderator when they were not answered, most asked first', async () => {
      const store = await rig.store();
      await record(store, 'answered', 'answer');
      await record(store, 'once', 'none', NOW + 1);
      await record(store, 'later', 'none', NOW + 2);
      await record(store, 'twice', 'suggestions');
      await record(store, 'twice', 'suggestions');
      expect(texts(await store.questions.waiting(SERVER, 9))).toEqual(['twice', 'later', 'once']);
      expect(texts(await store.questions.waiting(SERVER, 1))).toEqual(['twice']);
      expect(await store.questions.countWaiting(SERVER)).toBe(3);
    });

    it('wait no longer once they are settled, though somebody asks again', async () => {
      const store = await rig.store();
      const [one, two] = [await record(store, 'one'), await record(store, 'two')];
      await store.review.dismiss(OTHER_SERVER, [one, two], NOW);
      expect(await store.questions.countWaiting(SERVER)).toBe(2);
      await store.review.dismiss(SERVER, [one, 'nothing'], NOW);
      await store.review.dismiss(SERVER, [], NOW);
      await record(store, 'ONE');
      expect(texts(await store.questions.waiting(SERVER, 9))).toEqual(['two']);
    });

    it('wait again when the answer that settled them is gone; not when a moderator dismissed them', async () => {
      const store = await rig.store();
      const [taught, dismissed] = [await record(store, 'taught'), await record(store, 'dismissed')];
      await store.review.dismiss(SERVER, [taught, dismissed], NOW);
      await record(store, 'taught', 'answer');
      expect(await store.questions.countWaiting(SERVER)).toBe(0);
      await record(store, 'taught', 'suggestions');
      await record(store, 'dismissed', 'suggestions');
      expect(texts(await store.questions.waiting(SERVER, 9))).toEqual(['taught']);
      await store.review.dismiss(SERVER, [taught], NOW);
      await record(store, 'taught', 'none');
      expect(await store.questions.countWaiting(SERVER)).toBe(0);
    });

    it('are kept up to a bound, so that a flood fills no disk; those that are known are counted on', async () => {
      const store = await rig.store();
      const known = await record(store, 'known');
      await insertQuestions(rig, MAX_QUESTIONS - 2);
      expect(await record(store, 'the last one')).toMatch(/^[a-z\d]+$/);
      expect(await store.questions.record(SERVER, asked('one too many'))).toBeNull();
      expect(await record(store, 'KNOWN')).toBe(known);
      expect(await store.questions.find(SERVER, known)).toMatchObject({ times: 2 });
      expect(await store.questions.record(OTHER_SERVER, asked('one too many'))).not.toBeNull();
      expect(await store.questions.countWaiting(SERVER)).toBe(MAX_QUESTIONS);
    });

    it('wait when somebody found the answer unhelpful, even after they were settled', async () => {
      const store = await rig.store();
      const id = await record(store, 'answered', 'answer');
      await store.votes.cast(SERVER, vote({ voter: 'a', helpful: true, question: id }));
      expect(await store.questions.countWaiting(SERVER)).toBe(0);
      await store.votes.cast(SERVER, vote({ voter: 'b', helpful: false, question: id }));
      expect(await store.questions.waiting(SERVER, 9)).toMatchObject([{ id, unhelpful: true }]);
      await store.review.dismiss(SERVER, [id], NOW);
      expect(await store.questions.countWaiting(SERVER)).toBe(0);
      await store.votes.cast(SERVER, vote({ voter: 'b', helpful: false, question: id }));
      expect(await store.questions.countWaiting(SERVER)).toBe(0);
      await store.votes.cast(SERVER, vote({ voter: 'c', helpful: false, question: id }));
      expect(await store.questions.countWaiting(SERVER)).toBe(1);
    });

    it('wait no longer when the unhelpful vote was changed', async () => {
      const store = await rig.store();
      const id = await record(store, 'answered', 'answer');
      await store.votes.cast(SERVER, vote({ helpful: false, question: id }));
      await store.votes.cast(SERVER, vote({ helpful: true, question: id }));
      expect(await store.questions.countWaiting(SERVER)).toBe(0);
      expect(await store.questions.find(SERVER, id)).toMatchObject({ unhelpful: false });
    });

    it('remember what members clicked in "did you mean", most clicked first', async () => {
      const store = await rig.store();
      const id = await record(store, 'one', 'suggestions');
      await store.questions.hint(SERVER, id, passage('faq/a'));
      await store.questions.hint(SERVER, id, passage('faq/b'));
      await store.questions.hint(SERVER, id, passage('faq/b'));
      await store.questions.hint(OTHER_SERVER, id, passage('faq/c'));
      await store.questions.hint(SERVER, 'nothing', passage('faq/c'));
      const hints = [
        { passage: passage('faq/b'), times: 2 },
        { passage: passage('faq/a'), times: 1 },
      ];
      expect((await store.questions.find(SERVER, id))?.hints).toEqual(hints);
      expect((await store.questions.waiting(SERVER, 9))[0]?.hints).toEqual(hints);
    });
  });
});

describe('the most asked and the most missed', () => {
  onEveryDatabase((rig) => {
    it('count what was asked since that day, not before', async () => {
      const store = await rig.store();
      for (let times = 0; times < 5; times += 1) await record(store, 'old fame', 'answer', NOW - 20 * DAY);
      await record(store, 'old fame', 'answer', NOW);
      await record(store, 'forgotten', 'none', NOW - 20 * DAY);
      await record(store, 'missed', 'none', NOW - DAY);
      await record(store, 'missed', 'suggestions', NOW);
      const since = NOW - 7 * DAY;
      expect(await store.questions.mostAsked(SERVER, since, 9)).toMatchObject([
        { text: 'missed', times: 2 },
        { text: 'old fame', times: 1 },
      ]);
      expect(await store.questions.mostAsked(SERVER, NOW - 30 * DAY, 1)).toMatchObject([
        { text: 'old fame', times: 6 },
      ]);
      expect(texts(await store.questions.mostMissed(SERVER, since, 9))).toEqual(['missed']);
      expect(texts(await store.questions.mostMissed(SERVER, NOW - 30 * DAY, 9))).toEqual([
        'missed',
        'forgotten',
      ]);
      expect(await store.questions.mostAsked(OTHER_SERVER, since, 9)).toEqual([]);
    });

    it('leave out what was not asked since then, also where there is room', async () => {
      const store = await rig.store();
      await record(store, 'long ago', 'none', NOW - 20 * DAY);
      await record(store, 'now', 'none', NOW);
      expect(texts(await store.questions.mostAsked(SERVER, NOW - DAY, 9))).toEqual(['now']);
    });

    it('leave out of the missed what is answered by now', async () => {
      const store = await rig.store();
      await record(store, 'learned', 'none');
      await record(store, 'learned', 'answer');
      expect(await store.questions.mostMissed(SERVER, NOW - DAY, 9)).toEqual([]);
    });
  });

  // PostgreSQL keeps long texts beside their rows, and decides by its statistics.
  onSqlite((rig) => {
    it('are ranked without a look at any row, each of which may be long', async () => {
      await (await rig.store()).reach();
      const wanted = { serverId: SERVER, since: NOW, limit: 9, outcomes: OUTCOMES };
      const ways = await rankedQuestions(rig.raw(), wanted).explain(undefined, sql`query plan`);
      const reads = ways.map(({ detail }) => String(detail)).filter((detail) => /SEARCH|SCAN/.test(detail));
      expect(reads).toHaveLength(2);
      expect(reads.filter((detail) => !detail.includes('USING COVERING INDEX'))).toEqual([]);
    });
  });
});

describe('the daily deletion of questions', () => {
  onEveryDatabase((rig) => {
    it.each<KeepingDays>([7, 30, 90])(
      'deletes after %i days without being asked, with all that hangs on them',
      async (keepingDays) => {
        const store = await rig.store();
        await store.servers.writeSettings(SERVER, { ...DEFAULT_SETTINGS, keepingDays });
        const old = await record(store, 'old', 'suggestions', NOW - keepingDays * DAY);
        await store.questions.hint(SERVER, old, passage());
        await store.votes.cast(SERVER, vote({ question: old, at: NOW - keepingDays * DAY }));
        await record(store, 'young', 'none', NOW - keepingDays * DAY + 1);
        await record(store, 'asked again', 'none', NOW - keepingDays * DAY);
        await record(store, 'asked again', 'none', NOW);

        expect(await store.questions.deleteExpired(NOW)).toBe(1);
        expect(await store.questions.find(SERVER, old)).toBeNull();
        expect(texts(await store.questions.waiting(SERVER, 9)).toSorted()).toEqual(['asked again', 'young']);
        const db = rig.raw();
        expect(await db.selectFrom('question_hints').selectAll().execute()).toEqual([]);
        expect(
          await db.selectFrom('question_days').where('question_id', '=', old).selectAll().execute(),
        ).toEqual([]);
        expect(await db.selectFrom('votes').select('question_id').execute()).toEqual([{ question_id: null }]);
        expect(await store.votes.tally(SERVER)).toMatchObject([{ helpful: 1 }]);
        expect(await store.questions.deleteExpired(NOW)).toBe(0);
      },
    );

    it('goes by the default where a server chose nothing, and by each server for itself', async () => {
      const store = await rig.store();
      await store.servers.writeSettings(OTHER_SERVER, { ...DEFAULT_SETTINGS, keepingDays: 90 });
      for (const server of [SERVER, OTHER_SERVER]) {
        await store.questions.record(server, asked('of 31 days', 'none', NOW - 31 * DAY));
        await store.questions.record(server, asked('of 29 days', 'none', NOW - 29 * DAY));
      }
      expect(await store.questions.deleteExpired(NOW)).toBe(1);
      expect(texts(await store.questions.waiting(SERVER, 9))).toEqual(['of 29 days']);
      expect(await store.questions.countWaiting(OTHER_SERVER)).toBe(2);
    });

    it('goes by the default where another version of the program wrote a time that this one does not know', async () => {
      const store = await rig.store();
      await store.servers.writeSettings(SERVER, DEFAULT_SETTINGS);
      await rig.raw().updateTable('servers').set({ keeping_days: 365 }).execute();
      await record(store, 'of 31 days', 'none', NOW - 31 * DAY);
      expect(await store.questions.deleteExpired(NOW)).toBe(1);
    });

    it('forgets the days before the keeping time of a question that is still asked', async () => {
      const store = await rig.store();
      await record(store, 'evergreen', 'none', NOW - 40 * DAY);
      await record(store, 'evergreen', 'none', NOW);
      await store.questions.deleteExpired(NOW);
      expect(await store.questions.mostAsked(SERVER, NOW - 90 * DAY, 9)).toMatchObject([{ times: 1 }]);
    });

    it('deletes thousands, and lets others speak in between', async () => {
      const store = await rig.store();
      await insertQuestions(rig, 4_100);
      const { result, turns } = await turnsOfOthers(() => store.questions.deleteExpired(NOW));
      expect(result).toBe(4_100);
      expect(turns).toBeGreaterThan(15);
      expect(await store.questions.countWaiting(SERVER)).toBe(0);
    });

    it('forgets thousands of days, and lets others speak in between', async () => {
      const store = await rig.store();
      const rows = Array.from({ length: 4_100 }, (_, index) => ({
        question_id: `id${index}`,
        server_id: SERVER,
        day: '2026-01-01',
        times: 1,
      }));
      for (let start = 0; start < rows.length; start += 1_000) {
        await rig
          .raw()
          .insertInto('question_days')
          .values(rows.slice(start, start + 1_000))
          .execute();
      }
      const { turns } = await turnsOfOthers(() => store.questions.deleteExpired(NOW));
      expect(turns).toBeGreaterThan(15);
      expect(await rig.raw().selectFrom('question_days').selectAll().execute()).toEqual([]);
    });

    it('lets others speak between two servers', async () => {
      const store = await rig.store();
      for (let server = 0; server < 20; server += 1) {
        await store.questions.record(`9${server}`, asked('old', 'none', NOW - 31 * DAY));
      }
      const { result, turns } = await turnsOfOthers(() => store.questions.deleteExpired(NOW));
      expect(result).toBe(20);
      expect(turns).toBeGreaterThan(15);
    });
  });
});

describe('questions of many servers', () => {
  onPostgres((rig) => {
    it.each([
      ['a server', true],
      ['a server of which nothing was kept', false],
    ])('do not wait for an import of %s, and neither do its own', async (_, isKnown) => {
      const store = await rig.store();
      if (isKnown) await store.servers.writeSettings(SERVER, DEFAULT_SETTINGS);
      await rig
        .raw()
        .transaction()
        .execute(async (trx) => {
          // As every change of what a server taught begins.
          await trx
            .insertInto('servers')
            .values({ server_id: SERVER, knowledge_revision: 0 })
            .onConflict((conflict) =>
              conflict.column('server_id').doUpdateSet((eb) => ({ server_id: eb.ref('excluded.server_id') })),
            )
            .execute();
          for (const server of [SERVER, OTHER_SERVER]) void store.questions.record(server, asked('Who?'));
          expect(await store.questions.countWaiting(OTHER_SERVER)).toBe(1);
          expect(await store.questions.countWaiting(SERVER)).toBe(1);
        });
    });
  });
});

describe('a question that is asked while a moderator turns keeping off', () => {
  onPostgres((rig) => {
    it('is deleted where it was recorded before that', async () => {
      const store = await rig.store();
      // The first use of a store makes its tables.
      await store.servers.writeSettings(SERVER, DEFAULT_SETTINGS);
      let turnedOff = Promise.resolve();
      await rig
        .raw()
        .transaction()
        .execute(async (trx) => {
          await recordQuestions(trx, 'postgres', [{ ...asked('before'), serverId: SERVER }]);
          let isOver = false;
          turnedOff = store.servers.writeSettings(SERVER, { keepingDays: 0 });
          void turnedOff.finally(() => (isOver = true));
          await expect.poll(async () => isOver || (await isWaiting(rig))).toBe(true);
          expect(isOver).toBe(false);
        });
      await turnedOff;
      expect(await rig.raw().selectFrom('questions').select('text').execute()).toEqual([]);
    });

    it('is not left behind', async () => {
      const store = await rig.store();
      await store.servers.writeSettings(SERVER, DEFAULT_SETTINGS);
      await record(store, 'before');
      let recorded: Promise<string | null> = Promise.resolve(null);
      // As writeSettings does it, up to its commit.
      await rig
        .raw()
        .transaction()
        .execute(async (trx) => {
          await trx.updateTable('servers').set({ keeping_days: 0 }).where('server_id', '=', SERVER).execute();
          await trx.deleteFrom('questions').where('server_id', '=', SERVER).execute();
          await endKeeping(trx, SERVER);
          let isOver = false;
          recorded = store.questions.record(SERVER, asked('meanwhile'));
          void recorded.finally(() => (isOver = true));
          await expect.poll(async () => isOver || (await isWaiting(rig))).toBe(true);
        });
      expect(await recorded).toBeNull();
      expect(await rig.raw().selectFrom('questions').select('text').execute()).toEqual([]);
    });
  });
});

/** Whether somebody waits for what another transaction holds. */
async function isWaiting(rig: Rig): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_stat_activity
    where wait_event_type = 'Lock' and query like '%advisory%' and application_name = 'footnote'`.execute(
    rig.raw(),
  );
  return rows.length > 0;
}
