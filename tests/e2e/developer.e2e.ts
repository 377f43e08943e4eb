import { EventEmitter, once } from 'node:events';
import { mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import {
  ApplicationCommandOptionType as Type,
  type APIInteraction,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createResponder, createRest } from '../../src/discord/rest.ts';
import type { startPlayground } from '../../src/playground/playground.ts';
import { mia, pageAt } from '../playground/rig.ts';
import { closeTrials, json, playWith, register, say, type Answer } from '../playground/trial-bot.ts';
import { openBrowser, openPage, type Visit } from './browser.ts';
import { FIXED_TIME } from './fixed-clock.ts';

let browser: Browser;
let open: Visit | null = null;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: FIXED_TIME });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  vi.useRealTimers();
});

afterEach(async () => {
  const wrong = open?.wrong;
  await open?.close();
  open = null;
  await closeTrials();
  expect(wrong).toEqual([]);
});

/** The page is served by these tests themselves. */
const NO_PROGRAM = { stop: async () => undefined, passAWeek: () => undefined };

/** A bot with these commands, in the page as it is shipped; and what the bot was told. */
async function start(commands: readonly RESTPostAPIApplicationCommandsJSONBody[], answer: Answer) {
  const told: APIInteraction[] = [];
  const shipped: { readonly startPlayground: typeof startPlayground } = await import(
    new URL('../../dist/src/playground/playground.js', import.meta.url).href
  );
  const playground = await playWith(
    commands,
    (interaction, ...rest) => {
      told.push(interaction);
      answer(interaction, ...rest);
    },
    shipped.startPlayground,
  );
  open = await openPage(browser, playground.url, {}, NO_PROGRAM);
  return { ...open, told, playground };
}

/** The next answer to which commands there are: it is made at once, and arrives when it is let go. */
async function holdCommands(page: Page) {
  const held = new EventEmitter();
  const [asked, released, arrived] = ['asked', 'released', 'arrived'].map((name) => once(held, name));
  const hold: Parameters<Page['route']>[1] = async (route) => {
    const response = await route.fetch();
    held.emit('asked');
    await released;
    await route.fulfill({ response });
    await (await route.request().response())?.finished();
    held.emit('arrived');
  };
  await page.route(/\/offer/, hold, { times: 1 });
  return {
    asked,
    async letGo() {
      held.emit('released');
      await arrived;
    },
  };
}

const reply: RESTPostAPIApplicationCommandsJSONBody = {
  name: 'trial',
  description: 'Tries everything',
  options: [
    { type: Type.User, name: 'who', description: 'Somebody', required: true },
    {
      type: Type.Integer,
      name: 'count',
      description: 'How many',
      required: true,
      min_value: 1,
      max_value: 5,
    },
    { type: Type.Role, name: 'role', description: 'A role' },
    { type: Type.Channel, name: 'where', description: 'A channel' },
    { type: Type.Mentionable, name: 'whom', description: 'Somebody or a role' },
    { type: Type.Number, name: 'share', description: 'How much' },
    { type: Type.Boolean, name: 'loud', description: 'Whether' },
    { type: Type.Attachment, name: 'file', description: 'A file' },
  ],
};

const row = (menu: object) => ({ type: 1, components: [menu] });
const fruits = ['Apple', 'Pear', 'Plum', 'Cherry'].map((label) => ({ label, value: label.toLowerCase() }));

describe('a developer who adds a command', () => {
  it('fills in options of all kinds by keyboard, and is told what does not fit', async () => {
    const { page, told, picture } = await start([reply], (_, response) =>
      json(response, say('Hello <@400000000000000002>, <@&600000000000000000> and <#300000000000000001>!')),
    );
    await page.keyboard.type('/trial ');
    const form = page.getByRole('group', { name: '/trial' });
    const who = form.getByRole('combobox', { name: 'who' });
    await page.keyboard.type('nobody');
    await page.keyboard.press('Enter');
    await form.getByText('There is nobody and nothing of that name here.').waitFor();
    await picture('option-problem');
    await who.fill('om');
    const people = page.getByRole('listbox', { name: 'Suggestions for who' });
    expect(await people.getByRole('option').allTextContents()).toEqual(['@Omar']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await who.inputValue()).toBe('@Omar');

    await form.getByRole('textbox', { name: 'count' }).focus();
    await page.keyboard.type('9');
    await page.keyboard.press('Enter');
    await form.getByText('This option takes a whole number from 1 to 5.').waitFor();
    await page.keyboard.press('Backspace');
    await page.keyboard.type('4');
    const add = async (name: string) => form.getByRole('button', { name: `Add option ${name}` }).click();
    await add('role');
    await page.getByRole('option', { name: '@Moderators' }).waitFor();
    await picture('option-roles');
    await page.getByRole('option', { name: '@Moderators' }).click();
    await add('where');
    await page.getByRole('option', { name: '#questions' }).click();
    await add('whom');
    await page.getByRole('option', { name: '@everyone' }).click();
    await add('share');
    await page.keyboard.type('0.5');
    await add('loud');
    await form.getByRole('combobox', { name: 'loud' }).selectOption('True');
    await add('file');
    await form
      .locator('input[type=file]')
      .setInputFiles({ name: 'notes.md', mimeType: 'text/markdown', buffer: Buffer.from('# Notes') });
    await picture('option-kinds');
    await form.getByRole('button', { name: 'Send' }).click();

    const answer = page.getByRole('article', { name: /^Footnote/ });
    await answer.getByText('Hello @Omar, @Moderators and #general!').waitFor();
    expect(told.at(-1)).toMatchObject({
      data: {
        options: [
          { name: 'who', type: 6, value: '400000000000000002' },
          { name: 'count', type: 4, value: 4 },
          { name: 'role', type: 8, value: '600000000000000000' },
          { name: 'where', type: 7, value: '300000000000000002' },
          { name: 'whom', type: 9, value: '500000000000000001' },
          { name: 'share', type: 10, value: 0.5 },
          { name: 'loud', type: 5, value: true },
          { name: 'file', type: 11 },
        ],
        resolved: { users: { '400000000000000002': { username: 'Omar' } } },
      },
    });
  });

  it('takes several from a menu, which are sent when it is closed', async () => {
    const menus = [
      row({
        type: 3,
        custom_id: 'fruits',
        placeholder: 'Fruits',
        min_values: 1,
        max_values: 2,
        options: fruits,
      }),
      row({ type: 5, custom_id: 'people', placeholder: 'People', max_values: 3 }),
      row({ type: 8, custom_id: 'channel', placeholder: 'A channel' }),
    ];
    const {
      page,
      say: type,
      told,
      picture,
    } = await start([{ name: 'menus', description: 'Shows menus' }], (interaction, response) =>
      json(response, interaction.type === 3 ? { type: 6 } : say('Choose:', menus)),
    );
    await type('/menus');
    const menu = page.getByRole('combobox', { name: 'Fruits' });
    await menu.focus();
    await page.keyboard.press('ArrowDown');
    const list = page.getByRole('listbox', { name: 'Fruits · Choose 1 to 2; sent when the list is closed' });
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    // A third one is too many.
    await page.keyboard.press('Enter');
    expect(await list.getByRole('option', { selected: true }).allTextContents()).toEqual(['Apple', 'Pear']);
    await picture('menu-of-several');
    expect(told).toHaveLength(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => told.at(-1)).toMatchObject({ data: { values: ['apple', 'pear'] } });
    expect(await menu.textContent()).toBe('Apple, Pear');
    await page.getByRole('combobox', { name: 'People' }).click();
    await page.getByRole('option', { name: '@Ada' }).click();
    await page.keyboard.press('Tab');
    await expect
      .poll(() => told.at(-1))
      .toMatchObject({
        data: { component_type: 5, resolved: { users: { '400000000000000003': { username: 'Ada' } } } },
      });
    await page.getByRole('combobox', { name: 'A channel' }).click();
    await page.getByRole('option', { name: '#questions' }).click();
    await expect.poll(() => told.at(-1)).toMatchObject({ data: { values: ['300000000000000002'] } });
  });

  it('uses a command on somebody, from their name', async () => {
    const {
      page,
      say: type,
      told,
    } = await start([{ type: 2, name: 'Look up' }], (_, response) => json(response, say('Found.')));
    await type('hello');
    await page.getByRole('article', { name: /^Mia/ }).getByRole('button', { name: 'Mia' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Look up' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Found.').waitFor();
    expect(told.at(-1)).toMatchObject({ data: { type: 2, target_id: '400000000000000001' } });
  });

  it('sees a message that is made of components, and presses what is in it', async () => {
    const layout = {
      flags: 1 << 15,
      allowed_mentions: { parse: [] },
      attachments: [
        { id: 0, filename: 'dot.png', description: 'A red dot' },
        { id: 1, filename: 'notes.md' },
      ],
      components: [
        { type: 10, content: '# The fair\nOn **Saturday**' },
        {
          type: 17,
          accent_color: 0x5865f2,
          components: [
            {
              type: 9,
              components: [{ type: 10, content: 'Open from ten to six' }],
              accessory: { type: 2, style: 1, custom_id: 'more', label: 'More' },
            },
            { type: 14, spacing: 2 },
            {
              type: 9,
              components: [{ type: 10, content: 'Where it is' }],
              accessory: { type: 11, media: { url: 'attachment://dot.png' }, description: 'A small red dot' },
            },
            {
              type: 12,
              items: [
                { media: { url: 'attachment://dot.png' }, description: 'A red dot' },
                { media: { url: 'https://example.org/map.png' } },
              ],
            },
            { type: 13, file: { url: 'attachment://notes.md' } },
            row({ type: 3, custom_id: 'fruit', placeholder: 'A fruit', options: fruits }),
          ],
        },
      ],
    };
    const dot = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
      'base64',
    );
    const {
      page,
      say: type,
      told,
      picture,
    } = await start([{ name: 'fair', description: 'Shows the fair' }], (interaction, response) => {
      if (interaction.type === 3) return json(response, { type: 6 });
      const form = new FormData();
      form.set('payload_json', JSON.stringify({ type: 4, data: layout }));
      form.set('files[0]', new File([dot], 'dot.png'));
      form.set('files[1]', new File(['# Notes'], 'notes.md'));
      const sent = new Response(form);
      response.setHeader('content-type', sent.headers.get('content-type') ?? '');
      return void sent.arrayBuffer().then((bytes) => response.end(Buffer.from(bytes)));
    });
    await type('/fair');
    const message = page.getByRole('article', { name: /^Footnote/ });
    await message.getByRole('heading', { name: 'The fair' }).waitFor();
    await message.getByRole('img', { name: 'A small red dot' }).waitFor();
    await message.getByRole('img', { name: 'A red dot', exact: true }).waitFor();
    // What lies elsewhere is named, and not fetched.
    await message.getByText('a picture here, which this page doesn’t fetch').waitFor();
    await message.getByRole('link', { name: 'Download notes.md' }).waitFor();
    await picture('layout');
    await message.getByRole('button', { name: 'More', exact: true }).first().click();
    await expect.poll(() => told.at(-1)).toMatchObject({ data: { custom_id: 'more' } });
    await message.getByRole('combobox', { name: 'A fruit' }).click();
    await page.getByRole('option', { name: 'Plum' }).click();
    await expect.poll(() => told.at(-1)).toMatchObject({ data: { values: ['plum'] } });
  });

  it('sees the bot think, and what became of it when it says nothing', async () => {
    let finish: () => unknown = () => undefined;
    const { page, picture } = await start(
      [
        { name: 'slow', description: 'Takes its time' },
        { name: 'silent', description: 'Says nothing' },
        { name: 'wrong', description: 'Says too much' },
      ],
      (interaction, response, { apiUrl, token }) => {
        if (interaction.type !== 2 || interaction.data.name === 'silent') return;
        if (interaction.data.name === 'wrong') return json(response, say('x'.repeat(2001)));
        json(response, { type: 5 });
        const responder = createResponder(createRest({ apiUrl, token }), interaction);
        finish = () => responder.editOriginal({ content: 'At last.', allowed_mentions: { parse: [] } });
      },
    );
    const use = async (name: string) => {
      await page.keyboard.type(`/${name}`);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
    };
    await use('slow');
    await page.getByText('Footnote is thinking…').waitFor();
    await picture('thinking');
    await finish();
    await page.getByText('At last.').waitFor();
    await use('silent');
    await page.getByText('Sending command…').waitFor();
    const failure = page.getByRole('alert').filter({ hasText: 'The application did not respond' });
    await failure.waitFor();
    await use('wrong');
    await expect.poll(() => failure.count()).toBe(2);
    await failure.last().getByRole('button', { name: 'Look why' }).click();
    const drawer = page.getByRole('complementary', { name: 'Look inside' });
    await drawer.getByText('content over 2,000').waitFor();
    await picture('did-not-respond');
    await failure.first().getByRole('button', { name: 'Look why' }).click();
    await drawer.getByText('No reply came within 3 seconds.').waitFor();
  });

  it('keeps the place of whoever uses a message by keyboard while the bot edits it', async () => {
    const edits: ((content: string) => Promise<void>)[] = [];
    const link = { type: 2, style: 5, label: 'Elsewhere', url: 'https://example.org' };
    const { page } = await start([{ name: 'news', description: 'Goes on' }], (interaction, response, bot) => {
      json(response, say('First.', [row(link)]));
      const responder = createResponder(createRest({ apiUrl: bot.apiUrl, token: bot.token }), interaction);
      edits.push((content) => responder.editOriginal({ content, allowed_mentions: { parse: [] } }));
    });
    const edit = async (content: string) => {
      await edits[0]?.(content);
      await page.getByText(content).waitFor();
    };
    await page.keyboard.type('/news');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByText('First.').waitFor();
    const message = page.getByRole('article', { name: /^Footnote/ });
    await message.getByRole('button', { name: 'More' }).focus();
    await edit('Second.');
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('More');

    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await edit('Third.');
    await page.keyboard.press('Escape');
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('More');
  });

  // A browser that has not looked at the file yet, or compares whole seconds, would take it as it is now.
  const change = async (file: Locator, path: string) => {
    await file.evaluate('(input) => input.files[0].size');
    writeFileSync(path, '# Other notes, which are longer');
    const later = new Date(Date.now() + 60_000);
    utimesSync(path, later, later);
  };
  const notes = (): string => {
    const path = join(mkdtempSync(join(tmpdir(), 'footnote-e2e-')), 'notes.md');
    writeFileSync(path, '# Notes');
    return path;
  };

  it('is told of a file that changed since it was chosen, and loses nothing that was filled in', async () => {
    const options = [
      { type: Type.String as const, name: 'title', description: 'Its name', required: true },
      { type: Type.Attachment as const, name: 'file', description: 'A file', required: true },
    ];
    const { page, told } = await start([{ name: 'keep', description: 'Keeps it', options }], (_, response) =>
      json(response, say('Kept.')),
    );
    await page.keyboard.type('/keep ');
    const form = page.getByRole('group', { name: '/keep' });
    await form.getByRole('textbox', { name: 'title' }).fill('My notes');
    const file = form.locator('input[type=file]');
    const path = notes();
    await file.setInputFiles(path);
    await change(file, path);
    await form.getByRole('button', { name: 'Send' }).click();
    await form.getByText('The file can’t be read').waitFor();
    expect(await form.getByRole('textbox', { name: 'title' }).inputValue()).toBe('My notes');
    await file.setInputFiles(notes());
    await form.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Kept.').waitFor();
    expect(told).toMatchObject([{ data: { options: [{ value: 'My notes' }, { name: 'file' }] } }]);
  });

  it('keeps a form open, with what was filled in, until the bot has taken it', async () => {
    const modal = {
      custom_id: 'notes',
      title: 'Notes',
      components: [
        { type: 18, label: 'Title', component: { type: 4, custom_id: 'title', style: 1 } },
        { type: 18, label: 'File', component: { type: 19, custom_id: 'file', required: false } },
      ],
    };
    const button = { type: 2, style: 1, custom_id: 'open', label: 'Take notes' };
    let isWell = false;
    const {
      page,
      say: type,
      told,
      picture,
    } = await start([{ name: 'notes', description: 'Takes notes' }], (interaction, response) => {
      if (interaction.type === 2) return json(response, say('Notes?', [row(button)]));
      if (interaction.type === 3) return json(response, { type: 9, data: modal });
      return json(response, isWell ? say('Taken.') : {}, isWell ? 200 : 500);
    });
    await type('/notes');
    const message = page.getByRole('article', { name: /^Footnote/ });
    await message.getByRole('button', { name: 'Take notes' }).click();
    const form = page.getByRole('dialog', { name: 'Notes' });
    await form.getByRole('textbox', { name: 'Title' }).fill('My notes');
    const path = notes();
    const file = form.locator('input[type=file]');
    await file.setInputFiles(path);
    await change(file, path);
    const submit = form.getByRole('button', { name: 'Submit' });
    await submit.click();
    await form.getByRole('alert').getByText('The file can’t be read').waitFor();
    await file.setInputFiles([]);
    await submit.click();
    await form.getByRole('alert').getByText('This interaction failed').waitFor();
    expect(await form.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('My notes');
    await picture('form-failed');

    await form.getByRole('button', { name: 'Cancel' }).click();
    await message.getByRole('button', { name: 'Look why' }).waitFor();
    await message.getByRole('button', { name: 'Take notes' }).click();
    await form.getByRole('textbox', { name: 'Title' }).fill('Other notes');
    await submit.click();
    await form.getByRole('alert').waitFor();
    isWell = true;
    await submit.click();
    await page.getByText('Taken.').waitFor();
    expect(await form.count()).toBe(0);
    expect(JSON.stringify(told.at(-1))).toContain('Other notes');
  });

  it('misses nothing of what happens while the page opens', async () => {
    const { page, playground } = await start([], () => undefined);
    const held = await holdCommands(page);
    await page.reload({ waitUntil: 'commit' });
    await held.asked;
    await pageAt(playground.url).act(mia, { kind: 'post', content: 'Hello in between' });
    const late = { name: 'late', description: 'Registered in between', name_localizations: { fr: 'tard' } };
    await register(playground, [late]);
    playground.commandsChanged();
    await held.letGo();
    await page.getByRole('article').getByText('Hello in between').waitFor();
    await page.keyboard.type('/');
    await expect
      .poll(() => page.getByRole('listbox', { name: 'Commands' }).getByRole('option').allTextContents())
      .toEqual([expect.stringContaining('/late')]);
    await page.locator('#language').selectOption('Français');
    await page.getByRole('combobox', { name: /^Envoyer un message/ }).waitFor();
  });

  it('becomes somebody else while commands change, and is offered what that person may use', async () => {
    const own = { name: 'own', description: 'For administrators', default_member_permissions: '0' };
    const { page, playground, be } = await start([own], () => undefined);
    const held = await holdCommands(page);
    playground.commandsChanged();
    await held.asked;
    await be('administrator');
    await held.letGo();
    await page.locator('#message-box').focus();
    await page.keyboard.type('/');
    await expect
      .poll(() => page.getByRole('listbox', { name: 'Commands' }).getByRole('option').allTextContents())
      .toEqual([expect.stringContaining('/own')]);
  });
});
