import { MAX_BYTES } from '../content/file-text.ts';
import { foldQuestion } from '../content/wordings.ts';
import { dateIn } from './dates.ts';
import { bodyOf } from './html-body.ts';
import { htmlMarkdown } from './html-markdown.ts';
import {
  elementsOf,
  isBlock,
  isElement,
  lineOfText,
  rawText,
  readHtmlTree,
  type HtmlElement,
} from './html-tree.ts';
import { readJsonLd } from './json-ld.ts';
import { furnitureIn } from './recognise.ts';
import {
  ImportError,
  told,
  withoutMarks,
  type Facts,
  type NamedQuestion,
  type Source,
  type Told,
} from './source.ts';

interface PagePlace {
  /** Of the file. */
  readonly name: string;
  /** Where it was fetched from, or null. */
  readonly url: string | null;
}

/** A page as a browser saved it. Throws an `ImportError` for what no page has. */
export function readHtml(html: string, { name, url: fetched }: PagePlace): Source {
  const { root, data } = readHtmlTree(withoutMarks(html), name);
  const all = [...elementsOf(root)];
  const meta = (...names: readonly string[]): string | null => metaIn(all, names);
  const page = readJsonLd(data);
  const canonical = all.find(
    (element) => element.name === 'link' && /\bcanonical\b/.test(element.attributes['rel'] ?? ''),
  );
  const url = [fetched, canonical?.attributes['href'], page.url, meta('og:url')].find(isWebAddress) ?? null;
  const questions = page.questions.map(({ question, answer }): NamedQuestion => ({
    question: lineOfText(readHtmlTree(question, name).root),
    answer: htmlMarkdown(readHtmlTree(answer, name).root, { url, isKnown: () => false }).markdown.trim(),
  }));
  const known = new Set(questions.map(({ question }) => foldQuestion(question)));
  const isKnown = (text: string): boolean => known.has(foldQuestion(text));

  const body = bodyOf(root);
  if (Buffer.byteLength(rawText(body)) > MAX_BYTES) {
    throw new ImportError(`Split ${name}: an article holds at most ${MAX_BYTES / 1_000_000} MB of text.`);
  }
  const { markdown, lines, told: left } = htmlMarkdown(body, { url, isKnown });
  const heading = all.find((element) => element.name === 'h1' && lineOfText(element) !== '');
  const hasHeading = [...elementsOf(body)].some((element) => element.name === 'h1');
  const shownTitle = hasHeading
    ? null
    : (page.headline ??
      (heading === undefined ? null : lineOfText(heading)) ??
      meta('og:title') ??
      titleIn(all, meta('og:site_name')));
  const shownDate = all.find(
    (element) => element.name === 'time' && element.attributes['datetime'] !== undefined,
  );
  const published = [
    page.published,
    meta('article:published_time', 'date', 'datePublished'),
    shownDate?.attributes['datetime'],
  ]
    .map((date) => (date === null || date === undefined ? null : dateIn(date)))
    .find((date) => date?.kind === 'day');
  const facts: Facts = {
    title: shownTitle,
    url,
    published: published?.kind === 'day' ? published.date : null,
    description: page.description ?? meta('description', 'og:description'),
    language: all.find((element) => element.name === 'html')?.attributes['lang'] ?? page.language,
    questions,
  };
  const outside = aroundOf(body);
  return {
    kind: 'HTML',
    markdown,
    lines,
    facts,
    told: [
      ...(shownTitle === null ? [] : [told(heading?.line ?? 1, 'title', shownTitle)]),
      ...(facts.published === null ? [] : [told(0, 'date', facts.published)]),
      ...outside.filter(({ text }) => text !== shownTitle),
      ...left,
    ],
  };
}

function metaIn(all: readonly HtmlElement[], names: readonly string[]): string | null {
  for (const name of names) {
    const found = all.find(
      (element) =>
        element.name === 'meta' &&
        [element.attributes['name'], element.attributes['property'], element.attributes['itemprop']].includes(
          name,
        ),
    );
    const content = found?.attributes['content']?.replace(/\s+/gu, ' ').trim() ?? '';
    if (content !== '') return content;
  }
  return null;
}

/** A page's `<title>` often ends in the name of its site. */
function titleIn(all: readonly HtmlElement[], site: string | null): string | null {
  const element = all.find(({ name }) => name === 'title');
  const text =
    element?.children
      .map((child) => (isElement(child) ? '' : child))
      .join('')
      .replace(/\s+/gu, ' ')
      .trim() ?? '';
  if (text === '') return null;
  const [first = text, ...others] = text.split(/\s[|–—·»:-]\s/);
  return others.length === 1 && (others[0] === site || (others[0] ?? '').length < first.length)
    ? first
    : text;
}

function isWebAddress(address: string | null | undefined): address is string {
  return (
    address !== null && address !== undefined && /^https?:\/\/\S+$/i.test(address) && URL.canParse(address)
  );
}

/** Whatever stands outside of the article's element: the largest elements that don't hold it. */
function aroundOf(body: HtmlElement): readonly Told[] {
  const path = new Set<HtmlElement>();
  for (let at: HtmlElement | null = body; at !== null; at = at.parent) path.add(at);
  return [...path].flatMap((element) =>
    element === body
      ? []
      : element.children.flatMap((child): readonly Told[] => {
          if (isElement(child) && path.has(child)) return [];
          if (!isElement(child)) return textAround(child.replace(/\s+/gu, ' ').trim(), element.line);
          return textAround(lineOfText(child), child.line, child);
        }),
  );
}

function textAround(text: string, line: number, element?: HtmlElement): readonly Told[] {
  if (text === '') return [];
  const why =
    furnitureIn(text) ??
    (element === undefined || !isBlock(element) ? 'stands outside of the article' : whereOf(element));
  return [told(line, 'dropped', text, why)];
}

function whereOf({ name }: HtmlElement): string {
  switch (name) {
    case 'nav':
      return 'leads to other pages';
    case 'header':
      return 'the head of the page';
    case 'footer':
      return 'the foot of the page';
    case 'aside':
      return 'stands beside the article';
    default:
      return 'stands outside of the article';
  }
}
