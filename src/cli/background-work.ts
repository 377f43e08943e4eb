import type { DiscordApi } from '../discord/api.ts';
import { createAlertWorker } from '../discord/human/alert-worker.ts';
import { runPinUpdater } from '../discord/pins/run-pin-updater.ts';
import { runReports } from '../discord/reports/run-reports.ts';
import { runWorker, type RunningWorker } from '../discord/run-worker.ts';
import type { Bot } from './bot.ts';

/** What the bot does on Discord by itself: it keeps pins true, posts reports, and tells members of answers. */
export interface BackgroundWork {
  /** A server took the bot back: nobody kept its pins true meanwhile. */
  lookAtPins(): void;
  /** Begins nothing more; resolves when what is under way is done, or in a few seconds. */
  close(): Promise<void>;
}

type Parts = Pick<Bot, 'context' | 'onContent' | 'store' | 'log'>;

/** Works by what the bot answers from, and follows its changes, until it is closed. */
export function startBackgroundWork(bot: Parts, discord: DiscordApi): BackgroundWork {
  const { context, onContent, store, log } = bot;
  const pins = runPinUpdater({ pins: store.pins, discord, log, answers: context().answers });
  const reports = runReports({ store, discord, log, answers: context().answers });
  const alerts = startAlertWorker(bot, discord);
  const leave = onContent(({ answers }) => {
    pins.follow(answers);
    reports.follow(answers);
  });
  return {
    lookAtPins: () => pins.follow(context().answers),
    async close() {
      leave();
      await Promise.all([pins.close(), reports.close(), alerts?.close()]);
    },
  };
}

/** Tells members of answers that they wait for. Null without a token: then nobody can wait. */
function startAlertWorker({ context, store, log }: Parts, discord: DiscordApi): RunningWorker | null {
  const { sealing } = context().keys;
  if (sealing === null) return null;
  const answers = () => context().answers;
  return runWorker(createAlertWorker({ store, discord, answers, sealing, log, now: Date.now }));
}
