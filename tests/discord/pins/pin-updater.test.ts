import { afterEach, describe, expect, it } from 'vitest';
import { Locale } from 'discord-api-types/v10';
import type { DiscordApi } from '../../../src/discord/api.ts';
import { createPinUpdater, PIN_UPDATER_TIMES } from '../../../src/discord/pins/pin-updater.ts';
import { createGuildMembership } from '../../../src/retention/guild-membership.ts';
import type { Store } from '../../../src/store/store.ts';
import { fair, packOf } from '../../fixtures/fair.ts';
import { recordedLog } from '../../fixtures/log.ts';
import { asModerator } from '../../fixtures/scenes.ts';
import { unsteadyStore } from '../../fixtures/store.ts';
import { onEveryDatabase, onSqlite } from '../../store/databases.ts';
import { CHANNEL, closeModerated, moderated, pin, pinThis, settle, type Moderated } from './moderated.ts';

afterEach(closeModerated);

const VERSION_ONE = `---
title: The library
source: Rules of the library
---
The library lends books.

## Highlights
- Books are free.

## Opening hours
It opens at nine.

## Fees
A late book costs one crown a day.

## FAQ
### When does it open?
It opens at nine.

See: Opening hours
`;
const TWO = VERSION_ONE.replaceAll('opens at nine', 'opens at ten');
const THREE = VERSION_ONE.replaceAll('opens at nine', 'opens at noon');
const WITHOUT_HOURS = VERSION_ONE.replace(/## Opening hours\n.*\n/, '').replace(
  'See: Opening hours',
  'See: Fees',
);
const IN_FRENCH = `---
title: La bibliothèque
source: Rules of the library
---
La bibliothèque prête des livres.

## Horaires
Elle ouvre à neuf heures.
`;

const library = (text: string, locale = 'en') => [packOf(text, locale, 'library')];
const HOURS = pin('section', { name: 'opening-hours' });

describe('when an article changes, its living pins', () => {
  onEveryDatabase((rig) => {
    it('are edited and stay pinned, whatever part they show', async () => {
      const bot = await moderated(await rig.store(), { library: library(VERSION_ONE) });
      await bot.see(pin('summary'));
      await bot.see(HOURS);
      await bot.see(pinThis(await bot.answered('When does it open?')));
      const before = bot.discord.pins(CHANNEL);
      bot.change(library(TWO.replace('lends books', 'lends films')));
      await settle(bot, bot.pinUpdater);
      expect(bot.discord.messages(CHANNEL).map(({ embeds }) => embeds[0]?.description)).toEqual([
        'The library lends films.',
        'It opens at ten.',
        'It opens at ten.',
      ]);
      expect(bot.discord.pins(CHANNEL)).toEqual(before);
      const [pack] = library(TWO.replace('lends books', 'lends films'));
      expect(new Set((await bot.pins()).map(({ version }) => version))).toEqual(new Set([pack?.version]));
    });

    it('are edited once each, however many processes see the change', async () => {
      const bot = await moderated(await rig.store(), { library: fair });
      for (const name of ['1', '2', '3']) await bot.see(pin('section', { name }));
      await bot.see(pin('summary'));
      await bot.see(pin('highlights'));
      const [english, french] = fair;
      if (english === undefined || french === undefined) throw new Error('no pack');
      const changed = {
        ...english,
        summary: 'Another summary.',
        version: 'another',
        highlights: english.highlights.slice(1),
        sections: english.sections.map((section) => ({ ...section, text: 'Another text.' })),
      };
      bot.change([changed, french]);
      const second = bot.anotherPinUpdater((await rig.anotherStore()).pins);
      await Promise.all([settle(bot, bot.pinUpdater), settle(bot, second)]);
      const pins = await bot.pins();
      expect(pins.map(({ version }) => version)).toEqual(Array.from({ length: 5 }, () => 'another'));
      expect(pins.map(({ messageId }) => bot.edits(messageId))).toEqual([1, 1, 1, 1, 1]);
    });
  });

  onSqlite((rig) => {
    it('are not edited where they show the same as before', async () => {
      const bot = await moderated(await rig.store(), { library: library(VERSION_ONE) });
      await bot.see(HOURS);
      const changed = library(VERSION_ONE.replace('one crown', 'two crowns'));
      bot.change(changed);
      await settle(bot, bot.pinUpdater);
      expect(bot.edits()).toBe(0);
      expect(await bot.pins()).toMatchObject([{ version: changed[0]?.version }]);
    });

    it('are edited one after the other, with pauses', async () => {
      const bot = await moderated(await rig.store(), { library: library(VERSION_ONE) });
      await bot.see(pin('summary'));
      await bot.see(HOURS);
      bot.change(library(TWO.replace('lends books', 'lends films')));
      expect([await bot.pinUpdater.work(), bot.edits()]).toEqual([PIN_UPDATER_TIMES.spacing, 1]);
      expect([await bot.pinUpdater.work(), bot.edits()]).toEqual([PIN_UPDATER_TIMES.spacing, 2]);
    });

    it('are edited at the start, where the article changed while the bot was away', async () => {
      const store = await rig.store();
      const before = await moderated(store, { library: library(VERSION_ONE) });
      await before.see(HOURS);
      const after = await moderated(store, { library: library(TWO), discord: before.discord });
      await settle(after, after.pinUpdater);
      expect(after.discord.messages(CHANNEL)[0]?.embeds[0]?.description).toBe('It opens at ten.');
    });

    it.each([
      { before: 'a change', changes: [TWO], shown: 'It opens at ten.' },
      { before: 'several changes in a row', changes: [TWO, THREE], shown: 'It opens at noon.' },
    ])('are edited also where they were just being pinned before $before', async ({ changes, shown }) => {
      const store = await rig.store();
      const bot = await moderated(store, { library: library(VERSION_ONE) });
      const behind = await moderated(store, { library: library(VERSION_ONE), discord: bot.discord });
      await settle(bot, bot.pinUpdater);
      for (const change of changes) {
        bot.change(library(change));
        await settle(bot, bot.pinUpdater);
      }
      await behind.see(HOURS);
      bot.clock.at += PIN_UPDATER_TIMES.lease;
      await settle(bot, bot.pinUpdater);
      expect(bot.discord.messages(CHANNEL)[0]?.embeds[0]?.description).toBe(shown);
    });

    it('are edited when their server takes the bot back, where the article changed meanwhile', async () => {
      const store = await rig.store();
      const bot = await moderated(store, { library: library(VERSION_ONE) });
      await bot.see(HOURS);
      const [server = ''] = (await bot.pins()).map(({ serverId }) => serverId);
      const membership = createGuildMembership({
        servers: store.servers,
        log: recordedLog().log,
        onReturn: () => bot.change(library(TWO)),
      });
      membership.connected([server]);
      membership.left(server);
      await membership.reconcile();
      bot.change(library(TWO));
      await settle(bot, bot.pinUpdater);
      const shown = () => bot.discord.messages(CHANNEL)[0]?.embeds[0]?.description;
      expect(shown()).toBe('It opens at nine.');
      membership.joined(server);
      await membership.reconcile();
      await settle(bot, bot.pinUpdater);
      expect(shown()).toBe('It opens at ten.');
    });

    it('are left unpinned where somebody unpinned them, but true', async () => {
      const bot = await moderated(await rig.store(), { library: library(VERSION_ONE) });
      await bot.see(HOURS);
      const [id = ''] = bot.discord.pins(CHANNEL);
      bot.discord.channels.unpinNatively(CHANNEL, id);
      bot.change(library(TWO));
      await settle(bot, bot.pinUpdater);
      expect(bot.standing(id).embeds[0]?.description).toBe('It opens at ten.');
      expect(bot.discord.pins(CHANNEL)).toEqual([]);
    });

    it('are forgotten where somebody deleted them, and the list says so', async () => {
      const bot = await moderated(await rig.store(), { library: library(VERSION_ONE) });
      await bot.see(HOURS);
      await bot.see(pin('summary'));
      const [, id = ''] = bot.discord.pins(CHANNEL);
      bot.discord.channels.deleteNatively(CHANNEL, id);
      bot.change(library(TWO));
      await settle(bot, bot.pinUpdater);
      expect(await bot.read(pin('list'))).toMatch(
        /^- ~~Opening hours~~, <#8\d+>: somebody deleted the message.*\n- \[The library\]/,
      );
      const asked = bot.discord.requests.length;
      bot.change(library(THREE));
      await settle(bot, bot.pinUpdater);
      expect(bot.discord.requests.slice(asked).filter(({ path }) => path.endsWith(id))).toEqual([]);
      expect(await bot.read(HOURS)).toMatch(/^Pinned: \*\*Opening hours\*\*/);
      expect(await bot.read(pin('list'))).not.toContain('~~');
    });

    it('say so where the article lost their section, and show it again when it is back', async () => {
      const bot = await moderated(await rig.store(), { library: library(VERSION_ONE) });
      await bot.see(HOURS);
      await bot.see(pin('section', { name: 'fees' }, asModerator({ serverLocale: Locale.French })));
      const shown = () => bot.discord.messages(CHANNEL).map(({ embeds }) => embeds[0]);
      bot.change(library(WITHOUT_HOURS.replace('## Fees', '## Costs').replace('See: Fees', 'See: Costs')));
      await settle(bot, bot.pinUpdater);
      expect(shown()).toMatchObject([
        { title: 'Opening hours', description: 'This section is no longer in the article.' },
        { title: 'Fees', description: 'Cette section n’est plus dans l’article.' },
      ]);
      expect(bot.discord.pins(CHANNEL)).toHaveLength(2);
      bot.change(library(VERSION_ONE));
      await settle(bot, bot.pinUpdater);
      expect(shown()).toMatchObject(
        [{ description: 'It opens at nine.' }, { description: /one crown/ }].map(({ description }) => ({
          description: expect.stringMatching(description),
        })),
      );
    });

    it('show another language where theirs is gone, and theirs again when it is back', async () => {
      const both = [...library(VERSION_ONE), ...library(IN_FRENCH, 'fr')];
      const bot = await moderated(await rig.store(), { library: both });
      await bot.see(pin('summary', {}, asModerator({ serverLocale: Locale.French })));
      const text = () => bot.discord.messages(CHANNEL)[0]?.embeds[0]?.description;
      expect(text()).toBe('La bibliothèque prête des livres.');
      bot.change(library(VERSION_ONE));
      await settle(bot, bot.pinUpdater);
      expect(text()).toBe('The library lends books.');
      bot.change(both);
      await settle(bot, bot.pinUpdater);
      expect(text()).toBe('La bibliothèque prête des livres.');
    });

    it('stay as they are where the whole article is gone', async () => {
      const bot = await moderated(await rig.store(), { library: library(VERSION_ONE) });
      await bot.see(HOURS);
      bot.change(fair);
      await settle(bot, bot.pinUpdater);
      expect(bot.edits()).toBe(0);
      expect(await bot.pins()).toHaveLength(1);
      expect(await bot.read(pin('list'))).toContain('library: section/opening-hours');
    });

    it('keep their buttons, and the line that says what they answer', async () => {
      const bot = await moderated(await rig.store(), { library: library(VERSION_ONE) });
      const answer = await bot.answered('When does it open?');
      await bot.api.editMessage(CHANNEL, answer.id, {
        content: 'In answer to somebody',
        embeds: answer.embeds,
        components: [
          ...(answer.components ?? []),
          { type: 1, components: [{ type: 2, style: 2, label: 'Helpful', custom_id: 'vote:up:x' }] },
        ],
        allowed_mentions: { parse: [] },
      });
      await bot.see(pinThis(bot.standing(answer.id)));
      bot.change(library(TWO));
      await settle(bot, bot.pinUpdater);
      const after = bot.standing(answer.id);
      expect(after).toMatchObject({
        content: 'In answer to somebody',
        embeds: [{ description: 'It opens at ten.' }],
      });
      expect(JSON.stringify(after.components)).toMatch(/Whole section.*vote:up:x/);
    });
  });
});

describe('when Discord refuses, a living pin', () => {
  onSqlite((rig) => {
    it('is kept where the bot lost access, told once, and true as soon as it has it again', async () => {
      const bot = await moderated(await rig.store(), { library: library(VERSION_ONE) });
      await bot.see(HOURS);
      bot.discord.channels.forbid(CHANNEL, 'everything');
      bot.change(library(TWO));
      for (let hour = 0; hour < 3; hour += 1) {
        await settle(bot, bot.pinUpdater);
        bot.clock.at += PIN_UPDATER_TIMES.longPause;
      }
      expect(bot.discord.requests.filter(({ status }) => status === 403)).toHaveLength(3);
      expect(bot.lines.filter((line) => line.includes('could not be kept true'))).toHaveLength(1);
      bot.discord.channels.allow(CHANNEL);
      await settle(bot, bot.pinUpdater);
      expect(bot.discord.messages(CHANNEL)[0]?.embeds[0]?.description).toBe('It opens at ten.');
    });

    it('of one channel doesn’t hold up those of others', async () => {
      const bot = await moderated(await rig.store(), { library: library(VERSION_ONE) });
      await bot.see(
        pin('section', { name: 'opening-hours' }, asModerator({ channelId: '800000000000000009' })),
      );
      await bot.see(HOURS);
      bot.discord.channels.forbid('800000000000000009', 'everything');
      bot.change(library(TWO));
      await settle(bot, bot.pinUpdater);
      expect(bot.discord.messages(CHANNEL)[0]?.embeds[0]?.description).toBe('It opens at ten.');
    });

    it.each([
      ['reading', 'GET'],
      ['editing', 'PATCH'],
    ])('is tried again later, with growing pauses, when %s it fails with 500', async (_, method) => {
      const bot = await moderated(await rig.store(), { library: library(VERSION_ONE) });
      await bot.see(HOURS);
      // As often as the client tries, twice.
      bot.discord.refuseNext(method, /messages\/\d+$/, 500, { code: 0, message: 'broken' }, 6);
      bot.change(library(TWO));
      const attempts: number[] = [];
      const start = bot.clock.at;
      while (bot.edits() === 0) {
        const before = bot.discord.requests.length;
        const wait = await bot.pinUpdater.work();
        if (bot.discord.requests.length > before) attempts.push(bot.clock.at - start);
        bot.clock.at += wait;
      }
      const { firstPause } = PIN_UPDATER_TIMES;
      expect(attempts).toEqual([0, firstPause, 3 * firstPause]);
      expect(bot.edits()).toBe(1);
    });

    it('waits as long as Discord asks for with 429', async () => {
      const bot = await moderated(await rig.store(), { library: library(VERSION_ONE) });
      await bot.see(HOURS);
      const slow = { message: 'slow down', retry_after: 0.01, global: false };
      bot.discord.refuseNext('GET', /messages\/\d+$/, 429, slow);
      bot.discord.refuseNext('PATCH', /messages\/\d+$/, 429, slow);
      bot.change(library(TWO));
      await settle(bot, bot.pinUpdater);
      expect(bot.edits()).toBe(1);
      expect((await bot.pins())[0]?.version).toBe(library(TWO)[0]?.version);
    });

    it('is off the list where its channel is gone', async () => {
      const bot = await moderated(await rig.store(), { library: library(VERSION_ONE) });
      await bot.see(HOURS);
      bot.discord.channels.remove(CHANNEL);
      bot.change(library(TWO));
      await settle(bot, bot.pinUpdater);
      expect(await bot.pins()).toEqual([]);
    });

    it('is forgotten where it was deleted between reading and editing', async () => {
      const bot = await moderated(await rig.store(), { library: library(VERSION_ONE) });
      await bot.see(HOURS);
      bot.discord.refuseNext('PATCH', /messages\/\d+$/, 404, { code: 10008, message: 'Unknown Message' });
      bot.change(library(TWO));
      await settle(bot, bot.pinUpdater);
      expect(await bot.pins()).toMatchObject([{ gone: true }]);
    });
  });
});

describe('after a restart in the middle of a change', () => {
  onSqlite((rig) => {
    it('the rest is edited, and what was edited is not edited again', async () => {
      const store = await rig.store();
      const bot = await moderated(store, { library: library(VERSION_ONE) });
      await bot.see(pin('summary'));
      await bot.see(pin('highlights'));
      await bot.see(HOURS);
      const [first = '', second = '', third = ''] = bot.discord.messages(CHANNEL).map(({ id }) => id);
      bot.change(
        library(TWO.replace('lends books', 'lends films').replace('Books are free', 'Films are free')),
      );
      await bot.pinUpdater.work();
      // It dies after it edited the second, before it could say so.
      const dying = bot.anotherPinUpdater({ ...store.pins, refreshed: () => new Promise(() => undefined) });
      void dying.work();
      await expect.poll(() => bot.edits(second)).toBe(1);

      const reborn = bot.anotherPinUpdater();
      await settle(bot, reborn);
      expect([first, second, third].map((id) => bot.edits(id))).toEqual([1, 1, 1]);
      bot.clock.at += PIN_UPDATER_TIMES.lease;
      await settle(bot, reborn);
      expect([first, second, third].map((id) => bot.edits(id))).toEqual([1, 1, 1]);
      expect(new Set((await bot.pins()).map(({ version }) => version)).size).toBe(1);
    });
  });
});

describe('an old release that still runs beside a new one', () => {
  onSqlite((rig) => {
    it('doesn’t undo what the new one did, not even where it had failed with it', async () => {
      const store = await rig.store();
      const first = await moderated(store, { library: library(VERSION_ONE) });
      await first.see(HOURS);
      const old = await moderated(store, { library: library(TWO), discord: first.discord });
      old.discord.refuseNext('PATCH', /messages\/\d+$/, 500, { code: 0, message: 'broken' }, 3);
      await settle(old, old.pinUpdater);
      const young = await moderated(store, { library: library(THREE), discord: first.discord });
      young.clock.at += PIN_UPDATER_TIMES.longPause;
      await settle(young, young.pinUpdater);
      for (let hour = 0; hour < 5; hour += 1) {
        old.clock.at += PIN_UPDATER_TIMES.longPause;
        await settle(old, old.pinUpdater);
      }
      expect(first.discord.messages(CHANNEL)[0]?.embeds[0]?.description).toBe('It opens at noon.');
    });
  });
});

describe('a pin whose time is up', () => {
  onEveryDatabase((rig) => {
    it('is unpinned once, not before, and is no living pin any more', async () => {
      const bot = await moderated(await rig.store());
      await bot.see(pin('summary', { until: '1' }));
      await bot.see(pin('highlights'));
      const [, summary = ''] = bot.discord.pins(CHANNEL);
      const second = bot.anotherPinUpdater((await rig.anotherStore()).pins);
      const unpinnings = () => bot.discord.requests.filter(({ method }) => method === 'DELETE');
      bot.clock.at += 23 * 60 * 60_000;
      await settle(bot, bot.pinUpdater);
      expect(unpinnings()).toEqual([]);
      bot.clock.at += 60 * 60_000 + PIN_UPDATER_TIMES.sweep;
      await Promise.all([settle(bot, bot.pinUpdater), settle(bot, second)]);
      expect(unpinnings()).toMatchObject([{ reason: 'The time that was chosen for this pin is up' }]);
      expect(bot.discord.pins(CHANNEL)).toHaveLength(1);
      expect(bot.standing(summary).embeds[0]?.title).toBe('The winter fair');
      expect((await bot.pins()).map(({ part }) => part)).toEqual(['highlights']);
    });
  });

  onSqlite((rig) => {
    it('is unpinned later where Discord refuses, and forgotten where it was deleted', async () => {
      const bot = await moderated(await rig.store());
      await bot.see(pin('summary', { until: '1' }));
      bot.discord.channels.forbid(CHANNEL, 'changes');
      bot.clock.at += 24 * 60 * 60_000 + PIN_UPDATER_TIMES.sweep;
      await settle(bot, bot.pinUpdater);
      expect(await bot.pins()).toHaveLength(1);
      bot.discord.channels.allow(CHANNEL);
      const [id = ''] = bot.discord.pins(CHANNEL);
      bot.discord.channels.deleteNatively(CHANNEL, id);
      bot.clock.at += PIN_UPDATER_TIMES.longPause;
      await settle(bot, bot.pinUpdater);
      expect(await bot.pins()).toEqual([]);
    });
  });
});

describe('a pin that a moderator gives more time just when its time is up', () => {
  const DAY_LATER = 24 * 60 * 60_000 + PIN_UPDATER_TIMES.sweep;

  /** A pin updater that lets `meanwhile` happen at this call of Discord's. */
  async function pinUpdaterAt(
    store: Store,
    step: 'before' | 'after',
    meanwhile: (bot: Moderated) => Promise<unknown>,
  ) {
    const bot = await moderated(store);
    await bot.see(pin('summary', { until: '1' }));
    bot.clock.at += DAY_LATER;
    const unpinMessage: DiscordApi['unpinMessage'] = async (...what) => {
      if (step === 'before') await meanwhile(bot);
      await bot.api.unpinMessage(...what);
      if (step === 'after') await meanwhile(bot);
    };
    const pinUpdater = createPinUpdater({
      pins: store.pins,
      discord: { ...bot.api, unpinMessage },
      log: recordedLog().log,
      now: () => bot.clock.at,
    });
    await settle(bot, pinUpdater);
    return bot;
  }

  onEveryDatabase((rig) => {
    it.each(['before', 'after'] as const)('stays pinned and kept (%s it is unpinned)', async (step) => {
      const bot = await pinUpdaterAt(await rig.store(), step, (one) =>
        one.see(pin('summary', { until: '30' })),
      );
      const pins = await bot.pins();
      expect(pins).toHaveLength(1);
      expect(pins[0]?.until).toBeGreaterThan(bot.clock.at);
      expect(bot.discord.pins(CHANNEL)).toEqual([pins[0]?.messageId]);
      expect(bot.discord.messages(CHANNEL)).toHaveLength(1);
    });
  });

  onEveryDatabase((rig) => {
    it('stays pinned and kept (while the moderator’s command has looked at it and not yet noted it)', async () => {
      let meanwhile: () => Promise<void> = () => Promise.resolve();
      const bot = await moderated(await rig.store(), {
        around: (api) => ({
          ...api,
          readMessage: async (...what) => {
            const found = await api.readMessage(...what);
            const run = meanwhile;
            meanwhile = () => Promise.resolve();
            await run();
            return found;
          },
        }),
      });
      await bot.see(pin('summary', { until: '1' }));
      const [id = ''] = bot.discord.pins(CHANNEL);
      bot.clock.at += DAY_LATER;
      meanwhile = () => settle(bot, bot.pinUpdater);
      expect(await bot.read(pin('summary', { until: '30' }))).toContain('I pinned it again');
      expect(bot.discord.pins(CHANNEL)).toEqual([id]);
      expect(await bot.pins()).toMatchObject([{ messageId: id }]);
    });
  });

  onSqlite((rig) => {
    it('stays unpinned where it was taken off the list instead', async () => {
      const bot = await pinUpdaterAt(await rig.store(), 'before', async (one) =>
        one.see(pin('remove', { pin: one.discord.pins(CHANNEL)[0] })),
      );
      expect(await bot.pins()).toEqual([]);
      expect(bot.discord.pins(CHANNEL)).toEqual([]);
    });
  });
});

describe('while the database is away', () => {
  onSqlite((rig) => {
    it('pins wait, told once, and are edited when it is back', async () => {
      const store = unsteadyStore(await rig.store());
      const bot = await moderated(store, { library: library(VERSION_ONE) });
      await bot.see(HOURS);
      bot.change(library(TWO));
      store.away = true;
      const waits = [await bot.pinUpdater.work(), await bot.pinUpdater.work()];
      expect(waits).toEqual([PIN_UPDATER_TIMES.firstPause, 2 * PIN_UPDATER_TIMES.firstPause]);
      expect(bot.lines.filter((line) => line.includes('pins wait for the database'))).toHaveLength(1);
      store.away = false;
      await settle(bot, bot.pinUpdater);
      expect(bot.edits()).toBe(1);
    });
  });
});
