import { sendText, type Handler, type Routes } from './routes.ts';

/** How the bot is, for whoever runs it. */
export interface Status {
  readiness(): Promise<Readiness>;
  /** The page of metrics as Prometheus reads it. */
  metrics(): Promise<{ readonly contentType: string; readonly text: string }>;
}

export interface Readiness {
  /** Whether it is to be sent interactions. */
  readonly ready: boolean;
  readonly [detail: string]: unknown;
}

/** `/healthz` (it runs), `/readyz` (it is to be sent interactions) and `/metrics`. */
export function statusPages(status: Status, isStopping: () => boolean): Routes {
  const headers = { 'cache-control': 'no-store' };
  const ok: Handler = async (_, outgoing) => sendText(outgoing, 200, 'ok\n', headers);
  return {
    'GET /healthz': ok,
    // What HAProxy asks where it is told nothing else.
    'OPTIONS /': ok,
    async 'GET /readyz'(_, outgoing) {
      const stopping = isStopping();
      const readiness = await status.readiness();
      const ready = readiness.ready && !stopping;
      sendText(outgoing, ready ? 200 : 503, JSON.stringify({ ...readiness, ready, stopping }), {
        ...headers,
        'content-type': 'application/json',
      });
    },
    async 'GET /metrics'(_, outgoing) {
      const { contentType, text } = await status.metrics();
      sendText(outgoing, 200, text, { ...headers, 'content-type': contentType });
    },
  };
}
