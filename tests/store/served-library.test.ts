import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { onEveryDatabase } from './databases.ts';

const NOW = Date.UTC(2026, 7, 1);
const LEASE = 60_000;

/** A program that serves some articles, changes to others, and asks whether they are the newest. */
function program(store: Store) {
  let former: string | null = null;
  return async (version: string, now = NOW) => {
    const isNewest = await store.servedLibrary.isNewest({ version, former }, { now, lease: LEASE });
    former = version;
    return isNewest;
  };
}

describe('the newest articles', () => {
  onEveryDatabase((rig) => {
    it('are those that nobody served before; an old release beside them has them no longer', async () => {
      const old = program(await rig.store());
      const fresh = program(await rig.anotherStore());
      expect(await old('spring')).toBe(true);
      expect(await fresh('summer')).toBe(true);
      expect(await old('spring')).toBe(false);
      expect(await fresh('summer')).toBe(true);
      // One of the old release that starts anew beside it has them neither.
      expect(await program(await rig.store())('spring')).toBe(false);
    });

    it('are the same for all programs that serve them', async () => {
      const store = await rig.store();
      await program(store)('spring');
      expect(await rig.atOnce(4, (each) => program(each)('summer'))).toEqual([true, true, true, true]);
      expect(await program(store)('spring')).toBe(false);
    });

    it('may be those of before, where a program that serves the newest goes back to them', async () => {
      const store = await rig.store();
      const one = program(store);
      const other = program(store);
      await one('spring');
      await one('summer');
      await other('summer');
      expect(await one('spring')).toBe(true);
      expect(await other('summer')).toBe(false);
      expect(await other('spring')).toBe(true);
    });

    it('are whatever is served first once all was forgotten', async () => {
      const store = await rig.store();
      const one = program(store);
      await one('spring');
      await one('summer');
      await store.servedLibrary.forget();
      expect(await program(store)('spring')).toBe(true);
    });

    it('are forgotten once nobody serves them, and not before', async () => {
      const store = await rig.store();
      const old = program(store);
      const fresh = program(store);
      await old('spring');
      await fresh('summer');
      await fresh('summer', NOW + LEASE - 1);
      expect(await old('spring', NOW + LEASE)).toBe(false);
      expect(await old('spring', NOW + 2 * LEASE)).toBe(true);
    });
  });
});
