import type { Block, Item } from './markdown.ts';
import type { Passage, Section } from './pack.ts';
import { joinPlain, joinText, type HeadedBlocks } from './passages.ts';
import type { ProblemLog } from './problem.ts';
import { headingDepthInText, headingOf, isQuestion, SUMMARY_DEPTH } from './questions.ts';
import { isAskable } from './wordings.ts';

/** Any more, and their ids would get too long for a button. */
const MAX_PARAGRAPHS = 999;

interface SectionPlace {
  readonly index: number;
  readonly slug: string;
  readonly locale: string;
  /** Its heading is a question, and all of it the answer. */
  readonly isAnswer: boolean;
}

export function readSection(
  part: HeadedBlocks,
  { index, slug, locale, isAnswer }: SectionPlace,
  log: ProblemLog,
): Section {
  const outline = outlineOf(part.blocks);
  const { pieces, items } = isAnswer
    ? { pieces: [{ ...textOf(part.blocks), of: null, heading: null }], items: [] }
    : piecesOf(outline, locale);
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
  const ids = new Map(all.map((piece, position) => [piece, `section/${slug}/${position + 1}`]));
  const paragraphs = [...ids].map(([piece, id]): Passage => {
    const whole = piece.of === null ? undefined : ids.get(piece.of);
    return {
      id,
      kind: 'section',
      index,
      section: index,
      heading: part.heading,
      text: piece.text,
      markup: 'commonmark',
      plain: piece.plain,
      wordings: piece.heading === null ? [] : [piece.heading],
      ...(whole === undefined ? {} : { partOf: whole }),
    };
  });
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

function outlineOf(blocks: readonly Block[]): Outline {
  const top: Outline = { heading: null, depth: 0, all: [], own: [], parts: [] };
  let open: readonly [Outline, ...Outline[]] = [top];
  for (const [position, block] of blocks.entries()) {
    const depth = headingDepthInText(block, blocks[position + 1]);
    const [, ...below] = open;
    const kept = below.filter(
      (one) => (depth === null || one.depth < depth) && !(block.afterRule && one.depth >= SUMMARY_DEPTH),
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

interface Text {
  readonly text: string;
  readonly plain: string;
}

/** What can be an answer. */
interface Piece extends Text {
  /** What it is a part of, which can be an answer, too. */
  readonly of: Piece | null;
  /** That of a part that stands below a heading of its own: whoever asks so asks for it. */
  readonly heading: string | null;
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
  const addPart = (part: Outline, above: readonly Block[], of: Piece | null): void => {
    const lead = [...above, ...(part.heading === null ? [] : [part.heading])];
    const groups = groupBlocks(part.own.filter((block) => block !== part.heading));
    const whole =
      part.heading !== null && isWhole(part, part.heading, locale) ? wholePart(part, above, of) : null;
    if (whole !== null && whole !== of && hasText(part)) pieces.push(whole);
    // What answers a question is one thing, however long its list is.
    const isAnswer = lead.some(({ plain }) => isQuestion(plain, locale));
    const leads = lead.map((block) => textOf([block]));
    for (const group of groups) {
      const piece = whole ?? { ...textOf([...lead, ...group]), of: null, heading: null };
      if (whole === null) pieces.push(piece);
      if (!isAnswer)
        items.push(...itemsIn(group, leads).map((text) => ({ ...text, of: piece, heading: null })));
    }
    for (const inner of part.parts) addPart(inner, lead.every(isShort) ? lead : [], whole);
  };
  addPart(top, [], null);
  return { pieces, items };
}

/** The one around it where that has nothing but this below its own heading. */
function wholePart({ heading, all }: Outline, above: readonly Block[], of: Piece | null): Piece {
  const text = textOf([...above, ...all]);
  return text.text === of?.text ? of : { ...text, of, heading: nameOf(heading) };
}

function nameOf(heading: Block | null): string | null {
  const name = heading === null ? '' : headingOf(heading).replace(/\s*[:：]$/u, '');
  return isAskable(name) ? name : null;
}

function hasText({ all }: Outline): boolean {
  return all.some((block) => block.kind !== 'heading');
}

function isWhole({ all }: Outline, heading: Block, locale: string): boolean {
  const length = all.reduce((sum, { plain }) => sum + plain.length, 0);
  return length <= (isQuestion(heading.plain, locale) ? WHOLE_OF_QUESTION : WHOLE);
}

function textOf(blocks: readonly Block[]): Text {
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
const LONG_LIST = 400;

/** A lead that is longer would outweigh what it leads to. */
const SHORT = 300;

function isShort({ plain }: { readonly plain: string }): boolean {
  return plain.length <= SHORT;
}

/** The items of the long lists in a group, each behind the headings above it and the line that leads to its list. */
function itemsIn(group: readonly Block[], lead: readonly Text[]): readonly Text[] {
  return group.flatMap((block, position) => {
    if (block.kind !== 'list' || isShorterList(block)) return [];
    const before = group[position - 1];
    const line = before?.kind === 'paragraph' ? [textOf([before])] : [];
    return itemTexts(block.items, [...lead, ...line].filter(isShort));
  });
}

function isShorterList({ plainLines }: Block): boolean {
  return plainLines.length <= LONG_LIST;
}

function itemTexts(items: readonly Item[], lead: readonly Text[]): readonly Text[] {
  return items.flatMap(({ marker, blocks }) => {
    if (blocks.length === 0) return [];
    const whole = behind(lead, itemText(marker, blocks));
    const lists = blocks.flatMap((block) => (block.kind === 'list' && !isShorterList(block) ? [block] : []));
    const own = itemText(
      marker,
      blocks.filter((block) => block.kind !== 'list'),
    );
    const inner = isShort(own) && own.plain !== '' ? [...lead, own] : lead;
    return [whole, ...lists.flatMap((list) => itemTexts(list.items, inner))];
  });
}

function itemText(marker: string, blocks: readonly Block[]): Text {
  const indent = ' '.repeat(marker.length + 1);
  return {
    text: `${marker} ${joinText(blocks).replaceAll('\n', `\n${indent}`)}`.replace(/[ \t]+$/gm, ''),
    plain: joinPlain(blocks),
  };
}

function behind(lead: readonly Text[], piece: Text): Text {
  const all = [...lead, piece];
  return {
    text: all.map(({ text }) => text).join('\n\n'),
    plain: all.map(({ plain }) => plain).join('\n'),
  };
}
