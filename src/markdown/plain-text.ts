import type { Nodes } from 'mdast';
import { admonitionIn } from './dialects.ts';
import { childrenOf, withoutComments } from './commonmark.ts';
import { plainHtml } from './html.ts';

/** What a reader sees of a node, on one line and without markup. */
export function plainTextOf(node: Nodes): string {
  return plainLinesOf(node).replace(/\s+/gu, ' ').trim();
}

/** The same with its lines as they are: those of a paragraph, and one for each item, row and block. */
export function plainLinesOf(node: Nodes): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
    case 'code':
      return node.value;
    case 'html':
      return plainHtml(withoutComments(node.value));
    case 'break':
      return '\n';
    case 'image':
    case 'imageReference':
      return node.alt ?? '';
    case 'definition':
    case 'footnoteReference':
    case 'footnoteDefinition':
      return '';
    case 'blockquote': {
      const text = joined(node, '\n');
      return text.slice(admonitionIn(text)?.length ?? 0);
    }
    case 'list':
    case 'listItem':
    case 'table':
    case 'root':
      return joined(node, '\n');
    case 'tableRow':
      return joined(node, ' ');
    default:
      return joined(node, '');
  }
}

function joined(node: Nodes, between: string): string {
  return childrenOf(node)
    .map((child) => plainLinesOf(child))
    .join(between);
}
