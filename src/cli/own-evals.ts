import { articlesOf, type Pack } from '../content/pack.ts';
import {
  ENOUGH_QUESTIONS,
  isGoodEnough,
  LEAST_PRECISION,
  MOST_WRONGLY_ANSWERED,
  type ArticleQuality,
} from '../discord/posts/article-quality.ts';
import { createArticleQualities, ownQuestionsOf } from './article-qualities.ts';
import { runEval, type EvalRequest } from './eval.ts';

interface OwnEvals extends Omit<EvalRequest, 'file' | 'article'> {
  readonly contentDir: string;
}

/** The same as of one file, for each article that has questions of its own. The exit code: 0, or 1 where one has none, or a bad line. */
export async function runOwnEvals(request: OwnEvals): Promise<number> {
  const { answers, contentDir, err } = request;
  const codes: number[] = [];
  for (const slug of articlesOf(answers.library)) {
    const packs = answers.library.filter((pack) => pack.slug === slug);
    // oxlint-disable-next-line no-await-in-loop -- one article after the other
    const code = await evaluateArticle(request, packs);
    if (code !== null) codes.push(code);
  }
  if (codes.length > 0) return Math.max(...codes);
  err(
    `No article in ${contentDir} has questions of its own: write them to SLUG/eval.jsonl, or name a file: footnote eval FILE.jsonl`,
  );
  return 1;
}

/** @param packs one article, in its languages. Null where it has no questions of its own */
async function evaluateArticle(
  { answers, contentDir, json, out, err }: OwnEvals,
  packs: readonly Pack[],
): Promise<number | null> {
  const [first] = packs;
  const own = first === undefined ? null : await ownQuestionsOf(contentDir, first);
  if (first === undefined || own === null) return null;
  const { file } = own;
  if (!json) out(`${first.slug}: ${file}`);
  const code = await runEval({ answers, file, article: first.slug, json, out, err });
  if (json) return code;
  const qualities = createArticleQualities({ answers: () => answers, contentDir, log: SILENT });
  const measured = await Promise.all(
    packs.map(async (pack) => ({ locale: pack.locale, quality: await qualities.measured(pack) })),
  );
  const verdicts = measured.map(({ locale, quality }) => `posts in forums, ${locale}: ${verdictOn(quality)}`);
  for (const line of ['', ...verdicts, '']) out(line);
  return code;
}

/** What is wrong with a line is said when it is judged. */
const SILENT = { info: () => undefined, warn: () => undefined };

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
