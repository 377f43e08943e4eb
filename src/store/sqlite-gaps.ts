import type Libsql from 'libsql';

/*
 * `secure_delete` overwrites what is deleted where it lies. But when SQLite moves rows from one page to another to keep
 * its trees in balance, what they leave in the space between a page's cell pointers and its cells stays, and isn't found
 * any more when the rows are deleted. So this space is overwritten here. https://www.sqlite.org/fileformat2.html#b_tree_pages
 */

/** The first byte of a page of a tree: interior or leaf, of an index or a table. */
const TREE_PAGES: ReadonlySet<number> = new Set([2, 5, 10, 13]);
const FIRST_LEAF = 8;
/** Of the first page, before its tree. */
const FILE_HEADER = 100;
/** Pages from here on (at 4 kB: 128 GB) could not be told from other pages: an overflow page begins with a page's number. */
const MAX_PAGES = 2 ** 25;

/** Overwrites it in so many pages from this one on. Resolves with the next page; null at the end. */
export function eraseGaps(connection: Libsql.Database, from: number, count: number): number | null {
  const pages = Math.min(numberOf(connection, 'page_count'), MAX_PAGES - 1);
  // With it, some pages are lists that can't be told from trees. We never make such a file.
  if (numberOf(connection, 'auto_vacuum') !== 0) return null;
  const end = Math.min(from + count, pages + 1);
  const read = connection.prepare('select data from sqlite_dbpage where pgno = ?');
  const dirty: number[] = [];
  for (let page = from; page < end; page += 1) {
    const content = pageOf(read, page);
    if (content !== null && withoutGap(content, page) !== null) dirty.push(page);
  }
  if (dirty.length > 0) {
    connection.exec('begin immediate');
    try {
      const write = connection.prepare('update sqlite_dbpage set data = ? where pgno = ?');
      for (const page of dirty) {
        // Anew: somebody may have written it meanwhile.
        const content = pageOf(read, page);
        const erased = content === null ? null : withoutGap(content, page);
        if (erased !== null) write.run([erased, page]);
      }
      connection.exec('commit');
    } catch (error) {
      if (connection.inTransaction) connection.exec('rollback');
      throw error;
    }
  }
  return end > pages ? null : end;
}

/** The page with zeros in that space; null where nothing is to be overwritten. */
function withoutGap(content: Buffer, page: number): Buffer | null {
  const header = page === 1 ? FILE_HEADER : 0;
  const kind = content[header] ?? 0;
  if (!TREE_PAGES.has(kind)) return null;
  const cells = content.readUInt16BE(header + 3);
  const start = header + (kind < FIRST_LEAF ? 12 : 8) + 2 * cells;
  // 65,536 doesn't fit and is written as 0.
  const end = content.readUInt16BE(header + 5) || 65_536;
  if (start >= end || end > content.length) return null;
  if (content.subarray(start, end).every((byte) => byte === 0)) return null;
  return Buffer.from(content).fill(0, start, end);
}

function pageOf(read: Libsql.Statement, page: number): Buffer | null {
  const row = read.get([page]);
  if (typeof row !== 'object' || row === null || !('data' in row)) return null;
  return row.data instanceof Uint8Array ? Buffer.from(row.data) : null;
}

export function numberOf(
  connection: Libsql.Database,
  pragma: 'page_count' | 'auto_vacuum' | 'data_version',
): number {
  const row = connection.prepare(`pragma ${pragma}`).get([]);
  if (typeof row !== 'object' || row === null) return 0;
  const [value] = Object.values(row);
  return typeof value === 'number' ? value : 0;
}
