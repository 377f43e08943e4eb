import type { Logger } from 'pino';
import type { Answers } from '../../answers/answers.ts';
import type { Store } from '../../store/store.ts';
import type { DiscordApi } from '../api.ts';
import { createDigestPoster } from './digest-poster.ts';
import { createNewsPoster } from './news-poster.ts';
import { runPoster } from './posting.ts';

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
  const news = createNewsPoster({ releases: store.releases, discord, log, now: Date.now });
  news.follow(answers.library);
  const running = [
    runPoster(createDigestPoster({ store, discord, log, answers: () => answers, now: Date.now })),
    runPoster(news),
  ];
  return {
    follow(changed) {
      answers = changed;
      news.follow(changed.library);
    },
    close: async () => {
      await Promise.all(running.map((one) => one.close()));
    },
  };
}
