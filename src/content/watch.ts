import { codeOf, listFolder } from './folder.ts';
import { loadLibrary, type LoadedLibrary } from './load.ts';
import { isSameLibrary, mergeLibraries } from './merge.ts';
import type { Library } from './pack.ts';
import type { Problem } from './problem.ts';

export interface WatchOptions {
  /** What is served now, and the problems that have been told. */
  readonly loaded: LoadedLibrary;
  /** The commands that no article may be called like. */
  readonly reservedNames: readonly string[];
  /** Told what to serve from now on. If it fails, the former library is taken to serve on. */
  readonly onLibrary: (library: Library) => void | Promise<void>;
  /** Told all problems whenever they have changed, and that there are none left; must not throw. */
  readonly onProblems: (problems: readonly Problem[]) => void;
  /** Told when the files were read anew, and what came of it is told and served; must not throw. */
  readonly onUpToDate?: () => void;
  /** Milliseconds between two looks at the files; 400 by default. */
  readonly intervalMs?: number;
}

export interface ContentWatch {
  /** What is wrong with the content as it stands now: its last good version serves. */
  readonly errors: () => readonly Problem[];
  readonly close: () => void;
}

/** In milliseconds: what has changed is looked at once more this soon, to see whether it goes on changing. */
const SETTLE = 100;
/** Looking takes so much of the time at most: with thousands of files, it comes less often. */
const MAX_SHARE = 0.1;

/**
 * Follows the content. A change is taken up once two looks in a row have seen the same, so a file is hardly
 * ever read half-written. Looking is done by file times and sizes rather than by notifications of the system:
 * those don't pass Docker's bind mounts and network drives, and are lost when a folder is replaced, or a link to it as in
 * a Kubernetes ConfigMap. A look at a hundred articles takes a few milliseconds. What hasn't changed isn't read anew.
 * Doesn't keep the process alive.
 */
export function watchContent(directory: string, options: WatchOptions): ContentWatch {
  const { reservedNames, onLibrary, onProblems, onUpToDate, intervalMs = 400 } = options;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let served = options.loaded.library;
  let problems = options.loaded.problems;
  let files = options.loaded.files;
  let seen: string | null = null;
  let read: string | null = null;

  const tell = (now: readonly Problem[]) => {
    const isNews = JSON.stringify(now) !== JSON.stringify(problems);
    problems = now;
    if (isNews) onProblems(now);
  };

  const reload = async () => {
    const next = await loadLibrary(directory, { reservedNames, before: files });
    if (closed) return;
    ({ files } = next);
    const merged = mergeLibraries(served, next, directory);
    tell(next.problems);
    if (!isSameLibrary(served, merged)) {
      await onLibrary(merged);
      served = merged;
    }
    onUpToDate?.();
  };

  const look = async () => {
    let pause = intervalMs;
    try {
      const began = performance.now();
      const now = await stampOf(directory);
      const isSettled = now === seen;
      pause = isSettled ? Math.max(intervalMs, (performance.now() - began) / MAX_SHARE) : SETTLE;
      seen = now;
      if (closed || !isSettled || now === read) return;
      read = now;
      await reload();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `Undo the last change or mend what follows, for it can't be used: ${reason}`;
      tell([{ file: directory, line: 1, severity: 'error', message }]);
    } finally {
      if (!closed) schedule(pause);
    }
  };

  const schedule = (pause: number) => {
    timer = setTimeout(() => void look(), pause);
    timer.unref();
  };

  schedule(SETTLE);
  return {
    errors: () => problems.filter(({ severity }) => severity === 'error'),
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}

/** Changes whenever something in the content does. */
async function stampOf(directory: string): Promise<string> {
  try {
    const entries = await listFolder(directory);
    const stamps = await Promise.all(
      entries.map(async ({ name, kind, stamp }) =>
        kind === 'folder' ? `${name}: ${await stampOfArticle(`${directory}/${name}`)}` : `${name} ${stamp}`,
      ),
    );
    return stamps.join('\n');
  } catch (error) {
    return codeOf(error);
  }
}

async function stampOfArticle(folder: string): Promise<string> {
  try {
    const entries = await listFolder(folder);
    return entries.map(({ name, stamp }) => `${name} ${stamp}`).join(', ');
  } catch (error) {
    return codeOf(error);
  }
}
