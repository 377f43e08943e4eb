import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { MAX_ALERTS } from '../../src/store/alert-store.ts';
import { outdatedAlerts } from '../../src/store/alerts.ts';
import { ALL_ARTICLES } from '../../src/store/article-choice-store.ts';
import { choiceRevision } from '../../src/store/article-choices.ts';
import type { Store } from '../../src/store/store.ts';
import { onEveryDatabase, onSqlite } from './databases.ts';
import { entry, NOW, OTHER_SERVER, SERVER } from './scenes.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const bring = (store: Store, question: string, { member = 'ada', at = NOW, server = SERVER } = {}) =>
  store.handovers.begin(server, { member, question, channelId: '81', at });

/** One that reached the helpers. */
async function brought(store: Store, question = 'horses'): Promise<string> {
  const begun = await bring(store, question);
  if (begun.did !== 'begun') throw new Error(begun.did);
  await store.handovers.posted(SERVER, begun.id, '91');
  return begun.id;
}

const alert = (question = 'horses', member = 'ada', at = NOW) => ({
  member,
  question,
  sealed: `${member} about ${question}`,
  at,
});

/** Somebody who was looked for once, and had no answer. */
async function wait(store: Store, wanted = [alert()], server = SERVER): Promise<void> {
  await store.alerts.ensure(server, wanted);
  const found = await store.alerts.claimDue({ now: NOW, lease: HOUR, limit: 10, library: 'spring' });
  expect(found.map(({ sealed }) => sealed)).toEqual(
    expect.arrayContaining(wanted.map(({ sealed }) => sealed)),
  );
  const { knowledgeRevision: knowledge, choicesRevision: choices } = await store.servers.read(server);
  for (const { id, serverId } of found)
    await store.alerts.checked(serverId, id, { knowledge, choices, library: 'spring' });
}

const due = async (store: Store, now = NOW, library: string | null = 'spring') =>
  (await store.alerts.claimDue({ now, lease: HOUR, limit: 10, library })).map(({ sealed }) => sealed);

describe('a question on its way to the helpers', () => {
  onEveryDatabase((rig) => {
    it('is begun once by two members who ask it at the same time', async () => {
      const store = await rig.store();
      const begun = await Promise.all([bring(store, 'horses'), bring(store, 'horses', { member: 'grace' })]);
      expect(begun.map(({ did }) => did).toSorted()).toEqual(['begun', 'waiting']);
      expect((await bring(store, 'horses', { server: OTHER_SERVER })).did).toBe('begun');
    });

    it('can be begun again two minutes after a bot died over it, and once it is answered', async () => {
      const store = await rig.store();
      const first = await bring(store, 'horses');
      expect((await bring(store, 'horses', { at: NOW + 60_000 })).did).toBe('waiting');
      await bring(store, 'moon', { member: 'grace', at: NOW + 3 * 60_000 });
      // Under the same id: what was posted after all leads to the same.
      expect(await bring(store, 'horses', { at: NOW + 3 * 60_000 })).toEqual(first);
      const id = await brought(store, 'zebras');
      await store.handovers.answered(SERVER, id, { question: 'zebras', answer: 'sealed', at: NOW });
      expect((await bring(store, 'zebras')).did).toBe('begun');
    });

    it('is still known where a bot died over it, so that helpers can answer it', async () => {
      const store = await rig.store();
      const begun = await bring(store, 'horses');
      if (begun.did !== 'begun') throw new Error(begun.did);
      await bring(store, 'zebras', { member: 'grace', at: NOW + HOUR });
      expect(await store.handovers.claim(SERVER, begun.id, 'mo')).toMatchObject({ claimedBy: 'mo' });
    });

    it('is one of three an hour and ten a day, however many are sent at once', async () => {
      const store = await rig.store();
      const atOnce = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((question) => bring(store, question)));
      expect(atOnce.filter(({ did }) => did === 'begun')).toHaveLength(3);
      expect(atOnce.find(({ did }) => did === 'limited')).toEqual({ did: 'limited', until: NOW + HOUR });
      expect((await bring(store, 'f', { member: 'grace' })).did).toBe('begun');
    });

    it('waits for the next day after ten', async () => {
      const store = await rig.store();
      for (let hour = 0; hour < 10; hour += 1) {
        const at = NOW + hour * HOUR;
        const begun = await bring(store, `question ${hour}`, { at });
        if (begun.did === 'begun') await store.handovers.posted(SERVER, begun.id, String(hour));
      }
      expect(await bring(store, 'one more', { at: NOW + 12 * HOUR })).toEqual({
        did: 'limited',
        until: NOW + DAY,
      });
      expect((await bring(store, 'one more', { at: NOW + DAY })).did).toBe('begun');
    });

    it('is taken by one of two helpers who press at once, and given back by that one alone', async () => {
      const store = await rig.store();
      const id = await brought(store);
      const taken = await Promise.all(
        ['mo', 'li', 'mo', 'li'].map((helper) => store.handovers.claim(SERVER, id, helper)),
      );
      const [holder] = new Set(taken.map((one) => one?.claimedBy));
      expect(new Set(taken.map((one) => one?.claimedBy)).size).toBe(1);
      const other = holder === 'mo' ? 'li' : 'mo';
      expect((await store.handovers.release(SERVER, id, other))?.claimedBy).toBe(holder);
      expect(await store.handovers.release(OTHER_SERVER, id, holder ?? '')).toBeNull();
      expect((await store.handovers.release(SERVER, id, holder ?? ''))?.claimedBy).toBeNull();
      expect(await store.handovers.claim(OTHER_SERVER, id, other)).toBeNull();
    });

    it('is answered once', async () => {
      const store = await rig.store();
      const id = await brought(store);
      await store.alerts.ensure(SERVER, [alert()]);
      const by = { question: 'horses', answer: 'sealed', at: NOW };
      expect(await store.handovers.answered(OTHER_SERVER, id, by)).toBeNull();
      const answered = await Promise.all([1, 2].map(() => store.handovers.answered(SERVER, id, by)));
      expect(new Set(answered)).toEqual(new Set([1, null]));
      expect(await store.handovers.find(SERVER, id)).toMatchObject({ isAnswered: true });
      expect(await store.handovers.claim(SERVER, id, 'mo')).toMatchObject({ claimedBy: null });
    });

    it('is being answered by one helper at a time, and by another two minutes after that one died over it', async () => {
      const store = await rig.store();
      const id = await brought(store);
      const begin = (at = NOW) => store.handovers.beginAnswer(SERVER, id, at);
      expect(await store.handovers.beginAnswer(OTHER_SERVER, id, NOW)).toBe(false);
      expect((await Promise.all([begin(), begin()])).toSorted()).toEqual([false, true]);
      await store.handovers.leaveAnswer(OTHER_SERVER, id);
      expect(await begin(NOW + 60_000)).toBe(false);
      await store.handovers.leaveAnswer(SERVER, id);
      expect(await begin()).toBe(true);
      expect(await begin(NOW + 2 * 60_000)).toBe(true);
      await store.handovers.answered(SERVER, id, { question: 'horses', answer: 'sealed', at: NOW });
      expect(await begin(NOW + HOUR)).toBe(false);
    });

    it('is forgotten a day after its answer, or after 30 days', async () => {
      const store = await rig.store();
      const id = await brought(store);
      await store.handovers.answered(SERVER, id, { question: 'horses', answer: 'sealed', at: NOW });
      await brought(store, 'zebras');
      expect(await store.handovers.deleteExpired(NOW + DAY - 1)).toBe(0);
      expect(await store.handovers.deleteExpired(NOW + DAY)).toBe(1);
      expect(await store.handovers.deleteExpired(NOW + 30 * DAY)).toBe(1);
    });
  });
});

describe('a member who waits to be told', () => {
  onEveryDatabase((rig) => {
    it('is due at once, and then when their server teaches something, until it was looked at', async () => {
      const store = await rig.store();
      await wait(store, [alert()], SERVER);
      await wait(store, [alert('elsewhere')], OTHER_SERVER);
      expect(await due(store)).toEqual([]);
      await store.knowledge.addEntries(SERVER, [entry()], NOW);
      const [found] = await store.alerts.claimDue({ now: NOW, lease: HOUR, limit: 10, library: 'spring' });
      expect(found).toMatchObject({ serverId: SERVER, sealed: 'ada about horses', answer: null });
      const { knowledgeRevision } = await store.servers.read(SERVER);
      await store.alerts.checked(SERVER, found?.id ?? '', {
        knowledge: knowledgeRevision,
        choices: 0,
        library: 'spring',
      });
      expect(await due(store)).toEqual([]);
      await store.knowledge.addEntries(SERVER, [entry('Another?')], NOW);
      expect(await due(store)).toEqual(['ada about horses']);
    });

    it('is due when which articles are on changes in their server, and when others are served', async () => {
      const store = await rig.store();
      await wait(store, [alert()], SERVER);
      await wait(store, [alert('elsewhere')], OTHER_SERVER);
      const some = { on: ['fair'], first: [] };
      for (const channelId of [null, '42']) {
        const seen = choiceRevision(channelId === null ? ALL_ARTICLES : null);
        await store.articleChoices.change(SERVER, channelId, { seen, to: some });
        const [found, ...more] = await store.alerts.claimDue({
          now: NOW,
          lease: HOUR,
          limit: 10,
          library: 'spring',
        });
        expect([found?.sealed, more]).toEqual(['ada about horses', []]);
        const { knowledgeRevision, choicesRevision } = await store.servers.read(SERVER);
        await store.alerts.checked(SERVER, found?.id ?? '', {
          knowledge: knowledgeRevision,
          choices: choicesRevision,
          library: 'spring',
        });
        expect(await due(store)).toEqual([]);
      }
      expect((await due(store, NOW, 'summer')).toSorted()).toEqual([
        'ada about elsewhere',
        'ada about horses',
      ]);
    });

    it('is due for an answer of a helper’s alone where the articles aren’t to be asked', async () => {
      const store = await rig.store();
      const id = await brought(store);
      await wait(store, [alert(), alert('zebras')], SERVER);
      await store.knowledge.addEntries(SERVER, [entry()], NOW);
      expect(await due(store, NOW, null)).toEqual([]);
      await store.handovers.answered(SERVER, id, { question: 'horses', answer: 'sealed', at: NOW });
      expect(await due(store, NOW, null)).toEqual(['ada about horses']);
      expect(await due(store)).toEqual(['ada about zebras']);
    });

    it('is due when a helper answers their question, with the answer', async () => {
      const store = await rig.store();
      const id = await brought(store);
      await wait(store, [alert()], SERVER);
      await wait(store, [alert('zebras')], SERVER);
      await store.handovers.answered(SERVER, id, { question: 'horses', answer: 'sealed', at: NOW });
      const [found, ...more] = await store.alerts.claimDue({
        now: NOW,
        lease: HOUR,
        limit: 10,
        library: 'spring',
      });
      expect(found).toMatchObject({ sealed: 'ada about horses', answer: 'sealed' });
      expect(more).toEqual([]);
    });

    it('is looked at by one of two bots, and by another once that one’s time is up', async () => {
      const store = await rig.store();
      await wait(store, [alert()], SERVER);
      await store.knowledge.addEntries(SERVER, [entry()], NOW);
      expect((await Promise.all([due(store), due(store)])).flat()).toEqual(['ada about horses']);
      expect(await due(store, NOW + HOUR - 1)).toEqual([]);
      expect(await due(store, NOW + HOUR)).toEqual(['ada about horses']);
    });

    it('is known to have been written to before, and never again once they took it back', async () => {
      const store = await rig.store();
      await wait(store, [alert()], SERVER);
      await store.knowledge.addEntries(SERVER, [entry()], NOW);
      const [found] = await store.alerts.claimDue({ now: NOW, lease: HOUR, limit: 1, library: 'spring' });
      const id = found?.id ?? '';
      expect(await store.alerts.sending(SERVER, id, NOW)).toEqual({ first: true, at: NOW });
      expect(await store.alerts.sending(SERVER, id, NOW + HOUR)).toEqual({ first: false, at: NOW });
      await store.alerts.takeBack(SERVER, [alert()]);
      expect(await store.alerts.sending(SERVER, id, NOW)).toBeNull();
    });

    it('waits once for a question, and for so many', async () => {
      const store = await rig.store();
      const both = await Promise.all([1, 2].map(() => store.alerts.ensure(SERVER, [alert()])));
      expect(both.toSorted()).toEqual(['added', 'standing']);
      await store.alerts.takeBack(OTHER_SERVER, [alert()]);
      await store.alerts.takeBack(SERVER, [alert('horses', 'grace')]);
      expect(await store.alerts.ensure(SERVER, [alert()])).toBe('standing');
      await store.alerts.takeBack(SERVER, [alert()]);
      for (let count = 0; count < MAX_ALERTS.ofMember; count += 1) {
        expect(await store.alerts.ensure(SERVER, [alert(`question ${count}`)])).toBe('added');
      }
      expect(await store.alerts.ensure(SERVER, [alert()])).toBe('full');
      expect(await store.alerts.ensure(SERVER, [alert('horses', 'grace')])).toBe('added');
      expect(await store.alerts.ensure(OTHER_SERVER, [alert()])).toBe('added');
    });

    it('is looked at in their server’s turn, however many wait in another one', async () => {
      const store = await rig.store();
      for (const [at, question] of ['a', 'b', 'c'].entries()) {
        await store.alerts.ensure(SERVER, [alert(question, 'ada', NOW + at)]);
      }
      await store.alerts.ensure(OTHER_SERVER, [alert('elsewhere', 'grace', NOW + HOUR)]);
      const turns: string[] = [];
      let after = '';
      for (let turn = 0; turn < 4; turn += 1) {
        const [next] = await store.alerts.claimDue({
          now: NOW,
          lease: HOUR,
          limit: 1,
          library: 'spring',
          after,
        });
        turns.push(next?.sealed ?? 'none');
        after = next?.serverId ?? '';
      }
      expect(turns).toEqual(['ada about a', 'grace about elsewhere', 'ada about b', 'ada about c']);
    });

    it('is looked at in their server’s turn, whether a helper answered or something was taught', async () => {
      const store = await rig.store();
      const id = await brought(store);
      for (const [at, question] of ['horses', 'zebras', 'ponies'].entries()) {
        await wait(store, [alert(question, 'ada', NOW + at)]);
      }
      await wait(store, [alert('elsewhere', 'grace')], OTHER_SERVER);
      await store.handovers.answered(SERVER, id, { question: 'horses', answer: 'sealed', at: NOW });
      for (const server of [SERVER, OTHER_SERVER]) await store.knowledge.addEntries(server, [entry()], NOW);
      const next = async (after: string, limit: number) => {
        const claim = { now: NOW, lease: HOUR, library: 'spring' };
        const found = await store.alerts.claimDue({ ...claim, limit, after });
        return found.map(({ sealed }) => sealed);
      };
      expect(await next(SERVER, 1)).toEqual(['grace about elsewhere']);
      expect(await next(OTHER_SERVER, 2)).toEqual(['ada about horses', 'ada about zebras']);
      expect(await next('', 9)).toEqual(['ada about ponies']);
    });

    it('is told what a helper answered while they were told something else', async () => {
      const store = await rig.store();
      const id = await brought(store);
      await wait(store);
      await store.knowledge.addEntries(SERVER, [entry()], NOW);
      const claim = { now: NOW, lease: HOUR, limit: 1, library: 'spring' };
      const [found] = await store.alerts.claimDue(claim);
      const told = { id: found?.id ?? '', answer: found?.answer ?? null };
      await store.alerts.sending(SERVER, told.id, NOW);
      await store.handovers.answered(SERVER, id, { question: 'horses', answer: 'sealed', at: NOW });
      await store.alerts.told(OTHER_SERVER, told);
      await store.alerts.told(SERVER, told);
      const [again] = await store.alerts.claimDue(claim);
      expect(again).toMatchObject({ id: told.id, answer: 'sealed' });
      expect(await store.alerts.sending(SERVER, told.id, NOW + 1)).toEqual({ first: true, at: NOW + 1 });
      await store.alerts.told(SERVER, { id: told.id, answer: 'sealed' });
      expect(await store.alerts.sending(SERVER, told.id, NOW)).toBeNull();
    });

    it('waits for all of several questions or for none of them', async () => {
      const store = await rig.store();
      const both = [alert('horses'), alert('zebras')];
      expect(await store.alerts.ensure(SERVER, [alert('zebras')])).toBe('added');
      expect(await store.alerts.ensure(SERVER, both)).toBe('added');
      expect(await store.alerts.ensure(SERVER, both)).toBe('standing');
      expect((await due(store)).toSorted()).toEqual(['ada about horses', 'ada about zebras']);
      await store.alerts.takeBack(SERVER, both);
      expect(await due(store, NOW + 2 * HOUR)).toEqual([]);
      for (let count = 1; count < MAX_ALERTS.ofMember; count += 1) {
        expect(await store.alerts.ensure(SERVER, [alert(`question ${count}`)])).toBe('added');
      }
      expect(await store.alerts.ensure(SERVER, both)).toBe('full');
      expect(await store.alerts.ensure(SERVER, [alert('zebras')])).toBe('added');
    });

    it('is forgotten after 30 days, and told nothing by a server that removed the bot', async () => {
      const store = await rig.store();
      await wait(store, [alert()], SERVER);
      await store.knowledge.addEntries(SERVER, [entry()], NOW);
      await store.servers.removed(SERVER, NOW);
      expect(await due(store)).toEqual([]);
      expect(await store.alerts.deleteExpired(NOW + 30 * DAY - 1)).toBe(0);
      expect(await store.alerts.deleteExpired(NOW + 30 * DAY)).toBe(1);
    });
  });

  // PostgreSQL decides by its statistics.
  onSqlite((rig) => {
    it('is found without a look at what is kept of others, and without sorting all who wait', async () => {
      await (await rig.store()).reach();
      const outdated = outdatedAlerts(rig.raw(), { now: NOW, library: 'spring' }, ['>', '']).limit(1);
      const ways = await outdated.explain(undefined, sql`query plan`);
      const [servers, alerts, ...more] = ways.map(({ detail }) => String(detail));
      expect(servers).toMatch(/^SEARCH servers USING INDEX \S+ \(server_id>\?\)$/);
      expect(alerts).toMatch(/^SEARCH alerts USING COVERING INDEX \S+ \(server_id=\?\)$/);
      expect(more.filter((way) => way.endsWith('FOR ORDER BY'))).toEqual([]);
    });
  });
});
