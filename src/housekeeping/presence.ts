import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';
import { ALL_SERVERS, type ServerShare } from './server-share.ts';

/** In which servers the bot is, as Discord tells. */
export interface Presence {
  /** Connected anew: these are all of them that it is to look after. */
  connected(serverIds: readonly string[]): void;
  joined(serverId: string): void;
  left(serverId: string): void;
  /**
   * Brings the store's marks in line, of its share alone: those of which something is kept and that the bot is no longer
   * in are removed from now on, and those that took it back are not. Does nothing before the first connection. Throws
   * `StoreUnavailable`.
   */
  reconcile(): Promise<void>;
}

/**
 * Notes each change at once, one after the other. Where the store is away, the log tells, and the next one makes up for
 * it: so does the daily job.
 */
export function createPresence(parts: {
  readonly servers: Pick<Store['servers'], 'kept' | 'removedBefore' | 'removed' | 'present'>;
  readonly log: Logger;
  /** All servers by default. */
  readonly share?: ServerShare;
  /** Servers took the bot back, and the store knows. */
  readonly onReturn?: () => void;
  readonly now?: () => number;
}): Presence {
  const { servers, log, share = ALL_SERVERS, onReturn, now = Date.now } = parts;
  let current: Set<string> | null = null;
  let underWay: Promise<void> = Promise.resolve();

  async function compare(): Promise<void> {
    if (current === null) return;
    for (const id of await servers.kept()) {
      // Of others, Discord tells another process.
      if (current.has(id) || !share.holds(id)) continue;
      // oxlint-disable-next-line no-await-in-loop -- few, and one connection writes them
      await servers.removed(id, now());
    }
    const known = current;
    const back = (await servers.removedBefore(now())).filter((id) => known.has(id));
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
    connected(serverIds) {
      current = new Set(serverIds);
      note();
    },
    joined(serverId) {
      if (current === null || current.has(serverId)) return;
      current.add(serverId);
      note();
    },
    left(serverId) {
      current?.delete(serverId);
      note();
    },
    reconcile,
  };
}
