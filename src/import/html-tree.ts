import { Parser } from 'htmlparser2';
import { ImportError } from './source.ts';

/** What is left of a page's HTML: its elements and its text, without scripts, styles and forms' fields. */
export interface HtmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (HtmlElement | string)[];
  readonly parent: HtmlElement | null;
  /** In the file. */
  readonly line: number;
}

export interface HtmlTree {
  readonly root: HtmlElement;
  /** The texts of its `application/ld+json`. */
  readonly data: readonly string[];
}

/** More than people write. Whatever is done with a page takes a time that grows with these. */
const MAX_ELEMENTS = 60_000;
const MAX_DEPTH = 1_000;
const MAX_TEXT = 5_000_000;

/** Deeper ones are taken for their parent's: nobody sees the difference, and trees are walked recursively. */
const DEEPEST = 120;

/** Without what people read. */
const SKIPPED: ReadonlySet<string> = new Set(
  'script style svg template iframe object canvas noscript select input textarea audio video embed map head'.split(
    ' ',
  ),
);

/** Elements without an end. */
const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

/** Elements of the head that say something about the page. */
const HEAD: ReadonlySet<string> = new Set(['title', 'meta', 'link']);

/** Reads HTML in one go, in a time that grows with its length. Throws an `ImportError` for what no page has. */
export function readHtmlTree(html: string, name: string): HtmlTree {
  const root: HtmlElement = { name: '#root', attributes: {}, children: [], parent: null, line: 1 };
  const data: string[] = [];
  const lineAt = createLineCounter(html);
  let current = root;
  let depth = 0;
  let elements = 0;
  /** How many elements deep in one that is skipped. */
  let skipped = 0;
  let script: string[] | null = null;
  /** The parser tells of each entity apart. */
  let texts: string[] = [];
  let length = 0;
  const endText = (): void => {
    if (texts.length > 0) current.children.push(texts.join(''));
    texts = [];
  };
  /** Elements that are open and have none of their own in the tree. */
  const flat: string[] = [];
  const refuse = (what: string): never => {
    throw new ImportError(`${name} ${what}: copy its text into a file that ends in .txt, and import that.`);
  };
  const parser = new Parser({
    onopentag(tag, attributes) {
      endText();
      depth += 1;
      elements += 1;
      if (depth > MAX_DEPTH) refuse(`nests its elements more than ${MAX_DEPTH} deep`);
      if (elements > MAX_ELEMENTS) refuse(`has more than ${MAX_ELEMENTS} elements`);
      if (tag === 'script' && attributes['type']?.toLowerCase() === 'application/ld+json') script = [];
      const isSkipped = SKIPPED.has(tag) && tag !== 'head';
      if (skipped > 0 || (isSkipped && !VOID.has(tag))) {
        if (!VOID.has(tag)) skipped += 1;
        return;
      }
      if (isSkipped) return;
      if (depth > DEEPEST && !VOID.has(tag)) {
        flat.push(tag);
        return;
      }
      const element: HtmlElement = {
        name: tag,
        attributes,
        children: [],
        parent: current,
        line: lineAt(parser.startIndex),
      };
      current.children.push(element);
      if (!VOID.has(tag)) current = element;
    },
    ontext(text) {
      if (script !== null) {
        script.push(text);
      } else if (skipped === 0) {
        length += text.length;
        if (length > MAX_TEXT) refuse(`has more than ${MAX_TEXT / 1_000_000} million characters of text`);
        texts.push(text);
      }
    },
    onclosetag(tag) {
      endText();
      depth -= 1;
      if (tag === 'script' && script !== null) {
        data.push(script.join(''));
        script = null;
      }
      if (VOID.has(tag)) return;
      if (skipped > 0) skipped -= 1;
      else if (flat.length > 0) flat.pop();
      else current = current.parent ?? root;
    },
  });
  parser.write(html);
  parser.end();
  endText();
  return { root, data };
}

/** For places that grow. */
function createLineCounter(text: string): (index: number) => number {
  let line = 1;
  let end = text.indexOf('\n');
  return (index) => {
    while (end !== -1 && end < index) {
      line += 1;
      end = text.indexOf('\n', end + 1);
    }
    return line;
  };
}

export function isElement(node: HtmlElement | string): node is HtmlElement {
  return typeof node !== 'string';
}

/** An element and all below it, in their order. */
export function* elementsOf(root: HtmlElement): Generator<HtmlElement> {
  yield root;
  for (const child of root.children) if (isElement(child)) yield* elementsOf(child);
}

/** All text of an element, as it stands there. */
export function rawText(node: HtmlElement | string): string {
  if (!isElement(node)) return node;
  if (HEAD.has(node.name)) return '';
  const text = node.children.map(rawText).join('');
  return isBlock(node) || node.name === 'br' ? ` ${text} ` : text;
}

/** The same on one line. */
export function lineOfText(node: HtmlElement | string): string {
  return rawText(node).replace(/\s+/gu, ' ').trim();
}

const BLOCKS: ReadonlySet<string> = new Set(
  (
    'html body address article aside blockquote button center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3' +
    ' h4 h5 h6 header hgroup hr label legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul #root'
  ).split(' '),
);

export function isBlock({ name }: HtmlElement): boolean {
  return BLOCKS.has(name) || name.includes('-');
}

/** As HTML again, each element with its number; signs that would need an entity are left out. */
export function numberedHtml(root: HtmlElement, numbers: ReadonlyMap<HtmlElement, number>): string {
  const parts: string[] = [];
  const write = (node: HtmlElement | string): void => {
    if (!isElement(node)) {
      parts.push(escaped(node));
      return;
    }
    const number = numbers.get(node);
    const attributes = ['class', 'id', 'role', 'href', 'itemprop', 'src', 'alt']
      .flatMap((name) => {
        const value = node.attributes[name];
        return value === undefined ? [] : [` ${name}="${escaped(value)}"`];
      })
      .join('');
    parts.push(`<${node.name}${attributes}${number === undefined ? '' : ` data-number="${number}"`}>`);
    if (VOID.has(node.name)) return;
    for (const child of node.children) write(child);
    parts.push(`</${node.name}>`);
  };
  for (const child of root.children) write(child);
  return parts.join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, ' ');
}

/** Null for what is no heading. */
export function headingDepth({ name, attributes }: HtmlElement): 1 | 2 | 3 | 4 | 5 | 6 | null {
  const level =
    /^h([1-6])$/.exec(name)?.[1] ??
    (attributes['role'] === 'heading' ? (attributes['aria-level'] ?? '2') : null);
  return [1, 2, 3, 4, 5, 6].find((depth): depth is 1 | 2 | 3 | 4 | 5 | 6 => String(depth) === level) ?? null;
}

/** What schema.org calls a question. */
export function isQuestionItem({ attributes }: HtmlElement): boolean {
  return attributes['itemtype']?.endsWith('schema.org/Question') === true;
}
