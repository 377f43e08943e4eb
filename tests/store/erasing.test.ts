import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { entryRevision } from '../../src/content/entry.ts';
import { DAY } from '../../src/store/days.ts';
import type { Store } from '../../src/store/store.ts';
import { onSqlite, type Rig } from './databases.ts';
import { asked, entry, NOW, OTHER_SERVER, SERVER } from './scenes.ts';

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

    it('stands in no file any more a moment after a moderator removed or changed it', async () => {
      const store = await rig.store();
      await store.knowledge.addEntries(SERVER, [entry(`${SECRET} one`), entry(`${SECRET} two`)], NOW);
      const [removed, changed] = (await store.knowledge.read(SERVER)).entries;
      if (removed === undefined || changed === undefined) throw new Error('They were not added.');
      await store.knowledge.removeEntry(SERVER, removed.id, entryRevision(removed));
      const edit = { entry: entry('Something else?'), seen: entryRevision(changed) };
      await store.knowledge.editEntry(SERVER, changed.id, edit, NOW);
      await expect.poll(() => filesWith(SECRET)).toEqual([]);
      expect((await store.knowledge.read(SERVER)).entries).toHaveLength(1);
    });

    it('stands in no file any more where rows had moved between pages, and the others are whole', async () => {
      const store = await rig.store();
      const count = await fillMixed(rig);
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

/** Rows of two servers among each other, of all lengths, some written over. Resolves with how many the other one has. */
async function fillMixed(rig: Rig): Promise<number> {
  let state = 1;
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  let others = 0;
  const text = (isSecret: boolean, length: number) =>
    `${isSecret ? SECRET : 'open'} ${'x'.repeat(random() * length)}`;
  await rig
    .raw()
    .transaction()
    .execute(async (trx) => {
      for (let index = 0; index < 4_000; index += 1) {
        const isSecret = index % 2 === 1;
        if (!isSecret) others += 1;
        const id = `${random().toString(36).slice(2, 12)}${index}`;
        await trx
          .insertInto('questions')
          .values({
            id,
            server_id: isSecret ? SERVER : OTHER_SERVER,
            text_key: `${random()}${id}`,
            text: text(isSecret, 600),
            locale: 'en',
            outcome: 'none',
            settled: 0,
            first_asked_at: NOW,
            last_asked_at: NOW,
            times: 1,
          })
          .execute();
        if (index % 3 > 0) continue;
        await trx
          .updateTable('questions')
          .set({ text: text(isSecret, 900) })
          .where('id', '=', id)
          .execute();
      }
    });
  return others;
}
