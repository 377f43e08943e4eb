import { hash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedder } from '../../src/models/open-models.ts';
import type { Embedder } from '../../src/search/embedder.ts';
import { recordedLog } from '../fixtures/log.ts';
import { runNode } from './run-node.ts';
import { COMPILED } from './compiled.ts';

/** One thread: then it is known what waits for what. */
const DEFAULT = { embeddings: true, embeddingModelDir: null, embeddingThreads: 1 };

let home: string;
let embedder: Embedder;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'footnote-embedder-'));
  embedder = await open();
});
afterAll(async () => {
  await embedder.close();
  await rm(home, { recursive: true, force: true });
});

async function open(worker?: URL, log = recordedLog().log): Promise<Embedder> {
  const opened = await openEmbedder(DEFAULT, { ...(worker === undefined ? {} : { worker }), log });
  if (opened === null) throw new Error('there is no embedder');
  return opened;
}

/** An encoder of one's own: what a worker thread runs, in JavaScript. */
async function workerOf(name: string, code: string): Promise<URL> {
  const file = join(home, `${name}.mjs`);
  await writeFile(file, code);
  return pathToFileURL(file);
}

function cosine(one: Float32Array | undefined, other: Float32Array | undefined): number {
  return (one ?? new Float32Array()).reduce((sum, value, at) => sum + value * (other?.[at] ?? NaN), 0);
}

describe('the model that comes along', () => {
  it.each([
    ['How much did it cost to train?', 'What was the price of the training?', 'Who founded the company?'],
    ['Why did the shares fall?', 'What made the stock drop?', 'Is the model free to use?'],
    ['Can I run it on my laptop?', 'Does it work on a normal computer?', 'When was it released?'],
  ])('finds "%s" nearer to "%s" than to "%s"', async (question, paraphrase, outOfDomain) => {
    const [asked, near, far] = await embedder.embed([question, paraphrase, outOfDomain]);
    expect(cosine(asked, near)).toBeGreaterThan(cosine(asked, far) + 0.1);
  });

  it('gives a unit vector of 384 numbers to whatever is written', async () => {
    const texts = [
      '',
      ' \n',
      '😀',
      '日本語',
      '\ud800',
      'a\u0000b',
      'x'.repeat(100_000),
      '\ufdfa'.repeat(400),
    ];
    const vectors = await embedder.embed(texts);
    expect(vectors.map((vector) => vector.length)).toEqual(texts.map(() => 384));
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  });

  it('gives the vectors in the order of the texts, whatever stands beside them', async () => {
    const texts = Array.from({ length: 100 }, (_, at) => `${'very '.repeat((at * 37) % 50)}long ${at}`);
    const together = await embedder.embed(texts);
    for (const at of [0, 1, 50, 99]) {
      const [alone] = await embedder.embed([texts[at] ?? '']);
      expect(alone).toEqual(together[at]);
    }
    expect(together).toHaveLength(100);
    expect(await embedder.embed([])).toEqual([]);
  });

  it('reads 128 tokens, two of which are marks', async () => {
    const words = (count: number) => 'one two '.repeat(count / 2);
    const [fits, longer, shorter] = await embedder.embed([words(126), words(200), words(124)]);
    expect(longer).toEqual(fits);
    expect(shorter).not.toEqual(fits);
  });

  it('has another name whenever its weights are others', async () => {
    const weights = await readFile(new URL('../../models/encoder.onnx', import.meta.url));
    expect(embedder.model).toBe(`all-MiniLM-L6-v2-${hash('sha256', weights).slice(0, 12)}`);
  });

  it('lets a question wait for one batch of content at most', async () => {
    const order: string[] = [];
    const many = Array.from({ length: 60 }, (_, at) => `Paragraph ${at} tells of the ${at}th thing.`);
    await Promise.all([
      embedder.embed(['The first paragraph.']).then(() => order.push('first')),
      embedder.embed(many).then(() => order.push('many')),
      embedder.embed(['The last paragraph.']).then(() => order.push('last')),
      embedder.embed(['What does it tell?'], { urgent: true }).then(() => order.push('question')),
    ]);
    expect(order).toEqual(['first', 'question', 'many', 'last']);
  });

  it('cuts much content into batches, so that a question gets in between', async () => {
    const order: string[] = [];
    const many = Array.from({ length: 60 }, (_, at) => `Paragraph ${at} tells of the ${at}th thing.`);
    await Promise.all([
      embedder.embed(many).then(() => order.push('many')),
      embedder.embed(['What does it tell?'], { urgent: true }).then(() => order.push('question')),
    ]);
    expect(order).toEqual(['question', 'many']);
  });

  it('is not there when the environment says off', async () => {
    expect(await openEmbedder({ embeddings: false, embeddingModelDir: '/nowhere' })).toBeNull();
  });
});

describe('a process with a model', () => {
  const OPEN = `
    const { openEmbedder } = await import(${JSON.stringify(new URL('open-models.js', COMPILED).href)});
    const embedder = await openEmbedder({ embeddings: true, embeddingModelDir: null });`;

  it('ends by itself when nobody waits for a vector any more', async () => {
    const { code, out } = await runNode(`${OPEN}
      const [vector] = await embedder.embed(['a text']);
      console.log(vector.length);`);
    expect({ code, out }).toEqual({ code: 0, out: '384\n' });
  });

  it('ends by itself when it never asked for one', async () => {
    expect(await runNode(OPEN)).toEqual({ code: 0, out: '', err: '' });
  });

  it('ends when the model is closed', async () => {
    const { code, err } = await runNode(`${OPEN}
      const waiting = embedder.embed(['a text']).catch((error) => console.error(error.message));
      await embedder.close();
      await waiting;`);
    expect({ code, err }).toEqual({
      code: 0,
      err: 'The model all-MiniLM-L6-v2-eb96428caec4 has been closed.\n',
    });
  });
});

describe('a model that fails', () => {
  it('tells whoever asks what to do when it can not be loaded, and once the log', async () => {
    const installedWithoutModels = join(home, 'program');
    await cp(COMPILED, installedWithoutModels, { recursive: true });
    await writeFile(join(home, 'package.json'), '{ "type": "module" }');
    const { log, lines } = recordedLog();
    const broken = await open(pathToFileURL(join(installedWithoutModels, 'models-worker.js')), log);
    const words = /Cannot find package '[\w@/-]+'.* or set EMBEDDINGS=off/;
    const asked = [broken.embed(['one']), broken.embed(['two'], { urgent: true })];
    for (const answer of asked) await expect(answer).rejects.toThrow(words);
    await expect(broken.embed(['three'])).rejects.toThrow(words);
    expect(lines).toHaveLength(1);
    await broken.close();
  });

  it('fails whoever waits and whoever comes later when it dies', async () => {
    const dying = await open(
      await workerOf(
        'dying',
        `import { parentPort } from 'node:worker_threads';
         parentPort.on('message', () => process.exit(7));`,
      ),
    );
    const asked = [dying.embed(['one']), dying.embed(['two'])];
    for (const answer of asked) await expect(answer).rejects.toThrow('has stopped with code 7');
    await expect(dying.embed(['three'])).rejects.toThrow('has stopped with code 7');
  });

  it('takes no process down, not even one that waits for nothing', async () => {
    const { code, err } = await runNode(`
      const { openEmbedder } = await import(${JSON.stringify(new URL('open-models.js', COMPILED).href)});
      const worker = new URL('file:///nowhere/worker.js');
      const alive = setInterval(() => {}, 1000);
      const log = {
        warn() {
          console.error('warned');
          clearInterval(alive);
        },
      };
      await openEmbedder({ embeddings: true, embeddingModelDir: null }, { worker, log });`);
    expect({ code, err }).toEqual({ code: 0, err: 'warned\n' });
  });

  it('fails only the texts that it can not read, and goes on', async () => {
    const picky = await open(
      await workerOf(
        'picky',
        `import { serveModels } from ${JSON.stringify(new URL('serve-models.js', COMPILED).href)};
         await serveModels(async () => ({
           async embed(texts) {
             const length = texts.includes('nothing') ? 0 : 3;
             return { dimensions: 2, values: Float32Array.from(texts.flatMap(() => [0, length])) };
           },
         }));`,
      ),
    );
    await expect(picky.embed(['nothing'])).rejects.toThrow("can't read a text");
    expect(await picky.embed(['something'])).toEqual([new Float32Array([0, 1])]);
    await picky.close();
  });

  it('fails whoever waits when it is closed, and whoever comes later', async () => {
    const closing = await open();
    const waiting = closing.embed(['one']);
    await Promise.all([closing.close(), expect(waiting).rejects.toThrow('has been closed')]);
    await expect(closing.embed(['two'])).rejects.toThrow('has been closed');
    await closing.close();
  });
});
