import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { elementsOf, isBlock, isElement, lineOfText, numberedHtml, type HtmlElement } from './html-tree.ts';

/** Readability walks a page many times over: larger ones are taken whole, less what is furniture by its name. */
const MAX_FOR_READABILITY = 4_000;

/** The element that holds the article: what most of its text has in common. */
export function bodyOf(root: HtmlElement): HtmlElement {
  const all = [...elementsOf(root)];
  const body = all.find(({ name }) => name === 'body') ?? root;
  const total = lineOfText(body).length;
  const named = all.filter(
    ({ name, attributes }) =>
      name === 'main' ||
      name === 'article' ||
      attributes['role'] === 'main' ||
      attributes['itemprop'] === 'articleBody' ||
      attributes['itemtype']?.endsWith('/FAQPage') === true,
  );
  const kept = all.length > MAX_FOR_READABILITY ? null : readableElements(body, all);
  const length = (element: HtmlElement): number =>
    kept === null ? lineOfText(element).length : keptLength(element, kept);
  const whole = kept === null ? total : length(body);
  // The smallest part with a name of its own that has nearly all of it, else the smallest of any.
  const [best] = named
    .filter((element) => whole > 0 && length(element) >= whole * 0.7)
    .toSorted((one, other) => lineOfText(one).length - lineOfText(other).length);
  if (best !== undefined) return best;
  // Where Readability leaves most of a page, it took something else for its article.
  if (kept === null || whole < total * MIN_SHARE) return body;
  let smallest = body;
  for (;;) {
    const inner = smallest.children.filter(isElement).find((child) => length(child) >= whole * 0.9);
    if (inner === undefined || !isBlock(inner) || inner.name === 'p') return smallest;
    smallest = inner;
  }
}

/** The paragraphs, lists and headings that Readability takes for the article's; null where it finds none. */
function readableElements(body: HtmlElement, all: readonly HtmlElement[]): ReadonlySet<HtmlElement> | null {
  const numbers = new Map(all.map((element, at) => [element, at]));
  try {
    const { document } = parseHTML(`<!doctype html><html><body>${numberedHtml(body, numbers)}</body></html>`);
    const found = new Readability(document, { disableJSONLD: true, charThreshold: 200 }).parse();
    const content: unknown = found?.content;
    if (typeof content !== 'string') return null;
    const kept = new Set<HtmlElement>();
    for (const [, number] of content.matchAll(/ data-number="(\d+)"/g)) {
      const element = all[Number(number)];
      if (element !== undefined) kept.add(element);
    }
    return kept.size === 0 ? null : kept;
  } catch {
    // It was made for browsers' documents: where it fails on this one, names alone tell what is what.
    return null;
  }
}

const MIN_SHARE = 0.4;

const LEAVES: ReadonlySet<string> = new Set(
  'p li dt dd h1 h2 h3 h4 h5 h6 pre td th blockquote figcaption'.split(' '),
);

/** How much text of these stands in an element. */
function keptLength(element: HtmlElement, kept: ReadonlySet<HtmlElement>): number {
  if (LEAVES.has(element.name) && kept.has(element)) return lineOfText(element).length;
  return element.children.reduce(
    (sum, child) =>
      sum + (isElement(child) ? keptLength(child, kept) : kept.has(element) ? child.trim().length : 0),
    0,
  );
}
