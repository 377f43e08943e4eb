import {
  closeSync,
  copyFileSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Libsql from 'libsql';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { entryRevision } from '../../src/content/entry.ts';
import { DAY } from '../../src/store/days.ts';
import { MAX_VERSIONS, REMOVED_DAYS } from '../../src/store/history-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { onSqlite } from './databases.ts';
import { startWithStore } from './program.ts';
import { asked, entry, NOW, OTHER_SERVER, seen, SERVER } from './scenes.ts';

const SECRET = 'the vicar’s allotment';

describe('what was deleted', () => {
  onSqlite((rig) => {
    const file = () => rig.url().slice('file:'.length);
    /** In which files of the data folder a text stands, as whoever copies the disk would see. */
    const filesWith = (text: string): readonly string[] =>
      readdirSync(dirname(file()), { recursive: true, withFileTypes: true })
        .filter((found) => found.isFile())
        .map((found) => join(found.parentPath, found.name))
        .filter((path) => readFileSync(path).includes(text));

    const ask = async (store: Store, at = NOW) => {
      await store.questions.record(SERVER, asked(`Who has ${SECRET}?`, 'none', at));
      await store.questions.record(OTHER_SERVER, asked('Where is the pump?', 'none', at));
    };

    it.each([
      ['a server', (store: Store) => store.servers.purge(SERVER)],
      [
        'questions that are not to be kept',
        (store: Store) => store.servers.writeSettings(SERVER, { keepingDays: 0 }),
      ],
      [
        'questions that were kept long enough',
        (store: Store) => store.questions.deleteExpired(NOW + 31 * DAY),
      ],
    ])('stands in no file any more, byte for byte, after deleting %s while others run', async (_, run) => {
      const store = await rig.store();
      const bot = await rig.anotherStore();
      await ask(bot);
      expect(filesWith(SECRET)).not.toEqual([]);
      await run(store);
      expect(filesWith(SECRET)).toEqual([]);
    });

    it('stands in no file any more a moment after what a moderator removed or changed can’t be restored any longer', async () => {
      const store = await rig.store();
      await store.knowledge.addEntries(SERVER, [entry(`${SECRET} one`), entry(`${SECRET} two`)], NOW);
      const [removed, changed] = (await store.knowledge.read(SERVER)).entries;
      if (removed === undefined || changed === undefined) throw new Error('They were not added.');
      await store.knowledge.removeEntry(SERVER, removed.id, entryRevision(removed), NOW);
      const edit = { entry: entry('Something else?'), seen: entryRevision(changed) };
      await store.knowledge.editEntry(SERVER, changed.id, edit, NOW);
      for (let version = 1; version < MAX_VERSIONS; version += 1) {
        const [standing] = (await store.knowledge.read(SERVER)).entries;
        const next = { entry: entry(`Something else ${version}?`), seen: seen(standing) };
        // oxlint-disable-next-line no-await-in-loop
        await store.knowledge.editEntry(SERVER, changed.id, next, NOW);
      }
      expect(filesWith(SECRET)).not.toEqual([]);
      await store.history.deleteExpired(NOW + REMOVED_DAYS * DAY);
      await expect.poll(() => filesWith(SECRET)).toEqual([]);
      expect((await store.knowledge.read(SERVER)).entries).toHaveLength(1);
    });

    it('stands in the file no more where it is large, and others write meanwhile', async () => {
      await rig.store();
      fillMixed(file());
      const large = join(dirname(file()), 'large.db');
      const end = copyEnlarged(file(), large, 60_000);
      const store = await openStore({
        databaseUrl: `file:${large}`,
        dataDir: '/nowhere',
        log: rig.log().log,
      });
      // As if the file were several times as large: an order is given up sooner.
      const { setTimeout: original } = globalThis;
      vi.stubGlobal('setTimeout', (run: () => void, delay?: number) =>
        original(run, delay === 5_000 ? 500 : delay),
      );
      onTestFinished(() => void vi.unstubAllGlobals());
      const over = new AbortController();
      const purge = store.servers.purge(SERVER).finally(() => over.abort());
      let writes = 0;
      while (!over.signal.aborted) {
        await store.figures.count(OTHER_SERVER, '2026-08-01', 'none');
        writes += 1;
        await pause(100);
      }
      expect(await purge).toBeGreaterThan(0);
      expect((await store.figures.days(OTHER_SERVER, '2026-08-01'))[0]?.missed).toBe(writes);
      expect(startOf(large, end).includes(SECRET)).toBe(false);
      expect(readFileSync(`${large}-wal`).includes(SECRET)).toBe(false);
      await store.close();
    }, 120_000);

    it('stands in no file any more where another program writes nearly all the time', async () => {
      await rig.store();
      fillMixed(file(), 12_000);
      const opened = rig.engine().open();
      await opened.db.transaction().execute(async (trx) => {
        await trx.deleteFrom('questions').where('server_id', '=', SERVER).execute();
      });
      const other = await startWithStore(
        rig.url(),
        `import Libsql from '${import.meta.resolve('libsql')}';
         import { setTimeout as pause } from 'node:timers/promises';
         const file = new Libsql(process.argv[2].slice('file:'.length));
         file.exec('pragma busy_timeout = 5000');
         let isOver = false;
         process.stdin.once('data', () => (isOver = true));
         print('writes');
         while (!isOver) {
           file.exec('begin immediate');
           file.exec("insert into jobs (name, claimed_until) values ('x', 1) on conflict do update set claimed_until = claimed_until + 1");
           await pause(1200);
           file.exec('commit');
           await pause(150);
         }
         file.close();
         process.stdin.destroy();`,
      );
      await other.printed(1);
      expect(await opened.erase(() => true)).toBe(true);
      expect(filesWith(SECRET)).toEqual([]);
      other.child.stdin.write('over\n');
      expect([await other.ended, other.errors()]).toEqual([0, '']);
      await opened.close();
    }, 60_000);

    it('stands in no file any more where rows had moved between pages, and the others are whole', async () => {
      const store = await rig.store();
      const count = fillMixed(file());
      await store.servers.purge(SERVER);
      expect(filesWith(SECRET)).toEqual([]);
      const kept = await rig.raw().selectFrom('questions').select('text').execute();
      expect(kept).toHaveLength(count);
      expect(kept.every(({ text }) => text.startsWith('open '))).toBe(true);
      const other = new Libsql(file());
      expect(other.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
      other.close();
    });
  });
});

/** With so many pages more, in which nothing stands. Gives where they begin. */
function copyEnlarged(from: string, to: string, pages: number): number {
  const original = new Libsql(from);
  original.exec('pragma wal_checkpoint(truncate)');
  original.close();
  copyFileSync(from, to);
  const header = startOf(to, 100);
  const total = header.readUInt32BE(28) + pages;
  header.writeUInt32BE(total, 28);
  const disk = openSync(to, 'r+');
  writeSync(disk, header, 0, 100, 0);
  // Takes no room on the disk.
  ftruncateSync(disk, total * header.readUInt16BE(16));
  closeSync(disk);
  return (total - pages) * header.readUInt16BE(16);
}

function startOf(file: string, length: number): Buffer {
  const start = Buffer.alloc(length);
  const disk = openSync(file, 'r');
  readSync(disk, start, 0, length, 0);
  closeSync(disk);
  return start;
}

/** Rows of two servers among each other, of all lengths, some written over. Gives how many the other one has. */
function fillMixed(file: string, count = 4_000): number {
  let state = 1;
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  let others = 0;
  const text = (isSecret: boolean, length: number) =>
    `${isSecret ? SECRET : 'open'} ${'x'.repeat(random() * length)}`;
  // Thousands of statements, by way of the store's threads, would take most of the test's time.
  const connection = new Libsql(file);
  connection.exec('pragma secure_delete = on');
  connection.exec('begin immediate');
  const insert = connection.prepare(
    `insert into questions (id, server_id, text_key, text, locale, outcome, settled, first_asked_at, last_asked_at, times)
     values (?, ?, ?, ?, 'en', 'none', 0, ${NOW}, ${NOW}, 1)`,
  );
  const overwrite = connection.prepare('update questions set text = ? where id = ?');
  for (let index = 0; index < count; index += 1) {
    const isSecret = index % 2 === 1;
    if (!isSecret) others += 1;
    const id = `${random().toString(36).slice(2, 12)}${index}`;
    insert.run(id, isSecret ? SERVER : OTHER_SERVER, `${random()}${id}`, text(isSecret, 600));
    if (index % 3 === 0) overwrite.run(text(isSecret, 900), id);
  }
  connection.exec('commit');
  connection.close();
  return others;
}
