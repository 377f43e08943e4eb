import { DiscordAPIError, HTTPError } from '@discordjs/rest';
import { z } from 'zod';
import type { Metrics } from '../metrics/metrics.ts';
import { DiscordRefusal } from './refusal.ts';
import { LIMITS } from './limits.ts';
import { clamp } from './render/text.ts';
import { NotDiscord, TooLong } from './rest-client.ts';

const fieldMessages = z.array(z.object({ message: z.string() })).catch([]);

/** Why something is done, as a server's audit log takes it. */
export function auditReason(reason: string): string {
  return clamp(reason.toWellFormed(), LIMITS.auditLogReason);
}

/** Discord's answer, as far as it is read; a `DiscordRefusal` where it is another one. */
export function readAs<T>(shape: z.ZodType<T>, answer: unknown): T {
  const read = shape.safeParse(answer);
  if (read.success) return read.data;
  throw new DiscordRefusal("Discord's answer is none that this program knows.", 0, 0);
}

/** Awaits a request; whatever goes wrong is a `DiscordRefusal`. */
export async function refusing(request: Promise<unknown>): Promise<unknown> {
  try {
    return await request;
  } catch (error) {
    throw refusalOf(error);
  }
}

/** Counts what Discord refuses for good: give it what is neither expected nor tried again. */
export async function counting<T>(request: Promise<T>, metrics: Metrics): Promise<T> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof DiscordRefusal) metrics.discordRefused(error.status, error.code);
    throw error;
  }
}

/** Discord nests them as the body is nested, with `_errors` at the ends. */
function fieldErrors(errors: unknown, path: string): readonly string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([key, value]: [string, unknown]) => {
    if (key !== '_errors') return fieldErrors(value, path === '' ? key : `${path}.${key}`);
    return fieldMessages.parse(value).map(({ message }) => (path === '' ? message : `${path}: ${message}`));
  });
}

const TOKEN_REFUSED =
  'Discord refused the token: DISCORD_TOKEN is wrong or was reset. Copy a new one from the Bot page of your application at https://discord.com/developers/applications.';

const TOO_MANY_REQUESTS = 429;

/** The client's own errors hold the address, with the interaction's token in it, and the body: neither goes on. */
function refusalOf(error: unknown): DiscordRefusal {
  if (error instanceof DiscordAPIError) {
    const code = typeof error.code === 'number' ? error.code : 0;
    // The token of an interaction has a code of its own.
    if (error.status === 401 && code === 0) return new DiscordRefusal(TOKEN_REFUSED, code, error.status);
    // The client lists the fields behind the first line.
    const [what = ''] = error.message.split('\n');
    const fields = 'errors' in error.rawError ? fieldErrors(error.rawError.errors, '') : [];
    return new DiscordRefusal(what, code, error.status, { fieldErrors: fields });
  }
  if (error instanceof HTTPError) {
    return new DiscordRefusal(`Discord answered ${error.method} with HTTP ${error.status}.`, 0, error.status);
  }
  if (error instanceof TooLong) {
    return new DiscordRefusal(error.message, 0, TOO_MANY_REQUESTS, { wait: error.wait });
  }
  if (error instanceof NotDiscord) return new DiscordRefusal(error.message, 0, 0);
  const why = error instanceof Error && error.name === 'AbortError' ? 'it took too long' : codeOf(error);
  return new DiscordRefusal(`Discord could not be reached (${why}).`, 0, 0);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no reason given';
  if (error.cause instanceof Error) return codeOf(error.cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
