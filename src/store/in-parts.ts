/** Each row has up to 13 parameters, and SQLite takes 32,766 in a statement. */
const AT_ONCE = 200;

/** Writes many rows within a transaction, some hundred at once. `start` is how many were written before. */
export async function inParts<Row>(
  rows: readonly Row[],
  write: (part: readonly Row[], start: number) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    // oxlint-disable-next-line no-await-in-loop -- one transaction has one connection
    await write(rows.slice(start, start + AT_ONCE), start);
  }
}
