import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../../src/figures/csv.ts';
import { runAtOnce, type Steps } from '../../src/time-slices.ts';

const textOf = (table: Steps<Uint8Array>) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(runAtOnce(table));

/** Reads it as RFC 4180 says. */
function read(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = cells.exec(text); match !== null; match = cells.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe('a table', () => {
  it('opens in a spreadsheet with its accents, and as rows and columns', () => {
    const text = textOf(
      csv([
        ['day', 'count'],
        ['Où ?', 3],
      ]),
    );
    expect(text).toBe('\u{feff}day,count\r\nOù ?,3\r\n');
  });

  it('lets others run between its rows', () => {
    const rows = Array.from({ length: 1_000 }, (_, row) => [row]);
    expect([...csv(rows)].length).toBeGreaterThanOrEqual(rows.length);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1', `"'  =1"`],
    ['\t=1', `'\t=1`],
    ['＝1', "'＝1"],
    ['a=b', 'a=b'],
    ['1-2', '1-2'],
  ])('holds %j as a text that no spreadsheet runs', (typed, cell) => {
    const text = textOf(csv([[typed]]))
      .slice(1)
      .trimEnd();
    expect(text.replaceAll('"', '')).toBe(cell.replaceAll('"', ''));
  });

  it('gives back whatever anybody typed, but for that apostrophe', () => {
    const typed = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.toWellFormed());
    const tricky = fc.constantFrom('"', 'a"b', 'a,b', 'one\r\ntwo', ' ', ',', '\n', '""');
    const cells = fc.array(fc.oneof(typed, tricky), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(cells, { minLength: 1 }), (rows) => {
        const back = read(textOf(csv(rows)).slice(1));
        const guarded = (cell: string) => (/^\s*[=+\-@＝＋－＠]|^[\t\r]/.test(cell) ? `'${cell}` : cell);
        expect(back).toEqual(rows.map((row) => row.map(guarded)));
      }),
    );
  });
});
