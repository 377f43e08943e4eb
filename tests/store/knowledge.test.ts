import { describe, expect, it } from 'vitest';
import { MAX_ADDED, MAX_ENTRIES, type NewEntry } from '../../src/store/knowledge-store.ts';
import { onEveryDatabase } from './databases.ts';
import { entriesOf, entry, NOW, OTHER_SERVER, passage, seen, SERVER } from './scenes.ts';

const LATER = NOW + 60_000;

describe('the entries of a server', () => {
  onEveryDatabase((rig) => {
    it('come back in the order in which they were added, for this server alone', async () => {
      const store = await rig.store();
      const first: NewEntry = {
        locale: 'fr',
        question: 'Où est le bureau ?',
        answer: 'Au bout du couloir.\n\n- à gauche',
        wordings: ['le bureau', 'c’est où ?'],
        section: { slug: 'deepseek', section: 'introduction' },
      };
      const [added] = entriesOf(await store.knowledge.addEntries(SERVER, [first], NOW));
      await store.knowledge.addEntries(SERVER, [entry('b'), entry('a'), entry('c')], LATER);
      const knowledge = await store.knowledge.read(SERVER);
      expect(knowledge.entries[0]).toEqual(added);
      expect(added).toEqual({
        ...first,
        id: added?.id,
        createdAt: NOW,
        updatedAt: NOW,
        author: null,
        taughtFrom: null,
      });
      expect(knowledge.entries.map((each) => each.question)).toEqual([first.question, 'b', 'a', 'c']);
      expect(await store.knowledge.read(OTHER_SERVER)).toEqual({
        revision: 0,
        entries: [],
        wordings: [],
        uncoveredTopics: [],
      });
    });

    it('have ids that fit into a custom id, each its own', async () => {
      const store = await rig.store();
      const added = entriesOf(
        await store.knowledge.addEntries(
          SERVER,
          Array.from({ length: MAX_ENTRIES }, (_, index) => entry(`${index}?`)),
          NOW,
        ),
      );
      const ids = added.map((each) => each.id);
      expect(new Set(ids).size).toBe(MAX_ENTRIES);
      expect(ids.every((id) => /^[a-z\d]{1,16}$/i.test(id))).toBe(true);
      expect((await store.knowledge.read(SERVER)).entries).toEqual(added);
    });

    it('are added and edited together, all or none', async () => {
      const store = await rig.store();
      const [first] = entriesOf(await store.knowledge.addEntries(SERVER, [entry('a'), entry('b')], NOW));
      const id = first?.id ?? '';
      const questions = async () =>
        (await store.knowledge.read(SERVER)).entries.map(({ question }) => question);
      const before = (await store.knowledge.read(SERVER)).revision;
      const edited = [{ id, entry: entry('A') }];
      const change = { added: [entry('c')], edited };
      expect(await store.knowledge.changeEntries(SERVER, before, change, LATER)).toEqual({ did: 'changed' });
      expect(await questions()).toEqual(['A', 'b', 'c']);
      const { revision } = await store.knowledge.read(SERVER);
      // Somebody changed something since that revision.
      const late = { added: [entry('d')], edited: [] };
      expect(await store.knowledge.changeEntries(SERVER, before, late, LATER)).toEqual({ did: 'outdated' });
      const many = Array.from({ length: MAX_ENTRIES - 2 }, (_, index) => entry(`${index}?`));
      const tooMany = { added: many, edited: [{ id, entry: entry('B') }] };
      expect(await store.knowledge.changeEntries(SERVER, revision, tooMany, LATER)).toEqual({ did: 'full' });
      const foreign = { added: [], edited };
      await expect(store.knowledge.changeEntries(OTHER_SERVER, 0, foreign, LATER)).rejects.toThrow(
        'no result',
      );
      expect(await questions()).toEqual(['A', 'b', 'c']);
      expect((await store.knowledge.read(SERVER)).revision).toBe(revision);
    });

    it('are all added or none, and at most 500', async () => {
      const store = await rig.store();
      await store.knowledge.addEntries(
        SERVER,
        Array.from({ length: MAX_ENTRIES - 1 }, (_, index) => entry(`${index}?`)),
        NOW,
      );
      const { revision } = await store.knowledge.read(SERVER);
      expect(await store.knowledge.addEntries(SERVER, [entry('x'), entry('y')], NOW)).toEqual({
        did: 'full',
      });
      expect((await store.knowledge.read(SERVER)).entries).toHaveLength(MAX_ENTRIES - 1);
      expect((await store.knowledge.read(SERVER)).revision).toBe(revision);
      expect(await store.knowledge.addEntries(SERVER, [entry('x')], NOW)).toMatchObject({ did: 'added' });
      expect(await store.knowledge.addEntries(SERVER, [entry('y')], NOW)).toEqual({ did: 'full' });
      expect(await store.knowledge.addEntries(OTHER_SERVER, [entry('y')], NOW)).toMatchObject({
        did: 'added',
      });
    });

    it('are never more than 500, though two processes add the last one at once', async () => {
      const [one, other] = [await rig.store(), await rig.anotherStore()];
      await one.knowledge.addEntries(
        SERVER,
        Array.from({ length: MAX_ENTRIES - 1 }, (_, index) => entry(`${index}?`)),
        NOW,
      );
      const added = await Promise.all(
        [one, other, one, other].map((store, index) =>
          store.knowledge.addEntries(SERVER, [entry(`last ${index}?`)], NOW),
        ),
      );
      expect(added.map(({ did }) => did).toSorted()).toEqual(['added', 'full', 'full', 'full']);
      expect((await one.knowledge.read(SERVER)).entries).toHaveLength(MAX_ENTRIES);
    });

    it('keep their place when they are edited, and are not edited from another server', async () => {
      const store = await rig.store();
      const [first, second] = entriesOf(
        await store.knowledge.addEntries(SERVER, [entry('a'), entry('b')], NOW),
      );
      const id = String(first?.id);
      const text: NewEntry = { ...entry('edited?'), wordings: ['x'], section: { slug: 's', section: 't' } };
      const edit = { entry: text, seen: seen(first) };
      expect(await store.knowledge.editEntry(OTHER_SERVER, id, edit, LATER)).toEqual({ did: 'gone' });
      expect(await store.knowledge.editEntry(SERVER, 'nothing', edit, LATER)).toEqual({ did: 'gone' });
      const edited = { ...text, id, createdAt: NOW, updatedAt: LATER, author: null, taughtFrom: null };
      expect(await store.knowledge.editEntry(SERVER, id, edit, LATER)).toEqual({
        did: 'edited',
        entry: edited,
      });
      expect((await store.knowledge.read(SERVER)).entries).toEqual([edited, second]);
    });

    it('are gone when they are removed, and say what they were', async () => {
      const store = await rig.store();
      const [first, second] = entriesOf(
        await store.knowledge.addEntries(SERVER, [entry('a'), entry('b')], NOW),
      );
      const id = String(first?.id);
      expect(await store.knowledge.removeEntry(OTHER_SERVER, id, seen(first), NOW)).toEqual({ did: 'gone' });
      expect(await store.knowledge.removeEntry(SERVER, id, seen(first), NOW)).toEqual({
        did: 'removed',
        entry: first,
      });
      expect(await store.knowledge.removeEntry(SERVER, id, seen(first), NOW)).toEqual({ did: 'gone' });
      expect((await store.knowledge.read(SERVER)).entries).toEqual([second]);
    });

    it('take another wording once, however it is written', async () => {
      const store = await rig.store();
      const [added] = entriesOf(await store.knowledge.addEntries(SERVER, [entry('Where is it?')], NOW));
      const id = String(added?.id);
      const add = (...wordings: string[]) => store.knowledge.addEntryWordings(SERVER, id, wordings, LATER);
      expect(await add('The way to it', 'the way to it?')).toEqual({ did: 'added' });
      const { revision } = await store.knowledge.read(SERVER);
      expect(await add('  the WAY\nto  it ')).toEqual({ did: 'added' });
      expect(await add('where is it')).toEqual({ did: 'added' });
      const knowledge = await store.knowledge.read(SERVER);
      expect(knowledge.entries[0]).toMatchObject({ wordings: ['The way to it'], updatedAt: LATER });
      expect(knowledge.revision).toBe(revision);
      expect(await store.knowledge.addEntryWordings(SERVER, 'nothing', ['x'], LATER)).toEqual({
        did: 'gone',
      });
      expect(await store.knowledge.addEntryWordings(OTHER_SERVER, id, ['x'], LATER)).toEqual({ did: 'gone' });
    });
  });
});

describe('what moderators add to an article', () => {
  onEveryDatabase((rig) => {
    it('is taken away again: a wording of one passage alone', async () => {
      const store = await rig.store();
      const wording = (id: string) => ({ passage: passage(id), wording: 'How big?' });
      await store.knowledge.addWordings(SERVER, [wording('faq/size')], NOW);
      await store.knowledge.addWordings(SERVER, [wording('faq/cost')], NOW);
      const { revision } = await store.knowledge.read(SERVER);
      expect(await store.knowledge.removeWording(OTHER_SERVER, wording('faq/size'))).toBe(false);
      expect(await store.knowledge.removeWording(SERVER, wording('faq/size'))).toBe(true);
      expect(await store.knowledge.removeWording(SERVER, wording('faq/size'))).toBe(false);
      const after = await store.knowledge.read(SERVER);
      expect(after.wordings).toEqual([wording('faq/cost')]);
      expect(after.revision).toBe(revision + 1);
    });

    it('comes back in order: wordings with their passage, lines with an id', async () => {
      const store = await rig.store();
      const add = (wording: string, id: string) =>
        store.knowledge.addWordings(SERVER, [{ passage: passage(id), wording }], NOW);
      expect(await add('How big?', 'faq/size')).toEqual({ did: 'added' });
      expect(await add('How big?', 'faq/cost')).toEqual({ did: 'added' });
      expect(await add('how  BIG?', 'faq/size')).toEqual({ did: 'added' });
      expect(
        await store.knowledge.addUncoveredTopics(SERVER, [{ locale: 'en', question: 'Who pays?' }], NOW),
      ).toEqual({
        did: 'added',
      });
      expect(
        await store.knowledge.addUncoveredTopics(SERVER, [{ locale: 'en', question: 'WHO pays?' }], NOW),
      ).toEqual({
        did: 'added',
      });
      expect(
        await store.knowledge.addUncoveredTopics(SERVER, [{ locale: 'fr', question: 'Qui paie ?' }], NOW),
      ).toEqual({ did: 'added' });
      const { wordings, uncoveredTopics } = await store.knowledge.read(SERVER);
      expect(wordings).toEqual([
        { passage: passage('faq/size'), wording: 'How big?' },
        { passage: passage('faq/cost'), wording: 'How big?' },
      ]);
      expect(uncoveredTopics).toEqual([
        { id: expect.stringMatching(/^[a-z\d]+$/), locale: 'en', question: 'Who pays?' },
        { id: expect.stringMatching(/^[a-z\d]+$/), locale: 'fr', question: 'Qui paie ?' },
      ]);
    });

    it('loses a line that a moderator takes back', async () => {
      const store = await rig.store();
      await store.knowledge.addUncoveredTopics(SERVER, [{ locale: 'en', question: 'Who pays?' }], NOW);
      const id = String((await store.knowledge.read(SERVER)).uncoveredTopics[0]?.id);
      expect(await store.knowledge.removeUncoveredTopic(OTHER_SERVER, id)).toBe(false);
      expect(await store.knowledge.removeUncoveredTopic(SERVER, id)).toBe(true);
      expect(await store.knowledge.removeUncoveredTopic(SERVER, id)).toBe(false);
      expect((await store.knowledge.read(SERVER)).uncoveredTopics).toEqual([]);
    });

    it('is at most 2,000 of each, and one that is known already is still welcome then', async () => {
      const store = await rig.store();
      const wording = (index: number) => ({ passage: passage(), wording: `wording ${index}` });
      const topic = (index: number) => ({ locale: 'en', question: `line ${index}` });
      await store.knowledge.addWordings(SERVER, [wording(0)], NOW);
      await store.knowledge.addUncoveredTopics(SERVER, [topic(0)], NOW);
      await fillUp();
      expect(await store.knowledge.addWordings(SERVER, [wording(-1)], NOW)).toEqual({ did: 'full' });
      expect(await store.knowledge.addUncoveredTopics(SERVER, [topic(-1)], NOW)).toEqual({ did: 'full' });
      expect(await store.knowledge.addWordings(SERVER, [wording(0)], NOW)).toEqual({ did: 'added' });
      expect(await store.knowledge.addUncoveredTopics(SERVER, [topic(0)], NOW)).toEqual({ did: 'added' });
      const { wordings, uncoveredTopics } = await store.knowledge.read(SERVER);
      expect([wordings.length, uncoveredTopics.length]).toEqual([MAX_ADDED, MAX_ADDED]);

      async function fillUp(): Promise<void> {
        const rows = Array.from({ length: MAX_ADDED - 1 }, (_, index) => ({
          server_id: SERVER,
          locale: 'en',
          text_key: `key ${index}`,
          position: index + 2,
          added_at: NOW,
        }));
        const more = rows.map((row) => ({ ...row, slug: 's', passage: 'p', wording: 'w' }));
        const lineRows = rows.map((row) => ({ ...row, id: `line ${row.position}`, question: 'q' }));
        await rig.raw().insertInto('wordings').values(more).execute();
        await rig.raw().insertInto('lines').values(lineRows).execute();
      }
    });
  });
});

describe('the revision of what a server taught the bot', () => {
  onEveryDatabase((rig) => {
    it('grows with each change and with nothing else', async () => {
      const store = await rig.store();
      const { knowledge } = store;
      let last = 0;
      const grew = async () => {
        const { revision } = await knowledge.read(SERVER);
        expect((await store.servers.read(SERVER)).knowledgeRevision).toBe(revision);
        const grown = revision > last;
        last = revision;
        return grown;
      };
      const [added] = entriesOf(await knowledge.addEntries(SERVER, [entry()], NOW));
      const id = String(added?.id);
      expect(await grew()).toBe(true);
      await knowledge.editEntry(SERVER, id, { entry: entry('b'), seen: seen(added) }, NOW);
      expect(await grew()).toBe(true);
      await knowledge.addEntryWordings(SERVER, id, ['x'], NOW);
      expect(await grew()).toBe(true);
      await knowledge.addWordings(SERVER, [{ passage: passage(), wording: 'x' }], NOW);
      expect(await grew()).toBe(true);
      await knowledge.addUncoveredTopics(SERVER, [{ locale: 'en', question: 'x' }], NOW);
      expect(await grew()).toBe(true);
      await knowledge.addUncoveredTopics(SERVER, [{ locale: 'en', question: 'X' }], NOW);
      await knowledge.addWordings(SERVER, [{ passage: passage(), wording: 'X' }], NOW);
      await knowledge.addEntries(SERVER, [], NOW);
      await knowledge.editEntry(SERVER, 'nothing', { entry: entry(), seen: '' }, NOW);
      await knowledge.removeEntry(SERVER, 'nothing', '', NOW);
      await knowledge.removeUncoveredTopic(SERVER, 'nothing');
      expect(await grew()).toBe(false);
      await knowledge.removeUncoveredTopic(
        SERVER,
        String((await knowledge.read(SERVER)).uncoveredTopics[0]?.id),
      );
      expect(await grew()).toBe(true);
      const [standing] = (await knowledge.read(SERVER)).entries;
      await knowledge.removeEntry(SERVER, id, seen(standing), NOW);
      expect(await grew()).toBe(true);
    });

    it('is seen by a second process at once, with what changed', async () => {
      const [one, other] = [await rig.store(), await rig.anotherStore()];
      const { revision } = await other.knowledge.read(SERVER);
      const [added] = entriesOf(await one.knowledge.addEntries(SERVER, [entry()], NOW));
      expect((await other.servers.read(SERVER)).knowledgeRevision).toBeGreaterThan(revision);
      expect((await other.knowledge.read(SERVER)).entries).toEqual([added]);
      await other.knowledge.removeEntry(SERVER, String(added?.id), seen(added), NOW);
      expect((await one.knowledge.read(SERVER)).entries).toEqual([]);
    });

    it('counts every change of two processes that teach at once', async () => {
      const store = await rig.store();
      await store.knowledge.addEntries(SERVER, [entry('first')], NOW);
      const start = (await store.servers.read(SERVER)).knowledgeRevision;
      await rig.atOnce(20, (each, index) => each.knowledge.addEntries(SERVER, [entry(`${index}?`)], NOW));
      const knowledge = await store.knowledge.read(SERVER);
      expect(knowledge.entries).toHaveLength(21);
      expect(knowledge.revision).toBe(start + 20);
    });
  });
});
