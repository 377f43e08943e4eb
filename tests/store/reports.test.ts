import { describe, expect, it } from 'vitest';
import { onEveryDatabase, outcomeOf } from './databases.ts';
import { NOW, OTHER_SERVER, SERVER } from './scenes.ts';

const LEASE = 60_000;
const channel = { channelId: '1300000000000000001', locale: 'en-US' };

describe('of reports that are due', () => {
  onEveryDatabase((rig) => {
    it('one whose server’s row can’t be read keeps no other server’s waiting, and is tried again later', async () => {
      const store = await rig.store();
      const outline = { title: 'Tides', parts: [] };
      const serve = (version: string) =>
        store.releases.served({ slug: 'tides', locale: 'en', version, outline }, null, NOW);
      await serve('one');
      for (const server of [SERVER, OTHER_SERVER])
        await store.servers.writeSettings(server, { digest: channel, news: channel });
      await store.digests.begin(1);
      await serve('two');
      const [first = ''] = [SERVER, OTHER_SERVER].toSorted();
      const spoil = (publicChannels: string | null) =>
        rig
          .raw()
          .updateTable('servers')
          .set({ public_channels: publicChannels })
          .where('server_id', '=', first)
          .execute();
      await spoil('no list');
      for (const claim of [
        (now: number) => store.digests.claim(2, { now, lease: LEASE }),
        (now: number) => store.releases.claim({ now, lease: LEASE }),
      ]) {
        expect(await outcomeOf(() => claim(NOW))).not.toBe('done');
        expect((await claim(NOW))?.serverId).not.toBe(first);
        expect(await claim(NOW)).toBeNull();
      }
      await spoil(null);
      expect((await store.digests.claim(2, { now: NOW + LEASE, lease: LEASE }))?.serverId).toBe(first);
      expect((await store.releases.claim({ now: NOW + LEASE, lease: LEASE }))?.serverId).toBe(first);
    });
  });
});
