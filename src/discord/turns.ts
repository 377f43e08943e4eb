/** Work that waits for its turn. */
export interface Turns {
  /** Starts it at once where nothing waits and there is room, else at its turn. It must not reject. */
  add(work: Work): Waiting;
  /** About how many would be started before one that is added now. */
  ahead(lane: number, tenant: string): number;
}

interface Work {
  /** 0 goes before 1, and so on. */
  readonly lane: number;
  /** Within a lane, tenants take turns. */
  readonly tenant: string;
  readonly start: () => Promise<void>;
}

interface Waiting {
  /** Takes it out of the queue; nothing changes where it has started. */
  leave(): void;
}

interface Lane {
  /** Of each tenant that waits, in the order of their turns. */
  readonly queues: Map<string, Set<Work>>;
  readonly atOnce: number;
  size: number;
}

/**
 * A queue from which little is started at a time, so that the event loop turns in between: sockets are read and written,
 * and timers fire.
 */
export function createTurns(limits: {
  /** How many are started between two turns of the event loop. */
  readonly aTurn: number;
  /** Of each lane: it starts nothing while so many run, of whatever lane. */
  readonly atOnce: readonly number[];
  /** In milliseconds: what runs longer waits for somebody else, and counts no more. By default it always counts. */
  readonly countedFor?: number;
}): Turns {
  const { aTurn, atOnce, countedFor } = limits;
  const lanes: readonly Lane[] = atOnce.map((most) => ({ queues: new Map(), atOnce: most, size: 0 }));
  let running = 0;
  let startedNow = 0;

  function next(): Work | null {
    for (const lane of lanes) {
      const [first] = running < lane.atOnce ? lane.queues : [];
      if (first === undefined) continue;
      const [tenant, queue] = first;
      const [work] = queue;
      // Whoever has more to start goes behind the others.
      lane.queues.delete(tenant);
      if (queue.size > 1) lane.queues.set(tenant, queue);
      if (work === undefined) continue;
      queue.delete(work);
      lane.size -= 1;
      return work;
    }
    return null;
  }

  function start(work: Work): void {
    if (startedNow === 0) setImmediate(turn);
    startedNow += 1;
    running += 1;
    let isCounted = true;
    const free = () => {
      if (!isCounted) return;
      isCounted = false;
      running -= 1;
      clearTimeout(timer);
      go();
    };
    const timer = countedFor === undefined ? undefined : setTimeout(free, countedFor);
    void work.start().finally(free);
  }

  function go(): void {
    while (startedNow < aTurn) {
      const work = next();
      if (work === null) return;
      start(work);
    }
  }

  function turn(): void {
    startedNow = 0;
    go();
  }

  return {
    add(work) {
      const lane = lanes[work.lane];
      if (lane === undefined) throw new RangeError(`There is no lane ${work.lane}.`);
      const { queues } = lane;
      const queue = queues.get(work.tenant) ?? new Set();
      queues.set(work.tenant, queue.add(work));
      lane.size += 1;
      go();
      return {
        leave() {
          if (!queue.delete(work)) return;
          lane.size -= 1;
          if (queue.size === 0) queues.delete(work.tenant);
        },
      };
    },
    ahead(at, tenant) {
      const before = lanes.slice(0, at).reduce((sum, { size }) => sum + size, 0);
      const lane = lanes[at];
      if (lane === undefined) return before;
      const own = lane.queues.get(tenant)?.size ?? 0;
      return before + Math.min(lane.size, (own + 1) * lane.queues.size);
    },
  };
}
