import { setTimeout } from 'node:timers/promises';
import { withTimeout } from '../timeout.ts';

/** In milliseconds. */
const CLOSE_WITHIN = 3_000;

/** Something that works in the background. */
export interface Worker {
  /** Does what is due next. Never rejects; resolves with how long to wait, in milliseconds. */
  work(): Promise<number>;
}

export interface RunningWorker {
  /** It waits no longer: something may be due. */
  wake(): void;
  /** Begins nothing more; resolves when what is under way is done, or in a few seconds. */
  close(): Promise<void>;
}

/** Works, one thing after the other, until it is closed. */
export function runWorker(worker: Worker): RunningWorker {
  const stop = new AbortController();
  let pause = new AbortController();

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      pause = new AbortController();
      // oxlint-disable-next-line no-await-in-loop -- one thing after the other
      const wait = await worker.work();
      // oxlint-disable-next-line no-await-in-loop -- that is the pause between them
      await setTimeout(wait, undefined, { signal: pause.signal }).catch(() => undefined);
    }
  }

  const running = run();
  return {
    wake: () => pause.abort(),
    async close() {
      stop.abort();
      pause.abort();
      // What Discord keeps waiting is taken up again at the next start.
      await withTimeout(
        running.then(() => true),
        CLOSE_WITHIN,
      );
    },
  };
}
