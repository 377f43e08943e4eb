import type { Definition, Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { boundedInlines } from './bounded-inlines.ts';
import { plainBlocks } from './plain-blocks.ts';

/**
 * CommonMark with GitHub's tables, footnotes and strikethrough, in one go: for short texts; `parseChunks` reads long ones.
 *
 * @param onText told the line of each paragraph in which markup is read as text, because there is too much of it
 */
export function parseMarkdown(text: string, onText: (line: number) => void = () => {}): Root {
  const plain = plainBlocks(text);
  if (plain !== null) return plain;
  return fromMarkdown(text, {
    extensions: [
      gfmTable(),
      gfmStrikethrough({ singleTilde: false }),
      gfmFootnote(),
      // The last is asked first.
      boundedInlines(onText),
    ],
    mdastExtensions: [gfmTableFromMarkdown(), gfmStrikethroughFromMarkdown(), gfmFootnoteFromMarkdown()],
  });
}

export function childrenOf(node: Nodes): readonly Nodes[] {
  return 'children' in node ? node.children : [];
}

/** A node and all below it, in their order, without recursion. */
export function* nodesOf(root: Nodes): Generator<Nodes> {
  const open: Nodes[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    for (const child of childrenOf(node).toReversed()) open.push(child);
  }
}

/** What the whole text may refer to, by its label as the parser compares labels. */
export interface Definitions {
  readonly links: ReadonlyMap<string, Definition>;
  /** On one line, as Markdown. */
  readonly footnotes: ReadonlyMap<string, string>;
}

const COMMENT_END = '-->';

/** In time that grows with its length alone, also where no comment ends. */
export function withoutComments(html: string): string {
  let kept = '';
  let position = 0;
  for (;;) {
    const start = html.indexOf('<!--', position);
    const end = start === -1 ? -1 : html.indexOf(COMMENT_END, start + 2);
    if (end === -1) return kept + html.slice(position);
    kept += html.slice(position, start);
    position = end + COMMENT_END.length;
  }
}
