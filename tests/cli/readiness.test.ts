import { describe, expect, it } from 'vitest';
import { createReadiness } from '../../src/cli/readiness.ts';
import { createAppContext } from '../../src/cli/app-context.ts';
import type { Problem } from '../../src/content/problem.ts';
import type { ModelState } from '../../src/models/model-queue.ts';
import { StoreUnavailable } from '../../src/store/store.ts';
import { fair } from '../fixtures/fair.ts';
import { unsteadyStore } from '../fixtures/store.ts';
import { later } from '../discord/rig.ts';

const VERSION = '1.2.3';
const OPEN = {
  limits: { state: () => 'open' as const },
  needsRest: true,
  contentErrors: (): readonly Problem[] => [],
};

describe('whoever runs the bot', () => {
  it('sees what it answers from, and that it reaches its database', async () => {
    const store = unsteadyStore();
    const context = () => createAppContext(fair);
    const readiness = createReadiness({ context, store, model: null, version: VERSION, ...OPEN });
    expect(await readiness()).toEqual({
      ready: true,
      version: VERSION,
      packs: fair.map(({ slug, locale, version }) => ({ slug, locale, version })),
      content: { errors: 0 },
      store: 'reachable',
      vectors: 'off',
      discord: 'open',
    });
    store.away = true;
    expect(await readiness()).toMatchObject({ ready: false, store: 'unreachable' });
    store.away = false;
    expect(await readiness()).toMatchObject({ ready: true, store: 'reachable' });
  });

  it.each([
    [true, 'loaded'],
    [false, 'absent'],
  ])('sees whether the vectors are there: %s', async (understands, state) => {
    const { promise, give } = later<boolean>();
    const { answers } = createAppContext(fair);
    let model: ModelState = 'loading';
    const readiness = createReadiness({
      context: () => ({ answers: { ...answers, ready: promise } }),
      store: unsteadyStore(),
      model: () => model,
      version: VERSION,
      ...OPEN,
    });
    expect(await readiness()).toMatchObject({ ready: true, vectors: 'loading' });
    model = 'loaded';
    expect(await readiness()).toMatchObject({ ready: true, vectors: 'loading' });
    give(understands);
    expect(await readiness()).toMatchObject({ ready: true, vectors: state });
    model = 'failed';
    expect(await readiness()).toMatchObject({ ready: true, vectors: 'failed' });
  });

  it('sees what is wrong with the content, while its last good version serves', async () => {
    const problem: Problem = { file: 'content/tides/en.md', line: 7, severity: 'error', message: 'Mend it.' };
    let errors: readonly Problem[] = Array.from({ length: 30 }, () => problem);
    const readiness = createReadiness({
      context: () => createAppContext(fair),
      store: unsteadyStore(),
      model: null,
      version: VERSION,
      ...OPEN,
      contentErrors: () => errors,
    });
    const { content, ready } = await readiness();
    expect(ready).toBe(true);
    expect(content).toEqual({
      errors: 30,
      first: Array.from({ length: 20 }, () => ({
        file: 'content/tides/en.md',
        line: 7,
        message: 'Mend it.',
      })),
    });
    errors = [];
    expect(await readiness()).toMatchObject({ ready: true, content: { errors: 0 } });
  });

  it('sees that a database can be read alone', async () => {
    const readiness = createReadiness({
      context: () => createAppContext(fair),
      store: { reach: () => Promise.reject(new StoreUnavailable('full', { canBeRead: true })) },
      model: null,
      version: VERSION,
      ...OPEN,
    });
    expect(await readiness()).toMatchObject({ ready: false, store: 'unwritable' });
  });

  it('sees that a database that does not answer is not reached', async () => {
    const readiness = createReadiness({
      context: () => createAppContext(fair),
      store: { reach: () => new Promise(() => {}) },
      model: null,
      version: VERSION,
      ...OPEN,
    });
    expect(await readiness()).toMatchObject({ ready: false, store: 'unreachable' });
  });

  it.each([
    ['limited', true, true],
    ['limited', false, true],
    ['stopped', true, false],
    // The first reply leaves as the response to Discord's request.
    ['stopped', false, true],
  ] as const)('sees that Discord is %s to it (replies need REST: %s)', async (discord, needsRest, ready) => {
    const readiness = createReadiness({
      context: () => createAppContext(fair),
      store: unsteadyStore(),
      model: null,
      version: VERSION,
      ...OPEN,
      limits: { state: () => discord },
      needsRest,
    });
    expect(await readiness()).toMatchObject({ ready, discord });
  });
});
