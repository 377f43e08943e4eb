import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentDirOf, openLibrary } from '../src/cli/content.ts';
import { readConfig } from '../src/config.ts';
import { print, readCount, readNames, readOptions, runBench, tell, writeJson } from './arguments.ts';
import { burstTable, measureBurst, type Burst } from './gateway/burst.ts';
import { figuresOf, figuresTable, type Pair } from './gateway/figures.ts';
import { startGateway, type Gateway } from './gateway/gateway.ts';
import { footnoteIn, runOnce, startPlainClient, type StartBot } from './gateway/runs.ts';

const HELP = `Measures the program as it is shipped over Discord's gateway, by words alone.

  npm run bench:gateway -- [--only PARTS] [--servers N] [--rounds N] [--json FILE]

  --only     some of servers, burst, separated by commas: a shard that is in many servers, beside a client of discord.js
             with its defaults; and thousands of interactions at once
  --servers  how many servers Discord describes to each; 2500 by default, the most that one shard may serve
  --rounds   3 by default
  --json     writes the figures to FILE too; to standard output, instead of the table, where it is -

Of many servers both are told the same by a gateway on loopback, one after the other in each round: read the ratios.
`;

const PARTS = ['servers', 'burst'] as const;

/** In one server, and spread over many. */
const BURSTS = [
  { count: 2_000, servers: 1 },
  { count: 2_000, servers: 50 },
  { count: 5_000, servers: 1 },
  { count: 5_000, servers: 50 },
] as const;

const SERVERS = 2_500;
const ROUNDS = 3;

/** In turns, so that what else the machine does hits both. */
async function measure(gateway: Gateway, footnote: StartBot, servers: number, rounds: number) {
  const measured: { footnote: Pair; plain: Pair }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    tell(`round ${round} of ${rounds} …`);
    const run = (start: StartBot, count: number) => runOnce(start, gateway, count);
    const [withNone, plainWithNone] = [await run(footnote, 0), await run(startPlainClient, 0)];
    const [withAll, plainWithAll] = [await run(footnote, servers), await run(startPlainClient, servers)];
    measured.push({
      footnote: { none: withNone, all: withAll },
      plain: { none: plainWithNone, all: plainWithAll },
    });
  }
  return measured;
}

async function burst(gateway: Gateway, footnote: StartBot): Promise<readonly Burst[]> {
  const library = await openLibrary(contentDirOf(readConfig(process.env)), tell);
  const pack = library.find(({ locale }) => locale === 'en');
  if (pack === undefined) throw new Error('There is no English article to ask about.');
  const measured: Burst[] = [];
  for (const size of BURSTS) {
    tell(`${size.count} at once …`);
    measured.push(await measureBurst(footnote, gateway, pack, size));
  }
  return measured;
}

async function main(): Promise<void> {
  const options = readOptions({
    only: { type: 'string' },
    servers: { type: 'string' },
    rounds: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (options.help === true) {
    print(HELP);
    return;
  }
  const servers = readCount('servers', options.servers, SERVERS);
  const rounds = readCount('rounds', options.rounds, ROUNDS);
  const parts = readNames('only', options.only, PARTS);
  const folder = await mkdtemp(join(tmpdir(), 'footnote-bench-'));
  const gateway = await startGateway(parts.includes('servers') ? servers : 0);
  const show = (text: string) => {
    if (options.json !== '-') print(`\n${text}`);
  };
  try {
    const all: Record<string, unknown> = {};
    if (parts.includes('servers')) {
      const megabytes = (gateway.bytes / 1e6).toFixed(0);
      const measured = await measure(gateway, footnoteIn(folder), servers, rounds);
      const figures = figuresOf(measured, servers);
      show(`${servers.toLocaleString('en')} servers, described in ${megabytes} MB\n${figuresTable(figures)}`);
      all['servers'] = { servers, bytes: gateway.bytes, figures, rounds: measured };
    }
    if (parts.includes('burst')) {
      const bursts = await burst(gateway, footnoteIn(folder));
      show(`Interactions at once (times: median / 99 % / longest)\n${burstTable(bursts)}`);
      all['burst'] = bursts;
    }
    if (options.json !== undefined) {
      await writeJson(options.json, { node: process.version, cores: availableParallelism(), ...all });
    }
  } finally {
    await gateway.close();
    await rm(folder, { recursive: true, force: true });
  }
}

await runBench(main);
