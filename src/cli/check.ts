import { createCommands } from '../../commands/index.ts';
import type { AnswersOptions } from '../answers/create-answers.ts';
import { loadLibrary } from '../content/load.ts';
import { articlesOf, type Library, type Pack } from '../content/pack.ts';
import { describeProblem, type Problem } from '../content/problem.ts';
import { LIMITS } from '../discord/limits.ts';
import { registrable } from '../discord/registry/registrable.ts';
import { coach, type Coaching, type PackFigures } from './coach.ts';

export interface CheckRequest {
  readonly out: (line: string) => void;
  readonly reservedNames: readonly string[];
  readonly json: boolean;
  /** How the articles are asked their own questions: by words alone where there are no embeddings. */
  readonly options: AnswersOptions;
}

/**
 * Prints what an author should mend, how each pack's questions are found, and what would make them better. Resolves with
 * the exit code: 1 where there is an error or nothing to serve, else 0.
 */
export async function runCheck(
  directory: string,
  { out, reservedNames, json, options }: CheckRequest,
): Promise<number> {
  const loaded = await loadLibrary(directory, { reservedNames });
  const { library } = loaded;
  const problems = [...loaded.problems, ...tooManyCommands(library, directory)];
  const coaching = await coach(loaded, { directory, options });
  if (json) out(JSON.stringify(checkAsJson(problems, coaching)));
  else printCheck(problems, coaching, out);
  return countOf(problems, 'error') > 0 || library.length === 0 ? 1 : 0;
}

function tooManyCommands(library: Library, directory: string): readonly Problem[] {
  const { leftOut } = registrable(
    createCommands(library).map(({ data }) => data),
    articlesOf(library),
  );
  const [first] = leftOut;
  if (first === undefined) return [];
  const message = `Take ${leftOut.length} articles out if each is to have a command: Discord takes ${LIMITS.slashCommands}, and those from "${first}" on have none. /ask finds them all the same.`;
  return [{ file: directory, line: 1, severity: 'warning', message }];
}

function printCheck(
  problems: readonly Problem[],
  { packs, advice }: Coaching,
  out: (line: string) => void,
): void {
  for (const problem of problems) out(describeProblem(problem));
  if (problems.length > 0) out('');
  for (const figures of packs) {
    out(`${figures.file}: ${describePack(figures.pack)}`);
    if (figures.questions.length > 0) out(`  ${describeQuestions(figures)}`);
  }
  if (advice.length > 0) out('');
  for (const { file, line, message } of advice) out(`${file}:${line}: advice: ${message}`);
  if (advice.length > 0) out('');
  const counts = [
    counted(countOf(problems, 'error'), 'error'),
    counted(countOf(problems, 'warning'), 'warning'),
    ...(advice.length === 0
      ? []
      : [`${advice.length} ${advice.length === 1 ? 'piece' : 'pieces'} of advice`]),
  ];
  out(counts.join(', '));
}

/** Its keys are a contract. */
function checkAsJson(problems: readonly Problem[], { packs, advice }: Coaching) {
  return {
    errors: countOf(problems, 'error'),
    warnings: countOf(problems, 'warning'),
    problems: [...problems, ...advice.map((one) => ({ ...one, severity: 'advice' as const }))].map(
      ({ file, line, severity, message }) => ({ file, line, severity, message }),
    ),
    packs: packs.map(({ file, pack, questions }) => ({
      file,
      pack: pack.slug,
      locale: pack.locale,
      sections: pack.sections.length,
      highlights: pack.highlights.length,
      notCovered: pack.notCovered.length,
      questions: questions.map(({ unseen, ...question }) => ({
        ...question,
        unseen: Math.round(unseen * 1000) / 1000,
      })),
    })),
  };
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

function describeQuestions({ questions }: PackFigures): string {
  const finding = questions.filter(({ findsItself }) => findsItself).length;
  const unseen = questions.reduce((sum, one) => sum + one.unseen, 0) / questions.length;
  const [weakest] = questions.toSorted((one, other) => one.unseen - other.unseen);
  const least =
    weakest === undefined ? '' : `, at the least ${weakest.unseen.toFixed(2)} (line ${weakest.line})`;
  return `${finding} of ${questions.length} questions find themselves; asked in other words, with a confidence of ${unseen.toFixed(2)}${least}`;
}

function countOf(problems: readonly Problem[], severity: Problem['severity']): number {
  return problems.filter((problem) => problem.severity === severity).length;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
