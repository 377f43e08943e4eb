import type { Logger } from 'pino';
import { RESERVED_NAMES } from '../../commands/index.ts';
import type { LoadedLibrary } from '../content/load.ts';
import { articlesOf } from '../content/pack.ts';
import { describeProblem, type Problem } from '../content/problem.ts';
import { watchContent } from '../content/watch.ts';
import { registrable } from '../discord/registry/registrable.ts';
import type { CommandFollower } from './follow-commands.ts';
import type { ServedContent } from './served-content.ts';

export interface FollowedContent {
  /** Of the folder's files, as they are now. */
  readonly problems: () => readonly Problem[];
  /** Those for which the last good version serves. */
  readonly errors: () => readonly Problem[];
  /** From now on, tells that there are other problems, or none. */
  readonly onProblems: (tell: () => void) => void;
  readonly close: () => void;
}

/** Serves what the folder holds as it changes, logs what is wrong with it, and has Discord's commands follow. */
export function followContent(
  directory: string,
  parts: {
    readonly loaded: LoadedLibrary;
    readonly content: ServedContent;
    /** Null where they follow otherwise. */
    readonly commands: CommandFollower | null;
    readonly log: Logger;
    readonly intervalMs?: number;
  },
): FollowedContent {
  const { loaded, content, commands, log, intervalMs } = parts;
  let { problems } = loaded;
  let tellProblems: () => void = () => {};

  function tellCommands(): void {
    const { commands: made, answers } = content.context();
    commands?.follow({
      ...registrable(
        made.map(({ data }) => data),
        articlesOf(answers.library),
      ),
      contentHasErrors: watcher.errors().length > 0,
    });
  }

  const watcher = watchContent(directory, {
    loaded,
    reservedNames: RESERVED_NAMES,
    ...(intervalMs === undefined ? {} : { intervalMs }),
    onLibrary: async (changed) => {
      await content.followFolder(changed);
      log.info({ packs: changed.length }, 'the content has changed and is in use');
    },
    onProblems: (changed) => {
      const errors = errorsIn(changed);
      const isNews = JSON.stringify(errors) !== JSON.stringify(errorsIn(problems));
      problems = changed;
      tellProblems();
      if (!isNews || errors.length === 0) return;
      for (const error of errors) log.error(describeProblem(error));
      log.error('what has errors is not taken over: its last good version serves on');
    },
    // Errors keep commands, too. Not before what was mended is served: its command would go and come back.
    onUpToDate: tellCommands,
  });
  tellCommands();

  return {
    problems: () => problems,
    errors: watcher.errors,
    onProblems: (tell) => {
      tellProblems = tell;
    },
    close: watcher.close,
  };
}

function errorsIn(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ severity }) => severity === 'error');
}
