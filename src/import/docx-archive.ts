import { Parser } from 'htmlparser2';
import JSZip from 'jszip';
import { ImportError } from './source.ts';

/** The parts of a Word document that text is read from, packed anew without anything else. */
export interface DocxArchive {
  readonly bytes: Buffer;
  /** As its properties have it; null where they don't, or where a program filled it in. */
  readonly title: string | null;
  /** As it is written there: `fr-FR`. */
  readonly language: string | null;
}

/** Word makes some dozens. */
const MAX_ENTRIES = 10_000;

/** Unpacked, of all parts that are read. A novel takes 5 MB; a zip bomb has gigabytes. */
const MAX_UNPACKED = 20_000_000;

/** How each entry in a ZIP's directory begins (APPNOTE.TXT 4.3.12). */
const DIRECTORY_ENTRY = Buffer.from('PK\u0001\u0002', 'latin1');

/** Measures what there is to unpack before anything else unpacks it. Throws an `ImportError`. */
export async function openDocxArchive(bytes: Uint8Array, name: string): Promise<DocxArchive> {
  if (countOf(DIRECTORY_ENTRY, bytes) > MAX_ENTRIES) throw tooLarge(name);
  const zip = await opened(bytes, name);
  const entries = Object.values(zip.files).filter(({ dir }) => !dir);
  if (!entries.some(({ name: path }) => /^word\/[^/]+\.xml$/.test(path))) {
    throw new ImportError(
      `${name} is an archive or a file of an Office, but no Word document: save it as DOCX, as HTML or as plain text, and import that.`,
    );
  }
  let left = MAX_UNPACKED;
  for (const entry of entries) {
    // Pictures, fonts and whatever else lies in it are never unpacked.
    if (!/\.(?:xml|rels)$/i.test(entry.name)) {
      zip.remove(entry.name);
      continue;
    }
    left -= await unpackedSize(entry, left, name);
    if (left < 0) throw tooLarge(name);
  }
  const properties = propertiesIn((await zip.file('docProps/core.xml')?.async('string')) ?? '');
  return { bytes: await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }), ...properties };
}

export function damaged(name: string): ImportError {
  return new ImportError(
    `${name} is damaged: open it where it was written, save it once more, or save it as HTML, and import that.`,
  );
}

function tooLarge(name: string): ImportError {
  return new ImportError(
    `${name} unpacks to more than ${MAX_UNPACKED / 1_000_000} MB: save it as plain text, and import that.`,
  );
}

function countOf(sign: Buffer, bytes: Uint8Array): number {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  for (let at = all.indexOf(sign); at !== -1; at = all.indexOf(sign, at + sign.length)) count += 1;
  return count;
}

async function opened(bytes: Uint8Array, name: string): Promise<JSZip> {
  try {
    return await JSZip.loadAsync(bytes);
  } catch (error) {
    if (error instanceof Error && /encrypted/i.test(error.message)) throw locked(name);
    throw damaged(name);
  }
}

/** In bytes, as they really are: what the archive says of itself may be wrong. Stops beyond `most`. */
function unpackedSize(entry: JSZip.JSZipObject, most: number, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const stream = entry.nodeStream();
    let size = 0;
    stream.on('data', (chunk: Uint8Array) => {
      size += chunk.length;
      if (size <= most) return;
      stream.pause();
      resolve(size);
    });
    stream.on('end', () => resolve(size));
    stream.on('error', () => reject(damaged(name)));
  });
}

export function locked(name: string): ImportError {
  return new ImportError(`${name} is locked with a password: save it without one, and import that.`);
}

/** What programs write where nobody gave a title. */
const NO_TITLE =
  /^(?:microsoft word\b.*|.*\.(?:docx?|dotx?|rtf|odt)|(?:(?:word )?document|untitled|title|titre|titel|dokument|sans titre|unbenannt)\s?\d*)$/iu;

function propertiesIn(xml: string): Pick<DocxArchive, 'title' | 'language'> {
  const texts = new Map<string, string>();
  let open = '';
  const parser = new Parser(
    {
      onopentag: (tag) => {
        open = tag;
      },
      ontext: (text) => {
        texts.set(open, `${texts.get(open) ?? ''}${text}`);
      },
      onclosetag: () => {
        open = '';
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  const of = (tag: string): string | null => texts.get(tag)?.replace(/\s+/gu, ' ').trim() || null;
  const title = of('dc:title');
  return { title: title === null || NO_TITLE.test(title) ? null : title, language: of('dc:language') };
}
