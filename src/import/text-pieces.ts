/** A line, or several that one paragraph was wrapped into, or a list. */
export type TextPiece =
  | {
      readonly kind: 'line';
      readonly text: string;
      readonly line: number;
      /** Whether an empty line stands before it, and behind. */
      readonly gapBefore: boolean;
      readonly gapAfter: boolean;
    }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly TextItem[];
      readonly line: number;
    };

interface TextItem {
  readonly text: string;
  readonly line: number;
}

const BULLET = /^(\s*)[•·‣◦▪●○■□–—*+-]\s+(?=\S)/u;
const NUMBER = /^(\s*)(\d{1,3})[.)、]\s+(?=\S)/u;

interface Row {
  readonly text: string;
  readonly line: number;
}

/** A plain text as its pieces, in its order. */
export function textPieces(text: string): readonly TextPiece[] {
  const rows = text
    .split('\n')
    .map((row, at): Row => ({ text: row.replace(/[\u00A0\u3000\t]/g, ' '), line: at + 1 }));
  const chunks: Row[][] = [];
  let isNew = true;
  for (const row of rows) {
    if (row.text.trim() === '') {
      isNew = true;
    } else if (isNew) {
      chunks.push([row]);
      isNew = false;
    } else {
      chunks.at(-1)?.push(row);
    }
  }
  // Where a page was copied without its empty lines, each line stands for itself.
  const isDense = chunks.length <= 2;
  return joinLists(chunks.flatMap((chunk) => piecesOf(chunk, isDense)));
}

function piecesOf(chunk: readonly Row[], isDense: boolean): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  while (at < chunk.length) {
    const run = listAt(chunk, at);
    if (run !== null) {
      pieces.push(run.list);
      at = run.end;
      continue;
    }
    let end = at + 1;
    while (end < chunk.length && listAt(chunk, end) === null) end += 1;
    pieces.push(
      ...linesOf(chunk.slice(at, end), {
        gapBefore: isDense || at === 0,
        gapAfter: isDense || end === chunk.length,
        isDense,
      }),
    );
    at = end;
  }
  return pieces;
}

/** The list that begins at this row. Numbered lines between which text stands are headings, or questions. */
function listAt(
  chunk: readonly Row[],
  at: number,
): { readonly list: Extract<TextPiece, { kind: 'list' }>; readonly end: number } | null {
  const sign = signOf(chunk[at]);
  if (sign === null) return null;
  const items: { text: string; line: number }[] = [];
  let end = at;
  for (; end < chunk.length; end += 1) {
    const row = chunk[end];
    const own = signOf(row);
    const last = items.at(-1);
    if (row === undefined) break;
    if (own !== null && (own.number === null) === (sign.number === null)) {
      items.push({ text: row.text.slice(own.length).trim(), line: row.line });
    } else if (own === null && last !== undefined && indentOf(row.text) > sign.indent) {
      last.text = join(last.text, row.text.trim());
    } else break;
  }
  const [first] = items;
  if (
    first === undefined ||
    (sign.number !== null && items.length === 1 && (end < chunk.length || chunk.length === 1))
  )
    return null;
  return {
    list: { kind: 'list', ordered: sign.number !== null, start: sign.number ?? 1, items, line: first.line },
    end,
  };
}

function signOf(
  row: Row | undefined,
): { readonly number: number | null; readonly length: number; readonly indent: number } | null {
  if (row === undefined) return null;
  const [bullet, space = ''] = BULLET.exec(row.text) ?? [];
  if (bullet !== undefined) return { number: null, length: bullet.length, indent: space.length };
  const [number, indent = '', digits] = NUMBER.exec(row.text) ?? [];
  return number === undefined
    ? null
    : { number: Number(digits), length: number.length, indent: indent.length };
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

interface Gaps {
  readonly gapBefore: boolean;
  readonly gapAfter: boolean;
  readonly isDense: boolean;
}

function linesOf(rows: readonly Row[], gaps: Gaps): readonly TextPiece[] {
  const [first, ...rest] = rows;
  if (first === undefined) return [];
  // A question and its answer are often copied as two lines.
  const asks = /[?？]\s*$/u.test(first.text) && rest.length > 0;
  const groups = asks ? [[first], ...wrapped(rest)] : wrapped(rows);
  return groups.map((group, at) => ({
    kind: 'line',
    text: group.map((row) => row.text.trim()).reduce(join),
    line: group[0]?.line ?? first.line,
    gapBefore: gaps.isDense || (at === 0 && gaps.gapBefore),
    gapAfter: gaps.isDense || (at === groups.length - 1 && gaps.gapAfter),
  }));
}

/** As editors and mail wrap what is long: no line is, and not all end where a sentence does. */
function wrapped(rows: readonly Row[]): readonly (readonly Row[])[] {
  const inner = rows.slice(0, -1);
  const isWrapped =
    inner.length > 0 &&
    inner.every(({ text }) => text.length >= 40 && text.length <= 120) &&
    inner.some(({ text }) => !/[.!?。！？:：]["'”»)]?\s*$/u.test(text));
  return isWrapped ? [rows] : rows.map((row) => [row]);
}

/** Scripts that write without spaces are joined without one. */
function join(one: string, other: string): string {
  const between = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}。，、！？]$/u.test(one) ? '' : ' ';
  return `${one}${between}${other}`;
}

/** Lists whose items stand apart are one. */
function joinLists(pieces: readonly TextPiece[]): readonly TextPiece[] {
  const joined: TextPiece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const goesOn =
      piece.kind === 'list' &&
      last?.kind === 'list' &&
      piece.ordered === last.ordered &&
      (!piece.ordered || piece.start === last.start + last.items.length);
    if (goesOn) joined[joined.length - 1] = { ...last, items: [...last.items, ...piece.items] };
    else joined.push(piece);
  }
  return joined;
}
