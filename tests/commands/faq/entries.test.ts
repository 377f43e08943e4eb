import { Locale, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Pack } from '../../../src/content/pack.ts';
import { autocompleteInteraction, componentInteraction } from '../../../src/playground/interactions.ts';
import { MAX_ENTRIES, type NewEntry } from '../../../src/store/knowledge-store.ts';
import { fair } from '../../fixtures/fair.ts';
import { inDirectMessage, inServer, READING } from '../../fixtures/scenes.ts';
import { faultyStore, unsteadyStore } from '../../fixtures/store.ts';
import { action, isPrivate } from '../member.ts';
import { ask, faq, labelsOf, member, moderating, moderator, SERVER, textOf } from './moderating.ts';

const entry = (question: string, more: Partial<NewEntry> = {}): NewEntry => ({
  locale: 'en',
  question,
  answer: `The answer to ${question}`,
  wordings: [],
  section: null,
  ...more,
});

type Sections = Pack['sections'];
const news = { index: 0, slug: 'news', heading: 'News', text: '', paragraphs: [] };

const typing = (subcommand: 'edit' | 'remove', typed: string) =>
  autocompleteInteraction(moderator, { name: 'faq', subcommand, focused: 'question', typed });

describe('an entry of a server’s own', () => {
  it('is added with other ways to ask, offered while somebody types, and answers', async () => {
    const { see, add, discord } = moderating();
    const added = await add('Where is the lost property office?', 'Behind the stage.', {
      wordings: 'I lost my gloves\n\nlost and found',
    });
    expect(textOf(added)).toContain('Added: **Where is the lost property office?**');
    expect(isPrivate(added)).toBe(true);
    const answered = await see(ask('lost and found'));
    expect(textOf(answered)).toContain('Behind the stage.');
    expect(textOf(answered)).toContain('Added by this server’s moderators');
    const { choices } = await discord.send(
      autocompleteInteraction(member, { name: 'ask', focused: 'question', typed: 'lost prop' }),
    );
    expect(choices.map(({ name }) => name)).toContain('Where is the lost property office?');
  });

  it('is another server’s business', async () => {
    const { see, add } = moderating();
    await add('Where is the lost property office?', 'Behind the stage.');
    const elsewhere = { ...member, server: member.server && { ...member.server, id: '900000000000000009' } };
    expect(textOf(await see(ask('Where is the lost property office?', elsewhere)))).not.toContain('stage');
    expect(textOf(await see(ask('Where is the lost property office?', inDirectMessage())))).not.toContain(
      'stage',
    );
  });

  it('is read on and on, and keeps its buttons', async () => {
    const { see, add, press } = moderating();
    const long = Array.from({ length: 60 }, (_, index) => `Paragraph ${index} of a long answer, indeed.`);
    await add('What are the rules?', long.join('\n\n'));
    const first = await see(ask('What are the rules?'));
    const second = await press(first, 'Next', { ...member });
    expect(textOf(second)).toContain('Paragraph 50');
    expect(labelsOf(second)).toEqual(expect.arrayContaining(['Previous', '👍 Helpful', '👎 Not helpful']));
    expect(textOf(second)).toContain('Added by this server’s moderators');
  });

  it('is a button under a related answer, until it is removed', async () => {
    const { see, add, press } = moderating();
    await add('Is there a bicycle park?', 'Yes, by the square.', { section: ['fair/getting-there'] });
    const answer = await see(ask('parking fee'));
    const opened = await press(answer, 'Is there a bicycle park?', member);
    expect(textOf(opened)).toContain('Yes, by the square.');
    await see(faq('remove', { question: 'Is there a bicycle park?' }));
    expect(textOf(await press(answer, 'Is there a bicycle park?', member))).toContain('no longer');
  });

  it('is edited in a form that shows what holds', async () => {
    const { see, add, open, discord, knowledge } = moderating();
    await add('Is there wifi?', 'No.', { wordings: 'internet access', section: ['fair/getting-there'] });
    const { choices } = await discord.send(typing('edit', 'WIFI'));
    expect(choices.map(({ name }) => name)).toEqual(['Is there wifi?']);
    const { submit } = await open(faq('edit', { question: String(choices[0]?.value) }));
    const edited = await see(submit(moderator, { answer: 'Yes, *fair-guest*.' }));
    expect(textOf(edited)).toBe('Changed: **Is there wifi?**');
    expect((await knowledge()).entries).toMatchObject([
      {
        question: 'Is there wifi?',
        answer: 'Yes, *fair-guest*.',
        wordings: ['internet access'],
        section: { slug: 'fair', section: 'getting-there' },
      },
    ]);
    expect((await see(ask('internet access'))).embeds[0]?.description).toBe('Yes, *fair-guest*.');
    const typedByHand = await open(faq('edit', { question: 'is there WIFI' }));
    await see(typedByHand.submit(moderator, { section: [] }));
    expect((await knowledge()).entries[0]?.section).toBeNull();
  });

  it('keeps more ways to ask than a form holds', async () => {
    const { see, open, store, knowledge } = moderating();
    const wordings = Array.from({ length: 60 }, (_, index) => `${index} ${'x'.repeat(100)}`);
    await store.knowledge.addEntries(SERVER, [entry('Is there wifi?', { wordings })], 0);
    const { modal, submit } = await open(faq('edit', { question: 'Is there wifi?' }));
    expect(JSON.stringify(modal)).not.toContain('Other ways');
    await see(submit(moderator, { answer: 'Yes.' }));
    expect((await knowledge()).entries).toMatchObject([{ answer: 'Yes.', wordings }]);
  });

  it('keeps them also where the form had to be filled in again', async () => {
    const { see, add, open, openFrom, store, knowledge } = moderating();
    const wordings = Array.from({ length: 60 }, (_, index) => `${index} ${'x'.repeat(100)}`);
    await store.knowledge.addEntries(SERVER, [entry('Is there wifi?', { wordings })], 0);
    await add('May I film?', 'Yes.');
    const { submit } = await open(faq('edit', { question: 'Is there wifi?' }));
    const unsaved = await see(submit(moderator, { question: 'May I film?' }));
    await see((await openFrom(unsaved, 'Try again')).submit(moderator, { question: 'Is wifi free?' }));
    expect((await knowledge()).entries[0]).toMatchObject({ question: 'Is wifi free?', wordings });
  });

  it.each([
    [
      'a form full to its limits',
      Array.from({ length: 40 }, (_, index) => `${index}`.padEnd(99, '_*~|`')).join('\n'),
    ],
    ['the sign that stands between them', 'Wi·Fi\n*the net*'],
  ])(
    'gives ways to ask that don’t fit into the form again back in a file, every one as it was typed: %s',
    async (_, wordings) => {
      const { see, add, openFrom, knowledge } = moderating();
      const question = '*'.repeat(98) + 'a?';
      const answer = '_'.repeat(4000);
      await add(question, 'Yes.'.padEnd(4000, '.'));
      const unsaved = await add(question, answer, { wordings });
      expect(unsaved.attachments.map(({ filename }) => filename)).toEqual(['wordings.txt']);
      const [{ url } = { url: '' }] = unsaved.attachments;
      expect(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64').toString()).toBe(wordings);
      expect(textOf(unsaved)).toContain('save it before you go on');
      expect(unsaved.embeds[0]?.description).toBe(answer);
      expect(unsaved.embeds[1]?.description).toMatch(/^Yes\./);
      const { modal, submit } = await openFrom(unsaved, 'Try again');
      expect(JSON.stringify(modal)).not.toContain('Other ways');
      await see(submit(moderator, { question: 'May I take pictures?' }));
      expect((await knowledge()).entries[1]).toMatchObject({ answer, wordings: [] });
    },
  );

  it('shows them in a card where no file may be attached', async () => {
    const { see, add, open } = moderating();
    await add('May I film?', 'Yes.');
    const wordings = Array.from({ length: 20 }, (_, index) => `${index} ${'x'.repeat(80)}`).join('\n');
    const { submit } = await open(faq('add'));
    const memberPermissions = READING | PermissionFlagsBits.ManageMessages;
    const scene = inServer({ memberPermissions, botPermissions: READING });
    const unsaved = await see(submit(scene, { question: 'May I film?', answer: 'No.', wordings }));
    expect(textOf(unsaved)).toContain('copy them from here');
    expect(unsaved.attachments).toEqual([]);
    expect(unsaved.embeds[1]?.description).toBe(wordings);
  });

  it('that somebody removes while it is edited can be added anew', async () => {
    const { see, add, open, openFrom, knowledge } = moderating();
    await add('Is there wifi?', 'No.');
    const { submit } = await open(faq('edit', { question: 'Is there wifi?' }));
    await see(faq('remove', { question: 'Is there wifi?' }));
    const unsaved = await see(submit(moderator, { answer: 'Yes.' }));
    expect(textOf(unsaved)).toContain('Somebody has removed that question');
    await see((await openFrom(unsaved, 'Try again')).submit(moderator, {}));
    expect((await knowledge()).entries).toMatchObject([{ question: 'Is there wifi?', answer: 'Yes.' }]);
  });

  it('is removed, its text still in sight', async () => {
    const { see, add, discord } = moderating();
    await add('Is there wifi?', 'No.');
    const { choices } = await discord.send(typing('remove', ''));
    const removed = await see(faq('remove', { question: String(choices[0]?.value) }));
    expect(textOf(removed)).toBe(
      'Removed: **Is there wifi?**\nFor 30 days, `/faq history` can put it back.\nIs there wifi?\nNo.',
    );
    expect(textOf(await see(faq('remove', { question: String(choices[0]?.value) })))).toContain(
      'nothing like that',
    );
    expect(textOf(await see(ask('Is there wifi?')))).not.toContain('No.');
  });

  it('can be one that says what is not covered, and that is removed, too', async () => {
    const { see, press, discord, knowledge } = moderating();
    await see(ask('zebra lessons'));
    await press(await see(faq('review')), 'Not covered');
    expect((await discord.send(typing('edit', ''))).choices).toEqual([]);
    const { choices } = await discord.send(typing('remove', 'zebra'));
    expect(choices[0]?.name).toBe('Not covered: zebra lessons');
    await see(faq('remove', { question: String(choices[0]?.value) }));
    expect((await knowledge()).uncoveredTopics).toEqual([]);
  });

  it('can be another way to ask for what the article says, and that is removed, too', async () => {
    const { see, press, discord, knowledge } = moderating();
    await see(ask('zebra lessons'));
    await press(await see(faq('review')), 'How much is parking?');
    expect(textOf(await see(faq('list')))).toContain('- zebra lessons → How much is parking?');
    const { choices } = await discord.send(typing('remove', 'zebra'));
    expect(choices[0]?.name).toBe('Another way to ask “How much is parking?”: zebra lessons');
    const removed = await see(faq('remove', { question: String(choices[0]?.value) }));
    expect(textOf(removed)).toContain('Removed: **zebra lessons**');
    expect((await knowledge()).wordings).toEqual([]);
    expect(textOf(await see(ask('zebra lessons')))).not.toContain('four crowns');
  });
});

describe('what was typed and can’t be saved', () => {
  it('stands there with what to do, and comes back into the form', async () => {
    const { see, add, open, openFrom, knowledge } = moderating();
    await add('Is there wifi?', 'No.');
    const { submit } = await open(faq('add'));
    const unsaved = await see(
      submit(moderator, {
        question: 'is there  WIFI',
        answer: '**Yes**, a _lot_.',
        wordings: 'internet access\nwireless',
        section: ['fair/getting-there'],
      }),
    );
    expect(textOf(unsaved)).toContain('**Is there wifi?** is here already');
    expect(isPrivate(unsaved)).toBe(true);
    const again = await openFrom(unsaved, 'Try again');
    await see(again.submit(moderator, { question: 'What about wifi_2 [fast]?' }));
    expect((await knowledge()).entries[1]).toMatchObject({
      question: 'What about wifi_2 [fast]?',
      answer: '**Yes**, a _lot_.',
      wordings: ['internet access', 'wireless'],
      section: { slug: 'fair', section: 'getting-there' },
    });
  });

  it.each([
    ['keeps the section that it cites', (sections: Sections) => [news, ...sections], 'getting-there'],
    [
      'cites none where its section is gone, rather than one that was not chosen',
      (sections: Sections) => sections.filter(({ slug }) => slug !== 'getting-there'),
      null,
    ],
  ])('%s, though the article was edited meanwhile', async (_, edit, section) => {
    const before = moderating();
    const { submit } = await before.open(faq('add'));
    const typed = { question: 'Is there wifi?', answer: '', section: ['fair/getting-there'] };
    const unsaved = await before.see(submit(moderator, typed));
    const library = fair.map((pack) => ({
      ...pack,
      sections: edit(pack.sections).map((one, at) => ({ ...one, index: at + 1 })),
    }));
    const after = moderating({ store: before.store, library });
    const again = await after.openFrom(unsaved, 'Try again');
    // The message that it would change is on the other's Discord.
    await after.discord.send(again.submit(moderator, { answer: 'Yes.' }));
    expect((await after.knowledge()).entries).toMatchObject([
      { question: 'Is there wifi?', section: section === null ? null : { slug: 'fair', section } },
    ]);
  });

  it('comes back from a message of an earlier version, which called a section by its number, without that', async () => {
    const { see, add, open, knowledge } = moderating();
    await add('Is there wifi?', 'No.');
    const { submit } = await open(faq('add'));
    const unsaved = await see(submit(moderator, { question: 'Is there wifi?', answer: 'Yes.' }));
    const { customId, ...pressed } = action(unsaved, 'Try again');
    const former = customId.replace(/:::$/, ':fair:2:');
    expect(former).not.toBe(customId);
    const again = await open(componentInteraction(moderator, { ...pressed, customId: former }));
    await see(again.submit(moderator, { question: 'Is the wifi free?' }));
    expect((await knowledge()).entries[1]).toMatchObject({ question: 'Is the wifi free?', section: null });
  });

  it('fits into its button with the longest names that there are', async () => {
    const slug = 'f'.repeat(32);
    const library = fair.map((pack) => ({
      ...pack,
      slug,
      sections: pack.sections.map((one) => ({ ...one, slug: `${one.slug}-${'s'.repeat(40)}` })),
    }));
    const { see, add, openFrom, knowledge } = moderating({ library });
    await add('Is there wifi?', 'No.');
    await see(ask('qwzx vbnm'));
    const { submit } = await openFrom(await see(faq('review')), 'Answer it');
    const section = `getting-there-${'s'.repeat(40)}`;
    const typed = { question: 'Is there wifi?', answer: 'Yes.', section: [`${slug}/${section}`] };
    const again = await openFrom(await see(submit(moderator, typed)), 'Try again');
    await see(again.submit(moderator, { question: 'Is the wifi free?' }));
    expect((await knowledge()).entries[1]?.section).toEqual({ slug, section });
  });

  it.each([
    ['those that stand there stay where none were typed', ' \n', ['wlan', 'the net']],
    ['those that were typed take their place', 'wireless', ['wireless']],
  ])('is put in the place of what stands there; of the other ways to ask, %s', async (_, typed, kept) => {
    const { see, add, openFrom, knowledge } = moderating();
    await add('Is there wifi?', 'No.', { wordings: 'wlan\nthe net' });
    const unsaved = await add('is there WIFI', 'Yes.', { wordings: typed });
    await see((await openFrom(unsaved, 'Put mine in its place')).submit(moderator, {}));
    expect((await knowledge()).entries).toMatchObject([{ answer: 'Yes.', wordings: kept }]);
  });

  it.each([
    ['an address', 'https://x.com/a\\_b_c *and* :red_circle: a\\_b', 'See *there*.'],
    ['three dots', '…', '…'],
  ])('comes back as it was typed: %s', async (_, question, answer) => {
    const { see, add, openFrom } = moderating();
    const unsaved = await add(question, answer, { wordings: '???' });
    const again = await openFrom(unsaved, 'Try again');
    const once = await see(again.submit(moderator, {}));
    const { modal } = await openFrom(once, 'Try again');
    const values = [...JSON.stringify(modal).matchAll(/"value":("(?:[^"\\]|\\.)*")/g)];
    expect(values.map(([, value = '']): unknown => JSON.parse(value)).slice(0, 2)).toEqual([
      question,
      answer,
    ]);
  });

  it('is asked for again where nothing but spaces was typed', async () => {
    const { see, open, openFrom } = moderating();
    const { submit } = await open(faq('add'));
    const unsaved = await see(submit(moderator, { question: '  ', answer: ' \n ' }));
    expect(textOf(unsaved)).toContain('Write a question.');
    expect(textOf(unsaved)).toContain('Write an answer.');
    const { modal } = await openFrom(unsaved, 'Try again');
    expect(JSON.stringify(modal)).not.toContain('"value":"…"');
  });

  it('is one too many for a server that has 500', async () => {
    const { see, add, store, knowledge } = moderating();
    const many = Array.from({ length: MAX_ENTRIES }, (_, index) => entry(`Question number ${index}?`));
    await store.knowledge.addEntries(SERVER, many, 0);
    expect(textOf(await add('Is there wifi?', 'No.'))).toContain('has 500 questions already');
    expect((await knowledge()).entries).toHaveLength(MAX_ENTRIES);
    expect(textOf(await see(faq('list')))).toContain('Question number 0?');
  });

  it('waits until the database is back', async () => {
    const store = unsteadyStore();
    const { see, open, openFrom, knowledge } = moderating({ store });
    const { submit } = await open(faq('add'));
    store.away = true;
    const unsaved = await see(submit(moderator, { question: 'Is there wifi?', answer: 'No.' }));
    expect(textOf(unsaved)).toContain('can’t reach my database');
    for (const step of ['list', 'export', 'review']) {
      expect(textOf(await see(faq(step)))).toContain('can’t reach my database');
    }
    expect(textOf(await see(faq('edit', { question: 'x' })))).toContain('can’t reach my database');
    expect(textOf(await see(faq('remove', { question: 'x' })))).toContain('can’t reach my database');
    store.away = false;
    await see((await openFrom(unsaved, 'Try again')).submit(moderator, {}));
    expect((await knowledge()).entries).toHaveLength(1);
  });
});

describe('what was typed, where something fails that nobody expected', () => {
  it.each([
    ['read', 'add'],
    ['addEntries', 'add'],
    ['editEntry', 'edit'],
  ] as const)('stands there, and can be saved afterwards: %s, /faq %s', async (call, command) => {
    const store = faultyStore();
    const { see, open, openFrom, add, lines, knowledge } = moderating({ store });
    if (command === 'edit') await add('Is there wifi?', 'No.');
    const { submit } = await open(faq(command, command === 'edit' ? { question: 'Is there wifi?' } : {}));
    store.fault = `knowledge.${call}`;
    const typed = { question: 'Is there wifi now?', answer: 'Yes, *fair-guest*.', wordings: 'the net' };
    const unsaved = await see(submit(moderator, typed));
    expect(textOf(unsaved)).toContain('something went wrong on my side');
    for (const text of Object.values(typed)) expect(textOf(unsaved)).toContain(text);
    const logged = lines.filter((line) => line.includes('a fault for the test'));
    expect(logged).toHaveLength(1);
    const [, reference = 'none'] = /reference: `(\w+)`/.exec(textOf(unsaved)) ?? [];
    expect(logged.join()).toContain(reference);
    expect(logged.join()).not.toMatch(/wifi|fair-guest|the net/);
    store.fault = null;
    await see((await openFrom(unsaved, 'Try again')).submit(moderator, {}));
    expect((await knowledge()).entries).toMatchObject([{ ...typed, wordings: ['the net'] }]);
  });

  it('is not said to be lost where it was saved', async () => {
    const store = faultyStore();
    const { see, openFrom, knowledge } = moderating({ store });
    await see(ask('zebra lessons'));
    const { submit } = await openFrom(await see(faq('review')), 'Answer it');
    store.fault = 'servers.read';
    const after = await see(submit(moderator, { answer: 'On Sundays.' }));
    expect(textOf(after)).toContain('Added: **zebra lessons**');
    expect(textOf(after)).toContain('I can’t show what comes next');
    expect((await knowledge()).entries).toHaveLength(1);
  });
});

describe('/faq list', () => {
  it('shows all that was added, in pages', async () => {
    const { see, press, store } = moderating();
    expect(textOf(await see(faq('list')))).toContain('Nothing was added here yet');
    const many = Array.from({ length: 60 }, (_, index) =>
      entry(`Question number ${index}?`, { section: { slug: 'fair', section: 'getting-there' } }),
    );
    await store.knowledge.addEntries(SERVER, many, 0);
    const first = await see(faq('list'));
    expect(textOf(first)).toContain('**Question number 0?**');
    expect(textOf(first)).toContain('-# Getting there');
    expect(first.embeds[0]?.footer?.text).toMatch(/^60 of 500 questions · Page 1 of/);
    expect(textOf(await press(first, 'Next'))).not.toContain('Question number 0?');
  });
});

describe('who may teach', () => {
  it('is a moderator in a server that added the bot', async () => {
    const { see, open, discord } = moderating();
    for (const step of ['list', 'export', 'add', 'review']) {
      expect(textOf(await see(faq(step, {}, member)))).toContain('**Manage Messages**');
    }
    const { submit } = await open(faq('add'));
    const former = inServer({ memberPermissions: READING });
    expect(textOf(await see(submit(former, { question: 'Why?', answer: 'So.' })))).toContain(
      '**Manage Messages**',
    );
    const guest = inServer({ botIsMember: false, memberPermissions: PermissionFlagsBits.ManageMessages });
    expect(textOf(await see(faq('list', {}, guest)))).toContain('only in a server that has added me');
    expect(discord.pins('x')).toEqual([]);
  });

  it('reads everything in their own language', async () => {
    const { see, open } = moderating();
    const french = { ...moderator, locale: Locale.French };
    const { modal, submit } = await open(faq('add', {}, french));
    expect(modal.title).toBe('Ajouter une question');
    expect(textOf(await see(submit(french, { question: 'Y a-t-il du wifi ?', answer: 'Non.' })))).toContain(
      'Ajouté',
    );
    expect(textOf(await see(faq('list', {}, french)))).toContain('Ajouté par la modération');
  });
});

describe('votes', () => {
  it('are one per member and answer, and can be changed', async () => {
    const { see, press, store } = moderating();
    const answer = await see(ask('parking fee'));
    const other = inServer({ userId: '700000000000000003' });
    const voted = await press(answer, '👍 Helpful', member);
    expect(isPrivate(voted)).toBe(true);
    expect(textOf(voted)).toContain('this was helpful');
    expect(textOf(await press(answer, '👍 Helpful', member))).toContain('already');
    await press(answer, '👍 Helpful', other);
    const tally = () => store.votes.tally(SERVER);
    expect(await tally()).toMatchObject([{ helpful: 2, unhelpful: 0 }]);
    expect(textOf(await press(answer, '👎 Not helpful', member))).toContain('not helpful');
    expect(await tally()).toMatchObject([
      { passage: { slug: 'fair', locale: 'en', id: 'faq/how-much-is-parking' }, helpful: 1, unhelpful: 1 },
    ]);
  });

  it('are asked for under private answers and what was picked, not in direct messages', async () => {
    const { see, press } = moderating();
    expect(labelsOf(await see(ask('parking fee', member, { private: true })))).toContain('👍 Helpful');
    const unsure = await see(ask('the square'));
    expect(labelsOf(await press(unsure, labelsOf(unsure)[0] ?? '', member))).toContain('👎 Not helpful');
    expect(labelsOf(await see(ask('parking fee', inDirectMessage())))).not.toContain('👍 Helpful');
    const guest = inServer({ botIsMember: false });
    expect(labelsOf(await see(ask('parking fee', guest)))).not.toContain('👍 Helpful');
  });

  it('on something that is gone say so', async () => {
    const { see, add, press } = moderating();
    await add('Is there wifi?', 'No.');
    const answer = await see(ask('Is there wifi?'));
    await see(faq('remove', { question: 'Is there wifi?' }));
    expect(textOf(await press(answer, '👍 Helpful', member))).toContain('no longer');
  });

  it('reach whoever presses the button of an answer that was given before a restart', async () => {
    const before = moderating();
    const answer = await before.see(ask('parking fee'));
    const after = moderating({ store: before.store });
    const voted = await after.see(componentInteraction(member, action(answer, '👍 Helpful')));
    expect(textOf(voted)).toContain('this was helpful');
  });
});
