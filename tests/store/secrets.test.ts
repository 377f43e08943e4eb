import { describe, expect, it } from 'vitest';
import { onEveryDatabase } from './databases.ts';

describe('a secret of the database', () => {
  onEveryDatabase((rig) => {
    it('is the same for all processes that ask for it at once, or later', async () => {
      const read = await rig.atOnce(9, (store) => store.secrets.shared('one'));
      const [first = new Uint8Array()] = read;
      expect(first).toHaveLength(32);
      for (const secret of [...read, await (await rig.anotherStore()).secrets.shared('one')]) {
        expect(secret).toEqual(first);
      }
      expect(await (await rig.store()).secrets.shared('another')).not.toEqual(first);
    });
  });
});
