import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import type { Answers } from '../answers/answers.ts';
import { listFolder } from '../content/folder.ts';
import { findPackFile } from '../content/pack-file.ts';
import type { Pack } from '../content/pack.ts';
import {
  ENOUGH_QUESTIONS,
  type ArticleQualities,
  type ArticleQuality,
} from '../discord/posts/article-quality.ts';
import { isSure } from '../discord/posts/sure-answer.ts';
import { judgeOutcome, type Judgement } from './eval-judgement.ts';
import { readEvalLine, type EvalQuestion } from './eval-question.ts';
import { jsonLinesOf } from './json-lines.ts';

/** Beside an article's packs: its own test questions, in all of its languages. */
const OWN_QUESTIONS = 'eval.jsonl';

/** The file of an article's own test questions, and what changes with it; null where there is none. */
export async function ownQuestionsOf(
  contentDir: string,
  pack: Pick<Pack, 'slug' | 'locale'>,
): Promise<{ readonly file: string; readonly stamp: string } | null> {
  const packFile = await findPackFile(contentDir, pack);
  if (packFile === null) return null;
  const folder = dirname(packFile);
  const entry = (await listFolder(folder)).find(({ name }) => name === OWN_QUESTIONS);
  return entry?.kind === 'file' ? { file: join(folder, OWN_QUESTIONS), stamp: entry.stamp } : null;
}

interface Known {
  /** What its folder said of the questions when they were read; undefined where there were none. */
  stamp: string | undefined;
  quality: ArticleQuality;
  measuring: Promise<ArticleQuality> | null;
}

/**
 * Measures articles by their own test questions, one article at a time, when somebody wants to know, and again when their content or
 * their questions have changed.
 * @param parts.answers those that answer now
 */
export function createArticleQualities(parts: {
  readonly answers: () => Answers;
  readonly contentDir: string;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}): ArticleQualities {
  const { answers, contentDir, log } = parts;
  // A pack that has changed is another one.
  const known = new WeakMap<Pack, Known>();
  let before: Promise<unknown> = Promise.resolve();

  function knownOf(pack: Pack): Known {
    const found = known.get(pack);
    if (found !== undefined) return found;
    const made: Known = { stamp: undefined, quality: { kind: 'being measured' }, measuring: null };
    known.set(pack, made);
    return made;
  }

  async function measure(pack: Pack, of: Known): Promise<ArticleQuality> {
    const own = await ownQuestionsOf(contentDir, pack);
    if (of.quality.kind !== 'being measured' && own?.stamp === of.stamp) return of.quality;
    const questions = own === null ? [] : await readQuestions(own.file, pack, log);
    of.quality = await qualityOf(questions, pack, answers());
    of.stamp = own?.stamp;
    if (of.quality.kind === 'measured') {
      const { slug, locale } = pack;
      log.info({ slug, locale, ...of.quality }, 'an article was measured by its own test questions');
    }
    return of.quality;
  }

  function measured(pack: Pack): Promise<ArticleQuality> {
    const of = knownOf(pack);
    if (of.measuring !== null) return of.measuring;
    const measuring = before.then(() => measure(pack, of)).finally(() => void (of.measuring = null));
    of.measuring = measuring;
    before = measuring.catch(() => undefined);
    return measuring;
  }

  return {
    measured,
    now(pack) {
      const of = knownOf(pack);
      measured(pack).catch((error: unknown) =>
        log.warn({ err: error, slug: pack.slug }, "an article's own test questions can't be asked"),
      );
      return of.quality;
    },
  };
}

/** Those about this article in this language. */
async function readQuestions(
  file: string,
  { slug, locale }: Pack,
  log: Pick<Logger, 'warn'>,
): Promise<readonly EvalQuestion[]> {
  const questions: EvalQuestion[] = [];
  for await (const line of (await jsonLinesOf(file)) ?? []) {
    const question = readEvalLine(line, slug);
    if ('error' in question) log.warn({ file, problem: question.error }, 'a test question was left out');
    else if (question.locale === locale && question.article === slug) questions.push(question);
  }
  return questions;
}

async function qualityOf(
  questions: readonly EvalQuestion[],
  { slug, locale }: Pack,
  answers: Answers,
): Promise<ArticleQuality> {
  const unanswerable = questions.filter(({ expect }) => expect.length === 0).length;
  const answerable = questions.length - unanswerable;
  if (answerable < ENOUGH_QUESTIONS.answerable || unanswerable < ENOUGH_QUESTIONS.unanswerable) {
    return { kind: 'too few', answerable, unanswerable };
  }
  await answers.ready;
  const given: Judgement[] = [];
  for (const question of questions) {
    // One after the other: members ask meanwhile.
    // oxlint-disable-next-line no-await-in-loop
    const outcome = await answers.ask(question.query, { locale, slug, isTrial: true });
    if (isSure(outcome)) given.push(judgeOutcome(question, outcome));
  }
  const right = given.filter((judgement) => judgement.right).length;
  return {
    kind: 'measured',
    precision: given.length === 0 ? null : right / given.length,
    wronglyAnswered: given.filter(({ inScope }) => !inScope).length / unanswerable,
  };
}
