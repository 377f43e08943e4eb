import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { CommandNaming } from '../texts/texts.ts';

interface Named {
  readonly name: string;
  readonly name_localizations?: Readonly<Record<string, string | null | undefined>> | null | undefined;
}

/** A command, or something within it, as far as it says what can be typed. */
export interface Definition extends Named {
  /** Of a command, or of an option. */
  readonly type?: number | undefined;
  readonly options?: readonly Definition[] | undefined;
}

/** What a slash command is typed as, with its subcommands: its names from the first to the last, for each. */
function namesWithin(definition: Definition): readonly (readonly Named[])[] {
  const below = (definition.options ?? []).filter(
    ({ type }) =>
      type === ApplicationCommandOptionType.Subcommand ||
      type === ApplicationCommandOptionType.SubcommandGroup,
  );
  return below.length === 0
    ? [[definition]]
    : below.flatMap((one) => namesWithin(one).map((names) => [definition, ...names]));
}

/** What can be typed of a command, in English: `faq review`; nothing of one in a menu. */
export function commandPaths(command: Definition): readonly string[] {
  return isTyped(command) ? namesWithin(command).map(pathOf) : [];
}

function isTyped({ type }: Definition): boolean {
  return type === undefined || type === ApplicationCommandType.ChatInput;
}

function pathOf(names: readonly Named[]): string {
  return names.map(({ name }) => name).join(' ');
}

/**
 * Names commands by mentions, which can be clicked and which Discord shows in the reader's language; by their names in
 * the text's language where no id is known.
 * @param idOf the id of the command with this path
 */
export function nameCommands(
  definitions: readonly RESTPostAPIApplicationCommandsJSONBody[],
  idOf: (path: string) => string | null,
): CommandNaming {
  return (path, locale) => {
    const id = idOf(path);
    if (id !== null) return `</${path}:${id}>`;
    return `\`/${localisedPath(definitions, path, locale) ?? path}\``;
  };
}

function localisedPath(definitions: readonly Definition[], path: string, locale: string): string | null {
  const names = definitions
    .filter(isTyped)
    .flatMap(namesWithin)
    .find((one) => pathOf(one) === path);
  return names?.map((one) => one.name_localizations?.[locale] ?? one.name).join(' ') ?? null;
}
