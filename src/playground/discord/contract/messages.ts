import * as spec from 'discord-api-spec/zod';
import type { ZodType } from 'zod';
import { isLayout, layoutRules, withInner } from './layouts.ts';
import { againstSchema, asList, asObject, asText, blank, longer, type Json } from './rules.ts';

/**
 * What Discord would object to in a message: the schemas of its official specification, and the rules of its
 * documentation that they leave out. Each check returns one line for each violation.
 */
export function checkMessage(body: unknown, schema: ZodType = spec.MessageCreateRequestSchema): string[] {
  return [...againstSchema(schema, withTextIds(body)), ...messageRules(asObject(body))];
}

/** The specification wants texts for files' ids; the documentation's own examples have numbers, and Discord takes both. */
export function withTextIds(body: unknown): unknown {
  const { attachments, ...rest } = asObject(body);
  if (!Array.isArray(attachments)) return body;
  const named = attachments.map(asObject).map((one) => ({ ...one, id: asText(one['id']) }));
  return { ...rest, attachments: named };
}

export function checkEdit(body: unknown): string[] {
  return checkMessage(body, spec.IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema);
}

export function checkFollowUp(body: unknown): string[] {
  return checkMessage(body, spec.IncomingWebhookInteractionRequestSchema);
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
  'message_reference',
]);

export function messageRules(body: Json): string[] {
  const attachments = asList(body['attachments']).map(asObject);
  return [
    ...Object.keys(body).flatMap((key) => (MESSAGE_KEYS.has(key) ? [] : [`unknown key ${key}`])),
    ...(pingsOnlyWhomItNames(body) ? [] : ['it may ping somebody whom it does not name']),
    ...(attachments.length > 10 ? [`${attachments.length} files, more than 10`] : []),
    ...attachments.flatMap((one) => [
      ...blank(one['description'], 'alt text'),
      ...longer(one['description'], 1024, 'alt text'),
    ]),
    ...(isLayout(body) ? layoutRules(body) : plainRules(body, attachments.length)),
    ...componentRules(asList(body['components']).map(asObject)),
  ];
}

/** A reply pings whom it replies to, unless that is ruled out as well (Resources, Message, Allowed Mentions Object). */
function pingsOnlyWhomItNames({
  allowed_mentions: allowed,
  message_reference: reference,
  content,
}: Json): boolean {
  const { users, ...others } = asObject(allowed);
  const wanted = reference === undefined ? { parse: [] } : { parse: [], replied_user: false };
  const named = asList(users).every((id) => asText(content).includes(`<@${asText(id)}>`));
  return named && JSON.stringify(others) === JSON.stringify(wanted);
}

/** Of a message of texts and embeds. */
function plainRules(body: Json, files: number): string[] {
  const embeds = asList(body['embeds']).map(asObject);
  const rows = asList(body['components']);
  const total = embeds.reduce((sum, embed) => sum + lengthOf(embed), 0);
  const content = asText(body['content']);
  return [
    ...(content.trim() === '' && embeds.length === 0 && files === 0 ? ['empty message'] : []),
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
  ];
}

/** Of all that can be pressed or chosen from, wherever it stands. */
function componentRules(top: readonly Json[]): string[] {
  const all = withInner(top);
  const rows = all.filter((component) => component['type'] === ACTION_ROW);
  const ids = all.flatMap((component) => ('custom_id' in component ? [component['custom_id']] : []));
  return [
    ...rows.flatMap((row) => {
      const inRow = asList(row['components']).map(asObject);
      const menus = inRow.filter(isMenu).length;
      return [
        ...(inRow.length === 0 ? ['empty row'] : []),
        ...(menus === 0 && inRow.length > 5 ? ['more than 5 buttons in a row'] : []),
        ...(menus > 0 && inRow.length > 1 ? ['a select menu takes a row of its own'] : []),
      ];
    }),
    ...(new Set(ids).size === ids.length ? [] : [`custom ids twice: ${ids.join(', ')}`]),
    ...all.flatMap((component) => [
      ...blank(component['label'], 'label'),
      ...longer(component['custom_id'], 100, 'custom_id'),
      ...longer(component['label'], 80, 'label'),
      ...optionRules(component['options']),
      ...(isMenu(component) ? menuRules(component) : []),
    ]),
  ];
}

const ACTION_ROW = 1;

/** Of texts, people, roles, both, or channels. */
const MENUS = new Set<unknown>([3, 5, 6, 7, 8]);

function isMenu(component: Json): boolean {
  return MENUS.has(component['type']);
}

function menuRules(menu: Json): string[] {
  const least = Number(menu['min_values'] ?? 1);
  const most = Number(menu['max_values'] ?? 1);
  const { options } = menu;
  return [
    ...(least > most ? ['min_values over max_values'] : []),
    ...(options !== undefined && most > asList(options).length ? ['max_values over the options'] : []),
    ...(asList(menu['default_values']).length > most ? ['default_values over max_values'] : []),
    ...longer(menu['placeholder'], 150, 'placeholder'),
  ];
}

/** Of a select menu, in a message or a modal. */
export function optionRules(options: unknown): string[] {
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
