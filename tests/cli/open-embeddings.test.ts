import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createAnswers } from '../../src/answers/create-answers.ts';
import { openEmbeddings, type QuestionLimits } from '../../src/cli/open-embeddings.ts';
import { keyOf } from '../../src/models/vector-file.ts';
import { createPrometheusMetrics } from '../../src/metrics/prometheus.ts';
import { holdModel } from '../models/held-model.ts';
import { entry, memoryOf } from '../answers/server-memory.ts';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** By default, members wait as long as nothing takes on any machine. */
async function start(limits: Partial<QuestionLimits> = {}) {
  const held = await holdModel();
  const dataDir = await mkdtemp(join(tmpdir(), 'footnote-meaning-'));
  const metrics = createPrometheusMetrics();
  const { log, lines } = recordedLog();
  let time = 0;
  const opened = await openEmbeddings(
    { embeddings: true, embeddingModelDir: null, embeddingThreads: 1, dataDir },
    log,
    {
      metrics,
      limits: { timeoutMs: 1, maxWaiting: { questions: 9, readings: 9 }, ...limits },
      now: () => time,
      worker: held.worker,
    },
  );
  if (opened === null) throw new Error('there is no model');
  open.push(async () => {
    const closing = opened.close();
    held.go();
    await closing;
    await held.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const loaded = async () => /^footnote_model_loaded (\d)$/m.exec((await metrics.page()).text)?.[1];
  const missingOf = (what: 'vectors' | 'readings') => async (reason: string) => {
    const { text } = await metrics.page();
    return Number(
      new RegExp(`^footnote_missing_${what}_total\\{reason="${reason}"\\} (\\d+)$`, 'm').exec(text)?.[1],
    );
  };
  const passTime = (milliseconds: number) => void (time += milliseconds);
  return {
    held,
    ...opened,
    dataDir,
    loaded,
    missing: missingOf('vectors'),
    unread: missingOf('readings'),
    lines,
    passTime,
  };
}

describe('a member’s question', () => {
  it('goes by words alone where the model takes long, and by meaning once its vector is there', async () => {
    const { held, embeddings } = await start();
    expect(await embeddings.vectorOf('why')).toBe('late');
    await expect.poll(() => held.begun.length).toBe(1);
    held.go();
    await expect.poll(() => embeddings.vectorOf('why')).toHaveLength(2);
    expect(held.begun).toHaveLength(1);
  });

  it('goes by words alone after the model has failed, and whoever runs the bot sees it', async () => {
    const { embeddings, state, loaded, missing, lines } = await start({ timeoutMs: 3_600_000 });
    expect([state(), await loaded()]).toEqual(['loading', '0']);
    await expect.poll(state).toBe('loaded');
    expect(await loaded()).toBe('1');
    expect(await embeddings.vectorOf('deadly')).toBe('failed');
    await expect.poll(state).toBe('failed');
    expect(await loaded()).toBe('0');
    expect(await embeddings.vectorOf('why')).toBe('failed');
    expect(await missing('failed')).toBe(2);
    expect(lines.join('')).not.toContain('asked more');
  });

  it('goes without its vector while the model loads, which is counted and no reason to warn', async () => {
    const { held, embeddings, missing, lines } = await start();
    expect(await embeddings.vectorOf('why')).toBe('late');
    expect(await missing('loading')).toBe(1);
    expect(lines).toEqual([]);
    await expect.poll(() => held.begun.length).toBe(1);
  });

  it('goes by words alone where others ask too much, and whoever runs the bot sees it', async () => {
    const { held, embeddings, state, missing, lines } = await start({
      timeoutMs: 3_600_000,
      maxWaiting: { questions: 1, readings: 1 },
    });
    await expect.poll(state).toBe('loaded');
    const first = embeddings.vectorOf('first');
    await expect.poll(() => held.begun.length).toBe(1);
    const crowd = [embeddings.vectorOf('second'), embeddings.vectorOf('third')];
    expect(await crowd[0]).toBe('late');
    expect(await missing('late')).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('Raise EMBEDDING_THREADS');
    expect(lines[0]).not.toContain('second');
    held.go();
    expect(await first).toHaveLength(2);
  });

  it('whose vector comes too late is counted each time, and logged at most once a minute', async () => {
    const { embeddings, state, missing, lines, passTime } = await start();
    await expect.poll(state).toBe('loaded');
    for (const question of ['one', 'two', 'three']) expect(await embeddings.vectorOf(question)).toBe('late');
    expect(await missing('late')).toBe(3);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('Raise EMBEDDING_THREADS');
    expect(lines[0]).not.toContain('three');
    passTime(59_999);
    await embeddings.vectorOf('four');
    expect(lines).toHaveLength(1);
    passTime(1);
    await embeddings.vectorOf('five');
    expect(lines).toHaveLength(2);
  });
});

describe('whether passages answer a member’s question', () => {
  const passages = [{ heading: 'fees', sentences: [] }];
  const FEES = [{ answers: 4, sentences: [] }];

  it('is told in the languages that the reader knows', async () => {
    const { embeddings } = await start();
    expect(['en', 'en-GB', 'fr'].map((locale) => embeddings.reads(locale))).toEqual([true, true, false]);
  });

  it('is not told where reading takes long, and is once it was read', async () => {
    const { held, embeddings, state, unread, missing, lines, passTime } = await start();
    await expect.poll(state).toBe('loaded');
    expect(await embeddings.read('why', passages)).toBe('late');
    expect(await unread('late')).toBe(1);
    expect(await missing('late')).toBeNaN();
    await expect.poll(() => held.begun.length).toBe(1);
    held.go();
    await expect.poll(() => embeddings.read('why', passages)).toEqual(FEES);
    expect(held.begun).toHaveLength(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('without reading');
    expect(lines[0]).not.toContain('why');
    passTime(60_000);
    expect(await embeddings.read('who', passages)).toBe('late');
    expect(lines).toHaveLength(2);
  });

  it('is not told where others ask too much', async () => {
    const { held, embeddings, state, unread } = await start({
      timeoutMs: 3_600_000,
      maxWaiting: { questions: 9, readings: 1 },
    });
    await expect.poll(state).toBe('loaded');
    const first = embeddings.read('first', passages);
    await expect.poll(() => held.begun.length).toBe(1);
    const crowd = [embeddings.read('second', passages), embeddings.read('third', passages)];
    expect(await crowd[0]).toBe('late');
    expect(await unread('late')).toBe(1);
    held.go();
    expect(await first).toEqual(FEES);
    await expect.poll(() => held.begun.length).toBe(2);
    held.go();
    expect(await crowd[1]).toEqual(FEES);
  });

  it('is told no more once the models have failed, nor while they load', async () => {
    const { held, embeddings, state, unread } = await start();
    expect(await embeddings.read('why', passages)).toBe('late');
    expect(await unread('loading')).toBe(1);
    await expect.poll(() => held.begun.length).toBe(1);
    held.go();
    await expect.poll(() => embeddings.read('why', [{ heading: 'deadly', sentences: [] }])).toBe('failed');
    expect(state()).toBe('failed');
    expect(await unread('failed')).toBe(1);
  });
});

describe('what a server taught', () => {
  it('is found by meaning, and nothing of it is ever on the disk: no text, no hash, no vector', async () => {
    const { held, embeddings, dataDir } = await start();
    const letGo = setInterval(() => held.go(), 5);
    const article = ['It opens at nine.'];
    const taught = ['Where do I park my pram?', 'Behind the church.'];
    const answers = createAnswers(fair, {
      embeddings,
      memory: memoryOf({ entries: [entry('pram', taught[0] ?? '')] }),
    });
    await answers.ready;
    await embeddings.vectorsOf(article, 'on disk');
    await answers.ask(taught[0] ?? '', { locale: 'en', server: { id: 'one', revision: 1 } });
    await expect.poll(() => held.begun.some(({ begun }) => begun.includes(taught[0] ?? ''))).toBe(true);
    expect((await embeddings.vectorsOf(taught, 'in memory'))?.get(taught[0] ?? '')).toHaveLength(2);
    clearInterval(letGo);
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile())
      .map((found) => readFileSync(join(found.parentPath, found.name)));
    const isThere = (text: string) =>
      files.some((file) => file.includes(text) || file.includes(Buffer.from(keyOf(text), 'latin1')));
    expect(article.map(isThere)).toEqual([true]);
    expect(taught.map(isThere)).toEqual([false, false]);
  });

  it('is computed once for all who change something beside it', async () => {
    const { held, embeddings } = await start();
    const letGo = setInterval(() => held.go(), 5);
    await embeddings.vectorsOf(['one', 'two'], 'in memory');
    const vectors = await embeddings.vectorsOf(['two', 'three'], 'in memory');
    clearInterval(letGo);
    expect(held.begun.map(({ begun }) => begun)).toEqual([['one', 'two'], ['three']]);
    expect(['two', 'three', 'four'].map((text) => vectors?.get(text)?.length)).toEqual([2, 2, undefined]);
  });

  it('is computed once for all who want it at the same time, however much it is', async () => {
    const { held, embeddings } = await start();
    const letGo = setInterval(() => held.go(), 1);
    const many = Array.from({ length: 40 }, (_, at) => `bead number ${at} ${'x'.repeat(at + 1)}`);
    const asked = await Promise.all(
      [many, [...many, 'and one more'], many.slice(7)].map((texts) =>
        embeddings.vectorsOf(texts, 'in memory'),
      ),
    );
    clearInterval(letGo);
    const computed = () => held.begun.flatMap(({ begun }) => begun).toSorted();
    await expect.poll(computed).toEqual([...many, 'and one more'].toSorted());
    const last = many.at(-1) ?? '';
    expect(asked.map((vectors) => vectors?.get(last)?.length)).toEqual([2, 2, 2]);
  });

  it('is computed anew for whoever wants it after that failed', async () => {
    const { held, embeddings } = await start();
    const letGo = setInterval(() => held.go(), 1);
    const texts = ['unreadable'];
    expect(await Promise.all([1, 2].map(() => embeddings.vectorsOf(texts, 'in memory')))).toEqual([
      null,
      null,
    ]);
    expect(await embeddings.vectorsOf(texts, 'in memory')).toBeNull();
    clearInterval(letGo);
    await expect.poll(() => held.begun.map(({ begun }) => begun)).toEqual([texts, texts]);
  });
});
