/** Lines to stand behind one of a text's lines, counted from 1. */
export interface Insertion {
  readonly after: number;
  /** Without their line breaks. */
  readonly lines: readonly string[];
}

/**
 * The text with these lines, and otherwise byte for byte as it was: each gets the line break of the line before it. What
 * stands behind the same line keeps its order.
 */
export function insertLines(text: string, insertions: readonly Insertion[]): string {
  const lines = linesOf(text);
  const usual = lines.map(breakOf).find((one) => one !== '') ?? '\n';
  const added = new Map<number, string[]>();
  for (const { after, lines: more } of insertions) added.set(after, [...(added.get(after) ?? []), ...more]);
  return lines
    .map((line, at) => {
      const more = added.get(at + 1);
      if (more === undefined) return line;
      const end = breakOf(line);
      // A last line without an end stays one.
      return end === '' ? [line, ...more].join(usual) : [line, ...more.map((one) => one + end)].join('');
    })
    .join('');
}

/** With their line breaks, as an editor counts them. */
export function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n|\r(?!\n))/);
}

function breakOf(line: string): string {
  return /[\r\n]+$/.exec(line)?.[0] ?? '';
}
