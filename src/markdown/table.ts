import { codeBlock } from './discord.ts';

interface TableCell {
  /** Without markup. */
  readonly plain: string;
  /** Discord's Markdown, on one line. */
  readonly text: string;
}

interface TableContent {
  /** The first one names the columns. */
  readonly rows: readonly (readonly TableCell[])[];
  readonly align: readonly ('left' | 'right' | 'center' | null | undefined)[];
  /** Whether some cell leads somewhere, which it could not do within code. */
  readonly hasLinks: boolean;
}

/** In columns of a fixed width: a card on a telephone shows about as many before it breaks lines. */
const PHONE_WIDTH = 36;

/** Discord knows no tables: a narrow one is drawn as code, a wide one told row by row. */
export function tableText({ rows, align, hasLinks }: TableContent): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column]?.plain ?? ''))),
  );
  const width = widths.reduce((sum, one) => sum + one, 2 * Math.max(0, count - 1));
  const [head = [], ...body] = rows;
  if (hasLinks || width > PHONE_WIDTH) return body.length === 0 ? headLine(head) : rowLines(head, body);
  const line = (row: readonly TableCell[]): string =>
    widths
      .map((room, column) => padded(row[column]?.plain ?? '', room, align[column]))
      .join('  ')
      .trimEnd();
  const rule = widths.map((room) => '─'.repeat(room)).join('  ');
  // Columns without names need no line below these.
  const named = head.some(({ plain }) => plain !== '') || body.length === 0 ? [line(head), rule] : [];
  return codeBlock([...named, ...body.map(line)].join('\n'));
}

function headLine(head: readonly TableCell[]): string {
  return head
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join(', ');
}

function rowLines(head: readonly TableCell[], body: readonly (readonly TableCell[])[]): string {
  return body
    .map((row) =>
      row
        .map(({ text }, column) => [head[column]?.text ?? '', text].filter((part) => part !== ''))
        .filter((parts, column) => row[column]?.text !== '' && parts.length > 0)
        .map((parts) => parts.join(': '))
        .join(', '),
    )
    .filter((line) => line !== '')
    .map((line) => `- ${line}`)
    .join('\n');
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** East Asian characters and emoji take two columns. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;

function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

function padded(text: string, room: number, align: TableContent['align'][number]): string {
  const free = room - widthOf(text);
  const before = align === 'right' ? free : align === 'center' ? Math.floor(free / 2) : 0;
  return `${' '.repeat(before)}${text}${' '.repeat(free - before)}`;
}
