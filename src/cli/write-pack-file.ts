import { codeOf } from '../content/folder.ts';
import { writeWholeFile } from '../whole-file.ts';

/** Why the system doesn't write a file; `code` is its own word for that. */
export type Unwritten = { readonly kind: 'no room' } | { readonly kind: 'unwritable'; readonly code: string };

/** Writes a pack's file, with its folder, whole or not at all; over another one only if that is wanted. */
export async function writePackFile(
  file: string,
  markdown: string,
  { overwrite }: { readonly overwrite: boolean },
): Promise<{ readonly kind: 'written' | 'exists' } | Unwritten> {
  try {
    const isWritten = await writeWholeFile(file, markdown, (there) => overwrite || there === null);
    return { kind: isWritten ? 'written' : 'exists' };
  } catch (error) {
    return whyUnwritten(error);
  }
}

export function whyUnwritten(error: unknown): Unwritten {
  const code = codeOf(error);
  // The disk is full, or what one may use of it; or no file may be so large.
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code) ? { kind: 'no room' } : { kind: 'unwritable', code };
}

/** What to do where it isn't written. */
export function adviceOnWriting(file: string, why: Unwritten): string {
  switch (why.kind) {
    case 'no room':
      return `There is no room on the disk for ${file}: make some, then try again. Nothing was written.`;
    case 'unwritable':
      return `Make ${file} writable: writing it failed (${why.code}). Nothing was written.`;
  }
}
