import { afterEach, describe, expect, it } from 'vitest';
import { createAppContext } from '../../../src/cli/app-context.ts';
import { runPinUpdater } from '../../../src/discord/pins/run-pin-updater.ts';
import { fair } from '../../fixtures/fair.ts';
import { recordedLog } from '../../fixtures/log.ts';
import { ownStore } from '../../fixtures/store.ts';
import { CHANNEL, closeModerated, moderated, pin } from './moderated.ts';

afterEach(closeModerated);

const saying = (summary: string) =>
  createAppContext(fair.map((pack) => ({ ...pack, summary, version: `${pack.locale} ${summary}` }))).answers;

describe('a pin updater at work', () => {
  it('edits pins at its start and at once when the content changes, until it is closed', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('summary'));
    const shown = () => bot.discord.messages(CHANNEL)[0]?.embeds[0]?.description;
    const running = runPinUpdater({
      pins: bot.store.pins,
      discord: bot.api,
      log: recordedLog().log,
      answers: saying('Moved to January.'),
    });
    await expect.poll(shown).toBe('Moved to January.');
    running.follow(saying('Moved to March.'));
    await expect.poll(shown).toBe('Moved to March.');
    await running.close();
    const asked = bot.discord.requests.length;
    running.follow(saying('Moved to May.'));
    await bot.read(pin('list'));
    expect(bot.discord.requests.slice(asked).filter(({ path }) => path.startsWith('/channels'))).toEqual([]);
  });
});
