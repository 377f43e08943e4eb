import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAnswers } from '../../src/answers/create-answers.ts';
import { indexLibrary } from '../../src/answers/indexed-library.ts';
import { createAppContext } from '../../src/cli/app-context.ts';
import { loadLibrary } from '../../src/content/load.ts';
import { passagesOf, type Library } from '../../src/content/pack.ts';
import { runAtOnce } from '../../src/time-slices.ts';

/** Processor time of one core, in milliseconds. */
export interface AnswerTimes {
  /** Each about another article, which must mostly be indexed first. */
  readonly questions: readonly number[];
  /** About the articles that were asked last. */
  readonly again: readonly number[];
  readonly keystrokes: readonly number[];
  /** From when a changed file has been seen until all answers know of it. */
  readonly changed: number;
}

const QUESTIONS = 100;
const LENGTHS = [3, 8, 15, 25];
const scope = { locale: 'en' };

export async function measureAnswers(content: string): Promise<AnswerTimes> {
  const loaded = await loadLibrary(content, { reservedNames: [] });
  const lexical = runAtOnce(indexLibrary(loaded.library));
  const answers = createAnswers(loaded.library, { indexed: lexical });
  const questions: number[] = [];
  const again: number[] = [];
  const keystrokes: number[] = [];
  for (const question of questionsOf(loaded.library)) {
    // oxlint-disable-next-line no-await-in-loop -- each is timed by itself
    questions.push(await timed(() => answers.ask(`${question}, do you know`, scope)));
    // oxlint-disable-next-line no-await-in-loop -- each is timed by itself
    again.push(await timed(() => answers.ask(`please tell me: ${question}`, scope)));
    for (const length of LENGTHS) {
      const typed = question.slice(0, length);
      // oxlint-disable-next-line no-await-in-loop -- each is timed by itself
      keystrokes.push(await timed(() => answers.suggest(typed, { ...scope, limit: 25 })));
    }
  }
  createAppContext(loaded.library, { indexed: lexical });
  const [first] = loaded.library;
  const file = join(content, first?.slug ?? '', 'en.md');
  await writeFile(file, (await readFile(file, 'utf8')).replace(' the ', ' that '));
  const changed = await timed(async () => {
    const { library } = await loadLibrary(content, { reservedNames: [], before: loaded.files });
    createAppContext(library, { indexed: runAtOnce(lexical.changedTo(library)) });
  });
  return { questions, again, keystrokes, changed };
}

/** One each of as many articles, from all over the library. */
function questionsOf(library: Library): readonly string[] {
  const step = Math.max(1, Math.floor(library.length / QUESTIONS));
  return library
    .filter((_, at) => at % step === 0)
    .slice(0, QUESTIONS)
    .flatMap((pack) => passagesOf(pack).find(({ kind }) => kind === 'faq')?.heading ?? []);
}

async function timed(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
