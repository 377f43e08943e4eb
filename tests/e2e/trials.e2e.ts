import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { visits } from './browser.ts';

const visit = visits();

/** A thin article of the scenario's own, since it is written into. */
async function start(looks: Parameters<typeof visit>[0] = {}) {
  const content = mkdtempSync(join(tmpdir(), 'footnote-trials-'));
  cpSync(join(import.meta.dirname, '../../bench/round/content'), content, { recursive: true });
  const open = await visit({ content, ...looks });
  const file = join(content, 'tool-library/en.md');
  const pack = () => readFileSync(file, 'utf8');
  const edit = (): string => {
    writeFileSync(file, `${pack()}- who keeps the keys\n`);
    return pack();
  };
  return { ...open, pack, edit };
}

async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8');
}

const QUESTIONS = [
  'whats the yearly price',
  'can my wife collect it',
  'can I get in with a wheelchair',
  'do you deliver to my home',
];

describe('an author', () => {
  it('pastes questions, marks what they should find, and sees them answered', async () => {
    const { page, pack, picture } = await start({ width: 1280, height: 800 });
    const original = pack();
    await page.getByRole('button', { name: 'Test questions' }).click();
    const pane = page.getByRole('dialog', { name: 'Test questions' });
    await pane.getByRole('textbox', { name: 'Questions, one a line' }).fill(QUESTIONS.join('\n'));
    await pane.getByRole('button', { name: 'Ask them' }).click();
    const table = pane.getByRole('table', { name: 'What each question finds' });
    await expect.poll(() => table.getByRole('row').count()).toBe(5);

    const choose = async (question: string, typed: string, title: RegExp): Promise<void> => {
      await table.getByRole('button', { name: `Choose what should answer “${question}”` }).click();
      const picker = page.getByRole('dialog', { name: 'This should have been…' });
      await picker.waitFor();
      await page.keyboard.type(typed);
      await picker.getByRole('button', { name: title }).first().click();
      await picker.waitFor({ state: 'detached' });
    };
    await choose('whats the yearly price', 'join', /How do I join the tool library\?/);
    await choose('can my wife collect it', 'fetch', /May somebody else fetch it/);
    await choose('can I get in with a wheelchair', 'yard steps', /Opening hours and place/);
    await table.getByRole('checkbox', { name: /^Add it to the FAQ/ }).check();
    await table
      .getByRole('button', { name: 'The article doesn’t tell: “do you deliver to my home”' })
      .click();
    await table.getByRole('combobox', { name: /^Line below/ }).fill('whether tools are delivered');
    await page.keyboard.press('Tab');
    await picture('trials-marked');

    // What was marked outlives the page.
    await page.reload();
    await page.getByRole('button', { name: 'Test questions' }).click();
    await pane.getByText('Marked: 4 of 4').waitFor();

    const saving = page.waitForEvent('download');
    await pane.getByRole('button', { name: /^Download the questions/ }).click();
    const lines = (await textOf(await saving)).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({
        query: 'can my wife collect it',
        expect: ['faq/may-somebody-else-fetch-it-for-me'],
      }),
    );

    const changing = page.waitForEvent('download');
    await pane.getByRole('button', { name: 'Download the changed files' }).click();
    const changed = await textOf(await changing);
    expect(pack()).toBe(original);

    await pane.getByRole('button', { name: 'Write 4 wordings' }).click();
    await pane.getByRole('columnheader', { name: 'Before' }).first().waitFor();
    expect(pack()).toBe(changed);
    expect(changed).toContain('- pick up for a friend\n- can my wife collect it\n');
    expect(changed).toContain('### can I get in with a wheelchair\n');
    expect(changed).toContain('- whether tools are delivered\n  - do you deliver to my home\n');
    await expect.poll(() => pane.getByRole('row', { name: /^Right/ }).textContent()).toMatch(/4$/);
    await picture('trials');
  });

  it('is told when the file has changed meanwhile, and nothing is written', async () => {
    const { page, pack, edit } = await start();
    await page.getByRole('button', { name: 'Test questions' }).click();
    await page.locator('#trial-questions').fill('can my wife collect it');
    await page.getByRole('button', { name: 'Ask them' }).click();
    await page.getByRole('button', { name: /^“May somebody else fetch it/ }).click();
    await page.getByText('1 into').waitFor();
    const edited = edit();
    await page.getByRole('button', { name: 'Write 1 wording' }).click();
    await page.getByText('Nothing was written: ask them again.').waitFor();
    expect(pack()).toBe(edited);
  });

  it('goes there from a look inside, on a telephone', async () => {
    const { page, say, picture } = await start({ width: 390, height: 844 });
    await say('/ask can my wife collect it');
    await page.getByRole('button', { name: 'Look inside' }).click();
    const drawer = page.getByRole('complementary', { name: 'Look inside' });
    await drawer.getByRole('button', { name: 'This should have been…' }).waitFor();
    await picture('trials-inside-narrow');
    await drawer.getByRole('button', { name: 'This should have been…' }).click();
    const picker = page.getByRole('dialog', { name: 'This should have been…' });
    await picker.waitFor();
    await page.keyboard.type('fetch');
    await expect.poll(() => picker.getByRole('listitem').count()).toBe(1);
    await picture('trials-picker-narrow');
    await picker
      .getByRole('button', { name: /May somebody else fetch it/ })
      .first()
      .click();
    const pane = page.getByRole('dialog', { name: 'Test questions' });
    await pane.getByText('Marked: 1 of 1').waitFor();
    await picture('trials-narrow');
    await pane.getByRole('button', { name: 'Close' }).click();
    await pane.waitFor({ state: 'detached' });
  });
});
