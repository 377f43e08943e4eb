import { LRUCache } from 'lru-cache';
import type { Knowledge } from '../store/knowledge-store.ts';
import type { AskedServer, PassageVotes, ServerMemory } from './servers.ts';

/** What is known of one server. */
export interface KnownServer<Prepared> {
  /** Null where the server taught nothing. */
  readonly prepared: Prepared | null;
  readonly votes: readonly PassageVotes[];
}

/** What was taught, and how many passages and topics it holds. */
export interface Sized {
  readonly size: number;
}

export interface ServerCache<Prepared> {
  /** Reads what changed since the last time. Never rejects: where reading fails, it is what was read last. */
  current(server: AskedServer): Promise<KnownServer<Prepared>>;
  /** What was read last, at once. */
  known(server: Pick<AskedServer, 'id'>): KnownServer<Prepared>;
}

export interface ServerCacheOptions {
  readonly memory: ServerMemory;
  /** Is told why reading failed. */
  readonly report: (error: unknown) => void;
  /** The passages and topics that are kept at once, over all servers; those of the servers that asked last stay. */
  readonly maxPassages?: number;
  /** Servers of which anything is kept at once, votes included; those that asked last stay. */
  readonly maxServers?: number;
  /** Milliseconds. */
  readonly now?: () => number;
}

/** Each takes about 11 kB, so all of them, with what is remembered of questions, about 130 MB; 500 that come back are prepared again in 0.1 to 0.3 s. */
const MAX_SERVER_PASSAGES = 10_000;
/** The votes of most take no more than some kB. */
const MAX_SERVERS = 1_000;
/** A vote may wait: it hardly matters alone. */
const VOTES_FRESH_FOR = 60_000;

interface Kept<Prepared> {
  revision: number;
  prepared: Prepared | null;
  loading: { readonly revision: number; readonly done: Promise<void> } | null;
  /** One reading behind that one, for all who know of a later change. */
  next: Promise<void> | null;
  votes: readonly PassageVotes[];
  votesAt: number;
}

/** `teach` makes of the knowledge what answers need; it runs for one revision of a server at a time, then for the newest. */
export function createServerCache<Prepared extends Sized>(
  prepare: (serverId: string, knowledge: Knowledge) => Promise<Prepared>,
  {
    memory,
    report,
    maxPassages = MAX_SERVER_PASSAGES,
    maxServers = MAX_SERVERS,
    now = Date.now,
  }: ServerCacheOptions,
): ServerCache<Prepared> {
  const servers = new LRUCache<string, Kept<Prepared>>({ max: maxServers });

  const keptFor = (id: string): Kept<Prepared> => {
    const known = servers.get(id);
    if (known !== undefined) return known;
    const kept: Kept<Prepared> = {
      revision: 0,
      prepared: null,
      loading: null,
      next: null,
      votes: [],
      votesAt: Number.NEGATIVE_INFINITY,
    };
    servers.set(id, kept);
    return kept;
  };

  /** Forgets what the servers that asked least recently taught: `latest` stays, whatever its size. */
  const makeRoom = (latest: Kept<Prepared>): void => {
    let size = 0;
    for (const { prepared } of servers.values()) size += prepared?.size ?? 0;
    for (const kept of [...servers.values()].toReversed()) {
      if (size <= maxPassages) return;
      if (kept === latest) continue;
      size -= kept.prepared?.size ?? 0;
      kept.prepared = null;
      kept.revision = 0;
    }
  };

  const load = async (id: string, kept: Kept<Prepared>) => {
    try {
      const knowledge = await memory.knowledgeOf(id);
      if (knowledge.revision === kept.revision) return;
      kept.prepared = await prepare(id, knowledge);
      kept.revision = knowledge.revision;
      makeRoom(kept);
    } catch (error) {
      report(error);
    }
  };

  const start = async ({ id, revision }: AskedServer, kept: Kept<Prepared>): Promise<void> => {
    if (kept.revision === revision) return;
    const loading = { revision, done: load(id, kept) };
    kept.loading = loading;
    await loading.done;
    kept.loading = null;
  };

  /**
   * Questions that come meanwhile wait for the same reading, or for the one behind it: that finds the newest, however
   * often it changed in between.
   */
  const bringUpToDate = async (server: AskedServer, kept: Kept<Prepared>): Promise<void> => {
    const { revision } = server;
    if (revision === kept.revision) return;
    if (revision === 0) {
      kept.prepared = null;
      kept.revision = 0;
      return;
    }
    if (kept.loading?.revision === revision) return kept.loading.done;
    if (kept.next === null) {
      if (kept.loading === null) return start(server, kept);
      kept.next = kept.loading.done.then(() => {
        kept.next = null;
        return start(server, kept);
      });
    }
    return kept.next;
  };

  /** No question waits for it. */
  const refreshVotes = async (id: string, kept: Kept<Prepared>): Promise<void> => {
    if (now() - kept.votesAt < VOTES_FRESH_FOR) return;
    kept.votesAt = now();
    try {
      kept.votes = await memory.votesOf(id);
    } catch (error) {
      report(error);
    }
  };

  return {
    async current(server) {
      const kept = keptFor(server.id);
      void refreshVotes(server.id, kept);
      await bringUpToDate(server, kept);
      return { prepared: kept.prepared, votes: kept.votes };
    },
    known: ({ id }) => servers.peek(id) ?? { prepared: null, votes: [] },
  };
}
