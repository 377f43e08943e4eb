import { Locale, PermissionFlagsBits, type APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { entryRevision } from '../../../src/content/entry.ts';
import {
  APPLICATION_ID,
  componentInteraction,
  messageCommandInteraction,
  messageOf,
  slashInteraction,
  userOf,
} from '../../../src/playground/interactions.ts';
import { inDirectMessage, inServer, READING } from '../../fixtures/scenes.ts';
import { ownStore, unsteadyStore } from '../../fixtures/store.ts';
import { action, actionsOf, isPrivate } from '../member.ts';
import { ask, faq, labelsOf, member, moderating, moderator, SERVER, textOf } from './moderating.ts';

const HELPER = { ...userOf('710000000000000001', 'bo_helper'), global_name: 'Bo *the* <@1>' };
const { channelId } = moderator;

function posted(content: string, more: Partial<APIMessage> = {}): APIMessage {
  return { ...messageOf({ channelId, author: HELPER, body: { content } }), ...more };
}

const repliedTo = (content: string, more: Partial<APIMessage> = {}) =>
  posted('At the **desk**.', { referenced_message: posted(content), ...more });

const teach = (target: APIMessage, scene = moderator) =>
  messageCommandInteraction(scene, { name: 'Teach from this', target });

/** A moderator who teaches from messages. */
function teaching(store = ownStore()) {
  const one = moderating({ store });
  return {
    ...one,
    credit: () => store.servers.writeSettings(SERVER, { creditAuthors: true }),
    /** What the form shows in its fields. */
    form: async (target: APIMessage, scene = moderator) => {
      const { modal, submit } = await one.open(teach(target, scene));
      const fields = JSON.parse(JSON.stringify(modal.components)) as {
        description?: string;
        component: { custom_id: string; value?: string };
      }[];
      const field = (id: string) => fields.find(({ component }) => component.custom_id === id);
      return {
        submit,
        value: (id: string) => field(id)?.component.value,
        hint: (id: string) => field(id)?.description,
        has: (id: string) => field(id) !== undefined,
      };
    },
  };
}

describe('"Teach from this"', () => {
  it('fills a form with what the message replies to and what it says, and keeps nothing before it is sent off', async () => {
    const { see, form, knowledge } = teaching();
    const { submit, value } = await form(repliedTo('where do I get my badge?'));
    expect([value('question'), value('answer')]).toEqual(['where do I get my badge?', 'At the **desk**.']);
    expect((await knowledge()).entries).toEqual([]);
    const added = await see(submit(moderator, {}));
    expect(isPrivate(added)).toBe(true);
    expect(added.content).toContain('Added: **where do I get my badge?**');
    expect((await see(ask('where do I get my badge'))).embeds[0]?.description).toBe('At the **desk**.');
    expect((await knowledge()).entries).toMatchObject([{ author: null }]);
  });

  it('says what it doesn’t take, and what is cut', async () => {
    const { form } = teaching();
    const file = messageOf({
      channelId,
      author: HELPER,
      body: { files: [{ name: 'a.png', data: Buffer.from('a') }] },
    });
    const message = repliedTo(`where do I get my badge ${'when it rains '.repeat(8)}?`, {
      content: `See https://x.com/page. ${'It is long. '.repeat(400)}`,
      attachments: [...file.attachments, ...file.attachments],
      embeds: [{ url: 'https://x.com/page', title: 'A preview' }, { title: 'A card' }],
      sticker_items: [{ id: '1', name: 'wave', format_type: 1 }],
    });
    const { hint, value } = await form(message);
    expect(hint('answer')).toBe('Not taken: 2 files, 1 card, 1 sticker. Cut to the first 4000 characters.');
    expect(hint('question')).toContain('Cut');
    expect(value('wordings')).toContain('when it rains when it rains');
  });

  it('leaves the question empty where nobody asked one, and takes what a message that is passed on says', async () => {
    const { form } = teaching();
    expect((await form(posted('It is at the desk.'))).value('question')).toBeUndefined();
    const { attachments, embeds, mentions, mention_roles, timestamp, edited_timestamp, type, components } =
      posted('');
    const snapshot = {
      attachments,
      embeds,
      mentions,
      mention_roles,
      timestamp,
      edited_timestamp,
      type,
      components: components ?? [],
    };
    const passedOn = posted('', {
      message_snapshots: [{ message: { ...snapshot, content: 'Where? At the desk.' } }],
    });
    const { value } = await form(passedOn);
    expect([value('question'), value('answer')]).toEqual(['Where?', 'At the desk.']);
  });

  it.each([
    ['has no text', posted('', { embeds: [{ title: 'A card' }] }), moderator, 'no text that I could take'],
    [
      'is the bot’s own',
      posted('The article doesn’t say.', { author: userOf(APPLICATION_ID, 'Footnote') }),
      moderator,
      'a message of mine',
    ],
    ['is used by a member', repliedTo('where?'), member, 'You need this permission'],
    ['is in a direct message', repliedTo('where?'), inDirectMessage(), 'only in a server'],
  ])('is refused where the message %s', async (_, target, scene, words) => {
    const { see } = teaching();
    expect(textOf(await see(teach(target, scene)))).toContain(words);
  });

  it('leads from an answer that shows an entry to the form of that entry', async () => {
    const { see, add, open, knowledge } = teaching();
    await add('Is there *free* wifi?', 'No.');
    const answer = { ...(await see(ask('Is there free wifi?'))), author: userOf(APPLICATION_ID, 'Footnote') };
    const { submit } = await open(teach(answer));
    await see(submit(moderator, { answer: 'Yes.' }));
    expect((await knowledge()).entries).toMatchObject([
      { question: 'Is there *free* wifi?', answer: 'Yes.' },
    ]);
  });

  it('settles what waited for that answer, and takes its other wordings along', async () => {
    const { see, form, store, knowledge } = teaching();
    await see(ask('zebra riding lessons'));
    await see(ask('lessons riding zebra please'));
    const { submit } = await form(repliedTo('zebra riding lessons'));
    const added = await see(submit(moderator, {}));
    expect(added.content).toContain('It settles 2 questions that waited.');
    expect(await store.questions.countWaiting(SERVER)).toBe(0);
    expect((await knowledge()).entries).toMatchObject([{ wordings: ['lessons riding zebra please'] }]);
  });

  it('clears what else it covers for certain, says how many, and that can be undone', async () => {
    const { see, form, press, choose, store } = teaching();
    await see(ask('are llamas welcome?!'));
    await see(ask('are llamas not welcome'));
    const { submit } = await form(repliedTo('may pets come along'));
    const added = await see(
      submit(moderator, { question: 'May pets come along?', wordings: 'are llamas welcome' }),
    );
    expect(textOf(added)).toContain('It also answers 1 other question that waited');
    expect(await store.questions.countWaiting(SERVER)).toBe(1);
    const done = await press(added, 'Undo…');
    await choose(done, 'Answered as well by: are llamas welcome?!');
    expect(await store.questions.countWaiting(SERVER)).toBe(2);
  });

  it('shows a question that is here already beside it, as any other', async () => {
    const { see, add, form, openFrom, knowledge } = teaching();
    await add('Where do I get my badge?', 'In the tent.');
    const { submit } = await form(repliedTo('where do I get my BADGE'));
    const unsaved = await see(submit(moderator, {}));
    expect(textOf(unsaved)).toContain('**Where do I get my badge?** is here already');
    expect(unsaved.embeds.map(({ description }) => description)).toEqual([
      'At the **desk**.',
      'In the tent.',
    ]);
    await see((await openFrom(unsaved, 'Put mine in its place')).submit(moderator, {}));
    expect((await knowledge()).entries).toMatchObject([{ answer: 'At the **desk**.' }]);
  });
});

describe('a question that nearly is here already', () => {
  const NEAR = 'Where is the lost property office?';

  async function nearly() {
    const one = teaching();
    await one.add(NEAR, 'Behind the stage.');
    const { submit } = await one.form(repliedTo('where is the lost property'));
    return { ...one, shown: await one.see(submit(moderator, { wordings: 'gloves' })) };
  }

  it('is shown beside it, and becomes another way to ask it', async () => {
    const { see, press, shown, knowledge } = await nearly();
    expect(shown.content).toContain(`Nothing is added yet: **${NEAR}** asks nearly the same`);
    expect(shown.embeds[1]?.description).toBe('Behind the stage.');
    expect(labelsOf(shown)).toEqual([
      'Another way to ask it',
      'Add it as a new question',
      'Change what stands there',
      'Show all of what stands there',
      'Leave it as it stands',
    ]);
    expect((await press(shown, 'Another way to ask it')).content).toContain(
      `it asks the same as **${NEAR}**`,
    );
    expect((await knowledge()).entries).toMatchObject([
      { question: NEAR, wordings: ['where is the lost property', 'gloves'] },
    ]);
    expect(textOf(await see(ask('where is the lost property')))).toContain('Behind the stage.');
  });

  it('can be undone from there, whether or not it waited', async () => {
    for (const waits of [false, true]) {
      const { see, press, choose, shown, knowledge, store } = await nearly();
      if (waits) await press(await see(ask('where is the lost property')), '👎 Not helpful');
      const taught = await press(shown, 'Another way to ask it');
      expect((await knowledge()).entries).toMatchObject([{ wordings: [expect.any(String), 'gloves'] }]);
      const done = await press(taught, 'Undo…');
      const undone = await choose(done, `Same as: ${waits ? 'where is the lost property' : NEAR}`);
      expect(undone.content).toContain(waits ? 'Undone: 1 question waits again.' : 'Undone.');
      expect((await knowledge()).entries).toMatchObject([{ question: NEAR, wordings: [] }]);
      expect(await store.questions.countWaiting(SERVER)).toBe(waits ? 1 : 0);
    }
  });

  it('is added all the same, with all that was in the form', async () => {
    const { see, openFrom, shown, knowledge } = await nearly();
    const { submit } = await openFrom(shown, 'Add it as a new question');
    expect((await see(submit(moderator, {}))).content).toContain('Added:');
    expect((await knowledge()).entries[1]).toMatchObject({
      question: 'where is the lost property',
      answer: 'At the **desk**.',
      wordings: ['gloves'],
    });
  });

  it('changes what stands there instead', async () => {
    const { see, openFrom, shown, knowledge } = await nearly();
    const { submit } = await openFrom(shown, 'Change what stands there');
    await see(submit(moderator, { answer: 'At the gate.' }));
    expect((await knowledge()).entries).toMatchObject([{ question: NEAR, answer: 'At the gate.' }]);
  });

  it('is left as it stands, and so is one that somebody removed meanwhile', async () => {
    const { see, press, shown, knowledge } = await nearly();
    expect((await press(shown, 'Leave it as it stands')).content).toBe('Nothing was changed.');
    await see(faq('remove', { question: NEAR }));
    expect(textOf(await press(shown, 'Another way to ask it'))).toContain('nothing like that');
    expect((await knowledge()).entries).toEqual([]);
  });
});

describe('a message that was taught already', () => {
  it('leads to what it taught, also after that was changed, and teaches another question', async () => {
    const { see, form, openFrom, knowledge } = teaching();
    const message = posted('Where is it? At the desk. And the bar is next to it.');
    await see((await form(message)).submit(moderator, {}));
    const change = await openFrom(await see(teach(message)), 'Change what stands there');
    await see(change.submit(moderator, { answer: 'At the gate.' }));
    expect((await knowledge()).entries).toMatchObject([{ question: 'Where is it?', answer: 'At the gate.' }]);
    const again = await see(teach(message));
    expect(again.content).toContain('That message is an answer here already: **Where is it?**');
    const { submit } = await openFrom(again, 'Add another question from it');
    await see(submit(moderator, { question: 'Is there a bar?' }));
    expect((await knowledge()).entries[1]).toMatchObject({
      question: 'Is there a bar?',
      answer: 'At the desk. And the bar is next to it.',
    });
  });

  it('is known by its text, too, where somebody typed that', async () => {
    const { see, add } = teaching();
    await add('Where do I get my badge?', 'At the **desk**.');
    expect((await see(teach(repliedTo('badge?')))).content).toContain('**Where do I get my badge?**');
  });
});

describe('whoever wrote what is taught', () => {
  it('is named as plain text where the server wants that, and the moderator has seen it', async () => {
    const { see, credit, form, knowledge } = teaching();
    await credit();
    const { submit, value } = await form(repliedTo('where do I get my badge?'));
    expect(value('author')).toBe('Bo *the* <@1>');
    await see(submit(moderator, {}));
    expect((await knowledge()).entries).toMatchObject([{ author: 'Bo *the* <@1>' }]);
    const answer = textOf(await see(ask('where do I get my badge')));
    expect(answer).toContain('Added by this server’s moderators — answered by Bo \\*the\\* \\<\\@1\\>');
    expect(answer).not.toContain(HELPER.id);
  });

  it('is not named where the server doesn’t, for a bot, or where the moderator empties the field', async () => {
    const { see, credit, form, knowledge } = teaching();
    expect((await form(repliedTo('where?'))).has('author')).toBe(false);
    await credit();
    expect((await form(repliedTo('where?', { author: { ...HELPER, bot: true } }))).has('author')).toBe(false);
    await see((await form(repliedTo('where?'))).submit(moderator, { author: ' ' }));
    expect((await knowledge()).entries).toMatchObject([{ author: null }]);
  });

  it('comes back into a form that has to be filled in again', async () => {
    const { see, credit, form, openFrom, knowledge } = teaching();
    await credit();
    const unsaved = await see((await form(repliedTo('where?'))).submit(moderator, { question: '?!' }));
    await see((await openFrom(unsaved, 'Try again')).submit(moderator, { question: 'Where is the desk?' }));
    expect((await knowledge()).entries).toMatchObject([
      { question: 'Where is the desk?', author: 'Bo *the* <@1>' },
    ]);
  });

  it('is taken out by a moderator', async () => {
    const { see, credit, form, open, knowledge } = teaching();
    await credit();
    await see((await form(repliedTo('where?'))).submit(moderator, {}));
    const edit = await open(faq('edit', { question: 'where?' }));
    await see(edit.submit(moderator, { author: '' }));
    expect((await knowledge()).entries).toMatchObject([{ author: null, answer: 'At the **desk**.' }]);
  });

  it('is not named for what somebody else wrote, which takes the place of theirs', async () => {
    const { see, credit, form, openFrom, knowledge } = teaching();
    await credit();
    await see((await form(repliedTo('where?'))).submit(moderator, {}));
    const other = repliedTo('where?', {
      content: 'In the tent.',
      author: { ...userOf('710000000000000002', 'cy'), global_name: 'Cy' },
    });
    const unsaved = await see((await form(other)).submit(moderator, {}));
    const { modal, submit } = await openFrom(unsaved, 'Put mine in its place');
    // The field is there, for whoever wants to name somebody.
    expect(JSON.stringify(modal)).toContain('"custom_id":"author"');
    await see(submit(moderator, {}));
    expect((await knowledge()).entries).toMatchObject([{ answer: 'In the tent.', author: null }]);
  });

  it('can’t take out a name that a moderator put in the place of theirs', async () => {
    const { see, credit, form, open, knowledge } = teaching();
    await credit();
    await see((await form(repliedTo('where?'))).submit(moderator, {}));
    const edit = await open(faq('edit', { question: 'where?' }));
    await see(edit.submit(moderator, { author: 'Cy' }));
    const mine = { ...member, userId: HELPER.id };
    const help = await see(slashInteraction(mine, { name: 'help' }));
    const said = await see(componentInteraction(mine, action(help, 'Take my name out of answers here')));
    expect(textOf(said)).toContain('stands with no answer');
    expect((await knowledge()).entries).toMatchObject([{ author: 'Cy' }]);
  });

  it('is not named for an older answer that somebody restores', async () => {
    const { see, credit, form, open, press, knowledge, store } = teaching();
    await credit();
    await see((await form(repliedTo('where?'))).submit(moderator, { answer: 'In the tent.', author: '' }));
    const edit = await open(faq('edit', { question: 'where?' }));
    await see(edit.submit(moderator, { answer: 'At the desk.' }));
    const [entry] = (await knowledge()).entries;
    if (entry === undefined) throw new Error('Nothing was taught.');
    const named = { entry: { ...entry, author: 'Bo' }, seen: entryRevision(entry) };
    await store.knowledge.editEntry(SERVER, entry.id, named, 0);
    const older = await press(await see(faq('history', { question: 'where?' })), 'Older');
    await press(older, 'Restore this version');
    expect((await knowledge()).entries).toMatchObject([{ answer: 'In the tent.', author: null }]);
  });

  it('takes their own name out in /help, and nobody else’s', async () => {
    const { see, credit, form, knowledge } = teaching();
    const help = (scene = member) => slashInteraction(scene, { name: 'help' });
    const OUT = 'Take my name out of answers here';
    expect(labelsOf(await see(help()))).not.toContain(OUT);
    await credit();
    await see((await form(repliedTo('where?'))).submit(moderator, {}));
    const press = async (scene = member) =>
      see(componentInteraction(scene, action(await see(help(scene)), OUT)));
    expect(textOf(await press())).toContain('stands with no answer');
    expect((await knowledge()).entries).toMatchObject([{ author: 'Bo *the* <@1>' }]);
    expect(textOf(await press({ ...member, userId: HELPER.id }))).toContain('out of the one answer');
    expect((await knowledge()).entries).toMatchObject([{ author: null }]);
    expect(textOf(await see(ask('where?')))).not.toContain('answered by');
  });

  it('is forgotten when the server no longer wants names', async () => {
    const { see, credit, form, open, knowledge } = teaching();
    await credit();
    await see((await form(repliedTo('where?'))).submit(moderator, {}));
    const managing = inServer({ memberPermissions: READING | PermissionFlagsBits.ManageGuild });
    const shown = await see(slashInteraction(managing, { name: 'settings' }));
    const { submit } = await open(componentInteraction(managing, action(shown, 'What I’m taught')));
    const saved = await see(submit(managing, { credit: ['no'] }));
    expect(saved.content).toContain('All names of authors are deleted.');
    expect((await knowledge()).entries).toMatchObject([{ author: null }]);
  });
});

describe('what was in the form', () => {
  it('is not lost while the database is away', async () => {
    const store = unsteadyStore();
    const { see, form, openFrom, knowledge } = teaching(store);
    const { submit } = await form(repliedTo('where do I get my badge?'));
    store.away = true;
    const unsaved = await see(submit(moderator, {}));
    expect(textOf(unsaved)).toContain('can’t reach my database');
    store.away = false;
    await see((await openFrom(unsaved, 'Try again')).submit(moderator, {}));
    expect((await knowledge()).entries).toMatchObject([{ answer: 'At the **desk**.' }]);
  });

  it('speaks French', async () => {
    const { see, add } = teaching();
    await add('Where?', 'At the **desk**.');
    const french = inServer({
      locale: Locale.French,
      memberPermissions: READING | PermissionFlagsBits.ManageMessages,
    });
    const shown = await see(teach(repliedTo('badge?'), french));
    expect(shown.content).toContain('Ce message est déjà une réponse ici\u00a0: **Where?**');
    expect(actionsOf(shown).map(({ label }) => label)).toContain('Modifier ce qui est là');
  });
});
