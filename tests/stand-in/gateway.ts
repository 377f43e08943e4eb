import type { AddressInfo } from 'node:net';
import { GatewayOpcodes } from 'discord-api-types/v10';
import { WebSocketServer, type WebSocket } from 'ws';

/** Discord's gateway on loopback: hello, identify, heartbeats, dispatches, resuming; for one shard or several. */
export interface GatewayStandIn {
  readonly url: string;
  /** Sends an event to a shard (the first by default), or keeps it for the one that resumes. */
  dispatch(type: string, data: unknown, shard?: number): void;
  /** Cuts a shard's connection (the first one's by default) as a network fault does. Resolves once it is resumed. */
  drop(shard?: number): Promise<void>;
  /** Lets nobody in from now on, until what it returns is called. */
  hold(): () => void;
  /** Ends the connections of all shards with one of Discord's close codes. */
  end(code: number): void;
  /** Refuses whoever identifies from now on, with one of Discord's close codes. */
  refuse(code: number): void;
  /** Whether Discord lets the bot have these intents; all of them by default. */
  allow: (intents: number) => boolean;
  /** How often a bot has identified, and how often resumed. */
  readonly counts: { identified: number; resumed: number };
  /** Each identification, in order; `at` is in milliseconds. */
  readonly identifications: readonly Identification[];
  /** The shards that are connected now, in order. */
  connected(): readonly number[];
  /** The ids of the servers that the bot is in, for its next identification: each shard is told of its own. */
  servers: readonly string[];
  /** The shard that is told of a server, or of what happens in none. */
  shardOf(serverId: string | undefined): number;
  close(): Promise<void>;
}

interface Identification {
  readonly shard: readonly [id: number, count: number];
  readonly at: number;
}

/** What Discord knows about a shard. */
interface Session {
  sequence: number;
  readonly history: string[];
  socket: WebSocket | null;
}

interface Received {
  readonly op: number;
  readonly d: {
    readonly token?: string;
    readonly intents?: number;
    readonly shard?: [number, number];
    readonly seq?: number;
    readonly session_id?: string;
  };
}

const SESSION = 'session-of-shard-';

export async function startGatewayStandIn(token: string, applicationId: string): Promise<GatewayStandIn> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => {
    server.once('listening', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `ws://127.0.0.1:${port}`;
  const counts = { identified: 0, resumed: 0 };
  const identifications: Identification[] = [];
  const sessions = new Map<number, Session>();
  let shardCount = 1;
  let refusal: number | null = null;
  let onResumed: (() => void) | null = null;
  let letIn = Promise.resolve();

  function sessionOf(shard: number): Session {
    const session = sessions.get(shard) ?? { sequence: 0, history: [], socket: null };
    sessions.set(shard, session);
    return session;
  }

  function event(session: Session, t: string, d: unknown): string {
    session.sequence += 1;
    return JSON.stringify({ op: GatewayOpcodes.Dispatch, t, d, s: session.sequence });
  }

  function identify(socket: WebSocket, { token: given, intents = 0, shard = [0, 1] }: Received['d']): void {
    if (refusal !== null) return socket.close(refusal);
    if (given !== token) return socket.close(4004, 'Authentication failed.');
    if (!gateway.allow(intents)) return socket.close(4014, 'Disallowed intent(s).');
    counts.identified += 1;
    identifications.push({ shard, at: performance.now() });
    const [id] = shard;
    shardCount = shard[1];
    const session = sessionOf(id);
    session.socket = socket;
    socket.send(
      event(session, 'READY', {
        v: 10,
        user: { id: applicationId, username: 'Footnote', discriminator: '0', avatar: null, bot: true },
        guilds: gateway.servers
          .filter((one) => gateway.shardOf(one) === id)
          .map((one) => ({ id: one, unavailable: true })),
        session_id: `${SESSION}${id}`,
        resume_gateway_url: url,
        shard,
        application: { id: applicationId, flags: 0 },
      }),
    );
  }

  function resume(socket: WebSocket, { seq = 0, session_id: sessionId = '' }: Received['d']): void {
    counts.resumed += 1;
    const session = sessionOf(Number(sessionId.replace(SESSION, '')));
    session.socket = socket;
    const missed = session.history.filter((text) => Number(JSON.parse(text).s) > seq);
    for (const text of missed) socket.send(text);
    socket.send(event(session, 'RESUMED', {}));
    onResumed?.();
  }

  server.on('connection', (socket) => {
    void letIn.then(() =>
      socket.send(JSON.stringify({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: 40_000 } })),
    );
    socket.on('close', () => {
      for (const session of sessions.values()) if (session.socket === socket) session.socket = null;
    });
    socket.on('message', (data: Buffer) => {
      const { op, d } = JSON.parse(data.toString()) as Received;
      switch (op) {
        case GatewayOpcodes.Heartbeat:
          socket.send(JSON.stringify({ op: GatewayOpcodes.HeartbeatAck }));
          break;
        case GatewayOpcodes.Identify:
          identify(socket, d);
          break;
        case GatewayOpcodes.Resume:
          resume(socket, d);
          break;
        default:
      }
    });
  });

  const gateway: GatewayStandIn = {
    url,
    counts,
    identifications,
    servers: [],
    allow: () => true,
    shardOf: (serverId) =>
      serverId === undefined ? 0 : Number((BigInt(serverId) >> 22n) % BigInt(shardCount)),
    connected: () =>
      [...sessions]
        .filter(([, { socket }]) => socket !== null)
        .map(([id]) => id)
        .toSorted((one, other) => one - other),
    dispatch(type, data, shard = 0) {
      const session = sessionOf(shard);
      const text = event(session, type, data);
      session.history.push(text);
      session.socket?.send(text);
    },
    drop(shard = 0) {
      const resumed = new Promise<void>((resolve) => {
        onResumed = resolve;
      });
      const session = sessionOf(shard);
      const dropped = session.socket;
      session.socket = null;
      dropped?.terminate();
      return resumed;
    },
    hold() {
      let release: () => void = () => undefined;
      letIn = new Promise((resolve) => {
        release = resolve;
      });
      return () => release();
    },
    end(code) {
      for (const { socket } of sessions.values()) socket?.close(code);
    },
    refuse(code) {
      refusal = code;
    },
    close: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate();
        server.close(() => resolve());
      }),
  };
  return gateway;
}
