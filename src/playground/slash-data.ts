import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type APIApplicationCommandInteraction,
  type APIApplicationCommandInteractionDataBasicOption,
  type APIApplicationCommandInteractionDataOption,
  type APIAttachment,
  type APIAutocompleteApplicationCommandInteractionData,
  type APIChatInputApplicationCommandInteractionData,
  type APIInteractionDataResolved,
  type InteractionType,
} from 'discord-api-types/v10';

type NumberType = ApplicationCommandOptionType.Integer | ApplicationCommandOptionType.Number;
type TargetType =
  | ApplicationCommandOptionType.User
  | ApplicationCommandOptionType.Role
  | ApplicationCommandOptionType.Channel
  | ApplicationCommandOptionType.Mentionable;

/** Files are told by their ids; whatever isn't plain names its type. */
export type OptionValue =
  | string
  | boolean
  | APIAttachment
  | { readonly type: NumberType; readonly value: number }
  | { readonly type: TargetType; readonly value: string };

/** What was filled in, by the options' English names. */
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** Which command was used, and with what. */
export interface Called {
  /** As it is registered. */
  readonly id: string;
  readonly name: string;
  readonly group?: string | undefined;
  readonly subcommand?: string | undefined;
  readonly values?: OptionValues | undefined;
  /** The people, roles and channels among the values. */
  readonly resolved?: APIInteractionDataResolved | undefined;
}

/** The option that somebody is typing in; what stands in it is no value yet. */
export interface Focus {
  readonly focused: string;
  readonly typed: string;
  readonly type?: NumberType | ApplicationCommandOptionType.String | undefined;
}

export function slashData(called: Called): APIChatInputApplicationCommandInteractionData {
  const options = Object.entries(called.values ?? {}).map(([name, value]) => basicOption(name, value));
  return { ...commonData(called), options: within<InteractionType.ApplicationCommand>(called, options) };
}

export function typingData(
  called: Called & Focus,
): APIAutocompleteApplicationCommandInteractionData &
  Required<Pick<APIAutocompleteApplicationCommandInteractionData, 'options'>> {
  const { values = {}, focused, typed, type = ApplicationCommandOptionType.String } = called;
  const others = Object.entries(values).map(([name, value]) => {
    const option = basicOption(name, value);
    // While somebody types, numbers are texts.
    return isNumber(option) ? { ...option, value: String(option.value) } : option;
  });
  const typing = { type, name: focused, value: typed, focused: true };
  return {
    ...commonData(called),
    options: within<InteractionType.ApplicationCommandAutocomplete>(called, [...others, typing]),
  };
}

function commonData({ id, name, values = {}, resolved = {} }: Called) {
  const files = Object.values(values).flatMap((value) =>
    typeof value === 'object' && 'filename' in value ? [value] : [],
  );
  const attachments = Object.fromEntries(files.map((file) => [file.id, file]));
  const all = files.length === 0 ? resolved : { ...resolved, attachments };
  return {
    id,
    type: ApplicationCommandType.ChatInput as const,
    name,
    ...(Object.keys(all).length === 0 ? {} : { resolved: all }),
  };
}

type Kind = InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete;

function within<K extends Kind>(
  { group, subcommand }: Called,
  options: APIApplicationCommandInteractionDataBasicOption<K>[],
): APIApplicationCommandInteractionDataOption<K>[] {
  if (subcommand === undefined) return options;
  const inner = { type: ApplicationCommandOptionType.Subcommand as const, name: subcommand, options };
  return group === undefined
    ? [inner]
    : [{ type: ApplicationCommandOptionType.SubcommandGroup, name: group, options: [inner] }];
}

type Basic = APIApplicationCommandInteractionDataBasicOption<InteractionType.ApplicationCommand>;
type NumberOption = Extract<Basic, { readonly type: NumberType }>;

function isNumber(option: Basic): option is NumberOption {
  return (
    option.type === ApplicationCommandOptionType.Integer ||
    option.type === ApplicationCommandOptionType.Number
  );
}

function basicOption(name: string, value: OptionValue): Basic {
  if (typeof value === 'string') return { type: ApplicationCommandOptionType.String, name, value };
  if (typeof value === 'boolean') return { type: ApplicationCommandOptionType.Boolean, name, value };
  if ('filename' in value) return { type: ApplicationCommandOptionType.Attachment, name, value: value.id };
  return { name, ...value };
}

/** With its group and its subcommand: `pin summary`. */
export function fullName(
  data: APIApplicationCommandInteraction['data'] | APIAutocompleteApplicationCommandInteractionData,
): string {
  if (data.type !== ApplicationCommandType.ChatInput) return data.name;
  const path: string[] = [data.name];
  for (let [option] = data.options ?? []; option !== undefined;) {
    if (!('options' in option)) break;
    path.push(option.name);
    [option] = option.options ?? [];
  }
  return path.join(' ');
}
