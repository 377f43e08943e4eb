import { describe, expect, it } from 'vitest';
import { NO_CHOICES } from '../../src/store/article-choice-store.ts';
import { choiceRevision } from '../../src/store/article-choices.ts';
import { DEFAULT_SETTINGS, type ServerSettings, type Store } from '../../src/store/store.ts';
import { onEveryDatabase, ownTables, type Rig } from './databases.ts';
import { asked, entriesOf, entry, NOW, OTHER_SERVER, passage, pin, seen, SERVER, vote } from './scenes.ts';

const SETTINGS: ServerSettings = {
  publicAnswers: false,
  publicChannels: ['1300000000000000001', '18446744073709551615'],
  answersMentions: true,
  mentionChannels: ['1300000000000000001'],
  postForums: ['1300000000000000003'],
  confidence: 'careful',
  cooldownSeconds: 30,
  keepingDays: 90,
  locale: 'fr',
  creditAuthors: true,
  nameEditors: true,
  helpersChannel: '820000000000000001',
  digest: { channelId: '1300000000000000001', locale: 'fr' },
  news: { channelId: '1300000000000000002', locale: 'en-US' },
};

/** Something in every table that belongs to a server. */
async function fill(store: Store, serverId: string): Promise<void> {
  await store.servers.writeSettings(serverId, SETTINGS);
  const [, removed] = entriesOf(await store.knowledge.addEntries(serverId, [entry(), entry('Gone?')], NOW));
  await store.knowledge.removeEntry(serverId, String(removed?.id), seen(removed), NOW);
  await store.knowledge.addWordings(serverId, [{ passage: passage(), wording: 'what is it' }], NOW);
  await store.knowledge.addUncoveredTopics(serverId, [{ locale: 'en', question: 'Who pays?' }], NOW);
  const questionId = await store.questions.record(serverId, asked('How much?'));
  await store.questions.hint(serverId, String(questionId), passage());
  await store.votes.cast(serverId, vote({ question: questionId }));
  await store.review.dismiss(serverId, [String(questionId)], NOW);
  await store.digests.begin(1);
  const outline = { title: 'DeepSeek', parts: [] };
  for (const version of ['one', `changed for ${serverId}`])
    await store.releases.served({ slug: 'deepseek', locale: 'en', version, outline }, null, NOW);
  await store.figures.count(serverId, '2026-08-01', 'none');
  const living = pin({ serverId, messageId: `${serverId}9`, channelId: `${serverId}8` });
  await store.pins.save(living);
  const intent = { ...living, nonce: `nonce ${serverId}`, posts: true, after: '1' };
  await store.pins.begin(intent, { now: NOW, lease: 1 });
  const chosen = { on: ['fair'], first: [] };
  await store.articleChoices.change(serverId, `${serverId}8`, { seen: choiceRevision(null), to: chosen });
  const waiting = { member: 'a keyed hash', question: 'another', at: NOW };
  await store.handovers.begin(serverId, { ...waiting, channelId: `${serverId}7` });
  await store.refusals.note(serverId, { setting: 'postForums', channelId: '1' });
  await store.alerts.ensure(serverId, [{ ...waiting, sealed: 'encrypted' }]);
}

/** How many rows each table that names a server has of it, as the database itself knows its tables. */
async function rowsOf(rig: Rig, serverId: string): Promise<Record<string, number>> {
  const tables = await tablesWithServers(rig);
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const rows = await rig.raw().selectFrom(table).selectAll().where('server_id', '=', serverId).execute();
    counts[table] = rows.length;
  }
  return counts;
}

async function tablesWithServers(rig: Rig) {
  const tables = await ownTables(rig);
  return tables
    .filter((table) => table.columns.some((column) => /server|guild/.test(column.name)))
    .map((table) => table.name as 'pins');
}

describe('the settings of a server', () => {
  onEveryDatabase((rig) => {
    it('are the defaults where nobody changed them', async () => {
      const store = await rig.store();
      expect(await store.servers.read(SERVER)).toEqual({
        settings: DEFAULT_SETTINGS,
        articleChoices: NO_CHOICES,
        knowledgeRevision: 0,
        choicesRevision: 0,
      });
    });

    it('come back as they were written, for this server alone', async () => {
      const store = await rig.store();
      await store.servers.writeSettings(SERVER, { ...SETTINGS, publicAnswers: true, keepingDays: 7 });
      await store.servers.writeSettings(SERVER, SETTINGS);
      expect((await store.servers.read(SERVER)).settings).toEqual(SETTINGS);
      expect((await store.servers.read(OTHER_SERVER)).settings).toEqual(DEFAULT_SETTINGS);
    });

    it('that are not named stay as they are, so that two forms at once undo nothing of each other', async () => {
      const store = await rig.store();
      await rig.atOnce(3, (each, index) =>
        each.servers.writeSettings(
          SERVER,
          [{ keepingDays: 0 } as const, { publicAnswers: false, locale: 'fr' }, { cooldownSeconds: 60 }][
            index
          ] ?? {},
        ),
      );
      await store.servers.writeSettings(SERVER, {});
      const chosen = { keepingDays: 0, publicAnswers: false, cooldownSeconds: 60 } as const;
      expect((await store.servers.read(SERVER)).settings).toEqual({
        ...DEFAULT_SETTINGS,
        ...chosen,
        locale: 'fr',
      });
      await store.servers.writeSettings(SERVER, { locale: null });
      expect((await store.servers.read(SERVER)).settings).toEqual({ ...DEFAULT_SETTINGS, ...chosen });
    });

    it('stay the defaults while moderators teach the bot, and change nothing of what they taught', async () => {
      const store = await rig.store();
      await store.knowledge.addEntries(SERVER, [entry()], NOW);
      const before = await store.servers.read(SERVER);
      expect(before.settings).toEqual(DEFAULT_SETTINGS);
      await store.servers.writeSettings(SERVER, SETTINGS);
      expect((await store.servers.read(SERVER)).knowledgeRevision).toBe(before.knowledgeRevision);
    });

    it('fall back to the default where another version of the program wrote what this one does not know', async () => {
      const store = await rig.store();
      await store.servers.writeSettings(SERVER, SETTINGS);
      await rig.raw().updateTable('servers').set({ confidence: 'psychic', keeping_days: 365 }).execute();
      expect((await store.servers.read(SERVER)).settings).toEqual({
        ...SETTINGS,
        confidence: DEFAULT_SETTINGS.confidence,
        keepingDays: DEFAULT_SETTINGS.keepingDays,
      });
    });

    it('delete the kept questions when they are turned off, those of this server alone', async () => {
      const store = await rig.store();
      await fill(store, SERVER);
      await fill(store, OTHER_SERVER);
      await store.servers.writeSettings(SERVER, { ...SETTINGS, keepingDays: 0 });
      expect(await rowsOf(rig, SERVER)).toMatchObject({ questions: 0, question_days: 0, question_hints: 0 });
      expect(await rowsOf(rig, OTHER_SERVER)).toMatchObject({ questions: 1, question_days: 1 });
      expect(await store.questions.record(SERVER, asked('Still there?'))).toBeNull();
      expect(await rowsOf(rig, SERVER)).toMatchObject({ questions: 0, votes: 1, figures: 1 });
    });
  });
});

describe('a server that removed the bot', () => {
  onEveryDatabase((rig) => {
    it('is due from the first day that it was gone, unless it takes the bot back', async () => {
      const store = await rig.store();
      await store.servers.removed(SERVER, NOW);
      await store.servers.removed(SERVER, NOW + 1_000);
      await store.servers.removed(OTHER_SERVER, NOW + 500);
      expect(await store.servers.removedBefore(NOW - 1)).toEqual([]);
      expect(await store.servers.removedBefore(NOW)).toEqual([SERVER]);
      expect(await store.servers.removedBefore(NOW + 500)).toEqual([SERVER, OTHER_SERVER]);
      await store.servers.present(SERVER);
      expect(await store.servers.removedBefore(NOW + 5_000)).toEqual([OTHER_SERVER]);
      await store.servers.removed(SERVER, NOW + 6_000);
      expect(await store.servers.removedBefore(NOW + 5_000)).toEqual([OTHER_SERVER]);
    });

    it('is no longer among those of which something is kept', async () => {
      const store = await rig.store();
      expect(await store.servers.kept()).toEqual([]);
      await fill(store, SERVER);
      await store.figures.count(OTHER_SERVER, '2026-08-01', 'none');
      expect((await store.servers.kept()).toSorted()).toEqual([SERVER, OTHER_SERVER]);
      await store.servers.removed(SERVER, NOW);
      expect(await store.servers.kept()).toEqual([OTHER_SERVER]);
      await store.servers.present(SERVER);
      await store.servers.purge(OTHER_SERVER);
      expect(await store.servers.kept()).toEqual([SERVER]);
    });

    it('keeps its settings meanwhile', async () => {
      const store = await rig.store();
      await store.servers.writeSettings(SERVER, SETTINGS);
      await store.servers.removed(SERVER, NOW);
      expect((await store.servers.read(SERVER)).settings).toEqual(SETTINGS);
    });

    it('is nothing new when it never had the bot', async () => {
      const store = await rig.store();
      await store.servers.present(SERVER);
      expect(await rowsOf(rig, SERVER)).toMatchObject({ servers: 0 });
    });
  });
});

describe('purging a server', () => {
  onEveryDatabase((rig) => {
    it('leaves no row of it in any table of the database, and all of the others', async () => {
      const store = await rig.store();
      await fill(store, SERVER);
      await fill(store, OTHER_SERVER);
      const before = await rowsOf(rig, OTHER_SERVER);
      expect(Object.keys(before).length).toBeGreaterThan(8);
      expect(Object.values(before).every((count) => count > 0)).toBe(true);

      const total = Object.values(before).reduce((sum, count) => sum + count, 0);
      expect(await store.servers.purge(SERVER)).toBe(total);

      expect(Object.values(await rowsOf(rig, SERVER)).every((count) => count === 0)).toBe(true);
      expect(await rowsOf(rig, OTHER_SERVER)).toEqual(before);
      expect(await store.servers.purge(SERVER)).toBe(0);
    });

    it('never brings a server back to a revision that somebody may have cached', async () => {
      const store = await rig.store();
      await store.knowledge.addEntries(SERVER, [entry('The old one?')], NOW);
      const { revision } = await store.knowledge.read(SERVER);
      await store.servers.purge(SERVER);
      expect((await store.servers.read(SERVER)).knowledgeRevision).toBe(0);
      // Revisions begin with the time in milliseconds: the next one is another.
      await expect.poll(() => Date.now() > revision).toBe(true);
      await store.knowledge.addEntries(SERVER, [entry('The new one?')], NOW);
      expect((await store.knowledge.read(SERVER)).revision).toBeGreaterThan(revision);
    });
  });
});
