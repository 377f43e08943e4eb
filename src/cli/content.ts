import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RESERVED_NAMES } from '../../commands/index.ts';
import type { Config } from '../config.ts';
import { loadLibrary, type LoadedLibrary } from '../content/load.ts';
import type { Library } from '../content/pack.ts';
import { describeProblem } from '../content/problem.ts';
import { packageFolder } from './version.ts';

const FOLDER = 'content';

/** The folder that the environment names; else `content` where the program is started, else what comes along. */
export function contentDirOf({ contentDir }: Pick<Config, 'contentDir'>): string {
  return contentDir ?? (existsSync(FOLDER) ? FOLDER : join(packageFolder(), FOLDER));
}

/** The content of a folder. Errors in it are told; what is good serves. Throws where nothing is. */
export async function openContent(directory: string, tell: (line: string) => void): Promise<LoadedLibrary> {
  const loaded = await loadLibrary(directory, { reservedNames: RESERVED_NAMES });
  const { library, problems } = loaded;
  const errors = problems.filter((problem) => problem.severity === 'error');
  for (const problem of errors) tell(describeProblem(problem));
  if (library.length === 0) {
    throw new Error(
      `There is no article to answer from in "${directory}". Mend the errors above, or name another folder with CONTENT_DIR or --content.`,
    );
  }
  return loaded;
}

/** The same, for who serves it only once. */
export async function openLibrary(directory: string, tell: (line: string) => void): Promise<Library> {
  return (await openContent(directory, tell)).library;
}
