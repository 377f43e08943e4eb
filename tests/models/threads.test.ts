import { afterEach, describe, expect, it } from 'vitest';
import { defaultThreads } from '../../src/models/default-threads.ts';
import { openModels, type ModelsOptions } from '../../src/models/open-models.ts';
import { memoizedQuestions, memoizedReadings } from '../../src/models/memoized.ts';
import type { Embedder } from '../../src/search/embedder.ts';
import type { Reader } from '../../src/search/reader.ts';
import { recordedLog } from '../fixtures/log.ts';
import { holdModel } from './held-model.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function start(threads: number, options: Pick<ModelsOptions, 'maxWaiting'> = {}) {
  const { log, lines } = recordedLog();
  const held = await holdModel();
  const models = await openModels(
    { embeddings: true, embeddingModelDir: null, embeddingThreads: threads },
    { log, worker: held.worker, ...options },
  );
  if (models === null) throw new Error('there are no models');
  const { embedder, reader } = models;
  open.push(async () => {
    await embedder.close();
    await held.close();
  });
  const order = () => held.begun.map(({ begun }) => begun.join(' '));
  return {
    ...held,
    lines,
    order,
    /** Once so many have begun in all, lets what is under way finish. */
    finish: async (begun: number) => {
      await expect.poll(() => held.begun.length).toBe(begun);
      held.go();
    },
    ask: (text: string) => embedder.embed([text], { urgent: true }),
    learn: (text: string) => embedder.embed([text]),
    read: (question: string, ...headings: readonly string[]) =>
      reader.read(
        question,
        headings.map((heading) => ({ heading, sentences: [] })),
      ),
  };
}

/** How long its text was. */
function lengthIn([vector]: readonly Float32Array[]): number {
  return Math.round((vector?.[0] ?? 0) / (vector?.[1] ?? 1));
}

const message = (error: unknown) => (error instanceof Error ? error.message : '');

describe('several threads', () => {
  it('compute at the same time', async () => {
    const { ask, begun, order, finish } = await start(2);
    const answers = [ask('one'), ask('three'), ask('seven')];
    // Nothing is done yet: the second thread began because somebody waited for the first.
    await expect.poll(order).toEqual(['one', 'seven']);
    expect(new Set(begun.map(({ threadId }) => threadId)).size).toBe(2);
    await finish(2);
    await finish(3);
    expect((await Promise.all(answers)).map(lengthIn)).toEqual([3, 5, 5]);
  });

  it('are not started for who asks alone', async () => {
    const { ask, begun, finish } = await start(4);
    for (const [at, text] of ['one', 'two', 'three'].entries()) {
      const answer = ask(text);
      await finish(at + 1);
      await answer;
    }
    expect(new Set(begun.map(({ threadId }) => threadId)).size).toBe(1);
  });

  it('read the passages of one question together, and give them in their order', async () => {
    const { read, begun, order, finish } = await start(2);
    const reading = read('why', 'a', 'bb', 'ccc');
    await expect.poll(order).toEqual(['why a', 'why bb']);
    expect(new Set(begun.map(({ threadId }) => threadId)).size).toBe(2);
    await finish(2);
    await finish(3);
    expect((await reading).map(({ answers }) => answers)).toEqual([1, 2, 3]);
  });

  it('go on when one of them dies, and only whoever it worked for is told', async () => {
    const { ask, read, lines, finish } = await start(2);
    const first = ask('one');
    const second = ask('two');
    await finish(2);
    await Promise.all([first, second]);
    expect(await read('why', 'a', 'deadly', 'c').then(() => '', message)).toContain(
      'has stopped with code 9',
    );
    expect(lines).toHaveLength(1);
    const last = ask('three');
    await finish(3);
    await finish(4);
    // What was left of the reading is not begun any more.
    expect(lengthIn(await last)).toBe(5);
  });
});

describe('what waits for one thread', () => {
  it('is the vectors of questions first, the newest before all, then readings, then content', async () => {
    const { ask, read, learn, order, finish } = await start(1);
    const first = ask('first');
    await expect.poll(order).toEqual(['first']);
    const waiting = [
      learn('old content'),
      learn('content'),
      read('old', 'a', 'b'),
      read('new', 'a'),
      ask('old question'),
      ask('question'),
    ];
    for (let begun = 1; begun <= 8; begun += 1) await finish(begun);
    await Promise.all([first, ...waiting]);
    expect(order()).toEqual([
      'first',
      'question',
      'old question',
      'new a',
      'old a',
      'old b',
      'old content',
      'content',
    ]);
  });

  it('is a reading that has begun before any newer one: else, of many, none would be through', async () => {
    const { read, order, finish } = await start(1);
    const readings = [read('old', 'a', 'b', 'c')];
    await expect.poll(order).toEqual(['old a']);
    readings.push(read('newer', 'a'), read('newest', 'a', 'b'));
    for (let begun = 1; begun <= 6; begun += 1) await finish(begun);
    await Promise.all(readings);
    expect(order()).toEqual(['old a', 'old b', 'old c', 'newest a', 'newest b', 'newer a']);
  });

  it('is no more than it may be asked at once: the oldest go without', async () => {
    const { ask, read, finish } = await start(1, { maxWaiting: { questions: 2, readings: 1 } });
    const first = ask('first');
    const told = ['one', 'two', 'three', 'four'].map((text) => ask(text).then(lengthIn, message));
    const read1 = read('old', 'a', 'b').then(String, message);
    const read2 = read('new', 'aa').then((readings) => readings[0]?.answers);
    const overrun = expect.stringContaining('asked more than it can compute');
    expect([await told[0], await told[1], await read1]).toEqual([overrun, overrun, overrun]);
    for (let begun = 1; begun <= 4; begun += 1) await finish(begun);
    expect([lengthIn(await first), await told[2], await told[3], await read2]).toEqual([5, 5, 4, 2]);
  });

  it('is answered also where something before it can not be read', async () => {
    const { ask, read, finish, order } = await start(1);
    const first = ask('first');
    await expect.poll(order).toEqual(['first']);
    const told = [
      ask('unreadable').then(() => '', message),
      read('why', 'unreadable', 'b').then(() => '', message),
    ];
    const last = read('who', 'c');
    for (let begun = 1; begun <= 4; begun += 1) await finish(begun);
    for (const words of told) expect(await words).toContain("can't read a text: no such word");
    expect([await first, await last]).toHaveLength(2);
    expect(order()).not.toContain('why b');
  });
});

const WEIGHTS = 46e6;

describe('as many threads as the machine is good for', () => {
  it.each([
    ['a small server', 1, 512e6, 1],
    ['two cores', 2, 4e9, 2],
    ['many cores and little memory', 16, 2e9, 3],
    ['many cores', 16, 64e9, 8],
    ['next to no memory', 4, 100e6, 1],
  ])('%s', (_, cores, memory, threads) => {
    expect(defaultThreads(WEIGHTS, cores, memory)).toBe(threads);
  });

  it('is fewer for larger models', () => {
    expect(defaultThreads(470e6, 16, 8e9)).toBe(2);
  });

  it('is at least one here', () => {
    expect(defaultThreads(WEIGHTS)).toBeGreaterThanOrEqual(1);
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
    const embedder = memoizedQuestions(inner);
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
    const embedder = memoizedQuestions(inner, 2);
    await expect(embedder.embed(['a'], urgent)).rejects.toThrow('not now');
    isBroken = false;
    for (const question of ['a', 'b', 'a', 'c', 'a', 'b']) await embedder.embed([question], urgent);
    expect(computed).toEqual(['a', 'a', 'b', 'c', 'b']);
  });

  it('does not make it keep the texts of articles', async () => {
    const { inner, computed } = counting();
    const embedder = memoizedQuestions(inner);
    await embedder.embed(['text']);
    await embedder.embed(['text']);
    expect(computed).toEqual(['text', 'text']);
  });
});

describe('a passage that was read before for the same question', () => {
  function counting(fail: () => boolean = () => false) {
    const read: string[] = [];
    const inner: Reader = {
      model: 'counting',
      languages: null,
      async read(question, passages) {
        read.push(...passages.map(({ heading }) => `${question} ${heading}`));
        if (fail()) throw new Error('not now');
        return passages.map(({ heading }) => ({ answers: heading.length, sentences: [] }));
      },
      close: () => Promise.resolve(),
    };
    return { inner, read };
  }
  const passages = (...headings: readonly string[]) =>
    headings.map((heading) => ({ heading, sentences: [] }));
  const answersOf = (readings: readonly { readonly answers: number }[]) =>
    readings.map(({ answers }) => answers);

  it('is not read again, not even where both ask at once', async () => {
    const { inner, read } = counting();
    const reader = memoizedReadings(inner);
    const both = await Promise.all([
      reader.read('why', passages('a', 'bb')),
      reader.read('why', passages('bb', 'ccc')),
    ]);
    expect(both.map(answersOf)).toEqual([
      [1, 2],
      [2, 3],
    ]);
    expect(answersOf(await reader.read('why', passages('ccc', 'a')))).toEqual([3, 1]);
    expect(read).toEqual(['why a', 'why bb', 'why ccc']);
  });

  it('is read again for another question, with other sentences, and after it failed', async () => {
    let isBroken = true;
    const { inner, read } = counting(() => isBroken);
    const reader = memoizedReadings(inner);
    await expect(reader.read('why', passages('a'))).rejects.toThrow('not now');
    isBroken = false;
    await reader.read('why', passages('a'));
    await reader.read('who', passages('a'));
    await reader.read('why', [{ heading: 'a', sentences: ['So.'] }]);
    expect(read).toEqual(['why a', 'why a', 'who a', 'why a']);
  });
});
