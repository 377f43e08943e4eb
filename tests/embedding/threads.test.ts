import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BroadcastChannel } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultThreads } from '../../src/embedding/default-threads.ts';
import { rememberingQuestions } from '../../src/embedding/recent-vectors.ts';
import { createWorkerEmbedder } from '../../src/embedding/worker-embedder.ts';
import type { Embedder } from '../../src/search/embedder.ts';
import { recordedLog } from '../fixtures/log.ts';
import { COMPILED } from './workers.ts';

let home: string;
let worker: URL;

/**
 * Each batch says that it has begun and by which thread, and is done when the test says so. A vector holds the number of
 * texts in its batch. Some texts are special.
 */
const WORKER = `
import { BroadcastChannel, threadId } from 'node:worker_threads';
import { serveModel } from ${JSON.stringify(new URL('serve-model.js', COMPILED).href)};
const channel = new BroadcastChannel('footnote-test-threads');
let go = () => {};
channel.onmessage = ({ data }) => { if (data === 'go') go(); };
await serveModel(async () => ({
  async embed(texts) {
    if (texts.includes('deadly')) process.exit(9);
    const gone = new Promise((resolve) => { go = resolve; });
    channel.postMessage({ begun: texts, threadId });
    await gone;
    if (texts.includes('unreadable')) throw new Error('no such word');
    return { dimensions: 2, values: Float32Array.from(texts.flatMap(() => [texts.length, 1])) };
  },
}));`;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'footnote-threads-'));
  const file = join(home, 'worker.mjs');
  await writeFile(file, WORKER);
  worker = pathToFileURL(file);
});
afterAll(() => rm(home, { recursive: true, force: true }));

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

function start(threads: number) {
  const { log, lines } = recordedLog();
  const embedder = createWorkerEmbedder(
    { name: 'held', languages: null, worker, workerData: null, longestText: 100 },
    { threads, log },
  );
  const channel = new BroadcastChannel('footnote-test-threads');
  const begun: { readonly begun: readonly string[]; readonly threadId: number }[] = [];
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- its types know no other
  channel.onmessage = (event) => {
    const { data } = event as { readonly data: (typeof begun)[number] };
    begun.push(data);
  };
  open.push(async () => {
    channel.close();
    await embedder.close();
  });
  return {
    embedder,
    lines,
    begun,
    /** Lets what is being computed finish. */
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- it is no window
    go: () => channel.postMessage('go'),
    ask: (text: string) => embedder.embed([text], { urgent: true }),
  };
}

/** How many texts were computed together with this one. */
function together(vectors: readonly Float32Array[]): number {
  const [vector] = vectors;
  return Math.round((vector?.[0] ?? 0) / (vector?.[1] ?? 1));
}

describe('several threads', () => {
  it('compute at the same time', async () => {
    const { ask, begun, go } = start(2);
    const answers = [ask('one'), ask('two'), ask('three')];
    // Nothing is done yet: the second thread began because somebody waited for the first.
    await expect.poll(() => begun.map(({ begun: texts }) => texts)).toEqual([['one'], ['two', 'three']]);
    expect(new Set(begun.map(({ threadId }) => threadId)).size).toBe(2);
    go();
    expect((await Promise.all(answers)).map(together)).toEqual([1, 2, 2]);
  });

  it('are not started for who asks alone', async () => {
    const { ask, begun, go } = start(4);
    for (const text of ['one', 'two', 'three']) {
      const answer = ask(text);
      await expect.poll(() => begun.at(-1)?.begun).toEqual([text]);
      go();
      await answer;
    }
    expect(new Set(begun.map(({ threadId }) => threadId)).size).toBe(1);
  });

  it('go on when one of them dies, and only whoever it worked for is told', async () => {
    const { ask, begun, go, lines } = start(2);
    const first = ask('one');
    const second = ask('two');
    await expect.poll(() => begun.length).toBe(2);
    const told = ask('deadly').then(together, String);
    go();
    await Promise.all([first, second]);
    expect(await told).toContain('has stopped with code 9');
    expect(lines).toHaveLength(1);
    const last = ask('three');
    await expect.poll(() => begun.length).toBe(3);
    go();
    expect(together(await last)).toBe(1);
  });
});

describe('questions that wait for one thread', () => {
  it('are computed together, eight at most', async () => {
    const { ask, begun, go } = start(1);
    const first = ask('first');
    await expect.poll(() => begun.length).toBe(1);
    const waiting = Array.from({ length: 10 }, (_, at) => ask(`waiting ${at}`));
    go();
    await first;
    await expect.poll(() => begun.length).toBe(2);
    go();
    await expect.poll(() => begun.length).toBe(3);
    go();
    const sizes = (await Promise.all(waiting)).map(together);
    expect(sizes).toEqual([8, 8, 8, 8, 8, 8, 8, 8, 2, 2]);
  });

  it('are answered also where one of them can not be read', async () => {
    const { ask, begun, go } = start(1);
    const first = ask('first');
    await expect.poll(() => begun.length).toBe(1);
    const one = ask('one');
    const told = ask('unreadable').then(together, String);
    const two = ask('two');
    for (let at = 2; at <= 5; at += 1) {
      go();
      await expect.poll(() => begun.length).toBe(at);
    }
    go();
    expect(await told).toContain("can't read a text: no such word");
    expect((await Promise.all([first, one, two])).map(together)).toEqual([1, 1, 1]);
  });
});

describe('as many threads as the machine is good for', () => {
  it.each([
    ['a small server', 1, 1, 512e6, 1],
    ['two cores', 1, 2, 4e9, 2],
    ['many cores and little memory', 1, 16, 2e9, 2],
    ['many cores', 1, 16, 64e9, 8],
    ['next to no memory', 1, 4, 100e6, 1],
    ['many cores for four processes', 4, 16, 64e9, 4],
    ['little memory for two processes', 2, 16, 4e9, 2],
    ['more processes than cores', 8, 4, 64e9, 1],
  ])('%s', (_, processes, cores, memory, threads) => {
    expect(defaultThreads(processes, cores, memory)).toBe(threads);
  });

  it('is at least one here', () => {
    expect(defaultThreads()).toBeGreaterThanOrEqual(1);
  });
});

describe('a question that was asked before', () => {
  function counting(fail: () => boolean = () => false) {
    const computed: string[] = [];
    const inner: Embedder = {
      model: 'counting',
      languages: null,
      async embed(texts) {
        computed.push(...texts);
        if (fail()) throw new Error('not now');
        return texts.map((text) => Float32Array.of(text.length));
      },
      close: () => Promise.resolve(),
    };
    return { inner, computed };
  }
  const urgent = { urgent: true };

  it('is not computed again, not even where both ask at once', async () => {
    const { inner, computed } = counting();
    const embedder = rememberingQuestions(inner);
    const both = await Promise.all([embedder.embed(['why'], urgent), embedder.embed(['why'], urgent)]);
    expect([...both, await embedder.embed(['why'], urgent)]).toEqual([
      [Float32Array.of(3)],
      [Float32Array.of(3)],
      [Float32Array.of(3)],
    ]);
    expect(computed).toEqual(['why']);
  });

  it('is computed again once others were asked since, and after it failed', async () => {
    let isBroken = true;
    const { inner, computed } = counting(() => isBroken);
    const embedder = rememberingQuestions(inner, 2);
    await expect(embedder.embed(['a'], urgent)).rejects.toThrow('not now');
    isBroken = false;
    for (const question of ['a', 'b', 'a', 'c', 'a', 'b']) await embedder.embed([question], urgent);
    expect(computed).toEqual(['a', 'a', 'b', 'c', 'b']);
  });

  it('does not make it keep the texts of articles', async () => {
    const { inner, computed } = counting();
    const embedder = rememberingQuestions(inner);
    await embedder.embed(['text']);
    await embedder.embed(['text']);
    expect(computed).toEqual(['text', 'text']);
  });
});
