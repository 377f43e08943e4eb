import { setTimeout } from 'node:timers/promises';
import type { Answers } from '../../answers/answers.ts';
import { withTimeout } from '../../timeout.ts';
import { createPinKeeper } from './keeper.ts';

/** In milliseconds. */
const CLOSE_WITHIN = 3_000;

/** A keeper at work. */
export interface RunningKeeper {
  /** From now on, this is what pins are to show. */
  follow(answers: Answers): void;
  /** Begins nothing more; resolves when what is under way is done, or in a few seconds. */
  close(): Promise<void>;
}

/** Keeps pins true until it is closed. */
export function runPinKeeper(
  parts: Omit<Parameters<typeof createPinKeeper>[0], 'now'> & { readonly answers: Answers },
): RunningKeeper {
  const keeper = createPinKeeper({ ...parts, now: Date.now });
  const stop = new AbortController();
  let pause = new AbortController();

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      pause = new AbortController();
      // oxlint-disable-next-line no-await-in-loop -- one pin after the other
      const wait = await keeper.work();
      // oxlint-disable-next-line no-await-in-loop -- that is the pause between them
      await setTimeout(wait, undefined, { signal: pause.signal }).catch(() => undefined);
    }
  }

  keeper.follow(parts.answers);
  const running = run();
  return {
    follow(answers) {
      keeper.follow(answers);
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
