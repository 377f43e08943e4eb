import type { AlignType, BlockContent, ListItem, RootContent, TableRow } from 'mdast';
import { has, inlineOf, MAX_CELL, type HtmlPlace } from './html-inline.ts';
import { furnitureOf } from './html-furniture.ts';
import {
  headingDepth,
  isBlock,
  isElement,
  isQuestionItem,
  lineOfText,
  type HtmlElement,
} from './html-tree.ts';
import {
  createMarkdownWriter,
  inParagraphs,
  markdownOfNode,
  paragraphNode,
  textNodes,
} from './markdown-writer.ts';
import { mayAsk } from './recognise.ts';
import { CLOSE_ENTRY, OPEN_ENTRY, told, type Told } from './source.ts';

export interface HtmlMarkdown {
  readonly markdown: string;
  readonly lines: readonly number[];
  /** What was left out. */
  readonly told: readonly Told[];
}

/** An element's content as Markdown. What opens on a click and what defines a term becomes an entry. */
export function htmlMarkdown(root: HtmlElement, place: HtmlPlace): HtmlMarkdown {
  const writer = createMarkdownWriter();
  const notes: Told[] = [];
  const length = lineOfText(root).length;
  let heading = 1;
  const add = (node: RootContent, line: number): void => {
    const markdown = markdownOfNode(node);
    if (markdown.trim() !== '') writer.add(markdown, line);
  };
  const flow = (parent: HtmlElement): void => {
    let run: (HtmlElement | string)[] = [];
    const endRun = (): void => {
      const children = inlineOf(run, place);
      const line = run.find(isElement)?.line ?? parent.line;
      for (const part of inParagraphs(children)) add(paragraphNode(part), line);
      run = [];
    };
    for (const child of parent.children) {
      if (!isElement(child) || !holdsBlocks(child)) {
        run.push(child);
        continue;
      }
      endRun();
      block(child);
    }
    endRun();
  };
  const entry = (question: string, line: number, answer: () => void): void => {
    writer.add(`${OPEN_ENTRY}${markdownOfNode(paragraphNode(textNodes(question)))}`, line);
    answer();
    writer.add(CLOSE_ENTRY, line);
  };
  const block = (element: HtmlElement): void => {
    const { name, line } = element;
    const why = element === root ? null : furnitureOf(element, length, place);
    if (why !== null) {
      const text = lineOfText(element);
      if (text !== '') notes.push(told(line, 'dropped', text, why));
      return;
    }
    const depth = lineOfText(element).length > MAX_CELL ? null : headingDepth(element);
    const question = toggled(element) ? questionIn(element, place) : null;
    if (depth !== null) {
      heading = depth;
      // A heading that opens on a click holds a button.
      add({ type: 'heading', depth, children: inlineOf(element.children, place, true) }, line);
    } else if (question !== null) {
      add({ type: 'heading', depth: depthBelow(heading), children: textNodes(question) }, line);
    } else if (name === 'details') {
      const summary = element.children.filter(isElement).find((child) => child.name === 'summary');
      const rest = { ...element, children: element.children.filter((child) => child !== summary) };
      const title = summary === undefined ? '' : lineOfText(summary);
      if (title === '') flow(rest);
      else entry(title, line, () => flow(rest));
    } else if (isQuestionItem(element)) {
      const named = findProperty(element, 'name');
      const title = named === null ? '' : lineOfText(named);
      if (named === null || title === '') flow(element);
      else entry(title, line, () => flow(without(element, named)));
    } else if (name === 'dl') {
      definitions(element);
    } else if (name === 'ul' || name === 'ol' || name === 'menu') {
      add(listNode(element, place), line);
    } else if (name === 'pre') {
      add({ type: 'code', lang: languageOf(element), value: codeOf(element).replace(/^\n|\n+$/g, '') }, line);
    } else if (name === 'blockquote') {
      add({ type: 'blockquote', children: flowNodes(element, place) }, line);
    } else if (name === 'table') {
      const table = tableNode(element, place);
      if (table === null) flow(element);
      else add(table, line);
    } else if (name !== 'hr') {
      flow(element);
    }
  };
  const definitions = (list: HtmlElement): void => {
    const items = list.children
      .filter(isElement)
      .flatMap((child) => (child.name === 'div' ? child.children.filter(isElement) : [child]));
    for (const [at, term] of items.entries()) {
      if (term.name !== 'dt') {
        if (items[at - 1] === undefined) block(term);
        continue;
      }
      const answers: HtmlElement[] = [];
      for (const next of items.slice(at + 1)) {
        if (next.name !== 'dd') break;
        answers.push(next);
      }
      entry(lineOfText(term), term.line, () => {
        for (const answer of answers) flow(answer);
      });
    }
  };
  flow(root);
  return { ...writer.result(), told: notes };
}

function depthBelow(heading: number): 2 | 3 | 4 | 5 | 6 {
  return heading < 2 ? 2 : heading < 3 ? 3 : heading < 4 ? 4 : heading < 5 ? 5 : 6;
}

/** Whether it stands on lines of its own. */
function holdsBlocks(element: HtmlElement): boolean {
  return isBlock(element) || element.children.some((child) => isElement(child) && holdsBlocks(child));
}

/** What a click opens something below, in the frameworks that pages are made with. */
function toggled({ name, attributes }: HtmlElement): boolean {
  const words = `${attributes['class'] ?? ''} ${attributes['data-toggle'] ?? ''} ${attributes['data-bs-toggle'] ?? ''}`;
  return (
    attributes['aria-expanded'] !== undefined ||
    (name === 'button' && attributes['aria-controls'] !== undefined) ||
    /(?:^|\s)collapse(?:\s|$)/.test(
      `${attributes['data-toggle'] ?? ''} ${attributes['data-bs-toggle'] ?? ''}`,
    ) ||
    /(?:accordion|faq|toggle|collapsible)[-_]{1,2}(?:item[-_]{1,2})?(?:title|header|heading|button|question|trigger|label|summary)/i.test(
      words,
    )
  );
}

/** Its text, where nothing in it is a heading and it may be a question. */
function questionIn(element: HtmlElement, { isKnown }: HtmlPlace): string | null {
  const text = lineOfText(element).replace(/\s*[+−–-]$/u, '');
  if (text === '' || text.length > 250 || containsHeading(element)) return null;
  return element.name === 'button' || mayAsk(text) || isKnown(text) ? text : null;
}

function containsHeading(element: HtmlElement): boolean {
  return element.children.some(
    (child) =>
      isElement(child) && (headingDepth(child) !== null || child.name === 'p' || containsHeading(child)),
  );
}

function findProperty(element: HtmlElement, property: string): HtmlElement | null {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    if (child.attributes['itemprop'] === property) return child;
    const inner = findProperty(child, property);
    if (inner !== null) return inner;
  }
  return null;
}

function without(element: HtmlElement, left: HtmlElement): HtmlElement {
  return {
    ...element,
    attributes: {},
    children: element.children.flatMap((child) => {
      if (child === left) return [];
      return [isElement(child) ? without(child, left) : child];
    }),
  };
}

/** Blocks within a list, a quote or a cell. */
function flowNodes(parent: HtmlElement, place: HtmlPlace): BlockContent[] {
  const nodes: BlockContent[] = [];
  let run: (HtmlElement | string)[] = [];
  const endRun = (): void => {
    const children = inlineOf(run, place);
    for (const part of inParagraphs(children)) nodes.push({ type: 'paragraph', children: part });
    run = [];
  };
  for (const child of parent.children) {
    if (!isElement(child) || !holdsBlocks(child)) {
      run.push(child);
      continue;
    }
    endRun();
    if (child.name === 'ul' || child.name === 'ol') nodes.push(listNode(child, place));
    else if (child.name === 'pre')
      nodes.push({ type: 'code', lang: languageOf(child), value: codeOf(child).trim() });
    else if (child.name === 'blockquote')
      nodes.push({ type: 'blockquote', children: flowNodes(child, place) });
    else if (headingDepth(child) !== null) {
      const children = inlineOf(child.children, place);
      if (children.length > 0) nodes.push({ type: 'paragraph', children: [{ type: 'strong', children }] });
    } else nodes.push(...flowNodes(child, place));
  }
  endRun();
  return nodes;
}

function listNode(list: HtmlElement, given: HtmlPlace): BlockContent {
  const place = { ...given, isInList: true };
  const items = list.children.filter(isElement).flatMap((item): readonly ListItem[] => {
    const children =
      item.name === 'li' ? flowNodes(item, place) : flowNodes({ ...list, children: [item] }, place);
    return children.length === 0 ? [] : [{ type: 'listItem', spread: false, children }];
  });
  const start = Number(list.attributes['start'] ?? '1');
  const isOrdered = list.name === 'ol';
  return {
    type: 'list',
    ordered: isOrdered,
    start: isOrdered && Number.isSafeInteger(start) && start >= 0 ? start : isOrdered ? 1 : null,
    spread: items.some(({ children }) => children.filter(({ type }) => type === 'paragraph').length > 1),
    children: items,
  };
}

/** Null for a table that only places things: one column, or tables in it. */
function tableNode(table: HtmlElement, place: HtmlPlace): RootContent | null {
  const rows = rowsIn(table);
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (
    width < 2 ||
    rows.length < 2 ||
    rows.flat().some((cell) => has(cell, 'table') || lineOfText(cell).length > MAX_CELL)
  )
    return null;
  const row = (cells: readonly HtmlElement[]): TableRow => ({
    type: 'tableRow',
    children: Array.from({ length: width }, (_, at) => ({
      type: 'tableCell',
      children: cells[at] === undefined ? [] : inlineOf([cells[at]], place, true),
    })),
  });
  return { type: 'table', align: Array<AlignType>(width).fill(null), children: rows.map(row) };
}

function rowsIn(element: HtmlElement): readonly (readonly HtmlElement[])[] {
  return element.children.filter(isElement).flatMap((child) => {
    if (child.name === 'tr')
      return [child.children.filter(isElement).filter(({ name }) => name === 'td' || name === 'th')];
    return child.name === 'table' ? [] : rowsIn(child);
  });
}

function codeOf(element: HtmlElement | string): string {
  if (!isElement(element)) return element;
  return element.name === 'br' ? '\n' : element.children.map(codeOf).join('');
}

function languageOf(element: HtmlElement): string | null {
  const classes = [element, ...element.children.filter(isElement)]
    .map(({ attributes }) => attributes['class'] ?? '')
    .join(' ');
  return /(?:language|lang|highlight-source)-([\w+#-]{1,20})/.exec(classes)?.[1] ?? null;
}
