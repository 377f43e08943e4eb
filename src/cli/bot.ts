import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Library } from '../content/pack.ts';
import type { Problem } from '../content/problem.ts';
import type { AppContext } from '../discord/dispatch.ts';
import type { RateLimits } from '../discord/rate-limits.ts';
import type { ArticleQualities } from '../discord/posts/article-quality.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Store } from '../store/store.ts';
import type { Status } from '../transports/http/status-pages.ts';
import type { ServedContent } from './served-content.ts';

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
  readonly onContent: ServedContent['onContext'];
  readonly content: BotContent;
  /** What articles' own test questions show. */
  readonly qualities: ArticleQualities;
  /** Aborted when the bot is to stop. */
  readonly stop: AbortSignal;
  /** It can't go on. */
  readonly fail: (error: unknown) => void;
}

/** The articles' folder, and what is served beside it. */
interface BotContent {
  readonly folder: () => Library;
  /** Of the folder's files, as they are now. */
  readonly problems: () => readonly Problem[];
  /** From now on, tells that there are other problems, or none. */
  readonly onProblems: (tell: () => void) => void;
  /** Serves these articles, too, in place of those that were served so before. */
  readonly serveBeside: ServedContent['serveBeside'];
  /** Serves the same, but remembers nothing of what was asked. */
  readonly beginAnew: ServedContent['beginAnew'];
}

/** Resolves when the bot is to stop. */
export function stopped(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener('abort', () => resolve(), { once: true });
  });
}
