import { describe, expect, it } from 'vitest';
import { CLUB, startProgram, visits } from './browser.ts';

const start = visits();

describe('a member', () => {
  it('asks with the picker and a suggestion, by keyboard alone', async () => {
    const { page, picture } = await start();
    await page.keyboard.type('/');
    const list = page.getByRole('listbox', { name: 'Commands' });
    await list.getByRole('option', { name: /^\/ask.*question.*required.*private.*Ask a question/ }).waitFor();
    await page.keyboard.type('as');
    expect(await list.getByRole('option', { selected: true }).textContent()).toContain('/ask');
    await page.keyboard.press('Enter');

    const question = page.getByRole('combobox', { name: 'question' });
    expect(await question.getAttribute('aria-required')).toBe('true');
    // Suggestions for what was typed before may come first, and each new list begins anew.
    const lastSuggestions = page.waitForResponse(
      (response) => response.request().postData()?.includes('"how does r1"') === true,
    );
    await page.keyboard.type('how does r1');
    await lastSuggestions;
    const suggestions = page.getByRole('listbox', { name: 'Suggestions for question' });
    const wanted = suggestions.getByRole('option', { name: "How does R1's cost compare with GPT-4's?" });
    await wanted.waitFor();
    await expect
      .poll(async () => {
        const isSelected = (await wanted.getAttribute('aria-selected')) === 'true';
        if (!isSelected) await page.keyboard.press('ArrowDown');
        return isSelected;
      })
      .toBe(true);
    await picture('suggestions');
    await page.keyboard.press('Enter');
    expect(await suggestions.isVisible()).toBe(false);
    await page.keyboard.press('Enter');

    const answer = page.getByRole('article', { name: /^Footnote/ });
    await answer.getByText('R1 is estimated at less than $6 million, while GPT-4').waitFor();
    expect(await answer.textContent()).toContain('Mia used /ask');
    // The next command can be typed at once.
    expect(await page.locator('#message-box:focus').count()).toBe(1);
    await picture('ask');
  });

  it('is told that a required option is missing', async () => {
    const { page } = await start();
    await page.keyboard.type('/ask ');
    const suggestions = page.getByRole('listbox', { name: 'Suggestions for question' });
    await suggestions.waitFor();
    await page.keyboard.press('Enter');
    // Screen readers are told, too.
    const form = page.getByRole('group', { name: '/ask' });
    await form.getByText('This option is required. Specify a value.').waitFor();
    expect(await page.getByRole('combobox', { name: 'question' }).getAttribute('aria-invalid')).toBe('true');
    expect(await suggestions.isVisible()).toBe(false);
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: /^Message #general/ }).waitFor();
  });

  it('is asked "did you mean", alone, and chooses', async () => {
    const { page, say, picture } = await start();
    await say('/ask why do people think r1 changes everything');
    const offer = page.getByRole('article').first();
    await offer.getByText('I’m not sure what you mean.').waitFor();
    await offer.getByText('Only you can see this').waitFor();
    await picture('did-you-mean');
    await offer.getByRole('button', { name: 'Why is R1 seen as a game-changer?' }).click();
    const answer = page.getByRole('article').nth(1);
    await answer.getByText('Why is R1 seen as a game-changer?').waitFor();
    await offer.getByRole('button', { name: 'Dismiss message' }).click();
    await expect.poll(() => page.getByRole('article').count()).toBe(1);
  });

  it('is told plainly what the article does not say', async () => {
    const { page, say, picture } = await start();
    await say('/ask which programming language is r1 written in');
    const said = page.getByRole('article').first();
    await said.getByText("The article doesn't say in which programming language R1 is written.").waitFor();
    expect(await said.textContent()).toContain('Only you can see this');
    await picture('not-covered');
  });

  it('pages through a section, and stays on the button', async () => {
    const { page, say, picture } = await start({ content: CLUB });
    await say('/club section club evenings');
    const section = page.getByRole('article').first();
    await section.getByText('Page 1 of 2').waitFor();
    expect(await section.getByRole('button', { name: 'Previous' }).isDisabled()).toBe(true);
    await section.getByRole('button', { name: 'Next' }).focus();
    await page.keyboard.press('Enter');
    await section.getByText('Page 2 of 2').waitFor();
    await section.getByText('a box of puzzles that grows each year').waitFor();
    await picture('section');
    await expect.poll(() => page.locator(':focus').textContent()).toBe('Previous');
    await page.keyboard.press('Enter');
    await section.getByText('Page 1 of 2').waitFor();
  });

  it('browses the questions and answers', async () => {
    const { page, say, picture } = await start();
    await say('/deepseek faq');
    const faq = page.getByRole('article').first();
    await faq.getByRole('button', { name: 'Next' }).click();
    await faq.getByText('Page 2 of 3').waitFor();
    const menu = faq.getByRole('combobox', { name: 'Choose a question' });
    await menu.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const chosen = faq.getByRole('option', { selected: true });
    const question = (await chosen.textContent()) ?? '';
    await picture('faq');
    await page.keyboard.press('Enter');
    const answer = page.getByRole('article').nth(1);
    await answer.getByText(question).first().waitFor();
    expect(await answer.textContent()).toContain('Only you can see this');
  });

  it('has a message answered from its menu', async () => {
    const { page, say, picture } = await start();
    await say('which chips did they use?');
    const posted = page.getByRole('article', { name: /^Mia/ });
    await posted.hover();
    await posted.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Answer this' }).waitFor();
    await picture('message-menu');
    await page.keyboard.press('Enter');
    await page.getByText("Nvidia's H800 chips").waitFor();
    await page.getByRole('button', { name: '#general › 💬' }).click();
    await expect.poll(() => page.locator(':focus').textContent()).toContain('which chips');
  });

  it('is not offered what moderators do, and is refused where it is open to everyone', async () => {
    const { page, say, picture } = await start();
    await page.keyboard.type('/pin');
    expect(await page.getByRole('listbox').count()).toBe(0);
    await page.locator('#message-box').fill('');
    await Promise.all([
      page.waitForResponse(/\/offer/),
      page.getByLabel('Show commands that Discord hides from me').check(),
    ]);
    await say('/pin summary');
    await page.getByText('You need this permission in this channel: Pin Messages.').waitFor();
    await picture('refused');
    await page.getByRole('button', { name: 'Pinned messages' }).click();
    await page.getByText('This channel doesn’t have any pinned messages').waitFor();
  });
});

describe('a moderator', () => {
  it('pins the summary and sees it among the pinned messages', async () => {
    const { page, say, be, picture } = await start();
    await be('moderator');
    await say('/pin summary');
    await page.getByText('Footnote pinned a message to this channel.').waitFor();
    await page.getByText('I keep it up to date when the article changes.').waitFor();
    await page.getByRole('button', { name: 'Pinned messages' }).first().click();
    const pins = page.getByRole('dialog', { name: 'Pinned messages · #general' });
    await pins.getByText('DeepSeek R1 and the race for AI').waitFor();
    await picture('pins');
    await pins.getByRole('button', { name: 'Jump' }).click();
    await expect.poll(() => page.locator(':focus').textContent()).toContain('open-source AI model');
  });

  it('unpins by hand what the bot pinned, deletes it, and the bot finds its way', async () => {
    const { page, say, be, picture } = await start();
    await be('moderator');
    await say('/pin summary');
    const pinned = page.locator('.messages .message', { has: page.locator('.embed') });
    await page.getByText('Footnote pinned a message to this channel.').waitFor();

    await page.getByRole('button', { name: 'Pinned messages' }).first().click();
    const pins = page.getByRole('dialog', { name: 'Pinned messages · #general' });
    await pins.getByRole('button', { name: 'Unpin message' }).click();
    const sure = page.getByRole('alertdialog', { name: 'Unpin message' });
    await sure.getByText('Remove this pinned message from #general?').waitFor();
    await picture('unpin');
    await page.keyboard.press('Enter');
    await pins.getByText('doesn’t have any pinned messages').waitFor();
    await page.keyboard.press('Escape');
    await say('/pin summary');
    await page.getByText('It stood here unpinned; I pinned it again').waitFor();

    // By keyboard alone, from the message's menu.
    await pinned.getByRole('button', { name: 'More' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Unpin message' }).waitFor();
    await page.keyboard.press('End');
    await picture('message-menu-moderator');
    await page.keyboard.press('Enter');
    await page.getByRole('alertdialog', { name: 'Delete message' }).waitFor();
    await page.keyboard.press('Enter');
    const cards = page.locator('.messages .embed');
    await expect.poll(() => cards.count()).toBe(0);
    await say('/pin summary');
    await expect.poll(() => cards.count()).toBe(1);
    await page.getByRole('button', { name: 'Pinned messages' }).first().click();
    await expect.poll(() => pins.getByRole('article').count()).toBe(1);
  });

  it('pins what a member wrote, which the member can’t', async () => {
    const { page, say, be } = await start();
    await say('we meet at noon');
    const posted = page.getByRole('article', { name: /^Mia/ });
    const openMenu = async () => {
      await posted.getByRole('button', { name: 'More' }).focus();
      await page.keyboard.press('Enter');
      const all = await page.getByRole('menuitem').allTextContents();
      return all;
    };
    expect(await openMenu()).toEqual(['Answer this', 'Reply', 'Copy text', 'Delete message']);
    await page.keyboard.press('Escape');
    await be('moderator');
    expect(await openMenu()).toContain('Pin message');
    await page.getByRole('menuitem', { name: 'Pin message' }).click();
    await page.getByRole('button', { name: 'Pin it' }).click();
    await page.getByText('Omar pinned a message to this channel.').waitFor();
    await be('member');
    await page.getByRole('button', { name: 'Pinned messages' }).first().click();
    const pins = page.getByRole('dialog', { name: 'Pinned messages · #general' });
    await pins.getByText('we meet at noon').waitFor();
    expect(await pins.getByRole('button', { name: 'Unpin message' }).count()).toBe(0);
  });

  it('reviews an unanswered question, and it is answered when it is asked again', async () => {
    const { page, say, be, picture } = await start();
    await be('moderator');
    await be('member');
    await say('/ask where do we park on fridays');
    await page.getByText("The article doesn't say").waitFor();
    await be('moderator');
    await say('/faq review');
    const queue = page.getByRole('article').last();
    await queue.getByText('where do we park on fridays').first().waitFor();
    await queue
      .getByRole('button', { name: /answer/i })
      .first()
      .click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox').last().fill('Behind the hall.');
    await picture('review');
    await form.getByRole('button', { name: 'Submit' }).click();
    await form.waitFor({ state: 'detached' });
    await queue.getByText('Added: where do we park on fridays').waitFor();
    await be('member');
    await say('/ask where do we park on fridays');
    const answer = page.getByRole('article').last();
    await answer.getByText('Behind the hall.').waitFor();
    expect(await answer.textContent()).toContain('Added by this server’s moderators');
    await picture('taught');
  });

  it('teaches from a message, whose author is named, and goes back to what it said before', async () => {
    const { page, say, be, picture } = await start();
    await be('administrator');
    await say('/settings');
    const settings = page.getByRole('article').last();
    await settings.getByRole('button', { name: 'What I’m taught' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('radio', { name: /^Yes/ }).first().check();
    await picture('teaching-settings');
    await form.getByRole('button', { name: 'Submit' }).click();
    await settings.getByText('Saved').first().waitFor();

    await be('member');
    await say('Where do we park on fridays? Behind the hall. It is free.');
    const posted = page.getByRole('article', { name: /^Mia/ });
    await be('moderator');
    await posted.hover();
    await posted.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Teach from this' }).click();
    await form.waitFor();
    await picture('teach');
    await form.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('Added: Where do we park on fridays?').waitFor();
    await say('/ask where do we park on fridays');
    const answer = page.getByRole('article').last();
    await answer.getByText('Behind the hall.').waitFor();
    expect(await answer.textContent()).toContain('Added by this server’s moderators — answered by Mia');

    await page.locator('#message-box').focus();
    await page.keyboard.insertText('/faq edit where do we park on fridays?');
    await page.keyboard.press('Enter');
    await form.waitFor();
    await form.getByRole('textbox').nth(1).fill('Behind the church. It is free.');
    await form.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('Changed: Where do we park on fridays?').waitFor();
    await say('/faq history where do we park on fridays?');
    const history = page.getByRole('article').last();
    await history.getByText('Version 2 of 2').waitFor();
    await picture('history');
    await history.getByRole('button', { name: 'Older' }).click();
    await history.getByRole('button', { name: 'Restore this version' }).click();
    await history.getByText('Version 3 of 3').waitFor();
    await say('/ask where do we park on fridays');
    await page.getByText('Behind the hall.').last().waitFor();
  });
});

describe('an administrator', () => {
  it('changes how the bot answers with a form', async () => {
    const { page, say, be, picture } = await start();
    await be('administrator');
    await say('/settings');
    const settings = page.getByRole('article').first();
    await settings.getByRole('button', { name: 'Who sees answers' }).click();
    const form = page.getByRole('dialog', { name: 'Who sees answers' });
    await form.getByRole('radio', { name: /^Private/ }).check();
    await picture('settings');
    await form.getByRole('button', { name: 'Submit' }).click();
    await settings.getByText('Saved').first().waitFor();

    await be('member');
    await say('/ask how much did it cost');
    expect(await page.getByRole('article').last().textContent()).toContain('Only you can see this');
  });

  it('sees what members asked, as a chart that says what it shows, and as tables', async () => {
    const { page, say, be, picture } = await start();
    await say('/ask how much did it cost');
    await say('/ask which programming language is r1 written in');
    await be('administrator');
    await say('/stats');
    const figures = page.getByRole('article').last();
    await figures.getByRole('img', { name: /: 2 in all, of which 1 answered/ }).waitFor();
    const download = page.waitForEvent('download');
    await figures.getByRole('link', { name: 'Download days.csv' }).click();
    expect((await download).suggestedFilename()).toBe('days.csv');
    await picture('stats');
  });
});

describe('anybody', () => {
  it('changes language: the commands, the replies and the page are in it', async () => {
    const { page, say, picture } = await start();
    await Promise.all([page.waitForResponse(/\/offer/), page.locator('#server-language').selectOption('fr')]);
    // Drawn last, and with both.
    await page.locator('#language').selectOption('fr');
    await page.getByRole('combobox', { name: 'Envoyer un message dans #general' }).waitFor();
    await say('/demander quelles puces');
    await page.getByText('a utilisé').waitFor();
    await page.getByRole('button', { name: 'Section entière' }).waitFor();
    await picture('french');
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
  });

  it('talks to the bot in direct messages, which nobody else sees', async () => {
    const { page, say, be } = await start();
    await page.getByRole('button', { name: 'Direct messages' }).click();
    await page.getByRole('combobox', { name: /^Message @Footnote/ }).waitFor();
    await say('/ask how much did it cost');
    await page.getByText('less than $6 million').waitFor();
    await be('moderator');
    await expect.poll(() => page.getByRole('article').count()).toBe(0);
    await be('member');
    await expect.poll(() => page.getByRole('article').count()).toBe(1);
  });

  it('looks inside: the request, the reply, and why it was answered so', async () => {
    const { page, say, picture } = await start();
    await say('/ask how much did it cost');
    await page.getByRole('button', { name: 'Look inside' }).click();
    const drawer = page.getByRole('complementary', { name: 'Look inside' });
    await drawer.getByText('It answered with “How much did it cost to develop R1?”.').waitFor();
    await drawer.getByText('faq/how-much-did-it-cost-to-develop-r1').first().waitFor();
    expect(await drawer.textContent()).toMatch(/Answered in [\d.,]+ ms, HTTP 200/);
    await picture('inside');
    await drawer.getByText('Request', { exact: true }).click();
    await drawer.getByText('"how much did it cost"').waitFor();

    // Typing is an interaction, too, which takes nothing away that somebody reads; it can be looked at.
    await page.locator('#message-box').focus();
    await page.keyboard.insertText('/ask which');
    const picker = drawer.getByRole('combobox', { name: /^One of the last \d+ interactions$/ });
    await picker.getByRole('option', { name: '/ask (typing)' }).first().waitFor({ state: 'attached' });
    await drawer.getByText('"how much did it cost"').waitFor();
    await picker.selectOption({ label: '9:41:00 AM · /ask (typing)' });
    await drawer.getByText('"value": "which"').waitFor();
    await picker.selectOption({ label: '9:41:00 AM · /ask' });
    await drawer.getByText('"how much did it cost"').waitFor();
    // It stays, whatever comes.
    await page.locator('#command-form').getByRole('combobox', { name: 'question' }).focus();
    await page.keyboard.insertText(' chips');
    await expect.poll(() => picker.getByRole('option').count()).toBe(3);
    await drawer.getByText('"how much did it cost"').waitFor();
    await picture('inside-again');
  });

  it('is told when the program has stopped', async () => {
    const left = await start();
    await left.stop();
    await left.page.getByRole('alert').getByText('The program has stopped.').waitFor();
    // The browser complains, too.
    expect(left.wrong.splice(0).every((line) => line.includes('ERR_'))).toBe(true);
  });

  it('begins anew as the same person when the program is back', async () => {
    const { page, be, say, stop, wrong } = await start({ content: CLUB });
    await be('moderator');
    await say('hello');
    const url = new URL(page.url());
    await stop();
    await page.getByRole('alert').getByText('The program has stopped.').waitFor();
    wrong.splice(0);
    const again = await startProgram(CLUB, Number(url.port));
    try {
      await expect.poll(() => page.getByRole('article').count(), { timeout: 15_000 }).toBe(0);
      await page.locator('.persona-head', { hasText: 'Moderator' }).waitFor();
      // The browser complains of each try.
      expect(wrong.splice(0).every((line) => line.includes('ERR_'))).toBe(true);
    } finally {
      await page.close();
      await again.stop();
    }
  });

  it('goes on typing behind a form', async () => {
    const { page, be } = await start();
    await be('moderator');
    await page.locator('#message-box').focus();
    await page.keyboard.type('/faq add');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Add a question' }).waitFor();
    await page.keyboard.type('Half a');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.type('hello');
    expect(await page.locator('#message-box').inputValue()).toBe('hello');
  });

  it('gets by with the keyboard alone: Escape leads back to the message box', async () => {
    const { page, say } = await start();
    await say('/ask how much did it cost');
    const inspect = page.getByRole('button', { name: 'Look inside' });
    await inspect.focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('complementary', { name: 'Look inside' });
    await drawer.getByText('Request', { exact: true }).focus();
    await page.keyboard.press('Escape');
    expect(await drawer.isVisible()).toBe(false);
    expect(await inspect.evaluate('document.activeElement.id')).toBe('inspect-button');
    await page.getByRole('button', { name: 'Whole section' }).focus();
    await page.keyboard.press('Escape');
    expect(await page.locator('#message-box:focus').count()).toBe(1);
    await page.keyboard.type('/nonsense');
    await page.getByText('No command that you may use here is called so.').first().waitFor();
  });

  it('uses it on a phone, in the light', async () => {
    const { page, say, picture } = await start({ width: 390, height: 780, light: true });
    await say('/ask how much did it cost');
    await page.getByText('less than $6 million').waitFor();
    await picture('phone');
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.getByRole('button', { name: 'Channels and who you are' }).click();
    await page.getByRole('button', { name: '# questions' }).click();
    await page.getByRole('combobox', { name: /^Message #questions/ }).waitFor();
  });
});
