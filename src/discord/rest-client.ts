import { setTimeout } from 'node:timers/promises';
import {
  DefaultRestOptions,
  RateLimitError,
  REST,
  type InternalRequest,
  type RESTOptions,
  type ResponseLike,
} from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import { routeOf, type RateLimits } from './rate-limits.ts';

/** How often a request is sent that Discord refuses with 429, or that is answered by something that isn't Discord. */
const MAX_TRIES = 3;
/** Milliseconds before it is tried again after something else has answered, doubled each time. */
const PAUSE = 1_000;
/** Milliseconds that a request may wait for its turn: who asked for it waits as well. */
const TIMEOUT_MS = 60_000;
/** There is nothing else that the bot could do meanwhile. */
const GATEWAY_TIMEOUT_MS = 24 * 60 * 60_000;

/** Discord wants to be asked later than the request may wait. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
  /** Until it may be asked, in milliseconds. */
  readonly wait: number;

  constructor(wait: number) {
    super(`Discord lets the bot do this only in ${Math.max(1, Math.round(wait / 1000))} s (rate limit).`);
    this.wait = wait;
  }
}

/** Something else has answered in Discord's place: a proxy, or a page to sign in on a network. */
export class NotDiscord extends Error {
  override readonly name = 'NotDiscord';
  readonly status: number;

  constructor(status: number) {
    super(`Discord could not be reached: something in between answered with HTTP ${status} and no JSON.`);
    this.status = status;
  }
}

/** It is too early for a request. */
class TooEarly extends Error {
  override readonly name = 'TooEarly';
  readonly wait: number;
  readonly wasSent: boolean;

  constructor(wait: number, wasSent: boolean) {
    super('too early');
    this.wait = wait;
    this.wasSent = wasSent;
  }
}

export interface WaitingRequest extends InternalRequest {
  /** How long it may wait for its turn, in milliseconds; a minute by default. */
  readonly timeoutMs?: number;
}

/**
 * discord.js's client queues requests by the limits that Discord announces. What to wait for, how often to try, and what is
 * an answer at all is decided here. What carries an interaction's token goes by a client of its own, so that a limit of
 * the bot's keeps no reply waiting.
 *
 * A call rejects with the client's own errors, with `TooLong` or with `NotDiscord`.
 */
export class DiscordRest extends REST {
  readonly #withoutToken: REST;
  readonly #sleep: (milliseconds: number) => Promise<unknown>;

  constructor(options: {
    readonly apiUrl: string;
    readonly token: string | null;
    readonly limits: RateLimits;
    readonly sleep?: (milliseconds: number) => Promise<unknown>;
  }) {
    const { apiUrl, token, limits, sleep = setTimeout } = options;
    const client: Partial<RESTOptions> = {
      api: apiUrl,
      version: '10',
      retries: 2,
      timeout: 10_000,
      // It would wait however long, and for good where a 429 names no time.
      rejectOnRateLimit: () => true,
      makeRequest: (url, init) => send(url, init, limits),
    };
    super(client);
    this.setToken(token);
    this.#withoutToken = new REST({ ...client, globalRequestsPerSecond: Infinity });
    this.#sleep = sleep;
  }

  /** At a 401 the client drops its token, and every later call would fail until a restart: this one keeps it. */
  override setToken(token: string | null): this {
    return token === null ? this : super.setToken(token);
  }

  override async request(request: WaitingRequest): Promise<unknown> {
    const { timeoutMs = timeoutFor(request), ...sent } = request;
    let left = timeoutMs;
    for (let tries = 1; ;) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- each try waits for the one before it
        return await (request.auth === false ? this.#withoutToken.request(sent) : super.request(sent));
      } catch (error) {
        const again = tryAgain(error, request, tries);
        if (again === null) throw error;
        if (again.wait > left || again.tries > MAX_TRIES) throw again.error;
        tries = again.tries;
        left -= again.wait;
        // oxlint-disable-next-line no-await-in-loop
        await this.#sleep(again.wait);
      }
    }
  }
}

function timeoutFor({ fullRoute }: InternalRequest): number {
  return fullRoute === Routes.gatewayBot() ? GATEWAY_TIMEOUT_MS : TIMEOUT_MS;
}

/** When to try again, as the how-manieth try, and what to say where that is not to be. Null for what stays as it is. */
function tryAgain(
  error: unknown,
  request: InternalRequest,
  tries: number,
): { readonly wait: number; readonly tries: number; readonly error: Error } | null {
  if (error instanceof TooEarly) {
    const { wait, wasSent } = error;
    return { wait, tries: wasSent ? tries + 1 : tries, error: new TooLong(wait) };
  }
  if (error instanceof RateLimitError) {
    const wait = Math.max(1, error.timeToReset);
    return { wait, tries, error: new TooLong(wait) };
  }
  if (error instanceof NotDiscord && error.status < 400 && mayRepeat(request)) {
    return { wait: PAUSE * 2 ** (tries - 1), tries: tries + 1, error };
  }
  return null;
}

/** A follow-up might stand there twice. All else is the same when done again, or Discord notices: a nonce, error 40060. */
function mayRepeat({ method, fullRoute }: InternalRequest): boolean {
  return method !== 'POST' || !fullRoute.startsWith('/webhooks/');
}

type Init = Parameters<RESTOptions['makeRequest']>[1];

/** The one place where requests leave. Reads the answer to its end, within the time that the client gives a request. */
async function send(url: string, init: Init, limits: RateLimits): Promise<ResponseLike> {
  const method = init.method ?? 'GET';
  const path = new URL(url).pathname.replace(/^.*?\/v\d+(?=\/)/, '');
  const route = routeOf(method, path);
  const wait = limits.wait(route);
  if (wait > 0) throw new TooEarly(wait, false);

  const response = await DefaultRestOptions.makeRequest(url, init);
  const { status, headers } = response;
  const text = await textOf(response);
  limits.note(route, { status, headers, isJson: isJson(text) });
  if (status === 429) throw new TooEarly(limits.wait(route), true);
  if (status < 500 && !isAnswer(status, text, method, path)) throw new NotDiscord(status);
  return {
    status,
    headers,
    statusText: response.statusText,
    ok: response.ok,
    body: null,
    bodyUsed: true,
    text: () => Promise.resolve(text),
    json: () => Promise.resolve<unknown>(text === '' ? null : JSON.parse(text)),
    arrayBuffer: () => Promise.resolve(new TextEncoder().encode(text).buffer),
  };
}

/** What is cut off isn't Discord's answer. */
async function textOf(response: ResponseLike): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    throw new NotDiscord(response.status);
  }
}

/** Discord answers with JSON, or with 204 and nothing. */
function isAnswer(status: number, text: string, method: string, path: string): boolean {
  if (status === 204) return text === '';
  const isDone = status >= 200 && status < 300;
  if (isDone && text === '') return method === 'PUT' || method === 'DELETE' || path.endsWith('/callback');
  return (isDone || status >= 400) && isJson(text);
}

/** Each answer of Discord's is an object or a list. */
function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
