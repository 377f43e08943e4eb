import { setTimeout } from 'node:timers/promises';
import type { Answers } from '../../answers/answers.ts';
import { withTimeout } from '../../timeout.ts';
import { createPinUpdater } from './pin-updater.ts';

/** In milliseconds. */
const CLOSE_WITHIN = 3_000;

/** A pin updater at work. */
export interface RunningPinUpdater {
  /** From now on, this is what pins are to show. */
  follow(answers: Answers): void;
  /** Begins nothing more; resolves when what is under way is done, or in a few seconds. */
  close(): Promise<void>;
}

/** Keeps pins true until it is closed. */
export function runPinUpdater(
  parts: Omit<Parameters<typeof createPinUpdater>[0], 'now'> & { readonly answers: Answers },
): RunningPinUpdater {
  const pinUpdater = createPinUpdater({ ...parts, now: Date.now });
  const stop = new AbortController();
  let pause = new AbortController();

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      pause = new AbortController();
      // oxlint-disable-next-line no-await-in-loop -- one pin after the other
      const wait = await pinUpdater.work();
      // oxlint-disable-next-line no-await-in-loop -- that is the pause between them
      await setTimeout(wait, undefined, { signal: pause.signal }).catch(() => undefined);
    }
  }

  pinUpdater.follow(parts.answers);
  const running = run();
  return {
    follow(answers) {
      pinUpdater.follow(answers);
      pause.abort();
    },
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
