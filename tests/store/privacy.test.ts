import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SERVER_TABLES } from '../../src/store/tables.ts';
import { onEveryDatabase, ownTables } from './databases.ts';

const PRIVACY = readFileSync(new URL('../../PRIVACY.md', import.meta.url), 'utf8');

describe('PRIVACY.md', () => {
  onEveryDatabase((rig) => {
    it('lists every column of the database, and none that is not there', async () => {
      await rig.store();
      const columns = (await ownTables(rig)).flatMap((table) =>
        table.columns.map((column) => `${table.name}.${column.name}`),
      );
      const listed = [...PRIVACY.matchAll(/^\| `(\w+)` +\| `(\w+)` +\| \S/gm)].map(
        ([, table, column]) => `${table}.${column}`,
      );
      expect(columns.length).toBeGreaterThan(70);
      expect(listed.toSorted()).toEqual(columns.toSorted());
    });

    it('can promise that no table of a server is forgotten when it is deleted', async () => {
      await rig.store();
      const withServer = (await ownTables(rig))
        .filter((table) => table.columns.some((column) => /server|guild/.test(column.name)))
        .map((table) => table.name);
      expect(withServer.toSorted()).toEqual([...SERVER_TABLES].toSorted());
    });
  });
});
