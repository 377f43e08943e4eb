import { z } from 'zod';
import type { ShardMetrics } from '../../metrics/shard-metrics.ts';
import type { Status } from '../http/status-pages.ts';
import type { RunningShards } from './run-shards.ts';

const readiness = z.looseObject({ ready: z.boolean(), version: z.unknown() });

/** How all shards are: ready when each is, and their metrics added up. */
export function createShardStatus(parts: {
  readonly shards: RunningShards['shards'];
  readonly metrics: ShardMetrics;
  readonly version: string;
  readonly isStopping: () => boolean;
}): Status {
  const { shards, metrics, version, isStopping } = parts;

  async function readinessOf({ id, state, restarts, ask }: RunningShards['shards'][number]) {
    const { data } = readiness.safeParse(await ask('readiness'));
    if (data === undefined) {
      return { shard: id, ready: false, state: state === 'connected' ? 'unresponsive' : state, restarts };
    }
    // All are of one version.
    const { ready, version: _, ...details } = data;
    return { shard: id, ready: ready && state === 'connected', state, restarts, ...details };
  }

  return {
    readiness: async () => {
      const each = await Promise.all(shards.map(readinessOf));
      return { ready: !isStopping() && each.every(({ ready }) => ready), version, shards: each };
    },
    metrics: async () => {
      const answered = new Set<number>();
      await Promise.all(
        shards.map(async ({ id, ask }) => {
          const answer = await ask('metrics');
          if (answer !== null) answered.add(id);
          metrics.update(id, answer);
        }),
      );
      return metrics.page(
        shards.map(({ id, state, restarts }) => ({
          id,
          isConnected: state === 'connected' && answered.has(id),
          restarts,
        })),
      );
    },
  };
}
