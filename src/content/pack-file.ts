import { join } from 'node:path';
import { writeWholeFile } from '../whole-file.ts';
import { decodeUtf8, MAX_BYTES } from './file-text.ts';
import { listFolder } from './folder.ts';
import { localeOf } from './names.ts';
import type { Pack } from './pack.ts';
import { readRegularFile } from './regular-file.ts';

/** The file of a pack in a folder of articles, as its author names both; null where there is none that can be read. */
export async function findPackFile(
  directory: string,
  { slug, locale }: Pick<Pack, 'slug' | 'locale'>,
): Promise<string | null> {
  try {
    // Some file systems take accented letters apart.
    const folder = (await listFolder(directory)).find(({ name }) => name.normalize('NFC') === slug);
    if (folder === undefined) return null;
    const file = (await listFolder(join(directory, folder.name))).find(
      ({ name }) => localeOf(name) === locale,
    );
    return file === undefined ? null : join(directory, folder.name, file.name);
  } catch {
    return null;
  }
}

/** Null where it isn't there, too long, or no UTF-8. */
export async function readPackText(file: string): Promise<string | null> {
  try {
    const bytes = await readRegularFile(file, MAX_BYTES);
    return bytes === null ? null : decodeUtf8(bytes);
  } catch {
    return null;
  }
}

/**
 * Puts a text in place of the one that a file holds. False, and nothing is written, where it holds something else by now.
 * Rejects with Node's error.
 */
export function replacePackText(
  file: string,
  { before, after }: { readonly before: string; readonly after: string },
): Promise<boolean> {
  return writeWholeFile(
    file,
    after,
    async (there) => there !== null && (await readPackText(there)) === before,
  );
}
