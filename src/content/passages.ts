import { usualWord } from './headings.ts';
import type { Block } from './markdown.ts';
import type { NotCovered, Passage } from './pack.ts';
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

export function joinPlain(blocks: readonly Block[]): string {
  return blocks.map((block) => block.plainLines).join('\n');
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
  /** That of its last wording, or its own last one. */
  readonly lastLine: number;
  readonly wordings: readonly WordingItem[];
}

/** One way to ask, where it stands. */
export interface Wording {
  readonly text: string;
  readonly line: number;
}

/** One that is an item of a list, without what is nested in it. */
export interface WordingItem extends Wording {
  readonly lastLine: number;
}

/** Where the last of these blocks ends; `line` where there is none. */
export function lastLineOf(blocks: readonly Block[], line: number): number {
  return Math.max(line, ...blocks.map((block) => block.line + block.text.split('\n').length - 1));
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
    const entry = { topic: text, wordings: wordings.map((wording) => wording.text) };
    return [{ entry, line, lastLine: lastLineOf(blocks, line), wordings }];
  });
}

/** The items of a list, and of the lists in it; nothing of any other block. */
export function readWordings(block: Block, log: ProblemLog): readonly WordingItem[] {
  if (block.kind !== 'list') return [];
  return block.items.flatMap(({ blocks, line }) => {
    const own = blocks.filter((inner) => inner.kind !== 'list');
    const text = own
      .map((inner) => inner.plain)
      .join(' ')
      .trim();
    if (text === '') log.error(line, EMPTY_ITEM);
    else reportUnaskable(text, line, log);
    const nested = blocks.flatMap((inner) => readWordings(inner, log));
    return text === '' ? nested : [{ text, line, lastLine: lastLineOf(own, line) }, ...nested];
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
