import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { contentDirOf, openLibrary } from '../src/cli/content.ts';
import { print, readNames, readOptions, runBench, tell, writeJson } from './arguments.ts';
import { figuresTable, memoryTable } from './http/http-tables.ts';
import {
  measureMemoryUse,
  measureProcesses,
  measureVectors,
  measureWords,
  type Setting,
} from './http/parts.ts';
import { createRequests } from './http/requests.ts';

const HELP = `Measures interactions over HTTP: the program as it is shipped, beside the bots that somebody would write in an afternoon
(node:http, the signature, MiniSearch or Fuse.js over the same pack, an embed).

  npm run bench:http -- [--only PARTS] [--json FILE]

  --only   some of words, vectors, processes, memory, separated by commas
  --json   writes the figures to FILE too; to standard output, instead of the tables, where it is -

Throughputs are compared with what was measured in the same seconds: read the ratios. Run it on a quiet machine.
`;

const PARTS = ['words', 'vectors', 'processes', 'memory'] as const;

/** Their figures, and how they are shown. */
async function run(
  part: (typeof PARTS)[number],
  setting: Setting,
): Promise<{ figures: unknown; text: string }> {
  switch (part) {
    case 'words': {
      const figures = await measureWords(setting);
      return { figures, text: `By words alone\n${figuresTable(figures)}` };
    }
    case 'vectors': {
      const figures = await measureVectors(setting);
      return { figures, text: `With vectors\n${figuresTable(figures)}` };
    }
    case 'processes': {
      const figures = await measureProcesses(setting);
      return { figures, text: `Processes, by words alone\n${figuresTable(figures)}` };
    }
    case 'memory': {
      const figures = await measureMemoryUse(setting);
      return { figures, text: `Memory, by words alone, after a collection\n${memoryTable(figures)}` };
    }
  }
}

async function main(): Promise<void> {
  const options = readOptions({
    only: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (options.help === true) {
    print(HELP);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'footnote-bench-'));
  try {
    const library = await openLibrary(contentDirOf(readConfig(process.env)), tell);
    const pack = library.find(({ locale }) => locale === 'en');
    if (pack === undefined) throw new Error('There is no English article to ask about.');
    const setting: Setting = { pack, requests: createRequests(), folder };
    const all: Record<string, unknown> = {};
    for (const part of readNames('only', options.only, PARTS)) {
      tell(`${part} …`);
      const { figures, text } = await run(part, setting);
      all[part] = figures;
      if (options.json !== '-') print(`\n${text}`);
    }
    if (options.json !== undefined) {
      await writeJson(options.json, { node: process.version, cores: availableParallelism(), ...all });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await runBench(main);
