import { print, readOptions, runBench, tell, writeJson } from './arguments.ts';
import { warmUpBuilds } from './speed/builds.ts';
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
  await warmUpBuilds();
  const results: SizeResult[] = [];
  for (const plan of PLANS) {
    tell(`${plan.wordings.toLocaleString('en')} wordings …`);
    results.push(await measureSize(plan, results.at(-1) ?? null));
  }
  if (options.json !== '-') print(`\n${speedTables(results)}`);
  if (options.json !== undefined) await writeJson(options.json, asJson(results));
}

function asJson(results: readonly SizeResult[]): unknown {
  return {
    node: process.version,
    seed: SEED,
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
