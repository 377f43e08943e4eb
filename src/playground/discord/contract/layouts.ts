import { asList, asObject, asText, blank, longer, type Json } from './rules.ts';

/** Messages made of components alone (Components V2), which a flag tells from all others. */
const IS_COMPONENTS_V2 = 1 << 15;

const ACTION_ROW = 1;
const TEXT_DISPLAY = 10;
const THUMBNAIL = 11;
const FILE = 13;

/** By its flag; an edit of such a message may leave it out. */
export function isLayout(body: Json): boolean {
  return (
    (Number(body['flags'] ?? 0) & IS_COMPONENTS_V2) !== 0 ||
    asList(body['components']).some((one) => asObject(one)['type'] !== ACTION_ROW)
  );
}

/** Beyond the schema (Components, Component Reference). */
export function layoutRules(body: Json): string[] {
  const all = withInner(asList(body['components']).map(asObject));
  const texts = all.filter((one) => one['type'] === TEXT_DISPLAY).map((one) => asText(one['content']));
  const length = texts.join('').length;
  return [
    ...(asText(body['content']) === '' && asList(body['embeds']).length === 0
      ? []
      : ['content or embeds beside components of version 2']),
    ...(all.length === 0 ? ['empty message'] : []),
    ...(all.length > 40 ? [`${all.length} components, more than 40`] : []),
    ...(length > 4000 ? [`texts hold ${length} characters, more than 4,000`] : []),
    ...texts.flatMap((text) => blank(text, 'text display')),
    ...all.flatMap((one) => mediaRules(one)),
  ];
}

function mediaRules(component: Json): string[] {
  const all = component['type'] === THUMBNAIL ? [component] : asList(component['items']).map(asObject);
  const file = component['type'] === FILE ? asText(asObject(component['file'])['url']) : null;
  const urls = [...all.map((one) => asText(asObject(one['media'])['url'])), ...(file === null ? [] : [file])];
  return [
    ...all.flatMap((one) => [
      ...blank(one['description'], 'alt text'),
      ...longer(one['description'], 1024, 'alt text'),
    ]),
    ...(file === null || file.startsWith('attachment://')
      ? []
      : ['a file component takes only attachment:// addresses']),
    ...urls.flatMap((url) => (/^(?:https?|attachment):/.test(url) ? [] : [`${url} is no address of a file`])),
  ];
}

/** Components with all that stand within them. */
export function withInner(components: readonly Json[]): readonly Json[] {
  return components.flatMap((one) => [
    one,
    ...withInner(asList(one['components']).map(asObject)),
    ...('accessory' in one ? withInner([asObject(one['accessory'])]) : []),
  ]);
}

/** What an edit can't make of a message that stands there already. */
export function editRules(standing: { readonly flags?: number | undefined }, body: unknown): string[] {
  const sent = asObject(body);
  const was = ((standing.flags ?? 0) & IS_COMPONENTS_V2) !== 0;
  const isNow = was || (Number(sent['flags'] ?? 0) & IS_COMPONENTS_V2) !== 0;
  const plain = asText(sent['content']) !== '' || asList(sent['embeds']).length > 0;
  return [
    ...(isNow && plain ? ['content or embeds for a message of components of version 2'] : []),
    ...(!isNow && isLayout(sent) ? ['components of version 2 without their flag'] : []),
  ];
}
