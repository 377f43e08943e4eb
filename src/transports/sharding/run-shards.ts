import { ShardingManager } from 'discord.js';
import type { Logger } from 'pino';
import { createIdentifyTurns } from './identify-turns.ts';
import { shardText } from './shard.ts';
import { superviseShard, type SupervisedShard } from './supervise-shard.ts';

export interface RunningShards {
  readonly shards: readonly Pick<SupervisedShard, 'id' | 'state' | 'restarts' | 'ask'>[];
  /** Resolves where none of them can go on, with a sentence that says what to do. */
  readonly failure: Promise<Error>;
  /** Each finishes what is in flight and ends: within 10 seconds. */
  close(): Promise<void>;
}

/**
 * Starts a process for each shard and keeps it running: one that crashes is started again, and the others serve on.
 * Until one of them has been connected, whatever keeps one from serving keeps all of them.
 */
export function runShards(options: {
  /** Compiled code. It is told its shard by `--shard 1/4` behind these arguments. */
  readonly program: string;
  readonly args: readonly string[];
  readonly token: string;
  readonly count: number;
  /** How many may identify within five seconds. */
  readonly maxConcurrency: number;
  readonly log: Logger;
  /** The process of that shard has ended. */
  readonly onEnded: (id: number) => void;
}): RunningShards {
  const { program, args, token, count, maxConcurrency, log, onEnded } = options;
  const children = new ShardingManager(program, {
    totalShards: count,
    token,
    execArgv: [...process.execArgv],
    // At once and for ever, it would burn the day's identifies.
    respawn: false,
  });
  const turns = createIdentifyTurns(maxConcurrency);
  let fail: (error: Error) => void = () => undefined;
  const failure = new Promise<Error>((resolve) => {
    fail = resolve;
  });
  let wasConnected = false;
  let isClosing = false;

  const shards = Array.from({ length: count }, (_, id) => {
    const child = children.createShard(id);
    child.args = [...args, '--shard', shardText({ id, count })];
    return superviseShard({
      child,
      turns,
      log,
      onConnected: () => {
        wasConnected = true;
      },
      onEnded: () => onEnded(id),
      onFailed: (why, forAll) => {
        if (forAll || !wasConnected) fail(new Error(why));
        else log.error({ shard: id, why }, 'the process of a shard can not go on: it ends');
      },
    });
  });

  async function startAll(): Promise<void> {
    const [first, ...others] = shards;
    // Alone: it brings the database's tables up to date, and says once what is wrong for all of them.
    first?.start();
    await first?.begun;
    if (isClosing) return;
    for (const shard of others) shard.start();
  }
  void startAll();

  return {
    shards,
    failure,
    async close() {
      isClosing = true;
      await Promise.all(shards.map((shard) => shard.close()));
    },
  };
}
