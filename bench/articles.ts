import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { table } from '../src/cli/table.ts';
import { print, readCount, readOptions, runBench, tell, writeJson } from './arguments.ts';
import { measureAnswers, type AnswerTimes } from './articles/answer-times.ts';
import { writeMadeArticles } from './articles/made-articles.ts';
import { createRequests } from './http/requests.ts';
import { startFootnote } from './http/servers.ts';
import { median, percentile } from './speed/timing.ts';

const HELP = `Measures what many articles take, by words alone.

  npm run bench:articles -- [--articles N] [--json FILE]

  --articles  how many; 1000 by default
  --json      writes the figures to FILE too; to standard output, instead of the table, where it is -

The articles are those of training/articles, again and again with other names, the same in every run.
`;

const ARTICLES = 1_000;

interface Start {
  /** From the start of the program until it serves, in milliseconds. */
  readonly ready: number;
  /** Processor time until then, in seconds. */
  readonly cpu: number;
  /** In bytes; not a number where the system doesn't tell. */
  readonly peak: number;
}

/** The program as it is shipped. */
async function measureStart(content: string, data: string): Promise<Start> {
  const began = performance.now();
  const server = await startFootnote({
    DISCORD_PUBLIC_KEY: createRequests().publicKey,
    EMBEDDINGS: 'off',
    CONTENT_DIR: content,
    DATABASE_URL: join(data, 'footnote.db'),
  });
  try {
    const ready = performance.now() - began;
    return { ready, cpu: await server.cpuSeconds(), peak: await server.peakResident() };
  } finally {
    await server.stop();
  }
}

async function main(): Promise<void> {
  const options = readOptions({
    articles: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (options.help === true) {
    print(HELP);
    return;
  }
  const count = readCount('articles', options.articles, ARTICLES);
  const folder = await mkdtemp(join(tmpdir(), 'footnote-bench-'));
  try {
    const content = join(folder, 'content');
    await writeMadeArticles(content, count);
    tell(`starting with ${count} articles …`);
    const start = await measureStart(content, folder);
    tell('asking …');
    const answers = await measureAnswers(content);
    if (options.json !== '-') print(table(rowsOf(count, start, answers)));
    if (options.json !== undefined) await writeJson(options.json, { articles: count, start, answers });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function rowsOf(count: number, start: Start, answers: AnswerTimes): readonly (readonly string[])[] {
  const both = (times: readonly number[]) =>
    `${median(times).toFixed(1)} ms, ${percentile(times, 0.99).toFixed(1)} ms`;
  return [
    [`${count} articles`, ''],
    ['until it serves', `${(start.ready / 1000).toFixed(1)} s`],
    ['processor time until then', `${start.cpu.toFixed(1)} s`],
    ['peak memory until then', `${(start.peak / 2 ** 20).toFixed(0)} MB`],
    ['a question: median, 99 %', both(answers.questions)],
    ['the same again, in other words', both(answers.again)],
    ['a key stroke: median, 99 %', both(answers.keystrokes)],
    ['one article changed, until it is in use', `${(answers.changed / 1000).toFixed(2)} s`],
  ];
}

await runBench(main);
