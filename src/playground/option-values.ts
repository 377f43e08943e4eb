import {
  ApplicationCommandOptionType as Type,
  type APIApplicationCommandBasicOption,
  type APIInteractionDataResolved,
} from 'discord-api-types/v10';
import type { KeepFile } from './discord/message-body.ts';
import type { Scene } from './interactions.ts';
import { NotThere } from './not-there.ts';
import type { AttachedFile, OptionValues as GivenValues } from './protocol.ts';
import type { OptionValue, OptionValues } from './slash-data.ts';
import { mergeResolved, resolveTargets, type TargetKind } from './targets.ts';

type Given = GivenValues[string];

/**
 * What was filled in, as Discord sends it. Throws `NotThere` for what Discord would not have let anybody fill in.
 * @param complete whether nothing that is required may be missing
 */
export function optionValues(
  options: readonly APIApplicationCommandBasicOption[],
  given: GivenValues,
  around: { readonly scene: Scene; readonly keepFile: KeepFile },
  complete: boolean,
): { readonly values: OptionValues; readonly resolved: APIInteractionDataResolved } {
  const values: Record<string, OptionValue> = {};
  let resolved: APIInteractionDataResolved = {};
  for (const name of Object.keys(given)) {
    if (!options.some((option) => option.name === name)) throw new NotThere(`There is no option ${name}.`);
  }
  for (const option of options) {
    const value = given[option.name];
    if (value === undefined) {
      if (complete && option.required === true) throw new NotThere(`The option ${option.name} is missing.`);
      continue;
    }
    const fitting = valueOf(option, value, around);
    values[option.name] = fitting.value;
    resolved = mergeResolved(resolved, fitting.resolved ?? {});
  }
  return { values, resolved };
}

interface Fitting {
  readonly value: OptionValue;
  readonly resolved?: APIInteractionDataResolved;
}

function valueOf(
  option: APIApplicationCommandBasicOption,
  given: Given,
  { scene, keepFile }: { readonly scene: Scene; readonly keepFile: KeepFile },
): Fitting {
  const target = (type: Extract<OptionValue, { value: string }>['type'], kind: TargetKind): Fitting => {
    const id = expected(option, typeof given === 'string' ? given : null);
    const types = 'channel_types' in option ? option.channel_types : undefined;
    return { value: { type, value: id }, resolved: resolveTargets([id], kind, scene, types) };
  };
  switch (option.type) {
    case Type.String: {
      const text = expected(option, typeof given === 'string' ? given : null);
      const { min_length: least = 0, max_length: most = 6000 } =
        'min_length' in option || 'max_length' in option ? option : {};
      return {
        value: expected(
          option,
          isChoice(option, text) && text.length >= least && text.length <= most ? text : null,
        ),
      };
    }
    case Type.Integer:
    case Type.Number: {
      const number = expected(option, typeof given === 'number' ? given : null);
      return { value: { type: option.type, value: expected(option, fits(option, number) ? number : null) } };
    }
    case Type.Boolean:
      return { value: expected(option, typeof given === 'boolean' ? given : null) };
    case Type.Attachment:
      return { value: keepFile(fileOf(expected(option, typeof given === 'object' ? given : null))) };
    case Type.User:
      return target(option.type, 'user');
    case Type.Role:
      return target(option.type, 'role');
    case Type.Channel:
      return target(option.type, 'channel');
    case Type.Mentionable:
      return target(option.type, 'mentionable');
  }
}

export function fileOf({ name, data }: AttachedFile) {
  return { name, data: Buffer.from(data, 'base64') };
}

function expected<T>({ name }: APIApplicationCommandBasicOption, value: T | null): T {
  if (value === null) throw new NotThere(`The option ${name} takes no such value.`);
  return value;
}

type NumberOption = Extract<APIApplicationCommandBasicOption, { type: Type.Integer | Type.Number }>;

/** Numbers go up to 2^53 either way. */
function fits(option: NumberOption, value: number): boolean {
  const { min_value: least, max_value: most } = 'min_value' in option || 'max_value' in option ? option : {};
  return (
    Number.isFinite(value) &&
    (option.type === Type.Number || Number.isInteger(value)) &&
    Math.abs(value) <= 2 ** 53 &&
    value >= (least ?? -Infinity) &&
    value <= (most ?? Infinity) &&
    isChoice(option, value)
  );
}

/** Without choices, or with suggestions instead, anything goes. */
function isChoice(option: object, value: string | number): boolean {
  if (!('choices' in option) || !Array.isArray(option.choices) || option.choices.length === 0) return true;
  return option.choices.some((choice: { readonly value: unknown }) => choice.value === value);
}
