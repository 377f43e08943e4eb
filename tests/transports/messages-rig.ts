import { setTimeout as pause } from 'node:timers/promises';
import { type APIMessage } from 'discord-api-types/v10';
import { expect, vi } from 'vitest';
import { createAppContext, serverMemory } from '../../src/cli/app-context.ts';
import { createDispatcher } from '../../src/discord/dispatch.ts';
import { createDiscordApi, createRest } from '../../src/discord/rest.ts';
import { APPLICATION_ID, componentInteraction, type Scene } from '../../src/playground/interactions.ts';
import { messageEvent, writtenMessage } from '../../src/playground/written-message.ts';
import { createGuildMembership } from '../../src/retention/guild-membership.ts';
import { DEFAULT_SETTINGS, type ServerSettings, type Store } from '../../src/store/store.ts';
import { startGateway, type Gateway } from '../../src/transports/gateway.ts';
import { action } from '../commands/member.ts';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { inServer } from '../fixtures/scenes.ts';
import { ownStore } from '../fixtures/store.ts';
import { startDiscordStandIn, TOKEN, type DiscordStandIn } from '../stand-in/discord.ts';

export const SERVER = inServer().server?.id ?? '';
export const BOT = `<@${APPLICATION_ID}>`;
export const PARKING = 'what does the car park cost';
export const OTHER = '700000000000000009';

export const running: { readonly discord: DiscordStandIn; readonly gateway: Gateway }[] = [];

export async function closeAll(): Promise<void> {
  for (const { discord, gateway } of running.splice(0)) {
    await gateway.close();
    await discord.close();
    expect(discord.violations).toEqual([]);
  }
}

export const ANSWERING = { ...DEFAULT_SETTINGS, answersMentions: true };

/** The bot on discord.js's client, in a server that has these settings. */
export async function run(
  settings: Partial<ServerSettings> = ANSWERING,
  store: Store = ownStore(),
  { now = () => performance.now() }: { readonly now?: () => number } = {},
) {
  await store.servers.writeSettings(SERVER, settings);
  const discord = await startDiscordStandIn();
  const { log, lines } = recordedLog('info');
  const rest = createRest({ apiUrl: discord.apiUrl, token: TOKEN });
  const context = createAppContext(fair, { memory: serverMemory(store) });
  const gateway = await startGateway({
    token: TOKEN,
    dispatcher: createDispatcher({
      context: () => context,
      discord: createDiscordApi(rest),
      store,
      log,
      now,
    }),
    membership: createGuildMembership({ servers: store.servers, log }),
    rest,
    log,
    onFatal: (error) => {
      throw error;
    },
  });
  running.push({ discord, gateway });

  /** Somebody writes; whatever the bot says to it comes later. */
  function write(scene: Scene, content: string, repliesTo?: APIMessage, changes: Partial<APIMessage> = {}) {
    const message = {
      ...writtenMessage(scene, { content, ...(repliesTo === undefined ? {} : { repliesTo }) }),
      ...changes,
    };
    discord.channels.add(message);
    discord.gateway.dispatch('MESSAGE_CREATE', messageEvent(scene, message));
    return message;
  }
  const repliesTo = ({ id, channel_id: channel }: APIMessage) =>
    discord.messages(channel).filter((one) => one.message_reference?.message_id === id);
  async function replyTo(message: APIMessage): Promise<APIMessage> {
    return vi.waitFor(() => {
      const [first] = repliesTo(message);
      if (first === undefined) throw new Error(`nothing was said to "${message.content}"`);
      return first;
    }, 30_000);
  }
  return {
    discord,
    gateway,
    lines,
    store,
    write,
    replyTo,
    repliesTo,
    ask: (scene: Scene, content: string, to?: APIMessage) => replyTo(write(scene, content, to)),
    press: (scene: Scene, message: APIMessage, label: string) =>
      discord.interact(componentInteraction(scene, action(message, label))),
    /** How often it tried to write something. */
    posts: () =>
      discord.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages')),
    /** All that the bot said, once it is done with all that came. */
    async said(channel = inServer().channelId): Promise<readonly APIMessage[]> {
      await pause(50);
      await gateway.close();
      return discord.messages(channel).filter(({ author }) => author.id === APPLICATION_ID);
    },
  };
}

export const titleOf = ({ embeds }: Pick<APIMessage, 'embeds'>) => embeds[0]?.title;
