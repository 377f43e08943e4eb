import {
  ApplicationCommandOptionType,
  PermissionFlagsBits,
  type APIAttachment,
  type APIInteraction,
  type APIMessage,
} from 'discord-api-types/v10';
import type { Library } from '../../../src/content/pack.ts';
import {
  attachmentOf,
  componentInteraction,
  slashInteraction,
  type Scene,
} from '../../../src/playground/interactions.ts';
import type { FieldValues } from '../../../src/playground/protocol.ts';
import type { Store } from '../../../src/store/store.ts';
import { fair } from '../../fixtures/fair.ts';
import { inServer, READING } from '../../fixtures/scenes.ts';
import { ownStore } from '../../fixtures/store.ts';
import { action, actionsOf, bot, violationsOf } from '../member.ts';

const { ManageMessages, AttachFiles } = PermissionFlagsBits;

export const SERVER = inServer().server?.id ?? '';
export const member = inServer({ userId: '700000000000000002' });
export const moderator = inServer({
  memberPermissions: READING | ManageMessages,
  botPermissions: READING | AttachFiles,
});

export const faq = (subcommand: string, values: Record<string, string> = {}, scene = moderator) =>
  slashInteraction(scene, { name: 'faq', subcommand, values });

export const ask = (question: string, scene: Scene = member, values = {}) =>
  slashInteraction(scene, { name: 'ask', values: { question, ...values } });

/** `/faq import` with this file. */
export function importing(text: string | Uint8Array, name = 'faq-en.md', scene = moderator): APIInteraction {
  const file = attachmentOf({ name, data: Buffer.from(text) });
  return importingFile(file, scene);
}

export function importingFile(file: APIAttachment, scene = moderator): APIInteraction {
  const called = slashInteraction(scene, { name: 'faq', subcommand: 'import' });
  const option = { type: ApplicationCommandOptionType.Attachment, name: 'file', value: file.id } as const;
  return {
    ...called,
    data: {
      ...called.data,
      options: [{ type: ApplicationCommandOptionType.Subcommand, name: 'import', options: [option] }],
      resolved: { attachments: { [file.id]: file } },
    },
  } as APIInteraction;
}

/** The bot with members who ask and moderators who teach it. */
export function moderating(options: { readonly store?: Store; readonly library?: Library } = {}) {
  const { store = ownStore(), library = fair } = options;
  const one = bot(library, { store });
  const see = async (interaction: APIInteraction): Promise<APIMessage> => {
    const message = await one.see(interaction);
    const violations = violationsOf(message);
    if (violations.length > 0) throw new Error(`Discord would refuse it: ${violations.join(', ')}`);
    return message;
  };
  return {
    ...one,
    see,
    press: (message: APIMessage, label: string, scene = moderator) =>
      see(componentInteraction(scene, action(message, label))),
    /** Chooses the line of a menu. */
    choose: (message: APIMessage, label: string, scene = moderator) =>
      see(componentInteraction(scene, action(message, label))),
    openFrom: (message: APIMessage, label: string, scene = moderator) =>
      one.open(componentInteraction(scene, action(message, label))),
    add: async (question: string, answer: string, more: FieldValues = {}) => {
      const { submit } = await one.open(faq('add'));
      return see(submit(moderator, { question, answer, ...more }));
    },
    knowledge: () => store.knowledge.read(SERVER),
  };
}

/** What a message says, in its card or without. */
export function textOf({ content, embeds }: APIMessage): string {
  const [card] = embeds;
  return [content, card?.title, card?.description, ...(card?.fields ?? []).map(({ value }) => value)]
    .filter((text) => text !== undefined && text !== '')
    .join('\n');
}

export function labelsOf(message: APIMessage): readonly string[] {
  return actionsOf(message).map(({ label }) => label);
}
