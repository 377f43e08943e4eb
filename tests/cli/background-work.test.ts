import { afterEach, expect, it } from 'vitest';
import { createAppContext } from '../../src/cli/app-context.ts';
import { startBackgroundWork } from '../../src/cli/background-work.ts';
import { createServedContent } from '../../src/cli/served-content.ts';
import { CHANNEL, closeModerated, moderated, pin } from '../discord/pins/moderated.ts';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { ownStore } from '../fixtures/store.ts';

afterEach(closeModerated);

const saying = (summary: string) =>
  fair.map((pack) => ({ ...pack, summary, version: `${pack.locale} ${summary}` }));

it('keeps pins true when the content changes, beside whatever else follows it, until it is closed', async () => {
  const bot = await moderated(ownStore());
  await bot.see(pin('summary'));
  const shown = () => bot.discord.messages(CHANNEL)[0]?.embeds[0]?.description;
  const content = await createServedContent(fair, (library) => createAppContext(library));
  const told: string[] = [];
  content.onContext(({ answers }) => void told.push(answers.library[0]?.summary ?? ''));
  const work = startBackgroundWork(
    { context: content.context, onContent: content.onContext, store: bot.store, log: recordedLog().log },
    bot.api,
  );
  await content.followFolder(saying('Moved to January.'));
  await expect.poll(shown).toBe('Moved to January.');
  await work.close();
  const asked = bot.discord.requests.length;
  await content.followFolder(saying('Moved to March.'));
  await bot.read(pin('list'));
  expect(bot.discord.requests.slice(asked).filter(({ path }) => path.startsWith('/channels'))).toEqual([]);
  expect(told).toEqual(['Moved to January.', 'Moved to March.']);
});
