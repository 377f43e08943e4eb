import type { APIInteraction, APIMessage } from 'discord-api-types/v10';
import { expect } from 'vitest';
import { createAppContext } from '../../../src/cli/app-context.ts';
import type { Library } from '../../../src/content/pack.ts';
import type { DiscordApi } from '../../../src/discord/api.ts';
import { createDispatcher } from '../../../src/discord/dispatch.ts';
import { createPinUpdater, PIN_UPDATER_TIMES } from '../../../src/discord/pins/pin-updater.ts';
import { createDiscordApi, createResponder, createRest } from '../../../src/discord/rest.ts';
import {
  APPLICATION_ID,
  componentInteraction,
  messageCommandInteraction,
  messageOf,
  slashInteraction,
  userOf,
} from '../../../src/playground/interactions.ts';
import type { Store } from '../../../src/store/store.ts';
import { action } from '../../commands/member.ts';
import { fair } from '../../fixtures/fair.ts';
import { recordedLog } from '../../fixtures/log.ts';
import { asModerator, inServer } from '../../fixtures/scenes.ts';
import { startDiscordStandIn, TOKEN, type Answer, type DiscordStandIn } from '../../stand-in/discord.ts';

export const CHANNEL = '800000000000000001';
export const SERVER = '900000000000000001';

const running: DiscordStandIn[] = [];

/** For `afterEach`. */
export async function closeModerated(): Promise<void> {
  for (const discord of running.splice(0)) {
    await discord.close();
    expect(discord.violations).toEqual([]);
  }
}

/** A Discord on loopback; several bots may share it, as replicas do. */
export async function startDiscord(): Promise<DiscordStandIn> {
  const discord = await startDiscordStandIn();
  running.push(discord);
  return discord;
}

/** The bot as it runs: the real dispatcher, REST client and pin updater, before a Discord on loopback. */
export async function moderated(
  store: Store,
  options: {
    readonly discord?: DiscordStandIn;
    readonly library?: Library;
    /** What happens when a command asks Discord for something. */
    readonly around?: (api: DiscordApi) => DiscordApi;
  } = {},
) {
  const { discord = await startDiscord(), library = fair } = options;
  const { log, lines } = recordedLog('info');
  const rest = createRest({ apiUrl: discord.apiUrl, token: TOKEN });
  const api = createDiscordApi(rest);
  let context = createAppContext(library);
  let time = 0;
  const dispatcher = createDispatcher({
    context: () => context,
    discord: options.around?.(api) ?? api,
    store,
    log,
    // Everybody takes their time.
    now: () => (time += 60_000),
  });
  const clock = { at: Date.now() };
  const pinUpdaterOn = (pins: Store['pins'] = store.pins) =>
    createPinUpdater({ pins, discord: api, log, now: () => clock.at });
  const pinUpdater = pinUpdaterOn();
  pinUpdater.follow(context.answers);

  async function send(interaction: APIInteraction): Promise<readonly Answer[]> {
    const exchange = discord.expect(interaction);
    await dispatcher.dispatch(interaction, createResponder(rest, interaction));
    return Promise.all(Array.from({ length: exchange.count }, () => exchange.next()));
  }

  /** The last message that the person sees of it. Fails where there is none. */
  async function see(interaction: APIInteraction): Promise<APIMessage> {
    const seen = (await send(interaction)).flatMap((answer) => ('message' in answer ? [answer.message] : []));
    const last = seen.findLast(({ content, embeds }) => content !== undefined || embeds !== undefined);
    if (last === undefined) throw new Error('Nobody said anything.');
    return messageOf({ channelId: CHANNEL, author: userOf(APPLICATION_ID, 'Footnote'), body: last });
  }

  return {
    discord,
    api,
    store,
    lines,
    clock,
    pinUpdater,
    /** As after a restart: nothing but the store is known. */
    anotherPinUpdater: (pins?: Store['pins']) => {
      const another = pinUpdaterOn(pins);
      another.follow(context.answers);
      return another;
    },
    send,
    see,
    read: async (interaction: APIInteraction): Promise<string> => {
      const { content, embeds } = await see(interaction);
      return content === '' ? (embeds[0]?.description ?? '') : content;
    },
    press: async (message: APIMessage, label: string, scene = asModerator()): Promise<string> =>
      (await see(componentInteraction(scene, action(message, label)))).content,
    /** The content changes; the pin updater has not begun yet. */
    change: (changed: Library) => {
      context = createAppContext(changed);
      pinUpdater.follow(context.answers);
    },
    /** A public answer of the bot's, as it stands in the channel. */
    answered: async (question: string): Promise<APIMessage> => {
      const {
        content,
        embeds,
        components = [],
      } = await see(slashInteraction(inServer(), { name: 'ask', values: { question } }));
      const { id } = await api.createMessage(CHANNEL, {
        content,
        embeds,
        components,
        allowed_mentions: { parse: [] },
      });
      return standing(id);
    },
    standing,
    pins: () => store.pins.inServer(SERVER),
    edits: (messageId?: string) =>
      discord.requests.filter(
        ({ method, path, status }) =>
          method === 'PATCH' && status === 200 && (messageId === undefined || path.endsWith(`/${messageId}`)),
      ).length,
  };

  function standing(id: string): APIMessage {
    const found = discord.messages(CHANNEL).find((message) => message.id === id);
    if (found === undefined) throw new Error(`There is no message ${id}.`);
    return found;
  }
}

export type Moderated = Awaited<ReturnType<typeof moderated>>;

/** Lets a pin updater do all that is due now. */
export async function settle(
  bot: Pick<Moderated, 'clock'>,
  pinUpdater: Pick<Moderated['pinUpdater'], 'work'>,
): Promise<void> {
  for (let step = 0; step < 500; step += 1) {
    const wait = await pinUpdater.work();
    if (wait > PIN_UPDATER_TIMES.spacing) return;
    bot.clock.at += wait;
  }
  throw new Error('The pin updater comes to no end.');
}

export const pin = (subcommand: string, values = {}, scene = asModerator()) =>
  slashInteraction(scene, { name: 'pin', subcommand, values });

export const pinThis = (target: APIMessage, scene = asModerator()) =>
  messageCommandInteraction(scene, { name: 'Pin this answer', target });
