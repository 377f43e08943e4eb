import type { Heading, Paragraph, Root } from 'mdast';

/** No markup can begin or end in it, in whichever flavour we read, nor a line that is no paragraph. */
const PLAIN_LINE = /^[\p{L}"“(](?:[^\n\r\t\0*_`<>&\\![\]~|]*[^\s\0*_`<>&\\![\]~|#])?$/u;
const PLAIN_HEADING = /^(#{1,6}) (?=\S)(.*)$/u;

/**
 * The blocks of a text that is nothing but headings and paragraphs of one line each, without any markup, exactly as the
 * parser reads them; null for any other text. Most stretches of an article are such, and the parser takes a hundred times
 * as long to see that.
 */
export function plainBlocks(text: string): Root | null {
  const children: (Heading | Paragraph)[] = [];
  const lines = text.split('\n');
  let offset = 0;
  let inParagraph = false;
  for (const [at, content] of lines.entries()) {
    if (content !== '') {
      const [, signs = '', title = content] = PLAIN_HEADING.exec(content) ?? [];
      const isParagraph = signs === '';
      if (!PLAIN_LINE.test(title) || (isParagraph && inParagraph)) return null;
      const point = (column: number) => ({ line: at + 1, column: column + 1, offset: offset + column });
      const start = isParagraph ? 0 : signs.length + 1;
      const end = point(content.length);
      const inside: Paragraph['children'] = [
        { type: 'text', value: title, position: { start: point(start), end } },
      ];
      const position = { start: point(0), end };
      children.push(
        isParagraph
          ? { type: 'paragraph', children: inside, position }
          : { type: 'heading', depth: depthOf(signs), children: inside, position },
      );
      inParagraph = isParagraph;
    } else inParagraph = false;
    offset += content.length + 1;
  }
  const last = lines.at(-1) ?? '';
  const end = { line: lines.length, column: last.length + 1, offset: text.length };
  return { type: 'root', children, position: { start: { line: 1, column: 1, offset: 0 }, end } };
}

const DEPTHS: readonly Heading['depth'][] = [1, 2, 3, 4, 5, 6];

function depthOf(signs: string): Heading['depth'] {
  return DEPTHS[signs.length - 1] ?? 1;
}
