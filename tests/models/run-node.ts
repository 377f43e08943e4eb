import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a module in a Node of its own, as the program runs: compiled code, no test runner around it. */
export async function runNode(
  module: string,
  args: readonly string[] = [],
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-node-'));
  const file = join(folder, 'main.mjs');
  await writeFile(file, module);
  const child = spawn(process.execPath, [file, ...args]);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  await rm(folder, { recursive: true });
  return { code, out, err };
}
