import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDiscordStandIn, type DiscordStandIn } from '../stand-in/discord.ts';

/** Compiled before the tests. */
const PROGRAM = join(import.meta.dirname, '../../dist/src/cli.js');
const CONTENT = join(import.meta.dirname, '../../content');

/** The program as it is shipped, in an empty folder: no .env of the developer's gets in. */
export function spawnProgram(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  options: { readonly nodeArgs?: readonly string[]; readonly detached?: boolean } = {},
): ChildProcessWithoutNullStreams {
  const { nodeArgs = [], detached = false } = options;
  return spawn(process.execPath, [...nodeArgs, PROGRAM, ...args], {
    cwd: mkdtempSync(join(tmpdir(), 'footnote-')),
    detached,
    env: { PATH: process.env['PATH'], CONTENT_DIR: CONTENT, EMBEDDINGS: 'off', ...environment },
  });
}

const standIns: DiscordStandIn[] = [];

export async function standIn(): Promise<DiscordStandIn> {
  const discord = await startDiscordStandIn();
  standIns.push(discord);
  return discord;
}

/** For `afterAll`. */
export async function closeStandIns(): Promise<void> {
  for (const discord of standIns.splice(0)) await discord.close();
}
