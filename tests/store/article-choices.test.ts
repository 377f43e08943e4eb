import { describe, expect, it } from 'vitest';
import { ALL_ARTICLES, MAX_CHANNEL_CHOICES, NO_CHOICES } from '../../src/store/article-choice-store.ts';
import { choiceRevision } from '../../src/store/article-choices.ts';
import type { Store } from '../../src/store/store.ts';
import { onEveryDatabase } from './databases.ts';
import { OTHER_SERVER, SERVER } from './scenes.ts';

const CHANNEL = '1200000000000000001';
const NONE_YET = choiceRevision(null);
const ALL = choiceRevision(ALL_ARTICLES);
const some = { on: ['fair', 'ferry'], first: ['ferry'] };

const choicesOf = async (store: Store, serverId = SERVER) =>
  (await store.servers.read(serverId)).articleChoices;

describe('the articles that moderators chose', () => {
  onEveryDatabase((rig) => {
    it('are all where nobody chose', async () => {
      expect(await choicesOf(await rig.store())).toEqual(NO_CHOICES);
    });

    it('come back as they were chosen, for the server and for each channel', async () => {
      const store = await rig.store();
      const choices = store.articleChoices;
      expect(await choices.change(SERVER, null, { seen: ALL, to: some })).toBe('changed');
      expect(
        await choices.change(SERVER, CHANNEL, { seen: NONE_YET, to: { on: null, first: ['fair'] } }),
      ).toBe('changed');
      expect(await choicesOf(store)).toEqual({
        server: some,
        channels: new Map([[CHANNEL, { on: null, first: ['fair'] }]]),
      });
      expect(await choicesOf(store, OTHER_SERVER)).toEqual(NO_CHOICES);
    });

    it('go back to what holds without a choice', async () => {
      const store = await rig.store();
      const choices = store.articleChoices;
      await choices.change(SERVER, null, { seen: ALL, to: some });
      await choices.change(SERVER, CHANNEL, { seen: NONE_YET, to: some });
      await choices.change(SERVER, null, { seen: choiceRevision(some), to: null });
      await choices.change(SERVER, CHANNEL, { seen: choiceRevision(some), to: null });
      expect(await choicesOf(store)).toEqual(NO_CHOICES);
    });

    it('of two moderators who saw the same, the first one’s holds, and the other is told', async () => {
      const store = await rig.store();
      const results = await rig.atOnce(2, (each, index) =>
        each.articleChoices.change(SERVER, null, { seen: ALL, to: { on: [`of-${index}`], first: [] } }),
      );
      expect(results.toSorted()).toEqual(['changed', 'outdated']);
      const { server } = await choicesOf(store);
      expect(server.on).toEqual([`of-${results.indexOf('changed')}`]);
    });

    it('have a limit of channels, which those that have a choice may go on changing', async () => {
      const store = await rig.store();
      const choices = store.articleChoices;
      for (let number = 0; number < MAX_CHANNEL_CHOICES; number += 1) {
        await choices.change(SERVER, String(2_000 + number), { seen: NONE_YET, to: some });
      }
      expect(await choices.change(SERVER, CHANNEL, { seen: NONE_YET, to: some })).toBe('full');
      expect(await choices.change(SERVER, '2000', { seen: choiceRevision(some), to: ALL_ARTICLES })).toBe(
        'changed',
      );
      await choices.change(SERVER, '2000', { seen: ALL, to: null });
      expect(await choices.change(SERVER, CHANNEL, { seen: NONE_YET, to: some })).toBe('changed');
    });

    it('are listed by channel, to find out which are gone, and forgotten one by one', async () => {
      const store = await rig.store();
      const choices = store.articleChoices;
      await choices.change(SERVER, null, { seen: ALL, to: some });
      for (const [server, channel] of [
        [SERVER, '3'],
        [OTHER_SERVER, '1'],
        [SERVER, '2'],
      ] as const) {
        await choices.change(server, channel, { seen: NONE_YET, to: some });
      }
      expect(await choices.channels({ after: '', limit: 2 })).toEqual([
        { serverId: OTHER_SERVER, channelId: '1' },
        { serverId: SERVER, channelId: '2' },
      ]);
      expect(await choices.channels({ after: '2', limit: 2 })).toEqual([
        { serverId: SERVER, channelId: '3' },
      ]);
      await choices.forgetChannel(SERVER, '3');
      expect(await choices.channels({ after: '2', limit: 2 })).toEqual([]);
      expect((await choicesOf(store)).server).toEqual(some);
    });
  });
});
