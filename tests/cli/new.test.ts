import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAnswers } from '../../src/answers/create-answers.ts';
import { runCheck } from '../../src/cli/check.ts';
import { runNew } from '../../src/cli/new.ts';
import { loadLibrary } from '../../src/content/load.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'footnote-new-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function write(slug: string) {
  const lines: string[] = [];
  const code = await runNew({ slug, directory, out: (line) => lines.push(line), reservedNames: ['ask'] });
  return { code, lines };
}

test('a new pack has nothing to be mended, and answers its own questions', async () => {
  expect((await write('my-article')).code).toBe(0);
  const lines: string[] = [];
  const code = await runCheck(directory, {
    out: (line) => lines.push(line),
    reservedNames: ['ask'],
    json: false,
    options: {},
  });
  expect(code).toBe(0);
  expect(lines.at(-1)).toBe('0 errors, 0 warnings');
  const { library } = await loadLibrary(directory, { reservedNames: [] });
  const answers = createAnswers(library);
  for (const { heading, id } of library[0]?.faq ?? []) {
    expect(await answers.ask(heading, { locale: 'en' })).toMatchObject({
      outcome: 'answer',
      best: { passage: { id } },
    });
  }
});

test('what is there already stays as it is', async () => {
  await write('mine');
  await writeFile(join(directory, 'mine/en.md'), 'my own');
  expect(await write('mine')).toMatchObject({
    code: 1,
    lines: [expect.stringContaining('is there already')],
  });
  expect(await readFile(join(directory, 'mine/en.md'), 'utf8')).toBe('my own');
});

test('a name that makes no command is refused', async () => {
  await expect(write('Two words')).rejects.toThrow(
    '"Two words" makes no command. Choose another name: a command',
  );
  await expect(write('ask')).rejects.toThrow('the bot has a command "/ask" of its own');
});

test.runIf(process.platform === 'linux')(
  'a full disk is told, and nothing half stays (on Linux)',
  async () => {
    // A file may have 1,024 bytes there.
    const limited = `trap '' XFSZ; ulimit -S -f 1; exec "$0" "$@"`;
    const program = join(import.meta.dirname, '../../dist/src/cli.js');
    const args = ['--norc', '-c', limited, process.execPath, program, 'new', 'ferry'];
    const options = { cwd: directory, env: { PATH: process.env['PATH'] } };
    await expect(promisify(execFile)('bash', args, options)).rejects.toMatchObject({
      code: 1,
      stderr:
        'There is no room on the disk for content/ferry/en.md: make some, then try again. Nothing was written.\n',
    });
    expect(await readdir(directory)).toEqual([]);
  },
);
