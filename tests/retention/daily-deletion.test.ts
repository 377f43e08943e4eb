import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { entryRevision } from '../../src/content/entry.ts';
import { createDailyDeletion, startDailyDeletion } from '../../src/retention/daily-deletion.ts';
import { createGuildMembership, type Shard } from '../../src/retention/guild-membership.ts';
import { choiceRevision } from '../../src/store/article-choices.ts';
import { DAY } from '../../src/store/days.ts';
import { DEFAULT_SETTINGS, type Store } from '../../src/store/store.ts';
import { recordedLog } from '../fixtures/log.ts';
import { ownStore, unsteadyStore } from '../fixtures/store.ts';

const [HERE, GONE] = ['900000000000000001', '900000000000000002'];
const START = Date.UTC(2026, 7, 1, 12);
const HOUR = DAY / 24;

/** A process of the bot that is told of these servers, or of a shard's. */
function replica(store: Store, servers: readonly string[] | null = [HERE], shard?: Shard) {
  const { log, lines } = recordedLog('info');
  const clock = { now: START };
  const membership = createGuildMembership({ servers: store.servers, log, now: () => clock.now });
  if (servers !== null) membership.connected(servers, shard);
  const shards = shard === undefined ? {} : { shards: `${shard.id}-${shard.id}/${shard.count}` };
  const deletion = createDailyDeletion({ store, membership, log, ...shards, now: () => clock.now });
  const done = () => lines.filter((line) => line.includes('deleted what is no longer kept')).length;
  return { deletion, clock, membership, log, lines, done };
}

const ask = (store: Store, serverId: string, text: string, at: number) =>
  store.questions.record(serverId, { text, locale: 'en', outcome: 'none', at });
const texts = async (store: Store, serverId: string) =>
  (await store.questions.waiting(serverId, 10)).map(({ text }) => text);
/** In a channel where nothing was chosen. */
const CHOSEN = { seen: choiceRevision(null), to: { on: ['fair'], first: [] } };
const channelsWithChoice = async (store: Store) => [
  ...(await store.servers.read(HERE)).articleChoices.channels.keys(),
];

describe('each day', () => {
  it('deletes the questions that are older than their server keeps them', async () => {
    const store = ownStore();
    await store.servers.writeSettings(HERE, { ...DEFAULT_SETTINGS, keepingDays: 7 });
    await ask(store, HERE, 'old', START - 8 * DAY);
    await ask(store, HERE, 'young', START - 6 * DAY);
    await ask(store, GONE, 'kept for longer', START - 8 * DAY);
    await replica(store, [HERE, GONE]).deletion.run();
    expect(await texts(store, HERE)).toEqual(['young']);
    expect(await texts(store, GONE)).toEqual(['kept for longer']);
  });

  it('deletes the entries that moderators removed 30 days ago', async () => {
    const store = ownStore();
    for (const [question, at] of [
      ['Long gone?', START - 30 * DAY],
      ['Just gone?', START - 29 * DAY],
    ] as const) {
      const draft = { locale: 'en', question, answer: 'Yes.', wordings: [], section: null };
      await store.knowledge.addEntries(HERE, [draft], 0);
      const [added] = (await store.knowledge.read(HERE)).entries;
      await store.knowledge.removeEntry(HERE, String(added?.id), entryRevision(draft), at);
    }
    await replica(store).deletion.run();
    const left = await store.history.removed(HERE, 0);
    expect(left.map(({ question }) => question)).toEqual(['Just gone?']);
  });

  it('deletes all of a server that removed the bot 30 days ago, and nothing of one that took it back', async () => {
    const store = ownStore();
    for (const id of [HERE, GONE]) {
      await store.figures.count(id, '2026-06-01', 'none');
      await store.servers.removed(id, START - 30 * DAY);
    }
    await replica(store, [HERE]).deletion.run();
    expect(await store.servers.kept()).toEqual([HERE]);
    expect(await store.servers.purge(GONE)).toBe(0);
  });

  it('waits the 30 days out', async () => {
    const store = ownStore();
    await store.figures.count(GONE, '2026-06-01', 'none');
    const { deletion, clock } = replica(store);
    await deletion.run();
    clock.now += 30 * DAY - HOUR;
    await deletion.run();
    expect(await store.figures.days(GONE, '2026-01-01')).toHaveLength(1);
    clock.now += DAY;
    await deletion.run();
    expect(await store.figures.days(GONE, '2026-01-01')).toEqual([]);
  });

  it('forgets what was chosen for channels that are gone, and keeps it for those that nobody may see', async () => {
    const store = ownStore();
    for (const channel of ['11', '12', '13']) await store.articleChoices.change(HERE, channel, CHOSEN);
    const { log } = recordedLog('info');
    const membership = createGuildMembership({ servers: store.servers, log, now: () => START });
    const channelIsGone = (id: string) => Promise.resolve(id === '12');
    await createDailyDeletion({ store, membership, log, channelIsGone, now: () => START }).run();
    expect(await channelsWithChoice(store)).toEqual(['11', '13']);
  });

  it('looks at the channels behind one that Discord says nothing of, and asks about that one another day', async () => {
    const store = ownStore();
    for (const channel of ['11', '12', '13']) await store.articleChoices.change(HERE, channel, CHOSEN);
    const { log, lines } = recordedLog('info');
    const membership = createGuildMembership({ servers: store.servers, log, now: () => START });
    const clock = { now: START };
    let isSilent = true;
    const channelIsGone = (id: string) =>
      id === '11' && isSilent ? Promise.reject(new Error('it took too long')) : Promise.resolve(id !== '12');
    const deletion = createDailyDeletion({ store, membership, log, channelIsGone, now: () => clock.now });
    await deletion.run();
    expect(await channelsWithChoice(store)).toEqual(['11', '12']);
    expect(lines.join('')).toContain('Discord does not say whether a channel is gone');
    expect(lines.join('')).not.toContain('did not finish');
    isSilent = false;
    clock.now += DAY;
    await deletion.run();
    expect(await channelsWithChoice(store)).toEqual(['12']);
  });

  it('asks Discord about no more channels while it is away, and goes on behind them an hour later', async () => {
    const store = ownStore();
    const ids = Array.from({ length: 12 }, (_, n) => String(n + 10));
    for (const channel of ids) await store.articleChoices.change(HERE, channel, CHOSEN);
    await store.figures.count(GONE, '2026-06-01', 'none');
    await store.servers.removed(GONE, START - 31 * DAY);
    const { log, lines } = recordedLog('info');
    const membership = createGuildMembership({ servers: store.servers, log, now: () => START });
    membership.connected([HERE]);
    const clock = { now: START };
    const asked: string[] = [];
    let isAway = true;
    const channelIsGone = (id: string) => {
      asked.push(id);
      return isAway ? Promise.reject(new Error('away')) : Promise.resolve(true);
    };
    const deletion = createDailyDeletion({ store, membership, log, channelIsGone, now: () => clock.now });
    await deletion.run();
    expect(asked).toEqual(ids.slice(0, 5));
    expect(lines.at(-1)).toContain('did not finish');
    // What has nothing to do with it is deleted all the same.
    expect(await store.servers.kept()).toEqual([HERE]);
    isAway = false;
    clock.now += HOUR;
    await deletion.run();
    expect(asked).toEqual(ids);
    expect(await channelsWithChoice(store)).toEqual(ids.slice(0, 5));
  });

  it('deletes a server that removed the bot also where another one can not be deleted', async () => {
    const store = ownStore();
    const ids = ['900000000000000003', GONE];
    for (const [day, id] of ids.entries()) {
      await store.figures.count(id, '2026-06-01', 'none');
      await store.servers.removed(id, START - (40 - day) * DAY);
    }
    const purge: Store['servers']['purge'] = (id) =>
      id === GONE ? store.servers.purge(id) : Promise.reject(new Error('broken'));
    const { membership, log, lines } = replica(store);
    await createDailyDeletion({
      store: { ...store, servers: { purge } },
      membership,
      log,
      now: () => START,
    }).run();
    expect(await store.figures.days(GONE, '2026-01-01')).toEqual([]);
    expect(lines.at(-1)).toContain('did not finish');
  });

  it('is done by one of several processes, once', async () => {
    const store = ownStore();
    const [one, other] = [replica(store), replica(store)];
    await Promise.all([one.deletion.run(), other.deletion.run()]);
    expect(one.done() + other.done()).toBe(1);
    for (const hour of [1, 5, 23]) {
      one.clock.now = other.clock.now = START + hour * HOUR;
      await Promise.all([one.deletion.run(), other.deletion.run()]);
    }
    expect(one.done() + other.done()).toBe(1);
    one.clock.now = other.clock.now = START + DAY;
    await Promise.all([other.deletion.run(), one.deletion.run()]);
    expect(one.done() + other.done()).toBe(2);
  });

  it('goes on within the hour where the database went away in the middle', async () => {
    const inner = ownStore();
    const store = unsteadyStore(inner);
    await ask(inner, HERE, 'old', START - 31 * DAY);
    const claim: Store['jobs']['claim'] = async (...what) => {
      const claimed = await inner.jobs.claim(...what);
      store.away = true;
      return claimed;
    };
    const { deletion, clock, lines, done } = replica({ ...store, jobs: { claim } });
    await deletion.run();
    expect(lines.at(-1)).toContain('did not finish');
    expect(await texts(inner, HERE)).toEqual(['old']);
    store.away = false;
    clock.now += HOUR;
    await deletion.run();
    expect(done()).toBe(1);
    expect(await texts(inner, HERE)).toEqual([]);
  });

  it('deletes the servers that removed the bot also where the questions of others can not be deleted', async () => {
    const store = ownStore();
    await store.figures.count(GONE, '2026-06-01', 'none');
    await store.servers.removed(GONE, START - 30 * DAY);
    await ask(store, HERE, 'old', START - 31 * DAY);
    let isBroken = true;
    const questions: Pick<Store['questions'], 'deleteExpired'> = {
      deleteExpired: (at) =>
        isBroken ? Promise.reject(new Error('broken')) : store.questions.deleteExpired(at),
    };
    const { log, lines } = recordedLog('info');
    const membership = createGuildMembership({ servers: store.servers, log, now: () => START });
    membership.connected([HERE]);
    const deletion = createDailyDeletion({
      store: { ...store, questions },
      membership,
      log,
      now: () => START,
    });
    await deletion.run();
    expect(await store.figures.days(GONE, '2026-01-01')).toEqual([]);
    expect(lines.at(-1)).toContain('did not finish');
    isBroken = false;
    await deletion.run();
    expect(await texts(store, HERE)).toEqual([]);
    expect(lines.at(-1)).toContain('"questions":1');
  });

  it('deletes no server before it is known where the bot is, be it that the database is away', async () => {
    const store = unsteadyStore();
    await store.figures.count(HERE, '2026-06-01', 'none');
    await store.servers.removed(HERE, START - 31 * DAY);
    store.away = true;
    const { deletion } = replica(store, [HERE]);
    await deletion.run();
    store.away = false;
    await deletion.run();
    expect(await store.servers.kept()).toEqual([HERE]);
  });

  it('the log names no server and no question', async () => {
    const store = ownStore();
    await ask(store, HERE, 'a very personal question', START - 31 * DAY);
    const { deletion, lines } = replica(store);
    await deletion.run();
    expect(lines.join('')).toContain('"questions":1');
    expect(lines.join('')).not.toMatch(/personal|9000000/);
  });
});

describe('where several processes run the shards', () => {
  /** Of server n, the shard is n modulo their number (Events, Gateway, Sharding). */
  const server = (n: bigint) => String((1_000_000_000_000n << 22n) + (n << 22n) + 5n);
  const [ZERO, ONE, TWO, THREE] = [server(0n), server(1n), server(2n), server(3n)];
  const shard = (store: Store, id: number, count: number, servers: readonly string[] | null) =>
    replica(store, servers, { id, count });
  const keepSomething = (store: Store, ...ids: readonly string[]) =>
    Promise.all(ids.map((id) => store.figures.count(id, '2026-06-01', 'none')));
  const removed = async (store: Store) => (await store.servers.removedBefore(START + 90 * DAY)).toSorted();

  it('no shard takes the servers of another for ones that the bot has left', async () => {
    const store = ownStore();
    await keepSomething(store, ZERO, ONE, TWO, THREE);
    await shard(store, 0, 2, [ZERO, TWO]).deletion.run();
    expect(await removed(store)).toEqual([]);
    await shard(store, 1, 2, [ONE]).deletion.run();
    expect(await removed(store)).toEqual([THREE]);
  });

  it('a server that took the bot back while it was off loses nothing before its own shard is there', async () => {
    const store = ownStore();
    await keepSomething(store, ZERO, ONE, TWO, THREE);
    for (const id of [TWO, ONE, THREE]) await store.servers.removed(id, START - 31 * DAY);
    await shard(store, 0, 2, [ZERO]).deletion.run();
    expect((await store.servers.kept()).toSorted()).toEqual([ZERO]);
    expect(await removed(store)).toEqual([ONE, THREE]);
    await shard(store, 1, 2, [ONE, THREE]).deletion.run();
    expect((await store.servers.kept()).toSorted()).toEqual([ZERO, ONE, THREE]);
  });

  it('nothing is lost when there are more shards, or fewer, at the next start', async () => {
    const store = ownStore();
    const all = [ZERO, ONE, TWO, THREE];
    await keepSomething(store, ...all);
    for (const count of [2, 3, 1, 4]) {
      for (let id = 0; id < count; id += 1) {
        const own = all.filter((_, n) => n % count === id);
        await shard(store, id, count, own).deletion.run();
      }
    }
    expect(await removed(store)).toEqual([]);
    expect((await store.servers.kept()).toSorted()).toEqual(all);
  });

  it('each deletes the servers that removed the bot from its own shard', async () => {
    const store = ownStore();
    await keepSomething(store, ZERO, ONE);
    for (const id of [ZERO, ONE]) await store.servers.removed(id, START - 31 * DAY);
    await shard(store, 0, 2, []).deletion.run();
    expect(await removed(store)).toEqual([ONE]);
    await shard(store, 1, 2, []).deletion.run();
    expect(await removed(store)).toEqual([]);
  });

  it('the old questions of all servers are deleted by one of them, once a day', async () => {
    const store = ownStore();
    await ask(store, ZERO, 'old', START - 31 * DAY);
    await ask(store, ONE, 'old', START - 31 * DAY);
    const [zero, one] = [shard(store, 0, 2, [ZERO]), shard(store, 1, 2, [ONE])];
    await Promise.all([zero.deletion.run(), one.deletion.run()]);
    expect([await texts(store, ZERO), await texts(store, ONE)]).toEqual([[], []]);
    expect(zero.done() + one.done()).toBe(1);
  });

  it('a process that Discord has told nothing yet deletes no server', async () => {
    const store = ownStore();
    await keepSomething(store, ZERO);
    await store.servers.removed(ZERO, START - 31 * DAY);
    await replica(store, null).deletion.run();
    expect(await removed(store)).toEqual([ZERO]);
  });

  it('one process may run several shards, each with servers of its own', async () => {
    const store = ownStore();
    await keepSomething(store, ZERO, ONE, TWO, THREE);
    const process = shard(store, 0, 4, [ZERO]);
    process.membership.connected([], { id: 1, count: 4 });
    await process.deletion.run();
    expect(await removed(store)).toEqual([ONE]);
    // Connected anew, with another server gone and one back.
    process.membership.connected([], { id: 0, count: 4 });
    process.membership.joined(ONE);
    process.membership.left(TWO);
    await process.membership.reconcile();
    expect(await removed(store)).toEqual([ZERO]);
  });
});

describe('while the bot runs', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  it('looks at once and each hour, until it is stopped', async () => {
    let runs = 0;
    const started = startDailyDeletion({ run: async () => void (runs += 1) });
    expect(runs).toBe(1);
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(runs).toBe(3);
    await started.stop();
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(runs).toBe(3);
  });

  it('stops only when what is under way is done', async () => {
    let finish: () => void = () => undefined;
    let finished = false;
    const run = async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      finished = true;
    };
    const started = startDailyDeletion({ run });
    const stopped = started.stop().then(() => finished);
    finish();
    expect(await stopped).toBe(true);
  });
});
