import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { createLog } from '../log.ts';
import { GatewayRefusal } from '../transports/gateway-refusal.ts';
import { joinShards, type ShardProcess } from '../transports/sharding/shard-process.ts';
import { readShard } from '../transports/sharding/shard.ts';
import { runStart } from './start.ts';
import { UsageError } from './usage.ts';

const STOP_WITHIN_MS = 10_000;

/**
 * Runs the bot until a signal comes or something fails that nobody caught; in the process of a shard also until whoever
 * started it says so or is gone. Then the process ends; rejects where the bot can't start.
 */
export async function runUntilStopped(parts: {
  readonly config: Config;
  readonly mode: string | undefined;
  /** `1/4` where this process serves one of several. */
  readonly shard: string | undefined;
}): Promise<never> {
  const { config, mode } = parts;
  const stop = new AbortController();
  const shard = parts.shard === undefined ? null : join(parts.shard, () => stop.abort());
  const root = createLog(config.logLevel);
  const log = shard === null ? root : root.child({ shard: shard.id });
  let failed = false;
  const fail = (error: unknown) => {
    failed = true;
    // Of what all shards meet alike, whoever started them tells once.
    if (shard !== null && error instanceof GatewayRefusal) void shard.failed(error);
    else log.fatal({ err: error }, 'cannot go on');
    stop.abort();
  };
  stop.signal.addEventListener('abort', () => {
    // Whatever still keeps the process alive then: who stops it waits no longer.
    setTimeout(() => process.exit(failed ? 1 : 0), STOP_WITHIN_MS).unref();
  });
  process.once('SIGTERM', () => stop.abort());
  process.once('SIGINT', () => stop.abort());
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  const code = await run({ config, mode, shard, log, stop: stop.signal, fail });
  // All is closed by now. Only discord.js may still be connecting: it can't be told to give up.
  process.exit(failed ? 1 : code);
}

function join(text: string, onStop: () => void): ShardProcess {
  const shard = readShard(text);
  const joined = shard === null ? null : joinShards(shard, onStop);
  if (joined === null)
    throw new UsageError('--shard is for the processes that the bot starts itself: set SHARDS instead.');
  return joined;
}

async function run(parts: {
  readonly config: Config;
  readonly mode: string | undefined;
  readonly shard: ShardProcess | null;
  readonly log: Logger;
  readonly stop: AbortSignal;
  readonly fail: (error: unknown) => void;
}): Promise<number> {
  const { shard } = parts;
  try {
    return await runStart(parts);
  } catch (error) {
    if (shard === null) throw error;
    await shard.failed(error);
    return 1;
  } finally {
    shard?.leave();
  }
}
