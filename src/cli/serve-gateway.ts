import { requiredToken } from '../config.ts';
import { createDispatcher } from '../discord/dispatch.ts';
import { runPinKeeper, type RunningKeeper } from '../discord/pins/run-keeper.ts';
import { createDiscordApi, createRest } from '../discord/rest.ts';
import { createDailyDeletion, startDailyDeletion } from '../housekeeping/daily-deletion.ts';
import { createPresence } from '../housekeeping/presence.ts';
import { ALL_SERVERS } from '../housekeeping/server-share.ts';
import { startGateway, type Gateway } from '../transports/gateway.ts';
import { startStatusServer } from '../transports/http.ts';
import { shareOf } from '../transports/sharding/shard.ts';
import { stopped, type Bot } from './bot.ts';

/**
 * Serves Discord over the gateway until the bot is to stop; and pages about it, where PORT is set. Those about shards are
 * served by the process that started them.
 */
export async function serveGateway(bot: Bot): Promise<void> {
  const { config, log, store, metrics, shard } = bot;
  const token = requiredToken(config);
  const share = shard === null ? ALL_SERVERS : shareOf(shard);
  let isConnected = false;
  const pages =
    config.port === null || shard !== null
      ? null
      : await startStatusServer({
          host: config.host,
          port: config.port,
          log,
          stop: bot.stop,
          status: {
            ...bot.status,
            readiness: async () => {
              const readiness = await bot.status.readiness();
              return { ...readiness, ready: readiness.ready && isConnected };
            },
          },
        });
  if (pages !== null)
    log.info({ host: config.host, port: pages.port }, 'serving /healthz, /readyz, /metrics');
  try {
    const rest = createRest({ apiUrl: config.apiUrl, token, limits: bot.limits });
    const discord = createDiscordApi(rest, { metrics });
    let keeper: RunningKeeper | null = null;
    const presence = createPresence({
      servers: store.servers,
      log,
      share,
      // Nobody kept their pins true meanwhile.
      onReturn: () => keeper?.follow(bot.desk().answers),
    });
    const gateway = await connect({
      token,
      dispatcher: createDispatcher({ desk: bot.desk, discord, store, log, metrics }),
      presence,
      rest,
      log,
      metrics,
      onFatal: bot.fail,
      onConnection(isUp) {
        isConnected = isUp;
      },
      stop: bot.stop,
      ...(shard === null ? {} : { shard }),
    });
    if (gateway === null) return;
    const running = runPinKeeper({
      pins: store.pins,
      discord,
      log,
      share,
      answers: bot.desk().answers,
    });
    keeper = running;
    bot.onContent(({ answers }) => running.follow(answers));
    // Only now it is known which servers have the bot.
    const deletion = startDailyDeletion(createDailyDeletion({ store, presence, log, share }));
    await stopped(bot.stop);
    log.info('stopping: finishing what is in flight');
    await Promise.all([gateway.close(), running.close(), deletion.stop()]);
  } finally {
    await pages?.close();
  }
}

/** Null where it was to stop before it was connected. */
async function connect(
  options: Parameters<typeof startGateway>[0] & { readonly stop: AbortSignal },
): Promise<Gateway | null> {
  try {
    return await startGateway(options);
  } catch (error) {
    if (options.stop.aborted) return null;
    throw error;
  }
}
