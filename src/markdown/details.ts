import { closesFence } from './raw-blocks.ts';

/** A text with other lines, each of which knows where it came from. */
export interface MovedLines {
  readonly text: string;
  /** The line, counted from 1, that a line of the text, counted from 1, stood on. */
  readonly lineOf: (line: number) => number;
}

const TAGS = /<(\/?)(details|summary)(?:\s[^<>]{0,500})?\/?>/gi;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** A summary that goes on for longer has no end. */
const MAX_SUMMARY_LINES = 5;

/**
 * What folds open in HTML (`<details>` and its `<summary>`), as a heading with what stands below it and a rule at its end.
 * On Discord nothing folds, and Markdown within HTML would not be read.
 */
export function openDetails(text: string): MovedLines {
  if (!/<(?:details|summary)[\s>]/i.test(text)) return { text, lineOf: (line) => line };
  const lines: string[] = [];
  const origins: number[] = [];
  let depth = 0;
  /** That of the first line below a summary: what is indented by as much is no code. */
  let indent: number | null = null;
  let summary: { readonly words: string[]; readonly line: number } | null = null;
  let fence: string | null = null;
  const put = (line: number, ...written: readonly string[]): void => {
    lines.push(...written);
    origins.push(...written.map(() => line));
  };
  const endSummary = (): void => {
    if (summary === null) return;
    const heading = headingOf(summary.words);
    if (heading !== '') put(summary.line, '', `${SIGN} ${heading}`, '');
    summary = null;
    indent = null;
  };
  const putText = (line: number, written: string): void => {
    if (summary !== null) {
      if (written.trim() === '' || line - summary.line >= MAX_SUMMARY_LINES) endSummary();
      else summary.words.push(written);
    }
    if (summary !== null) return;
    if (depth === 0) {
      put(line, written);
      return;
    }
    if (SPACING.test(written)) {
      put(line, '');
      return;
    }
    indent ??= written.length - written.trimStart().length;
    put(line, unindented(written, indent));
  };
  for (const [at, line] of text.split('\n').entries()) {
    const number = at + 1;
    if (fence !== null) {
      if (closesFence(line, fence)) fence = null;
      put(number, depth === 0 ? line : unindented(line, indent ?? 0));
      continue;
    }
    const tags = [...line.matchAll(TAGS)].filter(({ index }) => !isInCode(line, index));
    if (tags.length === 0) {
      [, fence = null] = FENCE.exec(line.trimStart()) ?? [];
      putText(number, line);
      continue;
    }
    let position = 0;
    for (const { 0: raw, 1: slash, 2: name = '', index } of tags) {
      const before = line.slice(position, index);
      if (before.trim() !== '') putText(number, before.trim());
      position = index + raw.length;
      const isEnd = slash === '/';
      if (name.toLowerCase() === 'summary') {
        endSummary();
        if (!isEnd) summary = { words: [], line: number };
      } else {
        endSummary();
        depth = Math.max(0, depth + (isEnd ? -1 : 1));
        put(number, '', ...(isEnd ? [END, ''] : []));
        indent = null;
      }
    }
    const rest = line.slice(position);
    if (rest.trim() !== '') putText(number, rest.trim());
  }
  endSummary();
  return { text: lines.join('\n'), lineOf: (line) => origins[line - 1] ?? line };
}

/** The deepest heading, which Discord shows as bold. */
const SIGN = '######';
/** A rule: it shows nothing, and what is below it is no longer the heading's. */
const END = '***';

/** Lines that only make room, or that only begin or end a paragraph. */
const SPACING = /^(?:\s|<\/?(?:br|p|div)\s*\/?>|&nbsp;)*$/i;

function headingOf(words: readonly string[]): string {
  return words
    .join(' ')
    .replace(/<\/?(?:b|strong|i|em|u|h[1-6]|p|br|font|span|big|center)(?:\s[^<>]{0,200})?\/?>/gi, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s#]+/, '')
    .trim();
}

function isInCode(line: string, index: number): boolean {
  return line.slice(0, index).split('`').length % 2 === 0;
}

function unindented(line: string, width: number): string {
  return line.slice(Math.min(width, line.length - line.trimStart().length));
}
