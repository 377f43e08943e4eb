import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { NO_CHOICES } from '../store/article-choice-store.ts';
import { DEFAULT_SETTINGS, type ServerState, type Store } from '../store/store.ts';
import { withTimeout } from '../timeout.ts';

/** What a server chose. It never fails: the store's outages are not the members'. */
export interface ServerStates {
  /**
   * For what has just come.
   * @param waitsMs how long the store has to tell, in milliseconds; by default, as long as an interaction can wait
   */
  begin(waitsMs?: number): InteractionStates;
}

export type ReadState = (serverId: string) => Promise<ServerState>;

/** For one interaction, for which it is read once at most. */
interface InteractionStates {
  /**
   * As it is now, or was when the interaction came; where the store can't tell in time, as it was last known, or else
   * `UNKNOWN_STATE`.
   */
  readonly current: ReadState;
  /** For what happens at each key stroke: a few seconds old at most. */
  readonly recent: ReadState;
}

/** Where there is no server. */
export const DEFAULT_STATE: ServerState = {
  settings: DEFAULT_SETTINGS,
  articleChoices: NO_CHOICES,
  knowledgeRevision: 0,
  choicesRevision: 0,
};

/** What may be a channel for public answers when nobody knows which are: no channel has this id. */
const NO_CHANNEL = '0';

/** Of a server that could never be read: it may have chosen to keep its answers private, all or outside some channels. */
const UNKNOWN_STATE: ServerState = {
  settings: { ...DEFAULT_SETTINGS, publicAnswers: false, publicChannels: [NO_CHANNEL] },
  articleChoices: NO_CHOICES,
  knowledgeRevision: 0,
  choicesRevision: 0,
};

/** The store has this long, in milliseconds: the reply's 3 seconds go on meanwhile. */
const TIMEOUT_MS = 500;
const RECENT = 10_000;
/** About 300 bytes each; 50 channels with long lists of articles take some 100 kB. */
const MAX_SERVERS = 2_000;

interface Known {
  readonly state: ServerState;
  readonly at: number;
}

/** @param now a clock in milliseconds that never goes back */
export function createServerStates(
  servers: Pick<Store['servers'], 'read'>,
  log: Logger,
  now: () => number,
  timeoutMs = TIMEOUT_MS,
): ServerStates {
  const known = new LRUCache<string, Known>({ max: MAX_SERVERS });
  const reading = new Map<string, Promise<ServerState>>();
  let outage = false;

  function remember(serverId: string, state: ServerState): ServerState {
    known.set(serverId, { state, at: now() });
    return state;
  }

  async function ask(serverId: string): Promise<ServerState | 'failed'> {
    try {
      const state = await servers.read(serverId);
      outage = false;
      return remember(serverId, state);
    } catch (error) {
      tellOutage(error);
      return 'failed';
    }
  }

  function tellOutage(error: unknown): void {
    if (!outage) log.warn({ err: error }, 'going on with the settings that were last known');
    outage = true;
  }

  async function current(serverId: string, waitsMs: number): Promise<ServerState> {
    const state = await withTimeout(ask(serverId), waitsMs);
    if (state === null) tellOutage(new Error(`The database took longer than ${waitsMs} ms.`));
    if (state !== null && state !== 'failed') return state;
    // Also a failure is known for a while, so that not each key stroke waits for the next.
    return remember(serverId, known.get(serverId)?.state ?? UNKNOWN_STATE);
  }

  return {
    begin(waitsMs = timeoutMs) {
      /** Begun since the interaction came. What was under way then may not know yet what it is to know. */
      let own: Promise<ServerState> | null = null;
      const read = (serverId: string) => (own ??= current(serverId, waitsMs));
      return {
        current: read,
        async recent(serverId) {
          const last = known.get(serverId);
          if (last !== undefined && now() - last.at < RECENT) return last.state;
          const others = reading.get(serverId);
          if (others !== undefined) return others;
          const begun = read(serverId);
          reading.set(serverId, begun);
          try {
            return await begun;
          } finally {
            reading.delete(serverId);
          }
        },
      };
    },
  };
}
