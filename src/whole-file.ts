import { randomBytes } from 'node:crypto';
import { link, lstat, mkdir, open, realpath, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Writes a file, and makes the folders that it is in, whole or not at all: on a full disk nothing of it stays, and whoever
 * reads the file meanwhile finds what it was or what it is. False where it isn't wanted. Rejects with Node's error.
 * @param wanted is told what is there (the file behind a link, or null); asked again before it takes the place of one
 */
export async function writeWholeFile(
  file: string,
  content: string | Uint8Array,
  wanted: (there: string | null) => boolean | Promise<boolean>,
): Promise<boolean> {
  const there = await fileAt(file);
  if (!(await wanted(there))) return false;
  if (there === null) return inFolderOf(file, () => create(file, content, wanted));
  // A link stays one. What the system takes off new files' rights, this one had.
  const { mode } = await stat(there);
  return beside(there, { content, mode }, async (part) => {
    if (!(await wanted(there))) return false;
    await rename(part, there);
    return true;
  });
}

async function create(
  file: string,
  content: string | Uint8Array,
  wanted: Parameters<typeof writeWholeFile>[2],
): Promise<boolean> {
  return beside(file, { content, mode: null }, async (part) => {
    if (await isLinked(part, file)) return true;
    if (!(await wanted(await fileAt(file)))) return false;
    await rename(part, file);
    return true;
  });
}

/** A file in its place under this name, too; false where another has the name, or the file system knows no such links. */
async function isLinked(part: string, file: string): Promise<boolean> {
  try {
    // Unlike renaming, it never takes the place of what somebody put there meanwhile.
    await link(part, file);
    return true;
  } catch {
    return false;
  }
}

/** Where a link leads to; a link that leads nowhere itself. */
async function fileAt(file: string): Promise<string | null> {
  try {
    return await realpath(file);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  try {
    await lstat(file);
    return file;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function beside(
  place: string,
  { content, mode }: { readonly content: string | Uint8Array; readonly mode: number | null },
  put: (part: string) => Promise<boolean>,
): Promise<boolean> {
  // Hidden, so that it is never taken for content.
  const part = join(dirname(place), `.${basename(place)}.${randomBytes(6).toString('hex')}`);
  try {
    const handle = await open(part, 'wx', mode ?? 0o666);
    try {
      if (mode !== null) await handle.chmod(mode);
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return await put(part);
  } finally {
    await rm(part, { force: true });
  }
}

/** The folders that were made for it go again where it isn't written. */
async function inFolderOf(file: string, write: () => Promise<boolean>): Promise<boolean> {
  const folder = resolve(dirname(file));
  const made = await mkdir(folder, { recursive: true });
  let isWritten = false;
  try {
    isWritten = await write();
    return isWritten;
  } finally {
    if (!isWritten && made !== undefined) await removeEmpty(folder, resolve(made));
  }
}

async function removeEmpty(folder: string, highest: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch {
    // Somebody put something there, or it is gone.
    return;
  }
  if (folder !== highest) await removeEmpty(dirname(folder), highest);
}
