import { setTimeout } from 'node:timers/promises';
import { required, type Config } from '../config.ts';
import type { DiscordApi } from '../discord/api.ts';
import { createCommandIds } from '../discord/command-ids.ts';
import { createDispatcher } from '../discord/dispatch.ts';
import { listServers } from '../discord/list-servers.ts';
import { listCommands } from '../discord/registry/sync.ts';
import { createDiscordApi, createRest } from '../discord/rest.ts';
import { withoutToken } from '../discord/without-token.ts';
import { createDailyDeletion, startDailyDeletion } from '../retention/daily-deletion.ts';
import { createGuildMembership } from '../retention/guild-membership.ts';
import { DAY } from '../store/days.ts';
import { startHttp } from '../transports/http.ts';
import { readPublicKey } from '../transports/http/public-key.ts';
import { startBackgroundWork } from './background-work.ts';
import { stopped, type Bot } from './bot.ts';

export const DEFAULT_PORT = 3000;
/** In milliseconds: balancers look each second or so. */
const NOTICE_OF_CLOSING = 2_000;

/**
 * Serves Discord's interactions over HTTP until the bot is to stop. With a token it does everything; without one it only
 * replies.
 */
export async function serveHttp(bot: Bot): Promise<void> {
  const { config, log, store, metrics } = bot;
  const publicKey = publicKeyOf(config);
  const rest = createRest({ apiUrl: config.apiUrl, token: config.token, limits: bot.limits });
  const discord = config.token === null ? withoutToken : createDiscordApi(rest, { metrics });
  const commandIds = createCommandIds({ list: config.token === null ? null : listCommands(rest), log });
  if (config.applicationId !== null) void commandIds.refresh(config.applicationId);
  const http = await startHttp({
    publicKey,
    host: config.host,
    port: config.port ?? DEFAULT_PORT,
    dispatcher: createDispatcher({
      context: bot.context,
      discord,
      commandIds,
      qualities: bot.qualities,
      store,
      log,
      metrics,
    }),
    rest,
    status: bot.status,
    metrics,
    log,
    noticeOfClosing: () => setTimeout(NOTICE_OF_CLOSING),
  });
  log.info({ host: config.host, port: http.port }, 'serving POST /interactions');
  const jobs = config.token === null ? startFewBackgroundJobs(bot) : startBackgroundJobs(bot, discord, rest);
  await stopped(bot.stop);
  log.info('stopping: finishing what is in flight');
  await Promise.all([http.close(), jobs.stop()]);
}

/** Throws a `ConfigError` where there is none, or one that is none. */
export function publicKeyOf({ publicKey }: Pick<Config, 'publicKey'>): string {
  const given = required(
    publicKey,
    'DISCORD_PUBLIC_KEY',
    'Copy it from the General Information page of your application at https://discord.com/developers/applications',
  );
  readPublicKey(given);
  return given;
}

interface BackgroundJobs {
  stop(): Promise<unknown>;
}

function startBackgroundJobs(
  bot: Bot,
  discord: DiscordApi,
  rest: Parameters<typeof listServers>[0],
): BackgroundJobs {
  const { log, store, metrics } = bot;
  const work = startBackgroundWork(bot, discord);
  const membership = createGuildMembership({
    servers: store.servers,
    log,
    onReturn: () => work.lookAtPins(),
  });
  const daily = createDailyDeletion({
    store,
    membership,
    channelIsGone: (id) => discord.channelIsGone(id),
    log,
  });
  let listedAt = -Infinity;
  const deletion = startDailyDeletion({
    async run() {
      // Over HTTP nobody tells which servers have the bot: it looks once a day.
      if (performance.now() - listedAt >= DAY) {
        try {
          membership.connected(await listServers(rest, metrics));
          listedAt = performance.now();
        } catch (error) {
          log.warn({ err: error }, 'could not read which servers have the bot: trying again within an hour');
        }
      }
      await daily.run();
    },
  });
  return {
    stop: () => Promise.all([work.close(), deletion.stop()]),
  };
}

function startFewBackgroundJobs({ log, store }: Bot): BackgroundJobs {
  log.warn(
    'without DISCORD_TOKEN the bot only replies: it pins nothing and keeps no pins true, it posts no digests and no news of articles, it brings no question to helpers and tells nobody of answers, it does not notice when a server removes it ("footnote purge" deletes what it kept), and each process counts votes for itself',
  );
  // It never hears of a server, so of those it deletes none.
  const membership = createGuildMembership({ servers: store.servers, log });
  return startDailyDeletion(createDailyDeletion({ store, membership, log }));
}
