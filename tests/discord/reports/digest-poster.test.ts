import { ComponentType, type APIMessage } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import { createAppContext, serverMemory } from '../../../src/cli/app-context.ts';
import type { DiscordApi } from '../../../src/discord/api.ts';
import { createDigestPoster } from '../../../src/discord/reports/digest-poster.ts';
import { REPORT_TIMES } from '../../../src/discord/reports/posting.ts';
import { createDiscordApi, createRest } from '../../../src/discord/rest.ts';
import { DAY, dayOf } from '../../../src/store/days.ts';
import { choiceRevision } from '../../../src/store/article-choices.ts';
import { ALL_ARTICLES, type ServerSettings, type Store } from '../../../src/store/store.ts';
import { fair } from '../../fixtures/fair.ts';
import { recordedLog } from '../../fixtures/log.ts';
import { TOKEN, type DiscordStandIn } from '../../stand-in/discord.ts';
import { onEveryDatabase } from '../../store/databases.ts';
import { entriesOf, entry } from '../../store/scenes.ts';
import { closeModerated, startDiscord } from '../pins/moderated.ts';

const SERVER = '900000000000000001';
const CHANNEL = '800000000000000009';
/** A Wednesday; digests are due on Mondays at 8:00 UTC. */
const WEDNESDAY = Date.UTC(2026, 7, 5, 12);
const MONDAY = Date.UTC(2026, 7, 10, 8);

afterEach(closeModerated);

function replica(store: Store, discord: DiscordStandIn, around = (api: DiscordApi): DiscordApi => api) {
  const api = createDiscordApi(createRest({ apiUrl: discord.apiUrl, token: TOKEN }));
  const { answers } = createAppContext(fair, { memory: serverMemory(store) });
  const { log, lines } = recordedLog('info');
  const clock = { at: WEDNESDAY };
  const poster = createDigestPoster({
    store,
    discord: around(api),
    answers: () => answers,
    log,
    now: () => clock.at,
  });
  return {
    lines,
    clock,
    work: async (at: number) => {
      clock.at = at;
      await poster.work();
    },
  };
}

async function chosen(store: Store, change: Partial<ServerSettings> = {}): Promise<void> {
  await store.servers.writeSettings(SERVER, { digest: { channelId: CHANNEL, locale: 'en-US' }, ...change });
}

async function busyWeek(store: Store): Promise<void> {
  const at = WEDNESDAY + DAY;
  for (const outcome of ['answer', 'answer', 'none'] as const) {
    await store.figures.count(SERVER, dayOf(at), outcome);
  }
  await store.questions.record(SERVER, {
    text: 'zebra @everyone lessons',
    locale: 'en',
    outcome: 'none',
    at,
  });
  await store.votes.cast(SERVER, {
    voter: 'a',
    passage: { slug: 'fair', locale: 'en', id: String(fair[0]?.faq[0]?.id) },
    helpful: false,
    question: null,
    at,
  });
}

const textOf = ({ embeds: [card] }: APIMessage) => `${card?.title}\n${card?.description}`;

describe('the weekly digest', () => {
  onEveryDatabase((rig) => {
    it('is posted once on Monday by one of several processes, with what was asked, what waits and 👎', async () => {
      const [store, another] = [await rig.store(), await rig.anotherStore()];
      const discord = await startDiscord();
      const bots = [replica(store, discord), replica(another, discord)];
      await chosen(store);
      await busyWeek(store);
      const all = (at: number) => Promise.all(bots.map((bot) => bot.work(at)));
      await all(WEDNESDAY);
      await all(MONDAY - 1);
      expect(discord.messages(CHANNEL)).toEqual([]);
      await all(MONDAY);
      await all(MONDAY + REPORT_TIMES.look);
      await all(MONDAY + DAY);
      const [digest, ...more] = discord.messages(CHANNEL);
      expect(more).toEqual([]);
      if (digest === undefined) throw new Error('Nothing was posted.');
      const text = textOf(digest);
      expect(text).toContain('What was asked here: August 3 – August 9');
      expect(text).toContain('**3** questions\nanswered: 2, “did you mean”: 0, not answered: 1\n👍 0 · 👎 1');
      expect(text).toContain(String.raw`zebra \@everyone lessons · asked once`);
      expect(text).toContain('**Found not helpful**\n- ');
      const [row] = digest.components ?? [];
      expect(row?.type === ComponentType.ActionRow && row.components).toMatchObject([
        { label: 'Review them', custom_id: expect.stringMatching(/^faq:digest:\d+$/) },
      ]);
    });

    it('names nothing of an article that is off in the whole server', async () => {
      const store = await rig.store();
      const discord = await startDiscord();
      const bot = replica(store, discord);
      await chosen(store);
      await busyWeek(store);
      const off = { on: ['other'], first: [] };
      await store.articleChoices.change(SERVER, null, { seen: choiceRevision(ALL_ARTICLES), to: off });
      await bot.work(WEDNESDAY);
      await bot.work(MONDAY);
      const [digest] = discord.messages(CHANNEL);
      const text = digest === undefined ? '' : textOf(digest);
      expect(text).toContain('**3** questions');
      expect(text).not.toContain('**Found not helpful**');
    });

    it('is not posted again by who takes over from a process that died when it stood there', async () => {
      const store = await rig.store();
      const discord = await startDiscord();
      await chosen(store);
      await busyWeek(store);
      const dying: Store['digests'] = { ...store.digests, finish: () => new Promise<never>(() => {}) };
      const first = replica({ ...store, digests: dying }, discord);
      await first.work(WEDNESDAY);
      void first.work(MONDAY);
      await expect.poll(() => discord.messages(CHANNEL).length).toBe(1);
      const second = replica(store, discord, (api) => ({
        ...api,
        // The stand-in dates its messages as it likes.
        messagesAfter: (channel) => api.messagesAfter(channel, '0'),
      }));
      await second.work(MONDAY + 1);
      await second.work(MONDAY + REPORT_TIMES.lease + 1);
      await second.work(MONDAY + DAY);
      expect(discord.messages(CHANNEL)).toHaveLength(1);
      expect(await store.digests.claim(1_000_000, { now: MONDAY + DAY, lease: 1 })).toMatchObject({
        begunAt: null,
      });
    });

    it('is posted by who takes over where the first died before', async () => {
      const store = await rig.store();
      const discord = await startDiscord();
      await chosen(store);
      await busyWeek(store);
      const first = replica(store, discord, (api) => ({
        ...api,
        createMessage: () => new Promise<never>(() => {}),
      }));
      await first.work(WEDNESDAY);
      void first.work(MONDAY);
      const second = replica(store, discord);
      await expect
        .poll(async () => {
          await second.work(MONDAY + REPORT_TIMES.lease + 1);
          return discord.messages(CHANNEL).length;
        })
        .toBe(1);
    });

    it('tries a channel that refuses it once a day, and tells until it is posted', async () => {
      const store = await rig.store();
      const discord = await startDiscord();
      const bot = replica(store, discord);
      await chosen(store);
      await busyWeek(store);
      await bot.work(WEDNESDAY);
      discord.channels.forbid(CHANNEL, 'changes');
      for (let minute = 0; minute < 5; minute += 1) await bot.work(MONDAY + minute * REPORT_TIMES.look);
      const posts = () => discord.requests.filter(({ method }) => method === 'POST').length;
      expect(posts()).toBe(1);
      expect(await store.digests.refusedChannel(SERVER)).toBe(CHANNEL);
      expect(bot.lines.join('')).not.toContain('zebra');
      discord.channels.allow(CHANNEL);
      await bot.work(MONDAY + DAY + REPORT_TIMES.look);
      expect(discord.messages(CHANNEL)).toHaveLength(1);
      expect(await store.digests.refusedChannel(SERVER)).toBeNull();
    });

    it('is left out where there is nothing to say, and where the server wants none or is gone', async () => {
      const store = await rig.store();
      const discord = await startDiscord();
      const bot = replica(store, discord);
      await chosen(store);
      await bot.work(WEDNESDAY);
      await bot.work(MONDAY);
      expect(discord.requests).toEqual([]);
      await busyWeek(store);
      await bot.work(MONDAY + DAY);
      expect(discord.requests).toEqual([]);
      await store.servers.writeSettings(SERVER, { digest: null });
      await bot.work(MONDAY + 7 * DAY);
      await chosen(store);
      await store.servers.removed(SERVER, MONDAY);
      await bot.work(MONDAY + 14 * DAY);
      expect(discord.requests).toEqual([]);
    });

    it('lists what nobody got for eight weeks and what cites a section that is gone, in the server’s language', async () => {
      const store = await rig.store();
      const discord = await startDiscord();
      const bot = replica(store, discord);
      await chosen(store, { locale: 'fr' });
      await busyWeek(store);
      const long = MONDAY - 9 * 7 * DAY;
      const [old, asked] = entriesOf(
        await store.knowledge.addEntries(SERVER, [entry('Old?'), entry('Asked for?')], long),
      );
      const gone = { ...entry('Gone?'), section: { slug: 'fair', section: 'no-such' } };
      await store.knowledge.addEntries(SERVER, [gone], WEDNESDAY);
      await store.figures.count(SERVER, dayOf(WEDNESDAY), 'answer', asked?.id);
      await bot.work(WEDNESDAY);
      await bot.work(MONDAY);
      const [digest] = discord.messages(CHANNEL);
      if (digest === undefined) throw new Error('Nothing was posted.');
      const text = textOf(digest);
      expect(text).toContain('Ce qui a été demandé ici\u00A0: 3 août – 9 août');
      expect(text).toContain(`**Ajouté ici, et donné à personne depuis 8 semaines**\n- ${old?.question}\n\n`);
      expect(text).toContain('qui cite une section disparue**\n- Gone?');
      expect(text).not.toContain('Asked for?');
    });
  });
});
