import { join } from 'node:path';
import type { Pack } from '../../src/content/pack.ts';
import { measureMemory, type MemorySample } from './memory.ts';
import { asking, askingAgain, pinging, typing, type Requests } from './requests.ts';
import { measure, type Figures } from './rounds.ts';
import type { ServerProcess } from '../server-process.ts';
import { startFootnote, startPlainBot, untilVectors } from './servers.ts';

export interface Setting {
  readonly pack: Pack;
  readonly requests: Requests;
  /** For databases: each server has one of its own. */
  readonly folder: string;
}

const ROUNDS = 5;
const CONNECTIONS = 16;

let started = 0;

function start(setting: Setting, environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  started += 1;
  return startFootnote({
    DISCORD_PUBLIC_KEY: setting.requests.publicKey,
    DATABASE_URL: join(setting.folder, `${started}.db`),
    EMBEDDINGS: 'off',
    ...environment,
  });
}

/** Stops them, however it ends. */
async function among<Result>(
  starting: readonly Promise<ServerProcess>[],
  run: (...servers: ServerProcess[]) => Promise<Result>,
): Promise<Result> {
  const servers = await Promise.all(starting);
  try {
    return await run(...servers);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** What a plain bot is asked for, too, by the names of the rows. */
const MINISEARCH = {
  ping: 'MiniSearch bot: ping',
  typing: 'MiniSearch bot: autocomplete',
  asking: 'MiniSearch bot: /ask',
} as const;
const FUSE = { typing: 'Fuse.js bot: autocomplete', asking: 'Fuse.js bot: /ask' } as const;

export function measureWords(setting: Setting): Promise<readonly Figures[]> {
  const { pack, requests } = setting;
  return among(
    [
      startPlainBot('minisearch', requests.publicKey),
      startPlainBot('fuse', requests.publicKey),
      start(setting, {}),
    ],
    (miniSearch, fuse, footnote) => {
      if (miniSearch === undefined || fuse === undefined || footnote === undefined)
        throw new Error('A server is missing.');
      const ask = asking(pack, 'direct message', 1);
      const type = typing(pack, 2);
      const ping = pinging();
      const ours = { servers: [footnote], requests: 600, connections: CONNECTIONS };
      const plain = { ...ours, servers: [miniSearch] };
      const fuzzy = { ...ours, servers: [fuse], requests: 100 };
      return measure(
        [
          { ...plain, label: MINISEARCH.ping, make: ping, requests: 4_000 },
          { ...ours, label: 'ping', against: MINISEARCH.ping, make: ping, requests: 4_000 },
          { ...plain, label: MINISEARCH.typing, make: type, requests: 1_500 },
          { ...fuzzy, label: FUSE.typing, against: MINISEARCH.typing, make: type },
          { ...ours, label: 'autocomplete', against: MINISEARCH.typing, make: type, requests: 1_500 },
          { ...plain, label: MINISEARCH.asking, make: ask },
          { ...fuzzy, label: FUSE.asking, against: MINISEARCH.asking, make: ask },
          { ...ours, label: '/ask, other questions', against: MINISEARCH.asking, make: ask },
          {
            ...ours,
            label: '/ask, the same 20 questions',
            against: MINISEARCH.asking,
            make: askingAgain(pack),
          },
          {
            ...ours,
            label: '/ask in a server that keeps them',
            against: MINISEARCH.asking,
            make: asking(pack, 'server', 3),
            requests: 300,
          },
          { ...ours, label: '/ask, one at a time', make: asking(pack, 'direct message', 4), connections: 1 },
        ],
        ROUNDS,
        requests,
      );
    },
  );
}

export function measureVectors(setting: Setting): Promise<readonly Figures[]> {
  const { pack, requests } = setting;
  const environment = { EMBEDDINGS: 'on' };
  return among(
    [
      startPlainBot('minisearch', requests.publicKey),
      start(setting, { ...environment, EMBEDDING_THREADS: '1' }),
      start(setting, environment),
    ],
    async (miniSearch, one, pool) => {
      if (miniSearch === undefined || one === undefined || pool === undefined)
        throw new Error('A server is missing.');
      await Promise.all([untilVectors(one), untilVectors(pool)]);
      const ours = { requests: 300, connections: CONNECTIONS, against: MINISEARCH.asking };
      return measure(
        [
          {
            label: MINISEARCH.asking,
            servers: [miniSearch],
            make: asking(pack, 'direct message', 1),
            requests: 600,
            connections: CONNECTIONS,
          },
          { ...ours, label: '/ask, one thread', servers: [one], make: asking(pack, 'direct message', 5) },
          {
            ...ours,
            label: '/ask, a thread a core',
            servers: [pool],
            make: asking(pack, 'direct message', 6),
          },
          {
            label: '/ask, one at a time',
            servers: [pool],
            make: asking(pack, 'direct message', 8),
            requests: 50,
            connections: 1,
          },
          {
            ...ours,
            label: '/ask, the same 20 questions',
            servers: [pool],
            make: askingAgain(pack),
            requests: 2_000,
          },
        ],
        ROUNDS,
        requests,
      );
    },
  );
}

/** The ratio is to one process. */
export function measureProcesses(setting: Setting): Promise<readonly Figures[]> {
  const { pack, requests } = setting;
  return among([start(setting, {}), start(setting, {})], (one, other) => {
    if (one === undefined || other === undefined) throw new Error('A server is missing.');
    const both = { make: asking(pack, 'direct message', 9), requests: 1_000, connections: CONNECTIONS };
    return measure(
      [
        { ...both, label: 'one process', servers: [one] },
        { ...both, label: 'two processes', against: 'one process', servers: [one, other] },
      ],
      ROUNDS,
      requests,
    );
  });
}

export function measureMemoryUse(setting: Setting): Promise<readonly MemorySample[]> {
  const { pack, requests } = setting;
  return among([start(setting, {})], (server) => {
    if (server === undefined) throw new Error('A server is missing.');
    // Few of what takes long: it is the number that counts.
    const type = typing(pack, 11);
    const ask = asking(pack, 'direct message', 10);
    return measureMemory(server, requests, [
      type,
      type,
      type,
      type,
      type,
      type,
      type,
      pinging(),
      ask,
      askingAgain(pack),
    ]);
  });
}
