import { checkFiles, readAll, readBody, type SentBody } from './sent-body.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChannelStore } from './channels.ts';
import type { CommandStore } from './commands.ts';
import type { Exchanges } from './exchanges.ts';
import { Refused } from './refused.ts';

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
export async function readCall(request: IncomingMessage): Promise<RestCall> {
  const url = new URL(request.url ?? '/', 'http://discord');
  const reason = request.headers['x-audit-log-reason'];
  return {
    method: request.method ?? 'GET',
    path: url.pathname.replace(/^\/api\/v10/, ''),
    query: url.searchParams,
    sent: await readBody(await readAll(request), request.headers['content-type'] ?? ''),
    authorization: request.headers.authorization,
    reason: typeof reason === 'string' ? decodeURIComponent(reason) : null,
  };
}

export function sendAnswer(
  response: ServerResponse,
  { status, body }: RestAnswer,
  headers: Readonly<Record<string, string>> = {},
): void {
  // A 204 that claims JSON makes the client throw.
  if (body === undefined) response.writeHead(204, headers).end();
  else
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Answers as Discord's REST API does, and refuses what it refuses. */
export function createRestApi(parts: {
  readonly token: string;
  readonly channels: ChannelStore;
  readonly commands: CommandStore;
  readonly exchanges: Exchanges;
  readonly objectTo: (violations: readonly string[]) => void;
}): (call: RestCall) => RestAnswer {
  const { token, channels, commands, exchanges, objectTo } = parts;

  function answer({ method, path, query, sent }: RestCall): unknown {
    objectTo(checkFiles(sent.json, sent.files));
    const found = exchanges.handle(method, path, sent) ?? channels.handle(method, path, query, sent);
    if (found !== null) return found.body;
    const [isCommand, scope, id] =
      /^\/applications\/\d+(\/guilds\/\d+)?\/commands(?:\/(\d+))?$/.exec(path) ?? [];
    if (isCommand === undefined) throw new Refused(404, 0, `404: Not Found (${method} ${path})`);
    const result = commands.handle(method, scope ?? 'global', id ?? null, query, sent.json);
    if ('violations' in result) objectTo(result.violations);
    if ('unknown' in result) throw new Refused(404, 10063, 'Unknown application command');
    return 'body' in result ? result.body : undefined;
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
