import type { Answers } from '../../answers/answers.ts';
import { runWorker } from '../run-worker.ts';
import { createPinUpdater } from './pin-updater.ts';

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
  pinUpdater.follow(parts.answers);
  const running = runWorker(pinUpdater);
  return {
    follow(answers) {
      pinUpdater.follow(answers);
      running.wake();
    },
    close: () => running.close(),
  };
}
