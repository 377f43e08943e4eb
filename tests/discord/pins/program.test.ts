import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runStart } from '../../../src/cli/start.ts';
import { readConfig } from '../../../src/config.ts';
import { recordedLog } from '../../fixtures/log.ts';
import { TOKEN } from '../../stand-in/discord.ts';
import { CHANNEL, closeModerated, pin, startDiscord } from './moderated.ts';

const folder = mkdtempSync(join(tmpdir(), 'footnote-pins-'));

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

describe('the program as it runs on Discord', () => {
  it('edits what was pinned when its article’s file is edited, and at its next start', async () => {
    const discord = await startDiscord();
    write('nine');
    const config = readConfig({
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: discord.apiUrl,
      CONTENT_DIR: join(folder, 'content'),
      DATA_DIR: join(folder, 'data'),
      EMBEDDINGS: 'off',
    });
    const run = async (during: () => Promise<void>) => {
      const { log, lines } = recordedLog('info');
      const stop = new AbortController();
      const running = runStart({ config, mode: 'gateway', log, stop: stop.signal, fail: () => stop.abort() });
      await expect.poll(() => lines.join(''), { timeout: 10_000 }).toContain('connected');
      await during();
      stop.abort();
      expect(await running).toBe(0);
    };
    const shown = () => discord.messages(CHANNEL)[0]?.embeds[0]?.description;
    await run(async () => {
      await discord.interact(pin('summary')).next();
      write('ten');
      await expect.poll(shown, { timeout: 10_000 }).toBe('It opens at ten.');
    });
    write('noon');
    await run(async () => {
      await expect.poll(shown, { timeout: 10_000 }).toBe('It opens at noon.');
    });
    expect(discord.pins(CHANNEL)).toHaveLength(1);
  }, 40_000);
});
