/** Something in the content that its author should mend. */
export interface Problem {
  /** As the author would open it: `content/deepseek/en.md`; a folder where it concerns the whole folder. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** An error keeps the pack from being used; a warning doesn't. */
  readonly severity: 'error' | 'warning';
  /** One sentence that says what to do. */
  readonly message: string;
}

/** Takes down what is wrong in one file. */
export interface ProblemLog {
  error(line: number, message: string): void;
  warn(line: number, message: string): void;
}

/** A log for one file, and the problems that it took down so far. */
export function createProblemLog(file: string): { readonly log: ProblemLog; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const log: ProblemLog = {
    error: (line, message) => {
      problems.push({ file, line, severity: 'error', message });
    },
    warn: (line, message) => {
      problems.push({ file, line, severity: 'warning', message });
    },
  };
  return { log, problems };
}

/** By file, then by line; problems of one line keep their order. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

/** `content/deepseek/en.md:12: error: what to do`. */
export function describeProblem({ file, line, severity, message }: Problem): string {
  return `${file}:${line}: ${severity}: ${message}`;
}
