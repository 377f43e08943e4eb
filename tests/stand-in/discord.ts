import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { InteractionResponseType, type APIInteraction, type APIMessage } from 'discord-api-types/v10';
import type { ModalBody } from '../../src/discord/api.ts';
import { createChannelStore, type ChannelStore } from '../../src/playground/discord/channels.ts';
import { createCommandStore, type CommandStore } from '../../src/playground/discord/commands.ts';
import { createExchanges } from '../../src/playground/discord/exchanges.ts';
import { invalidBody } from '../../src/playground/discord/refused.ts';
import {
  createRestApi,
  readCall,
  toResponse,
  type RestAnswer,
  type RestCall,
} from '../../src/playground/discord/rest.ts';
import type { SentBody, SentFile } from '../../src/playground/discord/sent-body.ts';
import { createServerStore, type ServerStore } from '../../src/playground/discord/servers.ts';
import { createThreadStore, type ThreadStore } from '../../src/playground/discord/threads.ts';
import { APPLICATION_ID, snowflake } from '../../src/playground/interactions.ts';
import { FORUM, SERVER } from './forum.ts';
import { startGatewayStandIn, type GatewayStandIn } from './gateway.ts';

export const TOKEN = 'a.test.token';

/** Everybody has one. */
function directChannelOf(userId: string): string {
  return `9${userId.slice(1)}`;
}

/** One thing that the bot did about an interaction. */
export type Answer =
  | {
      readonly kind: 'respond';
      readonly type: number;
      readonly message: Partial<APIMessage>;
      readonly files: readonly SentFile[];
      readonly choices: readonly { name: string; value: string }[];
      readonly modal: ModalBody | null;
    }
  | {
      readonly kind: 'edit' | 'follow-up';
      readonly message: Partial<APIMessage>;
      readonly files: readonly SentFile[];
    }
  | { readonly kind: 'delete' };

interface Exchange {
  /** The next thing that the bot does about it, in order. */
  next(): Promise<Answer>;
  /** How much it did so far. */
  readonly count: number;
}

interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly reason: string | null;
  readonly status: number;
}

/** A Discord for tests, on loopback: REST and a gateway. It refuses what Discord would refuse. */
export interface DiscordStandIn {
  readonly apiUrl: string;
  readonly gateway: GatewayStandIn;
  /** What it recommends: how many shards, and how many of them may identify within five seconds. */
  advice: { readonly shards: number; readonly maxConcurrency: number };
  readonly requests: readonly RecordedRequest[];
  readonly commands: CommandStore;
  readonly channels: ChannelStore;
  /** One forum is there: `FORUM`. */
  readonly threads: ThreadStore;
  /** One is there, that of the scenes: `SERVER`. */
  readonly servers: ServerStore;
  /** Bodies that Discord would have objected to. */
  readonly violations: readonly string[];
  /** Sends it over the gateway, to the shard of its server. */
  interact(interaction: APIInteraction): Exchange;
  /** An exchange for an interaction that reached the bot by another way. */
  expect(interaction: APIInteraction): Exchange;
  messages(channelId: string): readonly APIMessage[];
  pins(channelId: string): readonly string[];
  fillPins(channelId: string, count: number): void;
  /**
   * The next request of that method whose path ends so gets this answer instead, or the next few. One with
   * `retry_after` in its body (429) gets the header too.
   */
  refuseNext(method: string, pathEnd: RegExp, status: number, body: unknown, times?: number): void;
  /** What stands before Discord answers the next request of that method whose path ends so, or the next few. */
  intercept(
    method: string,
    pathEnd: RegExp,
    answer: (response: ServerResponse) => void,
    times?: number,
  ): void;
  close(): Promise<void>;
}

interface Interception {
  readonly method: string;
  readonly pathEnd: RegExp;
  readonly answer: (response: ServerResponse) => void;
}

interface Refusal {
  readonly method: string;
  readonly pathEnd: RegExp;
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

export async function startDiscordStandIn(): Promise<DiscordStandIn> {
  const gateway = await startGatewayStandIn(TOKEN, APPLICATION_ID);
  const requests: RecordedRequest[] = [];
  const violations: string[] = [];
  const refusals: Refusal[] = [];
  const interceptions: Interception[] = [];
  const commands = createCommandStore();
  const objectTo = (found: readonly string[]): void => {
    if (found.length === 0) return;
    violations.push(...found);
    throw invalidBody(found);
  };
  let clock = 0;
  const now = () => 1_700_000_000_000 + 1_000 * clock++;
  const servers = createServerStore([SERVER]);
  const threads = createThreadStore({ objectTo, now, servers });
  threads.addForum(FORUM);
  const channels = createChannelStore({ objectTo, now, threads });
  // Nobody's time is measured here.
  const exchanges = createExchanges({ objectTo, now: () => 0 });
  const rest = createRestApi({
    token: TOKEN,
    channels,
    servers,
    commands,
    exchanges,
    objectTo,
    directMessages: directChannelOf,
  });

  function answer(call: RestCall): RestAnswer {
    if (call.path !== '/gateway/bot' || call.authorization !== `Bot ${TOKEN}`) return rest(call);
    const { shards, maxConcurrency } = discord.advice;
    const limit = { total: 1000, remaining: 999, reset_after: 0, max_concurrency: maxConcurrency };
    return { status: 200, body: { url: gateway.url, shards, session_start_limit: limit } };
  }

  async function handle(request: Request, outgoing: ServerResponse): Promise<Response> {
    const call = await readCall(request);
    const { method, path, reason, sent } = call;
    const between = interceptions.findIndex((one) => one.method === method && one.pathEnd.test(path));
    const [intercepted] = between === -1 ? [] : interceptions.splice(between, 1);
    if (intercepted !== undefined) {
      intercepted.answer(outgoing);
      requests.push({ method, path, body: sent.json, status: outgoing.statusCode, reason });
      return RESPONSE_ALREADY_SENT;
    }
    const refusal = refusals.findIndex((one) => one.method === method && one.pathEnd.test(path));
    const [refused] = refusal === -1 ? [] : refusals.splice(refusal, 1);
    const answered = refused ?? answer(call);
    requests.push({ method, path, body: sent.json, status: answered.status, reason });
    return toResponse(answered, refused?.headers);
  }

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.all('*', ({ req, env }) => handle(req.raw, env.outgoing));
  app.onError((error) => {
    violations.push(`the stand-in failed: ${String(error)}`);
    return new Response(null, { status: 500 });
  });
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  function expectAnswers(interaction: APIInteraction): Exchange {
    const answers: Answer[] = [];
    const waiting: ((answer: Answer) => void)[] = [];
    let count = 0;
    const record = (one: Answer): void => {
      count += 1;
      const waiter = waiting.shift();
      if (waiter === undefined) answers.push(one);
      else waiter(one);
    };
    const note = (kind: 'edit' | 'follow-up', { json, files }: SentBody) => {
      record({ kind, message: json as Partial<APIMessage>, files });
      return { id: snowflake() };
    };
    exchanges.open(interaction, {
      respond: ({ type }, { json, files }) => {
        const { data } = json as { data?: ResponseData };
        record({
          kind: 'respond',
          type,
          message: data ?? {},
          files,
          choices: data?.choices ?? [],
          modal: type === InteractionResponseType.Modal ? (data as ModalBody) : null,
        });
      },
      edit: (sent) => note('edit', sent),
      followUp: (sent) => note('follow-up', sent),
      remove: () => record({ kind: 'delete' }),
    });
    return {
      get count() {
        return count;
      },
      next: () =>
        new Promise((resolve) => {
          const first = answers.shift();
          if (first === undefined) waiting.push(resolve);
          else resolve(first);
        }),
    };
  }

  const discord: DiscordStandIn = {
    apiUrl: `http://127.0.0.1:${port}/api`,
    gateway,
    advice: { shards: 1, maxConcurrency: 1 },
    requests,
    commands,
    violations,
    interact(interaction) {
      const exchange = expectAnswers(interaction);
      gateway.dispatch('INTERACTION_CREATE', interaction, gateway.shardOf(interaction.guild_id));
      return exchange;
    },
    expect: expectAnswers,
    channels,
    threads,
    servers,
    messages: (channel) => channels.messages(channel),
    pins: (channel) => channels.pins(channel),
    fillPins: (channel, count) => channels.fillPins(channel, count),
    refuseNext(method, pathEnd, status, body, times = 1) {
      const wait = (body as { retry_after?: number } | undefined)?.retry_after;
      const headers: Record<string, string> = wait === undefined ? {} : { 'retry-after': String(wait) };
      for (let time = 0; time < times; time += 1) refusals.push({ method, pathEnd, status, body, headers });
    },
    intercept(method, pathEnd, intercepted, times = 1) {
      for (let time = 0; time < times; time += 1)
        interceptions.push({ method, pathEnd, answer: intercepted });
    },
    async close() {
      await gateway.close();
      await new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      });
    },
  };
  return discord;
}

type ResponseData = Partial<APIMessage> & { readonly choices?: [] } & Partial<ModalBody>;
