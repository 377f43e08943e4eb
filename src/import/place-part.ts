import { fixedHeading } from '../content/headings.ts';
import type { Block } from '../content/markdown.ts';
import type { NotCovered } from '../content/pack.ts';
import { QUESTION_SIGN, withoutAnswerSign } from '../content/question-signs.ts';
import { isQuestion } from '../content/questions.ts';
import type { ArticleEntry, ArticleSection } from './article.ts';
import { entriesIn } from './entries-in.ts';
import { escapedHeading, pieceOf, tidyQuestion, type FoundEntry, type Piece } from './piece.ts';
import { flattened, type Part } from './outline.ts';
import { isFaqHeading, isHighlightsHeading, mayAsk } from './recognise.ts';
import { CLOSE_ENTRY, told, type Told } from './source.ts';

/** What a pack is made of, as far as it is found. */
export interface Draft {
  readonly sections: ArticleSection[];
  readonly highlights: Piece[];
  readonly entries: ArticleEntry[];
  readonly notCovered: NotCovered[];
  /** What stands above questions and is none: a pack has no other place for it. */
  readonly aside: Piece[];
}

export interface Asks {
  readonly isKnown: (text: string) => boolean;
  readonly locale: string;
  readonly notes: Told[];
  readonly draft: Draft;
}

/** Whether a page is one of questions, although nothing says so. */
export function isMostlyQuestions(parts: readonly Part[], { isKnown, locale }: Asks): boolean {
  const asking = parts.filter(({ heading }) => isQuestion(heading, locale) || isKnown(heading)).length;
  return asking >= 2 && asking / parts.length >= 2 / 3;
}

/** Gives a part of a page its place. */
export function placePart(part: Part, asks: Asks): void {
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
export function placeFaq(parts: readonly Part[], group: string | null, asks: Asks, isNamed: boolean): void {
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
      const isSigned = QUESTION_SIGN.test(part.heading);
      const answer = withoutAnswerSign(rest, isSigned).map(pieceOf);
      const question = { question: tidyQuestion(part.heading), line: part.line, answer };
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

export function addEntries(found: readonly FoundEntry[], group: string | null, { notes, draft }: Asks): void {
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

/** Inside an answer. */
export function asText(block: Block): Block {
  if (block.kind !== 'heading') return block;
  return { ...block, kind: 'other', text: `#### ${block.text.replace(/^#+\s*/, '')}` };
}
