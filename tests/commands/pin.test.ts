import { Locale, type APIInteraction } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import { createCommands } from '../../commands/index.ts';
import { DiscordRefusal } from '../../src/discord/refusal.ts';
import { message } from '../../src/discord/render/message.ts';
import {
  APPLICATION_ID,
  autocompleteInteraction,
  componentInteraction,
} from '../../src/playground/interactions.ts';
import { StoreUnavailable, type Store } from '../../src/store/store.ts';
import {
  CHANNEL,
  closeModerated,
  moderated,
  pin,
  settle,
  startDiscord,
  type Moderated,
} from '../discord/pins/moderated.ts';
import { fair } from '../fixtures/fair.ts';
import { asModerator, inServer, PINNING } from '../fixtures/scenes.ts';
import { ownStore, unsteadyStore } from '../fixtures/store.ts';
import { onEveryDatabase } from '../store/databases.ts';
import { action } from './member.ts';

afterEach(closeModerated);

const OTHER_CHANNEL = '800000000000000009';
const DAY = 24 * 60 * 60_000;
const LATER = fair.map((pack) => ({
  ...pack,
  summary: 'It was moved to January.',
  version: `${pack.locale} 2`,
}));
const inOther = asModerator({ channelId: OTHER_CHANNEL });

const linkTo = (id: string, channel = CHANNEL) =>
  `https://discord.com/channels/900000000000000001/${channel}/${id}`;

/** Whatever happens, nothing of the bot's stands there that it doesn't keep true. */
async function expectNoStray(
  bot: Moderated,
  among: readonly string[] = bot.discord.messages(CHANNEL).map(({ id }) => id),
) {
  const kept = (await bot.pins()).map(({ messageId }) => messageId);
  const stray = bot.discord
    .messages(CHANNEL)
    .filter(({ id, author }) => author.id === APPLICATION_ID && among.includes(id) && !kept.includes(id));
  expect(stray).toEqual([]);
}

describe('/pin again in the same channel', () => {
  it('posts no second message, and links to the first', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('summary'));
    const [id = ''] = bot.discord.pins(CHANNEL);
    expect(await bot.read(pin('summary'))).toContain(
      `It is pinned here already and up to date: **The winter fair** (${linkTo(id)})`,
    );
    expect(bot.discord.pins(CHANNEL)).toEqual([id]);
    expect(bot.discord.messages(CHANNEL)).toHaveLength(1);
  });

  it('brings it up to date', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('summary'));
    bot.change(LATER);
    expect(await bot.read(pin('summary'))).toContain('I brought it up to date: **The winter fair**');
    expect(bot.discord.messages(CHANNEL)).toMatchObject([
      { embeds: [{ description: 'It was moved to January.' }] },
    ]);
    await settle(bot, bot.pinUpdater);
    expect(bot.edits()).toBe(1);
  });

  it('pins it again where somebody unpinned it, at the top', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('summary'));
    await bot.see(pin('highlights'));
    const [highlights = '', summary = ''] = bot.discord.pins(CHANNEL);
    bot.discord.channels.unpinNatively(CHANNEL, summary);
    expect(await bot.read(pin('summary'))).toContain('I pinned it again: **The winter fair**');
    expect(bot.discord.pins(CHANNEL)).toEqual([summary, highlights]);
  });

  it('posts it anew where somebody deleted it', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('summary'));
    const [id = ''] = bot.discord.pins(CHANNEL);
    bot.discord.channels.deleteNatively(CHANNEL, id);
    expect(await bot.read(pin('summary'))).toMatch(/^Pinned: /);
    expect(await bot.pins()).toHaveLength(1);
    expect(bot.discord.pins(CHANNEL)).toEqual((await bot.pins()).map(({ messageId }) => messageId));
  });

  it('posts another in another channel', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('summary'));
    await bot.see(pin('summary', {}, inOther));
    expect([...bot.discord.pins(CHANNEL), ...bot.discord.pins(OTHER_CHANNEL)]).toHaveLength(2);
  });

  it('makes one message of two moderators’ wishes at once', async () => {
    const bot = await moderated(ownStore());
    const said = await Promise.all([
      bot.read(pin('summary')),
      bot.read(pin('summary', {}, asModerator({ userId: '700000000000000077' }))),
    ]);
    expect(said.map((text) => text.split(':')[0])).toEqual(
      expect.arrayContaining(['It is pinned here already and up to date', 'Pinned']),
    );
    expect(bot.discord.messages(CHANNEL)).toHaveLength(1);
    // Not even for a moment: Discord tells the channel of each pin.
    expect(bot.discord.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  onEveryDatabase((rig) => {
    it('makes one message of two moderators’ wishes at once, also on two replicas', async () => {
      const discord = await startDiscord();
      const first = await moderated(await rig.store(), { discord });
      const other = await rig.anotherStore();
      // It looked before the first had noted its pin.
      const early: Store = { ...other, pins: { ...other.pins, find: async () => null } };
      const second = await moderated(early, { discord });
      expect(await first.read(pin('summary'))).toMatch(/^Pinned/);
      const [id = ''] = discord.pins(CHANNEL);
      expect(await second.read(pin('summary'))).toContain(`It is pinned here already`);
      expect(discord.messages(CHANNEL).map((one) => one.id)).toEqual([id]);
      await expectNoStray(first);
    });
  });
});

describe('a pin with an end', () => {
  const untilOf = async (bot: Moderated) => (await bot.pins())[0]?.until ?? null;

  it('is announced in the reply and in the list, in each reader’s own time', async () => {
    const bot = await moderated(ownStore());
    const before = Date.now();
    const said = await bot.read(pin('summary', { until: '7' }));
    const seconds = Number(/<t:(\d+):F>/.exec(said)?.[1]);
    expect(seconds).toBeGreaterThanOrEqual(Math.floor((before + 7 * DAY) / 1000));
    expect(seconds).toBeLessThanOrEqual(Math.floor((Date.now() + 7 * DAY) / 1000));
    expect(await bot.read(pin('list'))).toContain(`until <t:${seconds}:f>`);
  });

  it('keeps its end when it is pinned again without one; gets another, or none, when asked', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('summary', { until: '7' }));
    const week = await untilOf(bot);
    await bot.see(pin('summary'));
    expect(await untilOf(bot)).toBe(week);
    await bot.see(pin('summary', { until: '30' }));
    expect(await untilOf(bot)).toBeGreaterThan(Number(week) + 22 * DAY);
    expect(await bot.read(pin('summary', { until: '0' }))).not.toContain('<t:');
    expect(await untilOf(bot)).toBeNull();
  });

  it('can be chosen from 1 day to 90 days, in French too', () => {
    const data = createCommands(fair).find((command) => command.data.name === 'pin')?.data;
    const text = JSON.stringify(data);
    for (const words of ['"1 day"', '"90 days"', '"1 jour"', '"90 jours"']) expect(text).toContain(words);
  });

  it('has none where Discord hands on a choice that was never offered', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('summary', { until: '9999' }));
    expect(await untilOf(bot)).toBeNull();
  });
});

describe('/pin list', () => {
  it('shows this server’s pins, this channel’s first, each with its link', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('highlights', {}, inOther));
    await bot.see(pin('summary'));
    const [here = ''] = bot.discord.pins(CHANNEL);
    const [there = ''] = bot.discord.pins(OTHER_CHANNEL);
    expect(await bot.read(pin('list'))).toBe(
      `- [The winter fair](${linkTo(here)}), <#${CHANNEL}>\n` +
        `- [Highlights](${linkTo(there, OTHER_CHANNEL)}), <#${OTHER_CHANNEL}>`,
    );
    const elsewhere = asModerator();
    if (elsewhere.server === null) throw new Error('no server');
    const another = { ...elsewhere, server: { ...elsewhere.server, id: '900000000000000002' } };
    expect(await bot.read(pin('list', {}, another))).toContain('I keep no pins in this server yet.');
  });

  it('is turned page by page', async () => {
    const bot = await moderated(ownStore());
    const [pack] = fair;
    const parts = ['summary', 'highlights', 'contents', 'faq', ...(pack?.faq ?? []).map(({ id }) => id)];
    const all = ['section/getting-there', 'section/when-and-where', 'section/running-a-stall', ...parts];
    for (const [index, part] of all.entries()) {
      await bot.store.pins.save({
        serverId: '900000000000000001',
        channelId: CHANNEL,
        messageId: `8000000000000000${index + 10}`,
        slug: 'fair',
        locale: 'en',
        part,
        version: 'x',
        pinnedAt: index,
        until: null,
        gone: false,
      });
    }
    const first = await bot.see(pin('list'));
    expect(first.embeds[0]?.description?.split('\n')).toHaveLength(10);
    expect(first.embeds[0]?.footer?.text).toBe('Page 1 of 2');
    const second = await bot.see(componentInteraction(asModerator(), action(first, 'Next')));
    expect(second.embeds[0]?.description?.split('\n')).toHaveLength(all.length - 10);
  });
});

describe('/pin remove', () => {
  const typing = (typed: string, scene = asModerator()) =>
    autocompleteInteraction(scene, { name: 'pin', subcommand: 'remove', focused: 'pin', typed });

  it('offers this channel’s pins while typing', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('summary'));
    await bot.see(pin('section', { name: 'getting-there' }));
    await bot.see(pin('highlights', {}, inOther));
    const choices = async (typed: string) => {
      const [answer] = await bot.send(typing(typed));
      return answer?.kind === 'respond' ? answer.choices : [];
    };
    expect((await choices('')).map(({ name }) => name)).toEqual(['The winter fair', 'Getting there']);
    const [, getting] = bot.discord.messages(CHANNEL);
    expect(await choices('GETT')).toMatchObject([{ name: 'Getting there', value: getting?.id }]);
  });

  it('unpins the message, leaves it where it is, and no longer edits it', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('summary'));
    const [id = ''] = bot.discord.pins(CHANNEL);
    expect(await bot.read(pin('remove', { pin: id }))).toMatch(
      /^Unpinned: \*\*The winter fair\*\*.*The message stays as it is/,
    );
    expect(bot.discord.pins(CHANNEL)).toEqual([]);
    bot.change(LATER);
    await settle(bot, bot.pinUpdater);
    expect(bot.standing(id).embeds[0]?.description).toContain('three days in December');
    const unpinning = bot.discord.requests.findLast(({ method }) => method === 'DELETE');
    expect(unpinning?.reason).toBe('ada (700000000000000001) used /pin remove');
  });

  it('understands its name or its link, typed by hand', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('summary'));
    const [id = ''] = bot.discord.pins(CHANNEL);
    expect(await bot.read(pin('remove', { pin: 'the winter fair' }))).toMatch(/^Unpinned/);
    await bot.see(pin('summary'));
    const [again = ''] = bot.discord.pins(CHANNEL);
    expect(again).not.toBe(id);
    expect(await bot.read(pin('remove', { pin: linkTo(again) }))).toMatch(/^Unpinned/);
  });

  it('touches no pin of another channel: who may what there is not known', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('summary', {}, inOther));
    const [id = ''] = bot.discord.pins(OTHER_CHANNEL);
    expect(await bot.read(pin('remove', { pin: id }))).toContain('I keep no such pin in this channel.');
    expect(bot.discord.pins(OTHER_CHANNEL)).toEqual([id]);
  });

  it('takes pins of other channels off the list whose messages are gone: so may be their channels', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('highlights'));
    await bot.see(pin('summary', {}, inOther));
    const [id = ''] = bot.discord.pins(OTHER_CHANNEL);
    await bot.store.pins.lost('900000000000000001', id);
    const [answer] = await bot.send(typing(''));
    expect(answer).toMatchObject({
      choices: [
        { name: 'Highlights' },
        { name: 'The winter fair (somebody deleted the message)', value: id },
      ],
    });
    expect(await bot.read(pin('remove', { pin: id }))).toContain('I took it off the list');
    expect((await bot.pins()).map(({ part }) => part)).toEqual(['highlights']);
  });

  it('takes one off the list that somebody deleted', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('summary'));
    const [id = ''] = bot.discord.pins(CHANNEL);
    bot.discord.channels.deleteNatively(CHANNEL, id);
    expect(await bot.read(pin('remove', { pin: id }))).toContain('Somebody had deleted the message');
    expect(await bot.pins()).toEqual([]);
  });

  it('changes nothing where the database goes away while Discord refuses', async () => {
    const store = unsteadyStore();
    const bot = await moderated(store, {
      around: (api) => ({
        ...api,
        unpinMessage: () => {
          store.away = true;
          return Promise.reject(new DiscordRefusal('broken', 0, 500));
        },
      }),
    });
    await bot.see(pin('summary'));
    const kept = await bot.pins();
    const id = kept[0]?.messageId ?? '';
    expect(await bot.read(pin('remove', { pin: id }))).toContain('everything stays as it was');
    store.away = false;
    expect(await bot.pins()).toEqual(kept);
    expect(bot.discord.pins(CHANNEL)).toEqual([id]);
  });

  it('says what was done where the database goes away before it could be noted, and goes on when asked again', async () => {
    const store = unsteadyStore();
    let goesAway = true;
    const bot = await moderated(store, {
      around: (api) => ({
        ...api,
        unpinMessage: async (...what) => {
          await api.unpinMessage(...what);
          store.away = goesAway;
        },
      }),
    });
    await bot.see(pin('summary'));
    const [id = ''] = bot.discord.pins(CHANNEL);
    expect(await bot.read(pin('remove', { pin: id }))).toContain(
      `I unpinned the message, but couldn’t note it in my database: ${linkTo(id)}`,
    );
    expect(bot.discord.pins(CHANNEL)).toEqual([]);
    goesAway = store.away = false;
    expect(await bot.read(pin('remove', { pin: id }))).toMatch(/^Unpinned/);
    expect(await bot.pins()).toEqual([]);
  });

  it('changes nothing where Discord refuses', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('summary', { until: '7' }));
    const kept = await bot.pins();
    bot.discord.channels.forbid(CHANNEL, 'changes');
    const id = kept[0]?.messageId ?? '';
    expect(await bot.read(pin('remove', { pin: id }))).toContain('everything stays as it was');
    expect(await bot.pins()).toEqual(kept);
    expect(bot.discord.pins(CHANNEL)).toEqual([id]);
  });
});

describe('in a channel that is full', () => {
  /** 250 pins, of which the bot wrote two; the older one isn't kept true. */
  async function fullBot(store = ownStore()) {
    const bot = await moderated(store);
    bot.discord.fillPins(CHANNEL, 100);
    const old = await bot.api.createMessage(
      CHANNEL,
      message({ card: { title: 'From *long* ago', text: 'Old.' } }),
    );
    await bot.api.pinMessage(CHANNEL, old.id, 'why');
    bot.discord.fillPins(CHANNEL, 148);
    await bot.see(pin('highlights'));
    expect(bot.discord.pins(CHANNEL)).toHaveLength(250);
    return { bot, oldest: old.id };
  }

  it('the bot offers to replace its oldest pin, by name, and does so', async () => {
    const { bot, oldest } = await fullBot();
    const offer = await bot.see(pin('summary', { until: '7' }));
    expect(offer.content).toContain(`It is **From \\*long\\* ago** (${linkTo(oldest)})`);
    const said = await bot.press(offer, 'Replace it');
    expect(said).toMatch(
      /^Pinned: \*\*The winter fair\*\*.*\n.*<t:\d+:F>.*\nUnpinned for it: \*\*From \\\*long/,
    );
    const [newest = ''] = bot.discord.pins(CHANNEL);
    expect(bot.standing(newest).embeds[0]?.title).toBe('The winter fair');
    expect(bot.discord.pins(CHANNEL)).not.toContain(oldest);
    expect(bot.discord.pins(CHANNEL)).toHaveLength(250);
    expect(bot.standing(oldest).embeds[0]?.description).toBe('Old.');
  });

  it('the bot knows its own pins also where its id is not that of its application', async () => {
    const { bot, oldest } = await fullBot();
    const offer = await bot.see({ ...pin('summary'), application_id: '100000000000000099' });
    expect(offer.content).toContain(linkTo(oldest));
  });

  it('a living pin that made room is no longer kept', async () => {
    const { bot, oldest } = await fullBot();
    bot.discord.channels.unpinNatively(CHANNEL, oldest);
    bot.discord.fillPins(CHANNEL, 1);
    const offer = await bot.see(pin('section', { name: 'getting-there' }));
    expect(offer.content).toContain('**Highlights**');
    await bot.press(offer, 'Replace it');
    expect((await bot.pins()).map(({ part }) => part)).toEqual(['section/getting-there']);
  });

  it('stops when asked, and nothing has changed', async () => {
    const { bot } = await fullBot();
    const before = bot.discord.pins(CHANNEL);
    const offer = await bot.see(pin('summary'));
    expect(await bot.press(offer, 'Leave it')).toBe('All pins stay as they are.');
    expect(bot.discord.pins(CHANNEL)).toEqual(before);
  });

  it('says what it unpinned in vain where somebody else was quicker, also when it stops then', async () => {
    const { bot, oldest } = await fullBot();
    const offer = await bot.see(pin('summary'));
    bot.discord.refuseNext('PUT', /pins\/\d+$/, 400, { code: 30003, message: 'Maximum number of pins' });
    const second = await bot.see(componentInteraction(asModerator(), action(offer, 'Replace it')));
    expect(bot.discord.pins(CHANNEL)).not.toContain(oldest);
    expect(second.content).toContain(
      `I unpinned **From \\*long\\* ago** (${linkTo(oldest)}) to make room, but`,
    );
    expect(second.content).toContain(
      'Shall I unpin my oldest here and pin this instead? It is **Highlights**',
    );
    const said = await bot.press(second, 'Leave it');
    expect(said).toContain(`stays unpinned: ${linkTo(oldest)}`);
    expect(said).not.toContain('All pins stay');
  });

  it('says that it is full where no pin there is the bot’s', async () => {
    const bot = await moderated(ownStore());
    bot.discord.fillPins(CHANNEL, 250);
    const said = await bot.see(pin('summary'));
    expect(said.content).toContain('already has 250 pins');
    expect(said.components).toEqual([]);
    await expectNoStray(bot);
  });

  it('offers the same where one of its own was unpinned and is to be pinned again', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('summary'));
    await bot.see(pin('highlights'));
    const [, summary = ''] = bot.discord.pins(CHANNEL);
    bot.discord.channels.unpinNatively(CHANNEL, summary);
    bot.discord.fillPins(CHANNEL, 249);
    const offer = await bot.see(pin('summary'));
    expect(await bot.press(offer, 'Replace it')).toContain('I pinned it again');
    expect(bot.discord.pins(CHANNEL)[0]).toBe(summary);
    expect(bot.discord.messages(CHANNEL).filter(({ author }) => author.id === APPLICATION_ID)).toHaveLength(
      2,
    );
  });

  it('only who may pin may press', async () => {
    const { bot, oldest } = await fullBot();
    const offer = await bot.see(pin('summary'));
    expect(await bot.press(offer, 'Replace it', inServer())).toContain('You need this permission');
    expect(
      await bot.press(offer, 'Replace it', asModerator({ botPermissions: PINNING & ~(1n << 51n) })),
    ).toContain('I lack permission');
    expect(bot.discord.pins(CHANNEL)).toContain(oldest);
  });

  it.each([
    ['unpin the old one', 'DELETE', /pins\/\d+$/, 'refused to unpin'],
    ['post the new one', 'POST', /messages$/, 'nothing was pinned'],
    ['pin the new one', 'PUT', /pins\/\d+$/, 'refused to pin the message'],
  ])('keeps the old pin where Discord refuses to %s', async (_, method, path, words) => {
    const { bot, oldest } = await fullBot();
    const offer = await bot.see(pin('summary'));
    bot.discord.refuseNext(method, path, 403, { code: 50013, message: 'Missing Permissions' });
    expect(await bot.press(offer, 'Replace it')).toContain(words);
    expect(bot.discord.pins(CHANNEL)).toContain(oldest);
    expect(bot.discord.pins(CHANNEL)).toHaveLength(250);
  });

  it('keeps the old pin while the database is away', async () => {
    const store = unsteadyStore();
    const { bot, oldest } = await fullBot(store);
    const offer = await bot.see(pin('summary'));
    store.away = true;
    expect(await bot.press(offer, 'Replace it')).toContain('can’t reach my database');
    expect(bot.discord.pins(CHANNEL).at(-101)).toBe(oldest);
  });
});

describe('while the database is away', () => {
  it.each([
    ['summary', {}],
    ['list', {}],
    ['remove', { pin: 'x' }],
  ])('/pin %s says so, and posts nothing', async (subcommand, values) => {
    const store = unsteadyStore();
    const bot = await moderated(store);
    store.away = true;
    expect(await bot.read(pin(subcommand, values))).toContain('can’t reach my database');
    expect(bot.discord.messages(CHANNEL)).toEqual([]);
  });

  /** It is away for a moment when the pin is to be noted. */
  function forgetful(): Store {
    const store = ownStore();
    const add = () => Promise.reject(new StoreUnavailable('away for the test'));
    return {
      ...store,
      pins: new Proxy(store.pins, {
        get: (pins, call, receiver): unknown => (call === 'add' ? add : Reflect.get(pins, call, receiver)),
      }),
    };
  }

  it('what was posted just before is taken back', async () => {
    const bot = await moderated(forgetful());
    expect(await bot.read(pin('summary'))).toContain('so I took it back');
    expect(bot.discord.messages(CHANNEL)).toEqual([]);
  });

  it('the moderator learns where it stands when it can’t be taken back', async () => {
    const bot = await moderated(forgetful());
    bot.discord.refuseNext('DELETE', /messages\/\d+$/, 403, { code: 50013, message: 'Missing Permissions' });
    const said = await bot.read(pin('summary'));
    const [left] = bot.discord.messages(CHANNEL);
    expect(said).toContain(`I couldn’t take it back: ${linkTo(left?.id ?? '')}`);
  });
});

describe('while Discord asks to wait longer than anybody does', () => {
  /** As Discord says it of one route, or of all that the bot does. */
  const asksToWait = (bot: Moderated, method: string, path: RegExp, scope: 'global' | 'user') =>
    bot.discord.intercept(method, path, (response) => {
      response.writeHead(429, {
        'content-type': 'application/json',
        'retry-after': '3600',
        'x-ratelimit-scope': scope,
        ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : {}),
      });
      response.end(JSON.stringify({ message: 'slow down', retry_after: 3600, global: scope === 'global' }));
    });

  /** For how many seconds somebody reads that they have to wait. */
  const waitIn = (said: string): number =>
    Number(/<t:(\d+):R>/.exec(said)?.[1] ?? Number.NaN) - Date.now() / 1000;

  it('a moderator who pins reads so, and when to try again; nothing was done', async () => {
    const bot = await moderated(ownStore());
    asksToWait(bot, 'GET', /messages\/pins$/, 'global');
    const said = await bot.read(pin('summary'));
    expect(said).toContain('Discord asks me to wait');
    expect(Math.abs(waitIn(said) - 3_600)).toBeLessThan(120);
    const inFrench = asModerator({ locale: Locale.French });
    expect(await bot.read(pin('summary', {}, inFrench))).toMatch(/Discord me demande d’attendre.*<t:\d+:R>/);
    expect(bot.discord.messages(CHANNEL)).toEqual([]);
    expect(bot.lines.filter((line) => line.includes('a handler failed'))).toEqual([]);
  });

  it('what was posted and may not be pinned is taken back', async () => {
    const bot = await moderated(ownStore());
    asksToWait(bot, 'PUT', /pins\/\d+$/, 'user');
    expect(await bot.read(pin('summary'))).toContain('Discord asks me to wait');
    expect(bot.discord.messages(CHANNEL)).toEqual([]);
    expect(await bot.pins()).toEqual([]);
  });

  it('a moderator who unpins reads so, too, and the pin stays', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('summary'));
    const [id = ''] = bot.discord.pins(CHANNEL);
    asksToWait(bot, 'DELETE', /pins\/\d+$/, 'global');
    expect(await bot.read(pin('remove', { pin: id }))).toContain('Discord asks me to wait');
    expect(bot.discord.pins(CHANNEL)).toEqual([id]);
    expect(await bot.pins()).toMatchObject([{ messageId: id }]);
  });
});

describe('whatever Discord answers, at each step', () => {
  const REFUSALS = [
    ['403', 403, { code: 50013, message: 'Missing Permissions' }, 1],
    ['404', 404, { code: 10008, message: 'Unknown Message' }, 1],
    ['429', 429, { message: 'slow down', retry_after: 0.01, global: false }, 1],
    // As often as the client tries.
    ['500', 500, { code: 0, message: 'broken' }, 3],
  ] as const;
  const fresh = async () => undefined;
  const standing = async (bot: Moderated) => {
    await bot.see(pin('summary'));
    const [id = ''] = bot.discord.pins(CHANNEL);
    bot.discord.channels.unpinNatively(CHANNEL, id);
    bot.change(LATER);
  };
  const STEPS: readonly (readonly [string, (bot: Moderated) => Promise<void>, string, RegExp])[] = [
    ['counting the pins', fresh, 'GET', /messages\/pins$/],
    ['posting', fresh, 'POST', /messages$/],
    ['pinning', fresh, 'PUT', /pins\/\d+$/],
    ['reading what stands there', standing, 'GET', /messages\/\d+$/],
    ['editing it', standing, 'PATCH', /messages\/\d+$/],
    ['pinning it again', standing, 'PUT', /pins\/\d+$/],
  ];

  it.each(REFUSALS.flatMap((refusal) => STEPS.map((step) => [refusal[0], step[0], refusal, step] as const)))(
    '(%s, %s) the moderator reads something, nothing is pinned in secret, and once more it works',
    async (_code, _step, [, status, body, times], [, prepare, method, path]) => {
      const bot = await moderated(ownStore());
      await prepare(bot);
      bot.discord.refuseNext(method, path, status, body, times);
      expect(await bot.read(pin('summary'))).not.toBe('');
      // What is said to be gone stands on in the stand-in.
      const among = () => (status === 404 ? bot.discord.pins(CHANNEL) : undefined);
      await expectNoStray(bot, among());
      expect(await bot.read(pin('summary'))).toMatch(/^(?:Pinned|It )/);
      expect(bot.discord.pins(CHANNEL)).toEqual((await bot.pins()).map(({ messageId }) => messageId));
      await expectNoStray(bot, among());
    },
  );

  it('a moderator who lost the permission half way reads so, for every command', async () => {
    const bot = await moderated(ownStore());
    const asked: readonly APIInteraction[] = [pin('summary'), pin('list'), pin('remove', { pin: 'x' })].map(
      (interaction) => ({
        ...interaction,
        ...(interaction.member === undefined ? {} : { member: { ...interaction.member, permissions: '0' } }),
      }),
    );
    for (const interaction of asked)
      expect(await bot.read(interaction)).toContain('You need this permission');
  });
});

it('a moderator reads all that in French', async () => {
  const bot = await moderated(ownStore());
  const scene = asModerator({ locale: Locale.French });
  expect(await bot.read(pin('summary', { until: '1' }, scene))).toMatch(
    /^Épinglé : \*\*The winter fair\*\*.*\nJe le tiens à jour quand l’article change\. Je le désépinglerai <t:/,
  );
  expect(await bot.read(pin('list', {}, scene))).toContain('jusqu’au <t:');
});
