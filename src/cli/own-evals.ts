import { access } from 'node:fs/promises';
import type { Answers } from '../answers/answers.ts';
import { articlesOf } from '../content/pack.ts';
import {
  ENOUGH_QUESTIONS,
  isGoodEnough,
  LEAST_PRECISION,
  MOST_WRONGLY_ANSWERED,
  type ArticleQuality,
} from '../discord/posts/article-quality.ts';
import { createArticleQualities, ownQuestionsOf } from './article-qualities.ts';
import { runEval } from './eval.ts';

/** The same as of one file, for each article that has questions of its own. The exit code: 0, or 1 where one has none, or a bad line. */
export async function runOwnEvals(request: {
  readonly answers: Answers;
  readonly contentDir: string;
  readonly json: boolean;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}): Promise<number> {
  const { answers, contentDir, json, out, err } = request;
  const log = { info: () => undefined, warn: () => undefined };
  const qualities = createArticleQualities({ answers: () => answers, contentDir, log });
  let worst = 0;
  let hasQuestions = false;
  for (const slug of articlesOf(answers.library)) {
    const packs = answers.library.filter((pack) => pack.slug === slug);
    const [first] = packs;
    // oxlint-disable-next-line no-await-in-loop -- one article after the other
    const file = first === undefined ? null : await ownQuestionsOf(contentDir, first);
    // oxlint-disable-next-line no-await-in-loop
    if (file === null || !(await isThere(file))) continue;
    hasQuestions = true;
    if (!json) out(`${slug}: ${file}`);
    // oxlint-disable-next-line no-await-in-loop
    worst = Math.max(worst, await runEval({ answers, file, article: slug, json, out, err }));
    if (json) continue;
    out('');
    for (const pack of packs) {
      // oxlint-disable-next-line no-await-in-loop
      out(`posts in forums, ${pack.locale}: ${verdictOn(await qualities.measured(pack))}`);
    }
    out('');
  }
  if (hasQuestions) return worst;
  err(
    `No article in ${contentDir} has questions of its own: write them to SLUG/eval.jsonl, or name a file: footnote eval FILE.jsonl`,
  );
  return 1;
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function verdictOn(quality: ArticleQuality): string {
  switch (quality.kind) {
    case 'being measured':
      return 'not measured yet';
    case 'too few':
      return `not answered: of ${ENOUGH_QUESTIONS.answerable} questions that it answers there are ${quality.answerable}, of ${ENOUGH_QUESTIONS.unanswerable} that it doesn't ${quality.unanswerable}`;
    case 'measured': {
      const { precision, wronglyAnswered } = quality;
      const right =
        precision === null ? 'no answer is sure' : `${percent(precision)} of sure answers are right`;
      return `${isGoodEnough(quality) ? 'answered' : 'not answered'}: ${right} (at least ${percent(LEAST_PRECISION)}), ${percent(wronglyAnswered)} of what it doesn't cover is answered (at most ${percent(MOST_WRONGLY_ANSWERED)})`;
    }
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1).replace(/\.0$/, '')} %`;
}
