import type { Definition, List, Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { parseChunks } from './chunks.ts';
import {
  childrenOf,
  markdownOf,
  plainTextOf,
  spanOf,
  withoutComments,
  type MarkdownSource,
} from './markdown-source.ts';
import type { ProblemLog } from './problem.ts';

interface BlockBase {
  readonly line: number;
  /** Markdown as its author wrote it, fit to stand alone. */
  readonly text: string;
  /** What a reader sees, on one line and without markup. */
  readonly plain: string;
}

/** A heading, a paragraph, a list, or something else that stands by itself: a quote, code, HTML. */
export type Block =
  | (BlockBase & { readonly kind: 'heading'; readonly depth: number })
  | (BlockBase & { readonly kind: 'list'; readonly items: readonly Item[] })
  | (BlockBase & { readonly kind: 'paragraph' | 'other' });

interface Item {
  readonly line: number;
  readonly blocks: readonly Block[];
}

/** Nothing deeper can be read on Discord, and trees are walked recursively. */
const DEEPEST_NESTING = 40;

/**
 * The blocks of a Markdown text. Comments, reference definitions and rules (`---`) show nothing and are left
 * out. Null where they are nested too deeply.
 */
export function readBlocks(text: string, log: ProblemLog): readonly Block[] | null {
  const blocks: Block[] = [];
  for (const { root, text: part, linesBefore } of parseChunks(text)) {
    const tooDeep = nodeBelow(root, DEEPEST_NESTING);
    if (tooDeep !== null) {
      log.error(
        linesBefore + spanOf(tooDeep).line,
        `Nest lists and quotes less deeply: more than ${DEEPEST_NESTING} levels can't be read.`,
      );
      return null;
    }
    const source: MarkdownSource = { text: part, linesBefore, definitions: definitionsIn(root) };
    for (const node of root.children) reportHtml(node, linesBefore, log);
    blocks.push(...blocksOf(root.children, source));
  }
  return blocks;
}

/** What a reader sees of a line of Markdown. */
export function plainText(markdown: string): string {
  return plainTextOf(fromMarkdown(markdown));
}

function blocksOf(nodes: readonly RootContent[], source: MarkdownSource): readonly Block[] {
  return nodes.map((node) => blockOf(node, source)).filter((block): block is Block => block !== null);
}

function blockOf(node: RootContent, source: MarkdownSource): Block | null {
  const base = {
    line: source.linesBefore + spanOf(node).line,
    text: markdownOf(node, source),
    plain: plainTextOf(node),
  };
  switch (node.type) {
    case 'definition':
    case 'thematicBreak':
      return null;
    case 'heading':
      return { ...base, kind: 'heading', depth: node.depth };
    case 'list':
      return { ...base, kind: 'list', items: itemsOf(node, source) };
    case 'paragraph':
      return base.text === '' ? null : { ...base, kind: 'paragraph' };
    default:
      return base.text === '' ? null : { ...base, kind: 'other' };
  }
}

function itemsOf(list: List, source: MarkdownSource): readonly Item[] {
  return list.children.map((item) => ({
    line: source.linesBefore + spanOf(item).line,
    blocks: blocksOf(item.children, source),
  }));
}

function definitionsIn(root: Nodes): ReadonlyMap<string, Definition> {
  const definitions = new Map<string, Definition>();
  for (const node of nodesOf(root)) {
    // The first of several counts (CommonMark 0.31, 4.7).
    if (node.type === 'definition' && !definitions.has(node.identifier)) {
      definitions.set(node.identifier, node);
    }
  }
  return definitions;
}

/** Discord shows HTML as it stands, and a comment without an end hides the rest of the file. */
function reportHtml(block: RootContent, linesBefore: number, log: ProblemLog): void {
  let shown = false;
  for (const node of nodesOf(block)) {
    const line = linesBefore + spanOf(node).line;
    if (node.type === 'text' && node.value.includes('<!--')) {
      log.warn(line, 'End this comment with "-->" before the next empty line: members would see it.');
    }
    if (node.type !== 'html') continue;
    const rest = withoutComments(node.value);
    if (rest.trimStart().startsWith('<!--')) {
      log.error(line, 'End this comment with "-->": it hides everything below it.');
    } else if (rest.trim() !== '' && !shown) {
      shown = true;
      log.warn(
        line,
        rest.includes('<')
          ? 'Write this HTML as Markdown: Discord would show the tags.'
          : 'Write what stands behind this comment on a line of its own: its markup is lost here.',
      );
    }
  }
}

/** A node and all below it, without recursion. */
function* nodesOf(root: Nodes): Generator<Nodes> {
  const open: Nodes[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    open.push(...childrenOf(node).toReversed());
  }
}

function nodeBelow(root: Nodes, depth: number): Nodes | null {
  let level: readonly Nodes[] = [root];
  for (let passed = 0; passed < depth && level.length > 0; passed += 1) {
    level = level.flatMap((node) => [...childrenOf(node)]);
  }
  return level[0] ?? null;
}
