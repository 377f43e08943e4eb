import type { Config } from '../config.ts';
import { createLog } from '../log.ts';
import { exitCodeOf } from './exit-code.ts';
import { runStart } from './start.ts';

const STOP_WITHIN_MS = 10_000;

/**
 * Runs the bot until a signal comes or something fails that nobody caught. Then the process ends; rejects where the bot
 * can't start.
 */
export async function runUntilStopped(parts: {
  readonly config: Config;
  readonly mode: string | undefined;
}): Promise<never> {
  const { config, mode } = parts;
  const stop = new AbortController();
  const log = createLog(config.logLevel);
  let failure: 0 | 1 | 2 = 0;
  const fail = (error: unknown) => {
    // The first is why it stops.
    failure ||= exitCodeOf(error);
    log.fatal({ err: error }, 'cannot go on');
    stop.abort();
  };
  stop.signal.addEventListener('abort', () => {
    // Whatever still keeps the process alive then: who stops it waits no longer.
    setTimeout(() => process.exit(failure), STOP_WITHIN_MS).unref();
  });
  process.once('SIGTERM', () => stop.abort());
  process.once('SIGINT', () => stop.abort());
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  const code = await runStart({ config, mode, log, stop: stop.signal, fail });
  // All is closed by now. Only discord.js may still be connecting: it can't be told to give up.
  process.exit(failure || code);
}
