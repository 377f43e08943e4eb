import { setTimeout } from 'node:timers/promises';
import type { REST } from '@discordjs/rest';
import { Client, DiscordjsErrorCodes, Events, Options } from 'discord.js';
import {
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type APIInteraction,
  type GatewayDispatchPayload,
} from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Dispatcher } from '../discord/dispatch.ts';
import { createResponder } from '../discord/rest.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Presence } from '../housekeeping/presence.ts';

export interface Gateway {
  /** Takes no more interactions, finishes what is in flight, and disconnects: within 10 seconds. */
  close(): Promise<void>;
}

/** The person who stops the bot waits no longer than this, in milliseconds. */
const CLOSE_WITHIN = 9_000;

/**
 * Connects to Discord's gateway and hands each interaction to the dispatcher as it came: discord.js keeps
 * the connection (heartbeats, resuming, reconnecting) and nothing else. Interactions need no intent (Events, Gateway);
 * which servers have added the bot takes Guilds, which is not privileged. Discord then describes each server when the
 * bot connects: of that only the ids are read, and nothing is cached.
 *
 * Rejects with a sentence that says what to do where the connection can't be made; `onFatal` is told
 * when it is lost for good.
 */
export async function startGateway(options: {
  readonly token: string;
  readonly apiUrl: string;
  readonly dispatcher: Dispatcher;
  /** Told in which servers the bot is. */
  readonly presence: Pick<Presence, 'connected' | 'joined' | 'left'>;
  readonly rest: REST;
  readonly log: Logger;
  readonly metrics?: Metrics;
  readonly onFatal: (error: Error) => void;
}): Promise<Gateway> {
  const { token, apiUrl, dispatcher, presence, rest, log, metrics, onFatal } = options;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    // discord.js would wait for the descriptions of the servers, which it doesn't get.
    waitGuildTimeout: 0,
    makeCache: Options.cacheWithLimits(NOTHING_CACHED),
    rest: { api: apiUrl },
  });
  const inFlight = new Set<Promise<void>>();
  let open = true;

  function answer(interaction: APIInteraction): void {
    if (!open) return;
    const answering = dispatcher.dispatch(interaction, createResponder(rest, interaction, metrics));
    inFlight.add(answering);
    void answering.finally(() => inFlight.delete(answering));
  }

  client.on(Events.Raw, (packet: GatewayDispatchPayload) => {
    const { t: event } = packet;
    switch (event) {
      case GatewayDispatchEvents.InteractionCreate:
        answer(packet.d);
        break;
      case GatewayDispatchEvents.Ready:
        presence.connected(packet.d.guilds.map(({ id }) => id));
        // discord.js would keep an object for each of them.
        Object.assign(packet.d, { guilds: [] });
        return;
      case GatewayDispatchEvents.Resumed:
        return;
      case GatewayDispatchEvents.GuildCreate:
        presence.joined(packet.d.id);
        break;
      case GatewayDispatchEvents.GuildDelete:
        // Else Discord has an outage there.
        if (packet.d.unavailable !== true) presence.left(packet.d.id);
        break;
      default:
    }
    // discord.js would make objects of its own from it, for nobody, and throws on an odd one; it lets
    // a packet without a name pass.
    Object.assign(packet, { t: null });
  });
  logConnection(client, log, onFatal);

  try {
    await client.login(token);
  } catch (error) {
    await client.destroy();
    throw new Error(whyNoLogin(error), { cause: error });
  }

  return {
    async close() {
      if (!open) return;
      open = false;
      const patience = new AbortController();
      await Promise.race([
        Promise.allSettled(inFlight),
        setTimeout(CLOSE_WITHIN, undefined, { signal: patience.signal }).catch(() => undefined),
      ]);
      patience.abort();
      if (inFlight.size > 0)
        log.warn({ unfinished: inFlight.size }, 'closing before everything was answered');
      await client.destroy();
    },
  };
}

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

function logConnection(client: Client, log: Logger, onFatal: (error: Error) => void): void {
  client.on(Events.ShardReady, (shard) => log.info({ shard }, 'connected to Discord'));
  client.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'connection resumed'));
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'connection lost: reconnecting'));
  client.on(Events.ShardError, (error, shard) => log.error({ err: error, shard }, 'connection error'));
  client.on(Events.Error, (error) => log.error({ err: error }, 'discord.js reports an error'));
  client.on(Events.Warn, (warning) => log.warn({ warning }, 'discord.js warns'));
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    log.error({ code, shard }, 'disconnected for good');
    onFatal(new Error(`Discord closed the connection for good. ${whyClosed(code)}`));
  });
  client.on(Events.Invalidated, () => {
    onFatal(new Error('Discord ended the session. Start the bot again.'));
  });
}

function whyClosed(code: number): string {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return NEW_TOKEN;
    case GatewayCloseCodes.ShardingRequired:
      return MANY_SERVERS;
    default:
      return `Its code was ${code}; https://discord.com/developers/docs/topics/opcodes-and-status-codes explains it.`;
  }
}

const NEW_TOKEN =
  'The token is wrong or was reset: copy a new one from the Bot page of your application at https://discord.com/developers/applications into DISCORD_TOKEN.';
const MANY_SERVERS = 'The bot is in more servers than one connection may serve (2,500).';

function whyNoLogin(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === DiscordjsErrorCodes.TokenInvalid || /authentication failed/i.test(message)) {
    return `Discord refused the login. ${NEW_TOKEN}`;
  }
  if (/sharding is required/i.test(message)) return `Discord refused the login. ${MANY_SERVERS}`;
  return `Discord could not be reached (${message}). Check the network and DISCORD_API_URL, and start again.`;
}
