import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { createSharedWait, PATIENCE } from '../../src/store/shared-wait.ts';
import type { Store } from '../../src/store/store.ts';
import { recordedLog } from '../fixtures/log.ts';
import { onSqlite, outcomeOf } from './databases.ts';
import { SERVER } from './scenes.ts';

/** Nobody else may read it. */
const EXCLUSIVE = [
  'pragma locking_mode = exclusive',
  'pragma journal_mode = wal',
  'create table theirs (id)',
];

const count = (store: Store) => store.figures.count(SERVER, '2026-08-01', 'none');

describe('a database file that another program has locked', () => {
  onSqlite((rig) => {
    const locked = (...statements: readonly string[]) => {
      const other = new Libsql(rig.url().slice('file:'.length));
      for (const statement of statements) other.exec(statement);
      return other;
    };

    /** A start waits no longer than a call once the program is to stop. */
    const openAsACall = () =>
      openStore({
        databaseUrl: rig.url(),
        dataDir: '/nowhere',
        log: recordedLog().log,
        stop: AbortSignal.abort(),
      });

    it('keeps the event loop turning, however many wait for it', async () => {
      const store = await rig.store();
      const other = locked('begin immediate');
      const progress = { settled: 0 };
      const waiting = Promise.all(
        Array.from({ length: 40 }, () =>
          outcomeOf(() => count(store)).finally(() => {
            progress.settled += 1;
          }),
        ),
      );
      let turns = 0;
      for (; progress.settled < 40; turns += 1) await new Promise(setImmediate);
      expect(new Set(await waiting)).toEqual(new Set(['unavailable']));
      // Waiting for the lock by itself, SQLite would let some hundred through.
      expect(turns).toBeGreaterThan(2_000);
      other.close();
      await count(store);
      expect(await store.figures.days(SERVER, '2026-08-01')).toMatchObject([{ missed: 1 }]);
    });

    it('is read meanwhile, also in the middle of somebody else’s long transaction of this process', async () => {
      const store = await rig.store();
      const other = locked('begin immediate');
      const writing = Promise.all(Array.from({ length: 40 }, () => outcomeOf(() => count(store))));
      const reading = store.servers.read(SERVER).then(() => 'read');
      expect(await Promise.race([reading, writing])).toBe('read');
      other.close();
      await writing;
    });

    it('is waited for by what nobody waits for, when a member has been told already', async () => {
      const store = await rig.store();
      const other = locked('begin immediate');
      const claiming = store.jobs.claim('daily', { now: 0, lease: 60_000 });
      expect(await outcomeOf(() => count(store))).toBe('unavailable');
      expect(await outcomeOf(() => count(store))).toBe('unavailable');
      other.close();
      expect(await claiming).toBe(true);
    });

    it('is not waited for any longer once the program is to stop', async () => {
      const stop = new AbortController();
      const store = await openStore({
        databaseUrl: rig.url(),
        dataDir: '/nowhere',
        log: rig.log().log,
        stop: stop.signal,
      });
      await count(store);
      const other = locked('begin immediate');
      const claiming = outcomeOf(() => store.jobs.claim('daily', { now: 0, lease: 60_000 }));
      stop.abort();
      expect(await claiming).toBe('unavailable');
      await store.close();
      other.close();
    });

    it.each([
      ['is made and switched to its log', ['begin exclusive']],
      ['may not even be read', EXCLUSIVE],
      ['has no tables yet, and somebody else writes', ['pragma journal_mode = wal', 'begin immediate']],
    ])('is waited for by the start where it %s, and the log says so', async (_, statements) => {
      mkdirSync(dirname(rig.url().slice('file:'.length)), { recursive: true });
      const other = locked(...statements);
      const starting = rig.store();
      await expect
        .poll(() => rig.log().lines.join('\n'), { timeout: 30_000 })
        .toMatch(/is locked by .* The start waits/);
      // Longer than whoever waits as a call does.
      await (await openAsACall()).close();
      other.close();
      const store = await starting;
      await count(store);
      expect(await store.figures.days(SERVER, '2026-08-01')).toMatchObject([{ missed: 1 }]);
      // It is no outage.
      expect(rig.log().lines).toHaveLength(1);
    });

    it('is away where it may not even be read, and is back afterwards', async () => {
      mkdirSync(dirname(rig.url().slice('file:'.length)), { recursive: true });
      const other = locked(...EXCLUSIVE);
      const store = await openAsACall();
      expect(await outcomeOf(() => store.servers.read(SERVER))).toBe('unavailable');
      expect(await outcomeOf(() => count(store))).toBe('unavailable');
      other.close();
      await count(store);
      expect(await store.figures.days(SERVER, '2026-08-01')).toMatchObject([{ missed: 1 }]);
      await store.close();
    });
  });
});

describe('waiting for what is in the way', () => {
  const wait = () => {
    let now = 0;
    const waiting = createSharedWait(() => now);
    return { waiting, at: (time: number) => (now = time) };
  };

  it('ends for all at once, also for those who came late, and nobody waits after them', async () => {
    const { waiting, at } = wait();
    expect(await Promise.all([waiting.again(0), waiting.again(0)])).toEqual([true, true]);
    at(1_000);
    expect(await waiting.again(1_000)).toBe(true);
    at(1_600);
    expect(await Promise.all([waiting.again(0), waiting.again(1_000), waiting.again(1_600)])).toEqual([
      false,
      false,
      false,
    ]);
    at(2_900);
    expect(await waiting.again(2_900)).toBe(false);
  });

  it('lasts longer for whoever has no hurry', async () => {
    const { waiting, at } = wait();
    const [reply, job] = [undefined, PATIENCE.background];
    expect(await Promise.all([waiting.again(0, reply), waiting.again(0, job)])).toEqual([true, true]);
    at(1_600);
    expect(await Promise.all([waiting.again(0, reply), waiting.again(0, job)])).toEqual([false, true]);
    at(PATIENCE.background);
    expect(await waiting.again(0, job)).toBe(false);
  });

  it('begins anew once somebody got through, but for those who have waited long enough', async () => {
    const { waiting, at } = wait();
    await waiting.again(0);
    at(1_000);
    waiting.over();
    expect(await waiting.again(900)).toBe(true);
    at(1_600);
    expect(await waiting.again(900)).toBe(true);
    expect(await waiting.again(0)).toBe(false);
  });

  it('begins anew where nobody has tried for a while', async () => {
    const { waiting, at } = wait();
    await waiting.again(0);
    at(60_000);
    expect(await waiting.again(60_000)).toBe(true);
  });
});
