import { withoutAttributes } from './dialects.ts';
import { closesFence } from './raw-blocks.ts';

/** A text with other lines, each of which knows where it came from. */
export interface MovedLines {
  readonly text: string;
  /** The line, counted from 1, that a line of the text, counted from 1, stood on. */
  readonly lineOf: (line: number) => number;
}

/** A summary that goes on for longer has no end. */
const MAX_SUMMARY_LINES = 5;

/**
 * What folds open, as a heading with what stands below it and a rule at its end: HTML's (`<details>` and its `<summary>`),
 * VitePress's (`::: details Title` … `:::`) and the questions of MkDocs (`??? question "Title"` above indented lines). So is a
 * question with its definition (`: …` below it). On Discord nothing folds, and Markdown within HTML would not be read.
 * Whatever is a heading within it, or folds open there, is a bold line: it is lower than what it stands in, however high its
 * author made it.
 */
export function openDetails(text: string): MovedLines {
  if (!/<(?:details|summary)[\s>]|^:{3,} ?details\b|^\?\?\?|^: {1,3}\S/im.test(text)) {
    return { text, lineOf: (line) => line };
  }
  const signs = signsIn(text.split('\n'));
  const closed = closedIn(signs);
  const lines: string[] = [];
  const origins: number[] = [];
  let depth = 0;
  /** That of the first line below a summary: what is indented by as much is no code. */
  let indent: number | null = null;
  let summary: { readonly words: string[]; readonly line: number } | null = null;
  const put = (line: number, ...written: readonly string[]): void => {
    lines.push(...written);
    origins.push(...written.map(() => line));
  };
  const endSummary = (): void => {
    if (summary === null) return;
    const heading = headingOf(summary.words);
    if (heading !== '') put(summary.line, '', depth > 1 ? bold(heading) : `${SIGN} ${heading}`, '');
    summary = null;
    indent = null;
  };
  for (const sign of signs) {
    const { line } = sign;
    switch (sign.kind) {
      case 'summary':
        endSummary();
        summary = { words: [], line };
        break;
      case 'summary end':
        endSummary();
        break;
      case 'open':
        endSummary();
        if (closed.has(sign)) depth += 1;
        put(line, '');
        indent = null;
        break;
      case 'close':
        endSummary();
        put(line, '', ...(depth <= 1 ? [END, ''] : []));
        depth = Math.max(0, depth - 1);
        indent = null;
        break;
      case 'code':
        put(line, depth === 0 ? sign.text : unindented(sign.text, indent ?? 0));
        break;
      case 'text':
        if (summary !== null) {
          if (sign.text.trim() === '' || line - summary.line >= MAX_SUMMARY_LINES) endSummary();
          else summary.words.push(sign.text);
        }
        if (summary !== null) break;
        if (depth > 0 && !SPACING.test(sign.text)) {
          indent ??= sign.text.length - sign.text.trimStart().length;
        }
        put(line, ...(depth === 0 ? [sign.text] : within(unindented(sign.text, indent ?? 0))));
        break;
    }
  }
  endSummary();
  return { text: lines.join('\n'), lineOf: (line) => origins[line - 1] ?? line };
}

type Sign =
  | { readonly kind: 'open' | 'close' | 'summary' | 'summary end'; readonly line: number }
  | { readonly kind: 'text' | 'code'; readonly line: number; readonly text: string };

const TAGS = /<(\/?)(details|summary)(?:\s[^<>]{0,500})?\/?>/gi;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const CONTAINER = /^:{3,} ?([A-Za-z][\w-]{0,40})(.*)$/;
const CONTAINER_END = /^:{3,}[ \t]*$/;
/** Of a question, or what asks one: other notes stand out. */
const FOLDED =
  /^\?\?\?\+? +(?:(?:question|faq|help)(?: +[\w-]{1,40}){0,4} +"(.{1,500})"|[\w-]{1,40} +"(.{1,500}[?？])")[ \t]*$/;
const INDENTED = /^(?: {4}|\t)/;
const DEFINITION = /^: {1,3}(?=\S)/;
/** A line that asks and begins no other block. */
const TERM = /^(?![\s#>|:~]|[-*+] |\d+[.)] ).{2,200}[?？][*_\s]*$/;

/** The lines of a text, and what folds open in it. */
function signsIn(lines: readonly string[]): readonly Sign[] {
  const signs: Sign[] = [];
  const containers: string[] = [];
  let fence: string | null = null;
  let inFolded = false;
  for (const [at, written] of lines.entries()) {
    const line = at + 1;
    const isInFolded =
      inFolded && (INDENTED.test(written) || DEFINITION.test(written) || written.trim() === '');
    if (inFolded && !isInFolded) {
      signs.push({ kind: 'close', line });
      inFolded = false;
      fence = null;
    }
    const text = isInFolded ? written.replace(DEFINITION, '').replace(INDENTED, '') : written;
    if (fence !== null) {
      if (closesFence(text, fence)) fence = null;
      signs.push({ kind: 'code', line, text });
      continue;
    }
    const [, title, asked = title ?? termAt(lines, at)] = FOLDED.exec(text) ?? [];
    if (asked !== undefined && !isInFolded) {
      signs.push(...opened(asked, line));
      inFolded = true;
      continue;
    }
    const [, container, named = ''] = CONTAINER.exec(text) ?? [];
    if (container !== undefined) containers.push(container);
    if (container === 'details') {
      signs.push(...opened(named.replace(/\{[^{}]*\}\s*$/, '').trim() || 'Details', line));
      continue;
    }
    if (CONTAINER_END.test(text) && containers.pop() === 'details') {
      signs.push({ kind: 'close', line });
      continue;
    }
    const tags = [...text.matchAll(TAGS)].filter(({ index }) => !isInCode(text, index));
    if (tags.length === 0) {
      [, fence = null] = FENCE.exec(text.trimStart()) ?? [];
      signs.push({ kind: fence === null ? 'text' : 'code', line, text });
      continue;
    }
    let position = 0;
    const putText = (end?: number): void => {
      const part = text.slice(position, end).trim();
      if (part !== '') signs.push({ kind: 'text', line, text: part });
    };
    for (const { 0: raw, 1: slash, 2: name = '', index } of tags) {
      putText(index);
      position = index + raw.length;
      const isEnd = slash === '/';
      if (name.toLowerCase() === 'summary') signs.push({ kind: isEnd ? 'summary end' : 'summary', line });
      else signs.push({ kind: isEnd ? 'close' : 'open', line });
    }
    putText();
  }
  if (inFolded) signs.push({ kind: 'close', line: lines.length });
  return signs;
}

/** A question that its definition stands below. */
function termAt(lines: readonly string[], at: number): string | undefined {
  const term = lines[at] ?? '';
  const [below = '', next = ''] = lines.slice(at + 1, at + 3);
  if (!TERM.test(term) || !DEFINITION.test(below.trim() === '' ? next : below)) return undefined;
  return (lines[at - 1] ?? '').trim() === '' || DEFINITION.test(lines[at - 1] ?? '')
    ? term.trim()
    : undefined;
}

function opened(title: string, line: number): readonly Sign[] {
  return [
    { kind: 'open', line },
    { kind: 'summary', line },
    { kind: 'text', line, text: title },
    { kind: 'summary end', line },
  ];
}

/** Those that end: what doesn't holds nothing, or it would hold the rest of the file. */
function closedIn(signs: readonly Sign[]): ReadonlySet<Sign> {
  const closed = new Set<Sign>();
  const open: Sign[] = [];
  for (const sign of signs) {
    if (sign.kind === 'open') open.push(sign);
    else if (sign.kind === 'close') {
      const last = open.pop();
      if (last !== undefined) closed.add(last);
    }
  }
  return closed;
}

/** The deepest heading, which Discord shows as bold. */
const SIGN = '######';
/** A rule: it shows nothing, and what is below it is no longer the heading's. */
const END = '***';

/** Lines that only make room, or that only begin or end a paragraph. */
const SPACING = /^(?:\s|<\/?(?:br|p|div)\s*\/?>|&nbsp;)*$/i;
/** A rule, or what makes a heading of the line above it. */
const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)$/;
const HEADING = /^ {0,3}#{1,6}[ \t]+(.*)$/;

/** A line of what folds open. */
function within(text: string): readonly string[] {
  if (SPACING.test(text) || RULE.test(text)) return [''];
  if (!HEADING.test(text)) return [text];
  const heading = headingOf([withoutAttributes(text.trimStart()).replace(/[ \t]+#+[ \t]*$/, '')]);
  return heading === '' ? [''] : ['', bold(heading), ''];
}

function bold(heading: string): string {
  return `**${heading.replaceAll('**', '').replaceAll('__', '')}**`;
}

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
