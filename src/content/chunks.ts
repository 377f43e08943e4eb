import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';

/** A stretch of a Markdown text that means the same when it is parsed alone. */
export interface Chunk {
  readonly text: string;
  /** How many lines stand before it. */
  readonly linesBefore: number;
  readonly root: Root;
}

/**
 * Parses a text heading by heading: the parser's time grows with the square of the number of blocks (700 kB of
 * FAQ take 16 s as a whole, 1 s in chunks). A heading ends whatever stands before it, save fenced code and
 * HTML: those take the next chunk in. With a reference definition, which counts everywhere, the text stays
 * whole.
 */
export function parseChunks(text: string): readonly Chunk[] {
  const starts = text.includes(']:') ? [] : [...text.matchAll(/^#{1,6}[ \t]/gm)].map(({ index }) => index);
  const chunks: Chunk[] = [];
  let start = 0;
  let linesBefore = 0;
  for (const end of [...starts.filter((index) => index > 0), text.length]) {
    const part = text.slice(start, end);
    const root = fromMarkdown(part);
    if (end < text.length && mayGoOn(root, part)) continue;
    chunks.push({ text: part, linesBefore, root });
    linesBefore += part.split('\n').length - 1;
    start = end;
  }
  return chunks;
}

/** Whether what follows may belong to the last block, although it starts like a heading. */
function mayGoOn(root: Root, text: string): boolean {
  const last = root.children.at(-1);
  switch (last?.type) {
    case 'code': {
      const raw = text.slice(last.position?.start.offset).trimEnd();
      const [fence] = /^(?:`{3,}|~{3,})/.exec(raw) ?? [];
      const [, end] = /\n {0,3}(`{3,}|~{3,})$/.exec(raw) ?? [];
      return fence !== undefined && end?.startsWith(fence) !== true;
    }
    case 'html':
      return !/^\s*<!--[\s\S]*-->/.test(last.value);
    default:
      return false;
  }
}
