import { describe, expect, it } from 'vitest';
import { NO_CHOICES } from '../../src/store/article-choice-store.ts';
import type { Store } from '../../src/store/store.ts';
import { SERVER_TABLES } from '../../src/store/tables.ts';
import { onEveryDatabase, type Rig } from './databases.ts';
import { asked, entriesOf, entry, NOW, OTHER_SERVER, passage, pin, seen, SERVER, vote } from './scenes.ts';

const LATER = NOW + 1;

/** All that stands of a server, in every table. */
async function rowsOf(rig: Rig, serverId: string) {
  const tables = await Promise.all(
    SERVER_TABLES.map(async (table) =>
      JSON.stringify(
        (await rig.raw().selectFrom(table).selectAll().execute()).filter((row) => row.server_id === serverId),
      ),
    ),
  );
  return tables;
}

const REFUSED = { setting: 'helpersChannel', channelId: '1300000000000000002' } as const;

const ARTICLE = { slug: 'deepseek', locale: 'en', version: 'one', outline: { title: 'DeepSeek', parts: [] } };

async function fill(store: Store, serverId: string) {
  await store.servers.writeSettings(serverId, { creditAuthors: true });
  const credit = { author: 'Bo', authorKey: `author of ${serverId}` };
  const [added, removed] = entriesOf(
    await store.knowledge.addEntries(
      serverId,
      [{ ...entry(), ...credit, wordings: ['the badge'] }, entry('Gone?')],
      NOW,
    ),
  );
  await store.knowledge.removeEntry(serverId, String(removed?.id), seen(removed), NOW);
  const wording = { passage: passage(), wording: 'how big' };
  await store.knowledge.addWordings(serverId, [wording], NOW);
  await store.knowledge.addUncoveredTopics(serverId, [{ locale: 'en', question: 'Who pays?' }], NOW);
  const question = String(await store.questions.record(serverId, asked('zebra lessons')));
  await store.questions.hint(serverId, question, passage());
  await store.votes.cast(serverId, vote({ question: question, helpful: false }));
  const done = String(await store.questions.record(serverId, asked('moon cheese')));
  const { action } = await store.review.dismiss(serverId, [done], NOW);
  await store.figures.count(serverId, '2026-08-01', 'none');
  await store.servers.writeSettings(serverId, {
    confidence: 'careful',
    digest: { channelId: '1300000000000000001', locale: 'en' },
    news: { channelId: '1300000000000000001', locale: 'en' },
  });
  await store.releases.served(ARTICLE, null, NOW);
  await store.releases.served({ ...ARTICLE, version: serverId }, null, NOW);
  await store.digests.begin(1);
  const living = pin({ serverId, messageId: `${serverId}9`, channelId: `${serverId}8`, until: NOW });
  await store.pins.save(living);
  const { channelId, slug, locale, part, messageId } = living;
  const intent = { nonce: `nonce ${serverId}`, serverId, channelId, slug, locale, part, until: null };
  await store.pins.begin({ ...intent, messageId, posts: true, after: '1' }, { now: NOW, lease: 1 });
  const waits = { member: `member of ${serverId}`, question: 'horses', at: NOW };
  const begun = await store.handovers.begin(serverId, { ...waits, channelId: `${serverId}7` });
  await store.alerts.ensure(serverId, [{ ...waits, sealed: 'sealed' }]);
  await store.refusals.note(serverId, REFUSED);
  const { uncoveredTopics } = await store.knowledge.read(serverId);
  return {
    waits,
    handover: begun.did === 'begun' ? begun.id : '',
    entry: added,
    removed: String(removed?.id),
    author: credit.authorKey,
    topic: String(uncoveredTopics[0]?.id),
    wording,
    question,
    action: String(action),
    living,
    nonce: intent.nonce,
  };
}

describe('whoever names what is another server’s', () => {
  onEveryDatabase((rig) => {
    it('changes nothing there and learns nothing, whatever is called', async () => {
      const store = await rig.store();
      const theirs = await fill(store, OTHER_SERVER);
      const own = await fill(store, SERVER);
      const alert = (await store.alerts.claimDue({ now: NOW, lease: 1, limit: 9, library: 'a' })).find(
        ({ serverId }) => serverId === OTHER_SERVER,
      );
      const before = await rowsOf(rig, OTHER_SERVER);
      const { knowledge, history, questions, review, votes, pins, servers, figures, digests, releases } =
        store;
      const { handovers, alerts, refusals } = store;
      const id = String(theirs.entry?.id);
      const { messageId, channelId, slug, part } = theirs.living;
      const ids = [theirs.question];
      const edit = { entry: entry('Mine now?'), seen: seen(theirs.entry) };
      const foreign = { ...theirs.living, serverId: SERVER };

      const { settings } = await servers.read(SERVER);
      const told = { release: 'r', version: 'two', messageId: null, begunAt: null };
      const { slug: article, locale, outline } = ARTICLE;
      const news = {
        slug: article,
        locale,
        settings,
        articleChoices: NO_CHOICES,
        before: outline,
        after: outline,
        ...told,
      };

      const calls = {
        read: () => knowledge.read(SERVER).then(({ entries }) => entries.filter((one) => one.id === id)),
        addEntries: () => knowledge.addEntries(SERVER, [entry('Mine?')], LATER, ids),
        changeEntries: async () => {
          const { revision } = await knowledge.read(SERVER);
          return knowledge.changeEntries(
            SERVER,
            revision,
            { added: [], edited: [{ id, entry: entry() }] },
            LATER,
          );
        },
        editEntry: () => knowledge.editEntry(SERVER, id, edit, LATER),
        removeEntry: () => knowledge.removeEntry(SERVER, id, seen(theirs.entry), NOW),
        addEntryWordings: () => knowledge.addEntryWordings(SERVER, id, ['x'], LATER, ids),
        versions: () => history.of(SERVER, id, LATER),
        versionsOfRemoved: () => history.of(SERVER, theirs.removed, LATER),
        removedEntries: () =>
          history.removed(SERVER, LATER).then((all) => all.filter((one) => one.id === theirs.removed)),
        restore: () => history.restore(SERVER, id, LATER),
        restoreRemoved: () => history.restore(SERVER, theirs.removed, LATER),
        removeCredits: () => knowledge.removeCredits(SERVER, theirs.author),
        addWordings: () => knowledge.addWordings(SERVER, [{ passage: passage(), wording: 'y' }], LATER, ids),
        removeWording: () => knowledge.removeWording(SERVER, theirs.wording),
        addUncoveredTopics: () =>
          knowledge.addUncoveredTopics(SERVER, [{ locale: 'en', question: 'z' }], LATER, ids),
        removeUncoveredTopic: () => knowledge.removeUncoveredTopic(SERVER, theirs.topic),
        record: () => questions.record(SERVER, asked('zebra lessons')),
        waiting: () => questions.waiting(SERVER, 9).then((all) => all.filter((one) => ids.includes(one.id))),
        countWaiting: () => questions.countWaiting(SERVER),
        find: () => questions.find(SERVER, theirs.question),
        hint: () => questions.hint(SERVER, theirs.question, passage()),
        dismiss: () => review.dismiss(SERVER, ids, LATER),
        dismissOlder: () => review.dismissOlder(SERVER, LATER, LATER),
        cover: () => review.cover(SERVER, ids, { entry: id }, LATER),
        actions: () => review.actions(SERVER, 0).then((all) => all.filter((one) => one.id === theirs.action)),
        undo: () => review.undo(SERVER, theirs.action, 0),
        mostAsked: () =>
          questions.mostAsked(SERVER, 0, 9).then((all) => all.filter((one) => ids.includes(one.id))),
        mostMissed: () =>
          questions.mostMissed(SERVER, 0, 9).then((all) => all.filter((one) => ids.includes(one.id))),
        cast: () => votes.cast(SERVER, vote({ question: theirs.question, helpful: false, voter: 'another' })),
        tally: () => votes.tally(SERVER),
        findPin: () => pins.find(SERVER, channelId, slug, part),
        findMessage: () => pins.findMessage(SERVER, messageId),
        inServer: () => pins.inServer(SERVER).then((all) => all.filter((one) => one.messageId === messageId)),
        save: () => pins.save(foreign),
        saveThere: () => pins.save({ ...foreign, messageId: 'new' }),
        add: () => pins.add(foreign, { instead: messageId, nonce: theirs.nonce }),
        addThere: () =>
          pins.add({ ...foreign, messageId: 'newer' }, { instead: messageId, nonce: theirs.nonce }),
        remove: () => pins.remove(SERVER, messageId),
        removeEnded: () => pins.removeEnded(SERVER, messageId, NOW),
        finish: () => pins.finish(SERVER, theirs.nonce),
        intents: () => pins.intents(SERVER, channelId, slug, part),
        refreshed: () => pins.refreshed(SERVER, messageId, 'mine'),
        lost: () => pins.lost(SERVER, messageId),
        postpone: () => pins.postpone(SERVER, messageId, 0),
        claimStale: () =>
          pins.claimStale(
            { slug, locale: 'en', version: 'two' },
            { now: LATER, lease: 1, limit: 9 },
            { serverId: SERVER, messageId, version: 'one' },
          ),
        findHandover: () => handovers.find(SERVER, theirs.handover),
        beginHandover: () => handovers.begin(SERVER, { ...theirs.waits, channelId: 'c' }),
        postedHandover: () => handovers.posted(SERVER, theirs.handover, 'message'),
        closeHandover: () => handovers.close(SERVER, theirs.handover, LATER),
        removeHandover: () => handovers.remove(SERVER, theirs.handover),
        claimHandover: () => handovers.claim(SERVER, theirs.handover, 'mo'),
        releaseHandover: () => handovers.release(SERVER, theirs.handover, 'mo'),
        beginAnswer: () => handovers.beginAnswer(SERVER, theirs.handover, LATER),
        leaveAnswer: () => handovers.leaveAnswer(SERVER, theirs.handover),
        answered: () =>
          handovers.answered(SERVER, theirs.handover, { question: 'horses', answer: 'a', at: 1 }),
        ensureAlert: () => alerts.ensure(SERVER, [{ ...theirs.waits, sealed: 'mine' }]),
        takeBackAlert: () => alerts.takeBack(SERVER, [theirs.waits]),
        checkedAlert: () =>
          alerts.checked(SERVER, String(alert?.id), { knowledge: 9, choices: 9, library: 'b' }),
        sendingAlert: () => alerts.sending(SERVER, String(alert?.id), LATER),
        toldAlert: () => alerts.told(SERVER, { id: String(alert?.id), answer: null }),
        postponeAlert: () => alerts.postpone(SERVER, String(alert?.id), LATER),
        removeAlert: () => alerts.remove(SERVER, String(alert?.id)),
        posted: () => releases.posted({ ...news, serverId: SERVER }, '1'),
        postponeNews: () => releases.postpone({ ...news, serverId: SERVER }, LATER, 'channel'),
        isRefused: () => releases.isRefused(SERVER, 'channel'),
        refuses: () => refusals.note(SERVER, REFUSED),
        takes: () => refusals.over(SERVER, REFUSED),
        refusedOnes: () => refusals.inServer(SERVER),
        finishDigest: () => digests.finish(SERVER, 9),
        postponeDigest: () => digests.postpone(SERVER, LATER, 'channel'),
        refusedChannel: () => digests.refusedChannel(SERVER),
        unused: () => digests.unused(SERVER, LATER, 9).then((all) => all.filter((one) => one.id === id)),
        unhelpful: () => digests.unhelpful(SERVER, { from: LATER, to: LATER + 1 }, 9),
        countTheirs: () => figures.count(SERVER, '2099-08-01', 'answer', id),
        writeSettings: () => servers.writeSettings(SERVER, { keepingDays: 0 }),
        removed: () => servers.removed(SERVER, NOW),
        present: () => servers.present(SERVER),
        readSettings: () => servers.read(SERVER),
        count: () => figures.count(SERVER, '2026-08-01', 'none'),
        days: () => figures.days(SERVER, '2026-08-01'),
        purge: () => servers.purge(SERVER),
      } as const;
      for (const [name, call] of Object.entries(calls)) {
        // What is refused by the database changes nothing either.
        await call().catch((error: unknown) => error);
        expect([name, ...(await rowsOf(rig, OTHER_SERVER))]).toEqual([name, ...before]);
      }
      for (const name of [
        'read',
        'removedEntries',
        'waiting',
        'actions',
        'mostAsked',
        'mostMissed',
        'inServer',
        'refusedOnes',
        'intents',
      ] as const) {
        expect([name, await calls[name]()]).toEqual([name, []]);
      }
      expect(alert).toMatchObject({ sealed: 'sealed' });
      for (const name of [
        'versions',
        'versionsOfRemoved',
        'find',
        'findPin',
        'findMessage',
        'findHandover',
        'claimHandover',
        'answered',
        'sendingAlert',
      ] as const) {
        expect([name, await calls[name]()]).toEqual([name, null]);
      }
      expect(own.living.serverId).toBe(SERVER);
    });

    it('is caught for each method that there is', async () => {
      const store = await rig.store();
      const { knowledge, history, questions, review, votes, pins, servers, figures, digests, releases } =
        store;
      const walked = new Set(
        'read addEntries changeEntries editEntry removeEntry addEntryWordings addWordings removeWording addUncoveredTopics removeUncoveredTopic removeCredits of removed restore record waiting countWaiting find hint dismiss dismissOlder cover actions undo mostAsked mostMissed cast tally findMessage inServer save add remove removeEnded finish intents refreshed lost note over postpone close release beginAnswer leaveAnswer answered ensure takeBack checked sending told refusedChannel unused unhelpful posted isRefused claimStale writeSettings removed present count days purge'.split(
          ' ',
        ),
      );
      // Of all servers at once, by their nature; and one that only begins.
      const ofAll = [
        'articles',
        'stale',
        'claimExpired',
        'claimIntent',
        'begin',
        'removedBefore',
        'kept',
        'deleteExpired',
        'forget',
        'claim',
        'claimDue',
        'served',
      ];
      const methods = [
        knowledge,
        history,
        questions,
        review,
        votes,
        pins,
        servers,
        figures,
        digests,
        releases,
        store.handovers,
        store.alerts,
        store.refusals,
      ].flatMap((part) => Object.keys(part));
      const others = new Set(methods.filter((name) => !walked.has(name)));
      expect([...others].toSorted()).toEqual(ofAll.toSorted());
    });
  });
});
