const TABLE = /<table(?:\s[^<>]{0,500})?>[^]*?<\/table>/gi;
const ROW = /<tr(?:\s[^<>]{0,500})?>([^]*?)(?=<tr[\s>]|<\/tr>|<\/table>)/gi;
const CELL = /<t([hd])(?:\s[^<>]{0,500})?>([^]*?)(?=<t[hdr][\s>]|<\/t[hdr]>|$)/gi;

interface HtmlTable {
  /** The HTML of each cell. The first row names the columns; its cells are empty where none does. */
  readonly rows: readonly (readonly string[])[];
  readonly hasLinks: boolean;
}

/** HTML in its parts: whole tables, and what stands around them. */
export function tablesIn(html: string): readonly (string | HtmlTable)[] {
  const parts: (string | HtmlTable)[] = [];
  let position = 0;
  // Behind the last end, no search for one would find any, however often one begins.
  const end = html.toLowerCase().lastIndexOf('</table>');
  for (const { 0: raw, index } of html.slice(0, end === -1 ? 0 : end + '</table>'.length).matchAll(TABLE)) {
    const table = tableIn(raw);
    if (table === null) continue;
    parts.push(html.slice(position, index), table);
    position = index + raw.length;
  }
  return [...parts, html.slice(position)];
}

/** Without what says that it is a table, where all of one is there. */
export function withoutTableTags(html: string): string {
  return tablesIn(html)
    .map((part) => (typeof part === 'string' ? part : part.rows.map((row) => row.join(' ')).join('\n')))
    .join('\n');
}

function tableIn(raw: string): HtmlTable | null {
  const rows = [...raw.matchAll(ROW)].map(([, row = '']) => [...row.matchAll(CELL)]);
  const [first] = rows;
  if (first === undefined || rows.every((cells) => cells.length === 0)) return null;
  const isNamed = first.some(([, kind]) => kind?.toLowerCase() === 'h');
  const texts = rows.map((cells) => cells.map(([, , text = '']) => text.replace(/\s+/g, ' ').trim()));
  return {
    rows: isNamed ? texts : [first.map(() => ''), ...texts],
    hasLinks: /<(?:a|img)[\s>]/i.test(raw),
  };
}
