import { calculateShardId } from 'discord.js';
import type { ServerShare } from '../../housekeeping/server-share.ts';

/** One of the connections that share a bot's servers out. Direct messages come over the first (Events, Gateway, Sharding). */
interface Shard {
  /** From 0. */
  readonly id: number;
  readonly count: number;
}

/** The servers of which Discord tells that shard. */
export function shareOf(shard: Shard): ServerShare {
  return {
    name: `shard ${shard.id}/${shard.count}`,
    processes: shard.count,
    holds: (serverId) => calculateShardId(serverId, shard.count) === shard.id,
  };
}
