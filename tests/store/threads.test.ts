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
         const opened = sqliteEngine(process.argv[2].slice('file:'.length)).open();
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

    it('keep no process alive that has nothing more to do', async () => {
      const process = await startWithStore(rig.url(), `store.close = async () => print('left open');`);
      expect([await process.ended, process.errors()]).toEqual([0, '']);
      expect(process.lines).toEqual(['left open']);
    });
  });
});
