/** In lines: a part without a heading or a new paragraph in it is parsed in one step. */
const MOST_LINES = 1_000;

/** In lines with a sign of a list or a quote: the parser takes ten times as long for these as for others. */
const MOST_MARKED_LINES = 400;

/** In UTF-16 units: the time that a paragraph takes grows with its length times the signs in it. An answer fits. */
const LONGEST_BLOCK = 20_000;

/** Signs of lists and quotes before a line's text. */
const MOST_MARKS = 100;

export interface TooMuch {
  /** Counted from 1. */
  readonly line: number;
  readonly of: 'lines' | 'marked lines' | 'length' | 'nesting';
  readonly count: number;
  readonly most: number;
}

/** Whatever follows, a bullet at the left ends the paragraph before it; other marks may be a part of its text. */
const BULLET = /^ {0,3}[-*+][ \t]+\S/;

const MARKS = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))*/;

/** What makes a part too much to be parsed in a short time; null where nothing does. */
export function tooMuchIn(part: string): TooMuch | null {
  const lines = part.split('\n');
  if (lines.length > MOST_LINES) return { line: 1, of: 'lines', count: lines.length, most: MOST_LINES };
  let start = 1;
  let length = 0;
  let marked = 0;
  for (const [index, line] of lines.entries()) {
    if (line.length > LONGEST_BLOCK) {
      return { line: index + 1, of: 'length', count: line.length, most: LONGEST_BLOCK };
    }
    const [marks = ''] = MARKS.exec(line) ?? [];
    if (marks !== '') marked += 1;
    if (marked > MOST_MARKED_LINES) {
      return { line: 1, of: 'marked lines', count: marked, most: MOST_MARKED_LINES };
    }
    const depth = marks.length > MOST_MARKS ? (marks.match(/[>*+-]|\d+/g)?.length ?? 0) : 0;
    if (depth > MOST_MARKS) return { line: index + 1, of: 'nesting', count: depth, most: MOST_MARKS };
    if (line.trim() === '' || BULLET.test(line)) {
      start = index + 1;
      length = 0;
    }
    length += line.length;
    if (length > LONGEST_BLOCK) return { line: start, of: 'length', count: length, most: LONGEST_BLOCK };
  }
  return null;
}
