import type { AddressInfo } from 'node:net';
import { GatewayOpcodes } from 'discord-api-types/v10';
import { WebSocketServer, type WebSocket } from 'ws';

/** Discord's gateway for one shard, on loopback: hello, identify, heartbeats, dispatches, resuming. */
export interface GatewayStandIn {
  readonly url: string;
  /** Sends an event to the connected bot, or keeps it for the one that resumes. */
  dispatch(type: string, data: unknown): void;
  /** Cuts the connection as a network fault does. Resolves once the bot has resumed. */
  drop(): Promise<void>;
  /** Ends the connection with one of Discord's close codes. */
  end(code: number): void;
  /** How often a bot has identified, and how often resumed. */
  readonly counts: { identified: number; resumed: number };
  /** The ids of the servers that the bot is in, for its next identification. */
  servers: readonly string[];
  close(): Promise<void>;
}

const SESSION = 'a-session';

export async function startGatewayStandIn(token: string, applicationId: string): Promise<GatewayStandIn> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => {
    server.once('listening', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `ws://127.0.0.1:${port}`;
  const counts = { identified: 0, resumed: 0 };
  const history: string[] = [];
  let sequence = 0;
  let bot: WebSocket | null = null;
  let onResumed: (() => void) | null = null;

  const event = (t: string, d: unknown): string => {
    sequence += 1;
    return JSON.stringify({ op: GatewayOpcodes.Dispatch, t, d, s: sequence });
  };

  server.on('connection', (socket) => {
    socket.send(JSON.stringify({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: 40_000 } }));
    socket.on('message', (data: Buffer) => {
      const { op, d } = JSON.parse(data.toString()) as { op: number; d: { token?: string; seq?: number } };
      switch (op) {
        case GatewayOpcodes.Heartbeat:
          socket.send(JSON.stringify({ op: GatewayOpcodes.HeartbeatAck }));
          break;
        case GatewayOpcodes.Identify:
          if (d.token !== token) return socket.close(4004, 'Authentication failed.');
          counts.identified += 1;
          bot = socket;
          socket.send(
            event('READY', {
              v: 10,
              user: { id: applicationId, username: 'Footnote', discriminator: '0', avatar: null, bot: true },
              guilds: gateway.servers.map((id) => ({ id, unavailable: true })),
              session_id: SESSION,
              resume_gateway_url: url,
              application: { id: applicationId, flags: 0 },
            }),
          );
          break;
        case GatewayOpcodes.Resume: {
          counts.resumed += 1;
          bot = socket;
          const missed = history.filter((text) => Number(JSON.parse(text).s) > (d.seq ?? 0));
          for (const text of missed) socket.send(text);
          socket.send(event('RESUMED', {}));
          onResumed?.();
          break;
        }
        default:
      }
      return undefined;
    });
  });

  const gateway: GatewayStandIn = {
    url,
    counts,
    servers: [],
    dispatch(type, data) {
      const text = event(type, data);
      history.push(text);
      bot?.send(text);
    },
    drop() {
      const resumed = new Promise<void>((resolve) => {
        onResumed = resolve;
      });
      const dropped = bot;
      bot = null;
      dropped?.terminate();
      return resumed;
    },
    end(code) {
      bot?.close(code);
    },
    close: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate();
        server.close(() => resolve());
      }),
  };
  return gateway;
}
