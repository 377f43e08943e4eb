import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InteractionType, type APIInteraction, type APIMessage } from 'discord-api-types/v10';
import { APPLICATION_ID, snowflake } from '../../src/playground/interactions.ts';
import type { ModalBody } from '../../src/discord/api.ts';
import { checkEdit, checkFollowUp, checkResponse } from '../discord-contract.ts';
import { createChannelStore, type ChannelStore } from './channels.ts';
import { createCommandStore, type CommandStore } from './commands.ts';
import { startGatewayStandIn, type GatewayStandIn } from './gateway.ts';
import { invalidBody, Refused } from './refused.ts';
import { checkFiles, readBody, type SentBody, type SentFile } from './sent-body.ts';

export const TOKEN = 'a.test.token';

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
  readonly requests: readonly RecordedRequest[];
  readonly commands: CommandStore;
  readonly channels: ChannelStore;
  /** Bodies that Discord would have objected to. */
  readonly violations: readonly string[];
  /** Sends it over the gateway. */
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
  close(): Promise<void>;
}

interface OpenInteraction {
  readonly interaction: APIInteraction;
  acknowledged: boolean;
  record(answer: Answer): void;
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
  const open = new Map<string, OpenInteraction>();
  const requests: RecordedRequest[] = [];
  const violations: string[] = [];
  const refusals: Refusal[] = [];
  const commands = createCommandStore();

  const objectTo = (found: readonly string[]): void => {
    if (found.length === 0) return;
    violations.push(...found);
    throw invalidBody(found);
  };
  const channels = createChannelStore(objectTo);
  const interactionOf = (token: string): OpenInteraction => {
    const found = open.get(token);
    if (found === undefined) throw new Refused(404, 10015, 'Unknown Webhook');
    return found;
  };

  function answer(
    method: string,
    path: string,
    query: URLSearchParams,
    { json: body, files }: SentBody,
  ): unknown {
    objectTo(checkFiles(body, files));
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
      if (interaction === undefined || interaction.interaction.id !== found[0])
        throw new Refused(404, 10062, 'Unknown interaction');
      if (interaction.acknowledged)
        throw new Refused(400, 40060, 'Interaction has already been acknowledged.');
      objectTo(checkResponse(body));
      const { type, data } = body as { type: number; data?: ResponseData };
      objectTo(checkResponseType(type, interaction.interaction));
      interaction.acknowledged = true;
      interaction.record({
        kind: 'respond',
        type,
        message: data ?? {},
        files,
        choices: data?.choices ?? [],
        modal: type === MODAL ? (data as ModalBody) : null,
      });
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
      interaction.record({ kind: 'edit', message: body as Partial<APIMessage>, files });
      return { id: snowflake() };
    }
    found = match(/^POST \/webhooks\/\d+\/([^/]+)$/);
    if (found) {
      const interaction = interactionOf(found[0] ?? '');
      if (!interaction.acknowledged) throw new Refused(404, 10015, 'Unknown Webhook');
      objectTo(checkFollowUp(body));
      interaction.record({ kind: 'follow-up', message: body as Partial<APIMessage>, files });
      return { id: snowflake() };
    }
    const inChannel = channels.handle(method, path, query, body);
    if (inChannel !== null) return inChannel.body;
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
    const sent = await readBody(request);
    const body = sent.json;
    const reason = request.headers['x-audit-log-reason'];
    const send = (status: number, result: unknown, headers: Refusal['headers'] = {}): void => {
      requests.push({
        method,
        path,
        body,
        status,
        reason: typeof reason === 'string' ? decodeURIComponent(reason) : null,
      });
      // A 204 that claims JSON makes the client throw.
      if (result === undefined) return void response.writeHead(204).end();
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(result));
    };
    const refusal = refusals.findIndex((one) => one.method === method && one.pathEnd.test(path));
    const [refused] = refusal === -1 ? [] : refusals.splice(refusal, 1);
    if (refused !== undefined) return send(refused.status, refused.body, refused.headers);
    const needsToken = !/^\/(?:interactions|webhooks)\//.test(path);
    if (needsToken && request.headers.authorization !== `Bot ${TOKEN}`) {
      return send(401, { message: '401: Unauthorized', code: 0 });
    }
    try {
      return send(200, answer(method, path, url.searchParams, sent));
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
      interaction,
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
    channels,
    messages: (channel) => channels.messages(channel),
    pins: (channel) => channels.pins(channel),
    fillPins: (channel, count) => channels.fillPins(channel, count),
    refuseNext(method, pathEnd, status, body, times = 1) {
      const wait = (body as { retry_after?: number } | undefined)?.retry_after;
      const headers: Record<string, string> = wait === undefined ? {} : { 'retry-after': String(wait) };
      for (let time = 0; time < times; time += 1) refusals.push({ method, pathEnd, status, body, headers });
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

type ResponseData = Partial<APIMessage> & { readonly choices?: [] } & Partial<ModalBody>;

const UPDATES: readonly number[] = [6, 7];
const MODAL = 9;

/** What may answer what (Interactions, Receiving and Responding). */
function checkResponseType(type: number, interaction: APIInteraction): string[] {
  const hasMessage = 'message' in interaction && interaction.message !== undefined;
  return [
    ...(UPDATES.includes(type) && !hasMessage ? ['an update where there is no message'] : []),
    ...(type === MODAL && interaction.type === InteractionType.ModalSubmit
      ? ['a modal in reply to a modal']
      : []),
  ];
}
