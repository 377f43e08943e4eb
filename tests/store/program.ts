import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

/** As the program runs: compiled code in a process of its own. `npm test` compiles it first. */
const compiled = (file: string) => pathToFileURL(join(import.meta.dirname, '../../dist/src', file)).href;

/** Runs `body` with `store` open at this address. It may print lines. */
export async function startWithStore(url: string, body: string, shell: readonly string[] = []) {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-child-'));
  const file = join(folder, 'main.mjs');
  await writeFile(
    file,
    `import { writeSync } from 'node:fs';
     import { openStore } from '${compiled('store/open-store.js')}';
     import { createLog } from '${compiled('log.js')}';
     const print = (line) => writeSync(1, line + '\\n');
     const store = await openStore({ databaseUrl: process.argv[2], dataDir: '/nowhere', log: createLog('fatal') });
     ${body}
     await store.close();`,
  );
  const [command = '', ...before] = shell;
  const child =
    command === ''
      ? spawn(process.execPath, [file, url])
      : spawn(command, [...before, process.execPath, file, url]);
  const lines: string[] = [];
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const output = createInterface(child.stdout);
  let hear: () => void = () => {};
  output.on('line', (line) => {
    lines.push(line);
    hear();
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      hear();
      void rm(folder, { recursive: true, force: true }).then(() => resolve(code));
    });
  });
  return {
    child,
    lines,
    ended,
    errors: () => errors,
    /** Resolves as soon as it has printed that many lines; false where it ends before. */
    printed: async (count: number): Promise<boolean> => {
      while (lines.length < count && child.exitCode === null && child.signalCode === null) {
        await new Promise<void>((resolve) => {
          hear = resolve;
        });
      }
      return lines.length >= count;
    },
  };
}
