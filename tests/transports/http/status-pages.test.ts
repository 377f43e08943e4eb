import { afterEach, describe, expect, it } from 'vitest';
import {
  autocompleteInteraction,
  componentInteraction,
  slashInteraction,
} from '../../../src/playground/interactions.ts';
import { recordedLog } from '../../fixtures/log.ts';
import { asModerator, inServer } from '../../fixtures/scenes.ts';
import { failServerAt } from '../../fixtures/server-error.ts';
import { filesOf } from '../../../src/discord/attachments.ts';
import { responseOf } from '../../../src/discord/response.ts';
import { watchResponder } from '../../../src/discord/watched.ts';
import { createHttpResponder } from '../../../src/transports/http/responder.ts';
import { carrier, withFile } from '../../discord/rig.ts';
import { createRest, createDiscordApi } from '../../../src/discord/rest.ts';
import { createPrometheusMetrics } from '../../../src/metrics/prometheus.ts';
import { startStatusServer } from '../../../src/transports/http.ts';
import { closeTransports, openTransport } from './rig.ts';

afterEach(closeTransports);

const asked = (question: string) =>
  slashInteraction(inServer(), { name: 'ask', values: { question, private: true } });

/** The samples of the page by their name and labels. */
async function samples(url: string): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.replace(/^.* /, ''))]));
}

describe('the page of metrics', () => {
  it('counts interactions by command and outcome, and what became of questions', async () => {
    const { interact, url } = await openTransport({
      probe: { execute: () => Promise.reject(new Error('broken')) },
    });
    await interact(asked('what does the car park cost')).response;
    await interact(asked('opening hours')).response;
    await interact(asked('stall price')).response;
    await interact(slashInteraction(inServer(), { name: 'probe' })).response;
    await interact(slashInteraction(inServer(), { name: 'pin', subcommand: 'summary' })).response;
    await interact(slashInteraction(inServer(), { name: 'somebody-made-this-up' })).response;
    await interact(componentInteraction(inServer(), { message: carrier, customId: 'made-up:x' })).response;
    await interact(
      autocompleteInteraction(inServer(), { name: 'ask', focused: 'question', typed: 'parking' }),
    ).response;
    const found = await samples(url);
    const interactions = [...found].filter(([name]) => name.startsWith('footnote_interactions_total'));
    expect(Object.fromEntries(interactions)).toEqual({
      'footnote_interactions_total{kind="command",command="ask",outcome="replied"}': 3,
      'footnote_interactions_total{kind="command",command="probe",outcome="failed"}': 1,
      'footnote_interactions_total{kind="command",command="pin",outcome="refused"}': 1,
      'footnote_interactions_total{kind="command",command="unknown",outcome="refused"}': 1,
      'footnote_interactions_total{kind="component",command="unknown",outcome="refused"}': 1,
      'footnote_interactions_total{kind="autocomplete",command="ask",outcome="replied"}': 1,
    });
    expect(found.get('footnote_first_response_seconds_count{kind="command",command="ask"}')).toBe(3);
    expect(found.get('footnote_confidence_count{outcome="answer"}')).toBe(2);
    expect(found.get('footnote_confidence_bucket{le="0.5",outcome="answer"}')).toBe(0);
    expect(found.get('footnote_confidence_count{outcome="none"}')).toBe(1);
    expect(found.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  });

  it('counts requests that were refused, by us and by Discord', async () => {
    const { interact, discord, post, url } = await openTransport();
    discord.refuseNext('POST', /messages$/, 403, { code: 50013, message: 'Missing Permissions' });
    await interact(slashInteraction(asModerator(), { name: 'pin', subcommand: 'summary' })).next();
    await post('{}', {});
    await post('{}');
    const found = await samples(url);
    expect(found.get('footnote_discord_refusals_total{status="403",code="50013"}')).toBe(1);
    expect(found.get('footnote_refused_requests_total{reason="unsigned"}')).toBe(1);
    expect(found.get('footnote_refused_requests_total{reason="malformed"}')).toBe(1);
  });

  it('does not count what was only too soon, nor that a message is gone which was looked for', async () => {
    const { interact, discord, rest, metrics, url } = await openTransport({
      probe: { execute: () => withFile('message') },
    });
    discord.refuseNext('PATCH', /@original$/, 404, { code: 10015, message: 'Unknown Webhook' });
    const { next } = interact(slashInteraction(inServer(), { name: 'probe' }));
    await next();
    await next();
    expect(await createDiscordApi(rest, { metrics }).readMessage('1', '2')).toBeNull();
    expect(discord.requests.filter(({ status }) => status === 404).length).toBeGreaterThanOrEqual(2);
    const names = [...(await samples(url)).keys()];
    expect(names.filter((name) => name.startsWith('footnote_discord_refusals'))).toEqual([]);
  });

  it('times the first response, not the file that follows it', async () => {
    const { discord, rest } = await openTransport();
    let clock = 1_000;
    const interaction = slashInteraction(inServer(), { name: 'probe' });
    const send = () => Promise.resolve(void (clock = 1_005));
    const watched = watchResponder(createHttpResponder(rest, interaction, send), () => clock);
    discord.refuseNext('PATCH', /@original$/, 413, { code: 40005, message: 'Request entity too large' });
    const reply = withFile('message');
    const sent = watched.responder.respond(responseOf(reply), filesOf(reply));
    await expect(sent).rejects.toMatchObject({ code: 40005 });
    expect(watched.firstResponse()).toBe(5);
  });

  it('says so where Discord can not be reached', async () => {
    const metrics = createPrometheusMetrics();
    const discord = createDiscordApi(createRest({ apiUrl: 'http://127.0.0.1:1/api', token: 'x' }), {
      metrics,
    });
    await expect(discord.listPins('1', 50)).rejects.toThrow('could not be reached');
    expect((await metrics.page()).text).toContain('footnote_discord_refusals_total{status="0",code="0"} 1');
  });

  it('holds neither what members wrote nor anybody’s id', async () => {
    const { interact, url } = await openTransport();
    const question = asked('a very personal question about parking');
    await interact(question).response;
    await interact(slashInteraction(inServer(), { name: 'personal-name' })).response;
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).not.toContain('personal');
    for (const id of [question.id, question.token, question.guild_id, question.member?.user.id]) {
      expect(text).not.toContain(id);
    }
  });

  it('is what Prometheus reads', async () => {
    const { url } = await openTransport();
    const response = await fetch(`${url}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect((await fetch(`${url}/metrics`, { method: 'HEAD' })).status).toBe(200);
  });
});

describe('the pages of health', () => {
  it('tell what is ready, and with 503 that it is not', async () => {
    let ready = true;
    const { url } = await openTransport({
      readiness: () => Promise.resolve({ ready, version: '1.2.3', vectors: 'loading' }),
    });
    const first = await fetch(`${url}/readyz`);
    expect(first.status).toBe(200);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(await first.json()).toEqual({
      ready: true,
      stopping: false,
      version: '1.2.3',
      vectors: 'loading',
    });
    ready = false;
    const second = await fetch(`${url}/readyz`);
    expect(second.status).toBe(503);
    expect(await second.json()).toMatchObject({ ready: false });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it.each([
    'GET /healthz',
    'GET /readyz',
    'GET /metrics',
    'HEAD /healthz',
    // What HAProxy asks where it is told nothing else.
    'OPTIONS /',
  ])('answer a balancer that asks %s by HTTP/1.0 without saying which host', async (request) => {
    const { raw } = await openTransport();
    expect(await raw(`${request} HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  it('are also there alone, for the gateway', async () => {
    const stop = new AbortController();
    const server = await startStatusServer({
      host: '127.0.0.1',
      port: 0,
      log: recordedLog().log,
      stop: stop.signal,
      status: {
        readiness: () => Promise.resolve({ ready: true }),
        metrics: () => Promise.resolve({ contentType: 'text/plain', text: 'all' }),
      },
    });
    const url = `http://127.0.0.1:${server.port}`;
    expect(await (await fetch(`${url}/metrics`)).text()).toBe('all');
    expect((await fetch(`${url}/interactions`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    stop.abort();
    const stopping = await fetch(`${url}/readyz`);
    expect(stopping.status).toBe(503);
    expect(await stopping.json()).toEqual({ ready: false, stopping: true });
    await server.close();
  });

  it('say what to do where the port is taken', async () => {
    const { transport } = await openTransport();
    const again = startStatusServer({
      host: '127.0.0.1',
      port: transport.port,
      log: recordedLog().log,
      stop: new AbortController().signal,
      status: {
        readiness: () => Promise.resolve({ ready: true }),
        metrics: () => Promise.resolve({ contentType: 'text/plain', text: '' }),
      },
    });
    await expect(again).rejects.toThrow(
      `Can't listen on 127.0.0.1:${transport.port} (another program listens there). Choose another HOST or PORT.`,
    );
  });
});

describe('a transport that can not take a connection', () => {
  it('says so in the log each time, and goes on', async () => {
    const { url, lines } = await openTransport();
    await failServerAt(`${url}/healthz`);
    await failServerAt(`${url}/healthz`);
    expect(lines.filter((line) => line.includes('EMFILE'))).toHaveLength(2);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});
