import type { Answers } from '../answers/answers.ts';
import { openRegularFile } from '../content/regular-file.ts';
import { judgeOutcome } from './eval-judgement.ts';
import type { Judgement } from './eval-judgement.ts';
import { readEvalLine } from './eval-question.ts';
import { summarise } from './eval-report.ts';
import type { EvalReport, Tally } from './eval-report.ts';
import { jsonLines } from './json-lines.ts';
import { table } from './table.ts';

export interface EvalRequest {
  readonly answers: Answers;
  /** A file of JSON lines: `{"id","query","kind","expect","mention"?,"locale"?}` each. */
  readonly file: string;
  readonly json: boolean;
  /** Each gets lines without their line breaks. */
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** The exit code: 0, 1 where a line can't be read (the others are judged), 2 where the file can't. */
export async function runEval({ answers, file, json, out, err }: EvalRequest): Promise<number> {
  const questions = await readable(file);
  if (questions === null) {
    err(`${file}: this file can't be read; give the path of a file with one JSON question a line`);
    return 2;
  }
  const judgements: Judgement[] = [];
  let bad = 0;
  for await (const line of jsonLines(questions)) {
    const question = readEvalLine(line);
    if ('error' in question) {
      bad += 1;
      err(`${file}: ${question.error}`);
      continue;
    }
    const outcome = await answers.ask(question.query, { locale: question.locale });
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

/** Null where there is no such file, it is a folder or a pipe, or we may not read it. */
async function readable(file: string): Promise<NodeJS.ReadableStream | null> {
  try {
    return (await openRegularFile(file)).createReadStream();
  } catch {
    return null;
  }
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
