import { describe, expect, it } from 'vitest';
import type { LivingPin } from '../../src/store/pin-store.ts';
import type { Store } from '../../src/store/store.ts';
import { onEveryDatabase } from './databases.ts';
import { NOW, OTHER_SERVER, pin, SERVER } from './scenes.ts';

const LEASE = 60_000;
const TWO = { slug: 'deepseek', locale: 'en', version: 'two' };

const ids = (pins: readonly LivingPin[]) => pins.map((each) => each.messageId);

async function savePins(store: Store, count: number, change: Partial<LivingPin> = {}): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await store.pins.save(
      pin({ messageId: `${index}`, part: `faq/${index}`, pinnedAt: NOW + index, ...change }),
    );
  }
}

describe('living pins', () => {
  onEveryDatabase((rig) => {
    it('come back as they were saved, by place and by message', async () => {
      const store = await rig.store();
      const saved = pin({ until: NOW + 1, part: 'section/introduction', locale: 'fr', gone: true });
      await store.pins.save(saved);
      expect(await store.pins.find(SERVER, saved.channelId, saved.slug, saved.part)).toEqual(saved);
      expect(await store.pins.findMessage(SERVER, saved.messageId)).toEqual(saved);
      expect(await store.pins.find(SERVER, saved.channelId, saved.slug, 'summary')).toBeNull();
      expect(await store.pins.findMessage(SERVER, '0')).toBeNull();
    });

    it('are one of each part in a channel: a new one takes the place of the old one', async () => {
      const store = await rig.store();
      await store.pins.save(pin({ messageId: '1' }));
      await store.pins.save(pin({ messageId: '2', until: NOW + 1 }));
      await store.pins.save(pin({ messageId: '3', part: 'highlights' }));
      await store.pins.save(pin({ messageId: '4', channelId: '7' }));
      expect(ids(await store.pins.inServer(SERVER))).toEqual(['2', '3', '4']);
      expect(await store.pins.findMessage(SERVER, '1')).toBeNull();
    });

    it('are one of each message, whatever it showed before', async () => {
      const store = await rig.store();
      await store.pins.save(pin({ messageId: '1', part: 'summary' }));
      await store.pins.save(pin({ messageId: '2', part: 'highlights' }));
      await store.pins.save(pin({ messageId: '1', part: 'highlights' }));
      expect(await store.pins.inServer(SERVER)).toEqual([pin({ messageId: '1', part: 'highlights' })]);
    });

    it('are listed oldest first, those of this server alone', async () => {
      const store = await rig.store();
      await store.pins.save(pin({ messageId: '1', part: 'a', pinnedAt: NOW + 2 }));
      await store.pins.save(pin({ messageId: '2', part: 'b', pinnedAt: NOW + 1 }));
      await store.pins.save(pin({ messageId: '3', part: 'c', serverId: OTHER_SERVER }));
      expect(ids(await store.pins.inServer(SERVER))).toEqual(['2', '1']);
    });

    it('are one of each part also where two processes pin at once: both learn which one stands', async () => {
      const standing = await rig.atOnce(6, (store, index) =>
        store.pins.add(pin({ messageId: `${index}` }), { instead: null, nonce: null }),
      );
      const [first] = standing;
      expect(new Set(ids(standing)).size).toBe(1);
      expect(await (await rig.store()).pins.inServer(SERVER)).toEqual([first]);
    });

    it('take the place of a message that is gone, but of no other', async () => {
      const store = await rig.store();
      await store.pins.save(pin({ messageId: '1', gone: true }));
      expect(await store.pins.add(pin({ messageId: '2' }), { instead: '1', nonce: null })).toEqual(
        pin({ messageId: '2' }),
      );
      expect(await store.pins.add(pin({ messageId: '3' }), { instead: '1', nonce: null })).toEqual(
        pin({ messageId: '2' }),
      );
      expect(ids(await store.pins.inServer(SERVER))).toEqual(['2']);
    });

    it('tell which articles they are of', async () => {
      const store = await rig.store();
      await savePins(store, 2);
      await store.pins.save(pin({ messageId: 'x', part: 'x', locale: 'fr' }));
      expect(await store.pins.articles()).toEqual([
        { slug: 'deepseek', locale: 'en' },
        { slug: 'deepseek', locale: 'fr' },
      ]);
    });

    it.each([
      ['by a moderator', null],
      ['since their time is up', NOW],
    ] as const)('are not begun again by what was begun before they were removed, %s', async (_, until) => {
      const { pins } = await rig.store();
      const begin = (nonce: string, change: Partial<LivingPin> = {}) =>
        pins.begin(
          { ...pin(change), nonce, messageId: null, posts: true, after: '1' },
          { now: NOW, lease: LEASE },
        );
      await begin('same');
      await begin('other part', { part: 'highlights' });
      await begin('other article', { slug: 'other' });
      await begin('other channel', { channelId: '7' });
      await begin('other server', { serverId: OTHER_SERVER });
      await pins.save(pin({ until }));
      const { messageId } = pin();
      expect(await pins.removeEnded(SERVER, messageId, NOW + 1)).toBe(false);
      expect(await pins.intents(SERVER, pin().channelId, pin().slug, pin().part)).toHaveLength(1);
      expect(
        await (until === null ? pins.remove(SERVER, messageId) : pins.removeEnded(SERVER, messageId, until)),
      ).toBe(true);
      const left: string[] = [];
      for (let index = 0; index < 5; index += 1) {
        const intent = await pins.claimIntent({ now: NOW + LEASE, lease: LEASE });
        if (intent !== null) left.push(intent.nonce);
      }
      expect(left).toEqual(['other article', 'other channel', 'other part', 'other server']);
    });

    it('are forgotten when they are removed', async () => {
      const store = await rig.store();
      await store.pins.save(pin());
      expect(await store.pins.remove(SERVER, pin().messageId)).toBe(true);
      expect(await store.pins.remove(SERVER, pin().messageId)).toBe(false);
      expect(await store.pins.inServer(SERVER)).toEqual([]);
    });
  });
});

describe('claiming pins that show an old version', () => {
  onEveryDatabase((rig) => {
    it('takes those of the article and language, oldest first, up to the limit', async () => {
      const store = await rig.store();
      await savePins(store, 3);
      await store.pins.save(pin({ messageId: 'new', part: 'x', version: 'two' }));
      await store.pins.save(pin({ messageId: 'french', part: 'y', locale: 'fr' }));
      await store.pins.save(pin({ messageId: 'other', part: 'z', slug: 'other' }));
      const claimed = await store.pins.claimStale(TWO, { now: NOW, lease: LEASE, limit: 2 });
      expect(claimed[0]).toEqual({
        ...pin({ messageId: '0', part: 'faq/0' }),
        begunBefore: false,
      });
      expect(ids(claimed)).toEqual(['0', '1']);
      expect(ids(await store.pins.claimStale(TWO, { now: NOW, lease: LEASE, limit: 9 }))).toEqual(['2']);
      expect(await store.pins.claimStale(TWO, { now: NOW, lease: LEASE, limit: 9 })).toEqual([]);
    });

    it('gives none that shows the version now', async () => {
      const store = await rig.store();
      await savePins(store, 2);
      await store.pins.claimStale(TWO, { now: NOW, lease: LEASE, limit: 9 });
      await store.pins.refreshed(SERVER, '0', 'two');
      expect(await store.pins.findMessage(SERVER, '0')).toMatchObject({ version: 'two' });
      expect(ids(await store.pins.claimStale(TWO, { now: NOW + LEASE, lease: LEASE, limit: 9 }))).toEqual([
        '1',
      ]);
    });

    it('says so when a process had begun with it and never ended', async () => {
      const store = await rig.store();
      await savePins(store, 1);
      const claim = (now: number, pack = TWO) => store.pins.claimStale(pack, { now, lease: LEASE, limit: 9 });
      await claim(NOW);
      expect(await claim(NOW + LEASE - 1)).toEqual([]);
      expect(await claim(NOW + LEASE)).toMatchObject([{ messageId: '0', begunBefore: true }]);
      // What was begun was the version before.
      const three = { ...TWO, version: 'three' };
      expect(await claim(NOW + 2 * LEASE, three)).toMatchObject([{ begunBefore: false }]);
      await store.pins.refreshed(SERVER, '0', 'three');
      expect(await claim(NOW + 2 * LEASE)).toMatchObject([{ begunBefore: false }]);
    });

    it('leaves alone messages that somebody deleted and servers that removed the bot', async () => {
      const store = await rig.store();
      await savePins(store, 2);
      await store.pins.save(pin({ messageId: 'x', part: 'x', serverId: OTHER_SERVER, until: NOW }));
      await store.servers.removed(OTHER_SERVER, NOW);
      await store.pins.lost(SERVER, '0');
      const claim = { now: NOW, lease: LEASE, limit: 9 };
      expect(ids(await store.pins.claimStale(TWO, claim))).toEqual(['1']);
      expect(await store.pins.claimExpired(claim)).toEqual([]);
      expect(await store.pins.findMessage(SERVER, '0')).toMatchObject({ gone: true, version: 'one' });
      await store.servers.present(OTHER_SERVER);
      expect(ids(await store.pins.claimStale(TWO, claim))).toEqual(['x']);
    });

    it('takes one alone, as long as it shows what it showed', async () => {
      const store = await rig.store();
      await savePins(store, 2);
      const claim = { now: NOW, lease: LEASE, limit: 9 };
      expect(
        await store.pins.claimStale(TWO, claim, { serverId: SERVER, messageId: '1', version: 'zero' }),
      ).toEqual([]);
      expect(
        ids(await store.pins.claimStale(TWO, claim, { serverId: SERVER, messageId: '1', version: 'one' })),
      ).toEqual(['1']);
      // Whoever works on it, it is still to be done.
      expect(ids(await store.pins.stale(TWO))).toEqual(['0', '1']);
      expect(await store.pins.stale({ ...TWO, version: 'one' })).toEqual([]);
    });

    it('gives one that failed to nobody before its time', async () => {
      const store = await rig.store();
      await savePins(store, 1);
      const claim = (now: number) => store.pins.claimStale(TWO, { now, lease: LEASE, limit: 9 });
      await claim(NOW);
      await store.pins.postpone(SERVER, '0', NOW + 10 * LEASE);
      expect(await claim(NOW + 10 * LEASE - 1)).toEqual([]);
      expect(await claim(NOW + 10 * LEASE)).toMatchObject([{ begunBefore: true }]);
    });

    it('never gives the same pin to two processes', async () => {
      await savePins(await rig.store(), 30);
      const claims = await rig.atOnce(12, (store) =>
        store.pins.claimStale(TWO, { now: NOW, lease: LEASE, limit: 4 }),
      );
      const claimed = claims.flatMap(ids);
      expect(new Set(claimed).size).toBe(claimed.length);
      expect(claimed).toHaveLength(30);
    });
  });
});

describe('claiming pins whose time is up', () => {
  onEveryDatabase((rig) => {
    it('takes each once until the lease is over', async () => {
      const store = await rig.store();
      await store.pins.save(pin({ messageId: '1', part: 'a', until: NOW }));
      await store.pins.save(pin({ messageId: '2', part: 'b', until: NOW + 1 }));
      await store.pins.save(pin({ messageId: '3', part: 'c', until: null }));
      const claim = (now: number) => store.pins.claimExpired({ now, lease: LEASE, limit: 9 });
      expect(await claim(NOW)).toMatchObject([{ messageId: '1', begunBefore: false }]);
      expect(await claim(NOW)).toEqual([]);
      expect(await claim(NOW + LEASE)).toMatchObject([
        { messageId: '1', begunBefore: true },
        { messageId: '2', begunBefore: false },
      ]);
    });

    it('takes none that another process is just refreshing', async () => {
      const store = await rig.store();
      await store.pins.save(pin({ until: NOW }));
      await store.pins.claimStale(TWO, { now: NOW, lease: LEASE, limit: 9 });
      expect(await store.pins.claimExpired({ now: NOW, lease: LEASE, limit: 9 })).toEqual([]);
    });
  });
});

describe('claiming a job', () => {
  onEveryDatabase((rig) => {
    it('is for one process until the lease is over', async () => {
      const granted = async (now: number) =>
        (await rig.atOnce(8, (store) => store.jobs.claim('daily', { now, lease: LEASE }))).filter(Boolean)
          .length;
      expect(await granted(NOW)).toBe(1);
      expect(await granted(NOW + LEASE - 1)).toBe(0);
      expect(await granted(NOW + LEASE)).toBe(1);
      expect(await (await rig.store()).jobs.claim('another', { now: NOW, lease: LEASE })).toBe(true);
    });
  });
});
