/** Of a part without a heading or a new paragraph in it, which is parsed in one step. */
export interface ReadingLimits {
  readonly lines: number;
  /** Lines with a sign of a list or a quote: the parser takes ten times as long for these as for others. */
  readonly markedLines: number;
}

/** What a server sends: each part takes a tenth of a second at most. */
export const SERVER_LIMITS: ReadingLimits = { lines: 1_000, markedLines: 400 };

/** The host's own articles, which are read when they change: a long list of what isn't covered takes some hundred lines. */
export const ARTICLE_LIMITS: ReadingLimits = { lines: 10_000, markedLines: 4_000 };

/** In UTF-16 units: the time that a paragraph takes grows with its length times the signs in it. An answer fits. */
const MAX_BLOCK_LENGTH = 20_000;

/** Signs of lists and quotes before a line's text. */
const MAX_MARKS = 100;

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
export function tooMuchIn(part: string, limits: ReadingLimits): TooMuch | null {
  const lines = part.split('\n');
  if (lines.length > limits.lines) return { line: 1, of: 'lines', count: lines.length, most: limits.lines };
  let start = 1;
  let length = 0;
  let marked = 0;
  for (const [index, line] of lines.entries()) {
    if (line.length > MAX_BLOCK_LENGTH) {
      return { line: index + 1, of: 'length', count: line.length, most: MAX_BLOCK_LENGTH };
    }
    const [marks = ''] = MARKS.exec(line) ?? [];
    if (marks !== '') marked += 1;
    if (marked > limits.markedLines) {
      return { line: 1, of: 'marked lines', count: marked, most: limits.markedLines };
    }
    const depth = marks.length > MAX_MARKS ? (marks.match(/[>*+-]|\d+/g)?.length ?? 0) : 0;
    if (depth > MAX_MARKS) return { line: index + 1, of: 'nesting', count: depth, most: MAX_MARKS };
    if (line.trim() === '' || BULLET.test(line)) {
      start = index + 1;
      length = 0;
    }
    length += line.length;
    if (length > MAX_BLOCK_LENGTH)
      return { line: start, of: 'length', count: length, most: MAX_BLOCK_LENGTH };
  }
  return null;
}
