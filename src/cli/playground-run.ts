import type { CommandIds } from '../discord/command-ids.ts';
import type { DiscordApi } from '../discord/api.ts';
import { startClock } from '../discord/deadline.ts';
import { createDispatcher, type Dispatcher } from '../discord/dispatch.ts';
import type { Playground } from '../playground/playground.ts';
import { createInFlight } from '../transports/in-flight.ts';
import { createMessageReceiver } from '../transports/messages.ts';
import { createPostReceiver } from '../transports/posts.ts';
import { startBackgroundWork } from './background-work.ts';
import type { Bot } from './bot.ts';

type GatewayListener = Parameters<Playground['hear']>[0];

/** What the bot does and remembers, beside its store and its articles, from one reset of the playground to the next. */
export interface PlaygroundRun {
  readonly dispatcher: Dispatcher;
  readonly hear: GatewayListener;
  /** It is at rest: what was under way is done or given up, and nothing more begins. */
  stop(): Promise<void>;
}

/** In milliseconds: whoever resets waits for what is slow, but not for long. */
const STOPPING_TIMES = { abortAfter: 5_000, closeWithin: 6_000 };

export function startPlaygroundRun(
  bot: Bot,
  { discord, commandIds, botId }: { discord: DiscordApi; commandIds: CommandIds; botId: string },
): PlaygroundRun {
  const { context, store, log, metrics } = bot;
  const created = createDispatcher({
    context,
    discord,
    commandIds,
    store,
    log,
    metrics,
    qualities: bot.qualities,
    // Everybody there is made up.
    readsPosts: true,
  });
  const inFlight = createInFlight();
  // A reply may be seen long before all about it is done.
  const dispatcher: Dispatcher = {
    dispatch: (...given) => inFlight.track(created.dispatch(...given)),
    dispatchMessage: (...given) => inFlight.track(created.dispatchMessage(...given)),
    dispatchPost: (...given) => inFlight.track(created.dispatchPost(...given)),
    abort: () => created.abort(),
  };
  const messages = createMessageReceiver({
    dispatcher,
    onUnreadable: () => log.error('the playground sent a message that can not be read'),
  });
  const posts = createPostReceiver({
    dispatcher,
    onUnreadable: () => log.error('the playground made a post that can not be read'),
  });
  const work = startBackgroundWork(bot, discord);
  return {
    dispatcher,
    hear({ event, payload, locale }) {
      const origin = { botId, localeOf: () => locale, ageOf: () => 0 };
      switch (event) {
        case 'MESSAGE_CREATE':
          void messages.receive(payload, origin);
          return;
        case 'THREAD_CREATE':
          void posts.receive(payload, origin);
          return;
      }
    },
    async stop() {
      await Promise.all([
        inFlight.finish({ dispatcher, log, left: startClock(), times: STOPPING_TIMES }),
        work.close(),
      ]);
    },
  };
}
