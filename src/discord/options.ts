import {
  ApplicationCommandOptionType,
  type APIApplicationCommandInteractionDataOption,
  type APIApplicationCommandOptionChoice,
  type APIAttachment,
  type APIUser,
  type InteractionType,
} from 'discord-api-types/v10';
import { LIMITS } from './limits.ts';
import { oneLine } from './render/text.ts';

type DataOption = APIApplicationCommandInteractionDataOption<
  InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete
>;

/** What a member filled in. Discord sends the English names in every language. */
export interface Options {
  /** `section`, or `group section`, or the empty string. */
  readonly subcommand: string;
  /** Undefined where nothing was chosen. */
  value(name: string): unknown;
  /** A file that was attached. */
  attachment(name: string): APIAttachment | null;
  /** Somebody who was chosen. */
  user(name: string): APIUser | null;
  /** The option that is being typed, in an autocomplete interaction. */
  readonly focused: { readonly name: string; readonly typed: string } | null;
}

export function readOptions(data: {
  readonly options?: readonly DataOption[] | undefined;
  readonly resolved?:
    | {
        readonly attachments?: Readonly<Record<string, APIAttachment>>;
        readonly users?: Readonly<Record<string, APIUser>>;
      }
    | undefined;
}): Options {
  const path: string[] = [];
  let options: readonly DataOption[] = data.options ?? [];
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
  const focused = options.find((option) => 'focused' in option && option.focused);

  return {
    subcommand: path.join(' '),
    value,
    attachment: (name) => data.resolved?.attachments?.[String(value(name))] ?? null,
    user: (name) => data.resolved?.users?.[String(value(name))] ?? null,
    focused:
      focused !== undefined && 'value' in focused
        ? { name: focused.name, typed: String(focused.value) }
        : null,
  };
}

/** What is offered for an option while somebody types. The value has 100 characters at most; the name is cut to as many. */
export function choice(name: string, value: string = name): APIApplicationCommandOptionChoice<string> {
  return { name: oneLine(name, LIMITS.choiceText), value };
}
