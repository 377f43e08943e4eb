import type { Logger } from 'pino';
import { startClock } from '../discord/deadline.ts';
import type { Dispatcher } from '../discord/dispatch.ts';
import type { DiscordRest } from '../discord/rest-client.ts';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import { listen, type Address } from './http/listen.ts';
import { readPublicKey } from './http/public-key.ts';
import { createReceiver } from './http/receive.ts';
import { createHandler } from './http/routes.ts';
import { statusPages, type Status } from './http/status-pages.ts';
import { createInFlight, type ClosingTimes } from './in-flight.ts';

export interface HttpTransport {
  readonly port: number;
  /** Is no longer ready, finishes what is in flight, takes nothing more, and closes: within 10 seconds. */
  close(): Promise<void>;
}

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
    readonly rest: DiscordRest;
    readonly status: Status;
    readonly log: Logger;
    readonly metrics?: Metrics;
    /** Resolves when balancers have noticed that it is no longer ready; none are told by default. */
    readonly noticeOfClosing?: () => Promise<unknown>;
    /** Within 10 seconds by default. */
    readonly closing?: ClosingTimes;
    /** In milliseconds since 1970. */
    readonly now?: () => number;
  },
): Promise<HttpTransport> {
  const {
    dispatcher,
    rest,
    status,
    log,
    metrics = NO_METRICS,
    noticeOfClosing = () => Promise.resolve(),
    now = Date.now,
  } = options;
  const publicKey = readPublicKey(options.publicKey);
  const inFlight = createInFlight();
  const receive = createReceiver({ publicKey, dispatcher, rest, metrics, log, inFlight, now });
  let isStopping = false;

  const routes = { ...statusPages(status, () => isStopping), 'POST /interactions': receive };
  const listening = await listen(createHandler(routes, log), options, log);

  return {
    port: listening.port,
    async close() {
      if (isStopping) return;
      isStopping = true;
      const left = startClock();
      await noticeOfClosing();
      listening.stop();
      await inFlight.finish({
        dispatcher,
        log,
        left,
        ...(options.closing === undefined ? {} : { times: options.closing }),
      });
      await listening.close();
    },
  };
}

/** Serves only the pages about the bot, for where interactions come another way. */
export async function startStatusServer(
  options: Address & {
    readonly status: Status;
    readonly log: Logger;
    /** Aborted when the bot is to stop: it is no longer ready then, until this is closed. */
    readonly stop: AbortSignal;
  },
): Promise<HttpTransport> {
  const { status, log, stop } = options;
  const handle = createHandler(
    statusPages(status, () => stop.aborted),
    log,
  );
  const listening = await listen(handle, options, log);
  return { port: listening.port, close: () => listening.close() };
}
