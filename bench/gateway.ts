import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { print, readCount, readOptions, runBench, tell, writeJson } from './arguments.ts';
import { figuresOf, figuresTable, type Pair } from './gateway/figures.ts';
import { startGateway, type Gateway } from './gateway/gateway.ts';
import { footnoteIn, runOnce, startPlainClient, type StartBot } from './gateway/runs.ts';

const HELP = `Measures a shard that is in many servers: the program as it is shipped, beside a client of discord.js with its defaults.

  npm run bench:gateway -- [--servers N] [--rounds N] [--json FILE]

  --servers  how many servers Discord describes to each; 2500 by default, the most that one shard may serve
  --rounds   3 by default
  --json     writes the figures to FILE too; to standard output, instead of the table, where it is -

Both are told the same by a gateway on loopback, one after the other in each round: read the ratios.
`;

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

async function main(): Promise<void> {
  const options = readOptions({
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
  const folder = await mkdtemp(join(tmpdir(), 'footnote-bench-'));
  const gateway = await startGateway(servers);
  try {
    const megabytes = (gateway.bytes / 1e6).toFixed(0);
    const measured = await measure(gateway, footnoteIn(folder), servers, rounds);
    const figures = figuresOf(measured, servers);
    if (options.json !== '-') {
      print(
        `${servers.toLocaleString('en')} servers, described in ${megabytes} MB\n${figuresTable(figures)}`,
      );
    }
    if (options.json !== undefined) {
      const machine = { node: process.version, cores: availableParallelism() };
      await writeJson(options.json, { ...machine, servers, bytes: gateway.bytes, figures, rounds: measured });
    }
  } finally {
    await gateway.close();
    await rm(folder, { recursive: true, force: true });
  }
}

await runBench(main);
