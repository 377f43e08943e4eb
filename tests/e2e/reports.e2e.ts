import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLUB, visits, type Visit } from './browser.ts';

const visit = visits();

/** The first message that says so: replies quote what stands above them. */
const message = ({ page }: Visit, text: string | RegExp) =>
  page.getByRole('article').filter({ hasText: text }).first();

/** As an administrator who has both reports in #questions. */
async function chooseReports(open: Visit): Promise<void> {
  const { page, be, say, picture } = open;
  await be('administrator');
  await say('/settings');
  const settings = message(open, 'How I answer in this server');
  await settings.getByRole('button', { name: 'Reports' }).click();
  const form = page.getByRole('dialog', { name: 'Reports' });
  for (const report of ['Weekly digest for moderators', 'What changed in the articles']) {
    await form.getByRole('group', { name: report }).getByRole('checkbox', { name: '#questions' }).check();
  }
  await picture('reports-form');
  await form.getByRole('button', { name: 'Submit' }).click();
  await settings.getByText('Weekly digest for moderators: None → ').waitFor();
  await picture('reports-chosen');
}

describe('a moderator who chose a channel for reports', () => {
  it('sees the digest as it stands, reads it there when the week is over, and goes through what waits', async () => {
    const open = await visit();
    const { page, be, say, go, passAWeek, picture } = open;
    await chooseReports(open);
    await message(open, 'How I answer in this server')
      .getByRole('button', { name: 'Show the digest' })
      .click();
    await page.getByText('So far there is nothing to say of this week').waitFor();

    await be('member');
    await say('/ask how much did r1 cost to train?');
    await message(open, 'less than $6 million')
      .getByRole('button', { name: /👎|Not helpful/ })
      .click();
    await say('/ask may i bring my horse to the meeting');
    await say('/ask where do we park on fridays');
    await be('administrator');
    await message(open, 'How I answer in this server')
      .getByRole('button', { name: 'Show the digest' })
      .click();
    await page.getByText('This is the next digest as it stands.').waitFor();
    await picture('digest-preview');

    await be('moderator');
    await go('questions');
    await message(open, 'It comes here each Monday at 8:00 UTC').waitFor();
    await picture('reports-announced');
    await passAWeek();
    const digest = message(open, 'What was asked here: August 3 – August 9');
    await digest.getByText('In all, 3 questions wait.').waitFor();
    await digest.getByText('may i bring my horse to the meeting').waitFor();
    await digest.getByText('Found not helpful').waitFor();
    await picture('digest');
    await digest.getByRole('button', { name: 'Review them' }).click();
    const queue = message(open, /Waiting for an answer: 1 of 3/);
    await queue.waitFor();
    expect(await queue.textContent()).toContain('Only you can see this');
    await picture('digest-review');
    // Of a week without questions there is nothing to say.
    await passAWeek();
    await be('member');
    await say('/ask is there a podcast version of this');
    await passAWeek();
    await message(open, 'What was asked here: August 17 – August 23').getByText('podcast').waitFor();
    expect(await page.locator('.embed-title', { hasText: 'What was asked here' }).count()).toBe(2);
  });

  it('is told what changed in an article, in one message while that goes on', async () => {
    const content = mkdtempSync(join(tmpdir(), 'footnote-e2e-content-'));
    cpSync(CLUB, content, { recursive: true });
    const file = join(content, 'club/en.md');
    const first = readFileSync(file, 'utf8');
    const open = await visit({ content });
    const { page, be, go, passAWeek, picture } = open;
    await chooseReports(open);
    await be('member');
    await go('questions');
    await message(open, 'I tell it here from now on').waitFor();
    const dearer = first.replace(
      'Forty crowns a year; pupils pay ten.',
      'Fifty crowns a year; pupils pay ten.',
    );
    writeFileSync(file, dearer);
    const post = message(open, 'What changed in “The chess club');
    await post.getByText('What does membership cost?').waitFor();
    await picture('news');
    writeFileSync(file, dearer.replace('## FAQ', '## FAQ\n\n### May dogs come?\n\nYes, on a lead.'));
    await post.getByText('May dogs come?').waitFor();
    await picture('news-edited');
    expect(await page.getByText('What changed in “The chess club').count()).toBe(1);
    const menu = post.getByRole('combobox', { name: 'Read what is new or changed' });
    await menu.click();
    await picture('news-menu');
    await page.getByRole('option', { name: 'May dogs come?' }).click();
    const read = page.getByRole('article').last();
    await read.getByText('Yes, on a lead.').waitFor();
    expect(await read.textContent()).toContain('Only you can see this');
    await picture('news-read');

    await passAWeek();
    writeFileSync(file, first);
    const next = page.getByRole('article').last();
    await next.getByText('Removed').waitFor();
    await picture('news-again');
  });
});
