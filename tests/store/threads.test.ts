import { describe, expect, it } from 'vitest';
import { onSqlite } from './databases.ts';
import { startWithStore } from './program.ts';
import { SERVER } from './scenes.ts';

const DAY = '2026-08-01';
/** A second of work, or several. */
const LARGE = `with recursive n (i) as (select 1 union all select i + 1 from n where i < 3000000) select count(*) from n`;

describe('the threads of SQLite', () => {
  onSqlite((rig) => {
    it('let others read and write while one reads what takes long', async () => {
      const process = await startWithStore(
        rig.url(),
        `import { sql } from '${import.meta.resolve('kysely')}';
         import { sqliteEngine } from '${new URL('../../dist/src/store/sqlite.js', import.meta.url).href}';
         const opened = sqliteEngine(process.argv[2].slice('file:'.length)).open('unhurried');
         const large = sql\`${LARGE}\`.execute(opened.db).then(() => print('large'));
         await store.figures.count('${SERVER}', '${DAY}', 'none');
         await store.figures.days('${SERVER}', '${DAY}');
         print('small');
         await large;
         await opened.close();`,
      );
      expect([await process.ended, process.errors()]).toEqual([0, '']);
      expect(process.lines).toEqual(['small', 'large']);
    });

    it('take no process down when they end, and are there again at the next call', async () => {
      const process = await startWithStore(
        rig.url(),
        `import { Worker } from 'node:worker_threads';
         const count = () => store.figures.count('${SERVER}', '${DAY}', 'none');
         await count();
         const post = Worker.prototype.postMessage;
         Worker.prototype.postMessage = function () {
           Worker.prototype.postMessage = post;
           void this.terminate();
         };
         await count().catch((error) => print(error.name));
         await count();
         print(String((await store.figures.days('${SERVER}', '${DAY}'))[0].missed));`,
      );
      expect([await process.ended, process.errors()]).toEqual([0, '']);
      expect(process.lines).toEqual(['StoreUnavailable', '2']);
    });

    it('take no process down when they fail while they end', async () => {
      const process = await startWithStore(
        rig.url(),
        `import { rmSync } from 'node:fs';
         import { Worker } from 'node:worker_threads';
         const count = () => store.figures.count('${SERVER}', '${DAY}', 'none');
         await count();
         const post = Worker.prototype.postMessage;
         Worker.prototype.postMessage = function (message, ...rest) {
           post.call(this, message, ...rest);
           if (message === 'end') queueMicrotask(() => this.emit('error', new Error('out of memory')));
         };
         for (const ending of ['', '-wal', '-shm']) rmSync(process.argv[2].slice('file:'.length) + ending);
         await count();
         print(String((await store.figures.days('${SERVER}', '${DAY}'))[0].missed));`,
      );
      expect([await process.ended, process.errors()]).toEqual([0, '']);
      expect(process.lines).toEqual(['1']);
    });

    it('are not given up while they start, however long that takes, and serve as soon as they have', async () => {
      const process = await startWithStore(
        rig.url(),
        `import { rmSync } from 'node:fs';
         import { Worker } from 'node:worker_threads';
         const count = () => store.figures.count('${SERVER}', '${DAY}', 'none');
         await count();
         // Of the threads that follow on the first, none is heard to start, and whoever waits has waited long enough at once.
         const { emit } = Worker.prototype;
         const { setTimeout } = globalThis;
         const threads = new Set();
         const unheard = [];
         let isStarting = false;
         Worker.prototype.emit = function (event, ...given) {
           threads.add(this);
           isStarting ||= event === 'exit';
           if (given[0] !== 'started') return emit.call(this, event, ...given);
           return unheard.push(() => emit.call(this, event, ...given)) > 0;
         };
         globalThis.setTimeout = (run, delay, ...given) => setTimeout(run, isStarting && delay === 5_000 ? 0 : delay, ...given);
         for (const ending of ['', '-wal', '-shm']) rmSync(process.argv[2].slice('file:'.length) + ending);
         for (let n = 0; n < 2; n += 1) await count().catch((error) => print(error.message));
         // The three that ended with the file, and the three in their place.
         const before = threads.size;
         Object.assign(Worker.prototype, { emit });
         Object.assign(globalThis, { setTimeout });
         while (unheard.length === 0) await new Promise(setImmediate);
         for (const hear of unheard) hear();
         await count();
         print(String((await store.figures.days('${SERVER}', '${DAY}'))[0].missed) + ' ' + before);`,
      );
      expect([await process.ended, process.errors()]).toEqual([0, '']);
      expect(process.lines).toEqual([
        expect.stringMatching(/too busy to start its thread/),
        expect.stringMatching(/too busy to start its thread/),
        '1 6',
      ]);
    });

    it('are given the time that a slow disk takes to make the tables', async () => {
      const process = await startWithStore(
        rig.url(),
        `import { Worker } from 'node:worker_threads';
         // While tables are made, whoever waits for as long as a member could has waited long enough at once.
         const { postMessage } = Worker.prototype;
         const { setTimeout } = globalThis;
         let isMaking = false;
         let made = 0;
         Worker.prototype.postMessage = function (message, ...rest) {
           isMaking = message.order?.kind === 'run' && /^create table/i.test(message.order.sql);
           made += Number(isMaking);
           postMessage.call(this, message, ...rest);
         };
         globalThis.setTimeout = (run, delay, ...given) =>
           setTimeout(run, isMaking && delay < 60_000 ? 0 : delay, ...given);
         const slow = await openStore({ databaseUrl: process.argv[2] + '-slow', dataDir: '', log: createLog('fatal') });
         await slow.figures.count('${SERVER}', '${DAY}', 'none');
         print(String((await slow.figures.days('${SERVER}', '${DAY}'))[0].missed) + ' ' + (made > 10));
         await slow.close();`,
      );
      expect([await process.ended, process.errors()]).toEqual([0, '']);
      expect(process.lines).toEqual(['1 true']);
    });

    it('keep no process alive that has nothing more to do', async () => {
      const process = await startWithStore(rig.url(), `store.close = async () => print('left open');`);
      expect([await process.ended, process.errors()]).toEqual([0, '']);
      expect(process.lines).toEqual(['left open']);
    });
  });
});
