import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runStart } from '../../../src/cli/start.ts';
import { readConfig } from '../../../src/config.ts';
import { recordedLog } from '../../fixtures/log.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { TOKEN } from '../../stand-in/discord.ts';
import { CHANNEL, closeModerated, pin, startDiscord } from './moderated.ts';

const folder = mkdtempSync(join(tmpdir(), 'footnote-pins-'));

const SERVER = '900000000000000001';

afterEach(async () => {
  await closeModerated();
  rmSync(folder, { recursive: true, force: true });
});

function write(hour: string): void {
  mkdirSync(join(folder, 'content/library'), { recursive: true });
  writeFileSync(
    join(folder, 'content/library/en.md'),
    `---\ntitle: The library\nsource: Rules\n---\nIt opens at ${hour}.\n\n## Hours\nIt opens at ${hour}.\n`,
  );
}

async function startProgram() {
  const discord = await startDiscord();
  discord.gateway.servers = [SERVER];
  const config = readConfig({
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.apiUrl,
    CONTENT_DIR: join(folder, 'content'),
    DATA_DIR: join(folder, 'data'),
    EMBEDDINGS: 'off',
  });
  const run = async (during: (lines: readonly string[]) => Promise<void>) => {
    const { log, lines } = recordedLog('info');
    const stop = new AbortController();
    const running = runStart({
      config,
      mode: 'gateway',
      log,
      stop: stop.signal,
      fail: () => stop.abort(),
    });
    await expect.poll(() => lines.join('')).toContain('connected');
    await during(lines);
    stop.abort();
    expect(await running).toBe(0);
  };
  const shown = () => discord.messages(CHANNEL)[0]?.embeds[0]?.description;
  return { discord, config, run, shown };
}

describe('the program as it runs on Discord', () => {
  it('edits what was pinned when its article’s file is edited, and at its next start', async () => {
    write('nine');
    const { discord, run, shown } = await startProgram();
    await run(async () => {
      await discord.interact(pin('summary')).next();
      write('ten');
      await expect.poll(shown).toBe('It opens at ten.');
    });
    write('noon');
    await run(async () => {
      await expect.poll(shown).toBe('It opens at noon.');
    });
    expect(discord.pins(CHANNEL)).toHaveLength(1);
  });

  it('edits what was pinned in a server that takes it back, where the article changed meanwhile', async () => {
    write('nine');
    const { discord, config, run, shown } = await startProgram();
    await run(async (lines) => {
      await discord.interact(pin('summary')).next();
      discord.gateway.dispatch('GUILD_DELETE', { id: SERVER });
      const store = await openStore({ databaseUrl: null, dataDir: config.dataDir, log: recordedLog().log });
      await expect.poll(() => store.servers.removedBefore(Date.now())).toEqual([SERVER]);
      await store.close();
      write('ten');
      await expect.poll(() => lines.join('')).toContain('is in use');
      discord.gateway.dispatch('GUILD_CREATE', { id: SERVER, name: 'A server', channels: [], members: [] });
      await expect.poll(shown).toBe('It opens at ten.');
    });
  });
});
