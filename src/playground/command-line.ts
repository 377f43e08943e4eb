import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type APIApplicationCommandBasicOption,
  type Locale,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { OptionValues } from './interactions.ts';

export interface CalledCommand {
  readonly name: string;
  readonly subcommand?: string;
  readonly values: OptionValues;
}

/** A command that is still being typed: which option, and what stands there so far. */
export interface TypedCommand extends CalledCommand {
  readonly focused: string;
  readonly typed: string;
  /** The line up to where the option's value begins. */
  readonly before: string;
}

interface Understood {
  readonly definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
  readonly subcommand: string | null;
  readonly options: readonly APIApplicationCommandBasicOption[];
  /** What stands behind the command and its subcommand. */
  readonly rest: string;
}

/** Reads `/ask how much was it` or `/ask question:how much was it private:true`; or one sentence on what is wrong. */
export function readCommand(
  line: string,
  definitions: readonly RESTPostAPIApplicationCommandsJSONBody[],
  locale: Locale,
): CalledCommand | { readonly error: string } {
  const understood = understand(line, slashCommands(definitions), locale);
  if ('error' in understood) return understood;
  const { definition, subcommand, options, rest } = understood;
  const { values, error } = readOptions(rest, options, locale);
  if (error !== null) return { error };
  const missing = options.find((option) => option.required === true && values[option.name] === undefined);
  if (missing !== undefined) {
    return { error: `Say what ${nameIn(missing, locale)} is: ${nameIn(missing, locale)}:…` };
  }
  return { name: definition.name, ...(subcommand === null ? {} : { subcommand }), values };
}

/** The option at the end of a line, where it is one that suggests values. */
export function readTyped(
  line: string,
  definitions: readonly RESTPostAPIApplicationCommandsJSONBody[],
  locale: Locale,
): TypedCommand | null {
  const understood = understand(line, slashCommands(definitions), locale);
  if ('error' in understood) return null;
  const { definition, subcommand, options, rest } = understood;
  const named = namedParts(rest, options, locale);
  const last = named.at(-1);
  const option = last?.option ?? freeOption(options, new Set());
  if (option === null || !('autocomplete' in option && option.autocomplete)) return null;
  const typed = last?.text ?? rest;
  const { values } = readOptions(rest.slice(0, last?.start ?? 0), options, locale);
  return {
    name: definition.name,
    ...(subcommand === null ? {} : { subcommand }),
    values,
    focused: option.name,
    typed,
    before: line.slice(0, line.length - typed.length),
  };
}

/** What a line may go on with: commands, then subcommands. */
export function completeName(
  line: string,
  definitions: readonly RESTPostAPIApplicationCommandsJSONBody[],
  locale: Locale,
): readonly string[] {
  const lines = slashCommands(definitions).flatMap((definition) => {
    const name = `/${nameIn(definition, locale)}`;
    const subs = subcommandsOf(definition).map((sub) => `${name} ${nameIn(sub, locale)} `);
    return line.startsWith(`${name} `) ? subs : [`${name} `];
  });
  return lines.filter((candidate) => candidate.startsWith(line));
}

function understand(
  line: string,
  definitions: readonly RESTPostAPIChatInputApplicationCommandsJSONBody[],
  locale: Locale,
): Understood | { readonly error: string } {
  const [, typed = '', behind = ''] = /^\/(\S*)\s?(.*)$/s.exec(line) ?? [];
  const definition = definitions.find((candidate) => isCalled(candidate, typed, locale));
  if (definition === undefined) {
    const all = definitions.map((candidate) => `/${nameIn(candidate, locale)}`).join(', ');
    return { error: `There is no command /${typed}. There are ${all}.` };
  }
  const subcommands = subcommandsOf(definition);
  if (subcommands.length === 0) {
    const options = (definition.options ?? []).filter(isBasic);
    return { definition, subcommand: null, options, rest: behind };
  }
  const [, word = '', rest = ''] = /^(\S*)\s?(.*)$/s.exec(behind) ?? [];
  const subcommand = subcommands.find((candidate) => isCalled(candidate, word, locale));
  if (subcommand === undefined) {
    const all = subcommands.map((candidate) => nameIn(candidate, locale)).join(', ');
    return { error: `Say which: /${typed} ${all}.` };
  }
  return { definition, subcommand: subcommand.name, options: subcommand.options ?? [], rest };
}

interface NamedPart {
  readonly option: APIApplicationCommandBasicOption;
  readonly text: string;
  /** Where its name begins. */
  readonly start: number;
}

/** The stretches that begin with an option's name and a colon. */
function namedParts(
  rest: string,
  options: readonly APIApplicationCommandBasicOption[],
  locale: Locale,
): readonly NamedPart[] {
  const starts = [...rest.matchAll(/(?:^|(?<=\s))([^\s:]+):/gu)].flatMap((match) => {
    const option = options.find((candidate) => isCalled(candidate, match[1] ?? '', locale));
    return option === undefined ? [] : [{ option, start: match.index, from: match.index + match[0].length }];
  });
  return starts.map(({ option, start, from }, at) => ({
    option,
    start,
    text: rest.slice(from, starts[at + 1]?.start ?? rest.length).trimStart(),
  }));
}

function readOptions(
  rest: string,
  options: readonly APIApplicationCommandBasicOption[],
  locale: Locale,
): { readonly values: OptionValues; readonly error: string | null } {
  const named = namedParts(rest, options, locale);
  const values: Record<string, string | boolean> = {};
  for (const { option, text } of named) {
    values[option.name] =
      option.type === ApplicationCommandOptionType.Boolean
        ? /^(?:true|yes|oui|1)\b/i.test(text)
        : text.trim();
  }
  const loose = rest.slice(0, named[0]?.start ?? rest.length).trim();
  if (loose === '') return { values, error: null };
  const option = freeOption(options, new Set(Object.keys(values)));
  if (option === null) return { values, error: `I don't know what to do with "${loose}".` };
  return { values: { ...values, [option.name]: loose }, error: null };
}

/** The first text option that has no value yet. */
function freeOption(
  options: readonly APIApplicationCommandBasicOption[],
  taken: ReadonlySet<string>,
): APIApplicationCommandBasicOption | null {
  return (
    options.find(({ type, name }) => type === ApplicationCommandOptionType.String && !taken.has(name)) ?? null
  );
}

interface Named {
  readonly name: string;
  readonly name_localizations?:
    { readonly [Language in Locale]?: string | null | undefined } | null | undefined;
}

function nameIn(named: Named, locale: Locale): string {
  return named.name_localizations?.[locale] ?? named.name;
}

function isCalled(named: Named, typed: string, locale: Locale): boolean {
  const word = typed.toLowerCase();
  return word === named.name || word === nameIn(named, locale);
}

function slashCommands(
  definitions: readonly RESTPostAPIApplicationCommandsJSONBody[],
): readonly RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  return definitions.flatMap((definition) =>
    definition.type === undefined || definition.type === ApplicationCommandType.ChatInput ? [definition] : [],
  );
}

function subcommandsOf(definition: RESTPostAPIChatInputApplicationCommandsJSONBody) {
  return (definition.options ?? []).flatMap((option) =>
    option.type === ApplicationCommandOptionType.Subcommand ? [option] : [],
  );
}

function isBasic(option: {
  readonly type: ApplicationCommandOptionType;
}): option is APIApplicationCommandBasicOption {
  return (
    option.type !== ApplicationCommandOptionType.Subcommand &&
    option.type !== ApplicationCommandOptionType.SubcommandGroup
  );
}
