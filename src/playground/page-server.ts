import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { actRequest, persona } from './acts.ts';
import { Refused } from './discord/refused.ts';
import { readAll, readBody } from './discord/sent-body.ts';
import { readCall, sendAnswer, type RestAnswer, type RestCall } from './discord/rest.ts';
import { NotThere } from './not-there.ts';
import type { ActRequest, ActResult, Offer, PageEvent, Persona, State } from './protocol.ts';

/** What the page can ask of the program. */
export interface Stage {
  state(): State;
  offerFor(as: Persona): Offer;
  /** Throws `NotThere`. */
  act(request: ActRequest): Promise<ActResult>;
  /** One that was attached to a message or a command. */
  file(path: string): { readonly bytes: Uint8Array; readonly type: string } | null;
  /** The bot's calls. */
  rest(call: RestCall): RestAnswer;
}

export interface PageServer {
  readonly port: number;
  readonly tell: (event: PageEvent) => void;
  close(): Promise<void>;
}

/** Everything comes from this program, and nothing goes anywhere else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/**
 * Serves the page and the bot's half of Discord's API, on loopback alone.
 * Rejects with a sentence where the port can't be had. What fails later is logged.
 */
export async function startPageServer(
  stage: Stage,
  { port, log }: { readonly port: number; readonly log: Pick<Logger, 'error'> },
): Promise<PageServer> {
  const files = pageFiles();
  const listeners = new Set<ServerResponse>();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://playground');
    if (!isOwn(request)) return sendJson(response, 403, { error: 'Only the page itself may ask here.' });
    if (pathname.startsWith('/api/')) {
      const call = await readCall(request);
      return sendAnswer(response, stage.rest(call));
    }
    const route = `${request.method} ${pathname}`;
    switch (route) {
      case 'GET /state':
        return sendJson(response, 200, stage.state());
      case 'GET /offer': {
        const as = persona.parse(JSON.parse(searchParams.get('as') ?? 'null'));
        return sendJson(response, 200, stage.offerFor(as));
      }
      case 'GET /events':
        response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
        // So that the page knows that it is connected.
        response.write(': hello\n\n');
        listeners.add(response);
        response.once('close', () => listeners.delete(response));
        return undefined;
      case 'POST /act': {
        const { json } = await readBody(await readAll(request), 'application/json');
        return sendJson(response, 200, await stage.act(actRequest.parse(json)));
      }
      default: {
        if (request.method === 'GET' && pathname.startsWith('/attachments/'))
          return sendAttachment(response, pathname);
        const file = request.method === 'GET' ? files.get(pathname) : undefined;
        if (file === undefined) return sendJson(response, 404, { error: 'There is nothing here.' });
        response.writeHead(200, { ...HEADERS, 'content-type': file.type }).end(file.bytes());
        return undefined;
      }
    }
  }

  function sendAttachment(response: ServerResponse, path: string): void {
    const file = stage.file(path);
    if (file === null) return sendJson(response, 404, { error: 'There is no such file.' });
    response.writeHead(200, { ...HEADERS, 'content-type': file.type }).end(file.bytes);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent) return void response.destroy();
      if (error instanceof Refused) return sendAnswer(response, error);
      const wrong = error instanceof NotThere || error instanceof z.ZodError || error instanceof SyntaxError;
      sendJson(response, wrong ? 400 : 500, {
        error: error instanceof Error ? error.message : String(error),
      });
    });
  });
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: Error) =>
      reject(new Error(`The playground can't listen on port ${port}: ${error.message}.`, { cause: error }));
    server.once('error', refuse);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', refuse);
      resolve();
    });
  });
  // Such as no file descriptor for a connection: the next one may be taken again.
  server.on('error', (error) =>
    log.error({ err: error }, 'a connection to the playground could not be taken'),
  );
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    tell(event) {
      const text = `data: ${JSON.stringify(event)}\n\n`;
      for (const listener of listeners) listener.write(text);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Another site's page can reach loopback, too: it names its own origin, or a host name that it made point here. */
function isOwn({ headers, socket }: IncomingMessage): boolean {
  const names = ['127.0.0.1', 'localhost'].map((name) => `${name}:${socket.localPort}`);
  const { host = '', origin } = headers;
  return names.includes(host) && (origin === undefined || origin === `http://${host}`);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { ...HEADERS, 'content-type': 'application/json' }).end(JSON.stringify(body));
}

interface PageFile {
  readonly type: string;
  readonly bytes: () => Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The page's files by their paths; nothing else can be had. */
function pageFiles(): ReadonlyMap<string, PageFile> {
  const folder = join(import.meta.dirname, 'page');
  const all = ['.', 'assets'].flatMap((inner) =>
    readdirSync(join(folder, inner)).flatMap((name): [string, PageFile][] => {
      const type = TYPES[extname(name)];
      const path = join(folder, inner, name);
      return type === undefined ? [] : [[`/${name}`, { type, bytes: () => readFileSync(path) }]];
    }),
  );
  const files = new Map(all);
  const index = files.get('/index.html');
  if (index !== undefined) files.set('/', index);
  return files;
}
