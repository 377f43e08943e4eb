/** Discord's Markdown, as far as messages show it, as a tree. */

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler';
      readonly inner: readonly Inline[];
    }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly inner: readonly Inline[] }
  | { readonly kind: 'time'; readonly seconds: number; readonly style: string }
  | {
      readonly kind: 'mention';
      readonly of: 'user' | 'role' | 'channel' | 'command';
      readonly target: string;
    }
  | { readonly kind: 'break' };

export type Block =
  | { readonly kind: 'paragraph' | 'small'; readonly inner: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly inner: readonly Inline[] }
  | { readonly kind: 'quote'; readonly inner: readonly Block[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly Item[];
    }
  | { readonly kind: 'code'; readonly text: string };

interface Item {
  readonly inner: readonly Inline[];
  /** Lists within it. */
  readonly below: readonly Block[];
}

export function parseMarkdown(text: string): readonly Block[] {
  return blocksOf(text.replaceAll(/\r\n?/g, '\n').split('\n'));
}

const FENCE = /^```/;
const HEADING = /^(#{1,3}) +(\S.*)$/;
const SMALL = /^-# +(\S.*)$/;
const QUOTE = /^ *> (.*)$|^ *>$/;
/** Quotes all that follows. */
const QUOTE_ALL = /^ *>>> (.*)$/;
const ITEM = /^( *)([-*]|\d{1,9}\.) +(\S.*)$/;
/** Or a line that goes on with the item above it. */
const ITEM_OR_MORE = new RegExp(`${ITEM.source}|^ {2,}\\S`);

function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  let plain: string[] = [];
  const flush = (): void => {
    const text = plain.join('\n').replaceAll(/^\n+|\n+$/g, '');
    if (text !== '') blocks.push({ kind: 'paragraph', inner: inlinesOf(text) });
    plain = [];
  };
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const [found, next] = blockAt(lines, at, line);
    if (found === null) plain.push(line);
    else {
      flush();
      blocks.push(found);
    }
    at = next;
  }
  flush();
  return blocks;
}

/** The block that begins there, and the line behind it; none for a line of a paragraph. */
function blockAt(lines: readonly string[], at: number, line: string): readonly [Block | null, number] {
  if (FENCE.test(line)) {
    const end = lines.findIndex((one, number) => number > at && /```\s*$/.test(one));
    if (end !== -1) return [{ kind: 'code', text: lines.slice(at + 1, end).join('\n') }, end + 1];
  }
  const heading = HEADING.exec(line);
  if (heading !== null) {
    const [, signs = '', text = ''] = heading;
    const level = signs.length === 1 ? 1 : signs.length === 2 ? 2 : 3;
    return [{ kind: 'heading', level, inner: inlinesOf(text) }, at + 1];
  }
  const small = SMALL.exec(line);
  if (small !== null) return [{ kind: 'small', inner: inlinesOf(small[1] ?? '') }, at + 1];
  const all = QUOTE_ALL.exec(line);
  if (all !== null) {
    const inner = [all[1] ?? '', ...lines.slice(at + 1)];
    return [{ kind: 'quote', inner: blocksOf(inner) }, lines.length];
  }
  if (QUOTE.test(line)) {
    const end = endOf(lines, at, QUOTE);
    const inner = lines.slice(at, end).map((one) => QUOTE.exec(one)?.[1] ?? '');
    return [{ kind: 'quote', inner: blocksOf(inner) }, end];
  }
  if (ITEM.test(line)) {
    const end = endOfList(lines, at);
    return [listOf(lines.slice(at, end)), end];
  }
  return [null, at + 1];
}

function endOf(lines: readonly string[], at: number, pattern: RegExp): number {
  const end = lines.findIndex((one, number) => number > at && !pattern.test(one));
  return end === -1 ? lines.length : end;
}

/** Numbers behind bullets, or the other way round, begin another list. */
function endOfList(lines: readonly string[], at: number): number {
  const [indent, sign] = markOf(lines[at] ?? '');
  const end = endOf(lines, at, ITEM_OR_MORE);
  const other = lines.findIndex((line, number) => {
    if (number <= at || number >= end || !ITEM.test(line)) return false;
    const [depth, its] = markOf(line);
    return depth <= indent && isNumber(its) !== isNumber(sign);
  });
  return other === -1 ? end : other;
}

function isNumber(sign: string): boolean {
  return /\d/.test(sign);
}

/** Lines that are more indented than the first belong to the item above them. */
function listOf(lines: readonly string[]): Block {
  const [indent, sign] = markOf(lines[0] ?? '');
  const items: { text: string; deeper: string[] }[] = [];
  for (const line of lines) {
    const [depth] = markOf(line);
    const last = items.at(-1);
    const text = ITEM.exec(line)?.[3];
    const isSmall = SMALL.test(text ?? line.trim());
    if (last !== undefined && text === undefined && isSmall) last.deeper.push(line.trim());
    else if (last !== undefined && text === undefined && last.deeper.length === 0)
      last.text += `\n${line.trim()}`;
    else if (last !== undefined && (text === undefined || depth > indent)) last.deeper.push(line);
    else if (isSmall) items.push({ text: '', deeper: [text ?? ''] });
    else items.push({ text: text ?? '', deeper: [] });
  }
  const ordered = isNumber(sign);
  return {
    kind: 'list',
    ordered,
    start: ordered ? Number.parseInt(sign, 10) : 1,
    items: items.map(({ text, deeper }) => ({ inner: inlinesOf(text), below: blocksOf(deeper) })),
  };
}

function markOf(line: string): readonly [indent: number, sign: string] {
  const [, spaces = '', sign = '-'] = ITEM.exec(line) ?? [];
  return [spaces.length, sign];
}

type Rule = readonly [RegExp, (match: RegExpExecArray) => Inline];

const wrapped =
  (kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler') => (match: RegExpExecArray) => ({
    kind,
    inner: inlinesOf(match[1] ?? ''),
  });

/** Tried in this order where a text may begin something; each is anchored (`y`). */
const RULES: readonly Rule[] = [
  [/\\([^\sA-Za-z0-9])/y, ([, sign = '']) => ({ kind: 'text', text: sign })],
  [/``([\s\S]+?)``(?!`)/y, ([, text = '']) => ({ kind: 'code', text })],
  [/`([^`\n]+)`/y, ([, text = '']) => ({ kind: 'code', text })],
  [
    /<t:(-?\d{1,13})(?::([tTdDfFR]))?>/y,
    ([, seconds = '0', style = 'f']) => ({ kind: 'time', seconds: Number(seconds), style }),
  ],
  [/<@!?(\d{1,20})>/y, ([, target = '']) => ({ kind: 'mention', of: 'user', target })],
  [/<@&(\d{1,20})>/y, ([, target = '']) => ({ kind: 'mention', of: 'role', target })],
  [/<#(\d{1,20})>/y, ([, target = '']) => ({ kind: 'mention', of: 'channel', target })],
  [/<\/([^:>]{1,100}):\d{1,20}>/y, ([, target = '']) => ({ kind: 'mention', of: 'command', target })],
  [
    /\[((?:\\.|[^\]\\])+)\]\(<?(https?:\/\/[^\s<>)]+)>?(?: "[^"]*")?\)/y,
    ([, label = '', url = '']) => ({ kind: 'link', url, inner: inlinesOf(label) }),
  ],
  [
    /<(https?:\/\/[^\s<>]+)>/y,
    ([, url = '']) => ({ kind: 'link', url, inner: [{ kind: 'text', text: url }] }),
  ],
  [
    /https?:\/\/[^\s<>]*[^\s<>.,:;"'\])!?*_~|]/y,
    ([url = '']) => ({ kind: 'link', url, inner: [{ kind: 'text', text: url }] }),
  ],
  [/\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, wrapped('bold')],
  [/__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, wrapped('underline')],
  [/~~((?:\\[\s\S]|[^\\])+?)~~/y, wrapped('strike')],
  [/\|\|((?:\\[\s\S]|[^\\])+?)\|\|/y, wrapped('spoiler')],
  [/\*(?=\S)((?:\\[\s\S]|\*\*|[^\\*])+?)(?<=\S)\*(?!\*)/y, wrapped('italic')],
  [/(?<!\w)_((?:\\[\s\S]|__|[^\\_])+?)_(?!\w)/y, wrapped('italic')],
  [/\n/y, () => ({ kind: 'break' })],
];

/** Where something other than text may begin. */
const BEGINS = /[\\`<[*_~|\n]|https?:/g;

function inlinesOf(text: string): readonly Inline[] {
  const found: Inline[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') found.push({ kind: 'text', text: plain });
    plain = '';
  };
  for (let at = 0; at < text.length;) {
    BEGINS.lastIndex = at;
    const start = BEGINS.exec(text)?.index ?? text.length;
    plain += text.slice(at, start);
    if (start === text.length) break;
    const [inline, end] = inlineAt(text, start);
    if (inline.kind === 'text') plain += inline.text;
    else {
      flush();
      found.push(inline);
    }
    at = end;
  }
  flush();
  return found;
}

function inlineAt(text: string, at: number): readonly [Inline, number] {
  for (const [pattern, make] of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return [make(match), at + match[0].length];
  }
  return [{ kind: 'text', text: text.charAt(at) }, at + 1];
}
