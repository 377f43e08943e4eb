import { describe, expect, it } from 'vitest';
import { visits } from './browser.ts';

const visit = visits();

describe('a question that the article does not answer', () => {
  it('comes to the helpers, is answered where it was asked, and is told to who waits for it', async () => {
    const { page, say, be, go, picture } = await visit();
    // The first: replies below quote it.
    const message = (text: string) => page.getByRole('article').filter({ hasText: text }).first();

    await be('administrator');
    await say('/settings');
    await message('How I answer in this server').getByRole('button', { name: 'When I don’t know' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('checkbox', { name: '#questions' }).check();
    await form.getByRole('button', { name: 'Submit' }).click();
    await message('How I answer in this server').getByText('Channel for helpers: None').waitFor();

    await be('member');
    await say('/ask may i bring my horse to the meeting');
    await picture('no-answer');
    await message('Is it one of these').getByRole('button', { name: 'Tell me when it’s answered' }).click();
    await message('one direct message').waitFor();
    await message('Is it one of these').getByRole('button', { name: 'Ask a human' }).click();
    await picture('ask-a-human');
    await message('This goes to the helpers').getByRole('button', { name: 'Send it' }).click();
    await message('Sent to the helpers').waitFor();

    await be('moderator');
    await go('questions');
    await message('What I found').getByRole('button', { name: 'I’ll take it' }).click();
    await message('takes care of it').waitFor();
    await picture('helpers-channel');
    await message('What I found').getByRole('button', { name: 'Answer' }).click();
    await form.getByRole('textbox', { name: 'Your answer' }).fill('Horses stay outside, by the fountain.');
    await form.getByRole('button', { name: 'Submit' }).click();
    await message('Posted:').waitFor();
    await picture('helper-answered');
    await message('Posted:').getByRole('button', { name: 'Teach me this' }).click();
    await picture('teach-answer');
    await form.getByRole('button', { name: 'Submit' }).click();
    await message('Added:').waitFor();

    await go('general');
    await message('answers').getByText('Horses stay outside, by the fountain.').waitFor();
    await picture('human-answer');
    await be('member');
    await page.getByRole('button', { name: 'Direct messages' }).click();
    await picture('told');
    await message('You asked this in').getByText('Horses stay outside').waitFor();
    await picture('told');
    expect(await message('You asked this in').count()).toBe(1);
  });
});
