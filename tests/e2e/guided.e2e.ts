import { describe, expect, it } from 'vitest';
import { visits } from './browser.ts';

const start = visits();

describe('the guided start', () => {
  it('leads a stranger through four things, each in one click, and marks what is done', async () => {
    const { page, picture } = await start({ guide: true, width: 1280, height: 800 });
    const guide = page.getByRole('region', { name: 'Guided start' });
    await guide.getByText('0 of 4 done').waitFor();
    await picture('guided-start');

    await guide.getByRole('button', { name: 'Ask a question' }).click();
    const question = page.getByRole('combobox', { name: 'question' });
    await expect.poll(() => question.inputValue()).toContain('DeepSeek');
    await question.press('Enter');
    await guide.getByText('1 of 4 done').waitFor();

    await guide.getByRole('button', { name: 'Review five missed questions' }).click();
    await page.getByText('Waiting for an answer: 1 of 5').waitFor();
    await page.getByText('Some questions and figures here are made up').waitFor();
    expect(await page.locator('.persona-head').textContent()).toContain('Omar');

    await guide.getByRole('button', { name: 'Pin a summary' }).click();
    await page.getByText('Footnote pinned a message to this channel.').waitFor();

    await guide.getByRole('button', { name: 'See what members ask' }).click();
    await page.getByRole('img', { name: /of which \d{3} answered/ }).waitFor();
    await guide.getByText('4 of 4 done').waitFor();
    await picture('guided-start-done');

    // Put away and brought back by keyboard; what is done stays so, also when the page is loaded anew.
    await guide.getByRole('button', { name: 'Hide the guided start' }).press('Enter');
    await expect.poll(() => page.locator(':focus').getAttribute('aria-label')).toBe('Show the guided start');
    expect(await guide.isVisible()).toBe(false);
    await page.reload();
    await page.getByRole('button', { name: 'Show the guided start' }).click();
    await guide.getByText('4 of 4 done').waitFor();
  });

  it('goes to the server from direct messages, on a phone', async () => {
    const { page, picture } = await start({ guide: true, width: 390, height: 844 });
    await page.getByRole('button', { name: 'Channels and who you are' }).click();
    await page.getByRole('button', { name: 'Direct messages' }).click();
    await page.getByRole('combobox', { name: /^Message @Footnote/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Pin a summary' }).click();
    await page.getByText('Footnote pinned a message to this channel.').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await picture('guided-start-phone');
  });
});

describe('a reset', () => {
  it('asks first, and brings all back to how it started', async () => {
    const { page, say, be, picture } = await start();
    await say('/ask where do we park on fridays');
    await be('moderator');
    await say('/pin summary');
    await page.locator('#message-box').fill('half a sen');
    await page.getByRole('button', { name: 'Reset the playground' }).click();
    const sure = page.getByRole('alertdialog', { name: 'Reset the playground?' });
    await picture('reset');
    await page.keyboard.press('Escape');
    await sure.waitFor({ state: 'detached' });
    expect(await page.getByRole('article').count()).toBeGreaterThan(0);

    await page.getByRole('button', { name: 'Reset the playground' }).click();
    await sure.getByRole('button', { name: 'Reset' }).click();
    await page.getByText('0 of 4 done').waitFor();
    expect(await page.getByRole('article').count()).toBe(0);
    expect(await page.locator('#message-box').inputValue()).toBe('');
    expect(await page.locator('.persona-head').textContent()).toContain('Mia');
    await be('moderator');
    await say('/faq review');
    await page.getByText('No question waits for an answer.').waitFor();
  });
});

describe('a draft', () => {
  it('stays in its channel, a command that is half filled in, too', async () => {
    const { page } = await start();
    const box = page.locator('#message-box');
    const go = async (name: string) => {
      await page.getByRole('button', { name: `# ${name}` }).click();
      await page.getByRole('heading', { name: `#${name}`, exact: true }).waitFor();
    };
    await box.fill('for all of you');
    await go('questions');
    expect(await box.inputValue()).toBe('');
    await box.focus();
    await page.keyboard.type('/ask how much did it cost');
    const question = page.getByRole('combobox', { name: 'question' });
    await expect.poll(() => question.inputValue()).toBe('how much did it cost');
    await go('general');
    expect(await box.inputValue()).toBe('for all of you');
    await box.press('Enter');
    await page.getByRole('article', { name: /^Mia/ }).getByText('for all of you').waitFor();
    await go('questions');
    expect(await question.inputValue()).toBe('how much did it cost');
    await question.press('Enter');
    await page.getByText('less than $6 million').waitFor();
    await go('general');
    expect(await box.inputValue()).toBe('');
  });
});

describe('Escape', () => {
  it('closes what was opened last, and the focus goes back', async () => {
    const { page, say } = await start();
    await say('hello');
    await page.getByRole('button', { name: 'Look inside' }).press('Enter');
    await page.locator('#message-box').focus();
    await page.keyboard.type('/ask how');
    await page.getByRole('combobox', { name: 'question' }).waitFor();
    const message = page.getByRole('article', { name: /^Mia/ });
    await message.getByRole('button', { name: 'More' }).press('Enter');
    await page.getByRole('menu').waitFor();

    await page.keyboard.press('Escape');
    expect(await page.getByRole('menu').count()).toBe(0);
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('More');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('#command-form').count()).toBe(0);
    expect(await page.locator('#drawer').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('#drawer').isVisible()).toBe(false);
    await expect.poll(() => page.locator(':focus').getAttribute('aria-label')).toBe('Look inside');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator(':focus').getAttribute('id')).toBe('message-box');
  });
});

describe('a right click', () => {
  it('opens the menu where it was done, within the window', async () => {
    const { page, say } = await start();
    await say('hello');
    const text = page.getByRole('article', { name: /^Mia/ }).getByText('hello');
    const menu = page.getByRole('menu');
    await text.click({ button: 'right', position: { x: 5, y: 5 } });
    const [at, there] = [await text.boundingBox(), await menu.boundingBox()];
    expect(there?.x).toBeCloseTo((at?.x ?? 0) + 5, 0);
    await page.keyboard.press('Escape');
    const row = page.getByRole('article', { name: /^Mia/ });
    const { width = 0, height = 0 } = (await row.boundingBox()) ?? {};
    await row.click({ button: 'right', position: { x: width - 2, y: height - 2 } });
    const corner = await menu.boundingBox();
    expect((corner?.x ?? 0) + (corner?.width ?? 0)).toBeLessThanOrEqual(1200);
    expect((corner?.y ?? 0) + (corner?.height ?? 0)).toBeLessThanOrEqual(760);
  });
});

describe('the list of living pins', () => {
  it('names each by its title, which leads to it', async () => {
    const { page, say, be } = await start();
    await be('moderator');
    await say('/pin summary');
    await say('/pin list');
    const list = page.getByRole('article').last();
    await list.getByRole('button', { name: 'DeepSeek R1 and the race for AI' }).click();
    await expect.poll(() => page.locator(':focus').textContent()).toContain('open-source AI model');
  });
});
