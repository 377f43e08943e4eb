import type { Answers } from '../answers/answers.ts';
import { passagesOf } from '../content/pack.ts';
import { isNamed, judgeOutcome } from './eval-judgement.ts';
import type { Judgement } from './eval-judgement.ts';
import { readEvalLine, type EvalQuestion } from './eval-question.ts';
import { summarise } from './eval-report.ts';
import type { EvalReport, Tally } from './eval-report.ts';
import { jsonLinesOf } from './json-lines.ts';
import { table } from './table.ts';

export interface EvalRequest {
  readonly answers: Answers;
  /** A file of JSON lines: `{"id","query","kind","expect","mention"?,"locale"?,"article"?}` each. */
  readonly file: string;
  /** What is asked where a line doesn't say; all articles where it is absent. */
  readonly article?: string;
  readonly json: boolean;
  /** Each gets lines without their line breaks. */
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** The exit code: 0, 1 where a line can't be read (the others are judged), 2 where the file can't. */
export async function runEval({
  answers,
  file,
  article: byDefault,
  json,
  out,
  err,
}: EvalRequest): Promise<number> {
  const questions = await jsonLinesOf(file);
  if (questions === null) {
    err(`${file}: this file can't be read; give the path of a file with one JSON question a line`);
    return 2;
  }
  const judgements: Judgement[] = [];
  let bad = 0;
  for await (const line of questions) {
    const question = readEvalLine(line, byDefault);
    const error = 'error' in question ? question.error : unknownName(question, answers, line.number);
    if ('error' in question || error !== null) {
      bad += 1;
      err(`${file}: ${error}`);
      continue;
    }
    const { locale, article } = question;
    const outcome = await answers.ask(question.query, {
      locale,
      ...(article === undefined ? {} : { slug: article }),
    });
    judgements.push(judgeOutcome(question, outcome));
  }
  if (judgements.length === 0) {
    err(`${file}: there is no question in it; write one JSON object a line`);
    return 1;
  }
  const report = summarise(judgements);
  out(json ? JSON.stringify(report) : asText(report));
  return bad === 0 ? 0 : 1;
}

/** A name that no article has would make every answer a wrong one. Null where there is none. */
function unknownName(
  { expect, article }: EvalQuestion,
  { library }: Pick<Answers, 'library'>,
  line: number,
): string | null {
  const packs = library.filter(({ slug }) => article === undefined || slug === article);
  if (packs.length === 0) return `line ${line}: there is no article "${article ?? ''}"; name its folder`;
  const named = expect.flatMap((one) => ('id' in one ? [one.id] : []));
  const unknown = named.find(
    (id) => !packs.some((pack) => passagesOf(pack).some((passage) => isNamed(passage, id))),
  );
  if (unknown === undefined) return null;
  return `line ${line}: no article has a passage "${unknown}"; footnote ask "…" --json tells the ids of those that it finds`;
}

function asText({ kinds, inScope, outOfScope, precision, auroc, calibrationError }: EvalReport): string {
  const rows = Object.entries(kinds).map(([kind, tally]) => row(kind, tally));
  const counts = table([
    ['kind', 'questions', 'right', 'offered', 'wrong', 'refused'],
    ...rows,
    row('in scope', inScope),
    row('out of scope', outOfScope),
  ]);
  return [
    counts,
    '',
    `precision of the answers given: ${precision === null ? 'none given' : percent(precision)}`,
    `AUROC, in scope against out of scope: ${auroc === null ? 'needs both' : auroc.toFixed(3)}`,
    `expected calibration error: ${calibrationError.toFixed(3)}`,
  ].join('\n');
}

function row(name: string, { questions, right, offered, wrong, refused }: Tally): readonly string[] {
  const share = (count: number): string =>
    questions === 0 ? '0' : `${count} (${percent(count / questions)})`;
  return [name, String(questions), share(right), share(offered), share(wrong), share(refused)];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
