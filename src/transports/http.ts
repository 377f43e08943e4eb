import { setTimeout } from 'node:timers/promises';
import type { REST } from '@discordjs/rest';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { within } from '../discord/deadline.ts';
import type { Dispatcher } from '../discord/dispatch.ts';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import { listen, type Address, type App } from './http/listen.ts';
import { readPublicKey } from './http/public-key.ts';
import { createReceiver } from './http/receive.ts';
import { addStatusPages, type Status } from './http/status-pages.ts';

export interface HttpDoor {
  readonly port: number;
  /** Is no longer ready, finishes what is in flight, takes nothing more, and closes: within 10 seconds. */
  close(): Promise<void>;
}

/** Whoever stops the bot waits no longer than this, in milliseconds. */
const CLOSE_WITHIN = 9_000;

/**
 * Serves Discord's signed requests at `POST /interactions`, and the pages about the bot. The response holds the first
 * reply to the interaction; what comes later goes by REST. No state but the ids of the last minutes, in which nothing is
 * answered twice: any number of these may stand behind a balancer.
 *
 * Rejects with a `ConfigError` for a key that is none, and with a sentence where it can't listen.
 */
export async function startHttp(
  options: Address & {
    /** The application's, 64 hexadecimal digits. */
    readonly publicKey: string;
    readonly dispatcher: Dispatcher;
    /** Needs no token. */
    readonly rest: REST;
    readonly status: Status;
    readonly log: Logger;
    readonly metrics?: Metrics;
    /** How long balancers have to notice that it is no longer ready, in milliseconds; none by default. */
    readonly noticeOfClosing?: number;
    /** In milliseconds since 1970. */
    readonly now?: () => number;
  },
): Promise<HttpDoor> {
  const {
    dispatcher,
    rest,
    status,
    log,
    metrics = NO_METRICS,
    noticeOfClosing = 0,
    now = Date.now,
  } = options;
  const publicKey = readPublicKey(options.publicKey);
  const receiver = createReceiver({ publicKey, dispatcher, rest, metrics, log, now });
  let isStopping = false;

  const app = createApp(log);
  app.post('/interactions', (context) => receiver.receive(context.env));
  app.all('/interactions', (context) => context.text('Use POST.\n', 405, { allow: 'POST' }));
  addStatusPages(app, status, () => isStopping);
  const listening = await listen(app, options);

  return {
    port: listening.port,
    async close() {
      if (isStopping) return;
      isStopping = true;
      const start = performance.now();
      await setTimeout(noticeOfClosing);
      listening.stop();
      const left = CLOSE_WITHIN - (performance.now() - start);
      await within(
        receiver.idle().then(() => true),
        left,
      );
      if (receiver.inFlight > 0) {
        log.warn({ unfinished: receiver.inFlight }, 'closing before everything was answered');
      }
      await listening.close();
    },
  };
}

/** Serves only the pages about the bot, for where interactions come another way. */
export async function startStatusServer(
  options: Address & { readonly status: Status; readonly log: Logger },
): Promise<HttpDoor> {
  let isStopping = false;
  const app = createApp(options.log);
  addStatusPages(app, options.status, () => isStopping);
  const listening = await listen(app, options);
  return {
    port: listening.port,
    async close() {
      isStopping = true;
      await listening.close();
    },
  };
}

function createApp(log: Logger): App {
  const app: App = new Hono<{ Bindings: HttpBindings }>();
  app.onError((error, context) => {
    log.error({ err: error, path: context.req.path }, 'a request failed');
    return context.text('Something went wrong.\n', 500);
  });
  return app;
}
