import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { autocompleteInteraction } from '../../src/playground/interactions.ts';
import { somebodyAlone } from '../somebody.ts';
import { COLLECTS_WHEN_TOLD, PROGRAM, startServerProcess, type ServerProcess } from '../server-process.ts';
import { TOKEN, type Gateway } from './gateway.ts';

/** One start of a bot that is in so many servers. */
export interface Run {
  /** From its connection until it says that it is ready, in milliseconds. */
  readonly ready: number;
  /** From its connection until it answers what was asked behind the last server, in milliseconds. */
  readonly takenIn: number;
  /** Processor time from its start until then, in seconds. */
  readonly cpu: number;
  /** Then, after a collection, in bytes. */
  readonly heap: number;
  readonly resident: number;
}

export type StartBot = (gateway: Gateway) => Promise<ServerProcess>;

const PLAIN = fileURLToPath(new URL('plain-client.js', import.meta.url));
const CONNECTED = 'connected to Discord';

let started = 0;

/**
 * The program as it is shipped.
 * @param folder for its databases: each start has one of its own
 */
export function footnoteIn(folder: string): StartBot {
  return (gateway) => {
    started += 1;
    return startServerProcess([...COLLECTS_WHEN_TOLD, PROGRAM, 'start', '--mode', 'gateway'], {
      ...connecting(gateway),
      DATABASE_URL: join(folder, `${started}.db`),
      EMBEDDINGS: 'off',
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'info',
    });
  };
}

export const startPlainClient: StartBot = (gateway) =>
  startServerProcess([...COLLECTS_WHEN_TOLD, PLAIN], connecting(gateway));

function connecting({ apiUrl }: Gateway): Readonly<Record<string, string>> {
  return { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: apiUrl, SHARDS: '' };
}

export async function runOnce(start: StartBot, gateway: Gateway, servers: number): Promise<Run> {
  const takenIn = gateway.expectBot(servers, typing());
  const bot = await start(gateway);
  try {
    const { connectedAt, answeredAt } = await takenIn;
    const cpu = await bot.cpuSeconds();
    const readyAt = bot.loggedAt(CONNECTED);
    if (readyAt === null) throw new Error('A bot answered before it was ready.');
    return {
      ready: readyAt - connectedAt,
      takenIn: answeredAt - connectedAt,
      cpu,
      ...(await bot.memory()),
    };
  } finally {
    await bot.stop();
  }
}

export function typing() {
  return autocompleteInteraction(somebodyAlone(), { name: 'ask', focused: 'question', typed: 'what' });
}
