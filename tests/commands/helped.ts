import { PermissionFlagsBits, type APIMessage } from 'discord-api-types/v10';
import type { Library } from '../../src/content/pack.ts';
import { createAlertWorker } from '../../src/discord/human/alert-worker.ts';
import { componentInteraction, slashInteraction } from '../../src/playground/interactions.ts';
import type { ServerSettings } from '../../src/store/store.ts';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { asModerator, inServer, READING } from '../fixtures/scenes.ts';
import { unsteadyStore } from '../fixtures/store.ts';
import { directChannelOf } from '../stand-in/local-discord.ts';
import { action, actionsOf, bot, isPrivate } from './member.ts';

export const SERVER = inServer().server?.id ?? '';
export const HERE = inServer().channelId;
export const HELPERS = '810000000000000001';
export const ADA = inServer();
export const GRACE = inServer({ userId: '700000000000000002' });
export const HELPER = inServer({ userId: '700000000000000003', channelId: HELPERS });
export const OTHER_HELPER = inServer({ userId: '700000000000000004', channelId: HELPERS });
export const MODERATOR = asModerator({
  userId: '700000000000000005',
  channelId: HELPERS,
  memberPermissions: READING | PermissionFlagsBits.ManageMessages,
});

/** The article tells nothing of it, and nothing near it. */
export const QUESTION = 'may I bring my *horse* to @everyone?';

export const labelsOf = (message: APIMessage) => actionsOf(message).map(({ label }) => label);
type Scene = typeof ADA;

/** A server with helpers, and what its people see. */
export async function helped(
  chosen: Partial<ServerSettings> = { helpersChannel: HELPERS },
  {
    store = unsteadyStore(),
    library = fair,
  }: { readonly store?: ReturnType<typeof unsteadyStore>; readonly library?: Library } = {},
) {
  const { see, open, context, discord } = bot(library, { store });
  await store.servers.writeSettings(SERVER, chosen);
  const { sealing } = context.keys;
  if (sealing === null) throw new Error('These keys seal.');
  // Before the ids that the stand-in gives to messages.
  const clock = { now: Date.UTC(2016, 6, 1) };
  /** Of a process that has these answers. */
  const worker = (api = discord.api, answers = () => context.answers) =>
    createAlertWorker({
      store,
      discord: api,
      answers,
      sealing,
      log: recordedLog().log,
      now: () => clock.now,
    });
  const press = (message: APIMessage, label: string, scene: Scene = ADA) =>
    see(componentInteraction(scene, action(message, label)));
  const ask = (question = QUESTION, values = {}, scene: Scene = ADA) =>
    see(slashInteraction(scene, { name: 'ask', values: { question, ...values } }));
  /** What everybody sees there. */
  const inChannel = (channelId: string) =>
    discord.channel(channelId).filter((message) => !isPrivate(message));
  /** From the question to the helpers' message. */
  const bring = async (question = QUESTION, scene: Scene = ADA, values = {}) => {
    const confirmed = await press(await ask(question, values, scene), 'Ask a human', scene);
    const { messages } = await discord.send(componentInteraction(scene, action(confirmed, 'Send it')));
    const said = messages.find(({ message }) => message.id === confirmed.id)?.message;
    if (said === undefined) throw new Error('The asker is told nothing.');
    return said;
  };
  const brought = () => {
    const last = inChannel(HELPERS).at(-1);
    if (last === undefined) throw new Error('Nothing came to the helpers.');
    return last;
  };
  /** A helper answers; what they are told. */
  const answer = async (message: APIMessage, text: string, scene: Scene = HELPER) => {
    const { submit } = await open(componentInteraction(scene, action(message, 'Answer')));
    return async () => {
      const { messages } = await discord.send(submit(scene, { answer: text }));
      const told = messages.findLast(({ message: one }) => isPrivate(one))?.message;
      if (told === undefined) throw new Error('The helper is told nothing.');
      return told;
    };
  };
  const told = (scene: Scene = ADA) => inChannel(directChannelOf(scene.userId));
  return {
    store,
    see,
    open,
    ask,
    press,
    bring,
    brought,
    answer,
    told,
    inChannel,
    worker,
    clock,
    discord,
    context,
  };
}

/** A moderator adds what answers it. */
export async function teach(
  { open, see }: Pick<Awaited<ReturnType<typeof helped>>, 'open' | 'see'>,
  question = 'may I bring my horse to @everyone',
) {
  const { submit } = await open(slashInteraction(MODERATOR, { name: 'faq', subcommand: 'add' }));
  return see(submit(MODERATOR, { question, answer: 'Horses stay outside.' }));
}
