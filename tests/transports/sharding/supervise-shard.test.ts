import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ShardingManager } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../src/log.ts';
import type { IdentifyTurns } from '../../../src/transports/sharding/identify-turns.ts';
import type { LivenessTimes } from '../../../src/transports/sharding/liveness.ts';
import { runShards } from '../../../src/transports/sharding/run-shards.ts';
import { superviseShard, type SupervisedShard } from '../../../src/transports/sharding/supervise-shard.ts';
import { recordedLog } from '../../fixtures/log.ts';
import { TOKEN } from '../../stand-in/discord.ts';

/** As it is shipped: `npm test` compiles it first. */
const SHARD_PROCESS = join(import.meta.dirname, '../../../dist/src/transports/sharding/shard-process.js');

const running: Pick<SupervisedShard, 'close'>[] = [];
afterEach(async () => {
  for (const shard of running.splice(0)) await shard.close();
});

/** A program that runs that code, which has a `shard`. */
function programOf(code: string): string {
  const program = join(mkdtempSync(join(tmpdir(), 'footnote-')), 'shard.mjs');
  writeFileSync(
    program,
    `import { joinShards } from ${JSON.stringify(SHARD_PROCESS)};
    const shard = joinShards({ id: 0, count: 1 }, () => process.exit(0));
    ${code}`,
  );
  return program;
}

/** A shard whose process runs that code. */
function supervise(
  code: string,
  { turns = { wait: () => Promise.resolve() }, times }: { turns?: IdentifyTurns; times?: LivenessTimes },
) {
  const manager = new ShardingManager(programOf(code), {
    totalShards: 1,
    token: TOKEN,
    respawn: false,
    execArgv: [],
  });
  const shard = superviseShard({
    child: manager.createShard(0),
    turns,
    log: createLog('silent'),
    onConnected: () => undefined,
    onEnded: () => undefined,
    onFailed: () => undefined,
    ...(times === undefined ? {} : { times }),
  });
  running.push(shard);
  shard.start();
  return shard;
}

describe('a shard whose connection is closed while it waits for its turn to identify', () => {
  it('leaves its turn to others, and takes another one when it connects again', async () => {
    const asked: AbortSignal[] = [];
    supervise(
      `const closed = new AbortController();
      const first = shard.waitForIdentify(closed.signal);
      closed.abort();
      await first.catch(() => shard.waitForIdentify(new AbortController().signal));`,
      {
        turns: {
          wait: (_, signal) => {
            asked.push(signal);
            return new Promise(() => undefined);
          },
        },
      },
    );
    await expect.poll(() => asked.map(({ aborted }) => aborted)).toEqual([true, false]);
  });
});

describe('a shard whose process hangs', () => {
  it('is started again', async () => {
    const times = { every: 100, patience: 500, patienceAtStart: 60_000 };
    const shard = supervise(
      `await shard.waitForIdentify(new AbortController().signal);
      process.send({ _ready: true });
      setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 200);`,
      { times },
    );
    await expect.poll(() => shard.state).toBe('connected');
    await expect.poll(() => shard.state).toBe('crashed');
    await expect.poll(() => shard.restarts).toBe(1);
  });
});

describe('a shard that was connected and can not go on', () => {
  it('is told of as one whose process ends, before another one is started', async () => {
    const { log, lines } = recordedLog('error');
    const shards = runShards({
      program: programOf(
        `process.send({ _ready: true });
        await shard.failed(new Error('No articles.'));
        process.exit(1);`,
      ),
      args: [],
      token: TOKEN,
      count: 1,
      maxConcurrency: 1,
      log,
      onEnded: () => undefined,
    });
    running.push(shards);
    await expect.poll(() => lines.length).toBeGreaterThanOrEqual(2);
    expect(lines[0]).toContain('"why":"No articles.","msg":"the process of a shard can not go on: it ends"');
    expect(lines[1]).toContain('"msg":"the process of a shard ended: another one is started"');
  });
});
