import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { AppContext } from '../discord/dispatch.ts';
import type { RateLimits } from '../discord/rate-limits.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Store } from '../store/store.ts';
import type { Status } from '../transports/http/status-pages.ts';

/** What a transport of the bot works with. */
export interface Bot {
  readonly config: Config;
  readonly log: Logger;
  readonly store: Store;
  readonly metrics: Metrics;
  /** Of all that this process sends to Discord. */
  readonly limits: RateLimits;
  readonly status: Status;
  /** The one that answers now. */
  readonly context: () => AppContext;
  /** From now on, tells each change of the content. */
  readonly onContent: (tell: (context: AppContext) => void) => void;
  /** Aborted when the bot is to stop. */
  readonly stop: AbortSignal;
  /** It can't go on. */
  readonly fail: (error: unknown) => void;
}

/** Resolves when the bot is to stop. */
export function stopped(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener('abort', () => resolve(), { once: true });
  });
}
