import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openVectorCache, type VectorCache } from '../../src/models/vector-cache.ts';
import { recordedLog } from '../fixtures/log.ts';
import { runNode } from './run-node.ts';
import { COMPILED } from './compiled.ts';

let dataDir: string;
let file: string;
let log: ReturnType<typeof recordedLog>;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'footnote-vectors-'));
  file = join(dataDir, 'vectors/model-1.bin');
  log = recordedLog();
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

function open(options: { model?: string; maxVectors?: number; dataDir?: string } = {}): Promise<VectorCache> {
  return openVectorCache({ dataDir, model: 'model-1', log: log.log, ...options });
}

function vectorOf(text: string, dimensions = 64): Float32Array {
  const numbers = Array.from({ length: dimensions }, (_, at) => Math.sin(text.length * 77 + at * at));
  const length = Math.hypot(...numbers);
  return Float32Array.from(numbers, (value) => value / length);
}

async function fill(cache: VectorCache, texts: readonly string[], dimensions?: number): Promise<void> {
  for (const text of texts) cache.set(text, vectorOf(text, dimensions));
  await cache.save();
}

function textsIn(cache: VectorCache, texts: readonly string[]): readonly string[] {
  return texts.filter((text) => cache.has(text));
}

describe('the vectors on disk', () => {
  it('come back as they went out, near to what was computed and of unit length', async () => {
    const cold = await open();
    await fill(cold, ['a', 'bb', 'é 😀']);
    const warm = await open();
    for (const text of ['a', 'bb', 'é 😀']) {
      const vector = warm.get(text) ?? new Float32Array();
      expect(vector).toEqual(cold.get(text));
      expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
      expect(vector.reduce((sum, value, at) => sum + value * (vectorOf(text)[at] ?? NaN), 0)).toBeGreaterThan(
        0.9998,
      );
    }
    expect(warm.get('ccc')).toBeUndefined();
    expect([cold.dimensions, warm.dimensions]).toEqual([64, 64]);
    expect(log.lines).toEqual([]);
  });

  it('are not written when nothing is new', async () => {
    await fill(await open(), ['a']);
    await writeFile(file, 'somebody wrote here');
    await (await open()).save();
    expect(await readFile(file, 'utf8')).toBe('somebody wrote here');
  });

  it('keep what is in use first when there are too many', async () => {
    await fill(await open(), ['old', 'older', 'in use']);
    const cache = await open({ maxVectors: 2 });
    cache.get('in use');
    await fill(cache, ['new']);
    expect(textsIn(await open(), ['old', 'older', 'in use', 'new'])).toEqual(['in use', 'new']);
  });

  it('of one model never meet those of another', async () => {
    await fill(await open(), ['a']);
    expect((await open({ model: 'model-2' })).has('a')).toBe(false);
    await writeFile(join(dataDir, 'vectors/model-2.bin'), await readFile(file));
    expect((await open({ model: 'model-2' })).has('a')).toBe(false);
    expect(log.lines.join('')).toContain("another model's");
  });

  it('stay in the data folder whatever the model is called', async () => {
    await fill(await open({ model: '../../over/there' }), ['a']);
    expect((await open({ model: '../../over/there' })).has('a')).toBe(true);
    expect(await readdir(join(dataDir, 'vectors'))).toHaveLength(1);
  });
});

describe('a file that can not be used', () => {
  const flip = (at: number) => (content: Buffer) => {
    content.writeUInt8(content.readUInt8(at) ^ 1, at);
    return content;
  };

  it.each([
    ['cut', 'has been cut', (content: Buffer) => content.subarray(0, -10)],
    ['cut to nothing', 'is no file of vectors', () => Buffer.alloc(0)],
    ["somebody else's", 'is no file of vectors', () => Buffer.from('a letter to my aunt, of some length')],
    ['of another format', 'has the format', flip(4)],
    ['of other dimensions', 'has been cut', flip(8)],
    ['damaged in a vector', 'is damaged', flip(60)],
  ])('because it is %s is a warning, and is written anew', async (_, words, damage) => {
    await fill(await open(), ['a', 'bb']);
    await writeFile(file, damage(await readFile(file)));
    const cache = await open();
    expect(textsIn(cache, ['a', 'bb'])).toEqual([]);
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toContain(words);
    await fill(cache, ['ccc']);
    expect(textsIn(await open(), ['a', 'bb', 'ccc'])).toEqual(['ccc']);
    expect(log.lines).toHaveLength(1);
  });

  it('because the model now gives other dimensions is a warning, and is written anew', async () => {
    await fill(await open(), ['a']);
    const cache = await open();
    await fill(cache, ['bb'], 32);
    expect(log.lines.join('')).toContain('64 numbers, not 32');
    expect(textsIn(await open(), ['a', 'bb'])).toEqual(['bb']);
  });

  it('because its folder is none is a warning, told once, and the vectors are there all the same', async () => {
    const notAFolder = join(dataDir, 'file');
    await writeFile(notAFolder, '');
    const cache = await open({ dataDir: notAFolder });
    log.lines.splice(0);
    await fill(cache, ['a']);
    await fill(cache, ['bb']);
    expect(textsIn(cache, ['a', 'bb'])).toEqual(['a', 'bb']);
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toContain('make DATA_DIR writable');
  });
});

describe('two who write to the same file', () => {
  it('each find what the other has saved', async () => {
    const [one, other] = [await open(), await open()];
    await fill(one, ['a']);
    await fill(other, ['bb']);
    await fill(one, ['ccc']);
    expect(textsIn(await open(), ['a', 'bb', 'ccc'])).toEqual(['a', 'bb', 'ccc']);
  });

  it('at the same moment, in two processes, corrupt nothing', async () => {
    const write = (name: string) =>
      runNode(
        `const { openVectorCache } = await import(${JSON.stringify(new URL('vector-cache.js', COMPILED).href)});
        const [dataDir, name] = process.argv.slice(-2);
        const cache = await openVectorCache({ dataDir, model: 'model-1', log: { warn: console.log } });
        for (let at = 0; at < 60; at += 1) {
          cache.set(name + at, Float32Array.from({ length: 512 }, (_, dimension) => Math.cos(at + dimension)));
          await cache.save();
        }`,
        [dataDir, name],
      );
    const runs = await Promise.all([write('one'), write('other')]);
    expect(runs).toEqual([
      { code: 0, out: '', err: '' },
      { code: 0, out: '', err: '' },
    ]);
    const cache = await open();
    const all = Array.from({ length: 60 }, (_, at) => at);
    const [ones, others] = ['one', 'other'].map(
      (name) =>
        textsIn(
          cache,
          all.map((at) => name + at),
        ).length,
    );
    expect(Math.max(ones ?? 0, others ?? 0)).toBe(60);
    expect(log.lines).toEqual([]);
    expect(await readdir(join(dataDir, 'vectors'))).toEqual(['model-1.bin']);
  });
});
