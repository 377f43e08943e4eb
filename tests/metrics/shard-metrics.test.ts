import { describe, expect, it } from 'vitest';
import { createPrometheusMetrics } from '../../src/metrics/prometheus.ts';
import { createShardMetrics } from '../../src/metrics/shard-metrics.ts';

/** As it comes from another process. */
async function snapshotOf(count: number): Promise<unknown> {
  const metrics = createPrometheusMetrics();
  for (let at = 0; at < count; at += 1) {
    metrics.interaction({ kind: 'command', command: 'ask', outcome: 'replied', firstResponse: 4 });
  }
  return JSON.parse(JSON.stringify(await metrics.snapshot()));
}

const BOTH = [
  { id: 0, isConnected: true, restarts: 0 },
  { id: 1, isConnected: false, restarts: 3 },
];

describe('the metrics of several processes', () => {
  it('are added up, each kind in its way', async () => {
    const metrics = createShardMetrics();
    metrics.update(0, await snapshotOf(2));
    metrics.update(1, await snapshotOf(3));
    const { text, contentType } = await metrics.page(BOTH);
    expect(contentType).toContain('text/plain');
    expect(text).toContain('footnote_interactions_total{kind="command",command="ask",outcome="replied"} 5');
    expect(text).toContain(
      'footnote_first_response_seconds_bucket{le="0.005",kind="command",command="ask"} 5',
    );
    expect(text).toMatch(/^nodejs_version_info\{.*\} 1$/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect(text).not.toContain('NaN');
  });

  it('tell of each shard whether it is connected, and how often it was started again', async () => {
    const { text } = await createShardMetrics().page(BOTH);
    expect(text).toContain('# TYPE footnote_shard_connected gauge');
    expect(text).toContain('footnote_shard_connected{shard="0"} 1');
    expect(text).toContain('footnote_shard_connected{shard="1"} 0');
    expect(text).toContain('# TYPE footnote_shard_restarts_total counter');
    expect(text).toContain('footnote_shard_restarts_total{shard="1"} 3');
  });

  it('go on from what a process had counted before it ended, however often, and forget what it held', async () => {
    const metrics = createShardMetrics();
    metrics.update(0, await snapshotOf(10));
    const memory = async () =>
      Number(/^nodejs_heap_size_used_bytes (\d+)$/m.exec((await metrics.page(BOTH)).text)?.[1]);
    const before = await memory();
    for (const count of [3, 2, 1]) {
      metrics.update(1, await snapshotOf(count));
      expect(await memory()).toBeGreaterThan(before);
      metrics.ended(1);
      metrics.ended(1);
    }
    expect((await metrics.page(BOTH)).text).toContain('outcome="replied"} 16');
    expect((await metrics.page(BOTH)).text).toContain(
      'footnote_first_response_seconds_count{kind="command",command="ask"} 16',
    );
    expect(await memory()).toBe(before);
  });

  it('are those of last time where a process does not answer', async () => {
    const metrics = createShardMetrics();
    metrics.update(0, await snapshotOf(2));
    for (const odd of [null, 'odd', [{ name: 'odd' }]]) metrics.update(0, odd);
    expect((await metrics.page(BOTH)).text).toContain('outcome="replied"} 2');
  });
});
