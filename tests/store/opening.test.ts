import { describe, expect, it } from 'vitest';
import { NO_METRICS } from '../../src/metrics/metrics.ts';
import { openStore } from '../../src/store/open-store.ts';
import { migrate, NewerSchema } from '../../src/store/migrate.ts';
import { MIGRATIONS, type Migration } from '../../src/store/migrations.ts';
import { engineOf, onEveryDatabase, ownTables, type Rig } from './databases.ts';
import { startWithStore } from './program.ts';
import { asked, entry, NOW, SERVER } from './scenes.ts';

const tablesOf = async (rig: Rig) => (await ownTables(rig)).map((table) => table.name);

describe('opening the store', () => {
  onEveryDatabase((rig) => {
    it('makes the tables once, though several processes start together', async () => {
      const processes = await Promise.all(
        Array.from({ length: 4 }, () =>
          startWithStore(
            rig.url(),
            `print(await store.questions.record('1', ${JSON.stringify(asked('Who?'))}));`,
          ),
        ),
      );
      for (const each of processes) expect([await each.ended, each.errors()]).toEqual([0, '']);
      const ids = new Set(processes.map((each) => each.lines[0]));
      expect(ids.size).toBe(1);
      const versions = await rig.raw().selectFrom('schema_version').select('version').execute();
      expect(versions).toEqual(MIGRATIONS.map((_, index) => ({ version: index + 1 })));
    });

    it('makes the tables once, though one process opens it several times at once', async () => {
      const stores = await Promise.all(Array.from({ length: 6 }, () => rig.anotherStore()));
      await Promise.all(stores.map((store) => store.figures.count(SERVER, '2026-08-01', 'none')));
      expect(await stores[0]?.figures.days(SERVER, '2026-08-01')).toMatchObject([{ missed: 6 }]);
      // On a busy machine, one waits for the other, and says so.
      expect(rig.log().lines.filter((line) => !line.includes('The start waits for it'))).toEqual([]);
    });

    it('and looking whether it is there are no calls of it that are timed', async () => {
      const timed: string[] = [];
      const metrics = { ...NO_METRICS, storeCall: (kind: string) => void timed.push(kind) };
      const store = await openStore({ databaseUrl: rig.url(), dataDir: '', log: rig.log().log, metrics });
      await store.reach();
      expect(timed).toEqual([]);
      await store.knowledge.read(SERVER);
      expect(timed).toEqual(['read']);
      await store.close();
    });

    it('finds what was there before', async () => {
      const first = await rig.store();
      await first.knowledge.addEntries(SERVER, [entry()], NOW);
      await first.close();
      const second = await rig.anotherStore();
      expect((await second.knowledge.read(SERVER)).entries).toHaveLength(1);
    });

    it('leaves nothing of a migration that fails, and goes on when it is mended', async () => {
      const good: Migration = async (db) => {
        await db.schema.createTable('first').addColumn('id', 'integer').execute();
      };
      const bad: Migration = async (db) => {
        await db.schema.createTable('second').addColumn('id', 'integer').execute();
        throw new Error('in the middle');
      };
      await expect(migrate(rig.raw(), rig.kind, [good, bad])).rejects.toThrow('in the middle');
      expect(await tablesOf(rig)).toEqual([]);
      await migrate(rig.raw(), rig.kind, [good]);
      await expect(migrate(rig.raw(), rig.kind, [good, bad])).rejects.toThrow('in the middle');
      expect((await tablesOf(rig)).toSorted()).toEqual(['first', 'schema_version']);
    });

    it('runs only the migrations that are new', async () => {
      await migrate(rig.raw(), rig.kind);
      let runs = 0;
      const next: Migration = async (db) => {
        runs += 1;
        await db.schema.createTable('later').addColumn('id', 'integer').execute();
      };
      await migrate(rig.raw(), rig.kind, [...MIGRATIONS, next]);
      await migrate(rig.raw(), rig.kind, [...MIGRATIONS, next]);
      expect(runs).toBe(1);
      expect(await tablesOf(rig)).toContain('later');
    });

    it('refuses a database that a newer program made, and says what to do', async () => {
      await migrate(rig.raw(), rig.kind);
      await rig.raw().insertInto('schema_version').values({ version: 99, applied_at: 0 }).execute();
      const opening = openStore({ databaseUrl: rig.url(), dataDir: '/nowhere', log: rig.log().log });
      await expect(opening).rejects.toThrow(NewerSchema);
      await expect(opening).rejects.toThrow(
        /version 99, and this program knows \d+: start the newer version/,
      );
    });
  });
});

describe('what was acknowledged', () => {
  onEveryDatabase((rig) => {
    it('is there after the process was killed in the middle of writing', async () => {
      const process = await startWithStore(
        rig.url(),
        `for (let n = 0; ; n += 1) {
           await store.questions.record('${SERVER}', { text: 'question ' + n, locale: 'en', outcome: 'none', at: ${NOW} });
           await store.figures.count('${SERVER}', '2026-08-01', 'none');
           print(String(n));
         }`,
      );
      expect([await process.printed(40), process.errors()]).toEqual([true, '']);
      process.child.kill('SIGKILL');
      await process.ended;
      const acknowledged = process.lines.length;
      const store = await rig.store();
      const found = await store.questions.countWaiting(SERVER);
      const [figures] = await store.figures.days(SERVER, '2026-08-01');
      // One more may have been written and not yet told.
      expect([acknowledged, acknowledged + 1]).toContain(found);
      expect([acknowledged, acknowledged + 1]).toContain(figures?.missed);
      expect(await store.questions.record(SERVER, asked('and it goes on'))).not.toBeNull();
    });
  });
});

describe('the engine', () => {
  onEveryDatabase((rig) => {
    it('keeps a true and a false from ending the process, and refuses a text with NUL', async () => {
      await rig.store();
      const opened = engineOf(rig.url()).open();
      const insert = (name: string, until: unknown) =>
        opened.db
          .insertInto('jobs')
          .values({ name, claimed_until: until as number })
          .execute();
      if (rig.kind === 'sqlite') await insert('a', true);
      await expect(insert('a\0b', 1)).rejects.toThrow(/NUL|0x00/);
      await opened.close();
    });
  });
});
