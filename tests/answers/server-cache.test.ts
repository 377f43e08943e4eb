import { describe, expect, it } from 'vitest';
import { createServerCache } from '../../src/answers/server-cache.ts';
import { StoreUnavailable } from '../../src/store/store.ts';
import type { Knowledge } from '../../src/store/knowledge-store.ts';
import { entry, memoryOf } from './server-memory.ts';
import type { ServerMemory } from '../../src/answers/servers.ts';

function cacheOf(memory: ServerMemory, bounds: { maxServers?: number; maxPassages?: number } = {}) {
  const prepared: Knowledge[] = [];
  const errors: unknown[] = [];
  const clock = { time: 0 };
  const cache = createServerCache(
    async (_, knowledge) => {
      prepared.push(knowledge);
      await Promise.resolve();
      return { ids: knowledge.entries.map(({ id }) => id), size: knowledge.entries.length };
    },
    { memory, ...bounds, report: (error) => errors.push(error), now: () => clock.time },
  );
  return { cache, prepared, errors, clock };
}

const one = { id: 'one', revision: 1 };

describe('what servers taught', () => {
  it('is read once for all who ask at once, and again only after a change', async () => {
    const memory = memoryOf({ entries: [entry('a', 'A?')] });
    const { cache, prepared } = cacheOf(memory);
    const all = await Promise.all(Array.from({ length: 20 }, () => cache.current(one)));
    expect(all.map((known) => known.prepared?.ids)).toEqual(Array.from({ length: 20 }, () => ['a']));
    await cache.current(one);
    expect(memory.read.knowledge).toBe(1);

    memory.knowledge = { ...memory.knowledge, revision: 2, entries: [] };
    expect((await cache.current({ ...one, revision: 2 })).prepared?.ids).toEqual([]);
    expect(memory.read.knowledge).toBe(2);
    expect(prepared).toHaveLength(2);
  });

  it('is prepared once where it changed again between the question and the reading', async () => {
    const { cache, prepared } = cacheOf(memoryOf({ revision: 5 }));
    await cache.current({ ...one, revision: 4 });
    await cache.current({ ...one, revision: 5 });
    await cache.current({ ...one, revision: 4 });
    expect(prepared).toHaveLength(1);
  });

  it('is read again after it could not be', async () => {
    const memory = memoryOf({ entries: [entry('a', 'A?')] });
    const { cache, errors } = cacheOf(memory);
    memory.failure = new StoreUnavailable('The file is locked.');
    expect((await cache.current(one)).prepared).toBeNull();
    expect(errors).toContain(memory.failure);
    memory.failure = null;
    expect((await cache.current(one)).prepared?.ids).toEqual(['a']);
  });

  it('is kept for those that asked last', async () => {
    const memory = memoryOf();
    const { cache } = cacheOf(memory, { maxServers: 2 });
    for (const id of ['one', 'two', 'one', 'three']) await cache.current({ id, revision: 1 });
    expect(['one', 'two', 'three'].map((id) => cache.known({ id }).prepared !== null)).toEqual([
      true,
      false,
      true,
    ]);
    await cache.current({ id: 'two', revision: 1 });
    expect(memory.read.knowledge).toBe(4);
  });

  it('is kept as far as there is room for all that they taught, and of the last one in any case', async () => {
    const sizes = new Map([
      ['small', 2],
      ['middle', 5],
      ['large', 400],
    ]);
    const memory: ServerMemory = {
      knowledgeOf: async (id) => ({
        ...memoryOf().knowledge,
        entries: Array.from({ length: sizes.get(id) ?? 0 }, (_, at) => entry(`${id}${at}`, 'Q?')),
      }),
      votesOf: async () => [],
    };
    const { cache } = cacheOf(memory, { maxPassages: 7 });
    const ask = (id: string) => cache.current({ id, revision: 1 });
    const kept = () => [...sizes.keys()].map((id) => cache.known({ id }).prepared?.ids.length);
    await ask('small');
    await ask('middle');
    expect(kept()).toEqual([2, 5, undefined]);
    expect((await ask('large')).prepared?.ids).toHaveLength(400);
    expect(kept()).toEqual([undefined, undefined, 400]);
    expect((await ask('small')).prepared?.ids).toHaveLength(2);
    expect(kept()).toEqual([2, undefined, undefined]);
  });

  it('is prepared once, and the latest of it stays, where it changes while it is prepared', async () => {
    const memory = memoryOf({ entries: [entry('a', 'A?')] });
    const { cache, prepared } = cacheOf(memory);
    const first = cache.current(one);
    memory.knowledge = { ...memory.knowledge, revision: 2, entries: [entry('b', 'B?')] };
    const all = await Promise.all([first, cache.current({ ...one, revision: 2 }), cache.current(one)]);
    expect(all.map((known) => known.prepared?.ids)).toEqual([['b'], ['b'], ['b']]);
    expect(prepared).toHaveLength(1);
  });
});

describe('a burst of changes', () => {
  it('is prepared twice at most: what was being prepared, and the newest', async () => {
    const memory = memoryOf({ entries: [entry('a', 'A?')] });
    const finish: (() => void)[] = [];
    const prepared: number[] = [];
    const cache = createServerCache(
      (_, { revision }) => {
        prepared.push(revision);
        return new Promise<{ size: number; revision: number }>((resolve) => {
          finish.push(() => resolve({ size: 1, revision }));
        });
      },
      { memory, report: () => {} },
    );
    const asked = [cache.current(one)];
    await expect.poll(() => finish.length).toBe(1);
    for (let revision = 2; revision <= 20; revision += 1) {
      memory.knowledge = { ...memory.knowledge, revision };
      asked.push(cache.current({ ...one, revision }));
    }
    finish[0]?.();
    await expect.poll(() => finish.length).toBe(2);
    finish[1]?.();
    const all = await Promise.all(asked);
    expect(prepared).toEqual([1, 20]);
    expect(all.map((known) => known.prepared?.revision)).toEqual([
      1,
      ...Array.from({ length: 19 }, () => 20),
    ]);
  });
});

describe('what members voted', () => {
  const votes = [{ passage: { slug: 's', locale: 'en', id: 'faq/a' }, helpful: 1, unhelpful: 0 }];

  it('keeps no question waiting, and is read again after a minute', async () => {
    const memory = memoryOf({ revision: 0 });
    const reading: (() => void)[] = [];
    const { cache, clock } = cacheOf({
      ...memory,
      votesOf: () => new Promise((resolve) => reading.push(() => resolve(votes))),
    });
    const ask = async () => (await cache.current({ ...one, revision: 0 })).votes;
    expect(await ask()).toEqual([]);
    expect(await ask()).toEqual([]);
    expect(reading).toHaveLength(1);
    for (const finish of reading) finish();
    // All that was promised has been kept by then.
    await new Promise((resolve) => setImmediate(resolve));
    expect(await ask()).toEqual(votes);
    clock.time = 60_000;
    expect(await ask()).toEqual(votes);
    expect(reading).toHaveLength(2);
  });
});
