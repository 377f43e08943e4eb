import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { APIInteraction } from 'discord-api-types/v10';
import { afterAll, describe, expect, it } from 'vitest';
import { slashInteraction } from '../../src/playground/interactions.ts';
import { asModerator, inServer } from '../fixtures/scenes.ts';
import { TOKEN } from '../stand-in/discord.ts';
import { newKeys, signedHeaders } from '../transports/http/rig.ts';
import { closeStandIns, spawnProgram, standIn } from './shipped-program.ts';

const keys = newKeys();
afterAll(closeStandIns);

/** With HTTP in its environment. */
function start(
  environment: Record<string, string>,
  options: { readonly args?: readonly string[]; readonly before?: string } = {},
) {
  const { args = [], before } = options;
  const nodeArgs =
    before === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(before)}`];
  const child = spawnProgram(
    ['start', ...args],
    {
      DISCORD_PUBLIC_KEY: keys.publicKey,
      // Nothing is there.
      DISCORD_API_URL: 'http://127.0.0.1:9/api',
      HOST: '127.0.0.1',
      PORT: '0',
      ...environment,
    },
    { nodeArgs },
  );
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  /** Of what is served. */
  const url = async (serving = 'serving') => {
    const pattern = new RegExp(`"port":(\\d+),"msg":"${serving}`);
    await expect.poll(() => log).toMatch(pattern);
    return `http://127.0.0.1:${pattern.exec(log)?.[1]}`;
  };
  return { child, ended, log: () => log, url };
}

async function send(url: string, interaction: APIInteraction): Promise<unknown> {
  const body = JSON.stringify(interaction);
  const response = await fetch(`${url}/interactions`, {
    method: 'POST',
    body,
    headers: signedHeaders(body, keys),
  });
  expect(response.status).toBe(200);
  return response.json();
}

const question = () =>
  slashInteraction(inServer(), { name: 'ask', values: { question: 'what is deepseek r1' } });

describe('footnote start with a public key', () => {
  it('answers over HTTP, says without a token what it can not do, and ends cleanly when told to', async () => {
    const { child, ended, log, url } = start({});
    const address = await url();
    expect(await send(address, question())).toMatchObject({ type: 4, data: { embeds: [{}] } });
    expect(log()).toContain('without DISCORD_TOKEN the bot only replies');
    const ready = await fetch(`${address}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      packs: expect.arrayContaining([expect.objectContaining({ slug: 'deepseek', locale: 'en' })]),
      store: 'reachable',
      vectors: 'off',
    });
    const metrics = await (await fetch(`${address}/metrics`)).text();
    expect(metrics).toContain(
      'footnote_interactions_total{kind="command",command="ask",outcome="replied"} 1',
    );
    expect(metrics).toMatch(/footnote_store_seconds_count\{kind="write",outcome="done"\} [1-9]/);
    expect(metrics).toContain('footnote_confidence_count{outcome="answer"} 1');
    child.kill('SIGTERM');
    await expect.poll(async () => (await fetch(`${address}/readyz`)).status).toBe(503);
    expect(await ended).toBe(0);
  });

  it('pins with a token, too, where it is told to serve HTTP', async () => {
    const discord = await standIn();
    discord.refuseNext('GET', /\/users\/@me\/guilds$/, 200, [{ id: '900000000000000001' }]);
    const { child, ended, log, url } = start(
      { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: discord.apiUrl },
      { args: ['--mode', 'http'] },
    );
    const pin = slashInteraction(asModerator(), { name: 'pin', subcommand: 'summary' });
    expect(await send(await url(), pin)).toMatchObject({ type: 4, data: { flags: 64 } });
    expect(discord.pins(pin.channel.id)).toHaveLength(1);
    expect(discord.gateway.counts.identified).toBe(0);
    expect(log()).not.toContain('could not read which servers');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('serves the gateway with a token, and pages about itself on PORT', async () => {
    const discord = await standIn();
    const { child, ended, url } = start({ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: discord.apiUrl });
    const address = await url();
    await expect.poll(async () => (await fetch(`${address}/readyz`)).status).toBe(200);
    expect(await discord.interact(question()).next()).toMatchObject({ kind: 'respond' });
    await expect
      .poll(async () => (await fetch(`${address}/metrics`)).text())
      .toContain('command="ask",outcome="replied"} 1');
    expect((await fetch(`${address}/interactions`, { method: 'POST' })).status).toBe(404);

    const letIn = discord.gateway.hold();
    const resumed = discord.gateway.drop();
    await expect.poll(async () => (await fetch(`${address}/readyz`)).status).toBe(503);
    letIn();
    await resumed;
    await expect.poll(async () => (await fetch(`${address}/readyz`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('logs what nobody caught, finishes, and ends with 1', async () => {
    const { child, ended, log, url } = start(
      {},
      { before: 'process.on("SIGUSR2", () => void Promise.reject(new Error("nobody caught this")))' },
    );
    const body = JSON.stringify(question());
    const headers = { ...signedHeaders(body, keys), 'content-length': body.length, expect: '100-continue' };
    const sending = request(`${await url()}/interactions`, { method: 'POST', headers });
    const response = new Promise<IncomingMessage>((resolve, reject) => {
      sending.once('response', resolve).once('error', reject);
    });
    sending.flushHeaders();
    await once(sending, 'continue');
    child.kill('SIGUSR2');
    await expect.poll(log).toContain('nobody caught this');
    sending.end(body);
    expect((await response).statusCode).toBe(200);
    expect(await ended).toBe(1);
  });

  it.each(['not a key', '0'.repeat(64)])('says what to do about the key "%s"', async (key) => {
    const { ended, log } = start({ DISCORD_PUBLIC_KEY: key });
    expect(await ended).toBe(2);
    expect(log()).toMatch(/DISCORD_PUBLIC_KEY .*General Information page/);
    expect(log()).not.toMatch(/\n\s+at /);
  });

  it('says what is missing for HTTP', async () => {
    const { ended, log } = start({ DISCORD_PUBLIC_KEY: '' }, { args: ['--mode', 'http'] });
    expect(await ended).toBe(2);
    expect(log()).toContain('DISCORD_PUBLIC_KEY is not set. Copy it from the General Information page');
  });
});
