import { randomUUID } from 'node:crypto';
import { DiscordAPIError, HTTPError, RequestMethod, type RawFile, type REST } from '@discordjs/rest';
import { MessageFlags, Routes, type APIEmbed, type APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { z } from 'zod';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import {
  DiscordRefusal,
  isRefusal,
  type Attachment,
  type DiscordApi,
  type Pin,
  type Responder,
} from './api.ts';
import { jsonOf } from './attachments.ts';
import { downloadFile, type FetchFile } from './download.ts';
import { startClock } from './deadline.ts';
import { DEADLINES, LIMITS, TOKEN_LIVES } from './limits.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import { clamp } from './render/text.ts';
import { isThread } from './request.ts';
import { DiscordRest, NotDiscord, TooLong, type WaitingRequest } from './rest-client.ts';
import { wholeBody } from './response.ts';

/**
 * A client of Discord's REST API, which keeps to its rate limits. It never tries a 401 or 403 again. Without a token it
 * can only answer interactions.
 *
 * @param options.limits those of the whole process; by default, this client's own
 */
export function createRest(options: {
  readonly apiUrl: string;
  readonly token: string | null;
  readonly limits?: RateLimits;
  /** For `milliseconds`, before a request is tried again. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
}): DiscordRest {
  return new DiscordRest({ limits: createRateLimits(), ...options });
}

/** The most that one page of pins holds (Resources, Message, Get Channel Pins). */
const PINS_PER_PAGE = 50;

/** What we read of Discord's answers. */
const channel = z.object({ type: z.number(), parent_id: z.string().nullish() });
const created = z.object({ id: z.string() });
const fieldMessages = z.array(z.object({ message: z.string() })).catch([]);
const author = z.object({ id: z.string() });
/** They are handed on as they came. */
const embeds = z.custom<APIEmbed[]>((value) => Array.isArray(value));
const components = z.custom<APIMessageTopLevelComponent[]>((value) => Array.isArray(value)).default([]);
const standingMessage = z.object({
  id: z.string(),
  author,
  content: z.string(),
  embeds,
  components,
  pinned: z.boolean(),
});
const historyMessages = z.array(standingMessage.extend({ webhook_id: z.string().optional() }));
const pinItem = z.object({ pinned_at: z.string(), message: z.object({ id: z.string(), author }) });
const pinsPage = z.object({ items: z.array(pinItem), has_more: z.boolean() });

/** `fetchFile` fetches attached files; by default, Node's own `fetch`. */
export function createDiscordApi(
  rest: REST,
  {
    metrics = NO_METRICS,
    fetchFile = fetch,
  }: { readonly metrics?: Metrics; readonly fetchFile?: FetchFile } = {},
): DiscordApi {
  const ask = (request: Promise<unknown>) => counting(refusing(request), metrics);
  return {
    async createMessage(channelId, body) {
      // A post that is tried again after a server error must not stand there twice.
      const nonce = body.nonce ?? randomUUID().replaceAll('-', '').slice(0, 25);
      const message = await ask(
        rest.post(Routes.channelMessages(channelId), {
          body: { ...jsonOf(body), nonce, enforce_nonce: true },
          files: rawFiles(body.files),
        }),
      );
      return readAs(created, message);
    },

    async editMessage(channelId, messageId, body) {
      await ask(
        rest.patch(Routes.channelMessage(channelId, messageId), {
          body: wholeBody(body),
          files: rawFiles(body.files),
        }),
      );
    },

    async readMessage(channelId, messageId) {
      const found = await counting(
        refusing(rest.get(Routes.channelMessage(channelId, messageId))).catch((error: unknown) => {
          if (isRefusal(error, 'unknownMessage')) return null;
          throw error;
        }),
        metrics,
      );
      if (found === null) return null;
      const { author: by, ...shown } = readAs(standingMessage, found);
      return { ...shown, authorId: by.id };
    },

    async messagesAfter(channelId, after) {
      const query = new URLSearchParams({ after, limit: String(LIMITS.messagesPage) });
      const found = historyMessages.parse(await ask(rest.get(Routes.channelMessages(channelId), { query })));
      return found.map(({ author: by, webhook_id: webhook, ...shown }) => ({
        ...shown,
        authorId: by.id,
        byWebhook: webhook !== undefined,
      }));
    },

    async threadParent(channelId) {
      const { type, parent_id: parent } = readAs(channel, await ask(rest.get(Routes.channel(channelId))));
      // A channel's own parent is a category, which is none of ours.
      return isThread(type) ? (parent ?? null) : null;
    },

    async deleteMessage(channelId, messageId, reason) {
      await ask(rest.delete(Routes.channelMessage(channelId, messageId), { reason: auditReason(reason) }));
    },

    async pinMessage(channelId, messageId, reason) {
      await ask(rest.put(Routes.channelMessagesPin(channelId, messageId), { reason: auditReason(reason) }));
    },

    async unpinMessage(channelId, messageId, reason) {
      await ask(
        rest.delete(Routes.channelMessagesPin(channelId, messageId), { reason: auditReason(reason) }),
      );
    },

    async listPins(channelId, atMost) {
      const pins: Pin[] = [];
      let before: string | undefined;
      while (pins.length < atMost) {
        const query = new URLSearchParams({ limit: String(Math.min(PINS_PER_PAGE, atMost - pins.length)) });
        if (before !== undefined) query.set('before', before);
        const { items, has_more: more } = readAs(
          pinsPage,
          await ask(rest.get(Routes.channelMessagesPins(channelId), { query })),
        );
        pins.push(...items.map(pinOf));
        before = items.at(-1)?.pinned_at;
        if (!more || before === undefined) break;
      }
      return pins;
    },

    channelIsGone: (channelId) =>
      refusing(rest.get(Routes.channel(channelId))).then(
        () => false,
        (error: unknown) => {
          if (isRefusal(error, 'unknownChannel')) return true;
          if (isRefusal(error, 'missingAccess')) return false;
          throw error;
        },
      ),
    async openDirectMessage(userId) {
      return readAs(created, await ask(rest.post(Routes.userChannels(), { body: { recipient_id: userId } })));
    },

    download: (url, most) => downloadFile(url, most, fetchFile),
  };
}

function pinOf({ pinned_at: at, message: { id, author: by } }: z.infer<typeof pinItem>): Pin {
  return { messageId: id, authorId: by.id, pinnedAt: Date.parse(at) };
}

/**
 * Answers one interaction with its own token: these routes take no other. Create it when the interaction comes in: nothing
 * waits longer than its token lives from then on, whatever this machine's clock says.
 */
export function createResponder(
  rest: DiscordRest,
  interaction: { readonly id: string; readonly token: string; readonly application_id: string },
  metrics: Metrics = NO_METRICS,
): Responder {
  const left = startClock();
  const { id, token, application_id: application } = interaction;
  const ask = async (
    lives: number,
    method: RequestMethod,
    fullRoute: WaitingRequest['fullRoute'],
    body?: object,
    files?: readonly Attachment[],
  ): Promise<void> => {
    const request = { method, fullRoute, body, files: rawFiles(files), auth: false, timeoutMs: left(lives) };
    await counting(refusing(rest.request(request)), metrics);
  };
  return {
    respond: (response, files) =>
      ask(
        DEADLINES.respondWithin,
        RequestMethod.Post,
        Routes.interactionCallback(id, token),
        response,
        files,
      ),
    editOriginal: (body) =>
      ask(
        TOKEN_LIVES,
        RequestMethod.Patch,
        Routes.webhookMessage(application, token),
        wholeBody(body),
        body.files,
      ),
    deleteOriginal: () => ask(TOKEN_LIVES, RequestMethod.Delete, Routes.webhookMessage(application, token)),
    followUp: (body, { private: privately }) =>
      ask(
        TOKEN_LIVES,
        RequestMethod.Post,
        Routes.webhook(application, token),
        { ...jsonOf(body), ...(privately ? { flags: MessageFlags.Ephemeral } : {}) },
        body.files,
      ),
  };
}

/** As the client takes them. */
export function rawFiles(files: readonly Attachment[] = []): RawFile[] {
  return files.map(({ name, data }) => ({ name, data }));
}

function auditReason(reason: string): string {
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
