import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIInteraction, APIMessage } from 'discord-api-types/v10';
import { APPLICATION_ID, snowflake } from '../../src/playground/interactions.ts';
import { checkEdit, checkFollowUp, checkMessage, checkResponse } from '../discord-contract.ts';
import { createCommandStore, type CommandStore } from './commands.ts';
import { startGatewayStandIn, type GatewayStandIn } from './gateway.ts';

export const TOKEN = 'a.test.token';

/** One thing that the bot did about an interaction. */
type Answer =
  | {
      readonly kind: 'respond';
      readonly type: number;
      readonly message: Partial<APIMessage>;
      readonly choices: readonly { name: string; value: string }[];
    }
  | { readonly kind: 'edit' | 'follow-up'; readonly message: Partial<APIMessage> }
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
  readonly requests: readonly RecordedRequest[];
  readonly commands: CommandStore;
  /** Bodies that Discord would have objected to. */
  readonly violations: readonly string[];
  /** Sends it over the gateway. */
  interact(interaction: APIInteraction): Exchange;
  /** An exchange for an interaction that reached the bot by another way. */
  expect(interaction: APIInteraction): Exchange;
  messages(channelId: string): readonly APIMessage[];
  pins(channelId: string): readonly string[];
  fillPins(channelId: string, count: number): void;
  /** The next request of that method whose path ends so gets this answer instead. */
  refuseNext(method: string, pathEnd: RegExp, status: number, body: unknown): void;
  close(): Promise<void>;
}

interface OpenInteraction {
  readonly id: string;
  acknowledged: boolean;
  record(answer: Answer): void;
}

interface Refusal {
  readonly method: string;
  readonly pathEnd: RegExp;
  readonly status: number;
  readonly body: unknown;
}

class Refused extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, code: number, message: string, errors?: unknown) {
    super(message);
    this.status = status;
    this.body = { code, message, ...(errors === undefined ? {} : { errors }) };
  }
}

export async function startDiscordStandIn(): Promise<DiscordStandIn> {
  const gateway = await startGatewayStandIn(TOKEN, APPLICATION_ID);
  const open = new Map<string, OpenInteraction>();
  const messages = new Map<string, APIMessage[]>();
  const pinned = new Map<string, { id: string; at: string }[]>();
  const requests: RecordedRequest[] = [];
  const violations: string[] = [];
  const refusals: Refusal[] = [];
  const commands = createCommandStore();
  let clock = 0;

  const pinsOf = (channel: string) => pinned.get(channel) ?? [];
  const objectTo = (found: readonly string[]): void => {
    if (found.length === 0) return;
    violations.push(...found);
    throw new Refused(400, 50035, 'Invalid Form Body', {
      body: { _errors: found.map((message) => ({ code: 'BAD', message })) },
    });
  };
  const interactionOf = (token: string): OpenInteraction => {
    const found = open.get(token);
    if (found === undefined) throw new Refused(404, 10015, 'Unknown Webhook');
    return found;
  };

  function answer(method: string, path: string, query: URLSearchParams, body: unknown): unknown {
    const route = `${method} ${path}`;
    const match = (pattern: RegExp) => pattern.exec(route)?.slice(1);
    let found = match(/^GET \/gateway\/bot$/);
    if (found) {
      const limit = { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 };
      return { url: gateway.url, shards: 1, session_start_limit: limit };
    }
    found = match(/^POST \/interactions\/(\d+)\/([^/]+)\/callback$/);
    if (found) {
      const interaction = open.get(found[1] ?? '');
      if (interaction === undefined || interaction.id !== found[0])
        throw new Refused(404, 10062, 'Unknown interaction');
      if (interaction.acknowledged)
        throw new Refused(400, 40060, 'Interaction has already been acknowledged.');
      objectTo(checkResponse(body));
      interaction.acknowledged = true;
      const { type, data } = body as { type: number; data?: Partial<APIMessage> & { choices?: [] } };
      interaction.record({ kind: 'respond', type, message: data ?? {}, choices: data?.choices ?? [] });
      return undefined;
    }
    found = match(/^(PATCH|DELETE) \/webhooks\/\d+\/([^/]+)\/messages\/@original$/);
    if (found) {
      const interaction = interactionOf(found[1] ?? '');
      if (!interaction.acknowledged) throw new Refused(404, 10015, 'Unknown Webhook');
      if (found[0] === 'DELETE') {
        interaction.record({ kind: 'delete' });
        return undefined;
      }
      objectTo(checkEdit(body));
      interaction.record({ kind: 'edit', message: body as Partial<APIMessage> });
      return { id: snowflake() };
    }
    found = match(/^POST \/webhooks\/\d+\/([^/]+)$/);
    if (found) {
      const interaction = interactionOf(found[0] ?? '');
      if (!interaction.acknowledged) throw new Refused(404, 10015, 'Unknown Webhook');
      objectTo(checkFollowUp(body));
      interaction.record({ kind: 'follow-up', message: body as Partial<APIMessage> });
      return { id: snowflake() };
    }
    found = match(/^GET \/channels\/(\d+)\/messages\/pins$/);
    if (found) {
      const limit = Number(query.get('limit') ?? 50);
      if (limit < 1 || limit > 50) throw new Refused(400, 50035, 'Invalid Form Body');
      const before = query.get('before');
      const all = pinsOf(found[0] ?? '').filter(({ at }) => before === null || at < before);
      const items = all.slice(0, limit).map(({ id, at }) => ({ pinned_at: at, message: { id } }));
      return { items, has_more: all.length > limit };
    }
    found = match(/^PUT \/channels\/(\d+)\/messages\/pins\/(\d+)$/);
    if (found) {
      const [channel = '', id = ''] = found;
      if (!(messages.get(channel) ?? []).some((one) => one.id === id))
        throw new Refused(404, 10008, 'Unknown Message');
      if (pinsOf(channel).length >= 250)
        throw new Refused(400, 30003, 'Maximum number of pins reached (250)');
      pinned.set(channel, [{ id, at: time(clock++) }, ...pinsOf(channel)]);
      return undefined;
    }
    found = match(/^POST \/channels\/(\d+)\/messages$/);
    if (found) {
      objectTo(checkMessage(body));
      const [channel = ''] = found;
      const message = { ...(body as APIMessage), id: snowflake(), channel_id: channel };
      messages.set(channel, [...(messages.get(channel) ?? []), message]);
      return message;
    }
    found = match(/^DELETE \/channels\/(\d+)\/messages\/(\d+)$/);
    if (found) {
      const [channel = '', id = ''] = found;
      messages.set(
        channel,
        (messages.get(channel) ?? []).filter((one) => one.id !== id),
      );
      return undefined;
    }
    const [scope, id] = match(/^\w+ \/applications\/\d+(\/guilds\/\d+)?\/commands(?:\/(\d+))?$/) ?? [];
    if (/\/applications\/\d+(\/guilds\/\d+)?\/commands/.test(path)) {
      const result = commands.handle(method, scope ?? 'global', id ?? null, query, body);
      if ('violations' in result) objectTo(result.violations);
      if ('unknown' in result) throw new Refused(404, 10063, 'Unknown application command');
      return 'body' in result ? result.body : undefined;
    }
    throw new Refused(404, 0, `404: Not Found (${route})`);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const path = url.pathname.replace(/^\/api\/v10/, '');
    const method = request.method ?? 'GET';
    const text = await readAll(request);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const reason = request.headers['x-audit-log-reason'];
    const send = (status: number, result: unknown): void => {
      requests.push({
        method,
        path,
        body,
        status,
        reason: typeof reason === 'string' ? decodeURIComponent(reason) : null,
      });
      // A 204 that claims JSON makes the client throw.
      if (result === undefined) return void response.writeHead(204).end();
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    };
    const refusal = refusals.findIndex((one) => one.method === method && one.pathEnd.test(path));
    const [refused] = refusal === -1 ? [] : refusals.splice(refusal, 1);
    if (refused !== undefined) return send(refused.status, refused.body);
    const needsToken = !/^\/(?:interactions|webhooks)\//.test(path);
    if (needsToken && request.headers.authorization !== `Bot ${TOKEN}`) {
      return send(401, { message: '401: Unauthorized', code: 0 });
    }
    try {
      return send(200, answer(method, path, url.searchParams, body));
    } catch (error) {
      if (error instanceof Refused) return send(error.status, error.body);
      throw error;
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      violations.push(`the stand-in failed: ${String(error)}`);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  function expectAnswers(interaction: APIInteraction): Exchange {
    const answers: Answer[] = [];
    const waiting: ((answer: Answer) => void)[] = [];
    let count = 0;
    open.set(interaction.token, {
      id: interaction.id,
      acknowledged: false,
      record(one) {
        count += 1;
        const waiter = waiting.shift();
        if (waiter === undefined) answers.push(one);
        else waiter(one);
      },
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

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    gateway,
    requests,
    commands,
    violations,
    interact(interaction) {
      const exchange = expectAnswers(interaction);
      gateway.dispatch('INTERACTION_CREATE', interaction);
      return exchange;
    },
    expect: expectAnswers,
    messages: (channel) => messages.get(channel) ?? [],
    pins: (channel) => pinsOf(channel).map(({ id }) => id),
    fillPins(channel, count) {
      const filler = Array.from({ length: count }, () => ({ id: snowflake(), at: time(clock++) }));
      pinned.set(channel, [...filler.toReversed(), ...pinsOf(channel)]);
    },
    refuseNext(method, pathEnd, status, body) {
      refusals.push({ method, pathEnd, status, body });
    },
    async close() {
      await gateway.close();
      await new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      });
    },
  };
}

/** Later calls give later times. */
function time(at: number): string {
  return new Date(1_700_000_000_000 + at * 1000).toISOString();
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
