import type { Block } from '../content/markdown.ts';
import { foldQuestion } from '../content/wordings.ts';
import type { Article } from './article.ts';
import { dateIn } from './dates.ts';
import { withOwnHeadings, withOwnQuestions, withPageQuestions } from './distinct.ts';
import { entriesIn } from './entries-in.ts';
import { pieceOf, tidyQuestion, type Piece } from './piece.ts';
import { withoutFurniture } from './furniture.ts';
import { outlineOf, type Outline, type Part } from './outline.ts';
import {
  addEntries,
  asText,
  isMostlyQuestions,
  placeFaq,
  placePart,
  type Asks,
  type Draft,
} from './place-part.ts';
import { proposeHighlights, proposeQuestions, proposeSummary } from './proposals.ts';
import { contentsKey, isByline, isFaqHeading, isHighlightsHeading, mayAsk } from './recognise.ts';
import { CLOSE_ENTRY, OPEN_ENTRY, told, type Facts, type Told } from './source.ts';
import { wordsOf } from './words.ts';

export interface Arranged {
  readonly article: Article;
  readonly told: readonly Told[];
}

interface ArrangePlace {
  readonly facts: Facts;
  /** For a page without a title. */
  readonly fallbackTitle: string;
  readonly locale: string;
}

/** Gives each block of a page its place in a pack. */
export function arrange(blocks: readonly Block[], place: ArrangePlace): Arranged {
  const { facts, locale } = place;
  const known = new Set(facts.questions.map(({ question }) => foldQuestion(question)));
  const isKnown = (text: string): boolean => known.has(foldQuestion(tidyQuestion(text)));
  const notes: Told[] = [];
  const headings = new Set(
    blocks.flatMap((block) => (block.kind === 'heading' ? [contentsKey(block.plain)] : [])),
  );
  const clean = withoutFurniture(withEntriesClosed(blocks), headings, notes);
  const outline = outlineOf(clean);
  const { title, own, parts } = titleOf(outline, place, notes);
  const draft: Draft = { sections: [], highlights: [], entries: [], notCovered: [], aside: [] };
  const asks: Asks = { isKnown, locale, notes, draft };

  const isFaqPage = isFaqHeading(title) || isMostlyQuestions(parts, asks);
  const published = facts.published ?? dateAmong(own);
  const intro = entriesIn(withoutHeadLines(own, published, notes), { inFaq: isFaqHeading(title), isKnown });
  addEntries(intro.entries, null, asks);
  if (isFaqPage) placeFaq(parts, null, asks, isFaqHeading(title));
  else for (const part of parts) placePart(part, asks);

  const { summary, body } = splitIntro(
    intro.rest.map(pieceOf),
    draft.sections.length + draft.entries.length > 0,
  );
  const sections = [
    ...(body.length === 0 ? [] : [{ heading: title, line: body[0]?.line ?? 1, pieces: body }]),
    ...draft.sections,
  ];
  const entries = withPageQuestions(draft.entries, facts, notes);
  const whole: Piece[] = [...summary, ...draft.aside];
  const proposal = whole.length > 0 ? null : proposeSummary(sections, entries, facts);
  for (const piece of whole) notes.push(told(piece.line, 'summary', piece.plain));
  if (proposal !== null)
    notes.push({
      ...told(proposal.piece.line, 'summary', proposal.piece.plain, proposal.why),
      proposed: proposal.isProposed,
    });
  const central = draft.highlights.length > 0 ? [] : proposeHighlights(sections);
  for (const { plain, line } of central) {
    const why = 'the page has none: one of its most central sentences';
    notes.push({ ...told(line, 'highlight', plain, why), proposed: true });
  }
  const fromHeadings = entries.length > 0 ? [] : proposeQuestions(sections, notes);
  for (const { plain, line } of body) notes.push(told(line, 'text', plain));
  return {
    article: {
      title,
      source: facts.title ?? title,
      url: facts.url,
      published,
      summary: proposal === null ? whole : [proposal.piece],
      highlights: [...draft.highlights, ...central],
      sections: withOwnHeadings(sections, locale),
      entries: withOwnQuestions([...entries, ...fromHeadings], notes),
      notCovered: draft.notCovered,
      proposed: { summary: proposal?.isProposed ?? false, highlights: central.length > 0 },
    },
    told: notes,
  };
}

/** In a part that opens and closes, headings are the answer's; where they ask something themselves, it is their heading. */
function withEntriesClosed(blocks: readonly Block[]): readonly Block[] {
  const result: Block[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (block === undefined) break;
    if (!block.plain.startsWith(OPEN_ENTRY)) {
      result.push(block);
      continue;
    }
    let end = at + 1;
    while (end < blocks.length && blocks[end]?.plain.startsWith(CLOSE_ENTRY) === false) end += 1;
    const inner = blocks.slice(at + 1, end);
    const depths = inner.flatMap((one) => (one.kind === 'heading' && mayAsk(one.plain) ? [one.depth] : []));
    const plain = block.plain.slice(OPEN_ENTRY.length).trim();
    if (depths.length > 0) {
      const depth = Math.max(1, Math.min(...depths) - 1);
      result.push(
        { kind: 'heading', depth, line: block.line, plain, plainLines: plain, text: plain, afterRule: false },
        ...inner,
      );
    } else if (inner.length > 0) {
      result.push(block, ...inner.map(asText), ...blocks.slice(end, end + 1));
    }
    at = end;
  }
  return result;
}

/** A heading within an answer, as a block like others. */
interface Titled {
  readonly title: string;
  readonly own: readonly Block[];
  readonly parts: readonly Part[];
}

/** The only heading of its level above all others is the page's title. */
function titleOf({ blocks, parts }: Outline, { facts, fallbackTitle }: ArrangePlace, notes: Told[]): Titled {
  const [first, ...others] = parts;
  const isTop =
    first !== undefined &&
    others.every(({ depth }) => depth > first.depth) &&
    (first.depth === 1 || (facts.title === null && first.parts.length > 1 && others.length === 0)) &&
    !isHighlightsHeading(first.heading);
  if (isTop && first.heading !== '') {
    notes.push(told(first.line, 'title', first.heading));
    return {
      title: first.heading,
      own: [...blocks, ...first.blocks],
      parts: [...first.parts, ...others],
    };
  }
  if (facts.title === null) {
    notes.push({
      ...told(0, 'title', fallbackTitle, "the page has none: this is the file's name"),
      proposed: true,
    });
  }
  return { title: facts.title ?? fallbackTitle, own: blocks, parts };
}

/** How many blocks below a title may say who wrote the page, and when. */
const HEAD_BLOCKS = 6;

function dateAmong(blocks: readonly Block[]): string | null {
  const dates = blocks.slice(0, HEAD_BLOCKS).map(({ plain }) => dateIn(plain));
  const day = dates.find((date) => date?.kind === 'day');
  return day?.kind === 'day' ? day.date : null;
}

function withoutHeadLines(
  blocks: readonly Block[],
  published: string | null,
  notes: Told[],
): readonly Block[] {
  return blocks.filter(({ kind, plain, line }, at) => {
    if (kind !== 'paragraph' || at >= HEAD_BLOCKS) return true;
    const date = dateIn(plain);
    if (date?.kind === 'day' && date.date === published) notes.push(told(line, 'date', plain));
    else if (date !== null)
      notes.push(told(line, 'dropped', plain, date.kind === 'day' ? 'a second date' : `a date: ${date.why}`));
    else if (isByline(plain) && wordsOf(plain).length <= 8)
      notes.push(told(line, 'dropped', plain, 'who wrote it'));
    else return true;
    return false;
  });
}

/** In UTF-16 units: what a summary may take up before the rest becomes a section, where it can be an answer. */
const MAX_SUMMARY = 700;

function splitIntro(
  pieces: readonly Piece[],
  hasMore: boolean,
): { readonly summary: readonly Piece[]; readonly body: readonly Piece[] } {
  const length = pieces.reduce((sum, { plain }) => sum + plain.length, 0);
  const isParagraph = ({ markdown }: Piece): boolean => !/^(?:[-*+>|#`~<]|\d+[.)]\s)/.test(markdown);
  if (hasMore && length <= MAX_SUMMARY && pieces.some(isParagraph)) return { summary: pieces, body: [] };
  if (!hasMore) return { summary: [], body: pieces };
  const first = pieces.findIndex((piece) => !isParagraph(piece) || piece.plain.length > MAX_SUMMARY);
  const end = first === -1 ? 1 : Math.min(first, 1);
  return { summary: pieces.slice(0, end), body: pieces.slice(end) };
}
