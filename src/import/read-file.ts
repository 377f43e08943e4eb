import { decodeUtf8, MAX_BYTES } from '../content/file-text.ts';
import { readDocx, refuseOldOffice } from './docx.ts';
import { readJsonExport, readTsv } from './exports.ts';
import { readHtml } from './html-page.ts';
import { readMarkdown } from './markdown-file.ts';
import { readPlainText } from './plain-text.ts';
import { ImportError, type Source } from './source.ts';

/** A file as it came, and its name where it has one. */
export interface ImportFile {
  /** As the author knows it: `notes/faq.md`, `standard input`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where it was fetched from. */
  readonly url?: string;
}

/** Of any file. */
export const MAX_FILE_BYTES = 20_000_000;

/** Reads a file of any kind that can be told by its name or its beginning. Rejects with an `ImportError`. */
export async function readImportFile(file: ImportFile): Promise<Source> {
  const { name, bytes } = file;
  if (bytes.byteLength > MAX_FILE_BYTES) {
    throw new ImportError(
      `${name} is too large: a file of at most ${MAX_FILE_BYTES / 1_000_000} MB can be read.`,
    );
  }
  if (ZIPS.some((sign) => beginningOf(bytes).startsWith(sign))) return readDocx(bytes, name);
  return readTextFile(file);
}

/** Reads a file that is text. Throws an `ImportError`. */
export function readTextFile({ name, bytes, url }: ImportFile): Source {
  const text = textOf(name, bytes);
  if (text.trim() === '') throw new ImportError(`${name} is empty: there is nothing to make an article of.`);
  if (isHtml(name, text)) return readHtml(text, { name, url: url ?? null });
  if (Buffer.byteLength(text) > MAX_BYTES) {
    throw new ImportError(`Split ${name}: an article holds at most ${MAX_BYTES / 1_000_000} MB of text.`);
  }
  if (/\.json$/i.test(name)) return readJsonExport(text, name);
  if (/\.tsv$/i.test(name)) return readTsv(text, name);
  return isMarkdown(name, text) ? readMarkdown(text) : readPlainText(text);
}

/** Files that are no text are known by how they begin. */
const OTHER_KINDS: readonly (readonly [string, string])[] = [
  ['%PDF', 'is a PDF: open it, copy its text into a file that ends in .txt, and import that'],
  ['{\\rtf', 'is an RTF file: save it as HTML or as plain text, and import that'],
];

/** With something in it, and with nothing. */
const ZIPS = ['PK\u0003\u0004', 'PK\u0005\u0006'];

const OLD_OFFICE = '\u00D0\u00CF\u0011\u00E0';

function beginningOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 8)).toString('latin1');
}

function textOf(name: string, bytes: Uint8Array): string {
  const beginning = beginningOf(bytes);
  if (beginning.startsWith(OLD_OFFICE)) refuseOldOffice(bytes, name);
  const [, advice] = OTHER_KINDS.find(([sign]) => beginning.startsWith(sign)) ?? [];
  if (advice !== undefined) throw new ImportError(`${name} ${advice}.`);
  const text = decoded(name, bytes);
  if (text === null || hasControls(text.slice(0, 10_000))) {
    throw new ImportError(`${name} is no text: save it as UTF-8, or as HTML.`);
  }
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '');
}

/** White space, and those that windows-1252 has letters for. */
const HARMLESS = /[\s\u007F-\u009F]/u;

function hasControls(text: string): boolean {
  return (text.match(/\p{Cc}/gu) ?? []).some((sign) => !HARMLESS.test(sign));
}

/** As the file's own mark says, else as UTF-8, else as HTML says that it is, for which browsers take the West's old encoding. */
function decoded(name: string, bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const text = decodeUtf8(bytes);
  const beginning = Buffer.from(bytes.subarray(0, 4_000)).toString('latin1');
  if (text !== null || !isHtml(name, beginning)) return text;
  const [, charset = 'windows-1252'] =
    /<meta[^>]{1,200}charset\s{0,3}=\s{0,3}["']?([\w-]{2,30})/i.exec(beginning) ?? [];
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return null;
  }
}

function isHtml(name: string, text: string): boolean {
  if (/\.x?html?$/i.test(name)) return true;
  if (/\.(?:md|mdx|markdown|te?xt)$/i.test(name)) return /^\s{0,100}<!doctype html/i.test(text);
  return /^\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--[^]{0,500}?-->\s{0,100})?<(?:!doctype html|html|head|body)[\s>]/i.test(
    text.slice(0, 2_000),
  );
}

function isMarkdown(name: string, text: string): boolean {
  if (/\.(?:md|mdx|markdown|mdown|mkd)$/i.test(name)) return true;
  if (/\.te?xt$/i.test(name) && !/^#{1,6} \S/m.test(text)) return false;
  const signs = text.match(/^#{1,6} \S|^(?:```|~~~)|\]\([^)\s]{1,300}\)|^<details|^---$/gm)?.length ?? 0;
  return signs >= 2;
}
