import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { onEveryDatabase } from './databases.ts';
import { asked, entriesOf, entry, NOW, OTHER_SERVER, passage, seen, SERVER } from './scenes.ts';

const LATER = NOW + 60_000;
const WRITTEN = [
  'Is there wifi?',
  'is there WIFI',
  '  Is  there wifi ?!',
  '«Is there wifi»',
  'Ｉs there wi\u200bfi？',
];

describe('the same question', () => {
  onEveryDatabase((rig) => {
    it('is kept once in a language, though several processes add it at once', async () => {
      const results = await rig.atOnce(15, (store, index) =>
        store.knowledge.addEntries(SERVER, [entry(WRITTEN[index % WRITTEN.length])], NOW),
      );
      const { entries } = await (await rig.store()).knowledge.read(SERVER);
      expect(entries).toHaveLength(1);
      expect(results.filter(({ did }) => did === 'added')).toHaveLength(1);
      expect(results.filter(({ did }) => did === 'exists')).toEqual(
        Array.from({ length: 14 }, () => ({ did: 'exists', entry: entries[0] })),
      );
    });

    it('may be asked in another language, and in another server', async () => {
      const { knowledge } = await rig.store();
      await knowledge.addEntries(SERVER, [entry()], NOW);
      expect(await knowledge.addEntries(SERVER, [{ ...entry(), locale: 'fr' }], NOW)).toMatchObject({
        did: 'added',
      });
      expect(await knowledge.addEntries(OTHER_SERVER, [entry()], NOW)).toMatchObject({ did: 'added' });
    });

    it('is neither what another is changed to, nor another way to ask for one', async () => {
      const { knowledge } = await rig.store();
      const [wifi, dogs] = entriesOf(
        await knowledge.addEntries(SERVER, [entry('Is there wifi?'), entry('Are dogs welcome?')], NOW),
      );
      const exists = { did: 'exists', entry: wifi };
      const id = String(dogs?.id);
      const edit = (change: object) => ({
        entry: { ...entry('Are dogs welcome?'), ...change },
        seen: seen(dogs),
      });
      expect(await knowledge.editEntry(SERVER, id, edit({ question: 'is there wifi' }), LATER)).toEqual(
        exists,
      );
      expect(await knowledge.editEntry(SERVER, id, edit({ wordings: ['is there wifi'] }), LATER)).toEqual(
        exists,
      );
      expect(await knowledge.addEntryWordings(SERVER, id, ['dogs?', 'is there wifi'], LATER)).toEqual(exists);
      const added = { ...entry('Are cats welcome?'), wordings: ['IS THERE WIFI'] };
      expect(await knowledge.addEntries(SERVER, [added], LATER)).toEqual(exists);
      expect((await knowledge.read(SERVER)).entries).toEqual([wifi, dogs]);
    });

    it('can’t stand twice in the table itself', async () => {
      await (await rig.store()).knowledge.addEntries(SERVER, [entry()], NOW);
      const rows = await rig.raw().selectFrom('entries').selectAll().execute();
      const copies = rows.map((row) => ({ ...row, id: 'a copy' }));
      await expect(rig.raw().insertInto('entries').values(copies).execute()).rejects.toThrow(/unique/i);
    });
  });
});

describe('a waiting question', () => {
  onEveryDatabase((rig) => {
    it('is answered by one of those who answer it at once', async () => {
      const store = await rig.store();
      const id = String(await store.questions.record(SERVER, asked('zebra lessons')));
      const results = await rig.atOnce(9, ({ knowledge }, index) =>
        knowledge.addEntries(SERVER, [entry(`Zebra lessons, ${index}?`)], NOW, [id]),
      );
      expect(results.map(({ did }) => did).toSorted()).toEqual([
        'added',
        ...Array.from({ length: 8 }, () => 'settled'),
      ]);
      expect((await store.knowledge.read(SERVER)).entries).toHaveLength(1);
      expect(await store.questions.countWaiting(SERVER)).toBe(0);
    });

    it('is settled in one way, though several are chosen at once', async () => {
      const store = await rig.store();
      const [added] = entriesOf(await store.knowledge.addEntries(SERVER, [entry()], NOW));
      const ids = [String(await store.questions.record(SERVER, asked('zebra lessons')))];
      const results = await rig.atOnce(9, async ({ knowledge }, index) => {
        switch (index % 3) {
          case 0:
            return knowledge.addEntryWordings(SERVER, String(added?.id), ['zebra lessons'], LATER, ids);
          case 1:
            return knowledge.addWordings(
              SERVER,
              [{ passage: passage(), wording: 'zebra lessons' }],
              LATER,
              ids,
            );
          default:
            return knowledge.addUncoveredTopics(
              SERVER,
              [{ locale: 'en', question: 'zebra lessons' }],
              LATER,
              ids,
            );
        }
      });
      expect(results.filter(({ did }) => did === 'added')).toHaveLength(1);
      const { entries, wordings, uncoveredTopics } = await store.knowledge.read(SERVER);
      expect([...(entries[0]?.wordings ?? []), ...wordings, ...uncoveredTopics]).toHaveLength(1);
    });

    it('of another server is never settled', async () => {
      const store = await rig.store();
      const id = String(await store.questions.record(OTHER_SERVER, asked('zebra lessons')));
      expect(await store.knowledge.addEntries(SERVER, [entry()], NOW, [id])).toEqual({ did: 'settled' });
      expect(await store.questions.countWaiting(OTHER_SERVER)).toBe(1);
    });
  });
});

describe('what somebody changed meanwhile', () => {
  onEveryDatabase((rig) => {
    it('is not overwritten: of several edits of what all of them saw, one is done', async () => {
      const store = await rig.store();
      const [added] = entriesOf(await store.knowledge.addEntries(SERVER, [entry()], NOW));
      const id = String(added?.id);
      // In the same millisecond, too.
      const results = await rig.atOnce(9, ({ knowledge }, index) =>
        knowledge.editEntry(
          SERVER,
          id,
          { entry: { ...entry(), answer: `${index}` }, seen: seen(added) },
          NOW,
        ),
      );
      const { entries } = await store.knowledge.read(SERVER);
      expect(results.filter(({ did }) => did === 'edited')).toEqual([{ did: 'edited', entry: entries[0] }]);
      expect(results.filter(({ did }) => did === 'changed')).toEqual(
        Array.from({ length: 8 }, () => ({ did: 'changed', entry: entries[0] })),
      );
    });

    it('is not removed by whoever saw something else', async () => {
      const { knowledge } = await rig.store();
      const [added] = entriesOf(await knowledge.addEntries(SERVER, [entry()], NOW));
      const id = String(added?.id);
      await knowledge.addEntryWordings(SERVER, id, ['the badge'], LATER);
      const [entryNow] = (await knowledge.read(SERVER)).entries;
      expect(await knowledge.removeEntry(SERVER, id, seen(added), NOW)).toEqual({
        did: 'changed',
        entry: entryNow,
      });
      expect((await knowledge.read(SERVER)).entries).toEqual([entryNow]);
    });
  });
});

describe('a database in which the same is kept twice', () => {
  onEveryDatabase((rig) => {
    it('keeps all that moderators wrote, and the first is the one that counts', async () => {
      await migrate(rig.raw(), rig.kind, MIGRATIONS.slice(0, 1));
      const before = WRITTEN.slice(0, 3).map((question, index) => ({
        id: `${index}`,
        server_id: SERVER,
        // The first in the list was not the first in the table.
        position: 3 - index,
        locale: 'en',
        question,
        answer: `Answer ${index}.`,
        wordings: '["the net"]',
        slug: null,
        section: null,
        created_at: NOW,
        updated_at: NOW,
      }));
      // The table has no `question_key` yet.
      await rig
        .raw()
        .insertInto('entries')
        .values(before as never)
        .execute();
      await rig
        .raw()
        .insertInto('lines')
        .values(
          ['Who pays?', 'Who pays'].map((question, index) => ({
            id: `line ${index}`,
            server_id: SERVER,
            locale: 'en',
            text_key: question,
            question,
            position: index,
            added_at: NOW,
          })),
        )
        .execute();
      const wording = (text: string) => ({ passage: passage(), wording: text });
      await rig
        .raw()
        .insertInto('wordings')
        .values(
          ['How big?', 'How big'].map((text, index) => ({
            server_id: SERVER,
            slug: passage().slug,
            locale: 'en',
            passage: passage().id,
            text_key: text,
            wording: text,
            position: index,
            added_at: NOW,
          })),
        )
        .execute();

      const { knowledge } = await rig.store();
      const after = await knowledge.read(SERVER);
      expect(after.entries.map(({ id, question, answer }) => [id, question, answer])).toEqual([
        ['2', WRITTEN[2], 'Answer 2.'],
        ['1', WRITTEN[1], 'Answer 1.'],
        ['0', WRITTEN[0], 'Answer 0.'],
      ]);
      expect(after.uncoveredTopics.map(({ question }) => question)).toEqual(['Who pays?', 'Who pays']);
      expect(after.wordings).toEqual([wording('How big?'), wording('How big')]);

      const [first, second] = after.entries;
      expect(await knowledge.addEntries(SERVER, [entry('Is there wifi?')], LATER)).toEqual({
        did: 'exists',
        entry: first,
      });
      expect(
        await knowledge.addUncoveredTopics(SERVER, [{ locale: 'en', question: 'who pays' }], LATER),
      ).toEqual({
        did: 'added',
      });
      expect((await knowledge.read(SERVER)).uncoveredTopics).toHaveLength(2);
      // Each can be given other ways to ask, changed and removed as it stands.
      expect(await knowledge.addEntryWordings(SERVER, '0', ['the web'], LATER)).toEqual({ did: 'added' });
      const third = (await knowledge.read(SERVER)).entries[2];
      expect(third).toMatchObject({
        question: WRITTEN[0],
        wordings: ['the net', 'the web'],
        updatedAt: LATER,
      });
      const answered = { ...entry(WRITTEN[0]), answer: 'Yes.', wordings: ['the net', 'the web', 'wlan'] };
      expect(
        await knowledge.editEntry(SERVER, '0', { entry: answered, seen: seen(third) }, LATER),
      ).toMatchObject({ did: 'edited', entry: { answer: 'Yes.', wordings: ['the net', 'the web', 'wlan'] } });
      const { revision } = await knowledge.read(SERVER);
      const imported = { added: [], edited: [{ id: '0', entry: { ...answered, answer: 'Yes, free.' } }] };
      expect(await knowledge.changeEntries(SERVER, revision, imported, LATER)).toEqual({ did: 'changed' });
      expect((await knowledge.read(SERVER)).entries[2]).toMatchObject({ answer: 'Yes, free.' });
      const edit = { entry: entry('Is there wifi in the hall?'), seen: seen(second) };
      expect(await knowledge.editEntry(SERVER, '1', edit, LATER)).toMatchObject({ did: 'edited' });
      expect(await knowledge.removeEntry(SERVER, '2', seen(first), NOW)).toMatchObject({ did: 'removed' });
      expect(await knowledge.removeWording(SERVER, wording('How big'))).toBe(true);
      expect((await knowledge.read(SERVER)).wordings).toEqual([wording('How big?')]);
    });
  });
});
