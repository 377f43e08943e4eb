import { fixedHeading } from '../content/headings.ts';
import type { Block } from '../content/markdown.ts';
import type { NotCovered } from '../content/pack.ts';
import { isQuestion } from '../content/questions.ts';
import { foldQuestion } from '../content/wordings.ts';
import type { Article, ArticleEntry, ArticleSection } from './article.ts';
import { dateIn } from './dates.ts';
import { withOwnHeadings, withOwnQuestions, withPageQuestions } from './distinct.ts';
import {
  entriesIn,
  escapedHeading,
  pieceOf,
  tidyQuestion,
  type FoundEntry,
  type Piece,
} from './entries-in.ts';
import { withoutFurniture } from './furniture.ts';
import { flattened, outlineOf, type Outline, type Part } from './outline.ts';
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

interface Draft {
  readonly sections: ArticleSection[];
  readonly highlights: Piece[];
  readonly entries: ArticleEntry[];
  readonly notCovered: NotCovered[];
  /** What stands above questions and is none: a pack has no other place for it. */
  readonly aside: Piece[];
}

interface Asks {
  readonly isKnown: (text: string) => boolean;
  readonly locale: string;
  readonly notes: Told[];
  readonly draft: Draft;
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
function asText(block: Block): Block {
  if (block.kind !== 'heading') return block;
  return { ...block, kind: 'other', text: `#### ${block.text.replace(/^#+\s*/, '')}` };
}

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

/** Whether a page is one of questions, although nothing says so. */
function isMostlyQuestions(parts: readonly Part[], { isKnown, locale }: Asks): boolean {
  const asking = parts.filter(({ heading }) => isQuestion(heading, locale) || isKnown(heading)).length;
  return asking >= 2 && asking / parts.length >= 2 / 3;
}

function placePart(part: Part, asks: Asks): void {
  const { notes, draft, locale } = asks;
  if (part.heading === '') {
    placeSection(part, asks);
  } else if (isHighlightsHeading(part.heading) || fixedHeading(part.heading, locale) === 'highlights') {
    for (const piece of itemsOf(part)) {
      draft.highlights.push(piece);
      notes.push(told(piece.line, 'highlight', piece.plain));
    }
    notes.push(told(part.line, 'group', part.heading, 'the heading of the highlights'));
  } else if (fixedHeading(part.heading, locale) === 'notCovered') {
    placeNotCovered(part, asks);
  } else if (isFaqHeading(part.heading)) {
    placeFaqPart(part, asks);
  } else if (isMostlyQuestions(part.parts, asks)) {
    placeOwnText(part, part.heading, asks);
    placeFaq(part.parts, part.heading, asks, false);
  } else {
    placeSection(part, asks);
  }
}

/** The items of its lists, and what stands beside them. */
function itemsOf(part: Part): readonly Piece[] {
  return flattened(part, 4).flatMap((block): readonly Piece[] => {
    if (block.kind !== 'list') return block.plain.startsWith(CLOSE_ENTRY) ? [] : [pieceOf(block)];
    return block.items.flatMap(({ blocks, line }) =>
      blocks.length === 0
        ? []
        : [
            {
              line,
              plain: blocks.map(({ plain }) => plain).join(' '),
              markdown: blocks.map(({ text }) => text).join('\n\n'),
            },
          ],
    );
  });
}

function placeNotCovered(part: Part, { draft, notes }: Asks): void {
  for (const { plain, line } of itemsOf(part)) {
    draft.notCovered.push({ topic: plain, wordings: [] });
    notes.push(told(line, 'not covered', plain));
  }
}

function placeFaqPart(part: Part, asks: Asks): void {
  const { notes, draft } = asks;
  notes.push(told(part.line, 'group', part.heading, 'the heading of the questions'));
  const { rest, entries } = entriesIn(part.blocks, { inFaq: true, isKnown: asks.isKnown });
  addEntries(entries, null, asks);
  placeFaq(part.parts, null, asks, true);
  for (const block of rest) {
    const piece = pieceOf(block);
    draft.aside.push(piece);
  }
}

/** Headings of which most ask something, or that stand where questions do. */
function placeFaq(parts: readonly Part[], group: string | null, asks: Asks, isNamed: boolean): void {
  const asking = parts.filter((part) => asksOf(part, isNamed, asks));
  for (const part of parts) {
    const asksItself = asking.includes(part);
    const holdsQuestions = part.parts.length > 0 && (!asksItself || isMostlyQuestions(part.parts, asks));
    const inside = entriesIn(part.blocks, { inFaq: isNamed && !asksItself, isKnown: asks.isKnown });
    if (isFaqHeading(part.heading) && !asksItself) {
      placeFaqPart(part, asks);
    } else if (
      isHighlightsHeading(part.heading) ||
      (!isNamed && !asksItself) ||
      (!asksItself && inside.entries.length === 0 && standsApart(part, asking, asks))
    ) {
      placePart(part, asks);
    } else if (holdsQuestions || (!asksItself && inside.entries.length > 0)) {
      placeOwnText({ ...part, blocks: inside.rest }, part.heading, asks);
      addEntries(inside.entries, part.heading, asks);
      placeFaq(part.parts, part.heading, asks, isNamed);
    } else {
      const blocks = flattened(part, 4).map(asText);
      const { rest, entries } = entriesIn(blocks, { inFaq: false, inAnswer: true, isKnown: asks.isKnown });
      const question = { question: tidyQuestion(part.heading), line: part.line, answer: rest.map(pieceOf) };
      addEntries(rest.length === 0 && entries.length > 0 ? entries : [question, ...entries], group, asks);
    }
  }
}

/** Below the heading of a FAQ, `It says that my file is broken!` asks for help, too. */
function asksOf({ heading }: Part, isNamed: boolean, { isKnown }: Asks): boolean {
  return mayAsk(heading) || isKnown(heading) || (isNamed && /\S\s[^]*[.!。！]$/u.test(heading.trim()));
}

/** Whether it is something else on a page of questions: they stand deeper or higher, and it holds none. */
function standsApart(part: Part, asking: readonly Part[], asks: Asks): boolean {
  return (
    asking.length >= 2 &&
    asking.every(({ depth }) => depth !== part.depth) &&
    !part.parts.some((inner) => asksOf(inner, true, asks))
  );
}

/** What stands below a heading and above the questions that it holds. */
function placeOwnText(part: Part, heading: string, asks: Asks): void {
  if (part.blocks.length === 0)
    asks.notes.push(told(part.line, 'group', heading, 'a heading above questions'));
  else placeSection({ ...part, parts: [] }, asks);
}

function addEntries(found: readonly FoundEntry[], group: string | null, { notes, draft }: Asks): void {
  for (const { question, line, answer } of found) {
    const pieces = answer.filter(({ markdown }) => markdown.trim() !== '');
    if (pieces.every(({ markdown }) => /^#{4,6} /.test(markdown))) {
      notes.push(
        told(
          line,
          'dropped',
          [question, ...answer.map(({ plain }) => plain)].join(' '),
          'a question without an answer',
        ),
      );
      continue;
    }
    notes.push(told(line, 'question', question));
    for (const piece of pieces) notes.push(told(piece.line, 'answer', piece.plain));
    draft.entries.push({
      question,
      line,
      answer: pieces,
      wordings: [],
      group,
      section: null,
      proposed: false,
    });
  }
}

function placeSection(part: Part, asks: Asks): void {
  const { draft, notes } = asks;
  const all: Block[] = [];
  // Marked questions count as such wherever they stand.
  for (const run of runsOf(flattened(part, 3))) {
    const { rest, entries } = entriesIn(run, { inFaq: false, isKnown: asks.isKnown });
    all.push(...rest);
    addEntries(entries, part.heading, asks);
  }
  const kept = withoutEmptyHeadings(all, notes);
  if (kept.length === 0) {
    notes.push(told(part.line, 'dropped', part.heading, 'a heading without text'));
    return;
  }
  notes.push(told(part.line, 'section', part.heading));
  for (const { line, plain } of kept) notes.push(told(line, 'text', plain));
  draft.sections.push({
    heading: part.heading,
    line: part.line,
    pieces: kept.map((block) => pieceOf(headingAsMarkdown(block))),
  });
}

/** A heading, and what stands below it up to the next one. */
function runsOf(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const runs: Block[][] = [[]];
  for (const block of blocks) {
    if (block.kind === 'heading') runs.push([block], []);
    else runs.at(-1)?.push(block);
  }
  return runs;
}

function withoutEmptyHeadings(blocks: readonly Block[], notes: Told[]): readonly Block[] {
  let last = blocks.length;
  while (blocks[last - 1]?.kind === 'heading') last -= 1;
  for (const { line, plain } of blocks.slice(last))
    notes.push(told(line, 'dropped', plain, 'a heading without text'));
  return blocks.slice(0, last);
}

function headingAsMarkdown(block: Block): Block {
  return block.kind === 'heading'
    ? { ...block, text: `${'#'.repeat(block.depth)} ${escapedHeading(block.plain)}` }
    : block;
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
