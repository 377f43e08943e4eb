import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { requiredToken, type Config } from '../config.ts';
import { createRateLimits } from '../discord/rate-limits.ts';
import { createRest } from '../discord/rest.ts';
import { createShardMetrics } from '../metrics/shard-metrics.ts';
import { startStatusServer } from '../transports/http.ts';
import { askGateway } from '../transports/sharding/gateway-advice.ts';
import { runShards } from '../transports/sharding/run-shards.ts';
import { createShardStatus } from '../transports/sharding/shard-status.ts';
import { stopped } from './bot.ts';
import { version } from './version.ts';

const PROGRAM = fileURLToPath(new URL('../cli.js', import.meta.url));

/**
 * Serves Discord over the gateway in one process a shard until it is to stop; and pages about all of them, where PORT is
 * set. Rejects with a sentence where none of them can go on.
 */
export async function serveShards(parts: {
  readonly config: Config;
  readonly shards: number | 'auto';
  readonly log: Logger;
  readonly stop: AbortSignal;
}): Promise<void> {
  const { config, log, stop } = parts;
  const token = requiredToken(config);
  const limits = createRateLimits({ log });
  const advice = await askGateway(createRest({ apiUrl: config.apiUrl, token, limits }));
  const count = parts.shards === 'auto' ? advice.shards : parts.shards;
  const metrics = createShardMetrics();
  log.info({ shards: count, recommended: advice.shards }, 'starting a process for each shard');
  const running = runShards({
    program: PROGRAM,
    args: [
      'start',
      '--mode',
      'gateway',
      ...(config.contentDir === null ? [] : ['--content', config.contentDir]),
    ],
    token,
    count,
    maxConcurrency: advice.maxConcurrency,
    log,
    onEnded: (id) => metrics.ended(id),
  });
  let isStopping = false;
  const status = createShardStatus({
    shards: running.shards,
    metrics,
    version: version(),
    isStopping: () => isStopping,
  });
  try {
    const pages =
      config.port === null
        ? null
        : await startStatusServer({ host: config.host, port: config.port, log, status, stop });
    if (pages !== null)
      log.info({ host: config.host, port: pages.port }, 'serving /healthz, /readyz, /metrics');
    try {
      const failure = await Promise.race([running.failure, stopped(stop).then(() => null)]);
      isStopping = true;
      log.info('stopping: every shard finishes what is in flight');
      await running.close();
      if (failure !== null) throw failure;
    } finally {
      await pages?.close();
    }
  } finally {
    await running.close();
  }
}
