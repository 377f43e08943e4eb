import { describe, expect, it } from 'vitest';
import { visits, type Visit } from './browser.ts';

const visit = visits();

/** As a person fills in the form of a forum and sends it off. */
async function writePost(
  { page, picture }: Visit,
  { title, text, tag }: { readonly title: string; readonly text: string; readonly tag?: string },
): Promise<void> {
  await page.getByRole('button', { name: 'New post' }).click();
  const form = page.getByRole('dialog', { name: 'New post' });
  await form.getByRole('textbox', { name: 'Title' }).fill(title);
  await form.getByRole('textbox', { name: 'Text' }).fill(text);
  if (tag !== undefined) await form.getByRole('checkbox', { name: tag }).check();
  await picture('new-post');
  await form.getByRole('button', { name: 'Submit' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

const COST = {
  title: 'How much did R1 cost?',
  text: 'I read very different figures.\nDoes anybody know?',
  tag: 'Bug',
};

describe('a forum', () => {
  it('takes a member’s post, lists and opens it, and somebody else replies', async () => {
    const open = await visit();
    const { page, say, be, picture } = open;
    const channels = page.getByRole('navigation', { name: 'Channels' });
    await channels.getByRole('button', { name: 'help-forum' }).click();
    await page.getByText('There are no posts here yet').waitFor();
    expect(await page.getByRole('combobox', { name: /^Message/ }).count()).toBe(0);
    await picture('forum-empty');

    await writePost(open, COST);
    // Whoever made it can write at once.
    await page.locator('#message-box:focus').waitFor();
    const log = page.getByRole('log', { name: COST.title });
    await expect
      .poll(() => log.getByRole('listitem').allInnerTexts())
      .toEqual([expect.stringContaining('Bug')]);
    await log.getByText('Does anybody know?').waitFor();

    await be('moderator');
    await say('About six million dollars, they say.');
    await log.getByText('About six million dollars').waitFor();
    await picture('post');

    await page.getByRole('button', { name: 'Back to #help-forum' }).click();
    await writePost(open, { title: 'Rules', text: 'Be kind.', tag: 'Solved' });
    await page.getByRole('button', { name: 'Back to #help-forum' }).click();
    const posts = page.getByRole('list', { name: 'Posts', exact: true });
    const titles = posts.getByRole('heading', { level: 2 });
    await expect.poll(() => titles.allInnerTexts()).toEqual(['Rules', COST.title]);
    const card = posts.getByRole('listitem').filter({ hasText: COST.title });
    await expect.poll(() => card.innerText()).toMatch(/Bug[\s\S]*Mia[\s\S]*2 messages/);
    await picture('forum');

    // By the keyboard, from where the focus is.
    await page.locator('#new-post:focus').waitFor();
    await page.keyboard.press('Tab');
    await page.locator(':focus', { hasText: 'Rules' }).waitFor();
    // And past its menu.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: COST.title }).waitFor();
    await channels.getByRole('button', { name: 'Rules' }).click();
    await page.getByRole('log', { name: 'Rules' }).getByText('Be kind.').waitFor();
  });

  it('has a post answered that is worded as moderators taught the bot, and no other', async () => {
    const open = await visit();
    const { page, say, be, picture } = open;
    const message = (text: string) => page.getByRole('article').filter({ hasText: text }).first();
    const form = page.getByRole('dialog');
    const channels = page.getByRole('navigation', { name: 'Channels' });
    const back = page.getByRole('button', { name: 'Back to #help-forum' });
    const TITLE = 'how do I get a coloured nickname';

    await be('administrator');
    await say('/settings');
    await message('How I answer in this server').getByRole('button', { name: 'Forum posts' }).click();
    await form.getByRole('checkbox', { name: '#help-forum' }).check();
    await form.getByRole('button', { name: 'Submit' }).click();
    await message('How I answer in this server').getByText('Forums where I answer new posts: None').waitFor();
    await picture('forum-settings');
    await page.locator('#message-box').focus();
    await page.keyboard.type('/faq add');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await form.getByRole('textbox', { name: 'Question' }).fill('How do I get a coloured nickname?');
    await form
      .getByRole('textbox', { name: 'Answer' })
      .fill('Boost the server, then pick a colour in #roles.');
    await form.getByRole('button', { name: 'Submit' }).click();
    await message('Added:').waitFor();

    await be('member');
    await channels.getByRole('button', { name: 'help-forum' }).click();
    await writePost(open, { title: 'May I bring my horse?', text: 'She is small.' });
    await back.click();
    await writePost(open, { title: `${TITLE}?`, text: 'A friend told me.', tag: 'Solved' });
    await back.click();
    await writePost(open, { title: TITLE, text: 'I asked around, nobody knows.' });
    const answer = page.getByRole('article').filter({ hasText: 'Nobody asked me' });
    await answer.getByText('Boost the server').waitFor();
    await picture('post-answered');
    await answer.getByRole('button', { name: 'This helped' }).click();
    await message('This post is marked as “Solved”').waitFor();
    await back.click();
    const posts = page.getByRole('list', { name: 'Posts', exact: true });
    const card = (title: string) => posts.getByRole('listitem').filter({ hasText: title });
    await expect.poll(() => card(TITLE).first().innerText()).toMatch(/Solved[\s\S]*2 messages/);
    await picture('post-solved');
    expect(await card('May I bring my horse?').innerText()).toContain('1 message');
    // The same was asked before, and marked as solved.
    expect(await card(TITLE).nth(1).innerText()).toContain('1 message');
  });

  it('has posts tagged, closed and locked by hand, by whoever may', async () => {
    const open = await visit();
    const { page, say, be, go, picture } = open;
    const menu = page.getByRole('menu');
    const items = () => menu.getByRole('menuitem').allInnerTexts();
    const more = page.getByRole('button', { name: `More about ${COST.title}` });
    const form = page.getByRole('dialog', { name: 'Edit tags' });
    await go('help-forum');
    await writePost(open, COST);

    // By its author, in the post, with the keyboard alone.
    await more.focus();
    await page.keyboard.press('Enter');
    await expect.poll(items).toEqual(['Edit tags', 'Close post']);
    await picture('post-menu');
    await page.keyboard.press('Enter');
    expect(await form.getByRole('checkbox').count()).toBe(3);
    expect(await form.getByRole('checkbox', { name: 'Bug' }).isChecked()).toBe(true);
    await form.getByRole('checkbox', { name: 'Bug' }).uncheck();
    await form.getByRole('checkbox', { name: 'Question' }).check();
    await form.getByRole('button', { name: 'Submit' }).click();
    const head = page.locator('.post-head');
    await expect
      .poll(() => head.getByRole('listitem').allInnerTexts())
      .toEqual([expect.stringContaining('Question')]);
    await more.click();
    await menu.getByRole('menuitem', { name: 'Close post' }).click();
    await page.getByText('A new message opens it again').waitFor();
    await say('One more thing.');
    await page.getByText('A new message opens it again').waitFor({ state: 'detached' });

    // By a moderator, in the forum.
    await be('moderator');
    await page.getByRole('button', { name: 'Back to #help-forum' }).click();
    await more.click();
    await expect.poll(items).toEqual(['Edit tags', 'Close post', 'Lock post']);
    await menu.getByRole('menuitem', { name: 'Edit tags' }).click();
    await form.getByRole('checkbox', { name: 'Announcement' }).check();
    await form.getByRole('button', { name: 'Submit' }).click();
    await more.click();
    await menu.getByRole('menuitem', { name: 'Lock post' }).click();
    const card = page.getByRole('list', { name: 'Posts', exact: true }).getByRole('listitem');
    await expect.poll(() => card.first().innerText()).toMatch(/Question[\s\S]*Announcement[\s\S]*Locked/);
    await picture('forum-locked');

    await be('member');
    expect(await more.count()).toBe(0);
    await page.getByRole('button', { name: COST.title }).last().click();
    await page.getByText('only moderators can write here').waitFor();
    expect(await page.getByRole('combobox', { name: /^Message/ }).count()).toBe(0);
    await picture('post-locked');
    await be('moderator');
    await say('It is locked, and I may.');
  });

  it('can be picked where a form asks for channels that may be forums', async () => {
    const { page, be, say } = await visit();
    await be('administrator');
    await say('/settings');
    const settings = page.getByRole('article').first();
    await settings.getByRole('button', { name: 'Mentions' }).click();
    const offered = page.getByRole('dialog').getByRole('checkbox');
    await offered.first().waitFor();
    const names = await page.getByRole('dialog').locator('.box').allInnerTexts();
    expect(names).toEqual(expect.arrayContaining(['#general', '#help-forum']));
  });

  it('is used on a phone, and in light', async () => {
    const open = await visit({ width: 390, height: 760, light: true });
    const { page, say, picture } = open;
    await page.getByRole('button', { name: 'Channels and who you are' }).click();
    await page.getByRole('button', { name: 'help-forum' }).click();
    await page.keyboard.press('Escape');
    await writePost(open, {
      ...COST,
      title: `${COST.title} And how much did everything else before it cost?`,
    });
    await say('Thanks!');
    await picture('post-phone');
    await page.getByRole('button', { name: 'Channels and who you are' }).click();
    await picture('post-phone-channels');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Back to #help-forum' }).click();
    await page.getByText('2 messages').waitFor();
    await picture('forum-phone');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });
});
