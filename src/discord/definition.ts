import { ApplicationIntegrationType, InteractionContextType } from 'discord-api-types/v10';
import { defaultTexts, localisations, type Texts } from '../texts/texts.ts';
import { LIMITS } from './limits.ts';
import { oneLine } from './render/text.ts';

interface Named {
  setName(name: string): this;
  setNameLocalizations(names: Record<string, string>): this;
}

interface Described extends Named {
  setDescription(description: string): this;
  setDescriptionLocalizations(descriptions: Record<string, string>): this;
}

/** Names a command, a subcommand or an option from the catalogues, in all languages. */
export function named<B extends Named>(builder: B, select: (texts: Texts) => { readonly name: string }): B {
  return builder
    .setName(select(defaultTexts).name)
    .setNameLocalizations(localisations((texts) => select(texts).name));
}

/** Names and describes a slash command, a subcommand or an option from the catalogues, in all languages. */
export function described<B extends Described>(
  builder: B,
  select: (texts: Texts) => { readonly name: string; readonly description: string },
): B {
  return describedOnly(named(builder, select), (texts) => select(texts).description);
}

/** Describes something that has the same name in all languages. */
export function describedOnly<B extends Described>(builder: B, select: (texts: Texts) => string): B {
  const description = (texts: Texts) => oneLine(select(texts), LIMITS.commandDescription);
  return builder
    .setDescription(description(defaultTexts))
    .setDescriptionLocalizations(localisations(description));
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
