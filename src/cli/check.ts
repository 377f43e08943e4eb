import { fileOf, loadLibrary } from '../content/load.ts';
import type { Pack } from '../content/pack.ts';
import { describeProblem, type Problem } from '../content/problem.ts';

/**
 * Prints what an author should mend, and what each pack holds. Resolves with the exit code: 1 where there is an
 * error or nothing to serve, else 0.
 */
export async function runCheck(
  directory: string,
  { out, reservedNames }: { readonly out: (line: string) => void; readonly reservedNames: readonly string[] },
): Promise<number> {
  const { library, problems } = await loadLibrary(directory, { reservedNames });
  for (const problem of problems) out(describeProblem(problem));
  if (problems.length > 0) out('');
  for (const pack of library) out(`${fileOf(directory, pack)}: ${describePack(pack)}`);
  const errors = countOf(problems, 'error');
  const warnings = countOf(problems, 'warning');
  out(`${counted(errors, 'error')}, ${counted(warnings, 'warning')}`);
  return errors > 0 || library.length === 0 ? 1 : 0;
}

function describePack({ sections, highlights, faq, notCovered }: Pack): string {
  const wordings = faq.reduce((sum, entry) => sum + entry.wordings.length, 0);
  return [
    counted(sections.length, 'section'),
    counted(highlights.length, 'highlight'),
    counted(faq.length, 'question'),
    counted(wordings, 'wording'),
    `${notCovered.length} not covered`,
  ].join(', ');
}

function countOf(problems: readonly Problem[], severity: Problem['severity']): number {
  return problems.filter((problem) => problem.severity === severity).length;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
