import { usualWord } from './headings.ts';
import type { Block } from './markdown.ts';
import type { NotCovered, Passage, Section } from './pack.ts';
import type { ProblemLog } from './problem.ts';
import { reportUnaskable } from './wordings.ts';

/** A heading of the second level and everything up to the next one. */
export interface HeadedBlocks {
  readonly heading: string;
  readonly line: number;
  readonly blocks: readonly Block[];
}

/** Markdown blocks as one text. */
export function joinText(blocks: readonly Block[]): string {
  return blocks.map((block) => block.text).join('\n\n');
}

function joinPlain(blocks: readonly Block[]): string {
  return blocks.map((block) => block.plainLines).join('\n');
}

/** Any more, and their ids would get too long for a button. */
const MAX_PARAGRAPHS = 999;

export function readSection(
  part: HeadedBlocks,
  { index, slug }: { readonly index: number; readonly slug: string },
  log: ProblemLog,
): Section {
  const groups = groupBlocks(part.blocks);
  if (!part.blocks.some((block) => block.kind !== 'heading')) {
    log.error(part.line, `Write some text below "${part.heading}", or remove the heading.`);
  }
  if (groups.length > MAX_PARAGRAPHS) {
    log.error(part.line, `Split "${part.heading}": a section has at most ${MAX_PARAGRAPHS} paragraphs.`);
  }
  const last = part.blocks.at(-1);
  if (last?.kind === 'heading') {
    log.warn(last.line, `Write some text below "${last.plain}", or remove the heading.`);
  }
  const paragraphs = groups.map((blocks, position): Passage => ({
    id: `section/${slug}/${position + 1}`,
    kind: 'section',
    index,
    section: index,
    heading: part.heading,
    text: joinText(blocks),
    markup: 'commonmark',
    plain: joinPlain(blocks),
    wordings: [],
  }));
  return { slug, index, heading: part.heading, text: joinText(part.blocks), paragraphs };
}

/** Blocks that only make sense together: a heading and what follows it, "…:" and its list. */
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
  switch (previous.kind) {
    case 'heading':
      return true;
    case 'paragraph':
      return block.kind !== 'heading' && block.kind !== 'paragraph' && /[:：]$/u.test(previous.plain);
    case 'list':
    case 'code':
    case 'other':
      return false;
  }
}

export function readHighlights(part: HeadedBlocks, locale: string, log: ProblemLog): readonly Passage[] {
  return listItems(part, log)
    .filter(({ blocks, line }) => {
      if (blocks.length === 0) log.error(line, EMPTY_ITEM);
      return blocks.length > 0;
    })
    .map(({ blocks }, position) => ({
      id: `highlight/${position + 1}`,
      kind: 'highlight',
      index: position + 1,
      section: null,
      heading: usualWord('highlights', locale),
      text: joinText(blocks),
      markup: 'commonmark',
      plain: joinPlain(blocks),
      wordings: [],
    }));
}

const EMPTY_ITEM = 'Write something behind this "-", or remove it.';

/** A topic that readers ask for in vain, where it stands. */
export interface NotCoveredAt {
  readonly entry: NotCovered;
  readonly line: number;
  readonly wordings: readonly Wording[];
}

/** One way to ask, where it stands. */
export interface Wording {
  readonly text: string;
  readonly line: number;
}

export function readNotCovered(part: HeadedBlocks, log: ProblemLog): readonly NotCoveredAt[] {
  return listItems(part, log).flatMap(({ blocks, line }) => {
    const own = blocks.filter((block) => block.kind !== 'list');
    const text = own
      .map((block) => block.plain)
      .join(' ')
      .trim();
    if (text === '') {
      log.error(line, EMPTY_ITEM);
      return [];
    }
    reportUnaskable(text, line, log);
    if (/[^.…][.]$/u.test(text)) {
      log.warn(line, 'Leave out the full stop: the line stands behind "the article doesn\'t say".');
    }
    const wordings = blocks.flatMap((block) => readWordings(block, log));
    return [{ entry: { topic: text, wordings: wordings.map((wording) => wording.text) }, line, wordings }];
  });
}

/** The items of a list, and of the lists in it; nothing of any other block. */
export function readWordings(block: Block, log: ProblemLog): readonly Wording[] {
  if (block.kind !== 'list') return [];
  return block.items.flatMap(({ blocks, line }) => {
    const text = blocks
      .filter((inner) => inner.kind !== 'list')
      .map((inner) => inner.plain)
      .join(' ')
      .trim();
    if (text === '') log.error(line, EMPTY_ITEM);
    else reportUnaskable(text, line, log);
    const nested = blocks.flatMap((inner) => readWordings(inner, log));
    return text === '' ? nested : [{ text, line }, ...nested];
  });
}

function listItems(part: HeadedBlocks, log: ProblemLog) {
  if (part.blocks.length === 0) {
    log.error(part.line, `Write a list below "${part.heading}", or remove the heading.`);
  }
  return part.blocks.flatMap((block) => {
    if (block.kind === 'list') return block.items;
    log.error(
      block.line,
      `Make this an item of the list, with "- " before it, or remove it: "${part.heading}" holds nothing else.`,
    );
    return [];
  });
}
