import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDailyDeletion, startDailyDeletion } from '../../src/housekeeping/daily-deletion.ts';
import { createPresence } from '../../src/housekeeping/presence.ts';
import { DAY } from '../../src/store/days.ts';
import { DEFAULT_SETTINGS, type Store } from '../../src/store/store.ts';
import { recordedLog } from '../fixtures/log.ts';
import { ownStore, unsteadyStore } from '../fixtures/store.ts';

const [HERE, GONE] = ['900000000000000001', '900000000000000002'];
const START = Date.UTC(2026, 7, 1, 12);
const HOUR = DAY / 24;

/** A process of the bot, in these servers. */
function replica(store: Store, servers: readonly string[] | null = [HERE]) {
  const { log, lines } = recordedLog('info');
  const clock = { now: START };
  const presence = createPresence({ servers: store.servers, log, now: () => clock.now });
  if (servers !== null) presence.connected(servers);
  const deletion = createDailyDeletion({ store, presence, log, now: () => clock.now });
  const done = () => lines.filter((line) => line.includes('deleted what is no longer kept')).length;
  return { deletion, clock, presence, lines, done };
}

const ask = (store: Store, serverId: string, text: string, at: number) =>
  store.questions.record(serverId, { text, locale: 'en', outcome: 'none', at });
const texts = async (store: Store, serverId: string) =>
  (await store.questions.waiting(serverId, 10)).map(({ text }) => text);

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
    const presence = createPresence({ servers: store.servers, log, now: () => START });
    presence.connected([HERE]);
    const deletion = createDailyDeletion({ store: { ...store, questions }, presence, log, now: () => START });
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
