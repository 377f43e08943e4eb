import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Library, Pack } from '../../../src/content/pack.ts';
import type { DiscordApi } from '../../../src/discord/api.ts';
import { createNewsPoster } from '../../../src/discord/reports/news-poster.ts';
import { REPORT_TIMES } from '../../../src/discord/reports/posting.ts';
import { createDiscordApi, createRest } from '../../../src/discord/rest.ts';
import { goneMessage } from '../../../src/discord/render/part.ts';
import { componentInteraction } from '../../../src/playground/interactions.ts';
import { ALL_ARTICLES } from '../../../src/store/article-choice-store.ts';
import { DAY } from '../../../src/store/days.ts';
import { choiceRevision } from '../../../src/store/article-choices.ts';
import type { Store } from '../../../src/store/store.ts';
import { textsFor } from '../../../src/texts/texts.ts';
import { action, actionsOf, bot as member, isPrivate } from '../../commands/member.ts';
import { packOf } from '../../fixtures/fair.ts';
import { recordedLog } from '../../fixtures/log.ts';
import { inServer } from '../../fixtures/scenes.ts';
import { TOKEN, type DiscordStandIn } from '../../stand-in/discord.ts';
import { onEveryDatabase } from '../../store/databases.ts';
import { closeModerated, startDiscord } from '../pins/moderated.ts';
import { all, minutesLater } from './all-due.ts';

const SERVER = '900000000000000001';
const CHANNEL = '800000000000000009';
const START = Date.UTC(2026, 7, 5, 12);
const HOUR = 3_600_000;

afterEach(closeModerated);

const article = (...entries: readonly string[]): Library => [
  packOf(`---
title: The Fair
source: The Fair
---
About the fair.

## Prices
They are fair.

## FAQ
${entries.map((entry) => `### ${entry}`).join('\n\n')}
`),
];

const ONE = article('Is it free?\nYes.', 'Who may come?\nAll.');
const TWO = article('Is it free?\nNo longer.', 'Are dogs @everyone welcome?\nYes.');
const THREE = article('Is it free?\nNo longer.', 'Are dogs @everyone welcome?\nYes.', 'When is it?\nIn May.');

function replica(store: Store, discord: DiscordStandIn, around = (api: DiscordApi): DiscordApi => api) {
  const api = createDiscordApi(createRest({ apiUrl: discord.apiUrl, token: TOKEN }));
  const clock = { at: START };
  const poster = createNewsPoster({
    releases: store.releases,
    discord: around(api),
    log: recordedLog('info').log,
    now: () => clock.at,
  });
  return {
    /** Serves this from then on, as at a start or after a change. */
    serve: async (library: Library, at: number) => {
      clock.at = at;
      poster.follow(library);
      await all(poster);
    },
    work: async (at: number) => {
      clock.at = at;
      await all(poster);
    },
  };
}

const choose = (store: Store, locale = 'en-US') =>
  store.servers.writeSettings(SERVER, { news: { channelId: CHANNEL, locale } });

const textsIn = (discord: DiscordStandIn) =>
  discord.messages(CHANNEL).map(({ embeds: [card] }) => `${card?.title}\n${card?.description}`);

describe('news of an article', () => {
  onEveryDatabase((rig) => {
    /** One process of the bot, and a server that chose a channel. */
    async function started() {
      const store = await rig.store();
      const discord = await startDiscord();
      const bot = replica(store, discord);
      await choose(store);
      return { store, discord, bot };
    }

    it('are posted once by several processes, with what is new, changed and removed', async () => {
      const [store, another] = [await rig.store(), await rig.anotherStore()];
      const discord = await startDiscord();
      const bots = [replica(store, discord), replica(another, discord)];
      await choose(store);
      for (const bot of bots) await bot.serve(ONE, START);
      expect(discord.messages(CHANNEL)).toEqual([]);
      await Promise.all(bots.map((bot) => bot.serve(TWO, START + DAY)));
      await Promise.all(bots.map((bot) => bot.work(START + DAY + REPORT_TIMES.look)));
      expect(textsIn(discord)).toEqual([
        [
          'What changed in “The Fair”',
          String.raw`**New**
- Question: Are dogs \@everyone welcome?

**Changed**
- Question: Is it free?

**Removed**
- Question: Who may come?`,
        ].join('\n'),
      ]);
    });

    it('are one living message while a release goes on, and another for the next', async () => {
      const store = await rig.store();
      const discord = await startDiscord();
      const bot = replica(store, discord);
      await choose(store, 'fr');
      await bot.serve(ONE, START);
      await bot.serve(TWO, START + DAY);
      await bot.serve(THREE, START + DAY + 3_600_000);
      expect(textsIn(discord)).toHaveLength(1);
      expect(textsIn(discord)[0]).toContain('Ce qui a changé dans «\u00A0The Fair\u00A0»\n**Nouveau**\n');
      expect(textsIn(discord)[0]).toContain('When is it?');
      await bot.serve(ONE, START + 3 * DAY);
      expect(textsIn(discord)).toHaveLength(2);
      expect(textsIn(discord)[1]).toContain('**Nouveau**\n- Question : Who may come?');
    });

    it('are of articles alone that are on somewhere in the server, or in the channel where it chose its own', async () => {
      const { store, discord, bot } = await started();
      await bot.serve(ONE, START);
      const off = { on: ['other'], first: [] };
      await store.articleChoices.change(SERVER, null, { seen: choiceRevision(ALL_ARTICLES), to: off });
      await bot.serve(TWO, START + DAY);
      expect(textsIn(discord)).toEqual([]);
      const elsewhere = '800000000000000010';
      const on = { on: ['fair'], first: [] };
      await store.articleChoices.change(SERVER, elsewhere, { seen: choiceRevision(null), to: on });
      await bot.serve(THREE, START + 3 * DAY);
      expect(textsIn(discord)).toEqual(['What changed in “The Fair”\n**New**\n- Question: When is it?']);
      await store.articleChoices.change(SERVER, CHANNEL, { seen: choiceRevision(null), to: off });
      await bot.serve(ONE, START + 5 * DAY);
      expect(textsIn(discord)).toHaveLength(1);
    });

    it('are none at a first start, after an older program started beside a newer one, nor before a channel was chosen', async () => {
      const store = await rig.store();
      const discord = await startDiscord();
      const newer = replica(store, discord);
      await replica(store, discord).serve(ONE, START);
      await newer.serve(TWO, START + DAY);
      await choose(store);
      await newer.work(START + DAY + 1);
      await replica(store, discord).serve(ONE, START + 2 * DAY);
      await newer.work(START + 2 * DAY);
      expect(discord.requests).toEqual([]);
      await newer.serve(THREE, START + 3 * DAY);
      expect(textsIn(discord)).toEqual(['What changed in “The Fair”\n**New**\n- Question: When is it?']);
    });

    it('are none once all was forgotten, of an article that comes again and says something else', async () => {
      const store = await rig.store();
      const discord = await startDiscord();
      await replica(store, discord).serve(ONE, START);
      await store.releases.forget();
      await choose(store);
      const bot = replica(store, discord);
      await bot.serve([], START + 1);
      await bot.serve(TWO, START + 2);
      expect(textsIn(discord)).toEqual([]);
      await bot.serve(THREE, START + 3 * DAY);
      expect(textsIn(discord)).toEqual(['What changed in “The Fair”\n**New**\n- Question: When is it?']);
    });

    it('are not posted again by who takes over from a process that died, nor where somebody deleted them', async () => {
      const store = await rig.store();
      const discord = await startDiscord();
      await choose(store);
      const dying: Store['releases'] = { ...store.releases, posted: () => new Promise<never>(() => {}) };
      const first = replica({ ...store, releases: dying }, discord);
      await first.serve(ONE, START);
      void first.serve(TWO, START + DAY);
      await expect.poll(() => discord.messages(CHANNEL).length).toBe(1);
      const second = replica(store, discord, minutesLater);
      await second.serve(TWO, START + DAY + REPORT_TIMES.lease + 1);
      expect(discord.messages(CHANNEL)).toHaveLength(1);
      discord.channels.deleteNatively(CHANNEL, String(discord.messages(CHANNEL)[0]?.id));
      await second.serve(THREE, START + DAY + 2 * REPORT_TIMES.lease);
      expect(discord.messages(CHANNEL)).toEqual([]);
    });

    it('never take another message that leads to the article’s contents for the post that a process died over', async () => {
      const store = await rig.store();
      const discord = await startDiscord();
      await choose(store);
      const first = replica(store, discord, (api) => ({
        ...api,
        createMessage: () => new Promise<never>(() => {}),
      }));
      await first.serve(ONE, START);
      void first.serve(TWO, START + DAY);
      await expect.poll(() => store.releases.claim({ now: START + DAY, lease: 1 })).toBeNull();
      const [pack] = ONE;
      if (pack === undefined) throw new Error('There is no article.');
      const pin = goneMessage(pack, 'section/prices', 'Prices', textsFor('en-US'));
      await createDiscordApi(createRest({ apiUrl: discord.apiUrl, token: TOKEN })).createMessage(
        CHANNEL,
        pin,
      );
      const second = replica(store, discord, minutesLater);
      await expect
        .poll(async () => {
          await second.serve(TWO, START + DAY + REPORT_TIMES.lease + 1);
          return textsIn(discord).map((text) => text.split('\n')[0]);
        })
        .toEqual(['Prices', 'What changed in “The Fair”']);
    });

    it('say all that changed, also while they were being posted', async () => {
      const store = await rig.store();
      const discord = await startDiscord();
      await choose(store);
      const other = replica(store, discord);
      const slow = replica(store, discord, (api) => ({
        ...api,
        async createMessage(channel, body) {
          const posted = await api.createMessage(channel, body);
          await other.serve(THREE, START + DAY + 1);
          return posted;
        },
      }));
      await slow.serve(ONE, START);
      await other.serve(ONE, START);
      await slow.serve(TWO, START + DAY);
      expect(textsIn(discord)).toEqual([expect.stringContaining('When is it?')]);
    });

    it('are a new post each day where an article changes every day', async () => {
      const { discord, bot } = await started();
      await bot.serve(ONE, START);
      await bot.serve(TWO, START + DAY);
      await bot.serve(THREE, START + DAY + 20 * HOUR);
      await bot.serve(article('Is it free?\nNo longer.'), START + DAY + 40 * HOUR);
      expect(textsIn(discord).map((text) => text.split('\n').slice(1))).toEqual([
        expect.arrayContaining(['- Question: When is it?']),
        ['**Removed**', String.raw`- Question: Are dogs \@everyone welcome?`, '- Question: When is it?'],
      ]);
    });

    it('reach each of many servers, whose posts Discord can’t take for one another', async () => {
      const store = await rig.store();
      const discord = await startDiscord();
      const bot = replica(store, discord);
      const servers = ['900000000012345678', '900000100012345678'];
      for (const [at, server] of servers.entries()) {
        await store.servers.writeSettings(server, {
          news: { channelId: `81000000000000000${at}`, locale: 'fr' },
        });
      }
      await bot.serve(ONE, START);
      await bot.serve(TWO, START + DAY);
      const posts = discord.requests.filter(({ method }) => method === 'POST');
      expect(posts.map(({ path }) => path)).toEqual([
        expect.stringContaining('810000000000000000'),
        expect.stringContaining('810000000000000001'),
      ]);
      // Of two messages of a bot with the same nonce, Discord posts one.
      const nonces = posts.map(({ body }) => z.object({ nonce: z.string().max(25) }).parse(body).nonce);
      expect(new Set(nonces).size).toBe(2);
    });

    it('are of none where the server removed the bot, and begin anew when it takes it back', async () => {
      const { store, discord, bot } = await started();
      await bot.serve(ONE, START);
      discord.channels.forbid(CHANNEL, 'changes');
      await bot.serve(article('Is it free?\nWhat else?'), START + 1);
      await store.servers.removed(SERVER, START + 2);
      discord.channels.allow(CHANNEL);
      await bot.serve(TWO, START + 2 * DAY);
      await store.servers.present(SERVER);
      await bot.work(START + 2 * DAY + 1);
      expect(discord.messages(CHANNEL)).toEqual([]);
      await bot.serve(THREE, START + 4 * DAY);
      expect(textsIn(discord)).toEqual(['What changed in “The Fair”\n**New**\n- Question: When is it?']);
    });

    it('lead to the contents, and to what is new or changed', async () => {
      const { discord, bot } = await started();
      await bot.serve(ONE, START);
      await bot.serve(TWO, START + DAY);
      const [post] = discord.messages(CHANNEL);
      if (post === undefined) throw new Error('Nothing was posted.');
      const { see } = member(TWO);
      const contents = await see(componentInteraction(inServer(), action(post, 'Contents')));
      expect(contents.embeds[0]?.title).toBe('Contents: The Fair');
      expect(isPrivate(contents)).toBe(true);
      expect(actionsOf(post).map(({ label }) => label)).toEqual([
        'Are dogs @everyone welcome?',
        'Is it free?',
        'Contents',
      ]);
      const changed = await see(componentInteraction(inServer(), action(post, 'Is it free?')));
      expect(changed.embeds[0]?.description).toBe('No longer.');
      expect(isPrivate(changed)).toBe(true);
    });

    it('wait together where Discord refuses the channel, and are posted once another is chosen', async () => {
      const { store, discord, bot } = await started();
      const both = (library: Library): Library =>
        library.flatMap((pack): readonly Pack[] => [pack, { ...pack, slug: 'twin', title: 'The Twin' }]);
      await bot.serve(both(ONE), START);
      discord.channels.forbid(CHANNEL, 'changes');
      await bot.serve(both(TWO), START + DAY);
      await bot.work(START + DAY + REPORT_TIMES.look);
      expect(discord.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
      const another = '800000000000000010';
      await store.servers.writeSettings(SERVER, { news: { channelId: another, locale: 'en-US' } });
      await bot.work(START + DAY + 2 * REPORT_TIMES.look);
      expect(discord.messages(another).map(({ embeds: [card] }) => card?.title)).toEqual([
        'What changed in “The Fair”',
        'What changed in “The Twin”',
      ]);
    });

    it('wait a day where Discord refuses the channel, which is told', async () => {
      const { store, discord, bot } = await started();
      await bot.serve(ONE, START);
      discord.channels.forbid(CHANNEL, 'changes');
      await bot.serve(TWO, START + DAY);
      await bot.work(START + DAY + REPORT_TIMES.look);
      expect(discord.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
      expect(await store.releases.isRefused(SERVER, CHANNEL)).toBe(true);
      discord.channels.allow(CHANNEL);
      await bot.work(START + 2 * DAY + 1);
      expect(discord.messages(CHANNEL)).toHaveLength(1);
      expect(await store.releases.isRefused(SERVER, CHANNEL)).toBe(false);
    });

    it('are told once of an article in two languages that are both not the server’s', async () => {
      const store = await rig.store();
      const discord = await startDiscord();
      const bot = replica(store, discord);
      await choose(store, 'de');
      const both = (library: Library): Library =>
        library.flatMap((pack): readonly Pack[] => ['fr', 'es-ES'].map((locale) => ({ ...pack, locale })));
      await bot.serve(both(ONE), START);
      await bot.serve(both(TWO), START + DAY);
      expect(textsIn(discord)).toHaveLength(1);
    });

    it('are told once of an article in two languages, in the server’s, and stay short', async () => {
      const store = await rig.store();
      const discord = await startDiscord();
      const bot = replica(store, discord);
      await choose(store, 'fr');
      const both = (library: Library): Library =>
        library.flatMap((pack): readonly Pack[] => [pack, { ...pack, locale: 'fr', title: 'La foire' }]);
      await bot.serve(both(ONE), START);
      const many = Array.from({ length: 40 }, (_, at) => `${'Long '.repeat(30)}${at}?\nYes.`);
      await bot.serve(both(article(...many)), START + DAY);
      expect(textsIn(discord)).toHaveLength(1);
      expect(textsIn(discord)[0]).toContain('La foire');
      expect(textsIn(discord)[0]).toContain('- et 32 de plus');
    });
  });
});
