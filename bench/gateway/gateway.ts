import { createServer, type IncomingMessage, type Server } from 'node:http';
import { GatewayOpcodes, InteractionResponseType, type APIInteraction } from 'discord-api-types/v10';
import { WebSocketServer, type WebSocket } from 'ws';
import { APPLICATION_ID } from '../../src/playground/interactions.ts';
import { describedServer, serverId } from './described-server.ts';

/** Discord's gateway on loopback, for one bot at a time, and as much of its REST API as that takes. */
export interface Gateway {
  readonly apiUrl: string;
  /** Bytes of what the descriptions of all servers are. */
  readonly bytes: number;
  /** The next bot that identifies is in the first `count` servers: each is described, and then something is asked. */
  expectBot(count: number, interaction: APIInteraction): Promise<TakenIn>;
  /** Sends an event to the bot that is connected. */
  send(type: string, payload: unknown): void;
  /**
   * Sends all of them to the bot that is connected. Resolves when each has been answered, or when their time is over.
   * @param time in milliseconds
   */
  sendAtOnce(interactions: readonly APIInteraction[], time: number): Promise<readonly Told[]>;
  close(): Promise<void>;
}

/** What the bot said to an interaction; times in milliseconds from when it was sent, null where nothing came. */
interface Told {
  /** Of its first response. */
  readonly firstType: number | null;
  readonly firstAt: number | null;
  /** When there was something to read: a deferral is not. */
  readonly answeredAt: number | null;
}

/** In milliseconds since 1970. */
interface TakenIn {
  readonly connectedAt: number;
  /** When it answered what was asked behind the last server. */
  readonly answeredAt: number;
}

interface Expected {
  readonly count: number;
  readonly interaction: APIInteraction;
  readonly connected: (at: number) => void;
  readonly answered: (at: number) => void;
}

/** As much of what was sent may be on its way, in bytes. */
const AHEAD = 1_000_000;

export const TOKEN = 'a.bench.token';

/** Whether a response only says that one comes later. */
export function isDeferral(type: number | null): boolean {
  return (
    type === InteractionResponseType.DeferredChannelMessageWithSource ||
    type === InteractionResponseType.DeferredMessageUpdate
  );
}

/** @param most how many servers there are to describe */
export async function startGateway(most: number): Promise<Gateway> {
  // Beforehand, so that it takes no time while the clock runs.
  const descriptions = Array.from({ length: most }, (_, at) =>
    dispatch('GUILD_CREATE', describedServer(at), at + 2),
  );
  let expected: Expected | null = null;
  let connected: WebSocket | null = null;
  let sequence = 0;
  /** Told of each request about an interaction, by its token; `type` is that of a first response. */
  let onSaid: (token: string, type: number | null) => void = () => {};

  const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => {
    sockets.once('listening', resolve);
  });
  const url = `ws://127.0.0.1:${portOf(sockets)}`;
  sockets.on('connection', (socket) => {
    expected?.connected(Date.now());
    connected = socket;
    socket.send(JSON.stringify({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: 40_000 } }));
    socket.on('message', (data: Buffer) => {
      const { op }: { op: number } = JSON.parse(data.toString());
      if (op === GatewayOpcodes.Heartbeat) socket.send(JSON.stringify({ op: GatewayOpcodes.HeartbeatAck }));
      if (op === GatewayOpcodes.Identify && expected !== null) void tell(socket, expected);
    });
  });

  async function tell(socket: WebSocket, { count, interaction }: Expected): Promise<void> {
    socket.send(dispatch('READY', readyWith(count, url), 1));
    for (const description of descriptions.slice(0, count)) {
      socket.send(description);
      // oxlint-disable-next-line no-await-in-loop -- as fast as it is taken, and no faster
      while (socket.bufferedAmount > AHEAD) await new Promise(setImmediate);
    }
    sequence = count + 2;
    socket.send(dispatch('INTERACTION_CREATE', interaction, sequence));
  }

  async function told(request: IncomingMessage): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const [, callback, webhook] =
      /\/interactions\/\d+\/([^/]+)\/callback|\/webhooks\/\d+\/([^/]+)/.exec(request.url ?? '') ?? [];
    if (callback !== undefined) {
      const { type }: { type: number } = JSON.parse(Buffer.concat(chunks).toString());
      onSaid(callback, type);
    } else if (webhook !== undefined && request.method !== 'DELETE') onSaid(webhook, null);
  }

  const server = createServer((request, response) => {
    if (request.url?.endsWith('/gateway/bot') === true) {
      request.resume();
      const limit = { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 };
      const body = JSON.stringify({ url, shards: 1, session_start_limit: limit });
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
      return;
    }
    if (request.url?.endsWith('/callback') === true) expected?.answered(Date.now());
    void told(request).finally(() => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });

  return {
    apiUrl: `http://127.0.0.1:${portOf(server)}/api`,
    bytes: descriptions.reduce((sum, { length }) => sum + length, 0),
    async expectBot(count, interaction) {
      const [connectedAt, answeredAt] = await new Promise<[number, number]>((resolve) => {
        let at = 0;
        expected = {
          count,
          interaction,
          connected: (now) => (at = now),
          answered: (now) => resolve([at, now]),
        };
      });
      return { connectedAt, answeredAt };
    },
    send(type, payload) {
      connected?.send(dispatch(type, payload, (sequence += 1)));
    },
    sendAtOnce(interactions, time) {
      const all = new Map<string, { -readonly [Key in keyof Told]: Told[Key] }>(
        interactions.map(({ token }) => [token, { firstType: null, firstAt: null, answeredAt: null }]),
      );
      const packets = interactions.map((interaction) =>
        dispatch('INTERACTION_CREATE', interaction, (sequence += 1)),
      );
      return new Promise((resolve) => {
        const start = performance.now();
        let unanswered = all.size;
        const end = () => {
          clearTimeout(timer);
          resolve([...all.values()]);
        };
        const timer = setTimeout(end, time);
        onSaid = (token, type) => {
          const one = all.get(token);
          if (one === undefined) return;
          const at = performance.now() - start;
          if (type !== null) {
            one.firstType ??= type;
            one.firstAt ??= at;
          }
          if (one.answeredAt !== null || isDeferral(type)) return;
          one.answeredAt = at;
          unanswered -= 1;
          if (unanswered === 0) end();
        };
        for (const packet of packets) connected?.send(packet);
      });
    },
    async close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function dispatch(t: string, d: unknown, s: number): string {
  return JSON.stringify({ op: GatewayOpcodes.Dispatch, t, d, s });
}

function readyWith(count: number, url: string): unknown {
  return {
    v: 10,
    user: { id: APPLICATION_ID, username: 'bot', discriminator: '0', avatar: null, bot: true },
    guilds: Array.from({ length: count }, (_, at) => ({ id: serverId(at), unavailable: true })),
    session_id: 'a-session',
    resume_gateway_url: url,
    shard: [0, 1],
    application: { id: APPLICATION_ID, flags: 0 },
  };
}

function portOf(server: Server | WebSocketServer): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
