/**
 * What other tools add to Markdown, as GitHub has it or left out, before anything is parsed:
 *
 * - notes that stand out, of Docusaurus (`:::note Title` … `:::`) and MkDocs (`!!! note "Title"` above indented lines),
 *   become GitHub's: a quote that begins with `[!NOTE]`;
 * - what MkDocs shows on tabs (`=== "Title"` above indented lines) becomes bold titles with what stands below them;
 * - attributes behind headings (`{#id}`, `{collapsible="true"}`), at the end of other lines (`{style="note"}`) and on lines of
 *   their own (`{: .class}`) say nothing to readers.
 */

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^#{1,6}[ \t]/;
const OPEN_DIRECTIVE = /^(:{3,}) ?([A-Za-z][\w-]{0,40})(.*)$/;
const CLOSE_DIRECTIVE = /^:{3,}[ \t]*$/;
const BLOCK = /^(?:!!!|\?\?\?\+?) ?([A-Za-z][\w-]{0,40})(.*)$/;

const TAB = /^===[!+]? "([^"]{1,200})"[ \t]*$/;

const ATTRIBUTE_LINE = /^ {0,3}\{:[^{}]*\}[ \t]*$/;
/** Of Writerside: other braces are text. */
const ATTRIBUTES_BEHIND =
  /(?<![\\$\w])\{(?:\s*(?:id|class|style|title|width|height|target|rel|lang|type|collapsible|default-state|border-effect|thumbnail|instance|filter|switcher-key|ignore-vars|prompt)="[^"{}]{0,200}")+\s*\}[ \t]*$/;

/** Deeper ones are shown in the quote of the one around them. */
const DEEPEST = 3;

/** Each line stays a line, so that what follows keeps its number. */
export function asGitHub(text: string): string {
  if (!/^(?::::|!!!|\?\?\?|===[!+]? "| {0,3}\{:|#{1,6}[ \t].*\})|"\s*\}[ \t]*$/m.test(text)) return text;
  const lines = text.split('\n');
  const closed = closedDirectives(lines);
  const result: string[] = [];
  let depth = 0;
  let fence: string | null = null;
  let inBlock: 'note' | 'tab' | null = null;
  for (const [at, line] of lines.entries()) {
    const quote = '> '.repeat(Math.min(depth, DEEPEST));
    const [, marks] = FENCE.exec(line) ?? [];
    if (fence !== null) {
      if (marks?.startsWith(fence) === true) fence = null;
      result.push(quote + line);
      continue;
    }
    if (inBlock !== null && (line.trim() === '' || /^(?: {4}|\t)/.test(line))) {
      const sign = inBlock === 'note' ? '> ' : '';
      result.push(
        line.trim() === '' ? blankInBlock(lines, at, sign) : sign + line.replace(/^(?: {4}|\t)/, ''),
      );
      continue;
    }
    inBlock = null;
    if (marks !== undefined) fence = marks;
    const [, , name, title = ''] = OPEN_DIRECTIVE.exec(line) ?? [];
    const [, blockName, blockTitle = ''] = BLOCK.exec(line) ?? [];
    const [, tab] = TAB.exec(line) ?? [];
    if (name !== undefined) {
      if (closed.has(at)) depth += 1;
      result.push(`${'> '.repeat(Math.min(Math.max(depth, 1), DEEPEST))}${label(name, title)}`);
    } else if (ATTRIBUTE_LINE.test(line)) {
      result.push(quote.trimEnd());
    } else if (HEADING.test(line)) {
      result.push(quote + withoutAttributes(line));
    } else if (CLOSE_DIRECTIVE.test(line)) {
      depth = Math.max(0, depth - 1);
      result.push('');
    } else if (blockName !== undefined && depth === 0) {
      inBlock = 'note';
      result.push(`> ${label(blockName, /"(.*)"\s*$/.exec(blockTitle)?.[1] ?? '')}`);
    } else if (tab !== undefined) {
      inBlock = 'tab';
      result.push(`${quote}**${tab}**`);
    } else {
      result.push(quote + withoutAttributesBehind(line));
    }
  }
  return result.join('\n');
}

/** Indented code stays as it is. */
function withoutAttributesBehind(line: string): string {
  if (!/\}[ \t]*$/.test(line) || /^(?: {4}|\t)/.test(line)) return line;
  return line.replace(ATTRIBUTES_BEHIND, '').trimEnd();
}

/** An identifier, a class, a key and its value, kramdown's or a comment of MDX: `{name}` is text. */
const ATTRIBUTES = /^\s*(?:[#.:]|\/\*|[A-Za-z][\w-]*\s*=)/;

export function withoutAttributes(heading: string): string {
  let text = heading;
  for (;;) {
    const open = text.lastIndexOf('{');
    const close = text.indexOf('}', open);
    if (open < 1 || close === -1 || text[open - 1] === '\\') return text;
    if (!ATTRIBUTES.test(text.slice(open + 1, close)) || !/^[\s#]*$/.test(text.slice(close + 1))) return text;
    text = text.slice(0, open).trimEnd();
  }
}

/** An empty line within what is indented goes on with the quote. */
function blankInBlock(lines: readonly string[], at: number, sign: string): string {
  return /^(?: {4}|\t)/.test(lines[at + 1] ?? '') ? sign.trimEnd() : '';
}

function label(name: string, title: string): string {
  const text = title
    .trim()
    .replace(/^\[(.*)\](?:\{.*\})?$/, '$1')
    .replace(/^"(.*)"$/, '$1')
    .replace(/^\{.*\}$/, '');
  return `[!${name.toUpperCase()}]${text === '' ? '' : ` ${text}`}`;
}

/** Those that end before the next heading: one without an end is a line of its own. */
function closedDirectives(lines: readonly string[]): ReadonlySet<number> {
  const closed = new Set<number>();
  let open: number[] = [];
  for (const [at, line] of lines.entries()) {
    if (HEADING.test(line)) open = [];
    else if (OPEN_DIRECTIVE.test(line)) open.push(at);
    else if (CLOSE_DIRECTIVE.test(line)) {
      const opened = open.pop();
      if (opened !== undefined) closed.add(opened);
    }
  }
  return closed;
}

const MARK = /^\[!([A-Za-z][\w-]{0,40})\][+-]?[ \t]*/;

/** What a quote's first line says about its kind, without the sign itself; null where it is an ordinary quote. */
export function admonitionIn(text: string): { readonly name: string; readonly length: number } | null {
  const [mark, kind = ''] = MARK.exec(text) ?? [];
  if (mark === undefined) return null;
  const words = kind.toLowerCase().replaceAll('-', ' ');
  return { name: words.charAt(0).toUpperCase() + words.slice(1), length: mark.length };
}
