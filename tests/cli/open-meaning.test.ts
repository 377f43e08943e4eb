import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openMeaning } from '../../src/cli/open-meaning.ts';
import { createPrometheusMetrics } from '../../src/metrics/prometheus.ts';
import { holdModel } from '../embedding/held-model.ts';
import { workers } from '../embedding/workers.ts';
import { recordedLog } from '../fixtures/log.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** Members wait as long as nothing takes on any machine. */
async function start() {
  const held = await holdModel();
  const dataDir = await mkdtemp(join(tmpdir(), 'footnote-meaning-'));
  const metrics = createPrometheusMetrics();
  const opened = await openMeaning(
    { embeddings: true, embeddingModelDir: null, embeddingThreads: 1, dataDir },
    recordedLog().log,
    {
      metrics,
      limits: { patience: 1, mostWaiting: 9 },
      workers: { ...workers, universalSentenceEncoder: held.worker },
    },
  );
  if (opened === null) throw new Error('there is no model');
  open.push(async () => {
    await opened.close();
    await held.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const loaded = async () => /^footnote_model_loaded (\d)$/m.exec((await metrics.page()).text)?.[1];
  return { held, ...opened, loaded };
}

describe('a member’s question', () => {
  it('goes by words alone where the model takes long, and by meaning once its vector is there', async () => {
    const { held, meaning } = await start();
    expect(await meaning.vectorOf('why')).toBeNull();
    await expect.poll(() => held.begun.length).toBe(1);
    held.go();
    await expect.poll(() => meaning.vectorOf('why')).toHaveLength(2);
    expect(held.begun).toHaveLength(1);
  });

  it('goes by words alone after the model has failed, and whoever runs the bot sees it', async () => {
    const { meaning, state, loaded } = await start();
    expect([state(), await loaded()]).toEqual(['loading', '0']);
    await expect.poll(state).toBe('loaded');
    expect(await loaded()).toBe('1');
    expect(await meaning.vectorOf('deadly')).toBeNull();
    await expect.poll(state).toBe('failed');
    expect(await loaded()).toBe('0');
    expect(await meaning.vectorOf('why')).toBeNull();
  });
});
