import { calculateShardId } from 'discord.js';
import type { ServerShare } from '../../housekeeping/server-share.ts';

/** One of the connections that share a bot's servers out. Direct messages come over the first (Events, Gateway, Sharding). */
export interface Shard {
  /** From 0. */
  readonly id: number;
  readonly count: number;
}

/** `1/4`: the second of four. */
export function shardText({ id, count }: Shard): string {
  return `${id}/${count}`;
}

/** Null where it is none. */
export function readShard(text: string): Shard | null {
  const [, id, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { id: Number(id), count: Number(count) };
  return shard.id < shard.count ? shard : null;
}

/** The servers of which Discord tells that shard. */
export function shareOf(shard: Shard): ServerShare {
  return {
    name: `shard ${shardText(shard)}`,
    processes: shard.count,
    holds: (serverId) => calculateShardId(serverId, shard.count) === shard.id,
  };
}
