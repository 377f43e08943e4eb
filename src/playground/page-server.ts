import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import type { Logger } from 'pino';
import { z } from 'zod';
import { addArticleRoutes } from './article-routes.ts';
import { userActionRequest, persona } from './user-actions.ts';
import { Refused } from './discord/refused.ts';
import { readCall, toResponse, type RestAnswer, type RestCall } from './discord/rest.ts';
import { NotThere } from './not-there.ts';
import type { OwnArticles } from './own-articles.ts';
import type { Trials } from './trial-protocol.ts';
import { trialRoutes } from './trial-routes.ts';
import type {
  Demonstration,
  UserActionRequest,
  UserActionResult,
  CommandMenu,
  PageEvent,
  Persona,
  State,
} from './protocol.ts';

/** What the page can ask of the program. */
export interface Stage {
  state(): State;
  commandMenuFor(as: Persona): CommandMenu;
  /** Throws `NotThere`. */
  act(request: UserActionRequest): Promise<UserActionResult>;
  /** Throws `NotThere`. */
  demonstrate(as: Persona, what: Demonstration): Promise<void>;
  reset(): Promise<void>;
  /** One that was attached to a message or a command. */
  file(path: string): { readonly bytes: Uint8Array; readonly type: string } | null;
  readonly articles: OwnArticles;
  /** What its test pane asks for. */
  readonly trials: Trials;
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
  const listeners = new Set<SSEStreamingApi>();
  const server = createAdaptorServer({
    fetch: createApp(stage, listeners, log).fetch,
    // The rest of the program goes on with Node's own `Request` and `Response`.
    overrideGlobalObjects: false,
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The playground can't listen on port ${port}: ${why}.`, { cause: error });
  });
  // Such as no file descriptor for a connection: the next one may be taken again.
  server.on('error', (error) =>
    log.error({ err: error }, 'a connection to the playground could not be taken'),
  );
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    tell(event) {
      const data = JSON.stringify(event);
      for (const listener of listeners) void listener.writeSSE({ data });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

const demonstrationRequest = z.object({
  as: persona,
  what: z.enum(['missed', 'history']) satisfies z.ZodType<Demonstration>,
});

type App = Hono<{ Bindings: HttpBindings }>;

function createApp(stage: Stage, listeners: Set<SSEStreamingApi>, log: Pick<Logger, 'error'>): App {
  const app: App = new Hono<{ Bindings: HttpBindings }>();
  app.use((context, next) =>
    isOwn(context)
      ? next()
      : Promise.resolve(context.json({ error: 'Only the page itself may ask here.' }, 403)),
  );
  app.all('/api/*', async ({ req }) => toResponse(stage.rest(await readCall(req.raw))));
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
  });
  app.get('/state', (context) => context.json(stage.state()));
  app.get('/offer', (context) =>
    context.json(stage.commandMenuFor(persona.parse(JSON.parse(context.req.query('as') ?? 'null')))),
  );
  app.post('/act', async (context) =>
    context.json(await stage.act(userActionRequest.parse(await context.req.json()))),
  );
  addArticleRoutes(app, stage.articles);
  app.route('/trials', trialRoutes(stage.trials));
  app.post('/demonstrate', async (context) => {
    const { as, what } = demonstrationRequest.parse(await context.req.json());
    await stage.demonstrate(as, what);
    return context.json({});
  });
  app.post('/reset', async (context) => {
    await stage.reset();
    return context.json({});
  });
  app.get('/events', (context) =>
    streamSSE(context, async (stream) => {
      const left = new Promise<void>((resolve) => {
        stream.onAbort(resolve);
      });
      listeners.add(stream);
      // So that the page knows that it is connected.
      await stream.write(': hello\n\n');
      await left;
      listeners.delete(stream);
    }),
  );
  app.get('/attachments/*', (context) => {
    const file = stage.file(new URL(context.req.url).pathname);
    if (file === null) return context.json({ error: 'There is no such file.' }, 404);
    return context.body(Uint8Array.from(file.bytes), 200, { 'content-type': file.type });
  });
  for (const [path, { type, file }] of pageFiles()) {
    app.get(path, (context) => context.body(readFileSync(file), 200, { 'content-type': type }));
  }
  app.notFound((context) => context.json({ error: 'There is nothing here.' }, 404));
  app.onError((error, context) => {
    if (error instanceof Refused) return toResponse(error);
    const wrong = error instanceof NotThere || error instanceof z.ZodError || error instanceof SyntaxError;
    // Whoever leaves while sending has nothing to be told.
    if (wrong || context.env.incoming.readableAborted) return context.json({ error: error.message }, 400);
    log.error({ err: error }, 'a request of the playground could not be answered');
    return context.json({ error: error.message }, 500);
  });
  return app;
}

/** Another site's page can reach loopback, too: it names its own origin, or a host name that it made point here. */
function isOwn({ req, env }: Context<{ Bindings: HttpBindings }>): boolean {
  const names = ['127.0.0.1', 'localhost'].map((name) => `${name}:${env.incoming.socket.localPort}`);
  const host = req.header('host') ?? '';
  const origin = req.header('origin');
  return names.includes(host) && (origin === undefined || origin === `http://${host}`);
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
};

/** The page's files by their paths; nothing else can be had. */
function pageFiles(): readonly (readonly [path: string, { readonly type: string; readonly file: string }])[] {
  const folder = join(import.meta.dirname, 'page/assets');
  return readdirSync(folder).flatMap((name) => {
    const type = TYPES[extname(name)];
    const path = name === 'index.html' ? '/' : `/${name}`;
    return type === undefined ? [] : [[path, { type, file: join(folder, name) }] as const];
  });
}
