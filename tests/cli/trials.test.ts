import { chmod, mkdir, mkdtemp, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAnswers } from '../../src/answers/create-answers.ts';
import { createTrials } from '../../src/cli/trials.ts';
import { loadLibrary } from '../../src/content/load.ts';
import { findPackFile, readPackText } from '../../src/content/pack-file.ts';
import { watchContent } from '../../src/content/watch.ts';
import type { WordingRequest } from '../../src/playground/trial-protocol.ts';
import { fileWith } from '../content/pack-text.ts';

const TEXT = fileWith(
  '## Springs\nSpring tides come twice a month.\n\n## FAQ\n### When is high water?\nTwice a day.\n\n### What is low water?\nThe ebb.\n',
);
const TIDES = { slug: 'tides', locale: 'en' };
const FLOOD: WordingRequest = { wording: 'flood', to: { kind: 'entry', id: 'faq/when-is-high-water' } };

/** The pane over a folder of its own, followed as the program does. */
async function open({ text = TEXT, inMemory = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-trials-'));
  await mkdir(join(folder, 'tides'));
  const file = join(folder, 'tides/en.md');
  await writeFile(file, text);
  const loaded = await loadLibrary(folder, { reservedNames: [] });
  let answers = createAnswers(loaded.library);
  const watcher = watchContent(folder, {
    loaded,
    reservedNames: [],
    intervalMs: 20,
    onLibrary: (library) => {
      answers = createAnswers(library);
    },
    onProblems: () => undefined,
  });
  const trials = createTrials({
    answers: () => answers,
    async sourceOf(name) {
      const found = await findPackFile(folder, name);
      const source = found === null ? null : await readPackText(found);
      return source === null ? null : { text: source, file: inMemory ? null : found };
    },
  });
  const version = async () => (await trials.article(TIDES))?.version ?? '';
  const write = async (wordings: readonly WordingRequest[], as: 'file' | 'download' = 'file') =>
    trials.write({ ...TIDES, version: await version(), wordings, as });
  return {
    folder,
    file,
    trials,
    version,
    write,
    close: () => watcher.close(),
    read: () => readFile(file, 'utf8'),
  };
}

describe('a question on trial', () => {
  it('tells what it finds by title, how surely, and what would be it otherwise', async () => {
    const { trials, close } = await open();
    const [tried] = await trials.ask({
      questions: ['When is high water?'],
      slug: null,
      locale: 'en',
      written: [],
    });
    expect(tried).toMatchObject({
      outcome: 'answer',
      confidence: 1,
      best: { ...TIDES, id: 'faq/when-is-high-water', kind: 'faq', title: 'When is high water?' },
      offered: [],
    });
    close();
  });

  it('finds what was written once the article is served so', async () => {
    const { trials, write, close } = await open();
    const ask = (written: readonly { slug: string; locale: string; version: string }[]) =>
      trials.ask({ questions: ['when does the moon drown us'], slug: 'tides', locale: 'en', written });
    const [before] = await ask([]);
    expect(before?.outcome).not.toBe('answer');
    const result = await write([{ ...FLOOD, wording: 'when does the moon drown us' }]);
    if (result.kind !== 'written') throw new Error(result.kind);
    const [after] = await ask([{ ...TIDES, version: result.version }]);
    expect(after).toMatchObject({ outcome: 'answer', best: { id: 'faq/when-is-high-water' } });
    close();
  });
});

describe('writing into an article', () => {
  it('keeps the file’s rights, a link a link, and leaves nothing else behind', async () => {
    const { folder, file, write, close, read } = await open();
    const kept = join(folder, 'kept.txt');
    await writeFile(kept, TEXT);
    await chmod(kept, 0o640);
    await write([FLOOD]);
    const linked = await mkdtemp(join(tmpdir(), 'footnote-trials-'));
    await mkdir(join(linked, 'tides'));
    await symlink(kept, join(linked, 'tides/en.md'));
    const { library } = await loadLibrary(linked, { reservedNames: [] });
    const path = join(linked, 'tides/en.md');
    const trials = createTrials({
      answers: () => createAnswers(library),
      sourceOf: async () => ({ text: (await readPackText(path)) ?? '', file: path }),
    });
    const version = library[0]?.version ?? '';
    expect(await trials.write({ ...TIDES, version, wordings: [FLOOD], as: 'file' })).toMatchObject({
      file: path,
    });
    expect(await readFile(kept, 'utf8')).toBe(await read());
    expect((await stat(kept)).mode & 0o777).toBe(0o640);
    expect(await readdir(join(folder, 'tides'))).toEqual(['en.md']);
    expect(file).toContain('tides');
    close();
  });

  it('changes nothing where the file has changed since', async () => {
    const { file, trials, version, close, read } = await open();
    const seen = await version();
    await writeFile(file, `${TEXT}\nA line of the author’s.\n`);
    expect(await trials.write({ ...TIDES, version: seen, wordings: [FLOOD], as: 'file' })).toEqual({
      kind: 'changed',
    });
    expect(await read()).toBe(`${TEXT}\nA line of the author’s.\n`);
    close();
  });

  it('lets the first of two through, and loses neither’s words', async () => {
    const { trials, version, close, read } = await open();
    const seen = await version();
    const both = ['flood', 'peak'].map((wording) =>
      trials.write({ ...TIDES, version: seen, wordings: [{ ...FLOOD, wording }], as: 'file' }),
    );
    expect((await Promise.all(both)).map(({ kind }) => kind)).toEqual(['written', 'changed']);
    expect(await read()).toContain('- flood\n');
    close();
  });

  it('hands the changed text over without touching the file', async () => {
    const { write, close, read } = await open();
    const result = await write([FLOOD], 'download');
    expect(result).toMatchObject({ kind: 'written', file: null, text: expect.stringContaining('- flood\n') });
    expect(await read()).toBe(TEXT);
    close();
  });

  it('is a download alone for an article that is in memory', async () => {
    const { trials, write, close } = await open({ inMemory: true });
    expect(await trials.article(TIDES)).toMatchObject({ file: null });
    expect(await write([FLOOD])).toEqual({ kind: 'not on disk' });
    expect(await write([FLOOD], 'download')).toMatchObject({ kind: 'written', file: null });
    close();
  });

  it('says that an article is gone', async () => {
    const { trials, close } = await open();
    const wordings = [FLOOD];
    expect(await trials.write({ slug: 'gone', locale: 'en', version: 'x', wordings, as: 'file' })).toEqual({
      kind: 'gone',
    });
    close();
  });
});
