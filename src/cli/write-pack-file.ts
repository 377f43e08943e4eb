import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../content/folder.ts';

/**
 * Null where it was written; else the system's code for why not, which is `EEXIST` where there is one that isn't to be
 * written over.
 */
export async function writePackFile(
  file: string,
  markdown: string,
  { overwrite }: { readonly overwrite: boolean },
): Promise<string | null> {
  try {
    await mkdir(dirname(file), { recursive: true });
    if (overwrite) {
      // A bot that serves it never sees half of it.
      const part = `${dirname(file)}/.${process.pid}.part`;
      await writeFile(part, markdown);
      await rename(part, file);
    } else {
      await writeFile(file, markdown, { flag: 'wx' });
    }
    return null;
  } catch (error) {
    return codeOf(error);
  }
}
