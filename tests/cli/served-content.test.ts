import { expect, it } from 'vitest';
import type { SentenceEmbeddings } from '../../src/answers/sentence-embeddings.ts';
import { createAppContext } from '../../src/cli/app-context.ts';
import { createServedContent, withTextsInMemory } from '../../src/cli/served-content.ts';
import { packOf } from '../import/imported.ts';

const named = (slug: string, title: string) => ({
  ...packOf('boat.md', `# ${title}\n\nA boat.\n\n## Where it sails\n\nIt sails to the island.`),
  slug,
});

it('keeps what an article means off the disk where nobody saved the article', async () => {
  const onDisk: string[] = [];
  const embeddings: SentenceEmbeddings = {
    understands: () => true,
    vectorsOf: async (texts, kept) => {
      if (kept === 'on disk') onDisk.push(...texts);
      return { dimensions: 1, get: (text) => (texts.includes(text) ? Float32Array.of(1) : undefined) };
    },
    vectorOf: async () => 'failed',
    reads: () => false,
    read: async () => 'failed',
  };
  const wrapped = withTextsInMemory(embeddings, new Set(['mine', 'also mine']));
  const vectors = await wrapped.vectorsOf(['mine', 'the folder’s', 'also mine'], 'on disk');
  expect(onDisk).toEqual(['the folder’s']);
  expect(['mine', 'the folder’s', 'also mine'].map((text) => vectors?.get(text)?.[0])).toEqual([1, 1, 1]);
});

it('serves an article that was brought until the folder has the one that was saved', async () => {
  const served = await createServedContent([], (library) => createAppContext(library));
  const titles = () => served.context().answers.library.map(({ slug, title }) => `${slug}: ${title}`);
  const brought = named('boat', 'Brought');
  await served.serveBeside([{ pack: brought, yieldsToFolder: false }]);
  await served.followFolder([named('boat', 'In the folder'), named('other', 'Another')]);
  expect(titles()).toEqual(['boat: Brought', 'other: Another']);
  await served.serveBeside([{ pack: brought, yieldsToFolder: true }]);
  expect(titles()).toEqual(['boat: In the folder', 'other: Another']);
  await served.followFolder([]);
  expect(titles()).toEqual(['boat: Brought']);
});
