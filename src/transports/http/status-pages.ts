import type { App } from './listen.ts';

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

/** Answers `/healthz` (it runs), `/readyz` (it is to be sent interactions) and `/metrics`. */
export function addStatusPages(app: App, status: Status, isStopping: () => boolean): void {
  const headers = { 'cache-control': 'no-store' };
  app.get('/healthz', (context) => context.text('ok\n', 200, headers));
  // What HAProxy asks where it is told nothing else.
  app.options('/', (context) => context.text('ok\n', 200, headers));
  app.get('/readyz', async (context) => {
    const stopping = isStopping();
    const readiness = await status.readiness();
    const ready = readiness.ready && !stopping;
    return context.json({ ...readiness, ready, stopping }, ready ? 200 : 503, headers);
  });
  app.get('/metrics', async (context) => {
    const { contentType, text } = await status.metrics();
    return context.body(text, 200, { ...headers, 'content-type': contentType });
  });
  for (const path of ['/healthz', '/readyz', '/metrics']) {
    app.all(path, (context) => context.text('Use GET.\n', 405, { allow: 'GET, HEAD' }));
  }
}
