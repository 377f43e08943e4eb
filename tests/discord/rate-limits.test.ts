import type { ServerResponse } from 'node:http';
import { SlashCommandBuilder } from 'discord.js';
import type { APIInteraction } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import { createAppContext } from '../../src/cli/app-context.ts';
import type { Command } from '../../src/discord/command.ts';
import { createDispatcher } from '../../src/discord/dispatch.ts';
import { createRateLimits, INVALID_REQUESTS, routeOf } from '../../src/discord/rate-limits.ts';
import { notice } from '../../src/discord/render/message.ts';
import { createDiscordApi, createResponder, createRest } from '../../src/discord/rest.ts';
import { createPrometheusMetrics } from '../../src/metrics/prometheus.ts';
import { slashInteraction } from '../../src/playground/interactions.ts';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { inServer } from '../fixtures/scenes.ts';
import { ownStore } from '../fixtures/store.ts';
import { startDiscordStandIn, TOKEN, type DiscordStandIn } from '../stand-in/discord.ts';
import { said } from './rig.ts';

const CHANNEL = '800000000000000001';
const OTHER_CHANNEL = '800000000000000002';
const MINUTE = 60_000;

const running: DiscordStandIn[] = [];

afterEach(async () => {
  for (const discord of running.splice(0)) await discord.close();
});

/** The bot before a Discord, in a time of its own: it passes only where something is waited for. */
async function startBot() {
  const discord = await startDiscordStandIn();
  running.push(discord);
  const { log, lines } = recordedLog('debug');
  const metrics = createPrometheusMetrics();
  let clock = 0;
  const waits: number[] = [];
  const limits = createRateLimits({ log, metrics, now: () => clock });
  const rest = createRest({
    apiUrl: discord.apiUrl,
    token: TOKEN,
    limits,
    sleep: (milliseconds) => {
      waits.push(milliseconds);
      clock += milliseconds;
      return Promise.resolve();
    },
  });
  return {
    discord,
    rest,
    limits,
    waits,
    log: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    api: createDiscordApi(rest, { metrics }),
    page: async () => (await metrics.page()).text,
    /** Has members ask, all at once, and resolves when the bot is done with them. */
    ask: async (interactions: readonly APIInteraction[]) => {
      // Slower than the bot waits before it defers.
      const deferred = Promise.all(interactions.map((interaction) => discord.expect(interaction).next()));
      const probe: Command = {
        data: new SlashCommandBuilder().setName('ask').setDescription('For this test').toJSON(),
        repliesPrivately: () => false,
        execute: async () => {
          await deferred;
          return said('Here it is.');
        },
      };
      const context = { ...createAppContext(fair), commands: [probe] };
      const parts = {
        context: () => context,
        discord: createDiscordApi(rest),
        store: ownStore(),
        log,
        metrics,
      };
      const dispatcher = createDispatcher({ ...parts, deferAfter: 0 });
      await Promise.all(
        interactions.map((interaction) =>
          dispatcher.dispatch(interaction, createResponder(rest, interaction, metrics)),
        ),
      );
    },
    pass: (milliseconds: number) => {
      clock += milliseconds;
    },
    /** An interaction that waits for its reply. */
    deferred: async () => {
      const interaction = slashInteraction(inServer(), { name: 'ask' });
      const exchange = discord.expect(interaction);
      const responder = createResponder(rest, interaction, metrics);
      await responder.respond({ type: 5 });
      await exchange.next();
      return { interaction, responder, exchange };
    },
  };
}

const answer =
  (status: number, body: string, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, headers).end(body);
  };

const JSON_TYPE = { 'content-type': 'application/json' };
const HTML = answer(200, '<html><body>Please sign in</body></html>', { 'content-type': 'text/html' });
const slowDown = (headers: Record<string, string>) =>
  answer(429, JSON.stringify({ message: 'You are being rate limited.', retry_after: 1 }), {
    ...JSON_TYPE,
    ...headers,
  });
const AN_HOUR_FOR_ALL = slowDown({
  'retry-after': '3600',
  'x-ratelimit-global': 'true',
  'x-ratelimit-scope': 'global',
});

describe('while Discord limits all that the bot does for an hour', () => {
  it('members get their replies, and whatever else it does is refused at once', async () => {
    const { discord, api, deferred, waits } = await startBot();
    discord.intercept('PUT', /pins/, AN_HOUR_FOR_ALL);
    await expect(api.pinMessage(CHANNEL, '1', 'why')).rejects.toMatchObject({
      status: 429,
      message: 'Discord lets the bot do this only in 3600 s (rate limit).',
    });
    const before = discord.requests.length;
    await expect(api.createMessage(CHANNEL, notice('x'))).rejects.toMatchObject({ status: 429 });
    expect(discord.requests).toHaveLength(before);

    const { responder, exchange } = await deferred();
    await responder.editOriginal(notice('Here it is.'));
    await responder.followUp(notice('And more.'), { private: true });
    expect(await exchange.next()).toMatchObject({ kind: 'edit' });
    expect(await exchange.next()).toMatchObject({ kind: 'follow-up' });
    expect(waits).toEqual([]);
  });

  it('the log says so once, and the metrics and its state do, until the hour is over', async () => {
    const { discord, api, limits, log, page, pass } = await startBot();
    expect(limits.state()).toBe('open');
    discord.intercept('PUT', /pins/, AN_HOUR_FOR_ALL, 2);
    const pin = (channel: string) => api.pinMessage(channel, '1', 'why').catch(() => undefined);
    await Promise.all([pin(CHANNEL), pin(OTHER_CHANNEL)]);
    await pin(CHANNEL);
    expect(limits.state()).toBe('limited');
    expect(log()).toMatchObject([{ level: 40, scope: 'global', seconds: 3600 }]);
    expect(await page()).toContain('footnote_discord_rate_limits_total{scope="global"} 2');
    pass(60 * MINUTE + 1_000);
    expect(limits.state()).toBe('open');
    await api.createMessage(CHANNEL, notice('At last.'));
  });

  it('said of one interaction, the others get their replies', async () => {
    const { discord, deferred, log } = await startBot();
    const one = await deferred();
    const other = await deferred();
    discord.intercept('PATCH', /@original$/, AN_HOUR_FOR_ALL);
    await expect(one.responder.editOriginal(notice('x'))).rejects.toMatchObject({ status: 429 });
    await other.responder.editOriginal(notice('Here it is.'));
    expect(await other.exchange.next()).toMatchObject({ kind: 'edit' });
    expect(JSON.stringify(log())).not.toContain(one.interaction.token);
    expect(log()).toMatchObject([{ level: 40, route: 'PATCH /webhooks/:id/:token/messages/@original' }]);
  });
});

describe('a reply that Discord asks to send later', () => {
  it('is sent then, where its token still lives', async () => {
    const { discord, deferred, waits } = await startBot();
    const { responder, exchange } = await deferred();
    discord.intercept('PATCH', /@original$/, slowDown({ 'retry-after': '600' }));
    await responder.editOriginal(notice('Here it is.'));
    expect(await exchange.next()).toMatchObject({ kind: 'edit' });
    expect(waits).toEqual([600_050]);
  });

  it('is given up at once where its token is dead by then', async () => {
    const { discord, deferred, waits } = await startBot();
    const { responder } = await deferred();
    discord.intercept('PATCH', /@original$/, slowDown({ 'retry-after': '901' }));
    await expect(responder.editOriginal(notice('x'))).rejects.toMatchObject({ status: 429 });
    expect(waits).toEqual([]);
  });

  it('as the first response waits three seconds at most', async () => {
    const { discord, rest, waits } = await startBot();
    const interaction = slashInteraction(inServer(), { name: 'ask' });
    discord.expect(interaction);
    discord.intercept('POST', /callback$/, slowDown({ 'retry-after': '5' }));
    const responder = createResponder(rest, interaction);
    await expect(responder.respond({ type: 5 })).rejects.toMatchObject({ status: 429 });
    expect(waits).toEqual([]);
  });
});

describe('a 429 that names no time to wait', () => {
  it.each([
    ['nothing', slowDown({})],
    ['0', slowDown({ 'retry-after': '0' })],
    ['a negative number', slowDown({ 'retry-after': '-3' })],
    ['no number', slowDown({ 'retry-after': 'NaN' })],
    ['no end', slowDown({ 'retry-after': 'Infinity' })],
    ['a date', slowDown({ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' })],
    ['a page', answer(429, '<html>error code: 1015</html>', { 'content-type': 'text/html' })],
    ['a body that is cut off', answer(429, '{"retry_a', JSON_TYPE)],
  ])('but %s: three tries, at least a second apart, and longer each time', async (_, refusal) => {
    const { discord, api, deferred, waits } = await startBot();
    const { responder } = await deferred();
    const before = discord.requests.length;
    discord.intercept('PATCH', /@original$/, refusal, 100);
    await expect(responder.editOriginal(notice('x'))).rejects.toMatchObject({ status: 429 });
    expect(waits).toEqual([1_000, 2_000]);
    discord.intercept('PUT', /pins/, refusal, 100);
    await expect(api.pinMessage(CHANNEL, '1', 'why')).rejects.toMatchObject({ status: 429 });
    expect(waits).toEqual([1_000, 2_000, 1_000, 2_000]);
    expect(discord.requests).toHaveLength(before + 6);
  });

  it('does not make the bot ask on and on, and the log names each who gets no reply', async () => {
    const { discord, ask, log, page } = await startBot();
    for (const method of ['PATCH', 'DELETE', 'POST'])
      discord.intercept(method, /^\/webhooks/, slowDown({}), 1_000);
    const interactions = Array.from({ length: 3 }, () => slashInteraction(inServer(), { name: 'ask' }));
    await ask(interactions);
    // Three tries each for the reply, to make room for the apology, and for the apology in the reply's place.
    expect(discord.requests.filter(({ path }) => path.startsWith('/webhooks'))).toHaveLength(3 * 9);
    for (const { id, token } of interactions) {
      expect(log()).toContainEqual(expect.objectContaining({ interaction: id, msg: 'could not reply' }));
      expect(JSON.stringify(log())).not.toContain(token);
    }
    expect(await page()).toMatch(/footnote_interactions_total\{[^}]*outcome="unsent"\} 3/);
  });

  it('holds for all that wait for the same', async () => {
    const { discord, api } = await startBot();
    const { id } = await api.createMessage(CHANNEL, notice('Before'));
    const before = discord.requests.length;
    discord.intercept('PATCH', /messages/, slowDown({}), 1_000);
    const edits = Array.from({ length: 20 }, () => api.editMessage(CHANNEL, id, notice('After')));
    for (const edit of await Promise.allSettled(edits)) expect(edit.status).toBe('rejected');
    // Each one's own tries at the most: none goes in circles.
    expect(discord.requests.length - before).toBeLessThanOrEqual(60);
  });

  it('of one channel leaves the others alone', async () => {
    const { discord, api, waits } = await startBot();
    discord.intercept('POST', /messages$/, slowDown({ 'retry-after': '3600' }));
    await expect(api.createMessage(CHANNEL, notice('x'))).rejects.toMatchObject({ status: 429 });
    await api.createMessage(OTHER_CHANNEL, notice('Here.'));
    expect(waits).toEqual([]);
  });
});

describe('invalid requests', () => {
  const json = { headers: new Headers(), isJson: true };
  const route = routeOf('PUT', `/channels/${CHANNEL}/messages/pins/1`);
  const reply = routeOf('PATCH', '/webhooks/1/token/messages/@original');

  it.each([401, 403, 429])('with %s stop everything well before Discord shuts the address out', (status) => {
    let clock = 0;
    const { log, lines } = recordedLog('warn');
    const limits = createRateLimits({ log, now: () => clock });
    for (let count = 1; count < INVALID_REQUESTS; count += 1) {
      clock += 50;
      limits.note(routeOf('GET', `/channels/${count}/messages/1`), { ...json, status });
    }
    expect(limits.state()).toBe('open');
    expect(limits.wait(reply)).toBe(0);
    limits.note(routeOf('GET', '/channels/1/messages/1'), { ...json, status });
    expect(limits.state()).toBe('stopped');
    expect(limits.wait(reply)).toBeGreaterThan(MINUTE);
    expect(limits.wait(route)).toBeGreaterThan(MINUTE);
    expect(lines.filter((line) => line.includes('would shut this address out'))).toHaveLength(1);
    clock += limits.wait(reply);
    expect(limits.state()).toBe('open');
    expect(limits.wait(reply)).toBe(0);
  });

  it('that lie more than ten minutes back are forgotten', () => {
    let clock = 0;
    const limits = createRateLimits({ now: () => clock });
    for (let count = 0; count < 3 * INVALID_REQUESTS; count += 1) {
      clock += (1.01 * 10 * MINUTE) / INVALID_REQUESTS;
      limits.note(route, { ...json, status: 403 });
      expect(limits.state()).toBe('open');
    }
  });

  it('of a limit that several share, or with any other answer, are none', () => {
    const limits = createRateLimits({ now: () => 0 });
    const shared = { ...json, status: 429, headers: new Headers({ 'x-ratelimit-scope': 'shared' }) };
    for (let count = 0; count < 2 * INVALID_REQUESTS; count += 1) {
      limits.note(reply, shared);
      limits.note(route, { ...json, status: 404 });
    }
    expect(limits.state()).toBe('open');
  });

  it('are shared out among the processes of an address', () => {
    const limits = createRateLimits({ now: () => 0, processes: 10 });
    for (let count = 0; count < INVALID_REQUESTS / 10; count += 1)
      limits.note(route, { ...json, status: 403 });
    expect(limits.state()).toBe('stopped');
  });

  it('are not sent at all once everything is stopped', async () => {
    const { discord, api, limits, deferred, page } = await startBot();
    const { responder } = await deferred();
    for (let count = 0; count < INVALID_REQUESTS; count += 1) limits.note(route, { ...json, status: 403 });
    const before = discord.requests.length;
    await expect(api.readMessage(CHANNEL, '1')).rejects.toMatchObject({ status: 429 });
    expect(discord.requests).toHaveLength(before);
    expect(await page()).toContain('footnote_discord_rate_limits_total{scope="invalid-requests"} 1');
    // Its token outlives the stop.
    await responder.editOriginal(notice('At last.'));
  });
});

describe('an answer that is not Discord’s', () => {
  const others: readonly (readonly [string, (response: ServerResponse) => void])[] = [
    ['a page', HTML],
    ['a page that claims to be JSON', answer(200, '<html></html>', JSON_TYPE)],
    ['JSON that is cut off', answer(200, '{"id": "12', JSON_TYPE)],
    ['nothing', answer(200, '', JSON_TYPE)],
    ['a bare word', answer(200, '"ok"', JSON_TYPE)],
    ['a way to somewhere else', answer(302, '', { location: 'http://127.0.0.1:1/login' })],
    [
      'a connection cut in the middle',
      (response) => {
        response.writeHead(200, { ...JSON_TYPE, 'content-length': '100' }).write('{"id":');
        setImmediate(() => response.destroy());
      },
    ],
  ];

  it.each(others)('(%s) is no success, and asked again', async (_, other) => {
    const { discord, api } = await startBot();
    discord.intercept('POST', /messages$/, other, 2);
    const { id } = await api.createMessage(CHANNEL, notice('Once.'));
    expect(discord.messages(CHANNEL).map((message) => message.id)).toEqual([id]);
  });

  it.each(others)('(%s) is a refusal that says what is the matter when it stays', async (_, other) => {
    const { discord, api, waits, deferred } = await startBot();
    const { responder } = await deferred();
    const before = discord.requests.length;
    for (const method of ['PATCH', 'GET']) discord.intercept(method, /./, other, 100);
    for (const refused of [responder.editOriginal(notice('x')), api.readMessage(CHANNEL, '1')])
      await expect(refused).rejects.toMatchObject({
        name: 'DiscordRefusal',
        status: 0,
        message: expect.stringMatching(/in between answered with HTTP \d+ and no JSON/),
      });
    expect(discord.requests).toHaveLength(before + 6);
    expect(waits).toHaveLength(4);
  });

  it('to a follow-up is not asked again: it might stand there twice', async () => {
    const { discord, deferred } = await startBot();
    const { responder } = await deferred();
    discord.intercept('POST', /webhooks/, HTML);
    await expect(responder.followUp(notice('x'), { private: false })).rejects.toMatchObject({ status: 0 });
    expect(discord.requests.filter(({ path }) => path.startsWith('/webhooks'))).toHaveLength(1);
  });

  it.each([401, 403, 404])('with %s is not taken for Discord’s own refusal', async (status) => {
    const { discord, api } = await startBot();
    discord.intercept('GET', /./, answer(status, '<html>Forbidden</html>', { 'content-type': 'text/html' }));
    await expect(api.readMessage(CHANNEL, '1')).rejects.toMatchObject({ status: 0, code: 0 });
  });

  it('where nothing is to be answered counts as no success either', async () => {
    const { discord, api } = await startBot();
    const { id } = await api.createMessage(CHANNEL, notice('x'));
    for (const method of ['PUT', 'DELETE']) discord.intercept(method, /./, HTML);
    await api.pinMessage(CHANNEL, id, 'why');
    expect(discord.pins(CHANNEL)).toEqual([id]);
    await api.unpinMessage(CHANNEL, id, 'why');
    expect(discord.pins(CHANNEL)).toEqual([]);
  });

  it('in the form of other data is a refusal', async () => {
    const { discord, api } = await startBot();
    discord.intercept('GET', /./, answer(200, '{"maintenance":true}', JSON_TYPE));
    await expect(api.readMessage(CHANNEL, '1')).rejects.toMatchObject({ name: 'DiscordRefusal', status: 0 });
  });
});
