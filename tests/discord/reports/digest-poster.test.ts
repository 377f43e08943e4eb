import { ComponentType, type APIMessage } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import { createAppContext, serverMemory } from '../../../src/cli/app-context.ts';
import type { DiscordApi } from '../../../src/discord/api.ts';
import { createDigestPoster } from '../../../src/discord/reports/digest-poster.ts';
import { REPORT_TIMES } from '../../../src/discord/reports/posting.ts';
import { notice } from '../../../src/discord/render/message.ts';
import { createDiscordApi, createRest } from '../../../src/discord/rest.ts';
import { ALL_ARTICLES } from '../../../src/store/article-choice-store.ts';
import { DAY, dayOf } from '../../../src/store/days.ts';
import { choiceRevision } from '../../../src/store/article-choices.ts';
import type { ServerSettings, Store } from '../../../src/store/store.ts';
import { fair } from '../../fixtures/fair.ts';
import { recordedLog } from '../../fixtures/log.ts';
import { TOKEN, type DiscordStandIn } from '../../stand-in/discord.ts';
import { onEveryDatabase } from '../../store/databases.ts';
import { entriesOf, entry } from '../../store/scenes.ts';
import { closeModerated, startDiscord } from '../pins/moderated.ts';
import { all, minutesLater } from './all-due.ts';

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
      await all(poster);
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
    /** One process of the bot, and a server that chose a channel. */
    async function started() {
      const store = await rig.store();
      const discord = await startDiscord();
      const bot = replica(store, discord);
      await chosen(store);
      return { store, discord, bot };
    }

    it('is posted once on Monday by one of several processes, with what was asked, what waits and 👎', async () => {
      const [store, another] = [await rig.store(), await rig.anotherStore()];
      const discord = await startDiscord();
      const bots = [replica(store, discord), replica(another, discord)];
      await chosen(store);
      await busyWeek(store);
      const work = (at: number) => Promise.all(bots.map((bot) => bot.work(at)));
      await work(WEDNESDAY);
      await work(MONDAY - 1);
      expect(discord.messages(CHANNEL)).toEqual([]);
      await work(MONDAY);
      await work(MONDAY + REPORT_TIMES.look);
      await work(MONDAY + DAY);
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

    it('leaves Monday morning to the next week, and lists each 👎 and each question of a week once', async () => {
      const { store, discord, bot } = await started();
      await bot.work(WEDNESDAY);
      const night = MONDAY - 3_600_000;
      await store.questions.record(SERVER, { text: 'at night', locale: 'en', outcome: 'none', at: night });
      await store.figures.count(SERVER, dayOf(night), 'none');
      const passage = { slug: 'fair', locale: 'en', id: String(fair[0]?.faq[0]?.id) };
      await store.votes.cast(SERVER, { voter: 'a', passage, helpful: false, question: null, at: night });
      await bot.work(MONDAY);
      expect(discord.messages(CHANNEL)).toEqual([]);
      await bot.work(MONDAY + 7 * DAY);
      await bot.work(MONDAY + 14 * DAY);
      expect(discord.messages(CHANNEL).map(textOf)).toEqual([
        expect.stringMatching(/\*\*1\*\* question\n[\s\S]*at night[\s\S]*Found not helpful/),
      ]);
    });

    it('lists what was asked in that week though many older questions were asked more often, and counts right', async () => {
      const { store, discord, bot } = await started();
      await bot.work(WEDNESDAY);
      const ask = (text: string, at: number) =>
        store.questions.record(SERVER, { text, locale: 'en', outcome: 'none', at });
      const words = 'apple bread chair dance eagle flute glass'.split(' ');
      await Promise.all(
        Array.from({ length: 310 }, (_, at) => `how old is ${at}`).flatMap((text) =>
          [1, 2].map(() => ask(text, WEDNESDAY - 8 * DAY)),
        ),
      );
      await Promise.all(words.map((word) => ask(`${word} tomorrow`, WEDNESDAY)));
      await ask('apple tomorrow', WEDNESDAY + 1);
      await bot.work(MONDAY);
      const text = discord.messages(CHANNEL).map(textOf).join('');
      expect(text).toContain('waiting for review**\n- apple tomorrow · asked 2 times\n- ');
      expect(text.match(/ tomorrow · /g)).toHaveLength(5);
      expect(text).toContain('- and 2 more\n-# In all, 317 questions wait.');
    });

    it('names nothing of an article that is off in the whole server', async () => {
      const { store, discord, bot } = await started();
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
      const api = createDiscordApi(createRest({ apiUrl: discord.apiUrl, token: TOKEN }));
      for (let message = 0; message < 120; message += 1) await api.createMessage(CHANNEL, notice('hello'));
      const dying: Store['digests'] = { ...store.digests, finish: () => new Promise<never>(() => {}) };
      const first = replica({ ...store, digests: dying }, discord);
      await first.work(WEDNESDAY);
      void first.work(MONDAY);
      await expect.poll(() => discord.messages(CHANNEL).length).toBe(121);
      const second = replica(store, discord, minutesLater);
      await second.work(MONDAY + 1);
      await second.work(MONDAY + REPORT_TIMES.lease + 1);
      await second.work(MONDAY + DAY);
      expect(discord.messages(CHANNEL)).toHaveLength(121);
      expect(await store.digests.claim(1_000_000, { now: MONDAY + DAY, lease: 1 })).toMatchObject({
        begunAt: null,
      });
    });

    it('is not posted again where a process that was too slow says that an earlier week is done', async () => {
      const store = await rig.store();
      const discord = await startDiscord();
      await chosen(store);
      await busyWeek(store);
      const bot = replica(store, discord, minutesLater);
      await bot.work(WEDNESDAY);
      await bot.work(MONDAY);
      const [{ week } = { week: 0 }] = await rig.raw().selectFrom('digests').select('week').execute();
      await store.digests.finish(SERVER, week - 1);
      await bot.work(MONDAY + DAY);
      expect(discord.messages(CHANNEL)).toHaveLength(1);
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
      const { store, discord, bot } = await started();
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

    it('is posted to another channel at once where the first one refused it', async () => {
      const { store, discord, bot } = await started();
      await busyWeek(store);
      await bot.work(WEDNESDAY);
      discord.channels.forbid(CHANNEL, 'changes');
      await bot.work(MONDAY);
      const another = '800000000000000010';
      await store.servers.writeSettings(SERVER, { digest: { channelId: another, locale: 'en-US' } });
      await bot.work(MONDAY + REPORT_TIMES.look);
      await bot.work(MONDAY + DAY);
      expect(discord.messages(another)).toHaveLength(1);
    });

    it('begins with the week after somebody chose a channel once more, or took the bot back', async () => {
      const { store, discord, bot } = await started();
      await busyWeek(store);
      await bot.work(WEDNESDAY);
      await store.servers.writeSettings(SERVER, { digest: null });
      await bot.work(WEDNESDAY + 1);
      await chosen(store);
      await bot.work(MONDAY);
      await store.servers.removed(SERVER, MONDAY);
      await store.servers.present(SERVER);
      const later = { text: 'moon cheese', locale: 'en', outcome: 'none', at: MONDAY + DAY } as const;
      await store.questions.record(SERVER, later);
      await bot.work(MONDAY + 7 * DAY);
      expect(discord.requests).toEqual([]);
      await store.questions.record(SERVER, { ...later, at: MONDAY + 8 * DAY });
      await bot.work(MONDAY + 14 * DAY);
      expect(discord.messages(CHANNEL)).toHaveLength(1);
    });

    it('names days in the language of its texts', async () => {
      const store = await rig.store();
      const discord = await startDiscord();
      const bot = replica(store, discord);
      await chosen(store, { locale: 'de' });
      await busyWeek(store);
      await bot.work(WEDNESDAY);
      await bot.work(MONDAY);
      expect(discord.messages(CHANNEL).map(textOf).join('')).toContain('August 3 – August 9');
    });

    it('is left out where there is nothing to say, and where the server wants none or is gone', async () => {
      const { store, discord, bot } = await started();
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
      expect(text).toContain(
        `**Ajouté ici, et que personne n’a reçu depuis 8 semaines**\n- ${old?.question}\n\n`,
      );
      expect(text).toContain('qui cite une section disparue**\n- Gone?');
      expect(text).not.toContain('Asked for?');
    });
  });
});
