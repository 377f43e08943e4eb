import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-import-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const PAGE = '# The swimming pool\n\nIt is warm.\n\n## FAQ\n\n### When does it open?\n\nAt seven.\n';

/** What `footnote import` prints and ends with, with `content` in a folder of its own. */
async function call(args: readonly string[], typed = '') {
  const printed = { out: '', err: '' };
  const into = (name: 'out' | 'err') => {
    const stream = new PassThrough();
    stream.on('data', (chunk: Buffer) => (printed[name] += chunk.toString().replaceAll(folder, '')));
    return stream;
  };
  const input = new PassThrough();
  input.end(typed);
  const code = await runProgram(['import', ...args, '--out', join(folder, 'content')], {
    input,
    output: into('out'),
    errors: into('err'),
    variables: () => ({ EMBEDDINGS: 'off' }),
  });
  return { code, ...printed };
}

async function page(name = 'pool.md', text = PAGE): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

function content(path: string): Promise<string> {
  return readFile(join(folder, 'content', path), 'utf8');
}

describe('footnote import', () => {
  it('writes a pack, and tells line by line what became of the page', async () => {
    const { code, out, err } = await call([await page()]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n')).toEqual([
      'line  became    what',
      '   1  title     The swimming pool',
      '   3  summary   It is warm.',
      '   5  group     FAQ  (the heading of the questions)',
      '   7  question  When does it open?',
      '   9  answer    At seven.',
      '',
      '0 contents entries, 0 sections, 0 highlights, 1 question, 0 dropped.',
      "Kept 100 % of the article's 12 words; 0 words around it were dropped.",
      'Wrote /content/pool/en.md: /pool in en.',
      '',
    ]);
    expect(await content('pool/en.md')).toContain('### When does it open?\n\nAt seven.\n');
  });

  it('writes nothing with --dry-run', async () => {
    const { code, out } = await call([await page(), '--dry-run']);
    expect(code).toBe(0);
    expect(out).toContain('Nothing was written: this would be /content/pool/en.md.');
    expect(await readdir(folder)).toEqual(['pool.md']);
  });

  it('never writes over an article without --force', async () => {
    const file = await page();
    await call([file]);
    await page('pool.md', PAGE.replace('seven', 'eight'));
    const second = await call([file]);
    expect(second.code).toBe(1);
    expect(second.err).toBe(
      '/content/pool/en.md is there already: give --force to write over it, or --slug for another name.\n',
    );
    expect(await content('pool/en.md')).toContain('seven');
    expect(await call([file, '--force'])).toMatchObject({ code: 0, err: '' });
    expect(await content('pool/en.md')).toContain('eight');
    expect(await readdir(join(folder, 'content', 'pool'))).toEqual(['en.md']);
  });

  it('reads standard input, and calls the article like its title', async () => {
    const { code, out } = await call(['-'], PAGE);
    expect(code).toBe(0);
    expect(out).toContain('Wrote /content/the-swimming-pool/en.md');
  });

  it('calls the article as it is told to, in the language that it is told', async () => {
    const { out } = await call([await page(), '--slug', 'bad', '--locale', 'de']);
    expect(out).toContain('Wrote /content/bad/de.md');
  });

  it('never calls it like a command of the bot', async () => {
    const { out } = await call([await page('help.md')]);
    expect(out).toContain('Wrote /content/help-article/en.md');
  });

  it('gives all of it as JSON', async () => {
    const { code, out } = await call([await page(), '--dry-run', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      kind: 'Markdown',
      title: 'The swimming pool',
      slug: 'pool',
      locale: 'en',
      written: false,
      counts: { contents: 0, sections: 0, highlights: 0, questions: 1, dropped: 0 },
      words: { article: 12, kept: 12, missing: [] },
      blocks: expect.arrayContaining([
        { line: 7, became: 'question', text: 'When does it open?', why: null, proposed: false },
      ]),
      markdown: expect.stringContaining('### When does it open?'),
    });
  });

  it.each([
    ['no file', ['nowhere.md'], 'There is no file "nowhere.md".'],
    ['an empty one', ['-'], 'standard input is empty'],
  ])('ends with 1 and a sentence for %s', async (_, args, sentence) => {
    const { code, out, err } = await call(args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(sentence);
  });

  it.each([
    ['nothing to import', [], 'Name the page to make an article of'],
    ['a name that no command can have', ['-', '--slug', 'My Page'], '"My Page" is no command\'s name'],
    ["a name of the bot's own", ['-', '--slug', 'help'], 'The bot has a command "/help" of its own'],
    ['what is no language', ['-', '--locale', 'english'], 'There is no language "english"'],
  ])('ends with 2 and a sentence for %s', async (_, args, sentence) => {
    const { code, out, err } = await call(args, PAGE);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
  });
});
