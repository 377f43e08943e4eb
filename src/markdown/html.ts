import { withoutComments } from './commonmark.ts';
import { withoutTableTags } from './html-table.ts';

/** Tags that Discord's Markdown has a sign for. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['b', '**'],
  ['strong', '**'],
  ['summary', '**'],
  ['i', '*'],
  ['em', '*'],
  ['u', '__'],
  ['ins', '__'],
  ['s', '~~'],
  ['del', '~~'],
  ['strike', '~~'],
  ['h1', '**'],
  ['h2', '**'],
  ['h3', '**'],
  ['h4', '**'],
  ['h5', '**'],
  ['h6', '**'],
  ['dt', '**'],
]);

/** Tags whose content stands higher or lower. */
export const RAISED_TAGS: ReadonlySet<string> = new Set(['sup', 'sub']);

/** Tags whose content is code. */
export const CODE_TAGS: ReadonlySet<string> = new Set(['kbd', 'code', 'samp', 'tt', 'var']);

/** Tags that only say how their content looks, or where it begins. */
const PLAIN_TAGS: ReadonlySet<string> = new Set(
  'a abbr big center dd details div dl figcaption figure font hr img li mark ol p picture small source span sub sup ul wbr'.split(
    ' ',
  ),
);

/** Tags whose content begins and ends a line. */
const BLOCK_TAGS: ReadonlySet<string> = new Set(
  'center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p summary ul'.split(' '),
);

export function isBlockTag({ name }: Tag): boolean {
  return BLOCK_TAGS.has(name);
}

export interface Tag {
  /** In lower case. */
  readonly name: string;
  readonly isEnd: boolean;
  readonly raw: string;
}

/** No tag that people write is longer. */
const TAG = /<(\/?)([A-Za-z][A-Za-z0-9-]{0,20})(?:\s[^<>]{0,2000})?\/?>/g;

/** What Markdown takes for one tag of HTML, if it is one that means something here: `<your-name>` is text. */
export function tagIn(html: string): Tag | null {
  const [match] = html.matchAll(TAG);
  if (match?.[0] !== html) return null;
  const [raw, slash = '', name = ''] = match;
  const tag = { name: name.toLowerCase(), isEnd: slash !== '', raw };
  return isKnown(tag) ? tag : null;
}

function isKnown({ name }: Tag): boolean {
  return name === 'br' || SIGNS.has(name) || CODE_TAGS.has(name) || PLAIN_TAGS.has(name);
}

/** The value of an attribute; empty where there is none. */
export function attribute({ raw }: Tag, name: string): string {
  const [, quoted, single, bare] =
    new RegExp(`\\s${name}\\s{0,5}=\\s{0,5}(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(raw) ?? [];
  return quoted ?? single ?? bare ?? '';
}

/** What stands for a tag in Discord's Markdown. */
export function signOf({ name, isEnd }: Tag): string {
  if (name === 'li') return isEnd ? '' : '- ';
  return name === 'br' ? '\n' : (SIGNS.get(name) ?? '');
}

/** The names of tags that mean nothing here, each once. */
export function unknownTags(html: string): readonly string[] {
  const names = [...withoutTableTags(html).matchAll(TAG)]
    .filter(([raw]) => tagIn(raw) === null)
    .map(([, , name = '']) => name.toLowerCase());
  return [...new Set(names)];
}

/** Digits and signs, raised or lowered; other texts as they are: `1<sup>st</sup>`. */
export function raised(text: string, { name }: Tag): string {
  const forms = name === 'sup' ? SUPERSCRIPT : SUBSCRIPT;
  const characters = Array.from(text);
  return characters.every((one) => forms.has(one))
    ? characters.map((one) => forms.get(one) ?? one).join('')
    : text;
}

const RAISED = '0123456789+-=()';
const SUPERSCRIPT = formsOf('⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾');
const SUBSCRIPT = formsOf('₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎');

function formsOf(forms: string): ReadonlyMap<string, string> {
  return new Map(Array.from(forms, (form, at) => [RAISED.charAt(at), form]));
}

/** HTML in pieces, as Markdown has it within a line: tags that mean something here, and what stands between them. */
export function piecesOfHtml(
  html: string,
): readonly { readonly type: 'html' | 'text'; readonly value: string }[] {
  const pieces: { type: 'html' | 'text'; value: string }[] = [];
  let position = 0;
  for (const { 0: raw, index } of html.matchAll(TAG)) {
    if (tagIn(raw) === null) continue;
    pieces.push({ type: 'text', value: html.slice(position, index) }, { type: 'html', value: raw });
    position = index + raw.length;
  }
  return [...pieces, { type: 'text', value: html.slice(position) }];
}

/** What a reader sees of HTML. */
export function plainHtml(html: string): string {
  return piecesOfHtml(withoutTableTags(withoutComments(html)))
    .map(({ type, value }) => {
      if (type === 'text') return value;
      const tag = tagIn(value);
      return tag !== null && (tag.name === 'br' || isBlockTag(tag)) ? '\n' : '';
    })
    .join('');
}
