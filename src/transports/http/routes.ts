import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';

export type Handler = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** By method and path, such as `GET /healthz`. Whoever may GET may HEAD: Node leaves the body away. */
export type Routes = Readonly<Record<string, Handler>>;

/** Answers every request, also those that nobody is there for, and never rejects. */
export function createHandler(routes: Routes, log: Pick<Logger, 'error'>): Handler {
  const handlers = new Map(Object.entries(routes));

  /** For a path that is asked for in the wrong way; undefined where there is nothing. */
  const methodAt = (path: string): string | undefined =>
    ['GET', 'POST'].find((method) => handlers.has(`${method} ${path}`));

  return async (incoming, outgoing) => {
    const path = pathOf(incoming);
    const method = incoming.method === 'HEAD' ? 'GET' : incoming.method;
    const handle = handlers.get(`${method} ${path}`);
    if (handle === undefined) {
      const allowed = methodAt(path);
      if (allowed === undefined) return sendText(outgoing, 404, 'There is nothing here.\n');
      const allow = allowed === 'GET' ? 'GET, HEAD' : allowed;
      return sendText(outgoing, 405, `Use ${allowed}.\n`, { allow });
    }
    try {
      await handle(incoming, outgoing);
    } catch (error) {
      log.error({ err: error, path }, 'a request failed');
      if (outgoing.headersSent) outgoing.destroy();
      else sendText(outgoing, 500, 'Something went wrong.\n');
    }
  };
}

/** Without the query. A proxy may name the host, too (RFC 9112, 3.2.2). */
function pathOf({ url = '' }: IncomingMessage): string {
  return /^(?:https?:\/\/[^/?#]*)?([^?#]*)/i.exec(url)?.[1] ?? '';
}

export function sendText(
  outgoing: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  outgoing
    .writeHead(status, {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      ...headers,
    })
    .end(text);
}
