import type { Definition, FootnoteDefinition, Root, RootContent } from 'mdast';
import { normalizeIdentifier } from 'micromark-util-normalize-identifier';
import type { Steps } from '../time-slices.ts';
import { nodesOf, parseMarkdown, type Definitions } from './commonmark.ts';
import { closesFence, endOfFence, endOfHtml, lineAt, nextLine } from './raw-blocks.ts';
import { ARTICLE_LIMITS, tooMuchIn, type ReadingLimits, type TooMuch } from './reading-limits.ts';

/** A stretch of a Markdown text that means the same when it is parsed alone. */
interface Chunk {
  readonly text: string;
  /** How many lines stand before it. */
  readonly linesBefore: number;
  readonly root: Root;
}

interface Chunks {
  readonly chunks: readonly Chunk[];
  readonly definitions: Definitions;
}

/** Told what can't be read, and which paragraphs' markup is read as text in part; lines are counted from 1. */
interface ChunkProblems {
  readonly tooMuch: (line: number, what: TooMuch) => void;
  readonly asText: (line: number) => void;
}

const UNTOLD: ChunkProblems = { tooMuch: () => {}, asText: () => {} };

/**
 * Parses a text stretch by stretch and yields between them. The parser's time grows with the square of the number of
 * blocks, of what a paragraph holds and of how deeply lists nest: with stretches within limits, it grows with the text's
 * length, whatever it holds. What is beyond them is left out, and told.
 */
export function* parseChunks(
  text: string,
  problems: ChunkProblems = UNTOLD,
  limits: ReadingLimits = ARTICLE_LIMITS,
): Steps<Chunks> {
  const chunks = yield* stretches(text, problems, limits);
  const definitions = definitionsIn(chunks);
  const defined: Chunk[] = [];
  for (const chunk of chunks) {
    defined.push(withDefinitions(chunk, definitions));
    yield;
  }
  return { chunks: defined, definitions };
}

/** A line at the very left that begins a block, whatever stands before it, save code and HTML without an end. */
const OPENING = /^(?:#{1,6}(?:[ \t]|$)|`{3,}[^`]*$|~{3,}|<!--)/;

/** Below an empty line, such a line goes on with no list, quote, table or definition, either. */
const NEW_PARAGRAPH = /^[^\s\-*+\d]/;

function* stretches(text: string, problems: ChunkProblems, limits: ReadingLimits): Steps<readonly Chunk[]> {
  const chunks: Chunk[] = [];
  let start = 0;
  let linesBefore = 0;
  const moveTo = (end: number, root: Root | null): void => {
    const part = text.slice(start, end);
    if (root !== null) chunks.push({ text: part, linesBefore, root });
    linesBefore += part.split('\n').length - 1;
    start = end;
  };
  while (start < text.length) {
    yield;
    const whole = rawBlockAt(text, start);
    if (whole !== null) {
      moveTo(whole.end, whole.root);
      continue;
    }
    for (let end = nextOpening(text, nextLine(text, start)); start < end;) {
      const part = text.slice(start, end);
      const tooMuch = tooMuchIn(part, limits);
      if (tooMuch !== null) {
        problems.tooMuch(linesBefore + tooMuch.line, tooMuch);
        moveTo(end, null);
        break;
      }
      const before = linesBefore;
      const root = parseMarkdown(part, (line) => problems.asText(before + line));
      const last = root.children.at(-1);
      const open = last === undefined ? null : rawBlock(text, start, last);
      if (open === null || open.end <= end) {
        moveTo(end, root);
        break;
      }
      // Its last block goes on: once more from where that begins, to behind where it ends.
      if (open.start > start) moveTo(open.start, { ...root, children: root.children.slice(0, -1) });
      end = nextOpening(text, open.end);
      yield;
    }
  }
  return chunks;
}

/** The first place from here on, at the beginning of a line, where a block begins. */
function nextOpening(text: string, from: number): number {
  let afterEmpty = lineBefore(text, from).trim() === '';
  let position = from;
  while (position < text.length) {
    const line = lineAt(text, position);
    if (OPENING.test(line) || (afterEmpty && NEW_PARAGRAPH.test(line))) return position;
    afterEmpty = line.trim() === '';
    position = nextLine(text, position);
  }
  return text.length;
}

function lineBefore(text: string, lineStart: number): string {
  if (lineStart < 2) return '';
  return text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart - 1);
}

/** Code or a comment that begins at the left of this line, which nothing but its own end can end: read without the parser. */
function rawBlockAt(text: string, start: number): { readonly end: number; readonly root: Root } | null {
  const line = lineAt(text, start);
  if (!OPENING.test(line) || line.startsWith('#')) return null;
  const isCode = !line.startsWith('<');
  const end = isCode ? endOfFence(text, start) : endOfHtml(text, start);
  const raw = text.slice(start, end).replace(/\n$/, '');
  const lines = raw.split('\n');
  const position = {
    start: { line: 1, column: 1, offset: 0 },
    end: { line: lines.length, column: (lines.at(-1) ?? '').length + 1, offset: raw.length },
  };
  const node: RootContent = isCode ? { ...codeOf(lines), position } : { type: 'html', value: raw, position };
  return { end, root: { type: 'root', children: [node], position } };
}

function codeOf(lines: readonly string[]) {
  const [first = '', ...rest] = lines;
  const [, fence = '', info = ''] = /^([`~]+)\s*(.*)$/.exec(first) ?? [];
  const isClosed = closesFence(rest.at(-1) ?? '', fence);
  const [language = ''] = info.split(/\s/);
  return {
    type: 'code' as const,
    lang: language === '' ? null : language,
    meta: null,
    value: (isClosed ? rest.slice(0, -1) : rest).join('\n'),
  };
}

/** Where a block of code or HTML begins and ends in the text; null for any other block. */
function rawBlock(
  text: string,
  partStart: number,
  node: RootContent,
): { readonly start: number; readonly end: number } | null {
  const offset = partStart + (node.position?.start.offset ?? 0);
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  switch (node.type) {
    case 'code':
      return /^ {0,3}[`~]{3}/.test(lineAt(text, start)) ? { start, end: endOfFence(text, start) } : null;
    case 'html':
      return { start, end: endOfHtml(text, start) };
    default:
      return null;
  }
}

/** A longer address is none, and a longer footnote is an article of its own: it would be repeated wherever it is named. */
const MAX_DEFINITION_LENGTH = 2_000;

function definitionsIn(chunks: readonly Chunk[]): Definitions {
  const links = new Map<string, Definition>();
  const footnotes = new Map<string, string>();
  for (const { root, text } of chunks) {
    if (!text.includes(']:')) continue;
    for (const node of nodesOf(root)) {
      if (node.type !== 'definition' && node.type !== 'footnoteDefinition') continue;
      const { start, end } = node.position ?? {};
      if ((end?.offset ?? 0) - (start?.offset ?? 0) > MAX_DEFINITION_LENGTH) continue;
      // The first of several counts (CommonMark 0.31, 4.7).
      if (node.type === 'definition') {
        if (!links.has(node.identifier)) links.set(node.identifier, node);
      } else if (!footnotes.has(node.identifier)) {
        footnotes.set(node.identifier, lineOf(node, text));
      }
    }
  }
  return { links, footnotes };
}

/** What a footnote says, without those that it names itself. */
function lineOf({ children }: FootnoteDefinition, text: string): string {
  return children
    .map(({ position }) => text.slice(position?.start.offset, position?.end.offset))
    .join(' ')
    .replace(/\[\^[^\]\s]*\]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** CommonMark 0.31, 6.3 Links: at most 999 characters, no brackets but escaped ones. */
const LABEL = /\[((?:[^[\]\\]|\\[\s\S]){1,999})\]/g;

/**
 * What a label means is defined anywhere in the whole text, and the parser needs to know that it is: a stretch that names
 * labels of other stretches is parsed again below definitions of these.
 */
function withDefinitions(chunk: Chunk, { links, footnotes }: Definitions): Chunk {
  if (links.size + footnotes.size === 0 || !chunk.text.includes('[')) return chunk;
  if (chunk.root.children.every(({ type }) => type === 'code' || type === 'html')) return chunk;
  const missing = new Map<string, string>();
  for (const [, label = ''] of chunk.text.matchAll(LABEL)) {
    const isFootnote = label.startsWith('^');
    const key = identifierOf(isFootnote ? label.slice(1) : label);
    if ((isFootnote ? footnotes : links).has(key)) {
      missing.set(isFootnote ? `^${key}` : key, label.replace(/\s+/g, ' '));
    }
  }
  for (const node of chunk.text.includes(']:') ? nodesOf(chunk.root) : []) {
    if (node.type === 'definition') missing.delete(node.identifier);
    if (node.type === 'footnoteDefinition') missing.delete(`^${node.identifier}`);
  }
  if (missing.size === 0) return chunk;
  const added = [...missing.values()].map((label) => `[${label}]: x\n\n`).join('');
  const addedLines = missing.size * 2;
  const text = added + chunk.text;
  const root = parseMarkdown(text);
  const children = root.children.filter(({ position }) => (position?.start.line ?? 0) > addedLines);
  return { text, linesBefore: chunk.linesBefore - addedLines, root: { ...root, children } };
}

/** As the parser compares labels. */
function identifierOf(label: string): string {
  return normalizeIdentifier(label).toLowerCase();
}
