import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { embedTexts } from '../../src/models/embed-texts.ts';
import { openEmbedder } from '../../src/models/open-models.ts';
import { openVectorCache, type VectorCache } from '../../src/models/vector-cache.ts';
import type { Embedder } from '../../src/search/embedder.ts';
import { recordedLog } from '../fixtures/log.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'footnote-embed-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

function openCache(model = 'letters'): Promise<VectorCache> {
  return openVectorCache({ dataDir, model, log: recordedLog().log });
}

/** A model by hand: how often the letters a to h are in the text. Notes what it computes. */
function countLetters(before: (call: number) => void | Promise<void> = () => {}) {
  const computed: string[] = [];
  let calls = 0;
  const embedder: Embedder = {
    languages: null,
    model: 'letters',
    async embed(texts) {
      calls += 1;
      await before(calls);
      computed.push(...texts);
      return texts.map((text) => {
        const counts = Array.from('abcdefgh', (letter) => text.split(letter).length - 0.5);
        return Float32Array.from(counts, (count) => count / Math.hypot(...counts));
      });
    },
    close: () => Promise.resolve(),
  };
  return { embedder, computed };
}

const MANY = Array.from({ length: 600 }, (_, at) => `bead number ${at}`);

test('a warm start needs no model and finds the same vectors', async () => {
  const texts = ['How much did it cost?', 'Who made it?', 'Where can I get it?'];
  const embedder = await openEmbedder({ embeddings: true, embeddingModelDir: null });
  if (embedder === null) throw new Error('there is no embedder');
  const cold = await embedTexts(texts, { embedder, cache: await openCache(embedder.model) });
  await embedder.close();
  const warm = await embedTexts(texts, { embedder, cache: await openCache(embedder.model) });
  expect(warm.dimensions).toBe(384);
  for (const text of texts) {
    expect(warm.get(text)).toHaveLength(384);
    expect(warm.get(text)).toEqual(cold.get(text));
  }
  expect(warm.get('something else')).toBeUndefined();
});

test('a text that comes twice is computed once', async () => {
  const { embedder, computed } = countLetters();
  const vectors = await embedTexts(['bad', 'cab', 'bad'], { embedder, cache: await openCache() });
  expect(computed).toEqual(['bad', 'cab']);
  expect(vectors.get('bad')).toHaveLength(8);
});

test('no texts are no vectors', async () => {
  const vectors = await embedTexts([], { embedder: countLetters().embedder, cache: await openCache() });
  expect(vectors.dimensions).toBe(0);
  expect(vectors.get('')).toBeUndefined();
});

test('a model that fails in the middle is an error, and keeps what has been computed', async () => {
  const first = countLetters((call) => {
    if (call === 2) throw new Error('out of memory');
  });
  const parts = { embedder: first.embedder, cache: await openCache() };
  await expect(embedTexts(MANY, parts)).rejects.toThrow('out of memory');

  const second = countLetters();
  await embedTexts(MANY, { embedder: second.embedder, cache: await openCache() });
  expect([...first.computed, ...second.computed]).toEqual(MANY);
});

test('what has been computed is saved now and then, for a process that is killed', async () => {
  const onDisk: number[] = [];
  const { embedder } = countLetters(async () => {
    const cache = await openCache();
    onDisk.push(MANY.filter((text) => cache.has(text)).length);
  });
  await embedTexts(MANY, { embedder, cache: await openCache(), saveEveryMs: 0 });
  expect(onDisk).toEqual([0, 256, 512]);
});

test('a cache with vectors of another length is computed again', async () => {
  const old = await openCache();
  old.set('bad', Float32Array.from([1, 0]));
  await old.save();
  const cache = await openCache();
  const vectors = await embedTexts(['bad', 'cab'], { embedder: countLetters().embedder, cache });
  expect([vectors.get('bad')?.length, vectors.get('cab')?.length, vectors.dimensions]).toEqual([8, 8, 8]);
});
