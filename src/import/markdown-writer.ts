import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';

/** One block as Markdown, with all that it says escaped where Markdown would read more into it. */
export function markdownOfNode(node: Nodes): string {
  return toMarkdown(node, {
    bullet: '-',
    rule: '-',
    listItemIndent: 'one',
    extensions: [gfmTableToMarkdown({ tablePipeAlign: false }), gfmStrikethroughToMarkdown()],
  }).trimEnd();
}

/** A line of plain text as Markdown that says the same. */
export function inlineMarkdown(line: string): string {
  return markdownOfNode(paragraphNode(textNodes(line)));
}

export function textNodes(value: string): PhrasingContent[] {
  return [{ type: 'text', value }];
}

export function paragraphNode(children: PhrasingContent[]): RootContent {
  return { type: 'paragraph', children };
}

/** Markdown, block by block, that knows which line of its file each of its own lines comes from. */
export interface MarkdownWriter {
  /**
   * @param line in the file; 0 where it has none
   * @param each of its own lines, where they come from several
   */
  readonly add: (markdown: string, line: number, each?: readonly number[]) => void;
  readonly result: () => { readonly markdown: string; readonly lines: readonly number[] };
}

export function createMarkdownWriter(): MarkdownWriter {
  const written: string[] = [];
  const lines: number[] = [];
  return {
    add: (markdown, line, each = []) => {
      for (const [at, text] of [...markdown.split('\n'), ''].entries()) {
        written.push(text);
        lines.push(each[at] ?? line);
      }
    },
    result: () => ({ markdown: written.join('\n'), lines }),
  };
}
