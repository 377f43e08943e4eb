import {
  ApplicationCommandOptionType,
  type APIApplicationCommandInteractionDataOption,
  type InteractionType,
} from 'discord-api-types/v10';

type DataOption = APIApplicationCommandInteractionDataOption<
  InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete
>;

/** What a member filled in. Discord sends the English names in every language. */
export interface Options {
  /** `section`, or `group section`, or the empty string. */
  readonly subcommand: string;
  /** Throws where a required option is missing, which Discord never lets happen. */
  string(name: string): string;
  optionalString(name: string): string | null;
  boolean(name: string): boolean;
  /** Null where nothing was chosen. */
  optionalBoolean(name: string): boolean | null;
  /** The option that is being typed, in an autocomplete interaction. */
  readonly focused: { readonly name: string; readonly typed: string } | null;
}

export function readOptions(data: readonly DataOption[] | undefined): Options {
  const path: string[] = [];
  let options: readonly DataOption[] = data ?? [];
  for (;;) {
    const [first] = options;
    if (
      first?.type !== ApplicationCommandOptionType.Subcommand &&
      first?.type !== ApplicationCommandOptionType.SubcommandGroup
    ) {
      break;
    }
    path.push(first.name);
    options = first.options ?? [];
  }

  const value = (name: string): unknown => {
    const option = options.find((candidate) => candidate.name === name);
    return option !== undefined && 'value' in option ? option.value : undefined;
  };
  const optionalString = (name: string): string | null => {
    const found = value(name);
    return typeof found === 'string' ? found : null;
  };
  const focused = options.find((option) => 'focused' in option && option.focused);

  return {
    subcommand: path.join(' '),
    string(name) {
      const found = optionalString(name);
      if (found === null) throw new Error(`The required option "${name}" is missing from the interaction.`);
      return found;
    },
    optionalString,
    boolean: (name) => value(name) === true,
    optionalBoolean(name) {
      const found = value(name);
      return typeof found === 'boolean' ? found : null;
    },
    focused:
      focused !== undefined && 'value' in focused
        ? { name: focused.name, typed: String(focused.value) }
        : null,
  };
}
