import { Client, Events, Options } from 'discord.js';
import { GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { z } from 'zod';
import { startClock } from '../discord/deadline.ts';
import type { Dispatcher } from '../discord/dispatch.ts';
import type { DiscordRest } from '../discord/rest-client.ts';
import { createResponder } from '../discord/rest.ts';
import { onceAMinute } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Presence } from '../housekeeping/presence.ts';
import { createAges } from './ages.ts';
import { closedForGood, loginFailure } from './gateway-refusal.ts';
import { createInFlight, type ClosingTimes } from './in-flight.ts';
import { readInteraction, snowflake } from './read-interaction.ts';
import type { ShardProcess } from './sharding/shard-process.ts';
import type { Shard } from './sharding/shard.ts';

export interface Gateway {
  /** Disconnects when nothing is in flight; what comes in until then is answered, too. Within 10 seconds. */
  close(): Promise<void>;
}

/**
 * Connects to Discord's gateway and hands each interaction to the dispatcher as it came: discord.js keeps
 * the connection (heartbeats, resuming, reconnecting) and nothing else. Interactions need no intent (Events, Gateway);
 * which servers have added the bot takes Guilds, which is not privileged. Discord then describes each server when the
 * bot connects: of that only the ids are read, and nothing is cached.
 *
 * Rejects with a sentence that says what to do where the connection can't be made (a `GatewayRefusal` where Discord
 * refuses it); `onFatal` is told when it is lost for good.
 */
export async function startGateway(options: {
  readonly token: string;
  readonly dispatcher: Dispatcher;
  /** Told in which servers the bot is. */
  readonly presence: Pick<Presence, 'connected' | 'joined' | 'left'>;
  /** Asks where the gateway is, too. */
  readonly rest: DiscordRest;
  readonly log: Logger;
  readonly metrics?: Metrics;
  readonly onFatal: (error: Error) => void;
  /** Told when the connection is made, lost, and there again. */
  readonly onConnection?: (isConnected: boolean) => void;
  /** Gives up connecting: rejects. */
  readonly stop?: AbortSignal;
  /** Where it is one of several, which take turns to identify. */
  readonly shard?: Shard & Pick<ShardProcess, 'waitForIdentify'>;
  /** Within 10 seconds by default. */
  readonly closing?: ClosingTimes;
}): Promise<Gateway> {
  const { token, dispatcher, presence, rest, log, metrics, onFatal, stop, shard } = options;
  if (shard === undefined) hideFromClient();
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    shards: [shard?.id ?? 0],
    shardCount: shard?.count ?? 1,
    ws:
      shard === undefined
        ? {}
        : {
            buildIdentifyThrottler: () => ({
              waitForIdentify: (_, signal) => shard.waitForIdentify(signal),
            }),
          },
    // discord.js would wait for the descriptions of the servers, which it doesn't get.
    waitGuildTimeout: 0,
    makeCache: Options.cacheWithLimits(NOTHING_CACHED),
  });
  // One client, so that one count of what Discord refuses holds for all, and it waits as it should to connect, too.
  client.rest = rest;
  const inFlight = createInFlight();
  let isClosing = false;

  const ageOf = createAges();
  const seldom = onceAMinute(() => performance.now());

  function unreadable(event: string): void {
    seldom(event, (leftOut) => log.error({ event, leftOut }, 'Discord sent what can not be read'));
  }

  function answer(payload: unknown): void {
    const interaction = readInteraction(payload);
    if (interaction === null) {
      metrics?.interactionUnreadable();
      return unreadable(GatewayDispatchEvents.InteractionCreate);
    }
    const responder = createResponder(rest, interaction, metrics);
    void inFlight.track(dispatcher.dispatch(interaction, responder, ageOf(interaction.id)));
  }

  client.on(Events.Raw, (packet: { t: string | null; d: unknown }) => {
    const { t: event, d: payload } = packet;
    // discord.js would make objects of its own from it, for nobody, and throws on an odd one; it lets a packet
    // without a name pass.
    const hide = () => void Object.assign(packet, { t: null });
    switch (event) {
      case GatewayDispatchEvents.InteractionCreate:
        answer(payload);
        return hide();
      case GatewayDispatchEvents.Ready: {
        const { data } = ready.safeParse(payload);
        if (data === undefined) {
          unreadable(event);
          return hide();
        }
        presence.connected(data.guilds.map(({ id }) => id));
        // discord.js would keep an object for each of them.
        Object.assign(packet, { d: { ...data, guilds: [] } });
        return;
      }
      case GatewayDispatchEvents.Resumed:
        return;
      case GatewayDispatchEvents.GuildCreate:
      case GatewayDispatchEvents.GuildDelete: {
        const { data } = server.safeParse(payload);
        if (data === undefined) unreadable(event);
        else if (event === GatewayDispatchEvents.GuildCreate) presence.joined(data.id);
        // Else Discord has an outage there.
        else if (data.unavailable !== true) presence.left(data.id);
        return hide();
      }
      default:
        hide();
    }
  });
  let isConnected = false;
  let closedWith: number | null = null;
  logConnection(client, log);
  const { onConnection = () => {} } = options;
  for (const event of [Events.ShardReady, Events.ShardResume] as const)
    client.on(event, () => onConnection(true));
  for (const event of [Events.ShardReconnecting, Events.ShardDisconnect] as const)
    client.on(event, () => onConnection(false));
  client.on(Events.ShardDisconnect, ({ code }) => {
    closedWith = code;
    if (isConnected) onFatal(closedForGood(code));
  });
  client.on(Events.Invalidated, () => {
    onFatal(new Error('Discord ended the session. Start the bot again.'));
  });

  try {
    await Promise.race([client.login(token), ...(stop === undefined ? [] : [aborted(stop)])]);
    isConnected = true;
  } catch (error) {
    await client.destroy();
    throw loginFailure(error, closedWith);
  }

  return {
    async close() {
      if (isClosing) return;
      isClosing = true;
      const { closing: times } = options;
      await inFlight.finish({
        dispatcher,
        log,
        left: startClock(),
        ...(times === undefined ? {} : { times }),
      });
      await client.destroy();
    },
  };
}

/** What is read of a server, and what discord.js and we read when the bot is connected (Events, Gateway Events). */
const server = z.object({ id: snowflake, unavailable: z.boolean().optional() });
const ready = z.looseObject({
  user: z.looseObject({ id: snowflake }),
  application: z.looseObject({ id: snowflake }),
  guilds: z.array(server),
});

/** Every cache that discord.js lets go of; without packets the others stay empty. */
const NOTHING_CACHED = {
  ApplicationCommandManager: 0,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildForumThreadManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  GuildTextThreadManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadManager: 0,
  ThreadMemberManager: 0,
  UserManager: 0,
  VoiceStateManager: 0,
} as const;

/** The log itself tells which shard this is, where there are several. */
function logConnection(client: Client, log: Logger): void {
  client.on(Events.ShardReady, () => log.info('connected to Discord'));
  client.on(Events.ShardResume, (_, replayed) => log.info({ replayed }, 'connection resumed'));
  client.on(Events.ShardReconnecting, () => log.info('connection lost: reconnecting'));
  client.on(Events.ShardError, (error) => log.error({ err: error }, 'connection error'));
  client.on(Events.Error, (error) => log.error({ err: error }, 'discord.js reports an error'));
  client.on(Events.Warn, (warning) => log.warn({ warning }, 'discord.js warns'));
  client.on(Events.ShardDisconnect, ({ code }) => log.error({ code }, 'disconnected for good'));
}

/** Variables of these names are discord.js's own: from SHARDS and SHARD_COUNT it would take another meaning than ours. */
function hideFromClient(): void {
  for (const name of ['SHARDS', 'SHARD_COUNT', 'SHARDING_MANAGER']) delete process.env[name];
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(new Error('it is to stop'));
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
  });
}
