import type { ProblemLog } from './problem.ts';

/** Parsing takes about a second for each 500 kB. */
export const MAX_BYTES = 2_000_000;

export function adviceOnSize(): string {
  return `Split the article: a file holds at most ${MAX_BYTES / 1_000_000} MB.`;
}

/** The text as it is parsed: the same on every system. Null where it is too long. */
export function readText(text: string, log: ProblemLog): string | null {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    log.error(1, adviceOnSize());
    return null;
  }
  const normalised = normalise(text);
  reportInvisible(normalised, log);
  return normalised;
}

/** Null where it isn't UTF-8. A byte order mark stays. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** No byte order mark, and `\n` at every line's end. */
export function normalise(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

/** What no editor shows, and what cuts a text short in some of the places that it passes. */
function reportInvisible(text: string, log: ProblemLog): void {
  const position = text.indexOf('\0');
  if (position < 0) return;
  const line = text.slice(0, position).split('\n').length;
  log.error(line, 'Remove the NUL character on this line, or save the file as UTF-8 text.');
}
