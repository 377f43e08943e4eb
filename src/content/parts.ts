import { fixedHeading } from './headings.ts';
import type { FixedHeading } from './headings.ts';
import type { Block } from './markdown.ts';
import type { Locale } from './pack.ts';
import type { HeadedBlocks } from './passages.ts';
import type { ProblemLog } from './problem.ts';

const PART_DEPTH = 2;

interface SplitBlocks {
  /** All before the first part. */
  readonly summary: readonly Block[];
  readonly parts: readonly HeadedBlocks[];
}

/** @param titleLine that of the heading which is the title, if one is */
export function splitParts(
  blocks: readonly Block[],
  log: ProblemLog,
  titleLine: number | null = null,
): SplitBlocks {
  const summary: Block[] = [];
  const parts: { heading: string; line: number; blocks: Block[] }[] = [];
  for (const [position, block] of blocks.entries()) {
    if (block.kind === 'heading' && block.depth <= PART_DEPTH) {
      if (block.depth === 1) {
        if (block.line !== titleLine) reportTopHeading(block, position === 0, log);
        if (position === 0) continue;
      }
      if (block.plain === '') log.error(block.line, 'Write the heading behind "##".');
      parts.push({ heading: block.plain, line: block.line, blocks: [] });
    } else {
      (parts.at(-1)?.blocks ?? summary).push(block);
    }
  }
  return { summary, parts };
}

function reportTopHeading(block: Block, isFirst: boolean, log: ProblemLog): void {
  log.warn(
    block.line,
    isFirst
      ? 'Remove this heading: the title stands in the front matter.'
      : `Write "## ${block.plain}": sections start with "##".`,
  );
}

/** The part with this meaning: null where there is none. A second one is an error. */
export function onlyPart(
  fixed: FixedHeading,
  parts: readonly HeadedBlocks[],
  locale: Locale,
  log: ProblemLog,
): HeadedBlocks | null {
  const [first, ...others] = parts.filter((part) => fixedHeading(part.heading, locale) === fixed);
  for (const other of others) {
    log.error(other.line, `Put this together with "${other.heading}" on line ${first?.line ?? 1}.`);
  }
  return first ?? null;
}
