import { readdir, stat } from 'node:fs/promises';

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly bytes: number;
  /** Changes when the file is written, or another one takes its place. */
  readonly stamp: string;
}

/**
 * What may be content, by name: no hidden file, and no read-me. Links are followed. Rejects with Node's error
 * where the folder can't be read.
 */
export async function listFolder(folder: string): Promise<readonly FolderEntry[]> {
  const names = (await readdir(folder)).filter((name) => !/^\.|^readme\.md$/i.test(name));
  const entries = await Promise.all(names.toSorted().map((name) => describeEntry(folder, name)));
  return entries.filter((entry) => entry !== null);
}

/** Null where it has been deleted since the folder was listed. */
async function describeEntry(folder: string, name: string): Promise<FolderEntry | null> {
  try {
    const status = await stat(`${folder}/${name}`);
    return {
      name,
      isFolder: status.isDirectory(),
      bytes: status.size,
      stamp: [status.dev, status.ino, status.size, status.mtimeMs, status.ctimeMs].join(' '),
    };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** `ENOENT` and the like. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
