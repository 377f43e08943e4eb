import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
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
 * Puts a text in place of a file's, whole or not at all: whoever reads the file meanwhile finds the one or the other.
 * False, and nothing is written, where there is a `before` and the file holds something else by now. Rejects with Node's
 * error.
 */
export async function replacePackText(
  file: string,
  { before, after }: { readonly before: string | null; readonly after: string },
): Promise<boolean> {
  // A link stays one.
  const place = await realpath(file);
  const { mode } = await stat(place);
  // Hidden, so that it is never taken for content.
  const part = join(dirname(place), `.${basename(place)}.${randomBytes(6).toString('hex')}`);
  try {
    const handle = await open(part, 'wx', mode);
    try {
      // What the system takes off new files' rights, this one had.
      await handle.chmod(mode);
      await handle.writeFile(after);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (before !== null && (await readPackText(place)) !== before) return false;
    await rename(part, place);
    return true;
  } finally {
    await rm(part, { force: true });
  }
}
