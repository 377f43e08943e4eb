import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Handler } from './routes.ts';

export interface Listening {
  readonly port: number;
  /** Takes no more connections; those that are open finish what they are at, and close with it. */
  stop(): void;
  /** Cuts what is still open. Resolves when nothing is. */
  close(): Promise<void>;
}

export interface Address {
  /** Null: every one of the machine's, of IPv6 too where it has that. */
  readonly host: string | null;
  /** 0: one that is free. */
  readonly port: number;
}

/** In milliseconds: who sends a byte now and then doesn't keep a connection. */
const REQUEST_TIMEOUT = 10_000;
/** Longer than balancers keep theirs (mostly 60 s), so that none sends into a connection that is being closed. */
const KEEP_ALIVE_TIMEOUT = 75_000;

/** Rejects with a sentence where nothing can listen there now. */
export async function tryPort(address: Address): Promise<void> {
  const server = createServer();
  await open(server, address);
  server.close();
  await once(server, 'close');
}

/** Rejects with a sentence where the port can't be had. What fails later is logged. */
export async function listen(
  handle: Handler,
  { host, port }: Address,
  log: Pick<Logger, 'error'>,
): Promise<Listening> {
  const answering = new Set<ServerResponse>();
  let isStopping = false;
  const server = createServer(
    {
      requestTimeout: REQUEST_TIMEOUT,
      headersTimeout: REQUEST_TIMEOUT,
      connectionsCheckingInterval: REQUEST_TIMEOUT / 2,
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
    },
    (incoming, outgoing) => {
      answering.add(outgoing);
      outgoing.once('close', () => answering.delete(outgoing));
      if (isStopping) sayLast(outgoing);
      void handle(incoming, outgoing);
    },
  );
  await open(server, { host, port });
  // Such as no file descriptor for a connection: the next one may be taken again.
  server.on('error', (error) => log.error({ err: error }, 'a connection could not be taken'));
  const address = server.address();
  const closed = new Promise<void>((resolve) => {
    server.once('close', () => resolve());
  });
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop() {
      isStopping = true;
      // Node closes connections that are idle now; one that is answering would be kept for more.
      for (const outgoing of answering) sayLast(outgoing);
      server.close();
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function open(server: Server, { host, port }: Address): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const refuse = (error: Error) => reject(new Error(whyNot(error, host, port), { cause: error }));
    server.once('error', refuse);
    server.listen({ port, ...(host === null ? {} : { host }) }, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

/** The connection closes with this response, and whoever sends knows it. */
function sayLast(outgoing: ServerResponse): void {
  if (!outgoing.headersSent) outgoing.setHeader('connection', 'close');
}

function whyNot(error: NodeJS.ErrnoException, host: string | null, port: number): string {
  const what = error.code === 'EADDRINUSE' ? 'another program listens there' : error.message;
  const where = host === null ? `port ${port}` : `${host}:${port}`;
  return `Can't listen on ${where} (${what}). Choose another HOST or PORT.`;
}
