import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';

/** One of the `count` shards that share out the bot's servers, counted from 0. */
export interface Shard {
  readonly id: number;
  readonly count: number;
}

/** Who is told of all servers at once. */
const ONLY_SHARD: Shard = { id: 0, count: 1 };

/** In which servers the bot is, as Discord tells this process: of a shard it isn't told of, it says nothing. */
export interface GuildMembership {
  /** Connected anew: these are all of that shard's servers. */
  connected(serverIds: readonly string[], shard?: Shard): void;
  joined(serverId: string): void;
  left(serverId: string): void;
  /**
   * Brings the store's marks in line: servers of which something is kept and that the bot is no longer in are removed from
   * now on, and those that took it back are not. Throws `StoreUnavailable`.
   */
  reconcile(): Promise<void>;
  /** Servers that removed the bot by then (milliseconds since 1970). Throws `StoreUnavailable`. */
  removedBefore(at: number): Promise<readonly string[]>;
}

/**
 * Notes each change at once, one after the other. Where the store is away, the log tells, and the next one makes up for
 * it: so does the daily job.
 */
export function createGuildMembership(parts: {
  readonly servers: Pick<Store['servers'], 'kept' | 'removedBefore' | 'removed' | 'present'>;
  readonly log: Logger;
  /** Servers took the bot back, and the store knows. */
  readonly onReturn?: () => void;
  readonly now?: () => number;
}): GuildMembership {
  const { servers, log, onReturn, now = Date.now } = parts;
  /** The servers of each shard that has connected. */
  const serversOf = new Map<number, Set<string>>();
  let { count } = ONLY_SHARD;
  let underWay: Promise<void> = Promise.resolve();

  /** Those of the same shard that the bot is in; undefined where Discord tells another process of them, or nobody yet. */
  const neighboursOf = (serverId: string) => serversOf.get(shardOf(serverId, count));

  async function compare(): Promise<void> {
    if (serversOf.size === 0) return;
    for (const id of await servers.kept()) {
      if (neighboursOf(id)?.has(id) ?? true) continue;
      // oxlint-disable-next-line no-await-in-loop -- few, and one connection writes them
      await servers.removed(id, now());
    }
    const back = (await servers.removedBefore(now())).filter((id) => neighboursOf(id)?.has(id) ?? false);
    for (const id of back) {
      // oxlint-disable-next-line no-await-in-loop
      await servers.present(id);
    }
    if (back.length > 0) onReturn?.();
  }

  function reconcile(): Promise<void> {
    const next = underWay.then(compare);
    underWay = next.catch(() => undefined);
    return next;
  }

  function note(): void {
    reconcile().catch((error: unknown) => {
      log.warn({ err: error }, 'could not note which servers have the bot: the daily job does');
    });
  }

  return {
    connected(serverIds, shard = ONLY_SHARD) {
      ({ count } = shard);
      serversOf.set(shard.id, new Set(serverIds));
      note();
    },
    joined(serverId) {
      const neighbours = neighboursOf(serverId);
      if (neighbours === undefined || neighbours.has(serverId)) return;
      neighbours.add(serverId);
      note();
    },
    left(serverId) {
      neighboursOf(serverId)?.delete(serverId);
      note();
    },
    reconcile,
    removedBefore: async (at) =>
      (await servers.removedBefore(at)).filter((id) => neighboursOf(id) !== undefined),
  };
}

/** Of which shard Discord tells that server's events (Events, Gateway, Sharding). */
function shardOf(serverId: string, count: number): number {
  return Number((BigInt(serverId) >> 22n) % BigInt(count));
}
