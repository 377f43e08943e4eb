import { withoutComments } from './commonmark.ts';
import { escapeMarkdown } from './discord.ts';

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
]);

/** Tags whose content is code. */
export const CODE_TAGS: ReadonlySet<string> = new Set(['kbd', 'code', 'samp', 'tt', 'var']);

/** Tags that only say how their content looks, or where it begins. */
const PLAIN_TAGS: ReadonlySet<string> = new Set(
  'a abbr big center details div figcaption figure font img mark p picture small source span sub sup wbr'.split(
    ' ',
  ),
);

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
export function signOf({ name }: Tag): string {
  return name === 'br' ? '\n' : (SIGNS.get(name) ?? '');
}

/** A block of HTML as Discord's Markdown: tags that mean nothing here are shown, so that nothing is lost. */
export function discordHtml(html: string): string {
  return replaced(html, signOf, escapeMarkdown)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** What a reader sees of HTML. */
export function plainHtml(html: string): string {
  return replaced(
    html,
    ({ name }) => (name === 'br' ? '\n' : ''),
    (text) => text,
  );
}

function replaced(html: string, ofTag: (tag: Tag) => string, ofText: (text: string) => string): string {
  const text = withoutComments(html);
  let result = '';
  let position = 0;
  for (const match of text.matchAll(TAG)) {
    const tag = tagIn(match[0]);
    if (tag === null) continue;
    result += ofText(text.slice(position, match.index)) + ofTag(tag);
    position = match.index + match[0].length;
  }
  return result + ofText(text.slice(position));
}
