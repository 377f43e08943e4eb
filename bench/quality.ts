import { print, readNames, readOptions, runBench, tell, writeJson } from './arguments.ts';
import { readSet, SET_NAMES } from './data-sets.ts';
import type { DataSet, PackQuestions } from './data-set.ts';
import type { SetName } from './data-sets.ts';
import { QUALITY_PEERS } from './peers/index.ts';
import type { Figures } from './quality/figures.ts';
import { measure } from './quality/measure.ts';
import { qualityTable } from './quality/quality-table.ts';
import type { SetResult } from './quality/quality-table.ts';
import { FOOTNOTE, FOOTNOTE_WITH_VECTORS, peerSystem } from './quality/systems.ts';
import type { System } from './quality/systems.ts';

const OURS = [FOOTNOTE, FOOTNOTE_WITH_VECTORS];
const SYSTEM_NAMES = [...OURS, ...QUALITY_PEERS].map(({ name }) => name);

const HELP = `Measures how good the answers are, beside other search libraries on the same questions.

  npm run bench:quality -- [--only ${SYSTEM_NAMES.slice(0, 3).join(',')}] [--sets ${SET_NAMES.join(',')}] [--json FILE]

  --only   some of: ${SYSTEM_NAMES.join(', ')}
  --sets   some of: ${SET_NAMES.join(', ')}
  --json   writes the figures to FILE too; to standard output, instead of the table, where it is -

Public data sets are read from the folder EVAL_DIR (data/eval where it isn't set).
`;

async function main(): Promise<void> {
  const options = readOptions({
    only: { type: 'string' },
    sets: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (options.help === true) {
    print(HELP);
    return;
  }
  const names = readNames('only', options.only, SYSTEM_NAMES);
  const setNames = readNames('sets', options.sets, SET_NAMES);
  const directory = process.env['EVAL_DIR'] ?? 'data/eval';

  const sets = await readSets(setNames, directory);
  const systems = await openSystems(names, sets, directory);
  const results = sets.map((set) => ({ set, figures: new Map<string, Figures>() }));
  for (const system of systems) {
    for (const { set, figures } of results) {
      tell(`${system.label}: ${set.title} …`);
      const measured = await measure(system, set);
      if (measured === null) tell(`${system.label} can't be opened here, and is left out.`);
      else figures.set(system.label, measured);
    }
  }
  const measured = systems.filter(({ label }) => results.some(({ figures }) => figures.has(label)));
  if (options.json !== '-')
    print(
      `\n${qualityTable(
        measured.map(({ label }) => label),
        results,
      )}`,
    );
  if (options.json !== undefined) await writeJson(options.json, asJson(measured, results));
}

async function readSets(names: readonly SetName[], directory: string): Promise<readonly DataSet[]> {
  const sets: DataSet[] = [];
  for (const name of names) {
    const read = await readSet(name, directory);
    sets.push(...read.sets);
    for (const sentence of read.missing) tell(sentence);
  }
  return sets;
}

/** Only where an answer is judged as a member sees it does it matter from which score on a peer answers. */
async function openSystems(
  names: readonly string[],
  sets: readonly DataSet[],
  directory: string,
): Promise<readonly System[]> {
  const peers = QUALITY_PEERS.filter(({ name }) => names.includes(name));
  const needed = peers.length > 0 && sets.some(({ judged }) => judged === 'answers');
  const development = needed ? await developmentPart(directory) : null;
  const systems: System[] = OURS.filter(({ name }) => names.includes(name));
  for (const peer of peers) systems.push(await peerSystem(peer, development));
  return systems;
}

async function developmentPart(directory: string): Promise<PackQuestions | null> {
  const { sets } = await readSet('deepseek', directory);
  const part = sets[0]?.parts[0] ?? null;
  if (part === null)
    tell('Without the DeepSeek set, peers have no threshold: they answer whatever they find.');
  return part;
}

function asJson(systems: readonly System[], results: readonly SetResult[]): unknown {
  return {
    node: process.version,
    sets: results.map(({ set, figures }) => ({
      title: set.title,
      systems: systems.flatMap(({ name, label }) => {
        const measured = figures.get(label);
        return measured === undefined ? [] : [{ name, ...measured }];
      }),
    })),
  };
}

await runBench(main);
