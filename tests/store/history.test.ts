import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/store/days.ts';
import { MAX_EARLIER_VERSIONS, MAX_VERSIONS, REMOVED_DAYS } from '../../src/store/history-store.ts';
import { migrate } from '../../src/store/migrate.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { MAX_ENTRIES, type NewEntry } from '../../src/store/knowledge-store.ts';
import type { Store } from '../../src/store/store.ts';
import { onEveryDatabase } from './databases.ts';
import { entriesOf, entry, NOW, OTHER_SERVER, seen, SERVER } from './scenes.ts';

const MODERATOR = '700000000000000001';
const COLLEAGUE = '700000000000000002';

async function add({ knowledge }: Store, added: NewEntry, by: string | null = null): Promise<string> {
  const [one] = entriesOf(await knowledge.addEntries(SERVER, [added], NOW, [], by));
  return String(one?.id);
}

async function change({ knowledge }: Store, id: string, to: NewEntry, by: string | null = null, at = NOW) {
  const { entries } = await knowledge.read(SERVER);
  const standing = entries.find((one) => one.id === id);
  return knowledge.editEntry(SERVER, id, { entry: to, seen: seen(standing) }, at, by);
}

async function remove({ knowledge }: Store, id: string, at = NOW, by: string | null = null) {
  const { entries } = await knowledge.read(SERVER);
  return knowledge.removeEntry(SERVER, id, seen(entries.find((one) => one.id === id)), at, by);
}

const answers = async ({ history }: Store, id: string, now = NOW) =>
  (await history.of(SERVER, id, now))?.versions.map(({ answer }) => answer);

describe('an entry’s history', () => {
  onEveryDatabase((rig) => {
    it('has all that it said, the newest first, each once', async () => {
      const store = await rig.store();
      const first = { ...entry(), wordings: ['the badge'], section: { slug: 'fair', section: 'news' } };
      const id = await add(store, first);
      const second = { ...entry('Where do badges come from?'), answer: 'From the tent.' };
      await change(store, id, second, null, NOW + 1);
      await change(store, id, second, null, NOW + 2);
      const history = await store.history.of(SERVER, id, NOW);
      expect(history?.removed).toBeNull();
      expect(history?.versions).toMatchObject([
        { ...second, writtenAt: NOW + 1, writtenBy: null },
        { ...first, writtenAt: NOW, writtenBy: null },
      ]);
    });

    it('ends with the tenth version', async () => {
      const store = await rig.store();
      const id = await add(store, { ...entry(), answer: '0' });
      for (let version = 1; version <= MAX_VERSIONS + 3; version += 1) {
        await change(store, id, { ...entry(), answer: String(version) });
      }
      expect(await answers(store, id)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4].map(String));
      await remove(store, id);
      expect(await answers(store, id)).toHaveLength(MAX_VERSIONS);
    });

    it('is what other ways to ask are added to as one version, so that a queue leaves the answers before it', async () => {
      const store = await rig.store();
      const id = await add(store, { ...entry(), answer: 'First.' });
      await change(store, id, { ...entry(), answer: 'Second.' });
      for (let time = 0; time < MAX_VERSIONS + 3; time += 1) {
        await store.knowledge.addEntryWordings(SERVER, id, [`badge ${time}`], NOW + time);
      }
      const history = await store.history.of(SERVER, id, NOW);
      expect(history?.versions.map(({ answer, wordings }) => [answer, wordings.length])).toEqual([
        ['Second.', 13],
        ['Second.', 0],
        ['First.', 0],
      ]);
    });

    it('gets one version of each entry that an import changes, and none of those that it adds', async () => {
      const store = await rig.store();
      const id = await add(store, entry());
      const { revision } = await store.knowledge.read(SERVER);
      const edited = [{ id, entry: { ...entry(), answer: 'In the tent.' } }];
      const added = Array.from({ length: 40 }, (_, index) => entry(`Question ${index}?`));
      await store.knowledge.changeEntries(SERVER, revision, { added, edited }, NOW + 1);
      expect(await answers(store, id)).toEqual(['In the tent.', 'At the desk.']);
      expect(await rig.raw().selectFrom('entry_versions').selectAll().execute()).toHaveLength(1);
    });

    it('holds each of two changes at once, or says to the second that there was a first', async () => {
      const id = await add(await rig.store(), entry());
      const results = await rig.atOnce(8, async (store, index) =>
        store.knowledge.editEntry(
          SERVER,
          id,
          { entry: { ...entry(), answer: `Answer ${index}` }, seen: seen(entry()) },
          NOW,
        ),
      );
      expect(results.filter(({ did }) => did === 'edited')).toHaveLength(1);
      expect(await answers(await rig.store(), id)).toHaveLength(2);
    });

    it('of all entries together is bounded, and the oldest go first', async () => {
      const store = await rig.store();
      const id = await add(store, entry());
      await add(store, entry('Is there wifi?'));
      await change(store, id, { ...entry(), answer: 'In the tent.' });
      const [row] = await rig.raw().selectFrom('entry_versions').selectAll().execute();
      if (row === undefined) throw new Error('No version is kept.');
      const others = Array.from({ length: MAX_EARLIER_VERSIONS }, (_, index) => ({
        ...row,
        id: `filling ${index}`,
        entry_id: `other ${index}`,
        replaced_at: NOW + 1 + index,
      }));
      for (let start = 0; start < others.length; start += 500) {
        await rig
          .raw()
          .insertInto('entry_versions')
          .values(others.slice(start, start + 500))
          .execute();
      }
      await store.knowledge.addEntries(SERVER, [entry('One more?')], NOW);
      const kept = await rig.raw().selectFrom('entry_versions').select('id').execute();
      expect(kept).toHaveLength(MAX_EARLIER_VERSIONS);
      expect(kept.map((one) => one.id)).not.toContain(row.id);
    });

    it('begins with what stood there before there was any', async () => {
      const before = MIGRATIONS.findIndex(({ name }) => name === 'keepEntryVersions');
      await migrate(rig.raw(), rig.kind, MIGRATIONS.slice(0, before));
      const old = {
        id: 'old1',
        server_id: SERVER,
        position: 1,
        locale: 'en',
        question: 'Where do I get my badge?',
        question_key: 'a key',
        answer: 'Long ago.',
        wordings: '[]',
        slug: null,
        section: null,
        created_at: NOW,
        updated_at: NOW,
      };
      // The table has had more columns since.
      const columns = sql.join(Object.keys(old).map((column) => sql.ref(column)));
      await sql`insert into entries (${columns}) values (${sql.join(Object.values(old))})`.execute(rig.raw());
      const store = await rig.store();
      await change(store, 'old1', entry(), null, NOW + 1);
      expect(await answers(store, 'old1')).toEqual(['At the desk.', 'Long ago.']);
    });
  });
});

describe('an entry that was removed', () => {
  onEveryDatabase((rig) => {
    it('is put back as it was, under its id, with its history, and is removed once more', async () => {
      const store = await rig.store();
      const id = await add(store, { ...entry(), answer: 'First.' });
      await change(store, id, { ...entry(), answer: 'Second.', wordings: ['badge?'] });
      await remove(store, id, NOW + 5);
      expect(await store.history.removed(SERVER, NOW + 5)).toEqual([
        { id, question: 'Where do I get my badge?', removedAt: NOW + 5 },
      ]);
      const { revision } = await store.knowledge.read(SERVER);
      const restored = await store.history.restore(SERVER, id, NOW + 6);
      expect(restored).toMatchObject({ did: 'restored', entry: { id, answer: 'Second.', createdAt: NOW } });
      const knowledge = await store.knowledge.read(SERVER);
      expect(knowledge.revision).toBeGreaterThan(revision);
      expect(knowledge.entries).toMatchObject([{ id, answer: 'Second.', wordings: ['badge?'] }]);
      expect(await answers(store, id)).toEqual(['Second.', 'First.']);
      expect(await store.history.removed(SERVER, NOW + 6)).toEqual([]);
      await remove(store, id, NOW + 7);
      expect(await answers(store, id)).toEqual(['Second.', 'First.']);
    });

    it('is put back once by several at once', async () => {
      const store = await rig.store();
      const id = await add(store, entry());
      await remove(store, id);
      const results = await rig.atOnce(6, (each) => each.history.restore(SERVER, id, NOW));
      expect(results.map(({ did }) => did).toSorted()).toEqual([...Array(5).fill('gone'), 'restored']);
      expect((await store.knowledge.read(SERVER)).entries).toHaveLength(1);
    });

    it('stays away where another asks the same by now, or the server is full', async () => {
      const store = await rig.store();
      const id = await add(store, entry());
      await remove(store, id);
      const again = await add(store, { ...entry('Where do I get my BADGE'), answer: 'Here.' });
      expect(await store.history.restore(SERVER, id, NOW)).toMatchObject({
        did: 'exists',
        entry: { id: again },
      });
      await remove(store, again);
      const many = Array.from({ length: MAX_ENTRIES }, (_, index) => entry(`Question ${index}?`));
      await store.knowledge.addEntries(SERVER, many, NOW);
      expect(await store.history.restore(SERVER, id, NOW)).toEqual({ did: 'full' });
      expect((await store.history.removed(SERVER, NOW)).map((one) => one.id).toSorted()).toEqual(
        [again, id].toSorted(),
      );
    });

    it('is gone for good after 30 days, with all versions, and nothing of others', async () => {
      const store = await rig.store();
      const id = await add(store, entry());
      await change(store, id, { ...entry(), answer: 'Second.' });
      await remove(store, id, NOW);
      const kept = await add(store, entry('Is there wifi?'));
      await change(store, kept, { ...entry('Is there wifi?'), answer: 'Second.' });
      const [before, after] = [NOW + REMOVED_DAYS * DAY - 1, NOW + REMOVED_DAYS * DAY];
      await store.history.deleteExpired(before);
      expect(await answers(store, id, before)).toHaveLength(2);
      // Also where the daily deletion is late.
      expect(await answers(store, id, after)).toBeUndefined();
      expect(await store.history.restore(SERVER, id, after)).toEqual({ did: 'gone' });
      await store.history.deleteExpired(after);
      const rows = await rig.raw().selectFrom('entry_versions').selectAll().execute();
      expect(rows.map((row) => row.entry_id)).toEqual([kept]);
    });
  });
});

describe('who changed an entry', () => {
  onEveryDatabase((rig) => {
    it('is kept only where the server wants it, and forgotten when it no longer does', async () => {
      const store = await rig.store();
      const id = await add(store, entry(), MODERATOR);
      const writers = async () =>
        (await store.history.of(SERVER, id, NOW))?.versions.map(({ writtenBy }) => writtenBy);
      expect(await writers()).toEqual([null]);
      await store.servers.writeSettings(SERVER, { nameEditors: true });
      await change(store, id, { ...entry(), answer: 'Second.' }, MODERATOR);
      await change(store, id, { ...entry(), answer: 'Third.' }, COLLEAGUE);
      expect(await writers()).toEqual([COLLEAGUE, MODERATOR, null]);
      await remove(store, id, NOW, MODERATOR);
      expect((await store.history.of(SERVER, id, NOW))?.removed).toEqual({ at: NOW, by: MODERATOR });
      await store.servers.writeSettings(SERVER, { nameEditors: false });
      expect(await writers()).toEqual([null, null, null]);
      expect((await store.history.of(SERVER, id, NOW))?.removed?.by).toBeNull();
    });
  });
});

describe('whom an answer is credited to', () => {
  onEveryDatabase((rig) => {
    const credited = { ...entry(), author: 'Bo', authorKey: 'a keyed hash', taughtFrom: 'a message' };

    it('is kept only where the server wants it', async () => {
      const store = await rig.store();
      await add(store, credited);
      expect((await store.knowledge.read(SERVER)).entries).toMatchObject([
        { author: null, taughtFrom: 'a message' },
      ]);
      const rows = await rig.raw().selectFrom('entries').selectAll().execute();
      expect(rows.map((row) => row.author_key)).toEqual([null]);
    });

    it.each([
      ['they wish so', (store: Store) => store.knowledge.removeCredits(SERVER, 'a keyed hash')],
      [
        'the server no longer wants it',
        (store: Store) => store.servers.writeSettings(SERVER, { creditAuthors: false }),
      ],
    ])('is forgotten when %s, at the next question already', async (_, forget) => {
      const store = await rig.store();
      await store.servers.writeSettings(SERVER, { creditAuthors: true });
      await store.servers.writeSettings(OTHER_SERVER, { creditAuthors: true });
      await store.knowledge.addEntries(OTHER_SERVER, [credited], NOW);
      const id = await add(store, credited);
      await change(store, id, { ...entry(), answer: 'Second.' });
      const before = await store.knowledge.read(SERVER);
      expect(before.entries).toMatchObject([{ author: 'Bo', answer: 'Second.' }]);
      await forget(store);
      const after = await store.knowledge.read(SERVER);
      expect(after.entries).toMatchObject([{ author: null }]);
      expect(after.revision).toBeGreaterThan(before.revision);
      expect((await store.knowledge.read(OTHER_SERVER)).entries).toMatchObject([{ author: 'Bo' }]);
    });

    it('stays with what a moderator changes, until they empty it', async () => {
      const store = await rig.store();
      await store.servers.writeSettings(SERVER, { creditAuthors: true });
      const id = await add(store, credited);
      await change(store, id, { ...entry(), author: null });
      expect((await store.knowledge.read(SERVER)).entries).toMatchObject([{ author: null }]);
      expect(await store.knowledge.removeCredits(SERVER, 'a keyed hash')).toBe(0);
    });
  });
});
