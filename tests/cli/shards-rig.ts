import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { vi } from 'vitest';
import { startDiscordStandIn, TOKEN, type DiscordStandIn } from '../stand-in/discord.ts';
import { spawnProgram } from './shipped-program.ts';

/** A small one: many processes read it. */
const CONTENT = join(import.meta.dirname, '../e2e/content');

/** Everything that has to happen first: several processes start one after the other. */
export const IN_TIME = { timeout: 40_000 };

const cleanUp: (() => unknown)[] = [];
/** For `afterAll`: runs what was left to do, the last first. */
export async function tidyUp(): Promise<void> {
  for (const run of cleanUp.splice(0).toReversed()) await run();
}

/** For `tidyUp`. */
export function later(run: () => unknown): void {
  cleanUp.push(run);
}

/** A Discord that recommends two shards. */
export async function standIn(maxConcurrency = 2): Promise<DiscordStandIn> {
  const discord = await startDiscordStandIn();
  discord.advice = { shards: 2, maxConcurrency };
  cleanUp.push(() => discord.close());
  return discord;
}

/** The program with two shards, in an empty folder, and in a process group of its own, as in a terminal. */
export function start(discord: DiscordStandIn, environment: Record<string, string> = {}, args = ['start']) {
  const child = spawnProgram(
    args,
    {
      CONTENT_DIR: CONTENT,
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: discord.apiUrl,
      SHARDS: '2',
      ...environment,
    },
    { detached: true },
  );
  const pid = child.pid ?? 0;
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  cleanUp.push(() => {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // All of them have ended.
    }
  });
  /** The processes of its shards, while it lives itself: what they were started with, by their id. */
  function shards(): ReadonlyMap<number, string> {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
    const rows = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []);
    return new Map(
      rows.flatMap(([, id, parent, command = '']) => (Number(parent) === pid ? [[Number(id), command]] : [])),
    );
  }
  return {
    child,
    ended,
    shards,
    printed: () => printed,
    processOf: (shard: number) =>
      [...shards()].find(([, command]) => command.includes(`--shard ${shard}/`))?.[0] ?? 0,
    /** Where the pages are. */
    url: async () => {
      const port = await vi.waitUntil(() => /"port":(\d+),"msg":"serving/.exec(printed)?.[1], IN_TIME);
      return `http://127.0.0.1:${port}`;
    },
    group: (signal: NodeJS.Signals) => process.kill(-pid, signal),
  };
}

export const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
