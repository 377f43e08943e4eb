import { AggregatorRegistry, Counter, Gauge, Registry } from 'prom-client';
import { z } from 'zod';

/** The metrics of several processes of one program, added up. */
export interface ShardMetrics {
  /** What that process has counted so far, as JSON from prom-client. Something else is passed over. */
  update(shard: number, snapshot: unknown): void;
  /** Its process has ended. What it counted stays counted: a sum that fell would be read as a restart of everything. */
  ended(shard: number): void;
  /** As Prometheus reads it, and its content type. */
  page(shards: readonly ShardFigures[]): Promise<{ readonly contentType: string; readonly text: string }>;
}

interface ShardFigures {
  readonly id: number;
  readonly isConnected: boolean;
  readonly restarts: number;
}

const label = z.union([z.string(), z.number()]);
const sample = z.object({
  // JSON knows no NaN, which is what a gauge without a sample holds.
  value: z.number().nullable(),
  labels: z.record(z.string(), label),
  metricName: z.string().optional(),
});
const snapshots = z.array(
  z.object({
    name: z.string(),
    help: z.string(),
    type: z.string(),
    aggregator: z.string(),
    values: z
      .array(sample)
      .transform((values) => values.filter(({ value }) => value !== null && !Number.isNaN(value))),
  }),
);
type Snapshot = z.infer<typeof snapshots>;

export function createShardMetrics(): ShardMetrics {
  const current = new Map<number, Snapshot>();
  /** What processes that have ended had counted. */
  let former: Snapshot = [];

  return {
    update(shard, snapshot) {
      const { data } = snapshots.safeParse(snapshot);
      if (data !== undefined) current.set(shard, data);
    },
    ended(shard) {
      const last = current.get(shard);
      if (last === undefined) return;
      current.delete(shard);
      const counted = last.filter(({ type }) => type === 'counter' || type === 'histogram');
      former = snapshots.parse(AggregatorRegistry.aggregate([former, counted]).getMetricsAsArray());
    },
    async page(shards) {
      const own = await figuresOf(shards).getMetricsAsJSON();
      const all = AggregatorRegistry.aggregate([own, ...current.values(), former]);
      return { contentType: all.contentType, text: await all.metrics() };
    },
  };
}

function figuresOf(shards: readonly ShardFigures[]): Registry {
  const registry = new Registry();
  const registers = [registry];
  const connected = new Gauge({
    name: 'footnote_shard_connected',
    help: '1 where the shard is connected to Discord and answered just now, 0 otherwise',
    labelNames: ['shard'] as const,
    registers,
  });
  const restarts = new Counter({
    name: 'footnote_shard_restarts_total',
    help: 'How often the process of a shard was started again',
    labelNames: ['shard'] as const,
    registers,
  });
  for (const { id, isConnected, restarts: times } of shards) {
    connected.set({ shard: id }, isConnected ? 1 : 0);
    restarts.inc({ shard: id }, times);
  }
  return registry;
}
