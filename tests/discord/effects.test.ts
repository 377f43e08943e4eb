import { afterEach, describe, expect, it } from 'vitest';
import type { DiscordApi } from '../../src/discord/api.ts';
import { isRefusal, type DiscordRefusal } from '../../src/discord/refusal.ts';
import { LIMITS } from '../../src/discord/limits.ts';
import { button, buttonRows, message, notice } from '../../src/discord/render/message.ts';
import { createDiscordApi, createRest } from '../../src/discord/rest.ts';
import { APPLICATION_ID } from '../../src/playground/interactions.ts';
import { createLocalDiscord } from '../stand-in/local-discord.ts';
import { startDiscordStandIn, TOKEN, type DiscordStandIn } from '../stand-in/discord.ts';

const CHANNEL = '800000000000000001';
const card = (text: string) => message({ card: { title: 'Title', text } });

const running: DiscordStandIn[] = [];

afterEach(async () => {
  for (const discord of running.splice(0)) await discord.close();
});

async function overHttp() {
  const discord = await startDiscordStandIn();
  running.push(discord);
  const rest = createRest({ apiUrl: discord.apiUrl, token: TOKEN });
  return { discord, api: createDiscordApi(rest) };
}

async function inMemory() {
  let api: DiscordApi | null = null;
  createLocalDiscord((given) => {
    api = given;
    return { dispatch: async () => undefined };
  });
  if (api === null) throw new Error('not connected');
  return { api: api satisfies DiscordApi as DiscordApi };
}

describe.each([
  ['Discord', overHttp],
  ['the Discord in memory', inMemory],
])('on %s, a message of the bot’s', (_, connect) => {
  it('is edited as a whole, read, pinned, unpinned and deleted', async () => {
    const { api } = await connect();
    const { id } = await api.createMessage(CHANNEL, { ...card('Before'), content: 'A line above.' });
    const rows = buttonRows([button('Next', 'a:b')]);
    await api.editMessage(CHANNEL, id, message({ card: { title: 'Title', text: 'After' }, rows }));
    const edited = await api.readMessage(CHANNEL, id);
    expect(edited).toMatchObject({ id, authorId: APPLICATION_ID, content: '', pinned: false });
    expect(edited?.embeds[0]?.description).toBe('After');
    expect(edited?.components).toMatchObject([{ components: [{ label: 'Next' }] }]);

    await api.editMessage(CHANNEL, id, notice('No card any more.'));
    expect(await api.readMessage(CHANNEL, id)).toMatchObject({
      content: 'No card any more.',
      embeds: [],
      components: [],
    });

    await api.pinMessage(CHANNEL, id, 'why');
    await api.pinMessage(CHANNEL, id, 'once more');
    expect(await api.readMessage(CHANNEL, id)).toMatchObject({ pinned: true });
    expect(await api.listPins(CHANNEL, LIMITS.pins)).toEqual([
      { messageId: id, authorId: APPLICATION_ID, pinnedAt: expect.any(Number) },
    ]);
    await api.unpinMessage(CHANNEL, id, 'time is up');
    expect(await api.listPins(CHANNEL, LIMITS.pins)).toEqual([]);

    await api.deleteMessage(CHANNEL, id, 'why');
    expect(await api.readMessage(CHANNEL, id)).toBeNull();
    for (const late of [
      api.editMessage(CHANNEL, id, card('x')),
      api.pinMessage(CHANNEL, id, 'x'),
      api.unpinMessage(CHANNEL, id, 'x'),
    ]) {
      await expect(late).rejects.toMatchObject({ code: 10008, status: 404 });
    }
  });
});

describe('the pins of a channel', () => {
  it('are all found over several pages, newest first, with who wrote them', async () => {
    const { api, discord } = await overHttp();
    discord.fillPins(CHANNEL, 60);
    const own = await api.createMessage(CHANNEL, card('Ours'));
    await api.pinMessage(CHANNEL, own.id, 'why');
    discord.fillPins(CHANNEL, 60);
    const pins = await api.listPins(CHANNEL, LIMITS.pins);
    expect(pins.map(({ messageId }) => messageId)).toEqual(discord.pins(CHANNEL));
    expect(pins.filter(({ authorId }) => authorId === APPLICATION_ID)).toMatchObject([{ messageId: own.id }]);
    expect(pins.map(({ pinnedAt }) => pinnedAt)).toEqual(
      pins.map(({ pinnedAt }) => pinnedAt).toSorted((a, b) => b - a),
    );
    expect(await api.listPins(CHANNEL, 70)).toEqual(pins.slice(0, 70));
  });

  it('are at most 250', async () => {
    const { api, discord } = await overHttp();
    discord.fillPins(CHANNEL, 250);
    const { id } = await api.createMessage(CHANNEL, card('One too many'));
    const refused: unknown = await api.pinMessage(CHANNEL, id, 'why').catch((error: unknown) => error);
    expect(isRefusal(refused, 'tooManyPins')).toBe(true);
    expect(await api.listPins(CHANNEL, LIMITS.pins)).toHaveLength(LIMITS.pins);
  });
});

describe('what Discord refuses', () => {
  it('is told apart: no access, no permission, no channel', async () => {
    const { api, discord } = await overHttp();
    const { id } = await api.createMessage(CHANNEL, card('Here'));
    const refusals = () =>
      Promise.all(
        [
          api.createMessage(CHANNEL, card('More')),
          api.pinMessage(CHANNEL, id, 'x'),
          api.readMessage(CHANNEL, id),
        ].map((call) => call.then(() => 'done').catch((error: DiscordRefusal) => error.code)),
      );
    discord.channels.forbid(CHANNEL, 'changes');
    expect(await refusals()).toEqual([50013, 50013, 'done']);
    discord.channels.forbid(CHANNEL, 'everything');
    expect(await refusals()).toEqual([50001, 50001, 50001]);
    discord.channels.allow(CHANNEL);
    discord.channels.remove(CHANNEL);
    expect(await refusals()).toEqual([10003, 10003, 10003]);
  });

  it('with 401 or 403 is asked once, with 500 a few times more', async () => {
    for (const [status, times] of [
      [401, 1],
      [403, 1],
      [500, 3],
    ] as const) {
      const { api, discord } = await overHttp();
      discord.refuseNext('GET', /messages\/1$/, status, { code: 0, message: 'no' }, 9);
      await expect(api.readMessage(CHANNEL, '1')).rejects.toMatchObject({ status });
      expect(discord.requests).toHaveLength(times);
    }
  });

  it('once with 401 keeps nothing from being done later, and says what is wrong with the token', async () => {
    const { api, discord } = await overHttp();
    discord.refuseNext('POST', /messages$/, 401, { code: 0, message: '401: Unauthorized' });
    await expect(api.createMessage(CHANNEL, card('Now'))).rejects.toMatchObject({
      status: 401,
      message: expect.stringContaining('DISCORD_TOKEN is wrong or was reset'),
    });
    await api.createMessage(CHANNEL, card('Later'));
    expect(discord.messages(CHANNEL)).toHaveLength(1);
  });

  it('with 429 is done after the wait that Discord asks for', async () => {
    const { api, discord } = await overHttp();
    const { id } = await api.createMessage(CHANNEL, card('Before'));
    discord.refuseNext('PATCH', /messages/, 429, { message: 'slow down', retry_after: 0.05, global: false });
    await api.editMessage(CHANNEL, id, card('After'));
    expect(discord.requests.map(({ status }) => status)).toEqual([200, 429, 200]);
    expect(discord.messages(CHANNEL)[0]?.embeds[0]?.description).toBe('After');
  });

  it('is somebody else’s message to edit', async () => {
    const { api, discord } = await overHttp();
    discord.fillPins(CHANNEL, 1);
    const [other = ''] = discord.pins(CHANNEL);
    await expect(api.editMessage(CHANNEL, other, card('x'))).rejects.toMatchObject({ status: 403 });
    expect(await api.readMessage(CHANNEL, other)).toMatchObject({ content: 'pinned by hand', pinned: true });
  });
});

describe('the stand-in', () => {
  it('lets people delete, pin and unpin by hand', async () => {
    const { api, discord } = await overHttp();
    const { id } = await api.createMessage(CHANNEL, card('Here'));
    discord.channels.pinNatively(CHANNEL, id);
    expect(await api.readMessage(CHANNEL, id)).toMatchObject({ pinned: true });
    discord.channels.unpinNatively(CHANNEL, id);
    expect(await api.readMessage(CHANNEL, id)).toMatchObject({ pinned: false });
    discord.channels.deleteNatively(CHANNEL, id);
    expect(await api.readMessage(CHANNEL, id)).toBeNull();
  });
});

describe('a channel', () => {
  it('is gone where somebody deleted it, and not where the bot may not see it', async () => {
    const { discord, api } = await overHttp();
    discord.channels.remove('800000000000000002');
    discord.channels.forbid('800000000000000003', 'everything');
    const asked = [CHANNEL, '800000000000000002', '800000000000000003'].map((id) => api.channelIsGone(id));
    expect(await Promise.all(asked)).toEqual([false, true, false]);
  });
});
