import { Locale } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { componentInteraction } from '../../../src/playground/interactions.ts';
import { choiceRevision } from '../../../src/store/article-choices.ts';
import { DEFAULT_SETTINGS } from '../../../src/store/store.ts';
import { market } from '../../fixtures/market.ts';
import { inServer, READING } from '../../fixtures/scenes.ts';
import { unsteadyStore } from '../../fixtures/store.ts';
import { onEveryDatabase } from '../../store/databases.ts';
import { action, isPrivate } from '../member.ts';
import { ask, faq, labelsOf, member, moderating, moderator, SERVER, textOf } from './moderating.ts';

const DOGS = 'may I come with my llama';
const LIKE_DOGS = 'come with llama?';

describe('a question that nobody could answer', () => {
  it('is answered from the moment on that a moderator writes the answer', async () => {
    const { see, openFrom } = moderating();
    expect(textOf(await see(ask(DOGS)))).toContain("The article doesn't say");
    await see(ask(LIKE_DOGS));
    await see(ask(DOGS));
    const queue = await see(faq('review'));
    expect(isPrivate(queue)).toBe(true);
    expect(textOf(queue)).toContain('Waiting for an answer: 1 of 1');
    expect(textOf(queue)).toContain('**asked 3 times**');
    expect(textOf(queue)).toContain(`**${DOGS}**\n  asked 2 times · last <t:`);
    expect(textOf(queue)).toContain('I had no answer');

    const { modal, submit } = await openFrom(queue, 'Answer it');
    expect(JSON.stringify(modal)).toContain(DOGS);
    const after = await see(
      submit(moderator, {
        question: 'Are llamas welcome?',
        answer: 'Yes, on a **lead**. @everyone',
        section: ['fair/getting-there'],
      }),
    );
    expect(textOf(after)).toContain('Added: **Are llamas welcome?**');
    expect(textOf(after)).toContain('No question waits');

    const answered = await see(ask(DOGS));
    expect(isPrivate(answered)).toBe(false);
    expect(answered.embeds[0]?.title).toBe('Are llamas welcome?');
    expect(answered.embeds[0]?.description).toContain('**lead**');
    expect(answered.embeds[0]?.fields?.[0]?.value).toBe(
      'Added by this server’s moderators · Section “Getting there” of [Winter Fair: Rules and Timetable](https://example.org/winter-fair)',
    );
    expect(labelsOf(answered)).toContain('Whole section');
    // In other words, too.
    expect((await see(ask('are llamas welcome there'))).embeds[0]?.title).toBe('Are llamas welcome?');
  });

  it('leads to what a moderator calls the same', async () => {
    const { see, choose, knowledge } = moderating();
    await see(ask('when do doors unlock'));
    const after = await choose(await see(faq('review')), 'When does the fair open?');
    expect(textOf(after)).toContain('it asks the same as **When does the fair open?**');
    expect((await knowledge()).wordings).toMatchObject([{ wording: 'when do doors unlock' }]);
    expect((await see(ask('when do doors unlock'))).embeds[0]?.title).toBe('When does the fair open?');
  });

  describe('once it is settled', () => {
    const ELSEWHERE = '800000000000000077';
    const away = inServer({ userId: '700000000000000002', channelId: ELSEWHERE });

    onEveryDatabase((rig) => {
      const settled = async () => {
        const one = moderating({ library: market, store: await rig.store() });
        await one.see(ask('when do doors unlock'));
        await one.choose(await one.see(faq('review')), 'When does the fair open?');
        const to = { on: ['rules'], first: [] };
        await one.store.articleChoices.change(SERVER, ELSEWHERE, { seen: choiceRevision(null), to });
        const times = async () => (await one.store.questions.mostAsked(SERVER, 0, 9))[0]?.times;
        return { ...one, times, waiting: () => one.store.questions.waiting(SERVER, 9) };
      };

      it('waits no more because its article is off in some channel, or another one alone is asked', async () => {
        const { see, times, waiting } = await settled();
        expect((await see(ask('when do doors unlock', away))).embeds).toEqual([]);
        expect((await see(ask('when do doors unlock', member, { article: 'rules' }))).embeds).toEqual([]);
        await expect.poll(times).toBe(3);
        expect(await waiting()).toEqual([]);
        expect((await see(ask('when do doors unlock'))).embeds[0]?.title).toBe('When does the fair open?');
      });

      it('waits again, wherever it is asked, where nothing in the server answers it any more', async () => {
        const { see, store, waiting } = await settled();
        const { wordings } = await store.knowledge.read(SERVER);
        for (const one of wordings) await store.knowledge.removeWording(SERVER, one);
        await see(ask('when do doors unlock', away));
        await expect.poll(waiting).toMatchObject([{ text: 'when do doors unlock', times: 2 }]);
      });
    });
  });

  it('becomes another wording of an entry of the server’s own', async () => {
    const { see, choose, add, knowledge } = moderating();
    await add('Are llamas welcome?', 'Yes.');
    await see(ask('zebra riding lessons'));
    await choose(await see(faq('review')), 'Are llamas welcome?');
    expect((await knowledge()).entries[0]?.wordings).toEqual(['zebra riding lessons']);
    expect((await see(ask('zebra riding lessons'))).embeds[0]?.description).toBe('Yes.');
  });

  it('is said not to be covered', async () => {
    const { see, press } = moderating();
    await see(ask('zebra riding lessons'));
    expect(textOf(await press(await see(faq('review')), 'Not covered'))).toContain('isn’t covered');
    const none = await see(ask('zebra riding lessons'));
    expect(none.content).toContain("The article doesn't say.");
    expect(textOf(await see(faq('list')))).toContain('- zebra riding lessons');
  });

  it('is dismissed', async () => {
    const { see, press } = moderating();
    await see(ask('zebra riding lessons'));
    expect(textOf(await press(await see(faq('review')), 'Dismiss'))).toBe(
      'Dismissed.\nNo question waits for an answer.',
    );
    expect(textOf(await see(faq('review')))).toBe('No question waits for an answer.');
  });
});

describe('the queue', () => {
  it('shows the most asked first, and goes on and back', async () => {
    const { see, press } = moderating();
    for (const question of ['zebra lessons', 'moon cheese', 'moon cheese']) await see(ask(question));
    const first = await see(faq('review'));
    expect(textOf(first)).toContain('moon cheese');
    const second = await press(first, 'Next');
    expect(textOf(second)).toContain('Waiting for an answer: 2 of 2');
    expect(textOf(second)).toContain('zebra lessons');
    expect(textOf(await press(second, 'Previous'))).toContain('moon cheese');
    // It stays about where it was.
    expect(textOf(await press(second, 'Dismiss'))).toContain('moon cheese');
  });

  it('shows what members chose, and offers it first', async () => {
    const { see, press } = moderating();
    const unsure = await see(ask('the square'));
    // Behind the suggestions: to browse, and to be told.
    const first = labelsOf(unsure).at(-3) ?? '';
    await press(unsure, first, member);
    await press(unsure, first, member);
    const queue = await see(faq('review'));
    expect(textOf(queue)).toContain('I asked “did you mean”');
    expect(textOf(queue)).toContain(`2 then chose: **${first}**`);
    expect(labelsOf(queue)[0]).toBe(first);
  });

  it('takes in answers that somebody found not helpful', async () => {
    const { see, press } = moderating();
    const answer = await see(ask('parking fee'));
    expect(textOf(await see(faq('review')))).toBe('No question waits for an answer.');
    await press(answer, '👎 Not helpful', member);
    expect(textOf(await see(faq('review')))).toContain('👎 somebody found it not helpful');
    expect(textOf(await see(faq('review')))).toContain('I answered');
  });

  it('says what somebody else has settled meanwhile', async () => {
    const { see, press } = moderating();
    await see(ask('zebra lessons'));
    const mine = await see(faq('review'));
    const theirs = await see(faq('review'));
    await press(theirs, 'Dismiss');
    expect(textOf(await press(mine, 'Not covered'))).toContain('Somebody else has settled');
    expect(textOf(await press(mine, 'Answer it'))).toContain('Somebody else has settled');
  });

  it('keeps an answer that was typed while somebody else settled the question', async () => {
    const { see, press, openFrom, knowledge } = moderating();
    await see(ask('zebra lessons'));
    const queue = await see(faq('review'));
    const { submit } = await openFrom(queue, 'Answer it');
    await press(queue, 'Dismiss');
    const kept = await see(submit(moderator, { answer: 'On Sundays.' }));
    expect(textOf(kept)).toContain('Somebody else has settled');
    const again = await openFrom(kept, 'Try again');
    await see(again.submit(moderator, {}));
    expect((await knowledge()).entries).toMatchObject([{ question: 'zebra lessons', answer: 'On Sundays.' }]);
  });

  it('does nothing to a group that grew since it was shown', async () => {
    const { see, press } = moderating();
    await see(ask('zebra lessons'));
    const queue = await see(faq('review'));
    await see(ask('zebra lessons?!'));
    const after = await press(queue, 'Not covered');
    expect(textOf(after)).toContain('nothing was done');
    expect(textOf(after)).toContain('zebra lessons?!');
    expect(textOf(await press(after, 'Not covered'))).toContain('No question waits');
  });

  it('says why nothing waits where questions are not kept', async () => {
    const { see, store } = moderating();
    await store.servers.writeSettings(SERVER, { ...DEFAULT_SETTINGS, keepingDays: 0 });
    await see(ask('zebra lessons'));
    expect(textOf(await see(faq('review')))).toContain('keeps no questions');
  });

  it('shows what members typed as they typed it, but for whom they named', async () => {
    const { see } = moderating();
    await see(ask('zebra **bold** <@123> @everyone [x](https://example.org)'));
    const text = textOf(await see(faq('review')));
    expect(text).toContain(String.raw`zebra \*\*bold\*\* \@someone \@everyone \[x\]\(https\://example.org\)`);
  });

  it('speaks the moderator’s language', async () => {
    const { see } = moderating();
    await see(ask('zebra lessons'));
    const queue = await see(faq('review', {}, { ...moderator, locale: Locale.French }));
    expect(textOf(queue)).toContain('En attente d’une réponse : 1 sur 1');
    expect(labelsOf(queue)).toContain('Écarter');
  });

  it('is nothing for members, nor for a moderator who is none any more', async () => {
    const { see, press, openFrom, knowledge } = moderating();
    await see(ask('zebra lessons'));
    expect(textOf(await see(faq('review', {}, member)))).toContain('You need this permission');
    const queue = await see(faq('review'));
    const former = inServer({ memberPermissions: READING });
    for (const label of ['Not covered', 'Dismiss', 'When does the fair open?', 'Answer it']) {
      expect(textOf(await press(queue, label, former))).toContain('**Manage Messages**');
    }
    const { submit } = await openFrom(queue, 'Answer it');
    expect(textOf(await see(submit(former, { answer: 'Yes.' })))).toContain('**Manage Messages**');
    expect(await knowledge()).toMatchObject({ entries: [], wordings: [], uncoveredTopics: [] });
  });
});

describe('two copies of the bot', () => {
  onEveryDatabase((rig) => {
    it('know at once what the other was taught', async () => {
      const one = moderating({ store: await rig.store() });
      const other = moderating({ store: await rig.anotherStore() });
      await other.see(ask('zebra lessons'));
      await one.see(ask('zebra lessons'));
      const { submit } = await one.openFrom(await one.see(faq('review')), 'Answer it');
      await one.see(submit(moderator, { answer: 'On Sundays.' }));
      expect((await other.see(ask('zebra lessons'))).embeds[0]?.description).toBe('On Sundays.');
      expect(textOf(await other.see(faq('review')))).toContain('No question waits');
      await other.see(faq('remove', { question: 'zebra lessons' }));
      expect((await one.see(ask('zebra lessons'))).content).toContain("doesn't say");
    });
  });
});

describe('while the database is away', () => {
  it('each step says so, and none loses what was typed', async () => {
    const store = unsteadyStore();
    const { see, openFrom, knowledge, discord } = moderating({ store });
    await see(ask('zebra lessons'));
    const answer = await see(ask('parking fee'));
    const queue = await see(faq('review'));
    const form = await openFrom(queue, 'Answer it');
    const AWAY = 'I can’t reach my database';

    store.away = true;
    // Answers need no database.
    const now = await see(ask('parking fee'));
    expect(now.embeds[0]?.title).toBe('How much is parking?');
    expect(textOf(await see(faq('review')))).toContain(AWAY);
    for (const label of ['Not covered', 'Dismiss', 'When does the fair open?', 'Answer it']) {
      const { messages } = await discord.send(componentInteraction(moderator, action(queue, label)));
      expect(messages.map(({ message }) => message.content).join()).toContain(AWAY);
    }
    const vote = await discord.send(componentInteraction(member, action(answer, '👎 Not helpful')));
    expect(vote.messages.map(({ message }) => message.content).join()).toContain(AWAY);
    const unsaved = await see(
      form.submit(moderator, { answer: 'On Sundays.', section: ['fair/getting-there'] }),
    );
    expect(textOf(unsaved)).toContain(AWAY);
    expect(textOf(unsaved)).toContain('On Sundays.');

    store.away = false;
    const again = await openFrom(unsaved, 'Try again');
    expect(textOf(await see(again.submit(moderator, {})))).toContain('Added: **zebra lessons**');
    expect((await knowledge()).entries).toMatchObject([
      {
        question: 'zebra lessons',
        answer: 'On Sundays.',
        section: { slug: 'fair', section: 'getting-there' },
      },
    ]);
    expect(textOf(await see(faq('review')))).toContain('No question waits');
  });

  it('what was saved stays saved, though the queue can’t be brought up to date', async () => {
    const inner = unsteadyStore();
    const { see, openFrom, press, knowledge } = moderating({ store: inner });
    await see(ask('zebra lessons'));
    const { submit } = await openFrom(await see(faq('review')), 'Answer it');
    const addEntries = inner.knowledge.addEntries.bind(inner.knowledge);
    Object.defineProperty(inner, 'knowledge', {
      value: new Proxy(inner.knowledge, {
        get: (target, name) =>
          name === 'addEntries'
            ? async (...given: Parameters<typeof addEntries>) => {
                const added = await addEntries(...given);
                inner.away = true;
                return added;
              }
            : Reflect.get(target, name),
      }),
    });
    const after = await see(submit(moderator, { answer: 'On Sundays.' }));
    expect(textOf(after)).toContain('Added: **zebra lessons**');
    expect(textOf(after)).toContain('I can’t show what comes next');
    inner.away = false;
    expect((await knowledge()).entries).toHaveLength(1);
    expect(textOf(await press(after, 'Back to the queue'))).toContain('No question waits');
  });
});
