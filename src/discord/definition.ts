import {
  SlashCommandAttachmentOption,
  SlashCommandBooleanOption,
  SlashCommandStringOption,
  SlashCommandUserOption,
} from 'discord.js';
import {
  ApplicationIntegrationType,
  InteractionContextType,
  type APIAttachment,
  type APIUser,
} from 'discord-api-types/v10';
import { localisations, type Localised } from '../texts/texts.ts';
import { LIMITS } from './limits.ts';
import type { Options } from './options.ts';
import { oneLine } from './render/text.ts';

/** What something is called in the other languages; where it is absent, as in English. */
export type Names = Omit<Localised<string>, 'en'>;

interface Named {
  setName(name: string): this;
  setNameLocalizations(names: Record<string, string>): this;
}

interface Described extends Named {
  setDescription(description: string): this;
  setDescriptionLocalizations(descriptions: Record<string, string>): this;
}

/** Names a command, a subcommand or an option in all languages. */
export function named<B extends Named>(builder: B, name: string, names: Names | undefined): B {
  builder.setName(name);
  return names === undefined
    ? builder
    : builder.setNameLocalizations(localisations((texts) => texts.own({ en: name, ...names })));
}

/** What people see of a slash command, a subcommand or an option. */
export interface Labels {
  readonly names?: Names;
  readonly description: Localised<string>;
}

export function described<B extends Described>(builder: B, name: string, labels: Labels): B {
  const { names, description } = labels;
  const cut = (text: string) => oneLine(text, LIMITS.commandDescription);
  return named(builder, name, names)
    .setDescription(cut(description.en))
    .setDescriptionLocalizations(localisations((texts) => cut(texts.own(description))));
}

/** Where options are added: a command, or a subcommand. */
export interface TakesOptions {
  addStringOption(option: SlashCommandStringOption): unknown;
  addBooleanOption(option: SlashCommandBooleanOption): unknown;
  addAttachmentOption(option: SlashCommandAttachmentOption): unknown;
  addUserOption(option: SlashCommandUserOption): unknown;
}

/** An option of a command, by how it is defined and how it is read. */
export interface Option<T> {
  /** @param suggests whether there are suggestions while somebody types */
  addTo(command: TakesOptions, name: string, suggests: boolean): void;
  /** Throws where a required option is missing, which Discord never lets happen. */
  read(options: Options, name: string): T;
}

interface StringChoice {
  /** At most 100 characters; members may send what was never offered all the same. */
  readonly value: string;
  readonly label: Localised<string> | string;
}

interface StringLabels extends Labels {
  /** In characters, up to 6,000. */
  readonly maxLength?: number;
  /** As many as fit are offered. */
  readonly choices?: readonly StringChoice[];
  /** False where there is nothing to choose. */
  readonly offered?: boolean;
}

/** A text; null where nothing was typed, unless it is required. */
export function stringOption(labels: StringLabels & { readonly required: true }): Option<string>;
export function stringOption(labels: StringLabels): Option<string | null>;
export function stringOption(labels: StringLabels & { readonly required?: true }): Option<string | null> {
  const { required = false, maxLength, choices, offered = true } = labels;
  return {
    addTo(command, name, suggests) {
      if (!offered) return;
      const option = described(new SlashCommandStringOption(), name, labels).setRequired(required);
      if (maxLength !== undefined) option.setMaxLength(maxLength);
      if (suggests) option.setAutocomplete(true);
      if (choices !== undefined) option.addChoices(choices.slice(0, LIMITS.choices).map(choice));
      command.addStringOption(option);
    },
    read(options, name) {
      const value = options.value(name);
      if (typeof value === 'string') return value;
      if (required) throw new Error(`The required option "${name}" is missing from the interaction.`);
      return null;
    },
  };
}

function choice({ value, label }: StringChoice) {
  return typeof label === 'string'
    ? { name: label, value }
    : { name: label.en, name_localizations: localisations((texts) => texts.own(label)), value };
}

/** Yes or no; null where nothing was chosen. */
export function booleanOption(labels: Labels): Option<boolean | null> {
  return {
    addTo: (command, name) => {
      command.addBooleanOption(described(new SlashCommandBooleanOption(), name, labels));
    },
    read: (options, name) => {
      const value = options.value(name);
      return typeof value === 'boolean' ? value : null;
    },
  };
}

/** A file, which is required; null where Discord didn't say where it is. */
export function attachmentOption(labels: Labels): Option<APIAttachment | null> {
  return {
    addTo: (command, name) => {
      command.addAttachmentOption(
        described(new SlashCommandAttachmentOption(), name, labels).setRequired(true),
      );
    },
    read: (options, name) => options.attachment(name),
  };
}

/** Somebody; null where nobody was chosen. */
export function userOption(labels: Labels): Option<APIUser | null> {
  return {
    addTo: (command, name) => {
      command.addUserOption(described(new SlashCommandUserOption(), name, labels));
    },
    read: (options, name) => options.user(name),
  };
}

/** Servers, direct messages with the bot, and every other direct message; added by a server or a member. */
export const EVERYWHERE = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  installations: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
} as const;

export const SERVERS = {
  contexts: [InteractionContextType.Guild],
  installations: [ApplicationIntegrationType.GuildInstall],
} as const;
