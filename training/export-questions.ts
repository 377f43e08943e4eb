import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { englishPacks, readUses } from '../bench/data-sets.ts';
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
  const useOf = await readUses();
  const articles = [];
  for (const { content, questions } of SOURCES) {
    for (const pack of await englishPacks(content)) {
      articles.push({
        ...article(pack),
        use: useOf(pack.slug),
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

await main();
