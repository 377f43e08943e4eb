import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { NO_METRICS } from '../../src/metrics/metrics.ts';
import { createDatabase } from '../../src/store/database.ts';
import type { Engine } from '../../src/store/engine.ts';
import { openStore } from '../../src/store/open-store.ts';
import { StoreUnavailable, type Store } from '../../src/store/store.ts';
import { recordedLog } from '../fixtures/log.ts';
import { administer, engineOf, onPostgres, onSqlite, outcomeOf } from './databases.ts';
import { startWithStore } from './program.ts';
import { asked, entry, NOW, SERVER } from './scenes.ts';

const count = (store: Store) => store.figures.count(SERVER, '2026-08-01', 'none');
const counted = async (store: Store) => (await store.figures.days(SERVER, '2026-08-01'))[0]?.missed ?? 0;

const messages = (log: ReturnType<typeof recordedLog>, level: number): readonly string[] =>
  log.lines
    .map((line) => JSON.parse(line) as { readonly level: number; readonly msg: string })
    .filter((line) => line.level === level)
    .map((line) => line.msg);
if (process.platform !== 'linux') {
  process.stderr.write('The test of a full disk is skipped: it needs prlimit, of Linux.\n');
}

const WARN = 40;
const ERROR = 50;
const INFO = 30;

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

describe('a database that cannot be used for a while', () => {
  onSqlite((rig) => {
    const file = () => rig.url().slice('file:'.length);
    /** SQLite's own files beside it have the same rights. */
    const allow = (mode: number) => {
      for (const name of readdirSync(dirname(file()))) chmodSync(join(dirname(file()), name), mode);
    };

    it('is waited for while another process writes, and no one else is held up', async () => {
      const store = await rig.store();
      const other = engineOf(rig.url()).open();
      let letGo = () => {};
      let held: Promise<void> = Promise.resolve();
      await new Promise<void>((taken) => {
        held = other.db.transaction().execute(async () => {
          taken();
          await new Promise<void>((resolve) => {
            letGo = resolve;
          });
        });
      });
      const writing = outcomeOf(() => count(store));
      // Reading needs no lock.
      expect(await store.servers.read(SERVER)).toMatchObject({ knowledgeRevision: 0 });
      letGo();
      await held;
      expect(await writing).toBe('done');
      expect(await counted(store)).toBe(1);
      await other.close();
      expect(messages(rig.log(), ERROR)).toEqual([]);
    });

    it('is given up when another process keeps it locked, and is back when that is over', async () => {
      const store = await rig.store();
      const other = engineOf(rig.url()).open();
      await expect(
        other.db.transaction().execute(async (trx) => {
          await trx.insertInto('jobs').values({ name: 'x', claimed_until: 0 }).execute();
          expect(await outcomeOf(() => count(store))).toBe('unavailable');
          expect(await outcomeOf(() => store.servers.read(SERVER))).toBe('done');
          throw new Error('over');
        }),
      ).rejects.toThrow('over');
      await count(store);
      expect(await counted(store)).toBe(1);
      await other.close();
      expect(messages(rig.log(), ERROR)).toEqual([expect.stringContaining('is locked by another program')]);
      expect(messages(rig.log(), INFO)).toContain('the database is back');
    });

    it.runIf(process.platform === 'linux')(
      'tells of a disk without room, writes nothing half, and goes on when there is room (on Linux)',
      async () => {
        // 420 blocks of 1,024 bytes: what the process may write to a file, as a small disk would allow. The tables take half.
        const limited = ['bash', '-c', `trap '' XFSZ; ulimit -S -f 420; exec "$0" "$@"`];
        const child = await startWithStore(
          rig.url(),
          `const entriesFrom = (start) => Array.from({ length: 20 }, (_, index) => ({ locale: 'en',
           question: 'q' + (start + index), answer: 'x'.repeat(4000), wordings: [], section: null }));
         const wait = () => new Promise((resolve) => process.stdin.once('data', resolve));
         let added = 0;
         for (;;) {
           try { await store.knowledge.addEntries('1', entriesFrom(added), 0); added += 20; }
           catch (error) { print(error.name + ' ' + error.message); break; }
         }
         await store.reach().then(() => print('reached'), (error) => print(error.name));
         print(String(added === (await store.knowledge.read('1')).entries.length));
         await wait();
         await store.knowledge.addEntries('1', entriesFrom(added), 0);
         await store.reach();
         print(String(added + 20 === (await store.knowledge.read('1')).entries.length));
         process.stdin.destroy();`,
          limited,
        );
        await child.printed(3);
        expect([child.lines, child.errors()]).toEqual([
          [expect.stringMatching(/^StoreUnavailable .*(?:disk)/), 'StoreUnavailable', 'true'],
          '',
        ]);
        execFileSync('bash', ['-c', 'prlimit --pid "$0" --fsize=unlimited', String(child.child.pid)]);
        child.child.stdin.write('room\n');
        expect([await child.ended, child.errors()]).toEqual([0, '']);
        expect(child.lines[3]).toBe('true');
      },
    );

    it('tells that it may not be written, and is back when it may', async () => {
      const first = await rig.store();
      await count(first);
      await first.close();
      asSomebodyElse(dirname(file()));
      allow(0o444);
      const store = await rig.anotherStore();
      expect(await outcomeOf(() => count(store))).toBe('unavailable');
      expect(await outcomeOf(() => counted(store))).toBe('done');
      expect(await outcomeOf(() => store.reach())).toBe('unavailable');
      allow(0o644);
      // A connection that could only read finds out by failing once more.
      await expect.poll(() => outcomeOf(() => count(store))).toBe('done');
      expect(await outcomeOf(() => store.reach())).toBe('done');
      expect(await counted(store)).toBe(2);
      expect(messages(rig.log(), ERROR)).toEqual([expect.stringContaining("can't be written")]);
    });

    it('is told to whoever watches when it can only be read, though nobody writes, and when it is over', async () => {
      await (await rig.store()).close();
      asSomebodyElse(dirname(file()));
      allow(0o444);
      const { database, passTime } = watched(rig.engine(), rig.log());
      expect(await outcomeOf(() => database.reach())).toBe('done');
      passTime(10_000);
      const looks = await Promise.all([1, 2, 3].map(() => outcomeOf(() => database.reach())));
      expect(looks).toEqual(['unavailable', 'unavailable', 'unavailable']);
      allow(0o644);
      // Not at each look: it would write each time.
      await expect(database.reach()).rejects.toMatchObject({ name: 'StoreUnavailable', canBeRead: true });
      await expect
        .poll(() => {
          passTime(1_000);
          return outcomeOf(() => database.reach());
        })
        .toBe('done');
    });

    it('does not keep the bot from starting where its folder cannot be made, and is there when it can', async () => {
      const folder = dirname(file());
      writeFileSync(folder, 'a file where the folder should be');
      const store = await rig.store();
      await expect(store.reach()).rejects.toThrow(StoreUnavailable);
      await expect(count(store)).rejects.toThrow(/can't be opened/);
      rmSync(folder);
      await count(store);
      expect(await counted(store)).toBe(1);
      await expect(store.reach()).resolves.toBeUndefined();
      expect(messages(rig.log(), ERROR)).toHaveLength(1);
    });

    it('is said to be damaged where the file is something else, and is left as it is', async () => {
      mkdirSync(dirname(file()), { recursive: true });
      writeFileSync(file(), 'my diary '.repeat(1_000));
      const store = await rig.store();
      await expect(count(store)).rejects.toThrow(/is damaged or no SQLite database/);
    });

    it('is said to be closed after it was closed', async () => {
      const store = await rig.store();
      await store.close();
      await store.close();
      await expect(count(store)).rejects.toThrow(StoreUnavailable);
    });

    it('stands in the data folder where nothing else was said', async () => {
      const dataDir = dirname(file());
      const open = (databaseUrl: string | null) => openStore({ databaseUrl, dataDir, log: rig.log().log });
      const store = await open(null);
      await count(store);
      await store.close();
      // Readable for nobody else; Windows has other rights.
      expect(process.platform === 'win32' || (statSync(file()).mode & 0o777) === 0o600).toBe(true);
      for (const same of [file(), `file://${file()}`, rig.url()]) {
        const again = await open(same);
        expect(await counted(again)).toBe(1);
        await again.close();
      }
    });
  });

  onPostgres((rig) => {
    it('is told to whoever watches when it can only be read, though nobody writes', async () => {
      await rig.store();
      const url = new URL(rig.url());
      url.searchParams.set(
        'options',
        `${url.searchParams.get('options')} -c default_transaction_read_only=on`,
      );
      const { database, passTime } = watched(engineOf(url.href), rig.log());
      expect(await outcomeOf(() => database.reach())).toBe('done');
      passTime(10_000);
      await expect(database.reach()).rejects.toMatchObject({ name: 'StoreUnavailable', canBeRead: true });
      await expect(database.reach()).rejects.toMatchObject({ name: 'StoreUnavailable', canBeRead: true });
      expect(messages(rig.log(), ERROR)).toEqual([expect.stringContaining('name the primary server')]);
    });

    it('does not keep the bot from starting while PostgreSQL is away, and is there when it comes', async () => {
      const wire = await layWire(rig.url());
      await wire.cut();
      const log = recordedLog();
      const store = await openStore({ databaseUrl: wire.url, dataDir: '/nowhere', log: log.log });
      undo.push(() => store.close());
      expect(await outcomeOf(() => store.servers.read(SERVER))).toBe('unavailable');
      expect(await outcomeOf(() => store.reach())).toBe('unavailable');
      await wire.mend();
      await count(store);
      expect(await counted(store)).toBe(1);
      expect(messages(log, ERROR)).toHaveLength(1);
      expect(messages(log, INFO)).toEqual(['the database is back']);
      expect(log.lines.join('\n')).not.toContain(new URL(rig.url()).password);
    });

    it('survives that its connections break, idle or at work', async () => {
      const wire = await layWire(rig.url());
      const log = recordedLog();
      const store = await openStore({ databaseUrl: wire.url, dataDir: '/nowhere', log: log.log });
      undo.push(() => store.close());
      await Promise.all([1, 2, 3].map(() => count(store)));
      const busy = [1, 2, 3, 4].map(() => outcomeOf(() => count(store)));
      await wire.cut();
      const done = (await Promise.all(busy)).filter((outcome) => outcome === 'done').length;
      expect(await outcomeOf(() => count(store))).toBe('unavailable');
      await wire.mend();
      await count(store);
      // Of those that were cut off, each is written whole or not at all.
      const total = await counted(store);
      expect(total).toBeGreaterThanOrEqual(3 + done + 1);
      expect(total).toBeLessThanOrEqual(3 + 4 + 1);
    });

    it('survives that the server ends its connections', async () => {
      const store = await rig.store();
      await count(store);
      await administer(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'footnote'`,
      );
      await expect.poll(() => outcomeOf(() => count(store))).toBe('done');
      expect(await counted(store)).toBe(2);
    });

    it('does not wait for ever for a server that is silent', async () => {
      const wire = await layWire(rig.url());
      await wire.cut();
      await wire.mend({ silent: true });
      const store = await openStore({ databaseUrl: wire.url, dataDir: '/nowhere', log: recordedLog().log });
      undo.push(() => store.close());
      expect(await outcomeOf(() => count(store))).toBe('unavailable');
    });

    it('lets nobody wait for more than one try, however many questions wait to be recorded', async () => {
      const wire = await layWire(rig.url());
      await wire.cut();
      await wire.mend({ silent: true });
      const failed: string[] = [];
      const store = await openStore({
        databaseUrl: wire.url,
        dataDir: '/nowhere',
        log: recordedLog().log,
        metrics: { ...NO_METRICS, storeCall: (kind, _, isDone) => void (isDone || failed.push(kind)) },
      });
      undo.push(() => store.close());
      const recording = Array.from({ length: 450 }, (_, at) =>
        outcomeOf(() => store.questions.record(SERVER, asked(`question ${at}`))),
      );
      expect(await outcomeOf(() => store.questions.waiting(SERVER, 9))).toBe('unavailable');
      expect(new Set(await Promise.all(recording))).toEqual(new Set(['unavailable']));
      expect(failed).toEqual(['write', 'read']);
    });

    it.each([
      ['a wrong password', (url: URL) => (url.password = 'wrong')],
      ['a database that is not there', (url: URL) => (url.pathname = '/nothing')],
    ])('tells of %s, without the password, and starts nevertheless', async (_, spoil) => {
      const url = new URL(rig.url());
      spoil(url);
      const log = recordedLog();
      const store = await openStore({ databaseUrl: url.href, dataDir: '/nowhere', log: log.log });
      undo.push(() => store.close());
      await expect(store.knowledge.addEntries(SERVER, [entry()], NOW)).rejects.toThrow(
        /^PostgreSQL at .* can't be used .*DATABASE_URL/,
      );
      expect(messages(log, ERROR)).toHaveLength(1);
      expect(log.lines.join('\n')).not.toContain(url.password);
      expect(messages(log, WARN)).toEqual([]);
    });
  });
});

/** A database with a clock of its own. */
function watched(engine: Engine, { log }: ReturnType<typeof recordedLog>) {
  let now = 0;
  const database = createDatabase(engine, log, NO_METRICS, { now: () => now });
  undo.push(() => database.close());
  return { database, passTime: (milliseconds: number) => void (now += milliseconds) };
}

/** Root may write whatever the rights of a file say: goes on as a user who may not, until the end of the test. */
function asSomebodyElse(folder: string): void {
  if (process.getuid?.() !== 0) return;
  const nobody = 65_534;
  const files = readdirSync(folder).map((file) => join(folder, file));
  for (const path of [dirname(folder), folder, ...files]) chownSync(path, nobody, nobody);
  process.seteuid?.(nobody);
  undo.push(() => process.seteuid?.(0));
}

/** A line to PostgreSQL that can be cut. */
async function layWire(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  let port = 0;
  const start = async (silent: boolean) => {
    server = createServer((near) => {
      sockets.add(near);
      near.on('error', () => {});
      if (silent) return;
      const far = connect(Number(target.port), target.hostname);
      sockets.add(far);
      far.on('error', () => near.destroy());
      near.on('close', () => far.destroy());
      far.on('close', () => near.destroy());
      near.pipe(far).pipe(near);
    });
    await new Promise<void>((resolve) => {
      server?.listen(port, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address !== null && typeof address === 'object') port = address.port;
  };
  const cut = async () => {
    const closed = new Promise<void>((resolve) => {
      if (server === null) resolve();
      else server.close(() => resolve());
    });
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    await closed;
    server = null;
  };
  await start(false);
  undo.push(cut);
  const wired = new URL(url);
  wired.host = `127.0.0.1:${port}`;
  return { url: wired.href, cut, mend: (how?: { readonly silent: boolean }) => start(how?.silent ?? false) };
}
