import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { loadLibrary } from '../src/content/load.ts';
import { passagesOf } from '../src/content/pack.ts';
import type { Pack } from '../src/content/pack.ts';

/**
 * `npm run export:questions -- FILE`: all English articles and their questions as JSON, as the bot reads them, for
 * `training/reader`.
 */

const SOURCES = [
  { content: 'training/articles/content', questions: 'training/articles/questions' },
  { content: 'tests/eval/content', questions: 'tests/eval/questions' },
  { content: 'content', questions: 'tests/eval/questions' },
];

/** What the reader needs of a line; `evidence` is only there in some files. */
const QUESTION = z.looseObject({ query: z.string(), kind: z.string() });

async function main(): Promise<void> {
  const [file] = process.argv.slice(2);
  if (file === undefined) throw new Error('Name the file to write: npm run export:questions -- FILE');
  const [calibrate, measure] = await Promise.all([namesIn('calibrate.txt'), namesIn('held-out.txt')]);
  const articles = [];
  for (const { content, questions } of SOURCES) {
    const { library } = await loadLibrary(content, { reservedNames: [] });
    for (const pack of library.filter(({ locale }) => locale === 'en')) {
      const use = measure.has(pack.slug) ? 'measure' : calibrate.has(pack.slug) ? 'calibrate' : 'learn';
      articles.push({
        ...article(pack),
        use,
        questions: await questionsIn(join(questions, `${pack.slug}.jsonl`)),
      });
    }
  }
  await writeFile(file, JSON.stringify(articles));
  process.stdout.write(`Wrote ${articles.length} articles to ${file}.\n`);
}

function article(pack: Pack) {
  return {
    slug: pack.slug,
    passages: passagesOf(pack).map(({ kind, index, section, heading, plain, wordings }) => ({
      kind,
      index,
      section,
      // All highlights have the same.
      heading: kind === 'highlight' ? '' : heading,
      text: plain,
      wordings,
    })),
  };
}

async function questionsIn(file: string) {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines
    .map((line) => QUESTION.parse(JSON.parse(line)))
    .filter(({ kind }) => kind !== 'other-language');
}

async function namesIn(file: string): Promise<ReadonlySet<string>> {
  return new Set((await readFile(join('training/articles', file), 'utf8')).split('\n'));
}

await main();
