import type {
  Blockquote,
  Image,
  List,
  ListItem,
  Nodes,
  Parents,
  PhrasingContent,
  RootContent,
  Table,
} from 'mdast';
import type { Steps } from '../time-slices.ts';
import { resolveAddress } from './address.ts';
import { admonitionIn } from './dialects.ts';
import { parseChunks } from './chunks.ts';
import { nodesOf, withoutComments, type Definitions } from './commonmark.ts';
import { codeBlock, escapeMarkdown, guardLineStarts, inlineCode, link } from './discord.ts';
import { tablesIn } from './html-table.ts';
import {
  attribute,
  CODE_TAGS,
  isBlockTag,
  piecesOfHtml,
  plainHtml,
  raised,
  RAISED_TAGS,
  signOf,
  tagIn,
  type Tag,
} from './html.ts';
import { plainTextOf } from './plain-text.ts';
import { tableText } from './table.ts';

/** A text for Discord. */
export interface DiscordText {
  /** Discord's Markdown. */
  readonly text: string;
  /** Those that Discord can fetch, in their order. */
  readonly pictures: readonly Picture[];
}

interface Picture {
  /** With http or https. */
  readonly url: string;
  /** How it stands in the text: as a link that is named like it. */
  readonly link: string;
}

/**
 * Translates a pack's Markdown (CommonMark with GitHub's tables, footnotes and strikethrough) to Discord's: lines that an
 * author wrapped are joined, since Discord would break them; headings below the third become bold; pictures become links;
 * tables are drawn or told row by row; addresses are made whole; and characters that CommonMark reads as text stay text.
 *
 * @param base the address of the article, where it has one
 */
export function* toDiscord(markdown: string, base: string | null): Steps<DiscordText> {
  const { chunks, definitions } = yield* parseChunks(markdown);
  const blocks: string[] = [];
  const pictures: Picture[] = [];
  for (const { root } of chunks) {
    const context: Context = { base, definitions, pictures, inLink: false };
    for (const node of root.children) blocks.push(block(node, context));
    yield;
  }
  return { text: blocks.filter((text) => text.trim() !== '').join('\n\n'), pictures };
}

interface Context {
  readonly base: string | null;
  readonly definitions: Definitions;
  /** To be added to. */
  readonly pictures: Picture[];
  /** A link holds no other. */
  readonly inLink: boolean;
}

function block(node: RootContent, context: Context): string {
  switch (node.type) {
    case 'paragraph':
      return guardLineStarts(inlines(node, context)).trim();
    case 'heading': {
      const text = inlines(node, context).replaceAll('\n', ' ').trim();
      if (text === '') return '';
      return node.depth <= 3 ? `${'#'.repeat(node.depth)} ${text}` : `**${text}**`;
    }
    case 'list':
      return listLines(node, 0, context).join('\n');
    case 'blockquote':
      return quote(node, context);
    case 'code':
      return codeBlock(node.value, node.lang ?? '');
    case 'table':
      return table(node, context);
    case 'thematicBreak':
      return '⸻';
    case 'html':
      return htmlBlock(node.value, context);
    case 'definition':
    case 'footnoteDefinition':
      return '';
    default:
      return inline(node, context);
  }
}

/** Discord knows one level of quotes. */
function quote(node: Blockquote, context: Context): string {
  return quotedBlocks(node, context)
    .join('\n\n')
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}

function quotedBlocks({ children }: Blockquote, context: Context): readonly string[] {
  const blocks = children.flatMap((child) =>
    child.type === 'blockquote' ? quotedBlocks(child, context) : [block(child, context)],
  );
  const [first] = children;
  const start = first?.type === 'paragraph' ? first.children[0] : undefined;
  const admonition = start?.type === 'text' ? admonitionIn(start.value) : null;
  if (first?.type !== 'paragraph' || start?.type !== 'text' || admonition === null) {
    return blocks.filter((text) => text !== '');
  }
  const [line = '', ...others] = start.value.slice(admonition.length).split('\n');
  const title = first.children.length === 1 || others.length > 0 ? line.trim() : '';
  const head = `**${escapeMarkdown(title === '' ? admonition.name : title)}**`;
  const rest = title === '' ? [line, ...others] : others;
  const text = block(
    {
      ...first,
      children: [{ type: 'text', value: rest.join('\n').trimStart() }, ...first.children.slice(1)],
    },
    context,
  );
  const body = [text, ...blocks.slice(1)].filter((one) => one !== '');
  return body.length === 0 ? [head] : [`${head}\n${body[0] ?? ''}`, ...body.slice(1)];
}

function listLines(list: List, depth: number, context: Context): readonly string[] {
  const start = list.start ?? 1;
  return list.children.flatMap((item, position) =>
    itemLines(item, list.ordered === true ? `${start + position}.` : '-', depth, context),
  );
}

function itemLines(item: ListItem, marker: string, depth: number, context: Context): readonly string[] {
  const indent = '  '.repeat(depth);
  const [first, ...rest] = item.children;
  const head = first === undefined || first.type === 'list' ? '' : block(first, context);
  const tail = first?.type === 'list' ? item.children : rest;
  const inner = `${indent}  `;
  return [
    `${indent}${marker} ${first?.type === 'code' ? `\n${head}` : withBox(head).replaceAll('\n', `\n${inner}`)}`.trimEnd(),
    ...tail.flatMap((child) => {
      if (child.type === 'list') return listLines(child, depth + 1, context);
      const text = block(child, context);
      if (text === '') return [];
      // Spaces before the lines of code would be shown as a part of it.
      return [
        child.type === 'code' || text.startsWith('```')
          ? text
          : `${inner}${text.replaceAll('\n', `\n${inner}`)}`,
      ];
    }),
  ];
}

/** The box of a task, as GitHub has it. */
function withBox(text: string): string {
  const [box, state] = /^\[([ xX])\](?= )/.exec(text) ?? [];
  return box === undefined ? text : `${state === ' ' ? '☐' : '☑'}${text.slice(box.length)}`;
}

function table(node: Table, context: Context): string {
  return tableText({
    rows: node.children.map((row) =>
      row.children.map((cell) => ({
        plain: plainTextOf(cell),
        text: inlines(cell, context).replace(/\s+/g, ' ').trim(),
      })),
    ),
    align: node.align ?? [],
    hasLinks: [...nodesOf(node)].some(({ type }) => LEADING.has(type)),
  });
}

const LEADING: ReadonlySet<string> = new Set(['link', 'linkReference', 'image', 'imageReference']);

function htmlBlock(html: string, context: Context): string {
  return tablesIn(withoutComments(html))
    .map((part) => {
      if (typeof part === 'string') return htmlLines(part, context);
      const rows = part.rows.map((row) =>
        row.map((cell) => ({
          plain: plainHtml(cell).replace(/\s+/g, ' ').trim(),
          text: htmlLines(cell, context).replace(/\s+/g, ' '),
        })),
      );
      return tableText({ rows, align: [], hasLinks: part.hasLinks });
    })
    .filter((text) => text !== '')
    .join('\n\n');
}

/** Its lines stay lines, and so do its blocks; tags that mean nothing here are shown, so that nothing is lost. */
function htmlLines(html: string, context: Context): string {
  let isLineStart = true;
  /** A block has ended, and what follows is on a line of its own. */
  let hasEnded = false;
  const lineBreak = { type: 'break' as const };
  const nodes = piecesOfHtml(html).flatMap(({ type, value }): readonly PhrasingContent[] => {
    if (type === 'html') {
      const tag = tagIn(value);
      const isBlock = tag !== null && isBlockTag(tag);
      const isBroken = !isLineStart && ((isBlock && !tag.isEnd) || (hasEnded && !isBlock));
      if (isBlock || tag?.name === 'br') hasEnded = isBlock && tag.isEnd;
      isLineStart = (isBlock && !tag.isEnd) || tag?.name === 'br' || (isLineStart && isBlock);
      return [...(isBroken ? [lineBreak] : []), { type: 'html', value }];
    }
    const isBlank = value.trim() === '';
    const isBroken = hasEnded && !isLineStart && !isBlank && !/^[ \t]*\n/.test(value);
    if (!isBlank || value.includes('\n')) {
      isLineStart = /\n[ \t]*$/.test(value);
      hasEnded = false;
    }
    const lines = value.split('\n').map((line) => ({ type: 'text' as const, value: line }));
    return [
      ...(isBroken ? [lineBreak] : []),
      ...lines.flatMap((line, at) => (at === 0 ? [line] : [lineBreak, line])),
    ];
  });
  return phrases(nodes, context)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function htmlPicture(tag: Tag, context: Context): string {
  return picture({ url: attribute(tag, 'src'), alt: attribute(tag, 'alt') }, context);
}

function inlines(parent: Parents, context: Context): string {
  return phrases(parent.children, context);
}

/** Tags of HTML stand as nodes of their own before and behind what they hold. */
function phrases(nodes: readonly (Nodes | PhrasingContent)[], context: Context): string {
  let text = '';
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    if (node === undefined) continue;
    const tag = node.type === 'html' ? tagIn(node.value) : null;
    const end = tag === null ? -1 : endOf(tag, nodes, at);
    if (tag === null || end === -1) {
      text += inline(node, context, nodes[at - 1]);
      continue;
    }
    const held = nodes.slice(at + 1, end);
    const plain = (): string => held.map((one) => plainTextOf(one)).join('');
    if (CODE_TAGS.has(tag.name)) text += inlineCode(plain());
    else if (RAISED_TAGS.has(tag.name)) {
      const form = raised(plain(), tag);
      text += form === plain() ? phrases(held, context) : form;
    } else text += linked(phrases(held, { ...context, inLink: true }), attribute(tag, 'href'), context);
    at = end;
  }
  return text;
}

/** Where a tag ends that holds code, makes a link or raises what it holds; -1 for any other, and where it doesn't end. */
function endOf(tag: Tag, nodes: readonly (Nodes | PhrasingContent)[], at: number): number {
  const holds =
    CODE_TAGS.has(tag.name) ||
    RAISED_TAGS.has(tag.name) ||
    (tag.name === 'a' && attribute(tag, 'href') !== '');
  if (tag.isEnd || !holds) return -1;
  return nodes.findIndex((node, position) => {
    if (position <= at || node.type !== 'html') return false;
    const other = tagIn(node.value);
    return other?.name === tag.name && other.isEnd;
  });
}

/** What kramdown and MkDocs write behind links: `{:target="_blank"}`. */
const ATTRIBUTES = /^\{(?::|\s*[.#]|\s*[a-z-]+=)[^{}]{0,200}\}/;

function inline(node: Nodes | PhrasingContent, context: Context, previous?: Nodes): string {
  switch (node.type) {
    case 'text': {
      const isBehindLink = previous?.type === 'link' || previous?.type === 'image';
      const value = isBehindLink ? node.value.replace(ATTRIBUTES, '') : node.value;
      return escapeMarkdown(value.replace(/[ \t]*\n[ \t]*/g, ' '));
    }
    case 'emphasis':
      return wrapped('*', inlines(node, context));
    case 'strong':
      return wrapped('**', inlines(node, context));
    case 'delete':
      return wrapped('~~', inlines(node, context));
    case 'inlineCode':
      return inlineCode(node.value.replaceAll('\n', ' '));
    case 'break':
      return '\n';
    case 'link':
      return linked(inlines(node, { ...context, inLink: true }), node.url, context);
    case 'image':
      return picture(node, context);
    case 'linkReference': {
      const label = inlines(node, { ...context, inLink: true });
      return linked(label, context.definitions.links.get(node.identifier)?.url ?? '', context);
    }
    case 'imageReference': {
      const url = context.definitions.links.get(node.identifier)?.url ?? '';
      return picture({ url, alt: node.alt ?? '' }, context);
    }
    case 'html': {
      const tag = tagIn(node.value);
      if (tag === null) return escapeMarkdown(withoutComments(node.value));
      return tag.name === 'img' ? htmlPicture(tag, context) : signOf(tag);
    }
    case 'footnoteReference':
      return '';
    default:
      return 'children' in node ? inlines(node, context) : '';
  }
}

function wrapped(sign: string, text: string): string {
  return text.trim() === '' ? text : `${sign}${text}${sign}`;
}

function linked(label: string, written: string, { base, inLink }: Context): string {
  const address = resolveAddress(written, base);
  switch (address.kind) {
    case 'web':
      // Discord masks no address by another one, and one that stands for itself needs no mask.
      return inLink
        ? label
        : /^https?:\/\/\S+$/.test(label) || label === ''
          ? address.url
          : link(label, address.url);
    case 'contact':
      return label === address.text || escapeMarkdown(address.text) === label
        ? label
        : `${label} (${escapeMarkdown(address.text)})`;
    case 'relative':
    case 'none':
      return label;
  }
}

function picture({ url, alt }: Pick<Image, 'url' | 'alt'>, context: Context): string {
  const name = escapeMarkdown((alt ?? '').replace(/\s+/g, ' ').trim());
  const address = resolveAddress(url, context.base);
  if (address.kind !== 'web') return name || escapeMarkdown(url);
  const shown = context.inLink ? name : name === '' ? address.url : link(name, address.url);
  // Discord draws no SVG.
  if (!/\.svgz?$/i.test(new URL(address.url).pathname)) {
    context.pictures.push({ url: address.url, link: shown });
  }
  return shown;
}
