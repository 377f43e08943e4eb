import { print, readOptions, runBench, tell, writeJson } from './arguments.ts';
import { readSet } from './data-sets.ts';
import { warmUpBuilds } from './speed/builds.ts';
import { measureReading } from './speed/reading.ts';
import type { ReadQuestions } from './speed/reading.ts';
import { measureSize, SEED } from './speed/size.ts';
import type { SizePlan, SizeResult } from './speed/size.ts';
import { speedTables } from './speed/speed-tables.ts';
import { median, percentile } from './speed/timing.ts';
import type { Times } from './speed/timing.ts';

const HELP = `Measures how fast it is and what it takes, beside other search libraries on the same texts.

  npm run bench -- [--json FILE]

  --json   writes the figures to FILE too; to standard output, instead of the tables, where it is -

The texts are made up, the same in every run. Run it on a quiet machine.
`;

const PLANS: readonly SizePlan[] = [
  { wordings: 100, buildRounds: 5, suggestions: false, vectors: false, blocked: false },
  { wordings: 1_000, buildRounds: 5, suggestions: false, vectors: true, blocked: false },
  { wordings: 10_000, buildRounds: 3, suggestions: true, vectors: true, blocked: true },
  { wordings: 100_000, buildRounds: 1, suggestions: true, vectors: false, blocked: false },
];

async function main(): Promise<void> {
  const options = readOptions({ json: { type: 'string' }, help: { type: 'boolean', short: 'h' } });
  if (options.help === true) {
    print(HELP);
    return;
  }
  // First, so that the memory is that of the article and the models alone.
  tell('questions on an article, with the reader …');
  const reading = await readDeepSeek();
  await warmUpBuilds();
  const results: SizeResult[] = [];
  for (const plan of PLANS) {
    tell(`${plan.wordings.toLocaleString('en')} wordings …`);
    results.push(await measureSize(plan, results.at(-1) ?? null));
  }
  if (options.json !== '-') print(`\n${speedTables(results, reading)}`);
  if (options.json !== undefined) await writeJson(options.json, asJson(results, reading));
}

/** Null where there are no models, or no such article. */
async function readDeepSeek(): Promise<ReadQuestions | null> {
  const { sets } = await readSet('articles', '');
  const asked = sets.flatMap(({ parts }) => parts).find(({ pack }) => pack.slug === 'deepseek');
  return asked === undefined ? null : measureReading(asked);
}

function asJson(results: readonly SizeResult[], reading: ReadQuestions | null): unknown {
  return {
    node: process.version,
    seed: SEED,
    reading,
    sizes: results.map(({ wordings, builds, questions, suggestions, vectors, blocked }) => ({
      wordings,
      builds,
      questions: timesAsJson(questions),
      suggestions: timesAsJson(suggestions),
      vectors: timesAsJson(vectors),
      blocked,
    })),
  };
}

/** In milliseconds. */
function timesAsJson(times: Times): unknown {
  return [...times].map(([label, values]) => ({
    label,
    measured: values.length,
    median: median(values),
    p99: percentile(values, 0.99),
  }));
}

await runBench(main);
