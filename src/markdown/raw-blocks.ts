/** Where blocks end whose lines are not read as Markdown, in CommonMark 0.31 (4.5 Fenced code blocks, 4.6 HTML blocks). */

/** The line that holds this place, from there on and without its end. */
export function lineAt(text: string, position: number): string {
  const end = text.indexOf('\n', position);
  return text.slice(position, end === -1 ? text.length : end);
}

/** Where the line behind this place begins, or the text's end. */
export function nextLine(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  return end === -1 ? text.length : end + 1;
}

/** Where the line begins behind the fence that ends the code whose own fence begins on this line. */
export function endOfFence(text: string, start: number): number {
  const [, fence = '```'] = /^ {0,3}(`{3,}|~{3,})/.exec(lineAt(text, start)) ?? [];
  for (let position = nextLine(text, start); position < text.length; position = nextLine(text, position)) {
    if (closesFence(lineAt(text, position), fence)) return nextLine(text, position);
  }
  return text.length;
}

export function closesFence(line: string, fence: string): boolean {
  const [, marks = ''] = /^ {0,3}(`+|~+)[ \t]*$/.exec(line) ?? [];
  return marks.startsWith(fence);
}

/** How a line begins that begins HTML, and what ends it; all else ends before an empty line. */
const HTML: readonly (readonly [RegExp, RegExp])[] = [
  [/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/gi],
  [/^<!--/, /-->/g],
  [/^<\?/, /\?>/g],
  [/^<!\[CDATA\[/, /\]\]>/g],
  [/^<![A-Za-z]/, />/g],
];

/** Where the line begins behind the HTML that begins on this line. */
export function endOfHtml(text: string, start: number): number {
  const line = lineAt(text, start);
  const begin = start + (line.length - line.trimStart().length);
  const [, end] = HTML.find(([opening]) => opening.test(line.trimStart())) ?? [];
  if (end === undefined) {
    let position = nextLine(text, start);
    while (position < text.length && lineAt(text, position).trim() !== '')
      position = nextLine(text, position);
    return position;
  }
  const close = new RegExp(end);
  // The end of a comment may share its dashes with the beginning: `<!-->`.
  close.lastIndex = begin + 1;
  const found = close.exec(text);
  return found === null ? text.length : nextLine(text, found.index);
}
