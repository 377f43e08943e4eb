import { chmod, mkdir, mkdtemp, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { importInThread } from '../../src/cli/import-thread.ts';
import { addWordings } from '../../src/content/add-wordings.ts';
import { parsePack } from '../../src/content/parse.ts';
import type { ArticleAction, ArticleResult, OwnArticle } from '../../src/playground/article-protocol.ts';
import { closePlaygrounds, mia, openPlayground } from './rig.ts';

afterEach(closePlaygrounds);

const FERRY = `<!DOCTYPE html><html lang="en"><head><title>The Night Ferry | Strait News</title></head>
<body><nav><a href="/a">Home</a> <a href="/b">Sport</a></nav><main><article><h1>The Night Ferry</h1>
<p>For nine years nobody could cross the strait after dark. The night ferry changes that.</p>
<h2>The new boat</h2><p>The new boat carries forty cars. It was built in Turku.</p>
<h2>FAQ</h2><details><summary>When does it sail?</summary><p>At ten and at four.</p></details>
<details><summary>Can I bring a bicycle?</summary><p>Yes, for two dollars.</p></details></article></main>
<footer>© 2024 Strait News</footer></body></html>`;

type File = readonly [name: string, text: string | Uint8Array<ArrayBuffer>];

/** The page's ways to the articles that people bring. */
async function open(options: { readonly contentDir?: string } = {}) {
  const page = await openPlayground(options);
  const resultOf = async (response: Response) => (await response.json()) as ArticleResult;
  const articles = async () => (await page.state()).articles;
  return {
    ...page,
    articles,
    async only(): Promise<OwnArticle> {
      const [article, ...others] = await articles();
      if (article === undefined || others.length > 0) throw new Error('There is not one article.');
      return article;
    },
    async bring(files: readonly File[], folder?: string) {
      const form = new FormData();
      if (folder !== undefined) form.append('folder', folder);
      for (const [name, text] of files) form.append('file', new Blob([text]), name);
      return resultOf(await fetch(`${page.url}/articles`, { method: 'POST', body: form }));
    },
    async on(action: ArticleAction) {
      return resultOf(
        await fetch(`${page.url}/articles/act`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(action),
        }),
      );
    },
    async asked(question: string) {
      return JSON.stringify((await page.use(mia, 'ask', { question })).message.embeds);
    },
  };
}

describe('a saved page that is dropped', () => {
  it('has a command and answers at once, beside the articles of the folder', async () => {
    const page = await open();
    const seen = await page.listen();
    expect(await page.bring([['ferry.html', FERRY]])).toMatchObject({ done: true });
    expect(await page.slashNames(mia)).toEqual(expect.arrayContaining(['fair', 'ferry']));
    expect(await page.asked('can i bring my bicycle')).toContain('Yes, for two dollars.');
    expect(await page.asked('When does the fair open?')).toContain('12 December');
    const { message } = await page.use(mia, 'ferry contents');
    expect(JSON.stringify(message.embeds)).toContain('The new boat');
    await expect
      .poll(() => seen.map(({ kind }) => kind))
      .toEqual(expect.arrayContaining(['commands', 'articles']));
    expect(page.lines).toEqual([]);
  });

  it('is told apart: what became of each part, how much was kept, and what to try', async () => {
    const page = await open();
    await page.bring([['ferry.html', FERRY]]);
    const article = await page.only();
    expect(article).toMatchObject({
      from: 'ferry.html',
      slug: 'ferry',
      title: 'The Night Ferry',
      locale: 'en',
      isLocaleGuessed: false,
      isServed: true,
      counts: { sections: 1, questions: 2 },
      questions: ['When does it sail?', 'Can I bring a bicycle?'],
      isSaved: false,
    });
    expect(article.words.kept).toBe(article.words.article);
    const became = (text: string) => article.parts.find((part) => part.text.includes(text))?.became;
    expect(became('Strait News')).toBe('dropped');
    expect(became('built in Turku')).toBe('text');
    expect(became('for two dollars')).toBe('answer');
  });

  it('replaces what it was before when it is dropped again, under the name that it was given', async () => {
    const page = await open();
    await page.bring([['ferry.html', FERRY]]);
    const { id } = await page.only();
    const names = { slug: 'boat', title: 'Our boat', locale: 'en' };
    expect(await page.on({ kind: 'change', article: id, ...names })).toMatchObject({ done: true });
    await page.bring([['ferry.html', FERRY.replace('two dollars', 'three dollars')]]);
    expect(await page.only()).toMatchObject({ id, slug: 'boat', title: 'Our boat' });
    expect(await page.slashNames(mia)).not.toContain('ferry');
    const answer = await page.asked('Can I bring a bicycle?');
    expect(answer).toContain('three dollars');
    expect(answer).not.toContain('two dollars');
  });

  it('goes with its command when it is removed', async () => {
    const page = await open();
    await page.bring([['ferry.html', FERRY]]);
    const { id } = await page.only();
    await page.on({ kind: 'remove', article: id });
    expect(await page.articles()).toEqual([]);
    expect(await page.slashNames(mia)).not.toContain('ferry');
    expect(await page.on({ kind: 'remove', article: id })).toEqual({ done: false, why: 'gone' });
  });
});

describe('what else can be dropped', () => {
  it('is a folder with a file a question', async () => {
    const page = await open();
    await page.bring(
      [
        ['sail.md', '# When does it sail?\nAt ten and at four.'],
        ['bicycle.md', '# Can I bring a bicycle?\nYes, for two dollars.'],
      ],
      'ferry-tags',
    );
    expect(await page.only()).toMatchObject({ slug: 'ferry-tags', counts: { questions: 2 } });
    expect(await page.asked('Can I bring a bicycle?')).toContain('two dollars');
  });

  it.each<readonly [string, File, object]>([
    [
      'an empty file',
      ['empty.txt', ' \n'],
      { why: 'unreadable', message: expect.stringMatching(/^empty\.txt is empty/) },
    ],
    [
      'a picture',
      ['cat.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3)],
      { why: 'unreadable', message: expect.stringMatching(/^cat\.png is no text/) },
    ],
    [
      'a PDF',
      ['a.pdf', '%PDF-1.7'],
      { why: 'unreadable', message: expect.stringMatching(/^a\.pdf is a PDF/) },
    ],
    ['more than 10 MB', ['big.txt', 'many words '.repeat(950_000)], { why: 'too-large' }],
    ['much more than 10 MB', ['huge.txt', 'many words '.repeat(2_000_000)], { why: 'too-large' }],
  ])('is not %s, which is refused with a reason', async (_, file, refusal) => {
    const page = await open();
    expect(await page.bring([file])).toEqual({ done: false, ...refusal });
    expect(await page.articles()).toEqual([]);
  });

  it('is not what takes too long to read', async () => {
    const files = [{ name: 'ferry.html', bytes: Buffer.from(FERRY) }];
    const order = { name: 'ferry.html', files, isFolder: false, locale: null };
    expect(await importInThread(order, { longestMs: 0 })).toEqual({
      refused: expect.stringMatching(/^Reading ferry\.html takes too much time/),
    });
  });
});

describe('its name', () => {
  it('is another one where the folder or another article has it', async () => {
    const page = await open();
    await page.bring([['fair.html', FERRY]]);
    await page.bring([['help.html', FERRY]]);
    await page.bring([['fair.html', FERRY.replace('lang="en"', 'lang="fr"')]]);
    expect((await page.articles()).map(({ slug, locale }) => `${slug} ${locale}`)).toEqual([
      'fair-2 en',
      'help-article en',
      'fair-2 fr',
    ]);
    expect(await page.asked('When does the fair open?')).toContain('12 December');
  });

  it('can be chosen, but not one that is taken or can be no command', async () => {
    const page = await open();
    await page.bring([['ferry.html', FERRY]]);
    await page.bring([['boat.html', FERRY]]);
    const [ferry] = await page.articles();
    if (ferry === undefined) throw new Error('There is no article.');
    const change = (slug: string, locale = 'en') =>
      page.on({ kind: 'change', article: ferry.id, slug, title: ferry.title, locale });
    expect(await change('fair')).toEqual({ done: false, why: 'taken' });
    expect(await change('boat')).toEqual({ done: false, why: 'taken' });
    expect(await change('ask')).toEqual({ done: false, why: 'reserved' });
    expect(await change('no name')).toEqual({ done: false, why: 'name' });
    expect(await change('ferry', 'xx')).toEqual({ done: false, why: 'language' });
    expect(await change('boat', 'fr')).toMatchObject({ done: true });
    expect((await page.articles())[0]).toMatchObject({ slug: 'boat', locale: 'fr' });
  });
});

describe('the disk', () => {
  it('has nothing of it until it is saved, and no file is written over unasked', async () => {
    const contentDir = await mkdtemp(join(tmpdir(), 'footnote-own-'));
    const page = await open({ contentDir });
    await page.bring([['ferry.html', FERRY]]);
    const { id, target } = await page.only();
    expect(await readdir(contentDir)).toEqual([]);

    expect(await page.on({ kind: 'save', article: id, overwrite: false })).toMatchObject({ done: true });
    expect((await page.only()).isSaved).toBe(true);
    const markdown = await readFile(target, 'utf8');
    expect(target).toBe(`${contentDir}/ferry/en.md`);
    expect(parsePack(markdown, { file: target, slug: 'ferry', locale: 'en' })).toMatchObject({
      pack: { title: 'The Night Ferry' },
      problems: [],
    });

    await writeFile(target, 'What its author wrote since.');
    await page.bring([['ferry.html', FERRY]]);
    expect((await page.only()).isSaved).toBe(false);
    const refused = await page.on({ kind: 'save', article: id, overwrite: false });
    expect(refused).toEqual({ done: false, why: 'exists', file: target });
    expect(await readFile(target, 'utf8')).toBe('What its author wrote since.');
    await page.on({ kind: 'save', article: id, overwrite: true });
    expect(await readFile(target, 'utf8')).toBe(markdown);
  });

  it('written over leaves a link one, and who may read the file as it was', async () => {
    const contentDir = await mkdtemp(join(tmpdir(), 'footnote-own-'));
    const elsewhere = join(contentDir, 'theirs.md');
    await writeFile(elsewhere, 'Theirs.');
    await chmod(elsewhere, 0o640);
    await mkdir(join(contentDir, 'ferry'));
    await symlink(elsewhere, join(contentDir, 'ferry/en.md'));
    const page = await open({ contentDir });
    await page.bring([['ferry.html', FERRY]]);
    const { id } = await page.only();
    expect(await page.on({ kind: 'save', article: id, overwrite: false })).toMatchObject({ why: 'exists' });
    expect(await readFile(elsewhere, 'utf8')).toBe('Theirs.');
    expect(await page.on({ kind: 'save', article: id, overwrite: true })).toMatchObject({ done: true });
    expect(await readFile(elsewhere, 'utf8')).toContain('The new boat carries forty cars.');
    expect((await stat(elsewhere)).mode & 0o777).toBe(0o640);
    expect(await readdir(join(contentDir, 'ferry'))).toEqual(['en.md']);
  });

  it('is told of where it can’t be written', async () => {
    const contentDir = await mkdtemp(join(tmpdir(), 'footnote-own-'));
    await writeFile(join(contentDir, 'ferry'), 'A file in the folder’s place.');
    await mkdir(join(contentDir, 'other'));
    const page = await open({ contentDir });
    await page.bring([['ferry.html', FERRY]]);
    const { id, target } = await page.only();
    const result = await page.on({ kind: 'save', article: id, overwrite: false });
    expect(result).toMatchObject({ done: false, file: target });
  });

  it('has what was written into its file since, in what is downloaded and under another title', async () => {
    const contentDir = await mkdtemp(join(tmpdir(), 'footnote-own-'));
    const page = await open({ contentDir });
    await page.bring([['ferry.html', FERRY]]);
    const { id, slug, target } = await page.only();
    const downloaded = async () => (await fetch(`${page.url}/articles/${id}`)).text();
    await page.on({ kind: 'save', article: id, overwrite: false });
    const before = await readFile(target, 'utf8');
    expect(await downloaded()).toBe(before);

    const added = await addWordings(before, { slug, locale: 'en', file: target }, [
      { wording: 'velo on board', to: { kind: 'entry', id: 'faq/can-i-bring-a-bicycle' } },
    ]);
    await writeFile(target, added?.text ?? '');
    expect(await downloaded()).toContain('- velo on board');
    await page.on({ kind: 'change', article: id, slug, title: 'Across the strait', locale: 'en' });
    expect(await downloaded()).toContain('- velo on board');
    expect(await downloaded()).toContain('title: "Across the strait"');
    expect(await page.asked('velo on board')).toContain('two dollars');

    // What its file says as long as it is broken is its author's to mend.
    await page.on({ kind: 'save', article: id, overwrite: true });
    await writeFile(target, 'no article');
    expect(await downloaded()).toBe('no article');
    await page.on({ kind: 'change', article: id, slug, title: 'The strait', locale: 'en' });
    expect(await downloaded()).toContain('- velo on board');
  });

  it('can be spared: the pack is downloaded', async () => {
    const page = await open();
    await page.bring([['ferry.html', FERRY]]);
    const { id } = await page.only();
    const response = await fetch(`${page.url}/articles/${id}`);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="en.md"');
    expect(await response.text()).toMatch(/^---\ntitle: "The Night Ferry"\n/);
    expect((await fetch(`${page.url}/articles/none`)).status).toBe(404);
  });
});

describe('what the folder’s files need', () => {
  it('shows on the page as it comes, and goes once it is mended', async () => {
    const page = await open();
    const seen = await page.listen();
    const problem = { file: 'content/fair/en.md', line: 3, severity: 'error', message: 'Mend it.' } as const;
    page.find([problem]);
    expect((await page.state()).problems).toEqual([problem]);
    page.find([]);
    await expect
      .poll(() => seen.flatMap((event) => (event.kind === 'problems' ? [event.problems] : [])))
      .toEqual([[problem], []]);
  });
});
