import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runStart } from '../../src/cli/start.ts';
import { readConfig } from '../../src/config.ts';
import { slashInteraction, type Scene } from '../../src/playground/interactions.ts';
import { DAY } from '../../src/store/days.ts';
import { openStore } from '../../src/store/open-store.ts';
import { GatewayRefusal } from '../../src/transports/gateway-refusal.ts';
import { recordedLog } from '../fixtures/log.ts';
import { inDirectMessage, inServer } from '../fixtures/scenes.ts';
import { startDiscordStandIn, TOKEN, type DiscordStandIn } from '../stand-in/discord.ts';

const CONTENT = join(import.meta.dirname, '../e2e/content');
const IN_TIME = { timeout: 40_000 };

/** Of two shards, the first is told of the one, the second of the other. */
const [ON_FIRST, ON_SECOND] = ['200000000000', '200000000001'].map((server) =>
  String(BigInt(server) << 22n),
) as [string, string];

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const run of cleanUp.splice(0).toReversed()) await run();
});

/** A Discord that recommends two shards. */
async function standIn(maxConcurrency = 2): Promise<DiscordStandIn> {
  const discord = await startDiscordStandIn();
  discord.advice = { shards: 2, maxConcurrency };
  cleanUp.push(async () => {
    await discord.close();
    expect(discord.violations).toEqual([]);
  });
  return discord;
}

/** The bot as the program runs it on Discord, with pages about it. */
function start(discord: DiscordStandIn, environment: Record<string, string> = {}) {
  const config = readConfig({
    CONTENT_DIR: CONTENT,
    DATA_DIR: mkdtempSync(join(tmpdir(), 'footnote-')),
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.apiUrl,
    EMBEDDINGS: 'off',
    SHARDS: '2',
    HOST: '127.0.0.1',
    PORT: '0',
    ...environment,
  });
  const { log, lines } = recordedLog('info');
  const stop = new AbortController();
  let failure: unknown = null;
  const fail = (error: unknown) => {
    failure = error;
    stop.abort();
  };
  const ended = runStart({ config, mode: undefined, log, stop: stop.signal, fail }).then(
    () => failure,
    (error: unknown) => error,
  );
  cleanUp.push(() => {
    stop.abort();
    return ended;
  });
  async function page(path: string): Promise<Response> {
    const port = () => /"port":(\d+),"msg":"serving/.exec(lines.join('\n'))?.[1];
    await expect.poll(port, IN_TIME).toBeDefined();
    return fetch(`http://127.0.0.1:${port()}${path}`);
  }
  return {
    lines,
    /** Null where it ended because it was told to; else why it did. */
    ended,
    stop: () => stop.abort(),
    readiness: async () => {
      const response = await page('/readyz');
      return { status: response.status, ...((await response.json()) as object) };
    },
    metrics: async () => (await page('/metrics')).text(),
  };
}

async function connected(discord: DiscordStandIn, shards: readonly number[]): Promise<void> {
  await expect.poll(() => discord.gateway.connected(), IN_TIME).toEqual(shards);
}

function sceneIn(id: string): Scene {
  const scene = inServer();
  return { ...scene, server: scene.server === null ? null : { ...scene.server, id } };
}

const ask = (discord: DiscordStandIn, scene: Scene) =>
  discord.interact(slashInteraction(scene, { name: 'ask', values: { question: 'when do the doors open' } }));

const identified = (discord: DiscordStandIn) =>
  discord.gateway.identifications.map(({ shard }) => shard.join(' of ')).toSorted();

describe('a bot with two shards in one process', { timeout: 60_000 }, () => {
  it('answers in the servers of both, and in direct messages', async () => {
    const discord = await standIn();
    const bot = start(discord);
    await connected(discord, [0, 1]);
    expect(identified(discord)).toEqual(['0 of 2', '1 of 2']);
    for (const scene of [sceneIn(ON_FIRST), sceneIn(ON_SECOND), inDirectMessage()]) {
      expect(await ask(discord, scene).next()).toMatchObject({ kind: 'respond' });
    }
    const told = bot.lines.filter((line) => line.includes('connected to Discord')).toSorted();
    expect(told).toMatchObject([expect.stringContaining('"shard":0'), expect.stringContaining('"shard":1')]);
  });

  it('serves on with one while the other reconnects, and says which is away', async () => {
    const discord = await standIn();
    const bot = start(discord);
    const whole = { status: 200, ready: true, shards: { total: 2, connected: 2, away: [] } };
    await expect.poll(bot.readiness, IN_TIME).toMatchObject(whole);
    const release = discord.gateway.hold();
    const resumed = discord.gateway.drop(1);
    const halved = { status: 503, ready: false, shards: { total: 2, connected: 1, away: [1] } };
    await expect.poll(bot.readiness, IN_TIME).toMatchObject(halved);
    const page = await bot.metrics();
    expect(page).toContain('footnote_shard_connected{shard="0"} 1');
    expect(page).toContain('footnote_shard_connected{shard="1"} 0');
    const meanwhile = ask(discord, sceneIn(ON_SECOND));
    expect(await ask(discord, sceneIn(ON_FIRST)).next()).toMatchObject({ kind: 'respond' });
    expect(meanwhile.count).toBe(0);
    release();
    await resumed;
    expect(await meanwhile.next()).toMatchObject({ kind: 'respond' });
    await expect.poll(bot.readiness, IN_TIME).toMatchObject(whole);
    expect(await bot.metrics()).toContain('footnote_shard_connected{shard="1"} 1');
    expect(discord.gateway.counts).toEqual({ identified: 2, resumed: 1 });
  });

  it('keeps what was taught in the servers of both, and deletes what it kept of one that left long ago', async () => {
    const databaseUrl = join(mkdtempSync(join(tmpdir(), 'footnote-')), 'own.db');
    const store = await openStore({ databaseUrl, dataDir: '', log: recordedLog().log });
    cleanUp.push(() => store.close());
    const [gone, justGone] = [2n, 4n].map((more) => String(BigInt(ON_SECOND) + (more << 22n))) as [
      string,
      string,
    ];
    for (const id of [ON_FIRST, ON_SECOND, gone, justGone])
      await store.figures.count(id, '2026-08-01', 'none');
    // The one took the bot back while that was off, the other didn't.
    for (const id of [ON_SECOND, gone]) await store.servers.removed(id, Date.now() - 40 * DAY);
    const discord = await standIn();
    discord.gateway.servers = [ON_FIRST, ON_SECOND];
    const bot = start(discord, { DATABASE_URL: databaseUrl });
    await expect.poll(() => bot.lines.join(''), IN_TIME).toContain('deleted what is no longer kept');
    expect((await store.servers.kept()).toSorted()).toEqual([ON_FIRST, ON_SECOND]);
    expect(await store.servers.removedBefore(Date.now() + DAY)).toEqual([justGone]);
  });

  it('can be stopped while a shard still waits for its turn', async () => {
    const discord = await standIn(1);
    const bot = start(discord);
    await connected(discord, [0]);
    bot.stop();
    expect(await bot.ended).toBeNull();
    expect(discord.gateway.counts.identified).toBe(1);
  });

  it('can be stopped while one of them is away', async () => {
    const discord = await standIn();
    const bot = start(discord);
    await expect.poll(bot.readiness, IN_TIME).toMatchObject({ ready: true });
    discord.gateway.hold();
    void discord.gateway.drop(1);
    await expect.poll(bot.readiness, IN_TIME).toMatchObject({ shards: { away: [1] } });
    bot.stop();
    expect(await bot.ended).toBeNull();
  });

  it('is refused as a whole where Discord refuses one of them while another waits for its turn', async () => {
    const discord = await standIn(1);
    const bot = start(discord);
    await connected(discord, [0]);
    discord.gateway.end(4014);
    expect(await bot.ended).toBeInstanceOf(GatewayRefusal);
    expect(discord.gateway.counts.identified).toBe(1);
  });

  it('ends with a reason when one of them is refused for good', async () => {
    const discord = await standIn();
    const bot = start(discord);
    await expect.poll(bot.readiness, IN_TIME).toMatchObject({ ready: true });
    discord.gateway.end(4004);
    expect(String(await bot.ended)).toMatch(/Discord closed the connection for good\. The token is wrong/);
  });
});

describe('the shards of a process', { timeout: 60_000 }, () => {
  it.each([
    ['as many as Discord recommends', ' Auto', ['0 of 2', '1 of 2']],
    ['a range of them', '1-2/4', ['1 of 4', '2 of 4']],
    ['one of them', '3/4', ['3 of 4']],
    ['one, where nothing is said', '', ['0 of 1']],
  ])('are %s', async (_, SHARDS, shards) => {
    // discord.js would read these.
    Object.assign(process.env, { SHARDS: '7', SHARD_COUNT: '7', SHARDING_MANAGER: 'true' });
    cleanUp.push(() => delete process.env['SHARDS']);
    const discord = await standIn();
    const bot = start(discord, { SHARDS });
    const counts = { total: shards.length, connected: shards.length, away: [] };
    await expect.poll(bot.readiness, IN_TIME).toMatchObject({ ready: true, shards: counts });
    expect(identified(discord)).toEqual(shards);
  });
});
