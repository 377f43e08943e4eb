import * as spec from 'discord-api-spec/zod';
import { Locale } from 'discord-api-types/v10';
import { againstSchema, asList, asObject, asText, longer, type Json } from './rules.ts';

/** What Discord would object to in a command's definition, one line for each violation. */
export function checkCommand(definition: unknown, kind: 'create' | 'change' = 'create'): string[] {
  const { default_member_permissions: permissions, ...rest } = asObject(definition);
  const schema =
    kind === 'create'
      ? spec.ApplicationCommandCreateRequestSchema
      : spec.ApplicationCommandPatchRequestPartialSchema;
  return [
    ...againstSchema(schema, rest),
    // The specification has a number here, the documentation a string of digits; Discord takes the string.
    ...(permissions === undefined || permissions === null || /^\d+$/.test(asText(permissions))
      ? []
      : ['default_member_permissions must be digits']),
    ...(typeof permissions === 'number' ? ['default_member_permissions must be a string'] : []),
    ...commandRules(rest),
  ];
}

const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const LOCALES = new Set<string>(Object.values(Locale));

function commandRules(command: Json): string[] {
  const slash = command['type'] === undefined || command['type'] === 1;
  return [
    ...(slash ? nameRules(command) : []),
    ...localeRules(command),
    ...optionListRules(asList(command['options']).map(asObject)),
    ...(sizeOf(command) > 8000 ? [`${sizeOf(command)} characters, more than 8,000`] : []),
  ];
}

function nameRules(named: Json): string[] {
  const names = [named['name'], ...Object.values(asObject(named['name_localizations']))];
  return names.flatMap((name) =>
    typeof name === 'string' && COMMAND_NAME.test(name) && name === name.toLowerCase()
      ? []
      : [`bad name "${String(name)}"`],
  );
}

function localeRules(named: Json): string[] {
  return [named['name_localizations'], named['description_localizations']].flatMap((map) =>
    Object.entries(asObject(map)).flatMap(([locale, text]) => [
      ...(LOCALES.has(locale) ? [] : [`unknown locale ${locale}`]),
      ...longer(text, 100, `localised text of ${locale}`),
    ]),
  );
}

function optionListRules(options: readonly Json[]): string[] {
  const names = options.map((option) => option['name']);
  const firstOptional = options.findIndex((option) => option['required'] !== true);
  const lastRequired = options.findLastIndex((option) => option['required'] === true);
  return [
    ...(options.length > 25 ? ['more than 25 options'] : []),
    ...(new Set(names).size === names.length ? [] : [`options twice: ${names.join(', ')}`]),
    ...(firstOptional !== -1 && lastRequired > firstOptional
      ? ['a required option behind an optional one']
      : []),
    ...options.flatMap((option) => [
      ...nameRules(option),
      ...localeRules(option),
      ...(option['autocomplete'] === true && asList(option['choices']).length > 0
        ? ['autocomplete with choices']
        : []),
      ...optionListRules(asList(option['options']).map(asObject)),
    ]),
  ];
}

/** Names, descriptions and values, each with its longest localisation. */
function sizeOf(named: Json): number {
  const longest = (text: unknown, map: unknown) =>
    Math.max(...[text ?? '', ...Object.values(asObject(map))].map((one) => String(one).length));
  return (
    longest(named['name'], named['name_localizations']) +
    longest(named['description'], named['description_localizations']) +
    [...asList(named['options']), ...asList(named['choices'])]
      .map(asObject)
      .reduce((sum, inner) => sum + sizeOf(inner) + asText(inner['value']).length, 0)
  );
}
