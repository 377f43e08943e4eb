import * as spec from 'discord-api-spec/zod';
import { Locale } from 'discord-api-types/v10';
import type { ZodType } from 'zod';

/**
 * What Discord would object to in a body: the schemas of its official specification, and the rules of its
 * documentation that they leave out. Each check returns one line for each violation.
 */
type Json = { readonly [key: string]: unknown };

export function checkMessage(body: unknown, schema: ZodType = spec.MessageCreateRequestSchema): string[] {
  return [...againstSchema(schema, body), ...messageRules(asObject(body))];
}

export function checkEdit(body: unknown): string[] {
  return checkMessage(body, spec.IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema);
}

export function checkFollowUp(body: unknown): string[] {
  return checkMessage(body, spec.IncomingWebhookInteractionRequestSchema);
}

/** The first response to an interaction. */
export function checkResponse(response: unknown): string[] {
  const { type, data } = asObject(response);
  switch (type) {
    case 1:
    case 6:
      return [];
    case 5:
      return Object.keys(asObject(data)).every((key) => key === 'flags')
        ? []
        : ['a deferral accepts only flags'];
    case 4:
      return [
        ...againstSchema(spec.CreateMessageInteractionCallbackRequestSchema, response),
        ...messageRules(asObject(data)),
      ];
    case 7:
      return [
        ...againstSchema(spec.UpdateMessageInteractionCallbackRequestSchema, response),
        ...messageRules(asObject(data)),
      ];
    case 8:
      return [
        ...againstSchema(spec.ApplicationCommandAutocompleteCallbackRequestSchema, response),
        ...choiceRules(asObject(data)['choices']),
      ];
    case 9:
      return checkModal(data);
    default:
      return [`unknown response type ${String(type)}`];
  }
}

export function checkModal(modal: unknown): string[] {
  return [
    ...againstSchema(spec.ModalInteractionCallbackRequestSchema, { type: 9, data: modal }),
    ...modalRules(asObject(modal)),
  ];
}

export function checkCommand(definition: unknown, kind: 'create' | 'change' = 'create'): string[] {
  const { default_member_permissions: permissions, ...rest } = asObject(definition);
  const schema =
    kind === 'create'
      ? spec.ApplicationCommandCreateRequestSchema
      : spec.ApplicationCommandPatchRequestPartialSchema;
  return [
    ...againstSchema(schema, rest),
    // The specification has a number here, the documentation a string of digits; Discord takes the string.
    ...(permissions === undefined || permissions === null || /^\d+$/.test(String(permissions))
      ? []
      : ['default_member_permissions must be digits']),
    ...(typeof permissions === 'number' ? ['default_member_permissions must be a string'] : []),
    ...commandRules(rest),
  ];
}

function againstSchema(schema: ZodType, body: unknown): string[] {
  const result = schema.safeParse(body);
  return result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code} ${issue.message}`);
}

const MESSAGE_KEYS = new Set([
  'content',
  'embeds',
  'components',
  'allowed_mentions',
  'flags',
  'nonce',
  'enforce_nonce',
  'attachments',
]);

function messageRules(body: Json): string[] {
  const embeds = asList(body['embeds']).map(asObject);
  const attachments = asList(body['attachments']).map(asObject);
  const rows = asList(body['components']).map(asObject);
  const components = rows.flatMap((row) => asList(row['components']).map(asObject));
  const ids = components.map((component) => component['custom_id']);
  const total = embeds.reduce((sum, embed) => sum + lengthOf(embed), 0);
  const content = String(body['content'] ?? '');
  return [
    ...Object.keys(body).flatMap((key) => (MESSAGE_KEYS.has(key) ? [] : [`unknown key ${key}`])),
    ...(JSON.stringify(body['allowed_mentions']) === '{"parse":[]}' ? [] : ['it may ping somebody']),
    ...(content.trim() === '' && embeds.length === 0 && attachments.length === 0 ? ['empty message'] : []),
    ...(attachments.length > 10 ? [`${attachments.length} files, more than 10`] : []),
    ...attachments.flatMap((one) => [
      ...blank(one['description'], 'alt text'),
      ...longer(one['description'], 1024, 'alt text'),
    ]),
    ...(content.length > 2000 ? ['content over 2,000'] : []),
    ...(total > 6000 ? [`embeds hold ${total} characters, more than 6,000`] : []),
    ...embeds.flatMap((embed) => [
      ...blank(embed['title'], 'embed title'),
      ...blank(embed['description'], 'embed description'),
      ...asList(embed['fields'])
        .map(asObject)
        .flatMap((field) => [...blank(field['name'], 'field name'), ...blank(field['value'], 'field value')]),
    ]),
    ...(rows.length > 5 ? [`${rows.length} rows, more than 5`] : []),
    ...rows.flatMap((row) => {
      const inRow = asList(row['components']).map(asObject);
      const selects = inRow.filter((component) => component['type'] === 3).length;
      return [
        ...(inRow.length === 0 ? ['empty row'] : []),
        ...(selects === 0 && inRow.length > 5 ? ['more than 5 buttons in a row'] : []),
        ...(selects > 0 && inRow.length > 1 ? ['a select menu takes a row of its own'] : []),
      ];
    }),
    ...(new Set(ids).size === ids.length ? [] : [`custom ids twice: ${ids.join(', ')}`]),
    ...components.flatMap((component) => [
      ...blank(component['label'], 'label'),
      ...longer(component['custom_id'], 100, 'custom_id'),
      ...longer(component['label'], 80, 'label'),
      ...optionRules(component['options']),
    ]),
  ];
}

function optionRules(options: unknown): string[] {
  if (options === undefined) return [];
  const list = asList(options).map(asObject);
  const values = list.map((option) => option['value']);
  return [
    ...(list.length < 1 || list.length > 25 ? ['a select menu takes 1 to 25 options'] : []),
    ...(new Set(values).size === values.length ? [] : ['select values twice']),
    ...list.flatMap((option) => [
      ...blank(option['label'], 'option label'),
      ...longer(option['label'], 100, 'option label'),
      ...longer(option['value'], 100, 'option value'),
    ]),
  ];
}

const LABEL = 18;
const TEXT_INPUT = 4;
const RADIO_GROUP = 21;

/** Beyond the schema: the documentation's limits, and what it calls deprecated. */
function modalRules(modal: Json): string[] {
  const labels = asList(modal['components']).map(asObject);
  const fields = labels.map((label) => asObject(label['component']));
  const ids = fields.map((field) => field['custom_id']);
  return [
    ...Object.keys(modal).flatMap((key) =>
      ['custom_id', 'title', 'components'].includes(key) ? [] : [`unknown key ${key}`],
    ),
    ...blank(modal['title'], 'modal title'),
    ...(labels.length > 5 ? [`${labels.length} fields, more than 5`] : []),
    ...(labels.every((label) => label['type'] === LABEL) ? [] : ['a field that stands in no label']),
    ...(new Set(ids).size === ids.length ? [] : [`custom ids twice: ${ids.join(', ')}`]),
    ...labels.flatMap((label) => [
      ...blank(label['label'], 'field label'),
      ...blank(label['description'], 'field description'),
    ]),
    ...fields.flatMap(fieldRules),
  ];
}

function fieldRules(field: Json): string[] {
  const options = asList(field['options']).map(asObject);
  const chosen = options.filter((option) => option['default'] === true).length;
  const radio = field['type'] === RADIO_GROUP;
  const most = radio ? 1 : Number(field['max_values'] ?? 1);
  const least = Number(field['min_values'] ?? 1);
  return [
    ...(field['type'] === TEXT_INPUT ? textInputRules(field) : []),
    ...(field['options'] === undefined ? [] : optionRules(options)),
    ...(radio && options.length < 2 ? ['a radio group of one'] : []),
    ...(chosen > most ? [`${chosen} chosen, more than ${most}`] : []),
    ...('max_values' in field && least > most ? ['min_values over max_values'] : []),
    ...('max_values' in field && (least === 0) !== (field['required'] === false)
      ? ['min_values and required contradict each other']
      : []),
  ];
}

function textInputRules(field: Json): string[] {
  const length = String(field['value'] ?? '').length;
  return [
    ...('label' in field ? ['a text input with a label of its own'] : []),
    ...(length > Number(field['max_length'] ?? 4000) ? ['a value over its max_length'] : []),
    ...(Number(field['min_length'] ?? 0) > Number(field['max_length'] ?? 4000)
      ? ['min_length over max_length']
      : []),
  ];
}

function choiceRules(choices: unknown): string[] {
  const list = asList(choices).map(asObject);
  return [
    ...(list.length > 25 ? ['more than 25 choices'] : []),
    ...list.flatMap((choice) => [
      ...blank(choice['name'], 'choice name'),
      ...longer(choice['name'], 100, 'choice name'),
      ...longer(choice['value'], 100, 'choice value'),
    ]),
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
      .reduce((sum, inner) => sum + sizeOf(inner) + String(inner['value'] ?? '').length, 0)
  );
}

function lengthOf(embed: Json): number {
  const texts = [
    embed['title'],
    embed['description'],
    asObject(embed['footer'])['text'],
    asObject(embed['author'])['name'],
    ...asList(embed['fields'])
      .map(asObject)
      .flatMap((field) => [field['name'], field['value']]),
  ];
  return texts.reduce((sum: number, text) => sum + (typeof text === 'string' ? text.length : 0), 0);
}

/** Discord trims what can't be seen, and then finds nothing. */
function blank(text: unknown, what: string): string[] {
  return typeof text === 'string' && text.replace(/[\s\u200b-\u200f\u2060\ufeff]/g, '') === ''
    ? [`blank ${what}`]
    : [];
}

function longer(text: unknown, max: number, what: string): string[] {
  return typeof text === 'string' && text.length > max ? [`${what} over ${max}`] : [];
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
