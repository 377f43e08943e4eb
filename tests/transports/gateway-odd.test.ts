import { setImmediate } from 'node:timers/promises';
import type { APIInteraction } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import { pick } from '../../bench/random.ts';
import { createAppContext } from '../../src/cli/app-context.ts';
import { createDispatcher } from '../../src/discord/dispatch.ts';
import { createDiscordApi, createRest } from '../../src/discord/rest.ts';
import { NO_METRICS } from '../../src/metrics/metrics.ts';
import { slashInteraction, snowflake } from '../../src/playground/interactions.ts';
import { createRandom } from '../../src/search/random.ts';
import { startGateway } from '../../src/transports/gateway.ts';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { mutateValue, wholeInteractions } from '../fixtures/odd-interactions.ts';
import { inServer } from '../fixtures/scenes.ts';
import { ownStore } from '../fixtures/store.ts';
import { startDiscordStandIn, TOKEN } from '../stand-in/discord.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function run() {
  const discord = await startDiscordStandIn();
  const { log, lines } = recordedLog('info');
  const rest = createRest({ apiUrl: discord.apiUrl, token: TOKEN });
  const context = createAppContext(fair);
  const told: string[] = [];
  let unreadable = 0;
  let dispatched = 0;
  const dispatcher = createDispatcher({
    context: () => context,
    discord: createDiscordApi(rest),
    store: ownStore(),
    log,
  });
  const gateway = await startGateway({
    token: TOKEN,
    dispatcher: {
      ...dispatcher,
      dispatch(interaction, responder) {
        dispatched += 1;
        return dispatcher.dispatch(interaction, responder);
      },
    },
    membership: {
      connected: (ids) => void told.push(`connected ${ids.join()}`),
      joined: (id) => void told.push(`joined ${id}`),
      left: (id) => void told.push(`left ${id}`),
    },
    rest,
    log,
    metrics: { ...NO_METRICS, interactionUnreadable: () => (unreadable += 1) },
    onFatal: (error) => told.push(`fatal ${error.message}`),
  });
  closing.push(async () => {
    await gateway.close();
    await discord.close();
    // Bodies that Discord objects to are no matter here: what came in was odd.
  });
  const send = (type: string, data: unknown) => discord.gateway.dispatch(type, data);
  const ask = () =>
    discord
      .interact(
        slashInteraction(inServer({ userId: snowflake() }), {
          name: 'ask',
          values: { question: 'opening hours' },
        }),
      )
      .next();
  return { discord, lines, told, send, ask, counts: () => ({ unreadable, dispatched }) };
}

const whole = () => slashInteraction(inServer(), { name: 'ask', values: { question: 'opening hours' } });

function without(key: string): unknown {
  return Object.fromEntries(Object.entries(whole()).filter(([name]) => name !== key));
}

describe('an interaction over the gateway', () => {
  it.each([
    ['nothing', null],
    ['a list', [whole()]],
    ['a text', 'hello'],
    ['no id', without('id')],
    ['an id that is none', { ...whole(), id: '../1' }],
    ['no token', without('token')],
    ['no data', without('data')],
    ['nobody who did it', without('member')],
    ['a member who is nobody', { ...whole(), member: {} }],
    ['a type that nobody knows', { ...whole(), type: 99 }],
  ])('that is or has %s, is counted, and the bot goes on', async (_, payload) => {
    const { send, ask, counts, lines } = await run();
    send('INTERACTION_CREATE', payload);
    expect(await ask()).toMatchObject({ kind: 'respond' });
    expect(counts()).toEqual({ unreadable: 1, dispatched: 1 });
    expect(lines.join('')).toContain('INTERACTION_CREATE');
  });

  it('whose options are no list, gets an apology', async () => {
    const { discord } = await run();
    const odd = { ...whole(), data: { ...whole().data, options: 'all' } };
    const answer = await discord.interact(odd as unknown as APIInteraction).next();
    expect(answer).toMatchObject({ kind: 'respond', message: { content: expect.stringContaining('orry') } });
  });

  it('is answered or passed over whatever it looks like: 2,000 odd ones', async () => {
    const { send, ask, counts, told } = await run();
    const random = createRandom(3);
    for (let sent = 0; sent < 2000; sent += 1) {
      send('INTERACTION_CREATE', mutateValue(pick(random, wholeInteractions)(), random));
      if (sent % 50 === 0) await setImmediate();
    }
    expect(await ask()).toMatchObject({ kind: 'respond' });
    const { unreadable, dispatched } = counts();
    expect(unreadable + dispatched).toBe(2001);
    expect(unreadable).toBeGreaterThan(100);
    expect(told.filter((one) => one.startsWith('fatal'))).toEqual([]);
  });
});

describe('what Discord tells of servers', () => {
  it.each([null, [], 'x', {}, { id: 5 }, { id: '../1' }, { unavailable: false }])(
    'is passed over where it is %j: no server is taken for joined or left',
    async (payload) => {
      const { send, ask, told } = await run();
      told.length = 0;
      send('GUILD_CREATE', payload);
      send('GUILD_DELETE', payload);
      expect(await ask()).toMatchObject({ kind: 'respond' });
      expect(told).toEqual([]);
    },
  );

  it('is passed over where their ids are odd when it connects: none is taken for left', async () => {
    const { send, ask, told, lines } = await run();
    told.length = 0;
    send('READY', { session_id: 'again', resume_gateway_url: 'ws://127.0.0.1:1', guilds: [{ id: '../1' }] });
    expect(await ask()).toMatchObject({ kind: 'respond' });
    expect(told).toEqual([]);
    expect(lines.join('')).toContain('READY');
  });
});
