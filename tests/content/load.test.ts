import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadLibrary } from '../../src/content/load.ts';
import { NotRegularFile, readRegularFile } from '../../src/content/regular-file.ts';
import { fileWith } from './pack-text.ts';

let directory: string;
const reservedNames = ['ask'];
const servers: Server[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'footnote-load-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await rm(directory, { recursive: true, force: true });
});

async function put(path: string, content: string | Buffer = fileWith('## One\nText.')): Promise<void> {
  await mkdir(join(directory, path, '..'), { recursive: true });
  await writeFile(join(directory, path), content);
}

async function load(place = directory) {
  const { library, problems } = await loadLibrary(place, { reservedNames });
  return {
    packs: library.map(({ slug, locale }) => `${slug}/${locale}`),
    problems: problems.map(
      ({ file, line, severity, message }) =>
        `${file.replace(directory, 'content')}:${line}: ${severity}: ${message}`,
    ),
  };
}

test('articles come by name, English first', async () => {
  for (const path of ['tides/fr.md', 'tides/de.md', 'tides/en.md', 'a-moon/fr.md', 'été/fr.md'])
    await put(path);
  expect(await load()).toEqual({
    packs: ['a-moon/fr', 'tides/en', 'tides/de', 'tides/fr', 'été/fr'],
    problems: [],
  });
  expect((await load(`${directory}/`)).packs).toHaveLength(5);
});

test('read-mes, hidden files, pictures and what editors leave behind are no content', async () => {
  await put('tides/en.md');
  for (const path of [
    'README.md',
    '.git/HEAD',
    'tides/readme.md',
    'tides/.en.md.swp',
    'tides/en.md~',
    'tides/map.png',
  ]) {
    await put(path, '');
  }
  expect(await load()).toEqual({ packs: ['tides/en'], problems: [] });
});

test('links are followed', async () => {
  await put('elsewhere/.data/en.md');
  await symlink(join(directory, 'elsewhere/.data'), join(directory, 'tides'));
  await symlink(join(directory, 'nowhere'), join(directory, 'broken'));
  await rm(join(directory, 'elsewhere/.data/fr.md'), { force: true });
  expect((await load()).packs).toEqual(['tides/en']);
});

test('a pack with an error is left out, and the others serve', async () => {
  await put('tides/en.md');
  await put('tides/fr.md', fileWith('## Un\n'));
  expect(await load()).toEqual({
    packs: ['tides/en'],
    problems: ['content/tides/fr.md:7: error: Write some text below "Un", or remove the heading.'],
  });
});

test('a folder of a name that makes no command is refused', async () => {
  await put('ok/en.md');
  for (const name of ['Tides', 'two words', 'x'.repeat(33), 'ask']) await put(`${name}/en.md`);
  const { packs, problems } = await load();
  expect(packs).toEqual(['ok/en']);
  expect(problems).toEqual([
    expect.stringContaining(
      'content/Tides:1: error: Rename this folder: a command is called like it, in 1 to 32',
    ),
    'content/ask:1: error: Rename this folder: the bot has a command "/ask" of its own.',
    expect.stringContaining('content/two words:1: error: Rename this folder'),
    expect.stringContaining(`content/${'x'.repeat(33)}:1: error: Rename this folder`),
  ]);
});

test('a file of a name that is no language is refused', async () => {
  await put('tides/en.md');
  for (const name of ['fr_ca.md', 'ES.md', 'en-QX.md', 'xy.md', 'notes.md']) await put(`tides/${name}`);
  const { packs, problems } = await load();
  expect(packs).toEqual(['tides/en']);
  expect(problems).toEqual([
    'content/tides/ES.md:1: error: Rename this file to "es.md".',
    'content/tides/en-QX.md:1: error: Rename this file to "en.md".',
    'content/tides/fr_ca.md:1: error: Rename this file to "fr-CA.md".',
    expect.stringContaining('content/tides/notes.md:1: error: Rename this file to its language'),
    expect.stringContaining('content/tides/xy.md:1: error: Rename this file to its language'),
  ]);
});

test('a file that is called as other tools call Markdown is told', async () => {
  await put('tides/en.mdx');
  await put('tides/fr.md');
  await put('tides/picture.png');
  expect(await load()).toEqual({
    packs: ['tides/fr'],
    problems: [expect.stringContaining('content/tides/en.mdx:1: warning: Rename this file to "en.md"')],
  });
});

test('a file with more than a region or a script in its name is told the nearest', async () => {
  await put('tides/en.md');
  for (const name of ['de-CH-1996.md', 'zh-Hant-TW.md']) await put(`tides/${name}`);
  expect((await load()).problems).toEqual([
    'content/tides/de-CH-1996.md:1: error: Rename this file to "de-CH.md".',
    'content/tides/zh-Hant-TW.md:1: error: Rename this file to "zh-Hant.md".',
  ]);
});

test('a language may be that of a region or of a script', async () => {
  const names = ['en', 'en-GB', 'es-419', 'pt-BR', 'zh-CN', 'zh-Hant', 'zh-TW'];
  for (const name of names) await put(`tides/${name}.md`);
  expect(await load()).toEqual({ packs: names.map((name) => `tides/${name}`), problems: [] });
});

test('what lies in the wrong place is told', async () => {
  await put('tides/en.md');
  await put('en.md');
  await mkdir(join(directory, 'empty'));
  const { packs, problems } = await load();
  expect(packs).toEqual(['tides/en']);
  expect(problems).toEqual([
    'content/empty:1: warning: Add a file for a language, such as '.concat(
      `${directory}/empty/en.md, or remove the folder.`,
    ),
    expect.stringContaining('content/en.md:1: warning: Move this file to a folder of its own'),
  ]);
});

test('languages of an article that count differently are told', async () => {
  await put('tides/en.md', fileWith('## One\nA\n\n## Two\nB\n\n## FAQ\n### C?\nD\n'));
  await put('tides/fr.md', fileWith('## Un\nA\n\n## FAQ\n### C ?\nD\n\n### E ?\nF\n'));
  expect(await load()).toEqual({
    packs: ['tides/en', 'tides/fr'],
    problems: [
      'content/tides/fr.md:1: warning: Bring the languages in line: this file has 1 sections, en.md has 2.',
      'content/tides/fr.md:1: warning: Bring the languages in line: this file has 2 FAQ questions, en.md has 1.',
    ],
  });
});

describe('what cannot be read', () => {
  test('a directory that is missing, empty or a file', async () => {
    expect((await load(join(directory, 'none'))).problems).toEqual([
      expect.stringContaining('content/none:1: error: Create this folder, or name another one'),
    ]);
    expect((await load()).problems).toEqual([
      expect.stringContaining("content:1: error: Write an article's pack"),
    ]);
    await put('file', '');
    expect((await load(join(directory, 'file'))).problems).toEqual([
      expect.stringContaining("content/file:1: error: Name the folder that holds the articles' folders"),
    ]);
  });

  test('a file that is not UTF-8, and one that is too large', async () => {
    await put('tides/en.md', Buffer.from(`\uFEFF${fileWith('## One\nText.')}`, 'utf16le'));
    await put('tides/fr.md', Buffer.alloc(2_000_001, 'a'));
    expect(await load()).toEqual({
      packs: [],
      problems: [
        'content/tides/en.md:1: error: Save this file as UTF-8: it is in another encoding.',
        'content/tides/fr.md:1: error: Split the article: a file holds at most 2 MB.',
      ],
    });
  });

  describe('keeps nothing else from being read:', () => {
    const EN = 'tides/fr.md:1: error: ';
    const NOT_REGULAR = `${EN}Put a regular file in this place: pipes, devices and sockets are not read.`;
    const odd: readonly (readonly [string, (path: string) => unknown, string])[] = [
      ['a pipe', (path) => execFileSync('mkfifo', [path]), NOT_REGULAR],
      ['a link to a pipe', linkToPipe, NOT_REGULAR],
      ['a link to a device without an end', (path) => symlink('/dev/zero', path), NOT_REGULAR],
      ['a socket', listenAt, NOT_REGULAR],
      [
        'a link that leads nowhere',
        (path) => symlink('nowhere', path),
        `${EN}Mend this link, or remove it: it leads nowhere.`,
      ],
      [
        'a link through a file',
        (path) => symlink('en.md/x', path),
        `${EN}Mend this link, or remove it: it leads nowhere.`,
      ],
      [
        'a link to itself',
        (path) => symlink('fr.md', path),
        `${EN}Mend this link, or remove it: it leads in a circle.`,
      ],
      ['a folder', (path) => mkdir(path), `${EN}Put a file in this place, or rename it: it is a folder.`],
    ];
    test.each(odd)('%s', async (_, make, problem) => {
      await put('tides/en.md');
      await put('moon/en.md');
      await make(join(directory, 'tides/fr.md'));
      const { packs, problems } = await load();
      expect(packs).toEqual(['moon/en', 'tides/en']);
      expect(problems).toEqual([expect.stringContaining(`content/${problem}`)]);
    });

    test.each([
      ['a link that leads nowhere', 'nowhere', 'it leads nowhere'],
      ['a link to itself', 'odd', 'it leads in a circle'],
    ])('%s, among the articles', async (_, target, problem) => {
      await put('tides/en.md');
      await symlink(target, join(directory, 'odd'));
      expect(await load()).toEqual({
        packs: ['tides/en'],
        problems: [`content/odd:1: error: Mend this link, or remove it: ${problem}.`],
      });
    });

    test('what has a name in another encoding', async () => {
      await put('tides/en.md');
      const latin = (folder: string, name: string) =>
        Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, 'latin1')]);
      await mkdir(latin(directory, 'été'));
      await writeFile(latin(join(directory, 'tides'), 'é.md'), fileWith('## One\nText.'));
      expect(await load()).toEqual({
        packs: ['tides/en'],
        problems: [
          'content/tides/\uFFFD.md:1: error: Rename this: its name is not UTF-8.',
          'content/\uFFFDt\uFFFD:1: error: Rename this: its name is not UTF-8.',
        ],
      });
    });

    test('what is no content by its name', async () => {
      await put('tides/en.md');
      execFileSync('mkfifo', [join(directory, 'pipe'), join(directory, 'tides/pipe')]);
      await symlink('nowhere', join(directory, 'tides/link'));
      expect(await load()).toEqual({ packs: ['tides/en'], problems: [] });
    });
  });

  test('a file that is longer than it may be, whatever it says of its length', async () => {
    await put('long', 'x'.repeat(11));
    expect(await readRegularFile(join(directory, 'long'), 10)).toBeNull();
    expect((await readRegularFile(join(directory, 'long'), 11))?.toString()).toBe('x'.repeat(11));
    // It says that it is empty.
    expect(await readRegularFile('/proc/self/status', 10)).toBeNull();
  });

  test('a pipe that nobody writes to', async () => {
    const pipe = join(directory, 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(readRegularFile(pipe, 10)).rejects.toThrow(NotRegularFile);
  });
});

async function linkToPipe(path: string): Promise<void> {
  execFileSync('mkfifo', [join(directory, '.pipe')]);
  await symlink(join(directory, '.pipe'), path);
}

/** Relative to where the tests run: the path of a socket may have about a hundred characters. */
function listenAt(path: string): Promise<void> {
  const server = createServer();
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(relative(process.cwd(), path), () => resolve());
  });
}
