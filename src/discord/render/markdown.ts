import type { List, ListItem, Nodes, Parents, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { remembering } from '../../remembering.ts';

/** A long article has about as many passages. */
const MOST_TEXTS = 500;

/**
 * A pack's Markdown as blocks of Discord's: lines that an author wrapped are joined (Discord would break
 * them), headings below the third become bold, pictures become links, and characters that CommonMark
 * reads as text stay text.
 */
export const discordBlocks: (markdown: string) => readonly string[] = remembering(blocksOf, MOST_TEXTS);

function blocksOf(markdown: string): readonly string[] {
  return fromMarkdown(markdown)
    .children.map((node) => block(node))
    .filter((text) => text.trim() !== '');
}

/** Text that Discord shows as it stands. Addresses keep their underscores: a backslash would break them. */
export function escapeMarkdown(text: string): string {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(/[\\*_`~|]/g, (character) => `\\${character}`),
    )
    .join('');
}

/** A masked link where the address is one that Discord links, else the label alone. */
export function link(label: string, url: string | null): string {
  if (url === null || !/^https?:\/\//.test(url)) return label;
  return `[${label.replace(/[[\]]/g, (bracket) => `\\${bracket}`)}](${linkTarget(url)})`;
}

function linkTarget(url: string): string {
  return url.replace(/[()\s<>]/g, (character) =>
    encodeURIComponent(character).replace('(', '%28').replace(')', '%29'),
  );
}

function block(node: RootContent): string {
  switch (node.type) {
    case 'paragraph':
      return guardLineStart(inlines(node));
    case 'heading':
      return node.depth <= 3 ? `${'#'.repeat(node.depth)} ${inlines(node)}` : `**${inlines(node)}**`;
    case 'list':
      return listLines(node, 0).join('\n');
    case 'blockquote':
      return node.children
        .map((child) => block(child))
        .join('\n\n')
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n');
    case 'code':
      return fencedCode(node.value, node.lang ?? '');
    case 'thematicBreak':
      return '⸻';
    case 'html':
      return /^<!--[\s\S]*-->$/.test(node.value.trim()) ? '' : escapeMarkdown(node.value);
    case 'definition':
      return '';
    default:
      return inline(node);
  }
}

function fencedCode(value: string, language: string): string {
  const longest = Math.max(2, ...(value.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${value}\n${fence}`;
}

function listLines(list: List, depth: number): readonly string[] {
  const start = list.start ?? 1;
  return list.children.flatMap((item, position) =>
    itemLines(item, list.ordered === true ? `${start + position}.` : '-', depth),
  );
}

function itemLines(item: ListItem, marker: string, depth: number): readonly string[] {
  const indent = '  '.repeat(depth);
  const [first, ...rest] = item.children;
  const head =
    first === undefined || first.type === 'list' ? '' : block(first).replaceAll('\n', `\n${indent}  `);
  const tail = first?.type === 'list' ? item.children : rest;
  return [
    `${indent}${marker} ${head}`.trimEnd(),
    ...tail.flatMap((child) =>
      child.type === 'list'
        ? listLines(child, depth + 1)
        : [`${indent}  ${block(child).replaceAll('\n', `\n${indent}  `)}`],
    ),
  ];
}

function inlines(parent: Parents): string {
  return parent.children.map((child) => inline(child)).join('');
}

function inline(node: Nodes | PhrasingContent): string {
  switch (node.type) {
    case 'text':
      return escapeMarkdown(node.value.replace(/\s*\n\s*/g, ' '));
    case 'emphasis':
      return `*${inlines(node)}*`;
    case 'strong':
      return `**${inlines(node)}**`;
    case 'delete':
      return `~~${inlines(node)}~~`;
    case 'inlineCode':
      return node.value.includes('`') ? `\`\` ${node.value} \`\`` : `\`${node.value}\``;
    case 'break':
      return '\n';
    case 'link': {
      const label = inlines(node);
      // An address that stands for itself needs no mask.
      return label === node.url ? node.url : link(label, node.url);
    }
    case 'image':
      return link(escapeMarkdown(node.alt ?? '') || node.url, node.url);
    case 'html':
      return escapeMarkdown(node.value);
    default:
      return 'children' in node ? inlines(node) : '';
  }
}

/** What CommonMark read as a paragraph must not become a heading, a list or a quote. */
function guardLineStart(text: string): string {
  return text.replace(/^(?=#{1,3} |-# |> |>>> |[-+] )/gm, '\\').replace(/^(\d+)\. /gm, '$1\\. ');
}
