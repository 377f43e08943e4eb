import { ComponentType, MessageFlags, type APIInteraction, type APIMessage } from 'discord-api-types/v10';
import { createAppContext, serverMemory } from '../../src/cli/app-context.ts';
import type { Library } from '../../src/content/pack.ts';
import { createDispatcher } from '../../src/discord/dispatch.ts';
import { NOT_MEASURED, type ArticleQualities } from '../../src/discord/posts/article-quality.ts';
import { createLocalDiscord } from '../stand-in/local-discord.ts';
import type { Scene } from '../../src/playground/interactions.ts';
import { modalInteraction, type SubmittedValues } from '../../src/playground/modal-submit.ts';
import type { Store } from '../../src/store/store.ts';
import { recordedLog } from '../fixtures/log.ts';
import { ownStore } from '../fixtures/store.ts';
import { checkMessage } from '../../src/playground/discord/contract/messages.ts';
import { checkModal } from '../../src/playground/discord/contract/modals.ts';

/** The bot with some content, on a Discord in memory that objects to what Discord would object to. */
export function bot(
  library: Library,
  options: {
    readonly store?: Store;
    /** A clock in milliseconds; without one, everybody takes their time. */
    readonly now?: () => number;
    /** By default, nothing is measured. */
    readonly qualities?: ArticleQualities;
  } = {},
) {
  let time = 0;
  const { store = ownStore(), now = () => (time += 60_000), qualities = NOT_MEASURED } = options;
  const context = createAppContext(library, { memory: serverMemory(store) });
  const { log, lines } = recordedLog();
  const discord = createLocalDiscord((api) =>
    createDispatcher({ context: () => context, discord: api, store, now, log, qualities }),
  );
  return {
    /** Of the log. */
    lines,
    context,
    discord,
    store,
    /** The one message that comes of it. */
    see: async (interaction: APIInteraction): Promise<APIMessage> => {
      const { messages } = await discord.send(interaction);
      const [first, ...more] = messages;
      if (first === undefined || more.length > 0)
        throw new Error(`${messages.length} messages came, not one.`);
      return first.message;
    },
    /** The modal that opens, and how to send it off with some of its fields filled in. */
    open: async (interaction: APIInteraction) => {
      const { modal, messages } = await discord.send(interaction);
      if (modal === null) {
        throw new Error(
          `No modal opened, but: ${messages.map(({ message }) => message.content).join(' | ')}`,
        );
      }
      const violations = checkModal(modal.body);
      if (violations.length > 0) throw new Error(`Discord would refuse the modal: ${violations.join(', ')}`);
      const { body, message } = modal;
      return {
        modal: body,
        submit: (scene: Scene, values: SubmittedValues) =>
          modalInteraction(scene, { modal: body, values, ...(message === null ? {} : { message }) }),
      };
    },
  };
}

export function isPrivate(message: APIMessage): boolean {
  return ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

interface Action {
  readonly label: string;
  readonly customId: string;
  /** What a line of a menu stands for; null for a button. */
  readonly value: string | null;
}

/** Every button and every line of a menu. */
export function actionsOf(message: Pick<APIMessage, 'components'>): readonly Action[] {
  const actions: Action[] = [];
  for (const row of message.components ?? []) {
    if (row.type !== ComponentType.ActionRow) continue;
    for (const one of row.components) {
      if (one.type === ComponentType.StringSelect) {
        const customId = one.custom_id;
        actions.push(...one.options.map(({ label, value }) => ({ label, customId, value })));
      } else if ('custom_id' in one && 'label' in one) {
        actions.push({ label: one.label ?? '', customId: one.custom_id, value: null });
      }
    }
  }
  return actions;
}

export function action(message: APIMessage, label: string) {
  const found = actionsOf(message).find((one) => one.label === label);
  if (found === undefined) {
    const there = actionsOf(message).map((one) => one.label);
    throw new Error(`There is no "${label}", only ${there.join(', ')}.`);
  }
  const { customId, value } = found;
  return { message, customId, ...(value === null ? {} : { values: [value] }) };
}

/** As a body that was sent, for the checks of Discord's contract. */
export function violationsOf({ content, embeds, components }: APIMessage): string[] {
  return checkMessage({ content, embeds, components, allowed_mentions: { parse: [] } });
}
