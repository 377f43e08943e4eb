import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { attachmentOf, componentInteraction } from '../../../src/playground/interactions.ts';
import { MAX_ENTRIES, type NewEntry } from '../../../src/store/knowledge-store.ts';
import { inServer, READING } from '../../fixtures/scenes.ts';
import { unsteadyStore } from '../../fixtures/store.ts';
import { action } from '../member.ts';
import {
  ask,
  faq,
  importing,
  importingFile,
  labelsOf,
  moderating,
  moderator,
  SERVER,
  textOf,
} from './moderating.ts';

const ENTRIES: readonly NewEntry[] = [
  {
    locale: 'en',
    question: 'Is there wifi?',
    answer: 'Yes:\n\n- *fair-guest*\n- no password\n\n### Not a question\n\n```\n## FAQ\n```',
    wordings: ['internet access', 'See: nothing'],
    section: { slug: 'fair', section: 'getting-there' },
  },
  { locale: 'en', question: 'Who are "we"?', answer: 'The town’s club.', wordings: [], section: null },
  { locale: 'fr', question: 'Y a-t-il du wifi ?', answer: 'Oui.', wordings: ['internet'], section: null },
];

const contentOf = ({ locale, question, answer, wordings, section }: NewEntry) => ({
  locale,
  question,
  answer,
  wordings,
  section,
});

/** The files of a message, by name. */
function filesOf(message: Awaited<ReturnType<ReturnType<typeof moderating>['see']>>) {
  return message.attachments.map(({ filename, url }) => ({
    name: filename,
    text: Buffer.from(url.slice(url.indexOf(',') + 1), 'base64').toString(),
  }));
}

const fileWith = (...blocks: readonly string[]) => ['## FAQ', ...blocks].join('\n\n');

describe('/faq export and /faq import', () => {
  it('carry everything from one server to another', async () => {
    const here = moderating();
    await here.store.knowledge.addEntries(SERVER, ENTRIES, 0);
    const exported = await here.see(faq('export'));
    expect(textOf(exported)).toBe('Here are 3 questions.');
    const files = filesOf(exported);
    expect(files.map(({ name }) => name)).toEqual(['faq-en.md', 'faq-fr.md']);
    const there = moderating();
    for (const { name, text } of files) {
      const preview = await there.see(importing(text, name));
      await there.press(preview, name === 'faq-en.md' ? 'Import 2 questions' : 'Import 1 question');
    }
    expect((await there.knowledge()).entries.map(contentOf)).toEqual(ENTRIES);
    expect(textOf(await there.see(ask('internet access')))).toContain('fair-guest');
  });

  it('carry whom an answer is credited to, where both servers want that', async () => {
    const here = moderating();
    await here.store.servers.writeSettings(SERVER, { creditAuthors: true });
    const author = 'Bo *the* helper: <@1>';
    const credited = ENTRIES.map((entry) => ({ ...entry, author, authorKey: 'hash' }));
    await here.store.knowledge.addEntries(SERVER, credited, 0);
    const [file = { name: '', text: '' }, french] = filesOf(await here.see(faq('export')));
    expect(french?.text).toContain('Réponse de: Bo');
    for (const creditAuthors of [true, false]) {
      const there = moderating();
      // oxlint-disable-next-line no-await-in-loop
      await there.store.servers.writeSettings(SERVER, { creditAuthors });
      // oxlint-disable-next-line no-await-in-loop
      await there.press(await there.see(importing(file.text, file.name)), 'Import 2 questions');
      const kept = creditAuthors ? author : null;
      // oxlint-disable-next-line no-await-in-loop
      const { entries } = await there.knowledge();
      expect(entries).toMatchObject([
        { ...contentOf(ENTRIES[0] as NewEntry), author: kept },
        { ...contentOf(ENTRIES[1] as NewEntry), author: kept },
      ]);
    }
  });

  it('show what would change before it does, and change it in one go', async () => {
    const { see, press, store, knowledge } = moderating();
    await store.knowledge.addEntries(SERVER, ENTRIES, 0);
    const preview = await see(
      importing(
        fileWith(
          '### Who are "we"?\n\nThe town’s club.',
          '### is there WIFI\n\nNo longer.',
          '### May I film?\n\nYes.',
        ),
      ),
    );
    const text = textOf(preview);
    expect(text).toContain('Nothing is changed yet.');
    expect(text).toContain('**New: 1**\n- May I film?');
    expect(text).toContain('**Changed, in place of what is here: 1**\n- is there WIFI');
    expect(text).toContain('**Here already: 1**');
    expect((await knowledge()).entries).toHaveLength(3);
    expect(textOf(await press(preview, 'Import 2 questions'))).toBe('Imported: 1 new, 1 changed.');
    expect((await knowledge()).entries.map(({ question, answer }) => [question, answer])).toEqual([
      ['is there WIFI', 'No longer.'],
      ['Who are "we"?', 'The town’s club.'],
      ['Y a-t-il du wifi ?', 'Oui.'],
      ['May I film?', 'Yes.'],
    ]);
    const nothing = await see(importing(fileWith('### May I film?\n\nYes.')));
    expect(textOf(nothing)).toContain('nothing new in this file');
    expect(labelsOf(nothing)).toEqual([]);
  });

  it('still know the preview after a restart', async () => {
    const before = moderating();
    const preview = await before.see(importing(fileWith('### May I film?\n\nYes.')));
    const after = moderating({ store: before.store });
    await after.discord.send(componentInteraction(moderator, action(preview, 'Import 1 question')));
    expect((await after.knowledge()).entries).toMatchObject([{ question: 'May I film?' }]);
    const lost = { ...preview, attachments: [] };
    expect(textOf(await after.press(lost, 'Import 1 question'))).toContain('That preview is gone');
  });

  it('import nothing that was not shown', async () => {
    const { see, press, add, knowledge } = moderating();
    const preview = await see(importing(fileWith('### May I film?\n\nYes.')));
    await add('May I film?', 'No.');
    const again = await press(preview, 'Import 1 question');
    expect(textOf(again)).toContain('Somebody changed the questions meanwhile');
    expect(textOf(again)).toContain('Changed, in place of what is here: 1');
    expect((await knowledge()).entries).toMatchObject([{ answer: 'No.' }]);
    await press(again, 'Import 1 question');
    expect((await knowledge()).entries).toMatchObject([{ answer: 'Yes.' }]);
  });

  it('say by line what has to be mended, and import nothing of it', async () => {
    const { see, knowledge } = moderating();
    const refused = await see(
      importing(fileWith('### May I film?\n\nYes.', '### May I film?\n\nNo.', '### And this?')),
    );
    expect(textOf(refused)).toContain('Nothing was imported. Please mend this first:');
    expect(textOf(refused)).toMatch(/- Line 7: .*line 3/);
    expect(textOf(refused)).toMatch(/- Line 11: /);
    expect(labelsOf(refused)).toEqual([]);
    expect((await knowledge()).entries).toEqual([]);
    expect(textOf(await see(importing('nothing of the kind')))).toContain('below a heading');
  });

  it('refuse what is too large, no text, gone, or one too many', async () => {
    const { see, store, knowledge } = moderating();
    expect(textOf(await see(importing('x'.repeat(262_145))))).toContain('more than 256 kB');
    expect(textOf(await see(importing(Uint8Array.of(0xff, 0xfe, 0x00))))).toContain('no text in UTF-8');
    const elsewhere = {
      ...attachmentOf({ name: 'a.md', data: Buffer.from('x') }),
      url: 'https://example.org/a.md',
    };
    expect(textOf(await see(importingFile(elsewhere)))).toContain('That file is gone');
    const many = Array.from({ length: MAX_ENTRIES }, (_, index): NewEntry => ({
      locale: 'en',
      question: `Question number ${index}?`,
      answer: 'Yes.',
      wordings: [],
      section: null,
    }));
    await store.knowledge.addEntries(SERVER, many, 0);
    expect(textOf(await see(importing(fileWith('### May I film?\n\nYes.'))))).toContain(
      'would have 501 questions',
    );
    expect((await knowledge()).entries).toHaveLength(MAX_ENTRIES);
  });

  it('carry in several files what is too much for one', async () => {
    const here = moderating();
    const long = Array.from({ length: 150 }, (_, index): NewEntry => ({
      locale: 'en',
      question: `What is rule ${index}?`,
      answer: 'All of it is said here. '.repeat(100).trim(),
      wordings: [`rule ${index}`],
      section: null,
    }));
    await here.store.knowledge.addEntries(SERVER, long, 0);
    const files = filesOf(await here.see(faq('export')));
    expect(files.map(({ name }) => name)).toEqual(['faq-1-en.md', 'faq-2-en.md']);
    const there = moderating();
    for (const { name, text } of files) {
      const preview = await there.see(importing(text, name));
      await there.press(preview, labelsOf(preview)[0] ?? '');
    }
    expect((await there.knowledge()).entries.map(contentOf)).toEqual(long);
  });

  it('refuse a block that would take long to read', async () => {
    const { see } = moderating();
    const block = '- [a](b *c _d '.repeat(5_000);
    const refused = await see(importing(fileWith('### May I film?', 'Yes.', block)));
    expect(textOf(refused)).toContain('- Line 7: Split this block');
  });

  it('need files, a database and a moderator', async () => {
    const store = unsteadyStore();
    const { see, discord, press } = moderating({ store });
    const withoutFiles = inServer({
      memberPermissions: READING | PermissionFlagsBits.ManageMessages,
      botPermissions: READING,
    });
    expect(textOf(await see(faq('export', {}, withoutFiles)))).toContain('**Attach Files**');
    expect(textOf(await see(importing('x', 'a.md', withoutFiles)))).toContain('**Attach Files**');
    expect(textOf(await see(faq('export')))).toContain('Nothing was added here yet');
    const preview = await see(importing(fileWith('### May I film?\n\nYes.')));
    const former = inServer({ memberPermissions: READING });
    expect(textOf(await press(preview, 'Import 1 question', former))).toContain('**Manage Messages**');
    store.away = true;
    const { messages } = await discord.send(
      componentInteraction(moderator, action(preview, 'Import 1 question')),
    );
    expect(messages.map(({ message }) => message.content).join()).toContain('can’t reach my database');
    store.away = false;
    expect(textOf(await press(preview, 'Import 1 question'))).toContain('Imported');
  });
});
