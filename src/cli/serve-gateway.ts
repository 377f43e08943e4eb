import { requiredToken, type Shards } from '../config.ts';
import { createCommandIds } from '../discord/command-ids.ts';
import { createDispatcher } from '../discord/dispatch.ts';
import { listCommands } from '../discord/registry/sync.ts';
import { createDiscordApi, createRest } from '../discord/rest.ts';
import { createDailyDeletion, startDailyDeletion } from '../retention/daily-deletion.ts';
import { createGuildMembership } from '../retention/guild-membership.ts';
import { startGateway, type Gateway, type ShardState } from '../transports/gateway.ts';
import { startStatusServer } from '../transports/http.ts';
import { startBackgroundWork, type BackgroundWork } from './background-work.ts';
import { stopped, type Bot } from './bot.ts';

/** Serves Discord over the gateway until the bot is to stop; and pages about it, where PORT is set. */
export async function serveGateway(bot: Bot): Promise<void> {
  const { config, log, store, metrics } = bot;
  const token = requiredToken(config);
  let shards: readonly ShardState[] = [];
  const pages =
    config.port === null
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
              const away = shards.filter(({ isConnected }) => !isConnected).map(({ id }) => id);
              const connected = shards.length - away.length;
              return {
                ...readiness,
                ready: readiness.ready && connected > 0 && away.length === 0,
                shards: { total: shards.length, connected, away },
              };
            },
          },
        });
  if (pages !== null)
    log.info({ host: config.host, port: pages.port }, 'serving /healthz, /readyz, /metrics');
  try {
    const rest = createRest({ apiUrl: config.apiUrl, token, limits: bot.limits });
    const discord = createDiscordApi(rest, { metrics });
    const commandIds = createCommandIds({ list: listCommands(rest), log });
    if (config.applicationId !== null) void commandIds.refresh(config.applicationId);
    let work: BackgroundWork | null = null;
    const membership = createGuildMembership({
      servers: store.servers,
      log,
      onReturn: () => work?.lookAtPins(),
    });
    const gateway = await connect({
      token,
      dispatcher: createDispatcher({
        context: bot.context,
        discord,
        commandIds,
        qualities: bot.qualities,
        readsPosts: config.postTexts,
        store,
        log,
        metrics,
      }),
      membership,
      rest,
      log,
      metrics,
      onFatal: bot.fail,
      onShards(current) {
        shards = current;
        for (const { id, isConnected } of shards) metrics.shardConnected(id, isConnected);
      },
      stop: bot.stop,
      shards: config.shards,
      messages: config.messages,
    });
    if (gateway === null) return;
    const running = startBackgroundWork(bot, discord);
    work = running;
    // Only now it is known which servers have the bot.
    const deletion = startDailyDeletion(
      createDailyDeletion({
        store,
        membership,
        channelIsGone: (id) => discord.channelIsGone(id),
        log,
        ...nameOf(config.shards),
      }),
    );
    await stopped(bot.stop);
    log.info('stopping: finishing what is in flight');
    await Promise.all([gateway.close(), running.close(), deletion.stop()]);
  } finally {
    await pages?.close();
  }
}

/** None where they are all that the bot has. */
function nameOf(shards: Shards): { readonly shards?: string } {
  if (shards === 'auto') return {};
  const { first, last, count } = shards;
  return last - first + 1 === count ? {} : { shards: `${first}-${last}/${count}` };
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
