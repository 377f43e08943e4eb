import { lstat, readdir, stat } from 'node:fs/promises';
import { decodeUtf8 } from './file-text.ts';

export interface FolderEntry {
  /** With replacement characters where it isn't UTF-8. */
  readonly name: string;
  /** `special`: a pipe, a device or a socket; `unknown`: what can't be looked at. */
  readonly kind: 'folder' | 'file' | 'special' | 'unknown';
  /** What its author should do before it can be read; null where it can be. */
  readonly advice: string | null;
  /** Changes when the file is written, or another one takes its place. */
  readonly stamp: string;
}

/**
 * What may be content, by name: no hidden file, and no read-me. Links are followed. What is odd about one entry is said
 * of that one. Rejects with Node's error where the folder can't be read.
 */
export async function listFolder(folder: string): Promise<readonly FolderEntry[]> {
  // As bytes: another encoding's names can't be opened as text.
  const names = await readdir(Buffer.from(folder), { encoding: 'buffer' });
  const entries = await Promise.all(names.map((name) => describeEntry(folder, name)));
  return entries.filter((entry) => entry !== null).toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Null where it is no content, or has been deleted since the folder was listed. */
async function describeEntry(folder: string, bytes: Buffer): Promise<FolderEntry | null> {
  const text = decodeUtf8(bytes);
  const name = text ?? bytes.toString();
  if (/^\.|^readme\.md$/i.test(name)) return null;
  const path = Buffer.concat([Buffer.from(`${folder}/`), bytes]);
  try {
    const status = await stat(path);
    const kind = kindOf(status);
    return {
      name,
      kind,
      advice: text === null ? 'Rename this: its name is not UTF-8.' : adviceOnKind(kind),
      stamp: stampOf(status),
    };
  } catch (error) {
    const code = codeOf(error);
    const link = await linkAt(path);
    if (code === 'ENOENT' && link === null) return null;
    return { name, kind: 'unknown', advice: adviceOnLink(code), stamp: `${code} ${link ?? ''}` };
  }
}

type Status = Awaited<ReturnType<typeof stat>>;

function kindOf(status: Status): FolderEntry['kind'] {
  if (status.isDirectory()) return 'folder';
  return status.isFile() ? 'file' : 'special';
}

function stampOf({ dev, ino, size, mtimeMs, ctimeMs }: Status): string {
  return [dev, ino, size, mtimeMs, ctimeMs].join(' ');
}

/** The stamp of a link that leads nowhere; null where there is none. */
async function linkAt(path: Buffer): Promise<string | null> {
  try {
    const status = await lstat(path);
    return status.isSymbolicLink() ? stampOf(status) : null;
  } catch {
    return null;
  }
}

export const NOT_REGULAR = 'Put a regular file in this place: pipes, devices and sockets are not read.';

function adviceOnKind(kind: FolderEntry['kind']): string | null {
  return kind === 'special' ? NOT_REGULAR : null;
}

function adviceOnLink(code: string): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'Mend this link, or remove it: it leads nowhere.';
    case 'ELOOP':
      return 'Mend this link, or remove it: it leads in a circle.';
    default:
      return `Make this readable: looking at it failed (${code}).`;
  }
}

/** `ENOENT` and the like. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
