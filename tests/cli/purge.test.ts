import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runPurge } from '../../src/cli/purge.ts';
import { UsageError } from '../../src/cli/usage.ts';
import { StoreUnavailable } from '../../src/store/store.ts';
import { recordedLog } from '../fixtures/log.ts';
import { openStore } from '../../src/store/open-store.ts';

const SERVER = '900000000000000001';

/** What `footnote purge` does on a database with two figures of the server; `typed` where somebody sits there. */
async function purge(options: { guildId?: string; yes?: boolean; typed?: string } = {}) {
  const { yes = false, typed } = options;
  const dataDir = mkdtempSync(join(tmpdir(), 'footnote-purge-'));
  const open = () => openStore({ databaseUrl: null, dataDir, log: recordedLog().log });
  const before = await open();
  await before.figures.count(SERVER, '2026-08-01', 'none');
  await before.figures.count(SERVER, '2026-08-02', 'none');
  await before.close();
  const input = Object.assign(new PassThrough(), { isTTY: typed !== undefined });
  const output = new PassThrough();
  let printed = '';
  output.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  if (typed !== undefined) input.write(`${typed}\n`);
  const guildId = 'guildId' in options ? options.guildId : SERVER;
  const code = await runPurge({ open, guildId, yes, input, output }).catch((error: unknown) => {
    if (error instanceof UsageError) return error;
    throw error;
  });
  const after = await open();
  const left = (await after.figures.days(SERVER, '2026-01-01')).length;
  await after.close();
  return { code, printed, left };
}

describe('footnote purge', () => {
  it('deletes all of a server at once, and says how much it was', async () => {
    expect(await purge({ yes: true })).toEqual({
      code: 0,
      printed: `Deleted all that was kept of server ${SERVER}: 2 rows.\n`,
      left: 0,
    });
  });

  it('says so where nothing is kept of it, and leaves the others alone', async () => {
    expect(await purge({ yes: true, guildId: '42' })).toEqual({
      code: 0,
      printed: 'Nothing is kept of server 42.\n',
      left: 2,
    });
  });

  it('asks whoever sits at a terminal', async () => {
    const agreed = await purge({ typed: 'yes' });
    expect(agreed.printed).toContain('It can not be undone. Type yes to go on:');
    expect(agreed).toMatchObject({ code: 0, left: 0 });
    const declined = await purge({ typed: 'no' });
    expect(declined.printed).toContain('Nothing was deleted.');
    expect(declined).toMatchObject({ code: 1, left: 2 });
  });

  it.each([
    ['without a terminal and without --yes', {}, 'add --yes'],
    ['without a server', { yes: true, guildId: undefined }, 'footnote purge --guild ID'],
    ['for something that is no ID', { yes: true, guildId: 'my server' }, 'digits only'],
  ])('is called wrongly %s, and deletes nothing', async (_, options, words) => {
    const { code, left } = await purge(options as Parameters<typeof purge>[0]);
    expect(code).toBeInstanceOf(UsageError);
    expect(String(code)).toContain(words);
    expect(left).toBe(2);
  });

  it('fails with what to do where the database is away', async () => {
    const open = () =>
      openStore({ databaseUrl: '/dev/null/nowhere.db', dataDir: '', log: recordedLog().log });
    const input = new PassThrough();
    const purging = runPurge({ open, guildId: SERVER, yes: true, input, output: new PassThrough() });
    await expect(purging).rejects.toThrow(StoreUnavailable);
    await expect(purging).rejects.toThrow('/dev/null/nowhere.db');
  });
});
