import type { ProblemLog } from './problem.ts';

/**
 * In UTF-16 units. Reading a block of text may take a time that grows with the square of its length: with blocks no
 * longer than this, that of a file grows with its length alone. An answer of the most characters fits.
 */
const LONGEST_BLOCK = 5_000;

const ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s/;

/** Reports blocks that are too long to be read in a file of somebody whom nobody knows. */
export function reportLongBlocks(text: string, log: ProblemLog): void {
  let start = 1;
  let length = 0;
  const end = (): void => {
    if (length > LONGEST_BLOCK) {
      log.error(
        start,
        `Split this block: it has ${length} characters, and at most ${LONGEST_BLOCK} can be read.`,
      );
    }
  };
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || ITEM.test(line)) {
      end();
      start = index + 1;
      length = 0;
    }
    length += line.length;
  }
  end();
}
