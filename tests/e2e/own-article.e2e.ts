import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { CLUB, visits } from './browser.ts';

const visit = visits();

/** A playground whose content may be changed. */
async function start() {
  const content = mkdtempSync(join(tmpdir(), 'footnote-e2e-content-'));
  cpSync(CLUB, content, { recursive: true });
  const open = await visit({ content });
  return { ...open, content };
}

const THEIRS = `<!DOCTYPE html><html lang="en"><head><title>The Night Ferry | Strait News</title></head>
<body><nav><a href="/a">Home</a> <a href="/b">Sport</a></nav><main><article><h1>The Night Ferry</h1>
<p>For nine years nobody could cross the strait after dark. The night ferry changes that.</p>
<h2>Highlights</h2><ul><li>The boat sails twice a night.</li><li>Bicycles cost two dollars.</li></ul>
<h2>The new boat</h2><p>The new boat carries forty cars. It was built in Turku.</p>
<h2>FAQ</h2><details><summary>When does it sail?</summary><p>At ten and at four.</p></details>
<details><summary>Can I bring a bicycle?</summary><p>Yes, for two dollars.</p></details></article></main>
<footer>© 2024 Strait News</footer><script>document.title = 'hurt'</script></body></html>`;

/** As somebody drags files over the page, and lets go of them. */
async function drop(page: Page, files: readonly (readonly [name: string, text: string])[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const [name, text] of ${JSON.stringify(files)}) transfer.items.add(new File([text], name));
    return transfer;
  })()`);
  for (const event of ['dragenter', 'dragover'])
    await page.dispatchEvent('#messages', event, { dataTransfer });
  await page.getByText('Drop it here, and the bot answers from it').waitFor();
  await page.dispatchEvent('#messages', 'drop', { dataTransfer });
}

it('answers from a saved page that somebody drops, shows what became of it, and saves it when told to', async () => {
  const { page, say, picture, content } = await start();
  await drop(page, [
    ['theirs.html', THEIRS],
    ['empty.txt', ''],
  ]);
  const dialog = page.getByRole('dialog', { name: 'Your own articles' });
  await dialog.getByText('empty.txt is empty: there is nothing to make an article of.').waitFor();
  await dialog.getByRole('button', { name: 'Dismiss' }).click();
  await dialog.getByText(/^100\s?% of the article’s \d+ words are there/).waitFor();
  await dialog.getByText('Left out (2)').click();
  await dialog.getByText('© 2024 Strait News').waitFor();
  await picture('own-article');

  await dialog.getByRole('button', { name: '/theirs highlights' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('group', { name: '/theirs highlights' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('article').getByText('The boat sails twice a night.').waitFor();
  await say('/ask can i bring my bicycle');
  await page.getByRole('article').nth(1).getByText('Yes, for two dollars.').first().waitFor();
  expect(readdirSync(content)).toEqual(['club']);

  await page.getByRole('button', { name: 'Bring your own article…' }).first().click();
  await dialog.getByText('Command, title and language').click();
  await dialog.getByRole('textbox', { name: 'Command' }).fill('/club');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await dialog.getByText('Another article has that command. Choose another name.').waitFor();
  await dialog.getByRole('textbox', { name: 'Command' }).fill('/ferry');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await dialog.getByRole('button', { name: '/ferry highlights' }).waitFor();
  await dialog.getByRole('button', { name: 'Save into the content folder' }).click();
  // Screen readers are told where they are: what lies below the dialog is said to nobody.
  await dialog
    .getByRole('status')
    .filter({ hasText: `Saved as ${content}/ferry/en.md.` })
    .waitFor();
  expect(readFileSync(join(content, 'ferry/en.md'), 'utf8')).toContain('The boat sails twice a night.');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

const HEIGHT = 500;

it('shows why a file becomes no article to who has scrolled down to another', async () => {
  const { page } = await visit({ content: CLUB, height: HEIGHT });
  await drop(page, [['theirs.html', THEIRS]]);
  const dialog = page.getByRole('dialog', { name: 'Your own articles' });
  await dialog.getByText(/^Taken over/).click();
  const last = dialog.getByRole('button', { name: 'Remove' });
  await last.scrollIntoViewIfNeeded();
  const bring = dialog.getByText('Drop a saved page');
  expect(await isInSight(bring, HEIGHT)).toBe(false);
  await drop(page, [['empty.txt', '']]);
  await expect.poll(() => isInSight(dialog.getByText('empty.txt is empty'), HEIGHT)).toBe(true);
});

/** Whether somebody sees it in the window of that height. */
async function isInSight(element: Locator, height: number): Promise<boolean> {
  const box = await element.boundingBox();
  return box !== null && box.y >= 0 && box.y + box.height <= height;
}

it('keeps what somebody types, wherever a selection ends and whatever closes the dialog, until it is an article', async () => {
  const { page } = await start();
  const bring = page.getByRole('button', { name: 'Bring your own article…' }).first();
  const dialog = page.getByRole('dialog', { name: 'Your own articles' });
  const field = dialog.getByRole('textbox', { name: 'The article’s text' });
  await bring.click();
  await dialog.getByText('Paste text instead').click();
  await field.fill('# The night ferry\n\nNew.\n\n## The boat\n\nIt sails twice a night.');
  const { x = 0, y = 0 } = (await field.boundingBox()) ?? {};
  await page.mouse.move(x + 90, y + 10);
  await page.mouse.down();
  await page.mouse.move(5, 5);
  await page.mouse.up();
  await dialog.getByRole('button', { name: 'Make an article of it' }).waitFor();
  await page.mouse.click(5, 5);
  await dialog.waitFor({ state: 'detached' });

  await bring.click();
  await dialog.getByText('Paste text instead').click();
  await expect.poll(() => field.inputValue()).toContain('It sails twice a night.');
  await dialog.getByRole('button', { name: 'Make an article of it' }).click();
  await dialog.getByRole('button', { name: 'Save into the content folder' }).waitFor();
  await expect.poll(() => field.inputValue()).toBe('');
});

it('comes to the front of the test pane, and opens it again', async () => {
  const { page } = await start();
  const pane = page.getByRole('dialog', { name: 'Test questions' });
  const dialog = page.getByRole('dialog', { name: 'Your own articles' });
  for (const name of ['one.html', 'two.html']) {
    await page.getByRole('button', { name: 'Test questions', exact: true }).click();
    await pane.waitFor();
    await drop(page, [[name, THEIRS]]);
    await dialog.getByText(`from ${name}`).waitFor();
    await dialog.getByRole('button', { name: 'Test questions…' }).click();
    await pane.getByRole('combobox', { name: 'Article' }).waitFor();
    await drop(page, [[name, THEIRS]]);
    await expect.poll(() => pane.count()).toBe(0);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
});

it('opens in a browser that keeps nothing for it', async () => {
  const { page } = await start();
  await page.addInitScript(`Object.defineProperty(window, 'sessionStorage', {
    get() { throw new DOMException('Access is denied for this document.', 'SecurityError'); },
  })`);
  await page.reload();
  await page.locator('#role').selectOption('moderator');
  await page.locator('.persona-head', { hasText: 'Omar' }).waitFor();
  await page.getByRole('button', { name: 'Reset the playground' }).click();
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await page.locator('.persona-head', { hasText: 'Mia' }).waitFor();
  expect(await page.locator('#role').inputValue()).toBe('member');
});

it('shows what is wrong with a file while it is edited, until it is mended', async () => {
  const { page, picture, say, content } = await start();
  const file = join(content, 'club/en.md');
  const good = readFileSync(file, 'utf8');
  writeFileSync(file, good.replace(/^title:/m, 'titel:'));
  await page.getByText('A file of the content needs mending').waitFor();
  await page.getByText('The last good version goes on serving, where there was one.').waitFor();
  await page.getByText(`${file}:1`).waitFor();
  await page.getByText('Give the front matter a title').waitFor();
  await picture('content-problem');
  await say('/club summary');
  expect(await page.getByRole('article').count()).toBe(1);
  writeFileSync(file, good);
  await page.getByText('A file of the content needs mending').waitFor({ state: 'detached' });
});
