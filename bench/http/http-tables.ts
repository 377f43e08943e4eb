import { table } from '../../src/cli/table.ts';
import type { MemorySample } from './memory.ts';
import type { Figures } from './rounds.ts';

export function figuresTable(figures: readonly Figures[]): string {
  return table([
    ['', 'requests', 'at once', 'a second', 'ratio', 'p50 ms', 'p99 ms', 'CPU ms'],
    ...figures.map(({ label, requests, connections, perSecond, ratio, p50, p99, cpu }) => [
      label,
      requests.toLocaleString('en'),
      String(connections),
      Math.round(perSecond).toLocaleString('en'),
      ratio?.toFixed(2) ?? '',
      p50.toFixed(1),
      p99.toFixed(1),
      cpu.toFixed(2),
    ]),
  ]);
}

export function memoryTable(samples: readonly MemorySample[]): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  return table([
    ['requests so far', 'heap MB', 'resident MB'],
    ...samples.map(({ requests, heap, resident }) => [
      requests.toLocaleString('en'),
      megabytes(heap),
      megabytes(resident),
    ]),
  ]);
}
