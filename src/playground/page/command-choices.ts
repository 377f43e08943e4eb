import type { APIApplicationCommandBasicOption, APIApplicationCommandOption } from 'discord-api-types/v10';
import type { Persona, RegisteredCommand } from '../protocol.ts';
import { CHAT_INPUT, SUBCOMMAND, SUBCOMMAND_GROUP } from './command-types.ts';
import { descriptionOf, nameOf } from './names.ts';

/** What can be typed behind a slash: a command, or one of its subcommands. */
export interface CommandChoice {
  /** The command's id. */
  readonly command: string;
  /** Of subcommands; in English. */
  readonly group: string | null;
  /** In English. */
  readonly subcommand: string | null;
  /** In the person's language: `deepseek section`. */
  readonly title: string;
  readonly english: string;
  readonly description: string;
  readonly options: readonly APIApplicationCommandBasicOption[];
}

export function choicesOf(commands: readonly RegisteredCommand[], locale: string): readonly CommandChoice[] {
  return commands.flatMap((command): readonly CommandChoice[] => {
    if ('type' in command && command.type !== undefined && command.type !== CHAT_INPUT) return [];
    const options: readonly APIApplicationCommandOption[] =
      'options' in command ? (command.options ?? []) : [];
    const basic = options.filter(isBasic);
    const own: CommandChoice = {
      command: command.id,
      group: null,
      subcommand: null,
      title: nameOf(command, locale),
      english: command.name,
      description: descriptionOf(command, locale),
      options: basic,
    };
    return basic.length === options.length ? [own] : options.flatMap((one) => below(own, one, locale));
  });
}

/** A subcommand, or those of a group. */
function below(
  above: CommandChoice,
  option: APIApplicationCommandOption,
  locale: string,
): readonly CommandChoice[] {
  if (isBasic(option)) return [];
  const choice: CommandChoice = {
    ...above,
    title: `${above.title} ${nameOf(option, locale)}`,
    english: `${above.english} ${option.name}`,
    description: descriptionOf(option, locale),
  };
  return option.type === SUBCOMMAND
    ? [{ ...choice, subcommand: option.name, options: option.options ?? [] }]
    : (option.options ?? []).flatMap((one) => below({ ...choice, group: option.name }, one, locale));
}

/** As the program is told which one of a command's it is. */
export function pathOf({ group, subcommand }: CommandChoice): {
  readonly group?: string;
  readonly subcommand?: string;
} {
  return { ...(group === null ? {} : { group }), ...(subcommand === null ? {} : { subcommand }) };
}

function isBasic(option: APIApplicationCommandOption): option is APIApplicationCommandBasicOption {
  return option.type !== SUBCOMMAND && option.type !== SUBCOMMAND_GROUP;
}

interface Offered {
  readonly commands: readonly RegisteredCommand[];
  readonly persona: Pick<Persona, 'locale'>;
}

/** The one of that name in English, with its subcommand's. */
export function choiceNamed(english: string, { commands, persona }: Offered): CommandChoice | undefined {
  return choicesOf(commands, persona.locale).find((choice) => choice.english === english);
}

/** What is typed for a command, by its name in English, and what follows it: in the person's language where it is there. */
export function commandLine(english: string, rest: string, offered: Offered): string {
  return `/${choiceNamed(english, offered)?.title ?? english} ${rest}`.trimEnd();
}

/** Those that may be meant: the nearest first. */
export function matching(commandChoices: readonly CommandChoice[], typed: string): readonly CommandChoice[] {
  const wanted = typed.toLowerCase();
  const rank = ({ title, english }: CommandChoice): number => {
    const names = [title, english].map((name) => name.toLowerCase());
    if (names.some((name) => name.startsWith(wanted))) return 0;
    if (names.some((name) => name.split(/[\s-]/).some((word) => word.startsWith(wanted)))) return 1;
    return names.some((name) => name.includes(wanted)) ? 2 : 3;
  };
  return commandChoices
    .map((choice) => ({ choice, at: rank(choice) }))
    .filter(({ at }) => at < 3)
    .toSorted((a, b) => a.at - b.at)
    .map(({ choice }) => choice);
}

/** The choice that a whole line begins with, and what follows it: `/ask how much` is `ask`, `how much`. */
export function typedChoice(
  commandChoices: readonly CommandChoice[],
  line: string,
): { readonly choice: CommandChoice; readonly rest: string } | null {
  const found = commandChoices
    .flatMap((choice) => [choice.title, choice.english].map((name) => ({ choice, start: `/${name} ` })))
    .filter(({ start }) => line.toLowerCase().startsWith(start.toLowerCase()))
    .toSorted((a, b) => b.start.length - a.start.length)[0];
  return found === undefined ? null : { choice: found.choice, rest: line.slice(found.start.length) };
}
