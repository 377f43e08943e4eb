import { afterEach, describe, expect, it, vi } from 'vitest';
import { APPLICATION_ID } from '../../src/playground/interactions.ts';
import { inDirectMessage, inServer } from '../fixtures/scenes.ts';
import { ownStore } from '../fixtures/store.ts';
import { ANSWERING, BOT, closeAll, PARKING, run, titleOf } from './messages-rig.ts';

const QUIET_SERVER = '900000000000000777';
const QUIET_CHANNEL = '800000000000000777';

afterEach(closeAll);

/** However long the test takes, no time passes. */
const AT_ONCE = { now: () => 1_000 };

const member = (at: number) => String(700_000_000_000_001_000n + BigInt(at));

/** In another server than all others. */
function elsewhere() {
  const scene = inServer({ channelId: QUIET_CHANNEL });
  if (scene.server === null) throw new Error('no server');
  return { ...scene, server: { ...scene.server, id: QUIET_SERVER } };
}

const ANOTHER_CHANNEL = '800000000000000005';

/** All that was written before is done with when this is answered, and the server's settings are known. */
async function settled(bot: Awaited<ReturnType<typeof run>>): Promise<void> {
  await bot.ask(inServer({ channelId: ANOTHER_CHANNEL }), `${BOT} ${PARKING}`);
}

describe('many members who mention the bot at once', () => {
  it('in one channel are answered as quickly as Discord lets it post there, and told once that it is too much', async () => {
    const bot = await run(ANSWERING, ownStore(), AT_ONCE);
    await settled(bot);
    for (let at = 0; at < 40; at += 1) bot.write(inServer({ userId: member(at) }), `${BOT} ${PARKING}`);
    const said = await bot.said();
    expect(said.filter((one) => titleOf(one) === 'How much is parking?')).toHaveLength(10);
    expect(said.filter(({ content }) => content.startsWith('Too many people'))).toHaveLength(1);
    expect(said).toHaveLength(11);
  });

  it('in many channels of one server leave room for the other servers', async () => {
    const store = ownStore();
    await store.servers.writeSettings(QUIET_SERVER, ANSWERING);
    const bot = await run(ANSWERING, store, AT_ONCE);
    const channels = Array.from({ length: 30 }, (_, at) => String(820_000_000_000_000_000n + BigInt(at)));
    await settled(bot);
    await bot.ask(elsewhere(), `${BOT} ${PARKING}`);
    for (const [at, channelId] of channels.entries())
      for (const by of [0, 1, 2])
        bot.write(inServer({ channelId, userId: member(3 * at + by) }), `${BOT} ${PARKING}`);
    expect(titleOf(await bot.ask(elsewhere(), `${BOT} ${PARKING}`))).toBe('How much is parking?');
    await bot.said();
    const said = channels.flatMap((channel) => bot.discord.messages(channel)).filter((one) => titleOf(one));
    // One of the fifty was elsewhere.
    expect(said).toHaveLength(49);
  });
});

describe('many who write to the bot alone at once', () => {
  it('leave room for the servers, and each is told that it is too much', async () => {
    const bot = await run(ANSWERING, ownStore(), AT_ONCE);
    const direct = inDirectMessage();
    const scenes = Array.from({ length: 110 }, (_, at) => ({
      ...direct,
      userId: member(at),
      channelId: String(830_000_000_000_000_000n + BigInt(at)),
    }));
    for (const scene of scenes) bot.write(scene, PARKING);
    expect(titleOf(await bot.ask(inServer(), `${BOT} ${PARKING}`))).toBe('How much is parking?');
    await bot.said();
    const said = scenes.flatMap(({ channelId }) =>
      bot.discord.messages(channelId).filter(({ author }) => author.id === APPLICATION_ID),
    );
    expect(said.filter((one) => titleOf(one) === 'How much is parking?')).toHaveLength(100);
    expect(said.filter(({ content }) => content.startsWith('Too many people'))).toHaveLength(10);
  });
});

describe('where Discord refuses a reply, the bot', () => {
  it('tries no other there for five minutes: else it would be shut out everywhere', async () => {
    let time = 1_000;
    const bot = await run(ANSWERING, ownStore(), { now: () => time });
    const { channelId } = inServer();
    const tried = () => bot.posts().filter(({ path }) => path.includes(channelId)).length;
    const write = (count: number) => {
      for (let at = 0; at < count; at += 1) bot.write(inServer({ userId: member(at) }), `${BOT} ${PARKING}`);
    };
    bot.discord.channels.forbid(channelId, 'changes');
    write(1);
    await vi.waitFor(() => expect(tried()).toBe(1), 5_000);
    for (const later of [60_000, 60_000]) {
      await settled(bot);
      time += later;
      write(4);
    }
    await settled(bot);
    expect(tried()).toBe(1);
    time += 5 * 60_000;
    bot.discord.channels.allow(channelId);
    expect(titleOf(await bot.ask(inServer(), `${BOT} ${PARKING}`))).toBe('How much is parking?');
  });

  it('leaves somebody alone who takes no direct messages', async () => {
    const bot = await run();
    const scene = inDirectMessage();
    const refusal = { code: 50007, message: 'Cannot send messages to this user' };
    bot.discord.refuseNext('POST', /\/messages$/, 403, refusal);
    bot.write(scene, PARKING);
    await vi.waitFor(() => expect(bot.posts()).toHaveLength(1), 5_000);
    await settled(bot);
    bot.write(scene, PARKING);
    expect(await bot.said(scene.channelId)).toEqual([]);
    expect(bot.lines.filter((line) => /"level":(40|50)/.test(line))).toEqual([]);
  });
});

describe('what comes a minute late, since the connection was down', () => {
  let count = 0n;
  /** Unique, and of that time. */
  const writtenAt = (at: number) => {
    count += 1n;
    return { id: String((BigInt(at - 1_420_070_400_000) << 22n) + count) };
  };

  it('is answered as all else is', async () => {
    const bot = await run();
    const now = bot.write(inServer(), `${BOT} ${PARKING}`, undefined, writtenAt(Date.now()));
    await bot.replyTo(now);
    for (let at = 0; at < 9; at += 1) {
      const scene = inServer({ userId: member(at) });
      bot.write(scene, `${BOT} ${PARKING}`, undefined, writtenAt(Date.now() - 60_000));
    }
    const said = await bot.said();
    expect(said.map(titleOf)).toEqual(Array.from({ length: 10 }, () => 'How much is parking?'));
  });

  it('is left alone after more than five minutes', async () => {
    const bot = await run();
    const now = bot.write(inServer(), `${BOT} ${PARKING}`, undefined, writtenAt(Date.now()));
    await bot.replyTo(now);
    bot.write(inServer(), `${BOT} ${PARKING}`, undefined, writtenAt(Date.now() - 6 * 60_000));
    expect(await bot.said()).toHaveLength(1);
  });
});
