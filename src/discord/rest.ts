import { randomUUID } from 'node:crypto';
import { RequestMethod, type RawFile, type REST } from '@discordjs/rest';
import { MessageFlags, Routes, type APIEmbed, type APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { z } from 'zod';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import type { Attachment, DiscordApi, Pin, Responder } from './api.ts';
import { isRefusal } from './refusal.ts';
import { jsonOf } from './attachments.ts';
import { downloadFile, type FetchFile } from './download.ts';
import { startClock } from './deadline.ts';
import { DEADLINES, LIMITS, TOKEN_LIVES } from './limits.ts';
import { createForumApi } from './posts/forum-api.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import { isThread } from './request.ts';
import { auditReason, counting, readAs, refusing } from './rest-answers.ts';
import { DiscordRest, type WaitingRequest } from './rest-client.ts';
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
const channel = z.object({
  type: z.number(),
  parent_id: z.string().nullish(),
  guild_id: z.string().optional(),
});
const created = z.object({ id: z.string() });
const author = z.object({ id: z.string(), bot: z.boolean().optional() });
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
        byBot: by.bot === true,
        byWebhook: webhook !== undefined,
      }));
    },

    async threadParent(channelId) {
      const { type, parent_id: parent } = readAs(channel, await ask(rest.get(Routes.channel(channelId))));
      // A channel's own parent is a category, which is none of ours.
      return isThread(type) ? (parent ?? null) : null;
    },

    async serverOfChannel(channelId) {
      return readAs(channel, await ask(rest.get(Routes.channel(channelId)))).guild_id ?? null;
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
    ...createForumApi(rest, ask),
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
