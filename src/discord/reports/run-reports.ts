import type { Logger } from 'pino';
import type { Answers } from '../../answers/answers.ts';
import type { Store } from '../../store/store.ts';
import type { DiscordApi } from '../api.ts';
import { runWorker } from '../run-worker.ts';
import { createDigestPoster } from './digest-poster.ts';
import { createNewsPoster } from './news-poster.ts';

/** What the bot posts by itself: weekly digests, and what changed in the articles. */
export interface RunningReports {
  /** From now on, these are served. */
  follow(answers: Answers): void;
  /** Begins nothing more; resolves when what is under way is done, or in a few seconds. */
  close(): Promise<void>;
}

export function runReports(parts: {
  readonly store: Store;
  readonly discord: DiscordApi;
  readonly log: Logger;
  readonly answers: Answers;
}): RunningReports {
  const { store, discord, log } = parts;
  let { answers } = parts;
  const newsPoster = createNewsPoster({ releases: store.releases, discord, log, now: Date.now });
  newsPoster.follow(answers.library);
  const news = runWorker(newsPoster);
  const digests = runWorker(
    createDigestPoster({ store, discord, log, answers: () => answers, now: Date.now }),
  );
  return {
    follow(changed) {
      answers = changed;
      newsPoster.follow(changed.library);
      news.wake();
    },
    close: async () => {
      await Promise.all([news.close(), digests.close()]);
    },
  };
}
