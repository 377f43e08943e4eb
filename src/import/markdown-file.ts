import { readFileFrontMatter } from './file-front-matter.ts';
import { furnitureIn } from './recognise.ts';
import { CLOSE_ENTRY, OPEN_ENTRY, told, withoutMarks, type Source, type Told } from './source.ts';

/** Markdown as READMEs and the tools that make sites of it have it. What only those tools read is left out. */
export function readMarkdown(text: string): Source {
  const lines = withoutMarks(text).split('\n');
  const { facts, told: notes, length } = readFileFrontMatter(lines);
  const body = rowsOf(lines.slice(length), length);
  const left: Told[] = [...notes];
  const written = withParts(withoutToolSigns(withWholeHeadings(body), left));
  return {
    kind: 'Markdown',
    markdown: written.map(({ text: row }) => row).join('\n'),
    lines: written.map(({ line }) => line),
    facts,
    told: left,
  };
}

interface Row {
  readonly text: string;
  /** In the file. */
  readonly line: number;
  /** In a block of code nothing means anything. */
  readonly isCode: boolean;
}

const FENCE = /^\s{0,3}(?:[-*+]\s+|\d+[.)]\s+)?\s*(`{3,}|~{3,})/;

function rowsOf(lines: readonly string[], before: number): readonly Row[] {
  let fence: string | null = null;
  return lines.map((text, at) => {
    const [, marks] = FENCE.exec(text) ?? [];
    const isCode = fence !== null || marks !== undefined;
    if (fence === null) fence = marks ?? null;
    else if (marks?.startsWith(fence) === true && text.trim() === marks) fence = null;
    return { text, line: before + at + 1, isCode };
  });
}

/** Lines that the longest heading of HTML is written in. */
const MAX_HEADING_LINES = 5;

/** A heading of HTML that is written in several lines, in its first. */
function withWholeHeadings(rows: readonly Row[]): readonly Row[] {
  const result = [...rows];
  for (const [at, { text, isCode, line }] of rows.entries()) {
    const [, level] = /^\s{0,3}<h([1-6])(?:\s[^<>]*)?>/i.exec(text) ?? [];
    if (level === undefined || isCode || text.includes('</h')) continue;
    const below = rows.slice(at + 1, at + MAX_HEADING_LINES);
    const end = below.findIndex((row) => row.text.trimEnd().endsWith(`</h${level}>`));
    if (end === -1 || below.slice(0, end).some((row) => row.isCode || row.text.trim() === '')) continue;
    const whole = [text, ...below.slice(0, end + 1).map((row) => row.text.trim())].join(' ');
    result[at] = { text: whole, line, isCode: false };
    for (let inner = at + 1; inner <= at + 1 + end; inner += 1) {
      result[inner] = { text: '', line: line + inner - at, isCode: false };
    }
  }
  return result;
}

/** Comments, imports, includes and tags of components. Each line stays one, or goes whole. */
function withoutToolSigns(rows: readonly Row[], notes: Told[]): readonly Row[] {
  let inComment = false;
  // A comment without an end shows, since it would hide all the rest.
  const lastEnd = rows.findLastIndex(({ text, isCode }) => !isCode && text.includes('-->'));
  const result: Row[] = [];
  for (const [at, row] of rows.entries()) {
    if (row.isCode) {
      result.push(row);
      continue;
    }
    const opened: boolean = inComment;
    const { text: shown, comment, isOpen } = withoutComment(row.text, inComment);
    inComment = isOpen && (opened || at < lastEnd);
    const own = isOpen && !inComment ? row.text : shown;
    if (comment.trim() !== '' && own !== row.text)
      notes.push(told(row.line, 'dropped', comment.trim(), 'a comment'));
    const why = own.trim() === '' ? null : toolLine(own);
    if (why !== null) {
      notes.push(told(row.line, 'dropped', own.trim(), why));
      result.push({ ...row, text: '' });
      continue;
    }
    const text = withoutTags(withoutShortcodes(own, row.line, notes));
    // An empty line would end the paragraph or the list around a comment.
    if (text.trim() === '' && own.trim() === '' && row.text.trim() !== '' && comment !== '') continue;
    result.push({ ...row, text });
  }
  return result;
}

function withoutComment(
  text: string,
  inside: boolean,
): { readonly text: string; readonly comment: string; readonly isOpen: boolean } {
  let shown = '';
  let comment = '';
  let rest = text;
  let isOpen = inside;
  for (;;) {
    const sign = isOpen ? '-->' : '<!--';
    const at = rest.indexOf(sign);
    const part = at === -1 ? rest : rest.slice(0, at);
    if (isOpen) comment += part;
    else shown += part;
    if (at === -1) return { text: shown, comment, isOpen };
    rest = rest.slice(at + sign.length);
    isOpen = !isOpen;
  }
}

/** Whole lines that a tool replaces by something else. */
function toolLine(text: string): string | null {
  const line = text.trim();
  if (
    /^\[\[?_?toc_?\]?\]$/i.test(line) ||
    /^\*\s+TOC$/i.test(line) ||
    /^\{:\s?toc/i.test(line) ||
    /^@\[toc\]/i.test(line)
  ) {
    return 'stands for the contents, which come by themselves';
  }
  if (
    /^import\s.{1,300}\sfrom\s+['"].*['"];?$/.test(line) ||
    /^import\s+['"].*['"];?$/.test(line) ||
    /^export\s+(?:const|default)\s/.test(line)
  ) {
    return 'a line of code of the page (MDX)';
  }
  if (/^\{\/\*.*\*\/\}$/.test(line)) return 'a comment';
  if (
    /^\{%-?\s*(?:include|toc|endraw|raw|comment|endcomment|assign|if|endif|for|endfor|capture|endcapture|layout)\b.*%\}$/.test(
      line,
    )
  ) {
    return 'a line of code of the page (Liquid)';
  }
  const plain = line.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/^[#>*_\s]+|[*_\s]+$/g, '');
  return /^\W*(?:back to (?:the )?top|to top)\W*$/i.test(plain)
    ? (furnitureIn(plain) ?? 'leads to the top of the page')
    : null;
}

const SHORTCODES = /\{\{[<%](?!\s*\/?\s*(?:details|expand|collapse|accordion))[^{}]*[%>]\}\}/g;

/** Hugo's, which stand for what another file has. */
function withoutShortcodes(text: string, line: number, notes: Told[]): string {
  return text.replace(SHORTCODES, (code) => {
    notes.push(told(line, 'dropped', code, 'a sign of the tool that makes the page'));
    return '';
  });
}

/** HTML that only says where things stand, and signs of tools; `<your-name>` is text. */
function withoutTags(text: string): string {
  return text
    .replace(/<a\s+(?:name|id)=["'][^"'<>]*["']\s*(?:\/>|>\s*<\/a>)/gi, '')
    .replace(
      /^\s*<h([1-6])(?:\s[^<>]*)?>(.*?)<\/h\1>\s*$/i,
      (_, depth: string, inner: string) => `${'#'.repeat(Number(depth))} ${inner.trim()}`,
    )
    .replace(
      /^\s*<\/?(?:p|div|center|section|article|main|br|hr|Tabs|TabItem|AccordionGroup|CodeGroup|Steps|Step|span)(?:\s[^<>]*)?\/?>\s*$/,
      '',
    )
    .replace(/^\s*<p(?:\s[^<>]*)?>(.*)<\/p>\s*$/i, '$1');
}

const DETAILS = /(<\/?(?:details|summary)(?:\s[^<>]*)?>)/gi;
const SHORTCODE =
  /^\s*\{\{[<%]\s*(\/?)\s*(?:details|expand|collapse|accordion(?:-item)?)\b\s*(.*?)\s*[%>]\}\}\s*$/;
const CONTAINER = /^\s*:{3,}\s*details\b\s*(.*)$/;
const COLLAPSIBLE = /^\?\?\?\+?\s+(?:question|faq|help)\b(?:\s+"(.*)")?\s*$/;
const COMPONENT =
  /^\s*<(Accordion|Collapsible|Expandable|FAQItem|Question)\s[^<>]*\btitle=["']([^"'<>]+)["'][^<>]*>\s*$/i;

/** Parts that open on a click, of HTML and of the tools that write them otherwise, and lists of definitions. */
function withParts(rows: readonly Row[]): readonly Row[] {
  const result: Row[] = [];
  const add = (text: string, line: number): void => {
    result.push({ text, line, isCode: false });
  };
  const open = (question: string, line: number): void => {
    for (const text of ['', `${OPEN_ENTRY}${withoutInlineTags(question)}`, '']) add(text, line);
  };
  const close = (line: number): void => {
    for (const text of ['', CLOSE_ENTRY, '']) add(text, line);
  };
  /** How a part began, from the outermost; within one, others are text in bold. */
  const parts: ('tag' | 'shortcode' | 'container' | 'component')[] = [];
  let summary: string | null = null;
  let indent = 0;
  const begin = (question: string, line: number): void => {
    if (parts.length <= 1) open(question, line);
    else for (const text of ['', `**${withoutInlineTags(question)}**`, '']) add(text, line);
  };
  const end = (line: number): void => {
    if (parts.length === 1) close(line);
    parts.pop();
  };
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    if (row === undefined) break;
    const { text, line } = row;
    if (row.isCode) {
      result.push({ ...row, text: dedented(text, indent) });
      continue;
    }
    const [, slash, title] = SHORTCODE.exec(text) ?? [];
    const [, containerTitle] = CONTAINER.exec(text) ?? [];
    const [isCollapsible, collapsibleTitle] = COLLAPSIBLE.exec(text) ?? [];
    const [, component, componentTitle] = COMPONENT.exec(text) ?? [];
    if (slash === '/') {
      end(line);
    } else if (title !== undefined) {
      parts.push('shortcode');
      begin(titleIn(title), line);
    } else if (containerTitle !== undefined) {
      parts.push('container');
      begin(containerTitle === '' ? 'Details' : containerTitle, line);
    } else if (/^\s*:{3,}\s*$/.test(text) && parts.at(-1) === 'container') {
      end(line);
    } else if (component !== undefined && componentTitle !== undefined) {
      parts.push('component');
      begin(componentTitle, line);
    } else if (/^\s*<\/(?:Accordion|Collapsible|Expandable|FAQItem|Question)>\s*$/i.test(text)) {
      if (parts.at(-1) === 'component') end(line);
    } else if (isCollapsible !== undefined && collapsibleTitle !== undefined) {
      open(collapsibleTitle, line);
      for (; /^(?: {4}|\t)|^\s*$/.test(rows[at + 1]?.text ?? 'x'); at += 1) {
        const inner = rows[at + 1];
        if (inner !== undefined) result.push({ ...inner, text: inner.text.replace(/^(?: {4}|\t)/, '') });
      }
      close(line);
    } else if (isDefinition(rows, at)) {
      open(text.trim(), line);
      at += 1;
      while (/^\s*$/.test(rows[at]?.text ?? 'x')) at += 1;
      for (; at < rows.length; at += 1) {
        const inner = rows[at];
        if (inner === undefined || !/^(?::|~) {1,3}\S|^(?: {2,}|\t)|^\s*$/.test(inner.text)) break;
        if (inner.text.trim() === '' && !/^(?::|~) {1,3}\S|^(?: {2,}|\t)\S/.test(rows[at + 1]?.text ?? ''))
          break;
        const isNext = /^(?::|~) {1,3}/.test(inner.text);
        if (isNext) add('', inner.line);
        result.push({ ...inner, text: inner.text.replace(/^(?:(?::|~) {1,3}| {1,4}|\t)/, '') });
      }
      at -= 1;
      close(line);
    } else if (summary !== null || DETAILS.test(text)) {
      DETAILS.lastIndex = 0;
      for (const piece of text.split(DETAILS)) {
        if (/^<details/i.test(piece)) {
          parts.push('tag');
          if (parts.length === 1) indent = text.length - text.trimStart().length;
        } else if (/^<summary/i.test(piece)) {
          summary = '';
        } else if (/^<\/summary/i.test(piece)) {
          begin(summary ?? '', line);
          summary = null;
        } else if (/^<\/details/i.test(piece)) {
          end(line);
          if (parts.length === 0) indent = 0;
        } else if (summary !== null) {
          summary = `${summary} ${piece.trim()}`.trim();
        } else if (piece.trim() !== '') {
          add(piece.trim(), line);
        }
      }
    } else {
      result.push({ ...row, text: dedented(text, indent) });
    }
    DETAILS.lastIndex = 0;
  }
  return result;
}

/** A line, and below it one that begins with a colon: a definition in Markdown Extra. */
function isDefinition(rows: readonly Row[], at: number): boolean {
  const text = rows[at]?.text ?? '';
  if (text.trim() === '' || /^(?:\s|[#>|:~]|[-*+]\s|\d+[.)]\s)/.test(text) || text.length > 200) return false;
  if (
    at > 0 &&
    (rows[at - 1]?.text.trim() ?? '') !== '' &&
    !/^(?::|~) {1,3}\S/.test(rows[at - 1]?.text ?? '')
  )
    return false;
  const next = rows[at + 1]?.text.trim() === '' ? rows[at + 2] : rows[at + 1];
  return next !== undefined && !next.isCode && /^: {1,3}\S/.test(next.text);
}

function titleIn(attributes: string): string {
  const [, named] = /(?:title|summary|label)\s*=\s*"([^"]*)"/.exec(attributes) ?? [];
  return named ?? attributes.replace(/^"(.*?)".*$/, '$1');
}

function withoutInlineTags(text: string): string {
  return text
    .replace(
      /<\/?(?:b|strong|i|em|u|h[1-6]|span|font|a|br|p|code|kbd|sub|sup|big|small)(?:\s[^<>]*)?\/?>/gi,
      '',
    )
    .replace(/^#+\s+/, '')
    .replace(/^\*\*(.*)\*\*$/, '$1')
    .trim();
}

function dedented(text: string, width: number): string {
  return text.slice(Math.min(width, text.length - text.trimStart().length));
}
