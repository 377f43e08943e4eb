import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEmbedder } from '../../src/models/open-models.ts';
import type { Embedder } from '../../src/search/embedder.ts';
import { runNode } from './run-node.ts';
import { STAND_IN_DIMENSIONS, STAND_IN_LONGEST, writeStandInModel } from './stand-in-model.ts';
import { COMPILED } from './compiled.ts';

let home: string;
let folder: string;
const opened: Embedder[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'footnote-onnx-'));
  folder = join(home, 'Stand-in model');
  await writeStandInModel(folder, { seed: 1 });
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((embedder) => embedder.close()));
  await rm(home, { recursive: true, force: true });
});

async function open(): Promise<Embedder> {
  const embedder = await openEmbedder({ embeddings: true, embeddingModelDir: folder });
  if (embedder === null) throw new Error('there is no embedder');
  opened.push(embedder);
  return embedder;
}

test('a model in a folder gives unit vectors, near where the words are the same', async () => {
  const embedder = await open();
  const texts = [
    'Cats chase mice',
    'the cats chase the mice',
    'the stock market fell',
    '',
    'x '.repeat(50_000),
  ];
  const vectors = await embedder.embed(texts);
  for (const vector of vectors) {
    expect(vector).toHaveLength(STAND_IN_DIMENSIONS);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  }
  const [cats, sameCats, stocks] = vectors.map((vector) => [...vector]);
  const cosine = (one: readonly number[] = [], other: readonly number[] = []) =>
    one.reduce((sum, value, at) => sum + value * (other[at] ?? NaN), 0);
  expect(cosine(cats, sameCats)).toBeGreaterThan(cosine(cats, stocks) + 0.1);
});

test('a model that also wants token types gets them, and one that wants something else is named', async () => {
  const [reference] = await (await open()).embed(['cats chase mice']);
  await writeStandInModel(folder, { seed: 1, inputs: ['input_ids', 'attention_mask', 'token_type_ids'] });
  expect(await (await open()).embed(['cats chase mice'])).toEqual([reference]);
  await writeStandInModel(folder, { seed: 1, inputs: ['input_ids', 'pixel_values'] });
  await expect((await open()).embed(['cats'])).rejects.toThrow('wants the input "pixel_values"');
});

test('reads as many tokens as the model was made for', async () => {
  const embedder = await open();
  const cats = 'cats '.repeat(STAND_IN_LONGEST);
  const [whole, cut, shorter] = await embedder.embed([cats, `${cats} mice`, `${cats.slice(5)} mice`]);
  expect(cut).toEqual(whole);
  expect(shorter).not.toEqual(whole);
});

test('its name tells the folder, and is another for every change of the model or its words', async () => {
  const { model } = await open();
  expect(model).toMatch(/^Stand-in-model-[0-9a-f]{12}$/);
  expect((await open()).model).toBe(model);
  await writeStandInModel(folder, { seed: 2 });
  const changed = (await open()).model;
  expect(changed).not.toBe(model);
  await writeFile(join(folder, 'tokenizer_config.json'), '{}');
  expect((await open()).model).not.toBe(changed);
});

test('weights beside the settings and quantised weights are found, too', async () => {
  const [reference] = await (await open()).embed(['cats chase mice']);
  await rename(join(folder, 'onnx/model.onnx'), join(folder, 'model_quantized.onnx'));
  expect(await (await open()).embed(['cats chase mice'])).toEqual([reference]);
});

test.each(['onnx', 'tokenizer.json', 'tokenizer_config.json'])(
  'a folder without %s is named at once',
  async (missing) => {
    await rm(join(folder, missing), { recursive: true });
    await expect(open()).rejects.toThrow(/EMBEDDING_MODEL_DIR must be .* has no .*Mend it in \.env/);
  },
);

test('a folder that is not there is named at once', async () => {
  folder = join(home, 'nowhere');
  await expect(open()).rejects.toThrow(/EMBEDDING_MODEL_DIR must be .* can't be read/);
});

test('weights that are none are an error to whoever asks', async () => {
  await writeFile(join(folder, 'onnx/model.onnx'), 'no weights');
  await expect((await open()).embed(['cats'])).rejects.toThrow(
    /Stand-in-model-\w+ can't be used: .*EMBEDDINGS=off/,
  );
});

test('a process with such a model ends by itself', async () => {
  const { code, out } = await runNode(`
    const { openEmbedder } = await import(${JSON.stringify(new URL('open-models.js', COMPILED).href)});
    const embedder = await openEmbedder({ embeddings: true, embeddingModelDir: ${JSON.stringify(folder)} });
    const [vector] = await embedder.embed(['cats']);
    console.log(vector.length);`);
  expect({ code, out }).toEqual({ code: 0, out: '16\n' });
});
