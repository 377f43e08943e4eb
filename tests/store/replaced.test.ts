import { copyFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { StoreUnavailable, type Store } from '../../src/store/store.ts';
import { startWithStore } from './program.ts';
import { onSqlite } from './databases.ts';
import { entry, NOW, SERVER } from './scenes.ts';

const DAY = '2026-08-01';
const count = (store: Store) => store.figures.count(SERVER, DAY, 'none');
const counted = async (store: Store) => (await store.figures.days(SERVER, DAY))[0]?.missed ?? 0;

describe('a database file that goes while the bot runs', () => {
  onSqlite((rig) => {
    const file = () => rig.url().slice('file:'.length);
    const remove = (...endings: readonly string[]) => {
      for (const ending of endings) rmSync(file() + ending);
    };
    /** What whoever opens the file then finds, in a process of their own. */
    const found = async () => {
      const other = await startWithStore(
        rig.url(),
        `print(JSON.stringify(await store.figures.days('${SERVER}', '${DAY}')));`,
      );
      expect([await other.ended, other.errors()]).toEqual([0, '']);
      const [figures] = JSON.parse(other.lines[0] ?? '') as readonly { readonly missed: number }[];
      return figures?.missed ?? 0;
    };
    const soundness = () => {
      const other = new Libsql(file());
      const rows = other.prepare('pragma integrity_check').all();
      other.close();
      return rows;
    };
    const replacedMessages = () => rig.log().lines.filter((line) => line.includes('moved or replaced'));

    it.each([
      ['deleted with its log', () => remove('', '-wal', '-shm')],
      ['deleted alone', () => remove('')],
      ['deleted with its folder', () => rmSync(dirname(file()), { recursive: true })],
      ['moved away', () => renameSync(file(), `${file()}.old`)],
    ])('is made anew when it was %s, and what is acknowledged from then on stands there', async (_, go) => {
      const store = await rig.store();
      await count(store);
      await count(store);
      go();
      await count(store);
      expect(await counted(store)).toBe(1);
      expect(await found()).toBe(1);
      expect(soundness()).toEqual([{ integrity_check: 'ok' }]);
      expect(replacedMessages()).toHaveLength(1);
    });

    it('is noticed by whoever reads', async () => {
      const store = await rig.store();
      await store.knowledge.addEntries(SERVER, [entry()], NOW);
      remove('', '-wal', '-shm');
      expect((await store.knowledge.read(SERVER)).entries).toEqual([]);
    });

    it('takes what was moved away along whole', async () => {
      const store = await rig.store();
      await count(store);
      renameSync(file(), `${file()}.old`);
      await count(store);
      const old = new Libsql(`${file()}.old`);
      expect(old.prepare('select times from figures').all()).toEqual([{ times: 1 }]);
      old.close();
    });

    it('is the backup that was put in its place, and what is acknowledged from then on', async () => {
      const store = await rig.store();
      await count(store);
      // A connection that is closed as the last brings the log into the file.
      await store.close();
      copyFileSync(file(), `${file()}.backup`);
      const running = await rig.anotherStore();
      for (let more = 0; more < 5; more += 1) await count(running);
      renameSync(`${file()}.backup`, file());
      await count(running);
      expect(await counted(running)).toBe(2);
      expect(await found()).toBe(2);
      expect(soundness()).toEqual([{ integrity_check: 'ok' }]);
    });

    it.each([
      ['log', ['-wal']],
      ['log and index', ['-wal', '-shm']],
    ])('loses nothing when only its %s was deleted', async (_, endings) => {
      const store = await rig.store();
      for (let more = 0; more < 5; more += 1) await count(store);
      remove(...endings);
      await count(store);
      expect(await counted(store)).toBe(6);
      expect(await found()).toBe(6);
      expect(soundness()).toEqual([{ integrity_check: 'ok' }]);
    });

    it('is one new file for two processes, and holds what both acknowledge', async () => {
      const one = await rig.store();
      const other = await startWithStore(
        rig.url(),
        `await store.figures.count('${SERVER}', '${DAY}', 'none');
         print('ready');
         await new Promise((resolve) => process.stdin.once('data', resolve));
         for (let counted = 0; counted < 20;) {
           try { await store.figures.count('${SERVER}', '${DAY}', 'none'); counted += 1; }
           catch (error) { if (error.name !== 'StoreUnavailable') throw error; }
         }
         process.stdin.destroy();`,
      );
      await other.printed(1);
      await count(one);
      remove('', '-wal', '-shm');
      other.child.stdin.write('go\n');
      for (let acknowledged = 0; acknowledged < 20;) {
        // On a busy machine either may meet the other's lock for too long: that is told, and counts nothing.
        acknowledged += await count(one).then(
          () => 1,
          (error: unknown) => {
            if (!(error instanceof StoreUnavailable)) throw error;
            return 0;
          },
        );
      }
      expect([await other.ended, other.errors()]).toEqual([0, '']);
      expect(await counted(one)).toBe(40);
      expect(await found()).toBe(40);
      expect(soundness()).toEqual([{ integrity_check: 'ok' }]);
    });

    it('holds whatever is written after it went, in the midst of much that is', async () => {
      const store = await rig.store();
      const before = Array.from({ length: 30 }, () => count(store));
      await before[10];
      remove('', '-wal', '-shm');
      const after = Array.from({ length: 30 }, () => count(store));
      await Promise.all([...before, ...after]);
      const all = await found();
      expect(all).toBeGreaterThanOrEqual(30);
      expect(all).toBeLessThanOrEqual(60);
      expect(readdirSync(dirname(file())).map((name) => join(dirname(file()), name))).toContain(file());
    });
  });
});
