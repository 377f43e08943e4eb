import type { HtmlPlace } from './html-inline.ts';
import {
  headingDepth,
  isBlock,
  isElement,
  isQuestionItem,
  lineOfText,
  type HtmlElement,
} from './html-tree.ts';
import { furnitureIn, mayAsk } from './recognise.ts';

const FURNITURE =
  /(?:^|[\s_-])(?:share|sharing|social|breadcrumbs?|related|recommended|newsletter|subscribe|signup|comments?|disqus|cookies?|sidebar|advert(?:isement)?|ads?|promo|pagination|pager|post-navigation|author-box|byline|skip-link|screen-reader-text|sr-only|visually-hidden|edit-page|feedback|popup|modal)(?:[\s_-]|$)/i;

const ROLES = /^(?:navigation|banner|contentinfo|search|complementary|dialog|menu|menubar|toolbar|tablist)$/;

/** Why an element of the body is none of the article's; null where it may be. */
export function furnitureOf(element: HtmlElement, length: number, place: HtmlPlace): string | null {
  const { name, attributes } = element;
  const text = lineOfText(element);
  if (text === '') return null;
  if (name === 'nav' || name === 'search' || ROLES.test(attributes['role'] ?? '')) {
    return leadsWithin(element) ? null : 'leads to other pages';
  }
  if (name === 'footer' && element.parent?.name !== 'blockquote') return 'the foot of the page';
  if (name === 'form' || name === 'dialog') return 'something to fill in';
  // What most of the text stands in is the article, whatever its name.
  if (text.length > length * 0.3 || holdsQuestion(element, place)) return null;
  if (name === 'aside') return 'stands beside the article';
  const words = `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`;
  const [named] = FURNITURE.exec(words) ?? [];
  if (named !== undefined && headingDepth(element) === null) {
    return `its name on the page is "${named.trim().replace(/^[_-]|[_-]$/g, '')}"`;
  }
  return name === 'button' && !mayAsk(text) && attributes['aria-expanded'] === undefined
    ? (furnitureIn(text) ?? 'a button')
    : null;
}

function holdsQuestion(element: HtmlElement, place: HtmlPlace): boolean {
  return element.children.some(
    (child) =>
      isElement(child) &&
      (child.name === 'summary' ||
        isQuestionItem(child) ||
        (isBlock(child) && place.isKnown(lineOfText(child))) ||
        holdsQuestion(child, place)),
  );
}

/** Whether its links are the page's own contents. */
function leadsWithin(element: HtmlElement): boolean {
  const links = linksIn(element);
  return (
    links.length > 1 &&
    links.filter((href) => href.startsWith('#') && href.length > 1).length / links.length >= 0.8
  );
}

function linksIn(element: HtmlElement): readonly string[] {
  const href = element.name === 'a' ? element.attributes['href'] : undefined;
  return [
    ...(href === undefined ? [] : [href]),
    ...element.children.flatMap((child) => (isElement(child) ? linksIn(child) : [])),
  ];
}
