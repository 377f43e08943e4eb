import { join } from 'node:path';
import type { Logger } from 'pino';
import { RESERVED_NAMES } from '../../commands/index.ts';
import { createPopularity } from '../answers/popularity.ts';
import { required, type Config } from '../config.ts';
import { describeProblem } from '../content/problem.ts';
import { watchContent } from '../content/watch.ts';
import { createDispatcher, type Desk } from '../discord/dispatch.ts';
import { runPinKeeper, type RunningKeeper } from '../discord/pins/run-keeper.ts';
import { createDiscordApi, createRest } from '../discord/rest.ts';
import { createDailyDeletion, startDailyDeletion } from '../housekeeping/daily-deletion.ts';
import { createPresence } from '../housekeeping/presence.ts';
import { voterKey } from '../discord/votes.ts';
import { runTerminal } from '../playground/terminal.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { startGateway } from '../transports/gateway.ts';
import type { Library } from '../content/pack.ts';
import { openContent } from './content.ts';
import { createDesk, serverMemory } from './desk.ts';
import { openMeaning } from './open-meaning.ts';
import { UsageError } from './usage.ts';

const MODES = ['gateway', 'playground'] as const;
type Mode = (typeof MODES)[number];

/** Runs the bot until it is told to stop. Resolves with the exit code. */
export async function runStart(parts: {
  readonly config: Config;
  readonly mode: string | undefined;
  readonly log: Logger;
  readonly stop: AbortSignal;
  readonly fail: (error: unknown) => void;
}): Promise<number> {
  const { config, log } = parts;
  const mode = chooseMode(parts.mode, config);
  const loaded = await openContent(config.contentDir, (line) => log.error(line));
  // What is asked most outlives a change of the content.
  const popularity = createPopularity();
  const opened = await openMeaning(config, log);
  const store = await openStore({
    // What is tried in the terminal stays out of what real servers keep.
    databaseUrl: mode === 'playground' ? join(config.dataDir, 'playground.db') : config.databaseUrl,
    dataDir: config.dataDir,
    log,
  });
  const key = voterKey(config.token);
  const openDesk = (library: Library): Desk => {
    const created = createDesk(library, {
      popularity,
      memory: serverMemory(store),
      report: (error) => log.warn({ err: error }, 'answering by what a server taught before'),
      voterKey: key,
      ...(opened === null ? {} : { meaning: opened.meaning }),
    });
    if (opened !== null) void tellMeaning(created.answers.ready, log, parts.stop);
    return created;
  };
  let desk = openDesk(loaded.library);
  let keeper: RunningKeeper | null = null;
  const watcher = watchContent(config.contentDir, {
    loaded,
    reservedNames: RESERVED_NAMES,
    onLibrary: (changed) => {
      const before = definitionsOf(desk);
      desk = openDesk(changed);
      keeper?.follow(desk.answers);
      log.info({ packs: changed.length }, 'the content has changed and is in use');
      if (definitionsOf(desk) !== before) log.warn('the commands have changed: run "footnote register"');
    },
    onProblems: (problems) => {
      for (const problem of problems) log.error(describeProblem(problem));
      log.error('what has errors is not taken over: its last good version serves on');
    },
  });
  try {
    switch (mode) {
      case 'gateway':
        await runGateway(
          parts,
          () => desk,
          store,
          (running) => {
            keeper = running;
          },
        );
        break;
      case 'playground':
        // Between the lines of a conversation, only what went wrong is of interest.
        if (log.level === 'info') log.level = 'warn';
        await runTerminal({
          desk: () => desk,
          store,
          input: process.stdin,
          output: process.stdout,
          log,
          stop: parts.stop,
        });
        break;
    }
    return 0;
  } finally {
    watcher.close();
    await opened?.close();
    await store.close();
  }
}

async function tellMeaning(ready: Promise<boolean>, log: Logger, stop: AbortSignal): Promise<void> {
  const understands = await ready;
  if (stop.aborted) return;
  if (understands) log.info('answers go by what the articles mean, too');
  else log.warn('answers go by words alone: there are no sentence vectors');
}

async function runGateway(
  parts: Parameters<typeof runStart>[0],
  desk: () => Desk,
  store: Store,
  onKeeper: (keeper: RunningKeeper) => void,
): Promise<void> {
  const { config, log, stop } = parts;
  const token = required(
    config.token,
    'DISCORD_TOKEN',
    'Copy it from the Bot page of your application at https://discord.com/developers/applications',
  );
  const rest = createRest({ apiUrl: config.apiUrl, token });
  const discord = createDiscordApi(rest);
  const dispatcher = createDispatcher({ desk, discord, store, log });
  const stopped = new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener('abort', () => resolve(), { once: true });
  });
  let keeper: RunningKeeper | null = null;
  const presence = createPresence({
    servers: store.servers,
    log,
    // Nobody kept their pins true meanwhile.
    onReturn: () => keeper?.follow(desk().answers),
  });
  const gateway = await startGateway({
    token,
    apiUrl: config.apiUrl,
    dispatcher,
    presence,
    rest,
    log,
    onFatal: parts.fail,
  });
  const running = runPinKeeper({ pins: store.pins, discord, log, answers: desk().answers });
  keeper = running;
  onKeeper(running);
  // Only now it is known which servers have the bot.
  const deletion = startDailyDeletion(createDailyDeletion({ store, presence, log }));
  await stopped;
  log.info('stopping: finishing what is in flight');
  await Promise.all([gateway.close(), running.close(), deletion.stop()]);
}

function chooseMode(mode: string | undefined, config: Config): Mode {
  if (mode === undefined) return config.token === null ? 'playground' : 'gateway';
  const known = MODES.find((candidate) => candidate === mode);
  if (known === undefined) throw new UsageError(`There is no mode "${mode}": choose ${MODES.join(' or ')}.`);
  return known;
}

function definitionsOf(desk: Desk): string {
  return JSON.stringify(desk.commands.map(({ data }) => data));
}
