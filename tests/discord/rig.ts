import { SlashCommandBuilder } from 'discord.js';
import type { APIInteraction } from 'discord-api-types/v10';
import { expect } from 'vitest';
import { createAppContext } from '../../src/cli/app-context.ts';
import type { Command, Reply } from '../../src/discord/command.ts';
import { createDispatcher } from '../../src/discord/dispatch.ts';
import { notice } from '../../src/discord/render/message.ts';
import { createDiscordApi, createResponder, createRest } from '../../src/discord/rest.ts';
import { componentInteraction, messageOf, userOf } from '../../src/playground/interactions.ts';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { ownStore } from '../fixtures/store.ts';
import { inServer } from '../fixtures/scenes.ts';
import { startDiscordStandIn, TOKEN, type Answer, type DiscordStandIn } from '../stand-in/discord.ts';

const running: DiscordStandIn[] = [];

/** For `afterEach`. */
export async function closeRigs(): Promise<void> {
  for (const discord of running.splice(0)) await discord.close();
}

type Options = Partial<Omit<Parameters<typeof createDispatcher>[0], 'context' | 'discord' | 'log'>>;

/** The real dispatcher and REST client before a Discord on loopback, with one command of the test's own. */
export async function startRig(probe: Partial<Command>, options: Options = {}) {
  const discord = await startDiscordStandIn();
  running.push(discord);
  const { log, lines } = recordedLog('info');
  const rest = createRest({ apiUrl: discord.apiUrl, token: TOKEN });
  const command: Command = {
    data: new SlashCommandBuilder().setName('probe').setDescription('For this test').toJSON(),
    repliesPrivately: () => false,
    execute: () => said('Done.'),
    ...probe,
  };
  const context = { ...createAppContext(fair), commands: [command] };
  const dispatcher = createDispatcher({
    context: () => context,
    discord: createDiscordApi(rest),
    log,
    store: ownStore(),
    ...options,
  });
  return {
    discord,
    lines,
    abort: () => dispatcher.abort(),
    /** Everything that was sent about it, once the dispatcher is done. */
    async send(interaction: APIInteraction, age?: number): Promise<readonly Answer[]> {
      const exchange = discord.expect(interaction);
      await dispatcher.dispatch(interaction, createResponder(rest, interaction), age);
      return Promise.all(Array.from({ length: exchange.count }, () => exchange.next()));
    },
    /** The modal that it opens. */
    async open(interaction: APIInteraction) {
      const [answer] = await this.send(interaction);
      expect(answer).toMatchObject({ kind: 'respond', modal: { custom_id: expect.any(String) } });
      if (answer?.kind !== 'respond' || answer.modal === null) throw new Error('no modal opened');
      return answer.modal;
    },
  };
}

export function said(text: string, privately = false): Reply {
  return { kind: 'message', body: notice(text), private: privately };
}

/** A reply with a file. */
export function withFile(kind: 'message' | 'update', privately = false): Reply {
  const reply = said('See the file.', privately);
  if (reply.kind !== 'message') throw new Error('no message');
  const body = { ...reply.body, files: [{ name: 'figures.csv', data: Buffer.from('day;asked\n') }] };
  return kind === 'update' ? { kind, body } : { ...reply, body };
}

/** A message of the bot's that carries the test's buttons. */
export const carrier = messageOf({
  channelId: '800000000000000001',
  author: userOf('100000000000000001', 'Footnote'),
  body: {},
});

export const press = (customId = 'probe:press', scene = inServer()) =>
  componentInteraction(scene, { customId, message: carrier });

/** A value that comes when the test says so. */
export function later<T>() {
  let give: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { promise, give };
}
