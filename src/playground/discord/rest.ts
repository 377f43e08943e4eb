import { ChannelType } from 'discord-api-types/v10';
import { z } from 'zod';
import { checkFiles, readBody, type SentBody } from './sent-body.ts';
import type { ChannelStore } from './channels.ts';
import type { CommandStore } from './commands.ts';
import type { Exchanges } from './exchanges.ts';
import { Refused } from './refused.ts';
import type { ServerStore } from './servers.ts';

/** Resources, User, Create DM. */
const createDirectMessage = z.object({ recipient_id: z.string() });

/** One request of the bot's, as Discord sees it. */
export interface RestCall {
  readonly method: string;
  /** Behind `/api/v10`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly sent: SentBody;
  readonly authorization: string | undefined;
  /** Why, for the audit log. */
  readonly reason: string | null;
}

/** A body of `undefined` is a 204. */
export interface RestAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Throws `Refused` where the body can't be read. */
export async function readCall(request: Request): Promise<RestCall> {
  const { pathname, searchParams } = new URL(request.url);
  const { headers } = request;
  const reason = headers.get('x-audit-log-reason');
  return {
    method: request.method,
    path: pathname.replace(/^\/api\/v10/, ''),
    query: searchParams,
    sent: await readBody(await request.arrayBuffer(), headers.get('content-type') ?? ''),
    authorization: headers.get('authorization') ?? undefined,
    reason: reason === null ? null : decodeURIComponent(reason),
  };
}

export function toResponse(
  { status, body }: RestAnswer,
  headers: Readonly<Record<string, string>> = {},
): Response {
  // A 204 that claims JSON makes the client throw.
  return body === undefined
    ? new Response(null, { status: 204, headers })
    : Response.json(body, { status, headers });
}

/** Answers as Discord's REST API does, and refuses what it refuses. */
export function createRestApi(parts: {
  readonly token: string;
  readonly channels: ChannelStore;
  readonly servers: ServerStore;
  readonly commands: CommandStore;
  readonly exchanges: Exchanges;
  readonly objectTo: (violations: readonly string[]) => void;
  /** The channel of somebody's direct messages with the bot; null where there is no such person. */
  readonly directMessages: (userId: string) => string | null;
}): (call: RestCall) => RestAnswer {
  const { token, channels, servers, commands, exchanges, objectTo, directMessages } = parts;

  function answer({ method, path, query, sent }: RestCall): unknown {
    objectTo(checkFiles(sent.json, sent.files));
    const found =
      exchanges.handle(method, path, sent) ??
      channels.handle(method, path, query, sent) ??
      servers.handle(method, path);
    if (found !== null) return found.body;
    if (method === 'POST' && path === '/users/@me/channels') return directChannel(sent.json);
    const [isCommand, scope, id] =
      /^\/applications\/\d+(\/guilds\/\d+)?\/commands(?:\/(\d+))?$/.exec(path) ?? [];
    if (isCommand === undefined) throw new Refused(404, 0, `404: Not Found (${method} ${path})`);
    const result = commands.handle(method, scope ?? 'global', id ?? null, query, sent.json);
    if ('violations' in result) objectTo(result.violations);
    if ('unknown' in result) throw new Refused(404, 10063, 'Unknown application command');
    if ('full' in result)
      throw new Refused(400, 30032, 'Maximum number of application commands reached (100)');
    return 'body' in result ? result.body : undefined;
  }

  function directChannel(json: unknown): unknown {
    const { recipient_id: recipient } = createDirectMessage.parse(json);
    const id = directMessages(recipient);
    if (id === null) throw new Refused(404, 10013, 'Unknown User');
    return { id, type: ChannelType.DM };
  }

  return (call) => {
    const needsToken = !/^\/(?:interactions|webhooks)\//.test(call.path);
    if (needsToken && call.authorization !== `Bot ${token}`) {
      return { status: 401, body: { message: '401: Unauthorized', code: 0 } };
    }
    try {
      return { status: 200, body: answer(call) };
    } catch (error) {
      if (error instanceof Refused) return { status: error.status, body: error.body };
      throw error;
    }
  };
}
