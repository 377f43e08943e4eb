import { execFile } from 'node:child_process';
import { lstat, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeWholeFile } from '../src/whole-file.ts';

const COMPILED = pathToFileURL(join(import.meta.dirname, '../dist/src/whole-file.js')).href;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-whole-'));
});

const always = () => true;
const ifNew = (there: string | null) => there === null;

/** The system's code for why not, where a file may have 1,024 bytes, as on a small disk. */
async function writeMore(file: string): Promise<string> {
  const script = `import { writeWholeFile } from '${COMPILED}';
    await writeWholeFile(process.argv[1], 'x'.repeat(5000), () => true)
      .then(() => console.log('written'), (error) => console.log(error.code));`;
  const limited = `trap '' XFSZ; ulimit -S -f 1; exec "$0" "$@"`;
  const args = ['--norc', '-c', limited, process.execPath, '--input-type=module', '-e', script, file];
  return (await promisify(execFile)('bash', args)).stdout.trim();
}

describe.runIf(process.platform === 'linux')('without room on the disk (on Linux)', () => {
  it('leaves nothing of a new file, nor of the folders for it', async () => {
    expect(await writeMore(join(folder, 'content/ferry/en.md'))).toBe('EFBIG');
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves what stood there, and what stands beside it', async () => {
    await writeFile(join(folder, 'en.md'), 'before');
    expect(await writeMore(join(folder, 'en.md'))).toBe('EFBIG');
    expect(await writeMore(join(folder, 'fr.md'))).toBe('EFBIG');
    expect(await readFile(join(folder, 'en.md'), 'utf8')).toBe('before');
    expect(await readdir(folder)).toEqual(['en.md']);
  });
});

it('writes over no file that comes while it writes', async () => {
  const file = join(folder, 'en.md');
  const writing = ['one', 'two', 'three'].map((text) => writeWholeFile(file, text, ifNew));
  expect((await Promise.all(writing)).filter(Boolean)).toHaveLength(1);
  expect(await readdir(folder)).toEqual(['en.md']);
});

it('takes no link for a free place, though it leads nowhere', async () => {
  const file = join(folder, 'en.md');
  await symlink(join(folder, 'gone.md'), file);
  expect(await writeWholeFile(file, 'new', ifNew)).toBe(false);
  expect((await lstat(file)).isSymbolicLink()).toBe(true);
});

it('makes the folders that it needs', async () => {
  expect(await writeWholeFile(join(folder, 'a/b/en.md'), 'new', always)).toBe(true);
  expect(await readFile(join(folder, 'a/b/en.md'), 'utf8')).toBe('new');
});
