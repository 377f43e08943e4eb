import { Client, Events, Options, Status } from 'discord.js';
import { GatewayCloseCodes, GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { z } from 'zod';
import { ONE_SHARD, type ShardRange, type Shards } from '../config.ts';
import { startClock } from '../discord/deadline.ts';
import { withTimeout } from '../timeout.ts';
import type { Dispatcher } from '../discord/dispatch.ts';
import type { DiscordRest } from '../discord/rest-client.ts';
import { createResponder } from '../discord/rest.ts';
import { onceAMinute } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { GuildMembership } from '../retention/guild-membership.ts';
import { createAges } from './ages.ts';
import { closedForGood, loginFailure } from './gateway-refusal.ts';
import { createInFlight, type ClosingTimes } from './in-flight.ts';
import { createMessageReceiver } from './messages.ts';
import { createPostReceiver } from './posts.ts';
import { readInteraction, snowflake } from './read-interaction.ts';
import { createServerEvents } from './server-events.ts';

/** In milliseconds. */
const DISCONNECT_WITHIN = 1_000;

export interface Gateway {
  /** Disconnects when nothing is in flight; what comes in until then is answered, too. Within 10 seconds. */
  close(): Promise<void>;
}

/** One of the gateway connections of this process. */
export interface ShardState {
  /** Counted from 0. */
  readonly id: number;
  readonly isConnected: boolean;
}

/**
 * Connects to Discord's gateway, by one connection a shard, and hands each interaction to the dispatcher as it
 * came: discord.js keeps the connections (turns to identify, heartbeats, resuming, reconnecting) and nothing else. Interactions need no intent (Events, Gateway);
 * which servers have added the bot takes Guilds, which is not privileged. Discord then describes each server when the
 * bot connects: of that only the ids and the languages are read. Of threads it tells those that somebody makes. Messages take two intents more, which are not privileged
 * either: what isn't meant for the bot is passed over unread. Nothing is cached.
 *
 * Resolves when all are connected; what comes over one of them meanwhile is answered. Rejects with a sentence that says
 * what to do where one can't be made (a `GatewayRefusal` where Discord refuses it), once what came in is answered, as in
 * `close`; `onFatal` is told when one is lost for good.
 */
export async function startGateway(options: {
  readonly token: string;
  readonly dispatcher: Dispatcher;
  /** Told in which servers the bot is. */
  readonly membership: Pick<GuildMembership, 'connected' | 'joined' | 'left'>;
  /** Asks where the gateway is, too. */
  readonly rest: DiscordRest;
  readonly log: Logger;
  readonly metrics?: Metrics;
  readonly onFatal: (error: Error) => void;
  /** Told how all of them are whenever one is made, lost, or there again. */
  readonly onShards?: (shards: readonly ShardState[]) => void;
  /** Gives up connecting: rejects. */
  readonly stop?: AbortSignal;
  /** One by default. */
  readonly shards?: Shards;
  /** Within 10 seconds by default. */
  readonly closing?: ClosingTimes;
  /** Whether to hear of messages that mention the bot or were written to it alone; by default, it does. */
  readonly messages?: boolean;
}): Promise<Gateway> {
  const { token, dispatcher, membership, rest, log, metrics, onFatal, stop, shards = ONE_SHARD } = options;
  const { messages: hearsMessages = true } = options;
  hideFromClient();
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, ...(hearsMessages ? MESSAGE_INTENTS : [])],
    ...(shards === 'auto' ? { shards } : { shards: idsOf(shards), shardCount: shards.count }),
    // discord.js would wait for the descriptions of the servers, which it doesn't get.
    waitGuildTimeout: 0,
    makeCache: Options.cacheWithLimits(NOTHING_CACHED),
  });
  // One client, so that one count of what Discord refuses holds for all, and it waits as it should to connect, too.
  client.rest = rest;
  const inFlight = createInFlight();
  let isClosing = false;

  const ageOf = createAges();
  const messages = createMessageReceiver({
    dispatcher,
    onUnreadable: () => unreadable(GatewayDispatchEvents.MessageCreate),
  });
  const posts = createPostReceiver({
    dispatcher,
    onUnreadable: () => unreadable(GatewayDispatchEvents.ThreadCreate),
  });
  let botId: string | null = null;
  const servers = createServerEvents(membership);
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
    const hide = () => void Object.assign(packet, PASSED_OVER);
    switch (event) {
      case GatewayDispatchEvents.InteractionCreate:
        answer(payload);
        return hide();
      case GatewayDispatchEvents.MessageCreate: {
        const answered =
          botId === null ? null : messages.receive(payload, { botId, localeOf: servers.localeOf, ageOf });
        if (answered !== null) void inFlight.track(answered);
        return hide();
      }
      case GatewayDispatchEvents.ThreadCreate: {
        const answered =
          botId === null ? null : posts.receive(payload, { botId, localeOf: servers.localeOf, ageOf });
        if (answered !== null) void inFlight.track(answered);
        return hide();
      }
      case GatewayDispatchEvents.Ready: {
        const { data } = ready.safeParse(payload);
        if (data === undefined) {
          unreadable(event);
          return hide();
        }
        botId = data.user.id;
        const [id, count] = data.shard;
        membership.connected(
          data.guilds.map((guild) => guild.id),
          { id, count },
        );
        // discord.js would keep an object for each of them.
        Object.assign(packet, { d: { ...data, guilds: [] } });
        return;
      }
      case GatewayDispatchEvents.Resumed:
        return;
      case GatewayDispatchEvents.GuildCreate:
      case GatewayDispatchEvents.GuildUpdate:
      case GatewayDispatchEvents.GuildDelete:
        if (!servers.take(event, payload)) unreadable(event);
        return hide();
      default:
        hide();
    }
  });
  let isConnected = false;
  let closedWith: number | null = null;
  logConnections(client, log);
  const { onShards } = options;
  if (onShards !== undefined) {
    const tell = () =>
      onShards(client.ws.shards.map(({ id, status }) => ({ id, isConnected: status === Status.Ready })));
    for (const event of CONNECTION_EVENTS) client.on(event, tell);
  }
  // Without it, the others would go on connecting.
  const oneRefused = new Promise<never>((_, reject) => {
    client.on(Events.ShardDisconnect, ({ code }) => {
      closedWith = code;
      const error = closedForGood(code, shards === 'auto');
      if (isConnected) onFatal(error);
      else reject(error);
    });
  });
  client.on(Events.Invalidated, () => {
    onFatal(new Error('Discord ended the session. Start the bot again.'));
  });

  /** A shard that is just connecting begins anew when discord.js closes it, which then waits for ever. */
  async function disconnect(): Promise<void> {
    await withTimeout(
      client.destroy().then(() => true),
      DISCONNECT_WITHIN,
    );
  }

  async function close(): Promise<void> {
    if (isClosing) return;
    isClosing = true;
    const { closing: times } = options;
    await inFlight.finish({
      dispatcher,
      log,
      left: startClock(),
      ...(times === undefined ? {} : { times }),
    });
    await disconnect();
  }

  try {
    await Promise.race([client.login(token), oneRefused, ...(stop === undefined ? [] : [aborted(stop)])]);
    isConnected = true;
  } catch (error) {
    // Members are answered over the shards that are connected already.
    await close();
    // A connection that was made shows that it isn't the intents.
    if (hearsMessages && botId === null && closedWith !== null && INTENTS_REFUSED.includes(closedWith)) {
      log.warn(
        { code: closedWith },
        'Discord refused to tell of messages: mentions and direct messages are not answered, all else works',
      );
      return startGateway({ ...options, messages: false });
    }
    throw loginFailure(error, closedWith, shards === 'auto');
  }
  return { close };
}

/** Neither is privileged: text comes only with what mentions the bot, or was written to it alone (Events, Gateway). */
const MESSAGE_INTENTS = [GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/** With which Discord closes a connection that asks for more than it lets the bot have. */
const INTENTS_REFUSED: readonly number[] = [
  GatewayCloseCodes.InvalidIntents,
  GatewayCloseCodes.DisallowedIntents,
];

/** What discord.js and we read when the bot is connected (Events, Gateway Events). */
const ready = z.looseObject({
  user: z.looseObject({ id: snowflake }),
  application: z.looseObject({ id: snowflake }),
  guilds: z.array(z.object({ id: snowflake })),
  shard: z.tuple([z.int().min(0), z.int().min(1)]).default([0, 1]),
});

/**
 * What discord.js makes of a packet that is none of its business. It would make objects of its own from it, for nobody,
 * and throws on an odd one; one without a name it would keep until all shards are ready at once, which may never be. What is
 * said of members it lets pass at any time, and drops where it doesn't know their server.
 */
const PASSED_OVER = { t: GatewayDispatchEvents.GuildMembersChunk, d: {} };

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

const CONNECTION_EVENTS = [
  Events.ShardReady,
  Events.ShardResume,
  Events.ShardReconnecting,
  Events.ShardDisconnect,
] as const;

function idsOf({ first, last }: ShardRange): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function logConnections(client: Client, log: Logger): void {
  client.on(Events.ShardReady, (shard) => log.info({ shard }, 'connected to Discord'));
  client.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'connection resumed'));
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'connection lost: reconnecting'));
  client.on(Events.ShardError, (error, shard) => log.error({ err: error, shard }, 'connection error'));
  client.on(Events.Error, (error) => log.error({ err: error }, 'discord.js reports an error'));
  client.on(Events.Warn, (warning) => log.warn({ warning }, 'discord.js warns'));
  client.on(Events.ShardDisconnect, ({ code }, shard) => log.error({ code, shard }, 'disconnected for good'));
}

/** discord.js would read them itself: that many shards, and that somebody started this process as one. */
function hideFromClient(): void {
  for (const name of ['SHARD_COUNT', 'SHARDING_MANAGER']) delete process.env[name];
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(new Error('it is to stop'));
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
  });
}
