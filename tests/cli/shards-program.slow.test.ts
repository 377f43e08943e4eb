import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../src/log.ts';
import { slashInteraction, type Scene } from '../../src/playground/interactions.ts';
import { DAY } from '../../src/store/days.ts';
import { openStore } from '../../src/store/open-store.ts';
import { inDirectMessage, inServer } from '../fixtures/scenes.ts';
import { TOKEN, type DiscordStandIn } from '../stand-in/discord.ts';
import { IN_TIME, isAlive, later, standIn, start, tidyUp } from './shards-rig.ts';

afterAll(tidyUp);

const SLOW = { timeout: 90_000 };

/** Of two shards, the first is told of the one, the second of the other. */
const [ON_FIRST, ON_SECOND] = [0n, 1n].map((shard) => String((200_000_000_000n << 22n) + (shard << 22n)));

function sceneIn(id: string | undefined): Scene {
  const scene = inServer();
  return { ...scene, server: scene.server === null ? null : { ...scene.server, id: id ?? '' } };
}

const answerIn = (discord: DiscordStandIn, scene: Scene) =>
  discord
    .interact(slashInteraction(scene, { name: 'ask', values: { question: 'when do the doors open' } }))
    .next();

const connected = (discord: DiscordStandIn) =>
  vi.waitFor(() => expect(discord.gateway.connected()).toEqual([0, 1]), IN_TIME);

describe('a bot with as many shards as Discord recommends', SLOW, () => {
  let discord: DiscordStandIn;
  let bot: ReturnType<typeof start>;
  let url: string;
  const readiness = async () => {
    const response = await fetch(`${url}/readyz`);
    return { status: response.status, ...((await response.json()) as object) };
  };
  const metrics = async () => (await fetch(`${url}/metrics`)).text();

  beforeAll(async () => {
    discord = await standIn();
    bot = start(discord, { SHARDS: ' Auto', HOST: '127.0.0.1', PORT: '0' });
    url = await bot.url();
    await connected(discord);
  }, IN_TIME.timeout);

  it('answers in the servers of both, and in direct messages', async () => {
    expect(new Set(discord.gateway.identifications.map(({ shard }) => shard.join(' of ')))).toEqual(
      new Set(['0 of 2', '1 of 2']),
    );
    for (const scene of [sceneIn(ON_FIRST), sceneIn(ON_SECOND), inDirectMessage()]) {
      expect(await answerIn(discord, scene)).toMatchObject({ kind: 'respond' });
    }
  });

  it('is ready when every shard is, and adds their metrics up', async () => {
    await expect.poll(readiness, IN_TIME).toMatchObject({
      status: 200,
      ready: true,
      version: expect.stringMatching(/^\d/),
      shards: [
        { shard: 0, ready: true, state: 'connected', restarts: 0, store: 'reachable', vectors: 'off' },
        { shard: 1, ready: true, state: 'connected', restarts: 0, store: 'reachable' },
      ],
    });
    const page = await metrics();
    expect(page).toContain('footnote_interactions_total{kind="command",command="ask",outcome="replied"} 3');
    expect(page).toContain('footnote_shard_connected{shard="0"} 1');
    expect(page).toContain('footnote_shard_restarts_total{shard="1"} 0');
  });

  it('tells in each line of its log which shard it is about, and its token nowhere', () => {
    const lines = bot.printed().split('\n');
    expect(lines.filter((line) => line.includes('connected to Discord')).toSorted()).toMatchObject([
      expect.stringContaining('"shard":0'),
      expect.stringContaining('"shard":1'),
    ]);
    const commands = [...bot.shards().values()].join('\n');
    expect(commands).toMatch(/--shard 0\/2/);
    expect(`${bot.printed()}\n${commands}`).not.toContain(TOKEN);
  });

  it('goes on with one shard while the process of the other is killed, and has it back', async () => {
    const killed = bot.processOf(1);
    process.kill(killed, 'SIGKILL');
    await expect.poll(() => discord.gateway.connected(), IN_TIME).toEqual([0]);
    expect(await readiness()).toMatchObject({
      status: 503,
      ready: false,
      shards: [
        { shard: 0, ready: true },
        { shard: 1, ready: false, state: 'crashed' },
      ],
    });
    expect(await metrics()).toContain('footnote_shard_connected{shard="1"} 0');
    expect(await answerIn(discord, sceneIn(ON_FIRST))).toMatchObject({ kind: 'respond' });
    await connected(discord);
    expect(bot.processOf(1)).not.toBe(killed);
    expect(await answerIn(discord, sceneIn(ON_SECOND))).toMatchObject({ kind: 'respond' });
    // What the killed one had counted stays counted.
    await expect.poll(metrics, IN_TIME).toContain('command="ask",outcome="replied"} 5');
    expect(await metrics()).toContain('footnote_shard_restarts_total{shard="1"} 1');
    expect((await readiness()).status).toBe(200);
    expect(discord.gateway.counts.identified).toBe(3);
  });

  it('tells of a shard whose process does not answer', async () => {
    const silent = bot.processOf(0);
    process.kill(silent, 'SIGSTOP');
    const both = [{ state: 'unresponsive' }, { state: 'connected' }];
    expect(await readiness()).toMatchObject({ status: 503, ready: false, shards: both });
    const page = await metrics();
    expect(page).toContain('command="ask",outcome="replied"} 5');
    expect(page).toContain('footnote_shard_connected{shard="0"} 0');
    process.kill(silent, 'SIGCONT');
    await expect.poll(async () => (await readiness()).status, IN_TIME).toBe(200);
  });

  it('ends as a whole when it is told to', async () => {
    const processes = [...bot.shards().keys()];
    expect(processes).toHaveLength(2);
    bot.child.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
    expect(processes.filter(isAlive)).toEqual([]);
    expect(bot.printed()).not.toContain('it is killed');
    expect(discord.violations).toEqual([]);
  });
});

describe('a bot with two shards', SLOW, () => {
  it('ends without a word too many when Ctrl-C reaches all of its processes', async () => {
    const discord = await standIn();
    const bot = start(discord);
    await connected(discord);
    const processes = [...bot.shards().keys()];
    bot.group('SIGINT');
    expect(await bot.ended).toBe(0);
    expect(processes.filter(isAlive)).toEqual([]);
    expect(bot.printed()).not.toMatch(/"level":[456]0/);
  });

  it('can be stopped while a shard still waits for its turn', async () => {
    const discord = await standIn(1);
    const bot = start(discord);
    await expect.poll(() => discord.gateway.connected(), IN_TIME).toEqual([0]);
    const processes = [...bot.shards().keys()];
    bot.child.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
    expect(processes.filter(isAlive)).toEqual([]);
    expect(bot.printed()).not.toContain('it is killed');
    expect(discord.gateway.counts.identified).toBe(1);
  });

  it('ends in time where the process of a shard does not', async () => {
    const discord = await standIn();
    const bot = start(discord);
    await connected(discord);
    const processes = [...bot.shards().keys()];
    process.kill(bot.processOf(1), 'SIGSTOP');
    bot.child.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
    expect(processes.filter(isAlive)).toEqual([]);
  });

  it('leaves no process behind when the first one is killed', async () => {
    const discord = await standIn();
    const bot = start(discord);
    await connected(discord);
    const processes = [...bot.shards().keys()];
    bot.child.kill('SIGKILL');
    await bot.ended;
    await expect.poll(() => processes.filter(isAlive), IN_TIME).toEqual([]);
    expect(discord.gateway.connected()).toEqual([]);
  });

  it('keeps what was taught in the servers of both, and identifies as rarely as Discord demands', async () => {
    const discord = await standIn(1);
    const databaseUrl = join(mkdtempSync(join(tmpdir(), 'footnote-')), 'shared.db');
    const store = await openStore({ databaseUrl, dataDir: '', log: createLog('silent') });
    later(() => store.close());
    const left = String(BigInt(ON_SECOND ?? '') + (2n << 22n));
    for (const id of [ON_FIRST ?? '', ON_SECOND ?? '', left]) {
      await store.figures.count(id, '2026-08-01', 'none');
    }
    // It took the bot back while that was off.
    await store.servers.removed(ON_SECOND ?? '', Date.now() - 40 * DAY);
    discord.gateway.servers = [ON_FIRST ?? '', ON_SECOND ?? ''];
    const bot = start(discord, { DATABASE_URL: databaseUrl });
    const deletions = () => bot.printed().split('deleted what is no longer kept').length - 1;
    await expect.poll(deletions, IN_TIME).toBe(2);
    expect((await store.servers.kept()).toSorted()).toEqual([ON_FIRST, ON_SECOND]);
    expect(await store.servers.removedBefore(Date.now() + DAY)).toEqual([left]);
    const [first, second] = discord.gateway.identifications;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(5_000);
    bot.child.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
  });
});

describe('what holds for all shards ends the bot with one sentence', SLOW, () => {
  it('a wrong token', async () => {
    const bot = start(await standIn(), { DISCORD_TOKEN: 'wrong', SHARDS: 'auto' });
    expect(await bot.ended).toBe(1);
    expect(bot.printed()).toMatch(
      /^Discord refused the login\. The token is wrong .* into DISCORD_TOKEN\.\n$/,
    );
  });

  it.each(['2', 'auto'])(
    'more servers than that many shards may serve, where SHARDS is %s',
    async (SHARDS) => {
      const discord = await standIn();
      discord.gateway.refuse(4011);
      const bot = start(discord, { LOG_LEVEL: 'silent', SHARDS });
      expect(await bot.ended).toBe(1);
      expect(bot.printed()).toMatch(
        /^Discord refused the login\. [^\n]* set SHARDS=auto in \.env, unless it is set already, and start again[^\n]*\n$/,
      );
    },
  );

  it('a token that was reset while it runs', async () => {
    const discord = await standIn();
    const bot = start(discord, { LOG_LEVEL: 'silent' });
    await connected(discord);
    discord.gateway.end(4004);
    expect(await bot.ended).toBe(1);
    expect(bot.printed()).toMatch(/^Discord closed the connection for good\. The token is wrong [^\n]*\n$/);
  });

  it('no article to answer from', async () => {
    const bot = start(await standIn(), { CONTENT_DIR: '/nowhere', LOG_LEVEL: 'silent' });
    expect(await bot.ended).toBe(1);
    expect(bot.printed()).toMatch(/^There is no article to answer from in "\/nowhere"\.[^\n]*\n$/);
  });
});

describe('a bot without SHARDS', SLOW, () => {
  it('is one process and one shard, whatever discord.js would read from its environment', async () => {
    const discord = await standIn();
    const bot = start(discord, { SHARDS: '', SHARD_COUNT: '7', SHARDING_MANAGER: 'true' });
    await expect.poll(() => discord.gateway.connected(), IN_TIME).toEqual([0]);
    expect(discord.gateway.identifications.map(({ shard }) => shard)).toEqual([[0, 1]]);
    expect([...bot.shards()]).toEqual([]);
    bot.child.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
  });

  it('is not started as a shard by hand', async () => {
    const bot = start(await standIn(), { SHARDS: '' }, ['start', '--shard', '0/2']);
    expect(await bot.ended).toBe(2);
    expect(bot.printed()).toContain('set SHARDS instead');
  });
});
