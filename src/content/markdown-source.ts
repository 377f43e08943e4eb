import type { Definition, Nodes, RootContent } from 'mdast';
import { childrenOf, withoutComments, type Definitions } from '../markdown/commonmark.ts';

/** A Markdown text, where it stands in its file, and what its references name. */
export interface MarkdownSource {
  readonly text: string;
  readonly linesBefore: number;
  /** Where a line of the whole text stands in its file. */
  readonly lineOf: (line: number) => number;
  readonly definitions: Definitions;
  /** How much longer the whole text may still get, where what it names is put in; below zero, nothing is. */
  readonly expansion: { left: number };
}

export interface Span {
  /** Offsets into the source, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Where it starts, counted from 1. */
  readonly line: number;
}

/** The parser gives every node a place. */
export function spanOf(node: Nodes): Span {
  const { position } = node;
  if (position?.start.offset === undefined || position.end.offset === undefined) {
    throw new Error(`The Markdown parser gave a ${node.type} no position.`);
  }
  return { start: position.start.offset, end: position.end.offset, line: position.start.line };
}

/**
 * A block as its author wrote it, fit to stand alone: indented like a first line, without comments, and
 * with the addresses of reference links and with footnotes in brackets, whose definitions stand elsewhere in the file.
 */
export function markdownOf(block: RootContent, source: MarkdownSource): string {
  const span = spanOf(block);
  const lineStart = source.text.lastIndexOf('\n', span.start - 1) + 1;
  const indent = columnsOf(source.text.slice(lineStart, span.start));
  const [first = '', ...rest] = edited(block, span, source).split('\n');
  return [first, ...rest.map((line) => dedent(line, indent))]
    .join('\n')
    .replace(block.type === 'code' ? /^(?:[ \t]*\n)+/ : /^\s+/, '')
    .trimEnd();
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function edited(block: Nodes, { start, end }: Span, source: MarkdownSource): string {
  let text = '';
  let position = start;
  const edits = editsIn(block, source).toSorted((a, b) => a.start - b.start);
  for (const edit of edits) {
    text += source.text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return text + source.text.slice(position, end);
}

function editsIn(node: Nodes, source: MarkdownSource): readonly Edit[] {
  const own = editOf(node, source);
  return [...(own === null ? [] : [own]), ...childrenOf(node).flatMap((child) => editsIn(child, source))];
}

function editOf(node: Nodes, source: MarkdownSource): Edit | null {
  const { start, end } = spanOf(node);
  const raw = source.text.slice(start, end);
  switch (node.type) {
    case 'html':
      return raw.includes('<!--') ? { start, end, text: withoutComments(raw) } : null;
    case 'linkReference':
    case 'imageReference': {
      const definition = source.definitions.links.get(node.identifier);
      const tail = node.referenceType === 'shortcut' ? ']' : referenceTail(raw);
      if (definition === undefined || tail === null) return null;
      return expanded({ start: end - tail.length, end, text: `](${destination(definition)})` }, source);
    }
    case 'footnoteReference': {
      const note = source.definitions.footnotes.get(node.identifier) ?? '';
      return expanded({ start, end, text: note === '' ? '' : ` (${note})` }, source);
    }
    default:
      return null;
  }
}

function expanded(edit: Edit, { expansion }: MarkdownSource): Edit | null {
  expansion.left -= edit.text.length;
  return expansion.left < 0 ? null : edit;
}

/** Of `[text][label]` or `[text][]`: all but the text's own part. A label holds no brackets but escaped ones. */
function referenceTail(raw: string): string | null {
  for (let at = raw.length - 2; at > 0; at -= 1) {
    if (raw[at] === '[' && raw[at - 1] === ']') return raw.slice(at - 1);
  }
  return raw.endsWith(']') ? ']' : null;
}

/** CommonMark 0.31, 6.3 Links: what stands between the parentheses. */
function destination({ url, title }: Definition): string {
  const address = /^[^\s<>()\\&\p{Cc}]+$/u.test(url) ? url : `<${url.replace(/[\\<>&]/g, '\\$&')}>`;
  if (title === null || title === undefined) return address;
  return `${address} "${title.replace(/[\\"&]/g, '\\$&').replace(/\s+/g, ' ')}"`;
}

const TAB_STOP = 4;

/** The width of a line's beginning, with tabs as CommonMark counts them. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns = character === '\t' ? nextTabStop(columns) : columns + 1;
  return columns;
}

/** Takes away white space of at most this width; what is left of a tab becomes spaces. */
function dedent(line: string, width: number): string {
  let columns = 0;
  let position = 0;
  while (columns < width && (line[position] === ' ' || line[position] === '\t')) {
    columns = line[position] === '\t' ? nextTabStop(columns) : columns + 1;
    position += 1;
  }
  return ' '.repeat(Math.max(0, columns - width)) + line.slice(position);
}

function nextTabStop(columns: number): number {
  return columns - (columns % TAB_STOP) + TAB_STOP;
}
