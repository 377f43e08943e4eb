import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../content/folder.ts';
import { replacePackText } from '../content/pack-file.ts';

/**
 * Null where it was written; else the system's code for why not, which is `EEXIST` where there is one that isn't to be
 * written over.
 */
export async function writePackFile(
  file: string,
  markdown: string,
  { overwrite }: { readonly overwrite: boolean },
): Promise<string | null> {
  const code = await codeFrom(async () => {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, markdown, { flag: 'wx' });
  });
  return code === 'EEXIST' && overwrite
    ? codeFrom(() => replacePackText(file, { before: null, after: markdown }))
    : code;
}

async function codeFrom(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return codeOf(error);
  }
}
