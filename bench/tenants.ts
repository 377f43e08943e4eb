import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { RESERVED_NAMES } from '../commands/index.ts';
import { loadLibrary } from '../src/content/load.ts';
import { createLog } from '../src/log.ts';
import { openStore } from '../src/store/open-store.ts';
import { print, readNames, readOptions, runBench, tell, writeJson } from './arguments.ts';
import { MAX_WAIT_MS, tenantsTable, type Measured } from './tenants/figures.ts';
import { fillServer } from './tenants/fill.ts';
import { HOSTILE_KINDS, HOSTILE_TEXTS, type HostileText } from './tenants/hostile-texts.ts';
import { waitsDuring } from './tenants/member.ts';
import { OPERATIONS } from './tenants/operations.ts';
import { startBot } from './tenants/rig.ts';

const HELP = `Measures what members of one server wait for because of what another server holds.

  npm run bench:tenants -- [--texts A,B] [--only A,B] [--json FILE]

  --texts  of ${HOSTILE_KINDS.join(', ')}
  --only   of ${OPERATIONS.map(({ name }) => `"${name}"`).join(', ')}
  --json   writes the figures to FILE too; to standard output, instead of the table, where it is -

Ends with 1 where somebody waited longer than ${MAX_WAIT_MS} ms. Let nothing else run beside it.
`;

/** Of what the bot keeps of a server at most. */
const SHARES = [1 / 4, 1 / 2, 1];

async function measure(texts: readonly HostileText[], operations: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-bench-'));
  const measured: Measured[] = [];
  const { library } = await loadLibrary('content', { reservedNames: RESERVED_NAMES });
  try {
    for (const kind of texts) {
      for (const share of SHARES) {
        const database = join(folder, `${kind}-${share}.db`);
        // oxlint-disable-next-line no-await-in-loop -- one at a time: they are to be measured
        const rows = await measureServer(kind, share, operations, { database, library });
        measured.push(...rows);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return measured;
}

async function measureServer(
  kind: HostileText,
  share: number,
  operations: readonly string[],
  { database, library }: { readonly database: string; readonly library: Parameters<typeof startBot>[0] },
): Promise<readonly Measured[]> {
  const store = await openStore({ databaseUrl: database, dataDir: '', log: createLog('error') });
  const measured: Measured[] = [];
  try {
    const id = '900000000000000001';
    const text = HOSTILE_TEXTS[kind];
    await store.reach();
    await fillServer(id, share, text, { store, database, library });
    const send = startBot(library, store);
    // What is compiled and read once is no tenant's doing.
    await waitsDuring(send, () => Promise.resolve());
    for (const { name, interaction } of OPERATIONS.filter((one) => operations.includes(one.name))) {
      tell(`${kind} × ${share}: ${name} …`);
      const wanted = interaction({ id, share, text });
      let took = 0;
      // oxlint-disable-next-line no-await-in-loop -- the same
      const waits = await waitsDuring(send, async () => {
        took = (await send(wanted)).done;
      });
      measured.push({ operation: name, text: kind, share, took, ...waits });
    }
  } finally {
    await store.close();
  }
  return measured;
}

async function main(): Promise<void> {
  const options = readOptions({
    texts: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (options.help === true) {
    print(HELP);
    return;
  }
  const names = OPERATIONS.map(({ name }) => name);
  const measured = await measure(
    readNames('texts', options.texts, HOSTILE_KINDS),
    readNames('only', options.only, names),
  );
  if (options.json !== '-') print(tenantsTable(measured));
  if (options.json !== undefined) {
    const machine = { node: process.version, cores: availableParallelism() };
    await writeJson(options.json, { ...machine, measured });
  }
  if (measured.some(({ most }) => most > MAX_WAIT_MS)) process.exitCode = 1;
}

await runBench(main);
