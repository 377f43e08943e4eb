import type { List, Nodes, Paragraph, RootContent } from 'mdast';
import { parseChunks } from '../markdown/chunks.ts';
import { childrenOf, parseMarkdown } from '../markdown/commonmark.ts';
import { openDetails } from '../markdown/details.ts';
import { asGitHub } from '../markdown/dialects.ts';
import { plainLinesOf, plainTextOf } from '../markdown/plain-text.ts';
import type { ReadingLimits, TooMuch } from '../markdown/reading-limits.ts';
import type { Steps } from '../time-slices.ts';
import { reportHtml, reportLinks, type LinkPlace } from './markdown-problems.ts';
import { markdownOf, spanOf, type MarkdownSource } from './markdown-source.ts';
import type { ProblemLog } from './problem.ts';

interface BlockBase {
  readonly line: number;
  /** Markdown as its author wrote it, fit to stand alone. */
  readonly text: string;
  /** What a reader sees, on one line and without markup. */
  readonly plain: string;
  /** The same on the lines that it was written on. */
  readonly plainLines: string;
  /** A rule (`---`) stands between it and the block before. */
  readonly afterRule: boolean;
}

/** A heading, a paragraph, a list, code, or something else that stands by itself: a quote, a table, HTML. */
export type Block =
  | (BlockBase & { readonly kind: 'heading'; readonly depth: number })
  | (BlockBase & { readonly kind: 'list'; readonly items: readonly Item[] })
  | (BlockBase & { readonly kind: 'code'; readonly language: string; readonly code: string })
  | (BlockBase & { readonly kind: 'paragraph'; readonly boldLine: BoldLine | null })
  | (BlockBase & { readonly kind: 'other' });

/** A first line of a paragraph that is bold from its start to its end, or a question in italics, as many write headings. */
interface BoldLine {
  readonly plain: string;
  readonly isItalic: boolean;
  /** It has no other line. */
  readonly isAll: boolean;
}

export interface Item {
  readonly line: number;
  /** What stands before it: `-`, or its number such as `3.`. */
  readonly marker: string;
  readonly blocks: readonly Block[];
}

/** Nothing deeper can be read on Discord, and trees are walked recursively. */
const DEEPEST_NESTING = 40;

/**
 * The blocks of a Markdown text. Comments, definitions and rules (`---`) show nothing and are left out. Null where a part
 * of it can't be read, which is an error.
 */
export function* readBlocks(
  text: string,
  place: LinkPlace,
  limits: ReadingLimits,
  problemLog: ProblemLog,
): Steps<readonly Block[] | null> {
  const { text: opened, lineOf } = openDetails(text);
  const log: ProblemLog = {
    error: (line, message) => problemLog.error(lineOf(line), message),
    warn: (line, message) => problemLog.warn(lineOf(line), message),
  };
  const told = new Set<string>();
  const blocks: Block[] = [];
  let isReadable = true;
  const problems = {
    tooMuch: (line: number, what: TooMuch) => {
      isReadable = false;
      log.error(line, adviceOnTooMuch(what));
    },
    asText: (line: number) => {
      log.warn(line, 'Split this paragraph: it holds so much markup that some of it is read as text.');
    },
  };
  const { chunks, definitions } = yield* parseChunks(asGitHub(opened), problems, limits);
  const expansion = { left: MAX_EXPANSION };
  let afterRule = false;
  for (const { root, text: part, linesBefore } of chunks) {
    const tooDeep = nodeBelow(root, DEEPEST_NESTING);
    if (tooDeep !== null) {
      log.error(linesBefore + spanOf(tooDeep).line, adviceOnNesting(DEEPEST_NESTING));
      return null;
    }
    const source: MarkdownSource = { text: part, linesBefore, definitions, expansion, lineOf };
    for (const node of root.children) {
      reportHtml(node, linesBefore, log, told);
      reportLinks(node, source, place, log);
    }
    const read = blocksOf(root.children, source, afterRule);
    blocks.push(...read.blocks);
    afterRule = read.endsWithRule;
    yield;
  }
  if (expansion.left < 0) {
    log.error(
      1,
      'Write addresses and footnotes where they belong: together, those that are named get too long.',
    );
    return null;
  }
  return isReadable ? blocks : null;
}

/** In UTF-16 units: what a text may grow by where the definitions that it names are put in. */
const MAX_EXPANSION = 2_000_000;

/** What a reader sees of a short piece of Markdown, on the lines that it was written on. */
export function plainLines(markdown: string): string {
  return plainLinesOf(parseMarkdown(markdown));
}

function adviceOnTooMuch({ of, count, most }: TooMuch): string {
  switch (of) {
    case 'lines':
      return `Split what begins here with headings or paragraphs: it has ${count} lines, and at most ${most} can be read.`;
    case 'marked lines':
      return `Split this list or quote with headings or paragraphs: at most ${most} of its lines can be read.`;
    case 'length':
      return `Split this block: it has ${count} characters, and at most ${most} can be read.`;
    case 'nesting':
      return adviceOnNesting(DEEPEST_NESTING);
  }
}

function adviceOnNesting(most: number): string {
  return `Nest lists and quotes less deeply: more than ${most} levels can't be read.`;
}

function blocksOf(
  nodes: readonly RootContent[],
  source: MarkdownSource,
  behindRule = false,
): { readonly blocks: readonly Block[]; readonly endsWithRule: boolean } {
  const blocks: Block[] = [];
  let afterRule = behindRule;
  for (const node of nodes) {
    if (node.type === 'thematicBreak') afterRule = true;
    const block = blockOf(node, source, afterRule);
    if (block === null) continue;
    blocks.push(block);
    afterRule = false;
  }
  return { blocks, endsWithRule: afterRule };
}

function blockOf(node: RootContent, source: MarkdownSource, afterRule: boolean): Block | null {
  const base = {
    afterRule,
    line: source.lineOf(source.linesBefore + spanOf(node).line),
    text: markdownOf(node, source),
    plain: plainTextOf(node),
    plainLines: plainLinesOf(node),
  };
  switch (node.type) {
    case 'definition':
    case 'footnoteDefinition':
    case 'thematicBreak':
      return null;
    case 'heading':
      return { ...base, kind: 'heading', depth: node.depth };
    case 'list':
      return { ...base, kind: 'list', items: itemsOf(node, source) };
    case 'code':
      return { ...base, kind: 'code', language: node.lang ?? '', code: node.value };
    case 'paragraph':
      return base.text === '' ? null : { ...base, kind: 'paragraph', boldLine: boldLineOf(node) };
    default:
      return base.text === '' ? null : { ...base, kind: 'other' };
  }
}

function itemsOf(list: List, source: MarkdownSource): readonly Item[] {
  return list.children.map((item, position) => ({
    line: source.lineOf(source.linesBefore + spanOf(item).line),
    marker: list.ordered === true ? `${(list.start ?? 1) + position}.` : '-',
    blocks: blocksOf(item.children, source).blocks,
  }));
}

function boldLineOf({ children }: Paragraph): BoldLine | null {
  const [first, next] = children;
  if (first?.type !== 'strong' && !(first?.type === 'emphasis' && /[?？]$/u.test(plainTextOf(first))))
    return null;
  const isAll = children.slice(1).every((child) => child.type === 'text' && child.value.trim() === '');
  const isEnd =
    next?.type === 'break' ||
    (next?.type === 'html' && /^<br\b/i.test(next.value)) ||
    (next?.type === 'text' && /^[ \t]*\n/.test(next.value));
  if (!isAll && !isEnd) return null;
  return { plain: plainTextOf(first), isItalic: first.type === 'emphasis', isAll };
}

function nodeBelow(root: Nodes, depth: number): Nodes | null {
  let level: readonly Nodes[] = [root];
  for (let passed = 0; passed < depth && level.length > 0; passed += 1) {
    level = level.flatMap((node) => [...childrenOf(node)]);
  }
  return level[0] ?? null;
}
