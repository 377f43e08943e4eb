import { afterEach, describe, expect, it } from 'vitest';
import { defaultThreads } from '../../src/embedding/default-threads.ts';
import { rememberingQuestions } from '../../src/embedding/recent-vectors.ts';
import { createWorkerEmbedder } from '../../src/embedding/worker-embedder.ts';
import type { Embedder } from '../../src/search/embedder.ts';
import { recordedLog } from '../fixtures/log.ts';
import { holdModel } from './held-model.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function start(threads: number, mostWaiting = Infinity) {
  const { log, lines } = recordedLog();
  const held = await holdModel();
  const embedder = createWorkerEmbedder(
    { name: 'held', languages: null, worker: held.worker, workerData: null, longestText: 100 },
    { threads, log, mostWaiting },
  );
  open.push(async () => {
    await embedder.close();
    await held.close();
  });
  return { ...held, lines, ask: (text: string) => embedder.embed([text], { urgent: true }) };
}

/** How many texts were computed together with this one. */
function together(vectors: readonly Float32Array[]): number {
  const [vector] = vectors;
  return Math.round((vector?.[0] ?? 0) / (vector?.[1] ?? 1));
}

describe('several threads', () => {
  it('compute at the same time', async () => {
    const { ask, begun, go } = await start(2);
    const answers = [ask('one'), ask('two'), ask('three')];
    // Nothing is done yet: the second thread began because somebody waited for the first.
    await expect.poll(() => begun.map(({ begun: texts }) => texts)).toEqual([['one'], ['two', 'three']]);
    expect(new Set(begun.map(({ threadId }) => threadId)).size).toBe(2);
    go();
    expect((await Promise.all(answers)).map(together)).toEqual([1, 2, 2]);
  });

  it('are not started for who asks alone', async () => {
    const { ask, begun, go } = await start(4);
    for (const text of ['one', 'two', 'three']) {
      const answer = ask(text);
      await expect.poll(() => begun.at(-1)?.begun).toEqual([text]);
      go();
      await answer;
    }
    expect(new Set(begun.map(({ threadId }) => threadId)).size).toBe(1);
  });

  it('go on when one of them dies, and only whoever it worked for is told', async () => {
    const { ask, begun, go, lines } = await start(2);
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
  it('are computed together, eight at most, the newest first', async () => {
    const { ask, begun, go } = await start(1);
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
    expect(sizes).toEqual([2, 2, 8, 8, 8, 8, 8, 8, 8, 8]);
  });

  it('are no more than it may be asked at once: the oldest go without', async () => {
    const { ask, begun, go } = await start(1, 2);
    const first = ask('first');
    await expect.poll(() => begun.length).toBe(1);
    const told = [1, 2, 3, 4].map((number) => ask(`waiting ${number}`).then(together, String));
    expect(await Promise.all(told.slice(0, 2))).toEqual(
      Array(2).fill(expect.stringContaining('asked more than it can compute')),
    );
    go();
    await first;
    await expect.poll(() => begun.length).toBe(2);
    go();
    expect(await Promise.all(told.slice(2))).toEqual([2, 2]);
  });

  it('are answered also where one of them can not be read', async () => {
    const { ask, begun, go } = await start(1);
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
