import { describe, expect, it } from 'vitest';
import { visits } from './browser.ts';

const visit = visits();

describe('somebody who asks without a command', () => {
  it('mentions the bot, replies to its answer, asks further by a button, and takes an answer away', async () => {
    const open = await visit();
    const { page, say, be, picture } = open;
    await be('administrator');
    await say('/settings');
    const settings = page.getByRole('article').first();
    await settings.getByRole('button', { name: 'Mentions' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('radio', { name: /^Answered/ }).check();
    await picture('mentions-form');
    await form.getByRole('button', { name: 'Submit' }).click();
    await settings.getByText('Saved').first().waitFor();
    await settings.getByRole('button', { name: 'Dismiss message' }).click();

    await be('member');
    await say('@Footnote how much did r1 cost to train?');
    const answer = page.getByRole('article', { name: /^Footnote/ }).first();
    await answer.getByRole('button', { name: 'Take it away' }).waitFor();
    expect(await answer.textContent()).toContain('Mia');
    await picture('mention');

    await answer.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Reply' }).click();
    await page.getByText('Replying to Footnote').waitFor();
    await picture('replying');
    await say('and why?');
    const unsure = page.getByRole('article', { name: /^Footnote/ }).nth(1);
    await unsure.getByRole('button', { name: 'Show me' }).click();
    await page.getByText('Is it one of these?').waitFor();
    await picture('follow-up');

    await answer.getByRole('button', { name: 'Ask a follow-up' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('who trained it?');
    await picture('follow-up-form');
    await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
    await expect.poll(() => page.getByRole('article', { name: /^Footnote/ }).count()).toBe(4);

    await answer.getByRole('button', { name: 'Take it away' }).click();
    await page.getByText('I took that answer away').waitFor();
    await picture('taken-away');
  });

  it('writes to the bot alone on a phone, and stops replying by the keyboard', async () => {
    const open = await visit({ width: 390, height: 760 });
    const { page, say, picture } = open;
    await page.getByRole('button', { name: 'Channels and who you are' }).click();
    await page.getByRole('button', { name: 'Direct messages' }).click();
    await page.getByRole('combobox', { name: /^Message @Footnote/ }).waitFor();
    await page.keyboard.press('Escape');
    await say('how much did r1 cost to train?');
    const answer = page.getByRole('article', { name: /^Footnote/ }).first();
    await answer.getByRole('button', { name: 'Ask a follow-up' }).waitFor();
    await picture('direct-message');
    await answer.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Reply' }).click();
    await page.getByText('Replying to Footnote').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByText('Replying to Footnote').count()).toBe(0);
  });
});
