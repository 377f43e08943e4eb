import type { PhrasingContent } from 'mdast';
import { resolveAddress } from '../markdown/address.ts';
import { isBlock, isElement, lineOfText, type HtmlElement } from './html-tree.ts';

export interface HtmlPlace {
  /** That relative addresses are meant from. */
  readonly url: string | null;
  /** Whether the page names this as a question elsewhere. */
  readonly isKnown: (text: string) => boolean;
  /** Whether links within the page are kept: a list of them is its contents. */
  readonly isInList?: boolean;
}

/** Longer ones place whole texts beside each other. */
export const MAX_CELL = 2_000;

const CODE = new Set(['code', 'kbd', 'samp', 'tt', 'var']);
const STRONG = new Set(['b', 'strong']);
const EMPHASIS = new Set(['i', 'em', 'cite', 'dfn']);
const DELETED = new Set(['s', 'del', 'strike']);

/** On one line, save for its breaks, without white space at its ends. */
export function inlineOf(
  nodes: readonly (HtmlElement | string)[],
  place: HtmlPlace,
  isOneLine = false,
): PhrasingContent[] {
  const flat = nodes.flatMap((node) => inline(node, place, isOneLine));
  return trimmed(joined(flat));
}

function inline(
  node: HtmlElement | string,
  place: HtmlPlace,
  isOneLine: boolean,
): readonly PhrasingContent[] {
  if (!isElement(node)) return [{ type: 'text', value: node.replace(/\s+/gu, ' ') }];
  const { name, attributes } = node;
  const children = (): readonly PhrasingContent[] =>
    node.children.flatMap((child) => inline(child, place, isOneLine));
  if (name === 'br') return isOneLine ? [{ type: 'text', value: ' ' }] : [{ type: 'break' }];
  if (name === 'img') return picture(node, place);
  if (CODE.has(name)) {
    const value = lineOfText(node);
    if (value.length > MAX_CELL) return [{ type: 'text', value }];
    return value === '' ? [] : [{ type: 'inlineCode', value }];
  }
  if (STRONG.has(name)) return wrapped(children(), (inner) => ({ type: 'strong', children: inner }));
  if (EMPHASIS.has(name)) return wrapped(children(), (inner) => ({ type: 'emphasis', children: inner }));
  if (DELETED.has(name)) return wrapped(children(), (inner) => ({ type: 'delete', children: inner }));
  if (name === 'a') {
    // Signs behind headings that lead to themselves.
    if (/^[\s#¶§🔗]*$/u.test(lineOfText(node)) && !has(node, 'img')) return [];
    const href = attributes['href'] ?? '';
    if (href.startsWith('#') && place.isInList !== true) return children();
    const address = resolveAddress(href, place.url);
    if (address.kind !== 'web' && address.kind !== 'contact' && !href.startsWith('#')) return children();
    const url = address.kind === 'web' && !href.startsWith('#') ? address.url : href;
    return wrapped(children(), (inner) => ({ type: 'link', url, title: null, children: inner }));
  }
  const isApart = isBlock(node);
  return isApart ? [{ type: 'text', value: ' ' }, ...children(), { type: 'text', value: ' ' }] : children();
}

function picture({ attributes }: HtmlElement, { url }: HtmlPlace): readonly PhrasingContent[] {
  const alt = (attributes['alt'] ?? '').replace(/\s+/gu, ' ').trim();
  const address = resolveAddress(attributes['src'] ?? '', url);
  if (address.kind === 'web' && alt !== '') return [{ type: 'image', url: address.url, alt, title: null }];
  return alt === '' ? [] : [{ type: 'text', value: `(${alt})` }];
}

/** White space at its ends stands outside of what is marked; marks around nothing go. */
function wrapped(
  children: readonly PhrasingContent[],
  wrap: (inner: PhrasingContent[]) => PhrasingContent,
): readonly PhrasingContent[] {
  const all = joined(children);
  const inner = trimmed(all);
  if (inner.length === 0) return all.length === 0 ? [] : [{ type: 'text', value: ' ' }];
  const node = wrap(inner);
  const [only] = inner;
  const [first] = all;
  const last = all.at(-1);
  const space: PhrasingContent = { type: 'text', value: ' ' };
  return [
    ...(first?.type === 'text' && first.value.startsWith(' ') ? [space] : []),
    // Marks within marks of the same kind show nothing more.
    inner.length === 1 && only?.type === node.type ? only : node,
    ...(last?.type === 'text' && last.value.endsWith(' ') ? [space] : []),
  ];
}

/** Neighbouring texts as one, without double spaces. */
function joined(nodes: readonly PhrasingContent[]): readonly PhrasingContent[] {
  const result: PhrasingContent[] = [];
  let texts: string[] = [];
  const endText = (): void => {
    if (texts.length > 0) result.push({ type: 'text', value: texts.join('').replace(/\s+/gu, ' ') });
    texts = [];
  };
  for (const node of nodes) {
    if (node.type === 'text') {
      texts.push(node.value);
      continue;
    }
    endText();
    result.push(node);
  }
  endText();
  return result;
}

function trimmed(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  let start = 0;
  let end = nodes.length;
  const isBlank = (node: PhrasingContent | undefined): boolean =>
    node?.type === 'break' || (node?.type === 'text' && node.value.trim() === '');
  while (start < end && isBlank(nodes[start])) start += 1;
  while (end > start && isBlank(nodes[end - 1])) end -= 1;
  return nodes.slice(start, end).map((node, at, { length }) => {
    if (node.type !== 'text') return node;
    const value = at === 0 ? node.value.trimStart() : node.value;
    return { type: 'text', value: at === length - 1 ? value.trimEnd() : value };
  });
}

export function has(element: HtmlElement, name: string): boolean {
  return element.children.some((child) => isElement(child) && (child.name === name || has(child, name)));
}
