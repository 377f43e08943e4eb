import { createInterface } from 'node:readline';
import { openRegularFile } from '../content/regular-file.ts';

export interface JsonLine {
  /** Counted from 1, blank lines included. */
  readonly number: number;
  readonly text: string;
}

/** The lines of a stream that hold anything, as they come. */
export async function* jsonLines(input: NodeJS.ReadableStream): AsyncGenerator<JsonLine> {
  let number = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    // Some editors put a byte order mark before the first line.
    const line = text.replace(/^\uFEFF/, '').trim();
    if (line !== '') yield { number, text: line };
  }
}

/** The same of a file. Null where there is no such file, it is a folder or a pipe, or we may not read it. */
export async function jsonLinesOf(file: string): Promise<AsyncGenerator<JsonLine> | null> {
  try {
    return jsonLines((await openRegularFile(file)).createReadStream());
  } catch {
    return null;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
