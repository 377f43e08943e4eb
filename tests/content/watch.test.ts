import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadLibrary } from '../../src/content/load.ts';
import type { Library } from '../../src/content/pack.ts';
import type { Problem } from '../../src/content/problem.ts';
import { watchContent } from '../../src/content/watch.ts';
import { fileWith } from './pack-text.ts';

const NONE_LEFT = 'no problem is left';

let home: string;
let content: string;
let news: News;
let close: () => void = () => {};
let errors: () => readonly Problem[] = () => [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'footnote-watch-'));
  content = join(home, 'content');
  news = createNews();
  await write('tides', 'First.');
});
afterEach(async () => {
  close();
  await rm(home, { recursive: true, force: true });
});

test('an edited article is served anew', async () => {
  await watch();
  await write('tides', 'Second.');
  expect(await news.next()).toEqual(['tides: Second.']);
});

test('an article that is added comes, one that is deleted goes', async () => {
  await watch();
  await write('moon', 'Moon.');
  expect(await news.next()).toEqual(['moon: Moon.', 'tides: First.']);
  await rename(join(content, 'tides'), join(home, 'tides'));
  expect(await news.next()).toEqual(['moon: Moon.']);
});

test('a change made between loading and watching is not missed', async () => {
  await watch(() => write('tides', 'Second.'));
  expect(await news.next()).toEqual(['tides: Second.']);
});

test('an article that breaks is told once and serves on until it is mended', async () => {
  await watch();
  await write('tides', '');
  expect(await news.next()).toEqual([
    'tides/en.md:7: error: Write some text below "One", or remove the heading.',
  ]);
  await write('moon', 'Moon.');
  expect(await news.next()).toEqual(['moon: Moon.', 'tides: First.']);
  await write('tides', 'Mended.');
  expect(await news.next()).toEqual([NONE_LEFT]);
  expect(await news.next()).toEqual(['moon: Moon.', 'tides: Mended.']);
});

test('what could be better is told, too, and that it is mended', async () => {
  await watch();
  await write('tides', 'Some.\n\n## Highlight\nMore.');
  expect(await news.next()).toEqual([
    expect.stringContaining('tides/en.md:10: warning: Write "## Highlights" if that is meant'),
  ]);
  expect(await news.next()).toEqual(['tides: Some.']);
  await write('tides', 'Some.');
  expect(await news.next()).toEqual([NONE_LEFT]);
});

test('an article that an editor writes aside and renames is served anew', async () => {
  await watch();
  await writeFile(join(content, 'tides/.en.md.new'), fileWith('## One\nSecond.'));
  await rename(join(content, 'tides/.en.md.new'), join(content, 'tides/en.md'));
  expect(await news.next()).toEqual(['tides: Second.']);
});

test('a whole directory may be replaced, and be gone for a while', async () => {
  await watch();
  await rename(content, join(home, 'old'));
  expect(await news.next()).toEqual([expect.stringContaining(':1: error: Create this folder')]);
  await write('tides', 'Second.');
  expect(await news.next()).toEqual([NONE_LEFT]);
  expect(await news.next()).toEqual(['tides: Second.']);
});

test('content that the bot cannot use is told, and the next change is taken up', async () => {
  await watch();
  news.refuse('two commands are called "ask"');
  await write('tides', 'Second.');
  expect(await news.next()).toEqual([expect.stringContaining('two commands are called "ask"')]);
  news.refuse(null);
  await write('tides', 'Third.');
  expect(await news.next()).toEqual([NONE_LEFT]);
  expect(await news.next()).toEqual(['tides: Third.']);
});

test.each<readonly [string, (path: string) => unknown, string]>([
  ['a pipe', (path) => execFileSync('mkfifo', [path]), 'Put a regular file in this place'],
  ['a device without an end', (path) => symlink('/dev/zero', path), 'Put a regular file in this place'],
  [
    'a link to itself',
    (path) => symlink('en.md', path),
    'Mend this link, or remove it: it leads in a circle',
  ],
  ['a link to nothing', (path) => symlink('none', path), 'Mend this link, or remove it: it leads nowhere'],
])(
  '%s in an article’s place is told, the article serves on, and watching goes on',
  async (_, make, advice) => {
    await watch();
    await make(join(home, 'odd'));
    await rename(join(home, 'odd'), join(content, 'tides/en.md'));
    expect(await news.next()).toEqual([expect.stringContaining(`tides/en.md:1: error: ${advice}`)]);
    await write('moon', 'Moon.');
    expect(await news.next()).toEqual(['moon: Moon.', 'tides: First.']);
    await write('tides', 'Second.');
    expect(await news.next()).toEqual([NONE_LEFT]);
    expect(await news.next()).toEqual(['moon: Moon.', 'tides: Second.']);
  },
);

test('of a change, the articles that stay are the same as before', async () => {
  await write('moon', 'Moon.');
  const libraries: Library[] = [];
  await watch(undefined, (library) => libraries.push(library));
  await write('tides', 'Second.');
  await news.next();
  await write('tides', 'Third.');
  await news.next();
  const moons = libraries.map((library) => library.find(({ slug }) => slug === 'moon'));
  expect(moons).toHaveLength(2);
  expect(moons[0]).toBeDefined();
  expect(moons[1]).toBe(moons[0]);
});

test('fifty articles that change at once are swapped at once', async () => {
  const slugs = Array.from({ length: 50 }, (_, at) => `article-${at}`);
  for (const slug of slugs) await write(slug, 'Old.');
  // A link, which is swapped in one step: no look falls between two.
  const old = join(home, 'old');
  await rename(content, old);
  await symlink(old, content);
  await watch();
  const next = join(home, 'next');
  for (const slug of slugs) {
    await mkdir(join(next, slug), { recursive: true });
    await writeFile(join(next, slug, 'en.md'), fileWith('## One\nNew.'));
  }
  await symlink(next, join(home, 'link'));
  await rename(join(home, 'link'), content);
  expect(await news.next()).toEqual(slugs.toSorted().map((slug) => `${slug}: New.`));
});

test('content that is mounted as a Kubernetes ConfigMap is served anew when its link is swapped', async () => {
  const mounted = join(home, 'mounted');
  const version = async (name: string, text: string): Promise<void> => {
    await mkdir(join(mounted, name), { recursive: true });
    await writeFile(join(mounted, name, 'en.md'), fileWith(`## One\n${text}`));
    await symlink(name, join(mounted, '..data_tmp'));
    await rename(join(mounted, '..data_tmp'), join(mounted, '..data'));
  };
  await version('..2026_01', 'First.');
  await symlink('..data/en.md', join(mounted, 'en.md'));
  await rm(join(content, 'tides'), { recursive: true });
  await symlink(mounted, join(content, 'tides'));
  await watch();
  await version('..2026_02', 'Second.');
  expect(await news.next()).toEqual(['tides: Second.']);
});

test('what is wrong stands there for as long as it is wrong', async () => {
  await watch();
  expect(errors()).toEqual([]);
  await write('tides', '');
  await news.next();
  expect(errors()).toMatchObject([{ line: 7, severity: 'error' }]);
  await write('tides', 'Mended.');
  await news.next();
  expect(errors()).toEqual([]);
});

/** Comes into its place at once: a look that falls between two steps would find something else. */
async function write(slug: string, text: string): Promise<void> {
  const aside = await mkdtemp(join(home, 'aside-'));
  await mkdir(join(aside, slug));
  await writeFile(join(aside, slug, 'en.md'), fileWith(`## One\n${text}`));
  if (!existsSync(content)) await rename(aside, content);
  else if (!existsSync(join(content, slug))) await rename(join(aside, slug), join(content, slug));
  else await rename(join(aside, slug, 'en.md'), join(content, slug, 'en.md'));
}

async function watch(
  beforeWatching: () => Promise<void> = () => Promise.resolve(),
  onLibrary: (library: Library) => void = () => {},
): Promise<void> {
  const loaded = await loadLibrary(content, { reservedNames: [] });
  await beforeWatching();
  ({ close, errors } = watchContent(content, {
    loaded,
    reservedNames: [],
    onLibrary: (changed) => {
      onLibrary(changed);
      news.library(changed);
    },
    onProblems: (problems) =>
      news.told(
        problems.length === 0
          ? [NONE_LEFT]
          : problems.map(
              ({ file, line, severity, message }) =>
                `${file.replace(`${content}/`, '')}:${line}: ${severity}: ${message}`,
            ),
      ),
    intervalMs: 5,
  }));
}

interface News {
  library(library: Library): void;
  told(lines: readonly string[]): void;
  /** Makes the bot unable to use any library. */
  refuse(reason: string | null): void;
  /** What was told next: the packs with their texts, or the problems. */
  next(): Promise<readonly string[]>;
}

function createNews(): News {
  const waiting: ((lines: readonly string[]) => void)[] = [];
  const unread: (readonly string[])[] = [];
  let refusal: string | null = null;
  const tell = (lines: readonly string[]) => {
    const reader = waiting.shift();
    if (reader === undefined) unread.push(lines);
    else reader(lines);
  };
  return {
    library: (library) => {
      if (refusal !== null) throw new Error(refusal);
      tell(library.map(({ slug, sections }) => `${slug}: ${sections[0]?.text}`));
    },
    told: tell,
    refuse: (reason) => {
      refusal = reason;
    },
    next: () => {
      const lines = unread.shift();
      return lines === undefined
        ? new Promise((resolve) => {
            waiting.push(resolve);
          })
        : Promise.resolve(lines);
    },
  };
}
