import * as spec from 'discord-api-spec/zod';
import { optionRules } from './messages.ts';
import { againstSchema, asList, asObject, asText, blank, type Json } from './rules.ts';

/** What Discord would object to in a modal, one line for each violation. */
export function checkModal(modal: unknown): string[] {
  return [
    ...againstSchema(spec.ModalInteractionCallbackRequestSchema, { type: 9, data: modal }),
    ...modalRules(asObject(modal)),
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
  const length = asText(field['value']).length;
  return [
    ...('label' in field ? ['a text input with a label of its own'] : []),
    ...(length > Number(field['max_length'] ?? 4000) ? ['a value over its max_length'] : []),
    ...(Number(field['min_length'] ?? 0) > Number(field['max_length'] ?? 4000)
      ? ['min_length over max_length']
      : []),
  ];
}
