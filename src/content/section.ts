import type { Block, Item } from './markdown.ts';
import type { Passage, Section } from './pack.ts';
import { joinPlain, joinText, type HeadedBlocks } from './passages.ts';
import type { ProblemLog } from './problem.ts';
import { isQuestion } from './questions.ts';

/** Any more, and their ids would get too long for a button. */
const MAX_PARAGRAPHS = 999;

interface SectionPlace {
  readonly index: number;
  readonly slug: string;
  readonly locale: string;
}

export function readSection(
  part: HeadedBlocks,
  { index, slug, locale }: SectionPlace,
  log: ProblemLog,
): Section {
  const outline = outlineOf(part.blocks);
  const { pieces, items } = piecesOf(outline, locale);
  if (!part.blocks.some((block) => block.kind !== 'heading')) {
    log.error(part.line, `Write some text below "${part.heading}", or remove the heading.`);
  }
  if (pieces.length > MAX_PARAGRAPHS) {
    log.error(part.line, `Split "${part.heading}": a section has at most ${MAX_PARAGRAPHS} paragraphs.`);
  }
  const last = part.blocks.at(-1);
  if (last?.kind === 'heading') {
    log.warn(last.line, `Write some text below "${last.plain}", or remove the heading.`);
  }
  // A list that is longer than what can be told apart is found as a whole.
  const all = pieces.length + items.length > MAX_PARAGRAPHS ? pieces : [...pieces, ...items];
  const paragraphs = all.map(({ text, plain }, position): Passage => ({
    id: `section/${slug}/${position + 1}`,
    kind: 'section',
    index,
    section: index,
    heading: part.heading,
    text,
    markup: 'commonmark',
    plain,
    wordings: [],
  }));
  return { slug, index, heading: part.heading, text: joinText(part.blocks), paragraphs };
}

/** What is below a heading within a section; the section itself at the top. */
interface Outline {
  readonly heading: Block | null;
  readonly depth: number;
  /** All that stands below it, its heading first. */
  readonly all: Block[];
  /** Without what stands below deeper headings. */
  readonly own: Block[];
  readonly parts: Outline[];
}

/** Deeper than what begins with signs of a heading. */
const BOLD_DEPTH = 7;

function outlineOf(blocks: readonly Block[]): Outline {
  const top: Outline = { heading: null, depth: 0, all: [], own: [], parts: [] };
  let open: readonly [Outline, ...Outline[]] = [top];
  for (const [position, block] of blocks.entries()) {
    const depth = depthOf(block, blocks[position + 1]);
    const [, ...below] = open;
    const kept = below.filter((one) =>
      depth === null ? !(block.afterRule && one.depth === BOLD_DEPTH) : one.depth < depth,
    );
    open = [top, ...kept];
    const parent = open.at(-1) ?? top;
    if (depth === null) {
      parent.own.push(block);
    } else {
      const part: Outline = { heading: block, depth, all: [], own: [], parts: [] };
      parent.parts.push(part);
      open = [top, ...kept, part];
    }
    for (const one of open) one.all.push(block);
  }
  return top;
}

/** How deep a heading it is, or a bold line in place of one; null for what is none. */
function depthOf(block: Block, next: Block | undefined): number | null {
  if (block.kind === 'heading') return block.depth;
  if (block.kind !== 'paragraph' || block.boldLine === null) return null;
  if (!block.boldLine.isAll) return /[?？]$/u.test(block.boldLine.plain) ? BOLD_DEPTH : null;
  return next === undefined || next.kind === 'heading' || next.afterRule ? null : BOLD_DEPTH;
}

/** What can be an answer. */
interface Piece {
  readonly text: string;
  readonly plain: string;
}

interface Pieces {
  readonly pieces: readonly Piece[];
  /** Of lists that are found as a whole, too. */
  readonly items: readonly Piece[];
}

/** In characters. Up to that, what stands below a heading is shown whole; below a question, it always is. */
const WHOLE = 3_000;
const WHOLE_OF_QUESTION = 20_000;

function piecesOf(top: Outline, locale: string): Pieces {
  const pieces: Piece[] = [];
  const items: Piece[] = [];
  const addPart = (part: Outline, above: readonly Block[]): void => {
    const heading = part.heading === null ? [] : [part.heading];
    const lead = [...above, ...heading];
    const groups = groupBlocks(part.own.filter((block) => block !== part.heading));
    if (part.heading !== null && isWhole(part, part.heading, locale)) {
      const whole = pieceOf([...above, ...part.all]);
      // With nothing but a deeper heading below it, it is the same.
      const isNew = pieces.at(-1)?.text !== whole.text;
      if (isNew && part.all.some((block) => block.kind !== 'heading')) pieces.push(whole);
    } else {
      pieces.push(...groups.map((group) => pieceOf([...lead, ...group])));
    }
    const leads = lead.map((block) => pieceOf([block]));
    items.push(...groups.flatMap((group) => itemsIn(group, leads)));
    for (const inner of part.parts) addPart(inner, lead.every(isShort) ? lead : []);
  };
  addPart(top, []);
  return { pieces, items };
}

function isWhole({ all }: Outline, heading: Block, locale: string): boolean {
  const length = all.reduce((sum, { plain }) => sum + plain.length, 0);
  return length <= (isQuestion(heading.plain, locale) ? WHOLE_OF_QUESTION : WHOLE);
}

function pieceOf(blocks: readonly Block[]): Piece {
  return { text: joinText(blocks), plain: joinPlain(blocks) };
}

/** Blocks that only make sense together: "…:" and its list, an error message and what to do about it. */
function groupBlocks(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const groups: Block[][] = [];
  let previous: Block | undefined;
  for (const block of blocks) {
    const group = groups.at(-1);
    if (group !== undefined && previous !== undefined && belongTogether(previous, block)) group.push(block);
    else groups.push([block]);
    previous = block;
  }
  return groups;
}

function belongTogether(previous: Block, block: Block): boolean {
  if (isErrorLine(previous)) return true;
  return previous.kind === 'paragraph' && block.kind !== 'paragraph' && /[:：?？]$/u.test(previous.plain);
}

/** A message of a program, which readers look for and which answers nothing by itself. */
function isErrorLine(block: Block): boolean {
  if (block.plain.length > 500) return false;
  switch (block.kind) {
    case 'code':
    case 'other':
      return /(?:^|[^\p{L}])(?:error|errno|exception|traceback|fatal|failed|failure|denied|erreur|échec|fehler|cannot|could not|unable to)(?![\p{L}])/iu.test(
        block.plain,
      );
    case 'paragraph':
      return (
        /^(?:\[?(?:error|fatal|exception|traceback|erreur|fehler|panic)\b[^.]{0,40}[:\]])/iu.test(
          block.plain,
        ) || /^`[^`]*(?:error|exception|failed|cannot|could not)[^`]*`$/i.test(block.text)
      );
    case 'heading':
    case 'list':
      return false;
  }
}

/** A list that is longer is no answer to who asks for one of its items. */
const LONG_LIST = 700;

/** A lead that is longer would outweigh what it leads to. */
const SHORT = 300;

function isShort({ plain }: { readonly plain: string }): boolean {
  return plain.length <= SHORT;
}

/** The items of the long lists in a group, each behind the headings above it and the line that leads to its list. */
function itemsIn(group: readonly Block[], lead: readonly Piece[]): readonly Piece[] {
  return group.flatMap((block, position) => {
    if (block.kind !== 'list' || isShorterList(block)) return [];
    const before = group[position - 1];
    const line = before?.kind === 'paragraph' ? [pieceOf([before])] : [];
    return itemPieces(block.items, [...lead, ...line].filter(isShort));
  });
}

function isShorterList({ plainLines }: Block): boolean {
  return plainLines.length <= LONG_LIST;
}

function itemPieces(items: readonly Item[], lead: readonly Piece[]): readonly Piece[] {
  return items.flatMap(({ marker, blocks }) => {
    if (blocks.length === 0) return [];
    const whole = behind(lead, itemPiece(marker, blocks));
    const lists = blocks.flatMap((block) => (block.kind === 'list' && !isShorterList(block) ? [block] : []));
    const own = itemPiece(
      marker,
      blocks.filter((block) => block.kind !== 'list'),
    );
    const inner = isShort(own) && own.plain !== '' ? [...lead, own] : lead;
    return [whole, ...lists.flatMap((list) => itemPieces(list.items, inner))];
  });
}

function itemPiece(marker: string, blocks: readonly Block[]): Piece {
  const indent = ' '.repeat(marker.length + 1);
  return {
    text: `${marker} ${joinText(blocks).replaceAll('\n', `\n${indent}`)}`.replace(/[ \t]+$/gm, ''),
    plain: joinPlain(blocks),
  };
}

function behind(lead: readonly Piece[], piece: Piece): Piece {
  const all = [...lead, piece];
  return {
    text: all.map(({ text }) => text).join('\n\n'),
    plain: all.map(({ plain }) => plain).join('\n'),
  };
}
