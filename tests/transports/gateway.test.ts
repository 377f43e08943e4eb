import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, SlashCommandBuilder, Status } from 'discord.js';
import { ComponentType, InteractionResponseType, MessageFlags, type APIMessage } from 'discord-api-types/v10';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAppContext } from '../../src/cli/app-context.ts';
import type { Shards } from '../../src/config.ts';
import type { Command, Reply } from '../../src/discord/command.ts';
import { createDispatcher, type AppContext } from '../../src/discord/dispatch.ts';
import { notice } from '../../src/discord/render/message.ts';
import { createDiscordApi, createRest } from '../../src/discord/rest.ts';
import { createGuildMembership } from '../../src/retention/guild-membership.ts';
import {
  autocompleteInteraction,
  componentInteraction,
  messageCommandInteraction,
  messageOf,
  slashInteraction,
  userOf,
} from '../../src/playground/interactions.ts';
import { GatewayRefusal } from '../../src/transports/gateway-refusal.ts';
import { startGateway, type Gateway } from '../../src/transports/gateway.ts';
import type { ClosingTimes } from '../../src/transports/in-flight.ts';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { ownStore } from '../fixtures/store.ts';
import { asModerator, inDirectMessage, inServer, PINNING, READING } from '../fixtures/scenes.ts';
import { startDiscordStandIn, TOKEN, type DiscordStandIn } from '../stand-in/discord.ts';

const CHANNEL = '800000000000000001';

interface Starting {
  readonly discord: DiscordStandIn;
  readonly lines: readonly string[];
  readonly fatal: Error[];
  /** Why it could not be made, or null where it could. */
  readonly failure: Promise<unknown>;
  readonly gateway: Promise<Gateway>;
  /** Ends the start. */
  readonly stop: () => void;
}

interface Running extends Omit<Starting, 'gateway'> {
  readonly gateway: Gateway;
}

const running: Starting[] = [];

afterEach(async () => {
  for (const { discord, gateway, failure, stop } of running.splice(0)) {
    stop();
    if ((await failure) === null) await (await gateway).close();
    await discord.close();
    expect(discord.violations).toEqual([]);
  }
  vi.restoreAllMocks();
});

interface RunOptions {
  readonly deferAfter?: number;
  readonly closing?: ClosingTimes;
  readonly shards?: Shards;
}

/** The bot while it connects. */
async function begin(
  context: AppContext = createAppContext(fair),
  options: RunOptions = {},
): Promise<Starting> {
  const { deferAfter = 2000, closing, shards } = options;
  const discord = await startDiscordStandIn();
  const { log, lines } = recordedLog('info');
  const rest = createRest({ apiUrl: discord.apiUrl, token: TOKEN });
  const fatal: Error[] = [];
  const store = ownStore();
  const stop = new AbortController();
  const gateway = startGateway({
    token: TOKEN,
    dispatcher: createDispatcher({
      context: () => context,
      discord: createDiscordApi(rest),
      store,
      log,
      deferAfter,
    }),
    membership: createGuildMembership({ servers: store.servers, log }),
    rest,
    log,
    onFatal: (error) => fatal.push(error),
    stop: stop.signal,
    ...(shards === undefined ? {} : { shards }),
    ...(closing === undefined ? {} : { closing }),
  });
  const failure = gateway.then(
    () => null,
    (error: unknown) => error,
  );
  const starting = { discord, gateway, failure, lines, fatal, stop: () => stop.abort() };
  running.push(starting);
  return starting;
}

async function run(context?: AppContext, options?: RunOptions): Promise<Running> {
  const starting = await begin(context, options);
  return { ...starting, gateway: await starting.gateway };
}

/** A context with one more command, `/probe`. */
function contextWith(execute: Command['execute']): AppContext {
  const probe: Command = {
    data: new SlashCommandBuilder().setName('probe').setDescription('For this test').toJSON(),
    repliesPrivately: () => false,
    execute,
  };
  const context = createAppContext(fair);
  return { ...context, commands: [...context.commands, probe] };
}

const asked = (question: string) => slashInteraction(inServer(), { name: 'ask', values: { question } });

function embedOf(message: Partial<APIMessage>) {
  return message.embeds?.[0];
}

function customIdOf(message: Partial<APIMessage>, label: string): string {
  for (const row of message.components ?? []) {
    if (row.type !== ComponentType.ActionRow) continue;
    for (const one of row.components) {
      if ('label' in one && one.label === label && 'custom_id' in one) return one.custom_id;
    }
  }
  throw new Error(`There is no button "${label}".`);
}

describe('a member on Discord', () => {
  it('asks, and reads the answer with its section and its source', async () => {
    const { discord } = await run();
    const answer = await discord.interact(asked('what does the car park cost')).next();
    expect(answer).toMatchObject({ kind: 'respond', type: InteractionResponseType.ChannelMessageWithSource });
    if (answer.kind !== 'respond') return;
    expect(answer.message.flags).toBeUndefined();
    expect(embedOf(answer.message)).toMatchObject({
      title: 'How much is parking?',
      description: 'The car park behind the town hall costs four crowns an hour.',
      fields: [
        {
          value:
            'Section “Getting there” of [Winter Fair: Rules and Timetable](https://example.org/winter-fair)',
        },
      ],
    });
  });

  it('gets suggestions while typing', async () => {
    const { discord } = await run();
    const typing = autocompleteInteraction(inServer(), {
      name: 'ask',
      focused: 'question',
      typed: 'how much is pa',
    });
    const answer = await discord.interact(typing).next();
    if (answer.kind !== 'respond') throw new Error('no answer');
    expect(answer.choices[0]?.name).toBe('How much is parking?');
  });

  it('presses a button under an answer and reads on, alone', async () => {
    const { discord } = await run();
    const first = await discord.interact(asked('what does the car park cost')).next();
    if (first.kind !== 'respond') throw new Error('no answer');
    const message = messageOf({ channelId: CHANNEL, author: userOf('1', 'Footnote'), body: first.message });
    const press = componentInteraction(inServer({ userId: '700000000000000009' }), {
      message,
      customId: customIdOf(first.message, 'Whole section'),
    });
    const second = await discord.interact(press).next();
    expect(second).toMatchObject({ kind: 'respond', message: { flags: MessageFlags.Ephemeral } });
    if (second.kind !== 'respond') return;
    expect(embedOf(second.message)?.title).toBe('Getting there');
    expect(embedOf(second.message)?.description).toContain('Trams 3 and 7');
  });

  it('is told in private that the article does not say', async () => {
    const { discord } = await run();
    const answer = await discord.interact(asked('stall price')).next();
    expect(answer).toMatchObject({ message: { flags: MessageFlags.Ephemeral } });
    if (answer.kind !== 'respond') return;
    expect(answer.message.content).toContain("The article doesn't say what a stall costs.");
  });

  it('has another message answered, with a link to it', async () => {
    const { discord } = await run();
    const target = messageOf({
      channelId: CHANNEL,
      author: userOf('5', 'bo'),
      body: { content: 'ok but which trams go there?' },
    });
    const answer = await discord
      .interact(messageCommandInteraction(inServer(), { name: 'Answer this', target }))
      .next();
    if (answer.kind !== 'respond') throw new Error('no answer');
    expect(embedOf(answer.message)?.description).toBe('Trams 3 and 7 stop at the square.');
    expect(answer.message.content).toContain(
      `https://discord.com/channels/900000000000000001/${CHANNEL}/${target.id}`,
    );
  });

  it('is answered in a direct message', async () => {
    const { discord } = await run();
    const question = slashInteraction(inDirectMessage(), {
      name: 'ask',
      values: { question: 'opening hours' },
    });
    const answer = await discord.interact(question).next();
    if (answer.kind !== 'respond') throw new Error('no answer');
    expect(embedOf(answer.message)?.title).toBe('When does the fair open?');
  });
});

describe('a moderator on Discord', () => {
  const pin = (subcommand: string, scene = asModerator()) =>
    slashInteraction(scene, { name: 'pin', subcommand });

  it('pins the highlights, and the audit log says who and how', async () => {
    const { discord } = await run();
    const answer = await discord.interact(pin('highlights')).next();
    const [posted] = discord.messages(CHANNEL);
    expect(posted?.embeds[0]?.description).toContain('Sixty stalls');
    expect(discord.pins(CHANNEL)).toEqual([posted?.id]);
    // Posted once even where the client has to try again.
    const posting = discord.requests.find(
      ({ method, path }) => method === 'POST' && path.endsWith('/messages'),
    );
    expect(posting?.body).toMatchObject({ enforce_nonce: true, nonce: expect.any(String) });
    const pinning = discord.requests.find(({ method }) => method === 'PUT');
    expect(pinning?.reason).toBe('ada (700000000000000001) used /pin highlights');
    expect(answer).toMatchObject({ message: { flags: MessageFlags.Ephemeral } });
    if (answer.kind !== 'respond') return;
    expect(answer.message.content).toContain(`/${CHANNEL}/${posted?.id}`);
  });

  it.each([
    [
      'a member without the permission',
      inServer(),
      'You need this permission in this channel: **Pin Messages**.',
    ],
    [
      'a bot without permissions',
      asModerator({ botPermissions: READING & ~(1n << 14n) }),
      'I lack permission in this channel: **Embed Links**, **Pin Messages**.',
    ],
    [
      'a server that has not added the bot',
      asModerator({ botIsMember: false }),
      'only in a server that has added me',
    ],
    ['a direct message', inDirectMessage(), 'only in a server that has added me'],
  ])('pins nothing for %s, and is told why', async (_, scene, words) => {
    const { discord } = await run();
    const answer = await discord.interact(pin('summary', scene)).next();
    if (answer.kind !== 'respond') throw new Error('no answer');
    expect(answer.message.content).toContain(words);
    expect(discord.requests.map(({ path }) => path).filter((path) => path.startsWith('/channels'))).toEqual(
      [],
    );
  });

  it('posts nothing at 250 pins', async () => {
    const { discord } = await run();
    discord.fillPins(CHANNEL, 250);
    const answer = await discord.interact(pin('summary')).next();
    if (answer.kind !== 'respond') throw new Error('no answer');
    expect(answer.message.content).toContain('already has 250 pins');
    expect(discord.requests.some(({ method, path }) => method === 'POST' && path.endsWith('/messages'))).toBe(
      false,
    );
  });

  it('pins the 250th', async () => {
    const { discord } = await run();
    discord.fillPins(CHANNEL, 249);
    await discord.interact(pin('summary')).next();
    expect(discord.pins(CHANNEL)).toHaveLength(250);
  });

  it.each([
    [
      'somebody pinned the 250th in between',
      400,
      { code: 30003, message: 'Maximum number of pins reached' },
      'already has 250 pins',
    ],
    [
      'Discord refuses',
      403,
      { code: 50013, message: 'Missing Permissions' },
      'Discord refused to pin the message',
    ],
  ])('leaves nothing behind where %s', async (_, status, body, words) => {
    const { discord } = await run();
    discord.refuseNext('PUT', /pins\/\d+$/, status, body);
    const answer = await discord.interact(pin('summary')).next();
    if (answer.kind !== 'respond') throw new Error('no answer');
    expect(answer.message.content).toContain(words);
    expect(discord.messages(CHANNEL)).toEqual([]);
  });

  it('learns where the post stands when it can neither be pinned nor removed', async () => {
    const { discord } = await run();
    discord.refuseNext('PUT', /pins\/\d+$/, 403, { code: 50013, message: 'Missing Permissions' });
    discord.refuseNext('DELETE', /messages\/\d+$/, 403, { code: 50013, message: 'Missing Permissions' });
    const answer = await discord.interact(pin('summary')).next();
    const [posted] = discord.messages(CHANNEL);
    if (answer.kind !== 'respond') throw new Error('no answer');
    expect(answer.message.content).toContain(`/${CHANNEL}/${posted?.id}`);
  });

  it('is told when permissions went since the command was typed', async () => {
    const { discord } = await run();
    discord.refuseNext('POST', /messages$/, 403, { code: 50001, message: 'Missing Access' });
    const answer = await discord.interact(pin('summary')).next();
    if (answer.kind !== 'respond') throw new Error('no answer');
    expect(answer.message.content).toContain('nothing was pinned');
  });

  it('pins in a thread with the permission that threads take', async () => {
    const { discord } = await run();
    const scene = asModerator({ thread: true, botPermissions: PINNING & ~(1n << 11n) });
    const answer = await discord.interact(pin('summary', scene)).next();
    if (answer.kind !== 'respond') throw new Error('no answer');
    expect(answer.message.content).toContain('**Send Messages in Threads**');
    expect(answer.message.content).not.toContain('**Send Messages**');
  });
});

describe('nobody is left without a reply', () => {
  it('when a handler is slow: it is deferred, and the reply follows', async () => {
    let finish: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const context = contextWith(async () => {
      await slow;
      return { kind: 'message', body: notice('Here it is.'), private: false };
    });
    const { discord } = await run(context, { deferAfter: 20 });
    const exchange = discord.interact(slashInteraction(inServer(), { name: 'probe' }));
    expect(await exchange.next()).toMatchObject({
      kind: 'respond',
      type: InteractionResponseType.DeferredChannelMessageWithSource,
    });
    finish();
    expect(await exchange.next()).toMatchObject({ kind: 'edit', message: { content: 'Here it is.' } });
  });

  it('when a handler throws: an apology whose reference stands in the log, without what was typed', async () => {
    const context = contextWith(() => {
      throw new Error('it broke');
    });
    const { discord, lines } = await run(context);
    const answer = await discord.interact(slashInteraction(inServer(), { name: 'probe' })).next();
    if (answer.kind !== 'respond') throw new Error('no answer');
    const [, reference] = /`([0-9a-f]{8})`/.exec(answer.message.content ?? '') ?? [];
    expect(reference).toBeDefined();
    const logged = lines.find((line) => line.includes(String(reference)));
    expect(logged).toContain('it broke');
  });

  it('when the reply is one that Discord refuses', async () => {
    const { discord } = await run();
    discord.refuseNext('POST', /callback$/, 400, { code: 50035, message: 'Invalid Form Body', errors: {} });
    const answer = await discord.interact(asked('opening hours')).next();
    if (answer.kind !== 'respond') throw new Error('no answer');
    expect(answer.message.content).toContain('something went wrong');
  });

  it('when the command or the button is one that is no more', async () => {
    const { discord } = await run();
    const gone = await discord.interact(slashInteraction(inServer(), { name: 'vanished' })).next();
    expect(gone).toMatchObject({ message: { flags: MessageFlags.Ephemeral } });
    const message = messageOf({ channelId: CHANNEL, author: userOf('1', 'Footnote'), body: {} });
    const press = componentInteraction(inServer(), { message, customId: 'old:button:1' });
    const button = await discord.interact(press).next();
    if (button.kind !== 'respond') throw new Error('no answer');
    expect(button.message.content).toContain('older version');
  });

  it('but nothing is tried again once the interaction is gone', async () => {
    const { discord, lines } = await run();
    discord.refuseNext('POST', /callback$/, 404, { code: 10062, message: 'Unknown interaction' });
    const callbacks = () =>
      discord.requests.filter(({ path }) => path.endsWith('/callback')).map(({ status }) => status);
    discord.interact(asked('opening hours'));
    await expect.poll(callbacks).toEqual([404]);
    await discord.interact(asked('opening hours')).next();
    expect(callbacks()).toEqual([404, 200]);
    expect(lines.filter((line) => line.includes('the interaction is gone'))).toHaveLength(1);
  });
});

describe('the connection', () => {
  it('resumes after it was cut, and what came meanwhile is answered', async () => {
    const { discord } = await run();
    const dropped = discord.gateway.drop();
    const meanwhile = discord.interact(asked('opening hours'));
    await dropped;
    expect(await meanwhile.next()).toMatchObject({ kind: 'respond' });
    expect(discord.gateway.counts).toEqual({ identified: 1, resumed: 1 });
  });

  it('survives packets that discord.js can not read', async () => {
    const { discord } = await run();
    const channel = { id: CHANNEL, type: 1, recipients: [] };
    const button = { component_type: 2, custom_id: 'x' };
    discord.gateway.dispatch('INTERACTION_CREATE', { id: '1', type: 3, token: 't', channel, data: button });
    discord.gateway.dispatch('INTERACTION_CREATE', { id: '2', type: 99, token: 'u', application_id: '3' });
    expect(await discord.interact(asked('opening hours')).next()).toMatchObject({ kind: 'respond' });
  });

  it('closes only when what is in flight has been answered, and what comes in until then', async () => {
    let finish: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begun: () => void = () => undefined;
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const context = contextWith(async () => {
      begun();
      await slow;
      return { kind: 'message', body: notice('Just in time.'), private: false };
    });
    const { discord, gateway } = await run(context);
    const exchange = discord.interact(slashInteraction(inServer(), { name: 'probe' }));
    await started;
    const closed = gateway.close();
    expect(await discord.interact(asked('opening hours')).next()).toMatchObject({ kind: 'respond' });
    finish();
    await closed;
    expect(await exchange.next()).toMatchObject({ message: { content: 'Just in time.' } });
  });

  it('leaves nobody with “thinking…” when it closes while a handler hangs', async () => {
    const never = new Promise<Reply>(() => undefined);
    const closing = { abortAfter: 50, closeWithin: 60_000 };
    const { discord, gateway, lines } = await run(
      contextWith(() => never),
      { deferAfter: 5, closing },
    );
    const exchange = discord.interact(slashInteraction(inServer(), { name: 'probe' }));
    expect(await exchange.next()).toMatchObject({
      type: InteractionResponseType.DeferredChannelMessageWithSource,
    });
    await gateway.close();
    expect(await exchange.next()).toMatchObject({ kind: 'delete' });
    expect(await exchange.next()).toMatchObject({
      kind: 'follow-up',
      message: { content: expect.stringContaining('took too long') },
    });
    expect(lines.join('')).not.toContain('closing before everything');
  });

  it('is given up, with a reason, when Discord ends it for good', async () => {
    const { discord, fatal } = await run();
    discord.gateway.end(4004);
    await expect.poll(() => fatal[0]?.message).toContain('DISCORD_TOKEN');
  });

  it.each([
    ['refused where it is told how many there are to be', { first: 0, last: 0, count: 1 }, true],
    ['no refusal where a start opens as many as there must be', 'auto', false],
  ] as const)('that is one of too few is %s', async (_, shards, isRefusal) => {
    const { discord, fatal } = await run(createAppContext(fair), { shards });
    discord.gateway.end(4011);
    await expect.poll(() => fatal.length).toBe(1);
    expect(fatal[0] instanceof GatewayRefusal).toBe(isRefusal);
    expect(fatal[0]?.message).toContain('start again');
  });

  /** A bot that Discord won't let in. */
  async function refused(refuse: (discord: DiscordStandIn) => void, token = TOKEN) {
    const discord = await startDiscordStandIn();
    refuse(discord);
    const { log } = recordedLog();
    const fatal: Error[] = [];
    const error = await startGateway({
      token,
      dispatcher: {
        dispatch: () => Promise.resolve(),
        dispatchMessage: async () => undefined,
        dispatchPost: async () => undefined,
        abort: () => undefined,
      },
      membership: createGuildMembership({ servers: ownStore().servers, log }),
      // Limits go by the clock: who didn't sleep at all would ask them until its timeout is used up.
      rest: createRest({ apiUrl: discord.apiUrl, token, sleep: (wait) => pause(Math.min(wait, 50)) }),
      log,
      onFatal: (reason) => fatal.push(reason),
    }).then(
      () => null,
      (reason: unknown) => reason,
    );
    const { identified } = discord.gateway.counts;
    await discord.close();
    // It is told once.
    expect(fatal).toEqual([]);
    return { error, identified };
  }

  it('says what to do when something else answers in Discord’s place', async () => {
    const page = (response: ServerResponse) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
    const { error, identified } = await refused((discord) =>
      discord.intercept('GET', /gateway\/bot$/, page, 100),
    );
    expect(String(error)).toMatch(/something in between answered with HTTP 200 .*DISCORD_API_URL/);
    expect(identified).toBe(0);
  });

  it('gives up after three tries when Discord does not say how long to wait', async () => {
    let requests = 0;
    const { error } = await refused((discord) =>
      discord.intercept(
        'GET',
        /gateway\/bot$/,
        (response) => {
          requests += 1;
          response.writeHead(429).end();
        },
        100,
      ),
    );
    expect(String(error)).toMatch(/Discord lets the bot do this only in \d+ s/);
    expect(requests).toBe(3);
  });

  it('says what to do when the token is wrong', async () => {
    const { error } = await refused(() => undefined, 'wrong');
    expect(error).toBeInstanceOf(GatewayRefusal);
    expect(String(error)).toMatch(/DISCORD_TOKEN/);
    expect(String(error)).not.toMatch(/wrong\b.*wrong/);
  });

  it.each([
    [
      'there are too many servers for it',
      4011,
      /set SHARDS=auto in \.env, unless it is set already, and start again/,
    ],
    ['its intents are not allowed', 4014, /Its code was 4014/],
    ['the token is no longer good', 4004, /DISCORD_TOKEN/],
  ])('is refused with a sentence where %s', async (_, code, words) => {
    const { error } = await refused((discord) => discord.gateway.refuse(code));
    expect(error).toBeInstanceOf(GatewayRefusal);
    expect(String(error)).toMatch(words);
  });

  it('is not made where it was made too often today', async () => {
    const { error, identified } = await refused((discord) => {
      const limit = { total: 1000, remaining: 0, reset_after: 3_600_000, max_concurrency: 1 };
      const body = { url: discord.gateway.url, shards: 1, session_start_limit: limit };
      discord.refuseNext('GET', /gateway\/bot$/, 200, body, 9);
    });
    expect(String(error)).toMatch(/connect no more often today: start again after 20\d\d-/);
    expect(identified).toBe(0);
  });
});

describe('two connections of which one still waits for its turn', { timeout: 60_000 }, () => {
  const shards = { first: 0, last: 1, count: 2 };
  const server = (shard: number) => String((4n + BigInt(shard)) << 22n);
  function askedOn(shard: number) {
    const scene = inServer();
    if (scene.server === null) throw new Error('this is no server');
    return slashInteraction(
      { ...scene, server: { ...scene.server, id: server(shard) } },
      { name: 'ask', values: { question: 'opening hours' } },
    );
  }

  /** With discord.js as it is, which can be looked into. */
  async function beginWatched(...[context, options]: Parameters<typeof begin>) {
    const login = vi.spyOn(Client.prototype, 'login');
    const starting = await begin(context, { ...options, shards });
    const [client] = login.mock.contexts;
    if (!(client instanceof Client)) throw new Error('there is no client');
    const { discord } = starting;
    await expect.poll(() => discord.gateway.connected(), { timeout: 40_000 }).toEqual([0]);
    return {
      ...starting,
      status: (shard: number) => client.ws.shards.get(shard)?.status,
      /** What discord.js keeps to work through later. */
      kept: (): unknown => Reflect.get(client.ws, 'packetQueue'),
    };
  }

  /** Something of all kinds, and then a question: once that is answered, all has come in. */
  async function sendAll(discord: DiscordStandIn, shard: number): Promise<void> {
    const id = server(shard);
    discord.gateway.dispatch('GUILD_CREATE', { id, name: 'A server', channels: [], members: [] }, shard);
    discord.gateway.dispatch('CHANNEL_UPDATE', { id: CHANNEL, guild_id: id }, shard);
    discord.gateway.dispatch('GUILD_DELETE', { id }, shard);
    discord.gateway.dispatch('GUILD_CREATE', { id: 'odd' }, shard);
    expect(await discord.interact(askedOn(shard)).next()).toMatchObject({ kind: 'respond' });
  }

  it('answer over the other, and keep nothing in memory of what came in', async () => {
    const { discord, kept } = await beginWatched();
    await sendAll(discord, 0);
    expect(kept()).toHaveLength(0);
  });

  it('keep nothing in memory where one was lost when the last one was made, either', async () => {
    const { discord, gateway, status, kept } = await beginWatched();
    await expect.poll(() => status(1)).toBe(Status.Identifying);
    const letIn = discord.gateway.hold();
    const resumed = discord.gateway.drop(0);
    await expect.poll(() => status(1), { timeout: 40_000 }).toBe(Status.Ready);
    expect(status(0)).not.toBe(Status.Ready);
    letIn();
    await resumed;
    await gateway;
    await expect.poll(() => status(0)).toBe(Status.Ready);
    for (const shard of [0, 1]) await sendAll(discord, shard);
    expect(kept()).toHaveLength(0);
  });

  it.each([
    ['the bot is stopped', ({ stop }: Starting) => stop()],
    ['Discord refuses one', ({ discord }: Starting) => discord.gateway.end(4014)],
  ])('leave nobody with “thinking…” when %s', async (_, end) => {
    const never = new Promise<Reply>(() => undefined);
    const starting = await beginWatched(
      contextWith(() => never),
      { deferAfter: 5, closing: { abortAfter: 50, closeWithin: 60_000 } },
    );
    const exchange = starting.discord.interact(slashInteraction(inDirectMessage(), { name: 'probe' }));
    expect(await exchange.next()).toMatchObject({
      type: InteractionResponseType.DeferredChannelMessageWithSource,
    });
    end(starting);
    expect(await starting.failure).toBeInstanceOf(Error);
    // Before the start is over: then the process ends.
    expect(exchange.count).toBe(3);
    expect(await exchange.next()).toMatchObject({ kind: 'delete' });
    expect(await exchange.next()).toMatchObject({
      kind: 'follow-up',
      message: { content: expect.stringContaining('took too long') },
    });
    expect(starting.lines.join('')).not.toContain('closing before everything');
  });
});

describe('the log', () => {
  it('holds neither what members wrote nor any token', async () => {
    const { discord, lines } = await run();
    discord.refuseNext('POST', /callback$/, 400, { code: 50035, message: 'Invalid Form Body', errors: {} });
    const question = asked('a very personal question about parking');
    await discord.interact(question).next();
    const text = lines.join('\n');
    expect(text).toContain('a handler failed');
    expect(text).not.toContain('personal');
    expect(text).not.toContain(question.token);
    expect(text).not.toContain(TOKEN);
  });
});
