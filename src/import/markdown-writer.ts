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

/** What one paragraph of a pack holds, with room for its escapes. Longer ones also take a time that grows with their square. */
const MAX_PARAGRAPH = 8_000;

/** A long text, cut where sentences end. */
export function inParts(text: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  while (text.length - start > MAX_PARAGRAPH) {
    const part = text.slice(start, start + MAX_PARAGRAPH);
    const end =
      Math.max(part.lastIndexOf('. '), part.lastIndexOf('。')) + 1 ||
      part.lastIndexOf(' ') + 1 ||
      part.length;
    parts.push(part.slice(0, end).trim());
    start += end;
  }
  return [...parts, text.slice(start).trim()].filter((part) => part !== '');
}

/** The same with what is marked in it; where one mark holds as much, its text stands for it. */
export function inParagraphs(children: readonly PhrasingContent[]): readonly PhrasingContent[][] {
  const paragraphs: PhrasingContent[][] = [];
  let length = Number.POSITIVE_INFINITY;
  const short = children.flatMap(
    (child): readonly { readonly node: PhrasingContent; readonly size: number }[] => {
      const text = textIn(child);
      if (text.length <= MAX_PARAGRAPH) return [{ node: child, size: text.length + 20 }];
      return inParts(text).map((part) => ({ node: { type: 'text', value: part }, size: part.length }));
    },
  );
  for (const { node, size } of short) {
    length += size;
    if (length > MAX_PARAGRAPH) {
      paragraphs.push([]);
      length = size;
    }
    paragraphs.at(-1)?.push(node);
  }
  return paragraphs;
}

function textIn(node: PhrasingContent): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textIn).join('') : '';
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
