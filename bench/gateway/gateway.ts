import { createServer, type Server } from 'node:http';
import { GatewayOpcodes, type APIInteraction } from 'discord-api-types/v10';
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
  close(): Promise<void>;
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

/** @param most how many servers there are to describe */
export async function startGateway(most: number): Promise<Gateway> {
  // Beforehand, so that it takes no time while the clock runs.
  const descriptions = Array.from({ length: most }, (_, at) =>
    dispatch('GUILD_CREATE', describedServer(at), at + 2),
  );
  let expected: Expected | null = null;

  const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => {
    sockets.once('listening', resolve);
  });
  const url = `ws://127.0.0.1:${portOf(sockets)}`;
  sockets.on('connection', (socket) => {
    expected?.connected(Date.now());
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
    socket.send(dispatch('INTERACTION_CREATE', interaction, count + 2));
  }

  const server = createServer((request, response) => {
    request.resume();
    if (request.url?.endsWith('/gateway/bot') === true) {
      const limit = { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 };
      const body = JSON.stringify({ url, shards: 1, session_start_limit: limit });
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
      return;
    }
    if (request.url?.endsWith('/callback') === true) expected?.answered(Date.now());
    response.writeHead(204).end();
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
