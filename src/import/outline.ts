import type { Block } from '../content/markdown.ts';

/** A heading and all that stands below it, up to the next one that is as high. */
export interface Part {
  readonly heading: string;
  readonly line: number;
  readonly depth: number;
  /** Before the first heading in it. */
  readonly blocks: readonly Block[];
  readonly parts: readonly Part[];
}

interface OpenPart {
  readonly heading: string;
  readonly line: number;
  readonly depth: number;
  readonly blocks: Block[];
  readonly parts: OpenPart[];
}

export interface Outline {
  /** Before the first heading. */
  readonly blocks: readonly Block[];
  readonly parts: readonly Part[];
}

/** Headings may leave out levels: what is deeper belongs to what is higher before it. */
export function outlineOf(blocks: readonly Block[]): Outline {
  const root: OpenPart = { heading: '', line: 0, depth: 0, blocks: [], parts: [] };
  const path: OpenPart[] = [root];
  for (const block of blocks) {
    if (block.kind !== 'heading') {
      (path.at(-1) ?? root).blocks.push(block);
      continue;
    }
    while (path.length > 1 && (path.at(-1)?.depth ?? 0) >= block.depth) path.pop();
    const part: OpenPart = {
      heading: block.plain,
      line: block.line,
      depth: block.depth,
      blocks: [],
      parts: [],
    };
    (path.at(-1) ?? root).parts.push(part);
    path.push(part);
  }
  return root;
}

/** All blocks of a part in their order, with its headings moved to this depth and deeper. */
export function flattened(part: Pick<Part, 'blocks' | 'parts'>, depth: number): readonly Block[] {
  return [
    ...part.blocks,
    ...part.parts.flatMap((inner): readonly Block[] => [
      headingBlock(inner, depth),
      ...flattened(inner, Math.min(depth + 1, 6)),
    ]),
  ];
}

function headingBlock({ heading, line }: Part, depth: number): Block {
  return {
    kind: 'heading',
    depth,
    line,
    plain: heading,
    plainLines: heading,
    text: heading,
    afterRule: false,
  };
}
