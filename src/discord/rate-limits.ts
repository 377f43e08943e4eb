import type { Logger } from 'pino';
import { NO_METRICS, type LimitScope, type Metrics } from '../metrics/metrics.ts';

/** Milliseconds (Topics, Rate Limits: Invalid Request Limit). */
const WINDOW = 10 * 60_000;
/** Discord shuts an address out after 10,000 invalid requests within the window: half of them is far enough. */
export const INVALID_REQUESTS = 5_000;
/** Milliseconds. Where Discord names no time, and each further time at least, doubled. */
const FIRST_PAUSE = 1_000;
const MAX_DOUBLINGS = 6;
/** Milliseconds on top of what Discord asks for, against clocks that differ. */
const MARGIN = 50;
/** Milliseconds between two lines of the log about the same route. */
const LOG_EVERY = 60_000;

/** A request as rate limits tell them apart. */
export interface Route {
  /** Of one limit: the method and the path, with the ids that limits go by. */
  readonly key: string;
  /** The same without ids and tokens. */
  readonly name: string;
  /** Carries an interaction's token: the bot's global limit doesn't count it (Topics, Rate Limits: Global Rate Limit). */
  readonly isOfInteraction: boolean;
}

/** @param path behind the API's version, without a query */
export function routeOf(method: string, path: string): Route {
  const isOfInteraction = /^\/(?:interactions|webhooks)\//.test(path);
  // Nothing but its token is needed to answer an interaction: it mustn't get into a log.
  const open = path.replace(/^\/(interactions|webhooks)\/\d+\/[^/]+/, '/$1/:id/:token');
  const [, major = ''] = /^\/(?:channels|guilds)\/(\d+)/.exec(path) ?? [];
  const name = `${method} ${open.replaceAll(/\/\d+(?=\/|$)/g, '/:id')}`;
  return { key: isOfInteraction ? `${method} ${path}` : `${name} ${major}`, name, isOfInteraction };
}

/** What was answered, as far as limits go. */
interface Answered {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** A page instead comes from what stands before Discord, which shuts out addresses. */
  readonly isJson: boolean;
}

/**
 * `open`; `limited`: the bot's global limit is waited for, though interactions are answered; `stopped`: so much was
 * refused that nothing is sent for a while.
 */
type LimitState = 'open' | 'limited' | 'stopped';

/** When Discord may be asked again. One for all clients of a process. */
export interface RateLimits {
  /** Milliseconds until such a request may be sent; 0 where it may be now. */
  wait(route: Route): number;
  /** Is told of each answer. */
  note(route: Route, answered: Answered): void;
  state(): LimitState;
}

interface Block {
  /** On the clock. */
  readonly until: number;
  /** How often in a row it was refused. */
  readonly times: number;
}

/**
 * Keeps what Discord's 429 ask for: each limit its own time, the global one all that the bot does under its own name. Counts
 * what Discord calls invalid requests, and stops everything long before they get the address shut out.
 *
 * @param processes how many of them send from this address
 * @param now a clock in milliseconds that never goes back
 */
export function createRateLimits({
  log,
  metrics = NO_METRICS,
  processes = 1,
  now = () => performance.now(),
}: {
  readonly log?: Logger;
  readonly metrics?: Metrics;
  readonly processes?: number;
  readonly now?: () => number;
} = {}): RateLimits {
  const maxInvalid = Math.ceil(INVALID_REQUESTS / processes);
  const blocks = new Map<string, Block>();
  const loggedAt = new Map<string, number>();
  /** When each of the last invalid requests was answered, the oldest first. */
  let invalid: number[] = [];
  let stoppedUntil = -Infinity;

  const left = (until: number | undefined) => Math.max(0, (until ?? -Infinity) - now());

  function countInvalid(): void {
    const at = now();
    invalid.push(at);
    if (at < stoppedUntil || invalid.length < maxInvalid) return;
    invalid = invalid.filter((one) => one > at - WINDOW);
    if (invalid.length < maxInvalid) return;
    // Half of the budget is free again by then.
    stoppedUntil = (invalid[Math.floor(invalid.length / 2)] ?? at) + WINDOW;
    metrics.rateLimited('invalid-requests');
    log?.error(
      { requests: invalid.length, seconds: seconds(stoppedUntil - at) },
      'Discord refused so many requests (401, 403, 429) that nothing is sent to it for a while: it would shut this address out',
    );
  }

  function block(route: Route, scope: LimitScope, retryAfter: string | null): void {
    // What is said of one interaction holds for its token alone: silencing all others would cost more than their own 429.
    const isGlobal = !route.isOfInteraction && (scope === 'global' || scope === 'address');
    const key = isGlobal ? GLOBAL : route.key;
    const former = blocks.get(key);
    const wasWaiting = left(former?.until) > 0;
    // What was under way when the limit was met is refused with it.
    const times = (former?.times ?? 0) + (wasWaiting && former !== undefined ? 0 : 1);
    const pause = pauseFor(retryAfter, times);
    forgetOld();
    blocks.set(key, { until: Math.max(former?.until ?? 0, now() + pause), times });
    metrics.rateLimited(scope);
    const name = isGlobal ? GLOBAL : route.name;
    if (wasWaiting || (!isGlobal && now() - (loggedAt.get(name) ?? -Infinity) < LOG_EVERY)) return;
    loggedAt.set(name, now());
    log?.warn(
      { scope, seconds: seconds(pause), route: route.name },
      isGlobal
        ? 'Discord limits all that the bot does: only interactions are answered until then'
        : 'Discord limits what the bot does: it waits',
    );
  }

  /** It goes through again, unless that was under way before the limit was met. */
  function unblock(key: string): void {
    if (left(blocks.get(key)?.until) === 0) blocks.delete(key);
  }

  /** Whatever was refused long ago begins anew. */
  function forgetOld(): void {
    for (const [key, { until }] of blocks) if (now() - until > WINDOW) blocks.delete(key);
  }

  return {
    wait(route) {
      return Math.max(
        left(stoppedUntil),
        left(blocks.get(route.key)?.until),
        route.isOfInteraction ? 0 : left(blocks.get(GLOBAL)?.until),
      );
    },
    note(route, { status, headers, isJson }) {
      if (status !== 429) {
        unblock(route.key);
        if (!route.isOfInteraction) unblock(GLOBAL);
        if (status === 401 || status === 403) countInvalid();
        return;
      }
      const scope = scopeOf(headers, isJson);
      block(route, scope, headers.get('retry-after'));
      // Those are not counted (Topics, Rate Limits: Invalid Request Limit).
      if (scope !== 'shared') countInvalid();
    },
    state() {
      if (left(stoppedUntil) > 0) return 'stopped';
      return left(blocks.get(GLOBAL)?.until) > 0 ? 'limited' : 'open';
    },
  };
}

const GLOBAL = 'global';

/** Discord's word is kept the first time; whatever goes on being refused waits longer and longer. */
function pauseFor(retryAfter: string | null, times: number): number {
  const asked = Number(retryAfter ?? Number.NaN) * 1000;
  const isUsable = Number.isFinite(asked) && asked > 0;
  const least = isUsable && times === 1 ? 0 : FIRST_PAUSE * 2 ** Math.min(times - 1, MAX_DOUBLINGS);
  return Math.max(isUsable ? asked + MARGIN : 0, least);
}

function scopeOf(headers: Answered['headers'], isJson: boolean): LimitScope {
  const named = headers.get('x-ratelimit-scope');
  if (named === 'global' || headers.get('x-ratelimit-global') !== null) return 'global';
  if (named === 'user' || named === 'shared') return named;
  return isJson ? 'user' : 'address';
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 1000);
}
