import { describe, expect, it } from 'vitest';
import { visits, type Visit } from './browser.ts';

const visit = visits();

/** The first message that says so: replies quote what stands above them. */
const message = ({ page }: Visit, text: string | RegExp) =>
  page.getByRole('article').filter({ hasText: text }).first();

/** As the member; each waits for a moderator then. */
async function askAll({ be, say }: Visit, ...questions: readonly string[]): Promise<void> {
  await be('member');
  for (const question of questions) await say(`/ask ${question}`);
}

/** Sends off the command whose line opens a form. */
async function openForm({ page }: Visit, line: string): Promise<void> {
  await page.locator('#message-box').focus();
  await page.keyboard.insertText(line);
  await page.keyboard.press('Enter');
  const command = page.locator('#command-form');
  if (await command.isVisible()) await command.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('dialog').waitFor();
}

describe('a moderator at the review desk', () => {
  it('dismisses several at once, thinks better of it, and may undo it for a day', async () => {
    const open = await visit();
    const { page, be, say, passAWeek, picture } = open;
    await askAll(
      open,
      'where do we park on fridays',
      'may i bring my horse to the meeting',
      'is there a podcast version of this',
    );
    await be('moderator');
    await say('/faq review');
    const desk = page.getByRole('article').last();
    await desk.getByRole('button', { name: 'Dismiss several…' }).click();
    const menu = desk.getByRole('combobox', { name: /^Choose questions…/ });
    await menu.click();
    await picture('dismiss-several');
    for (const name of [/^where do we park/, /^may i bring my horse/])
      await page.getByRole('option', { name }).click();
    await page.keyboard.press('Escape');
    await desk.getByText('Dismiss these 2 questions?').waitFor();
    await picture('dismiss-several-sure');
    await desk.getByRole('button', { name: 'Leave them' }).click();
    await desk.getByRole('button', { name: 'Back to the queue' }).click();
    await desk.getByText('Waiting for an answer: 1 of 3').waitFor();

    await desk.getByRole('button', { name: 'Dismiss several…' }).click();
    await menu.click();
    for (const name of [/^where do we park/, /^may i bring my horse/])
      await page.getByRole('option', { name }).click();
    await page.keyboard.press('Escape');
    await desk.getByRole('button', { name: 'Dismiss 2 questions' }).click();
    await desk.getByText('Dismissed: 2 questions.').waitFor();
    await desk.getByText('Waiting for an answer: 1 of 1').waitFor();
    await picture('dismissed-several');
    await desk.getByRole('button', { name: 'Undo…' }).click();
    await desk.getByText('Done in the last 24 hours').waitFor();
    await desk.getByRole('combobox', { name: 'Undo…' }).click();
    await picture('undo');
    await page.getByRole('option', { name: /^Dismissed: / }).click();
    await desk.getByText('Undone: 2 questions wait again.').waitFor();
    await desk.getByRole('button', { name: 'Back to the queue' }).click();
    await desk.getByText('Waiting for an answer: 1 of 3').waitFor();

    await desk.getByRole('button', { name: 'Dismiss', exact: true }).click();
    await desk.getByText('Waiting for an answer: 1 of 2').waitFor();
    await passAWeek();
    await say('/faq review');
    const later = page.getByRole('article').last();
    await later.getByText('Waiting for an answer: 1 of 2').waitFor();
    expect(await later.getByRole('button', { name: 'Undo…' }).count()).toBe(0);
  });

  it('answers one question, and is told which others that clears', async () => {
    const open = await visit();
    const { page, be, say, picture } = open;
    await askAll(open, 'where do we park on fridays', 'where do we park on fridays?!', 'is there a podcast');
    await be('moderator');
    await openForm(open, '/faq add');
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Question' }).fill('Where do we park on Fridays?');
    await form.getByRole('textbox', { name: 'Answer' }).first().fill('Behind the hall.');
    await form.getByRole('button', { name: 'Submit' }).click();
    const added = message(open, 'Added: Where do we park on Fridays?');
    await added.getByText('It also answers 2 other questions that waited').waitFor();
    await picture('covered');
    await added.getByRole('button', { name: 'Undo…' }).click();
    await page.getByText('Answered as well by').first().waitFor();
    await picture('covered-undo');
    await say('/faq review');
    const desk = page.getByRole('article').last();
    await desk.getByText('Waiting for an answer: 1 of 1').waitFor();
    expect(await desk.textContent()).toContain('is there a podcast');
  });

  it('puts back what was removed', async () => {
    const open = await visit();
    const { page, be, say, picture } = open;
    await be('moderator');
    await openForm(open, '/faq add');
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Question' }).fill('Where do we park?');
    await form.getByRole('textbox', { name: 'Answer' }).first().fill('Behind the hall.');
    await form.getByRole('button', { name: 'Submit' }).click();
    await message(open, 'Added: Where do we park?').waitFor();
    await say('/faq remove Where do we park?');
    await say('/faq history Where do we park?');
    const history = page.getByRole('article').last();
    await picture('history-removed');
    await history.getByRole('button', { name: 'Put it back' }).click();
    await history.getByText('is back').waitFor();
    await picture('history-back');
    await be('member');
    await say('/ask where do we park');
    const answer = page.getByRole('article').last();
    await answer.getByText('Behind the hall.').waitFor();
    expect(await answer.textContent()).toContain('Added by this server’s moderators');
  });
});

describe('a helper', () => {
  it('answers a member with an entry of their choice, who alone is mentioned', async () => {
    const open = await visit();
    const { page, be, picture } = open;
    await be('moderator');
    await page.locator('#message-box').focus();
    await page.keyboard.type('/answer ');
    const entry = page.getByRole('combobox', { name: 'entry' });
    await entry.pressSequentially('chips');
    const wanted = page
      .getByRole('listbox', { name: 'Suggestions for entry' })
      .getByRole('option', { name: /chips/i })
      .first();
    await wanted.click();
    await page.locator('#command-form').getByRole('button', { name: 'Add option to' }).click();
    await page.getByRole('option', { name: '@Mia' }).click();
    await picture('answer-command');
    await page.locator('#command-form').getByRole('button', { name: 'Send' }).click();
    const answer = page.getByRole('article', { name: /^Footnote/ }).last();
    await answer.getByText('H800').first().waitFor();
    await picture('answered-member');
    expect(await answer.textContent()).toContain('@Mia');
    await be('member');
    await answer.getByText('H800').first().waitFor();
    await picture('answered-as-member');
  });

  it('answers a message with an entry of their choice, from its menu', async () => {
    const open = await visit();
    const { page, be, say, picture } = open;
    await say('does anybody know which chips they used?');
    await be('moderator');
    const posted = page.getByRole('article', { name: /^Mia/ });
    await posted.hover();
    await posted.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Answer with…' }).click();
    const choice = page.getByRole('article').last();
    await choice.getByRole('combobox', { name: 'Choose the answer' }).click();
    await picture('answer-with');
    await page.getByRole('option', { name: /chips/i }).first().click();
    const answer = page.getByRole('article', { name: /^Footnote/ }).last();
    await answer.getByText('H800').first().waitFor();
    await picture('answered-message');
    await be('member');
    // What the helper saw alone stays theirs.
    await answer.getByText('Message could not be loaded').waitFor();
    await picture('answered-message-member');
    await answer.getByRole('button', { name: '#general › 💬' }).click();
    await expect.poll(() => page.locator(':focus').textContent()).toContain('does anybody know');
  });
});
