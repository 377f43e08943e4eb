/** Long work, cut where others may run: at each `yield`. Nothing between two of them may take long. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** For programs that nobody else waits for. */
export function runAtOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

export interface TimeSlicer {
  /**
   * Runs the work in slices; between two of them the event loop turns. The work of one tenant runs in order, and tenants
   * take turns, a slice each, so that none waits for all of another's. Rejects with what the work throws.
   */
  run<T>(tenant: string, steps: Steps<T>): Promise<T>;
}

/** Runs until `isOver`, or until it is done: false then. */
type Job = (isOver: () => boolean) => boolean;

/** In milliseconds: what an interaction may wait for it, when it comes at the worst moment. */
const SLICE = 5;

export function createTimeSlicer({
  slice = SLICE,
  now = () => performance.now(),
}: { readonly slice?: number; readonly now?: () => number } = {}): TimeSlicer {
  /** Of each tenant that has work, in the order of their turns. */
  const queues = new Map<string, Job[]>();

  function takeTurn(): void {
    const [next] = queues;
    if (next === undefined) return;
    const [tenant, jobs] = next;
    const end = now() + slice;
    const isOver = () => now() >= end;
    while (jobs[0] !== undefined && !isOver()) {
      if (!jobs[0](isOver)) jobs.shift();
    }
    queues.delete(tenant);
    if (jobs.length > 0) queues.set(tenant, jobs);
    if (queues.size > 0) setImmediate(takeTurn);
  }

  return {
    run: (tenant, steps) =>
      new Promise((resolve, reject) => {
        const job: Job = (isOver) => {
          try {
            for (;;) {
              const step = steps.next();
              if (step.done === true) {
                resolve(step.value);
                return false;
              }
              if (isOver()) return true;
            }
          } catch (error) {
            reject(error);
            return false;
          }
        };
        if (queues.size === 0) setImmediate(takeTurn);
        const jobs = queues.get(tenant);
        if (jobs === undefined) queues.set(tenant, [job]);
        else jobs.push(job);
      }),
  };
}

const slicer = createTimeSlicer();

/** In the slices of this process: all of it shares one event loop. */
export function inSlices<T>(tenant: string, steps: Steps<T>): Promise<T> {
  return slicer.run(tenant, steps);
}
