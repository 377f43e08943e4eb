import { Locale } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { componentInteraction } from '../../../src/playground/interactions.ts';
import { ALL_ARTICLES, type ArticleChoice } from '../../../src/store/article-choice-store.ts';
import { choiceRevision } from '../../../src/store/article-choices.ts';
import { DAY } from '../../../src/store/days.ts';
import type { Store } from '../../../src/store/store.ts';
import { market } from '../../fixtures/market.ts';
import { inServer, READING } from '../../fixtures/scenes.ts';
import { faultyStore } from '../../fixtures/store.ts';
import { onEveryDatabase } from '../../store/databases.ts';
import { actionsOf, isPrivate, type action } from '../member.ts';
import { ask, faq, labelsOf, moderating, moderator, SERVER, textOf } from './moderating.ts';

const colleague = { ...moderator, userId: '700000000000000009' };

type Moderating = ReturnType<typeof moderating>;

/** Takes several lines of a menu, by their beginnings. */
function chooseAll(
  { see }: Moderating,
  message: Parameters<typeof action>[0],
  ...beginnings: readonly string[]
) {
  const lines = actionsOf(message).filter(
    ({ label, value }) => value !== null && beginnings.some((beginning) => label.startsWith(beginning)),
  );
  const [first] = lines;
  if (first === undefined) throw new Error(`There is no such line: ${labelsOf(message).join(', ')}.`);
  const values = lines.flatMap(({ value }) => (value === null ? [] : [value]));
  return see(componentInteraction(moderator, { message, customId: first.customId, values }));
}

async function askAll({ see }: Moderating, ...questions: readonly string[]): Promise<void> {
  for (const question of questions) await see(ask(question));
}

/** What may be chosen in a form for the section to cite; null where it doesn't ask. */
function sectionsIn(modal: unknown): readonly string[] | null {
  const form = z
    .object({
      components: z.array(
        z.object({
          component: z.object({
            custom_id: z.string(),
            options: z.array(z.object({ value: z.string() })).optional(),
          }),
        }),
      ),
    })
    .parse(JSON.parse(JSON.stringify(modal)));
  const field = form.components.find(({ component }) => component.custom_id === 'section');
  return field?.component.options?.map(({ value }) => value) ?? null;
}

describe('the review desk', () => {
  it('puts spellings and forms of one question together, and keeps apart what differs', async () => {
    const rig = moderating();
    await askAll(
      rig,
      'which colour have zebras',
      'zebra color',
      'coloured zebras',
      'which colour have llamas',
    );
    const queue = await rig.see(faq('review'));
    expect(textOf(queue)).toContain('1 of 2');
    expect(textOf(queue)).toContain('**asked 3 times**');
  });

  it('says what is answered now, or why nothing is, and what comes next', async () => {
    const rig = moderating();
    await askAll(rig, 'zebra riding lessons');
    expect(textOf(await rig.see(faq('review')))).toContain('Now I say that I have no answer');
    await rig.add('Where do I park?', 'Behind the hall.');
    await rig.add('Where do zebras ride?', 'In the hall.', { wordings: 'zebra riding lessons' });
    const answer = await rig.see(ask('zebra riding lessons'));
    await rig.press(answer, '👎 Not helpful', inServer({ userId: '700000000000000002' }));
    const queue = textOf(await rig.see(faq('review')));
    expect(queue).toMatch(/Now I answer: \*\*Where do zebras ride\?\*\* \(\d+% sure\)/);
  });

  it('makes a question another wording of the likeliest entry by one press', async () => {
    const rig = moderating();
    await rig.add('Are llamas welcome?', 'Yes.');
    await askAll(rig, 'may llamas come to see the zebras at night');
    const queue = await rig.see(faq('review'));
    expect(labelsOf(queue)).toContain('Same as: Are llamas welcome?');
    const after = await rig.press(queue, 'Same as: Are llamas welcome?');
    expect(textOf(after)).toContain('it asks the same as **Are llamas welcome?**');
    expect((await rig.see(ask('may llamas come to see the zebras at night'))).embeds[0]?.description).toBe(
      'Yes.',
    );
  });

  it('suggests nothing of an article that is off in the whole server', async () => {
    const rig = moderating({ library: market });
    const change = (seen: ArticleChoice, on: readonly string[]) =>
      rig.store.articleChoices.change(SERVER, null, {
        seen: choiceRevision(seen),
        to: { on, first: [] },
      });
    await askAll(rig, 'how hard must winds blow for zebras');
    const offered = await rig.see(faq('review'));
    const line = 'From which wind on does it fly?';
    expect(labelsOf(offered)).toContain(line);
    await change(ALL_ARTICLES, ['rules']);
    expect(labelsOf(await rig.see(faq('review')))).not.toContain(line);
    // The menu was shown before the article was switched off.
    const late = await rig.choose(offered, line);
    expect(textOf(late)).toContain('**Kitebox**');
    expect(await rig.store.questions.countWaiting(SERVER)).toBe(1);
    await change({ on: ['rules'], first: [] }, ['rules', 'kitebox']);
    expect(labelsOf(await rig.see(faq('review')))).toContain(line);
  });

  it('offers sections of the articles that are on to cite, and keeps the one that an entry cites', async () => {
    const rig = moderating({ library: market });
    const turnOn = (seen: ArticleChoice, on: readonly string[]) =>
      rig.store.articleChoices.change(SERVER, null, { seen: choiceRevision(seen), to: { on, first: [] } });
    await rig.add('Do kites fly at night?', 'Yes.', { section: ['kitebox/flying'] });
    await turnOn(ALL_ARTICLES, ['rules']);
    await askAll(rig, 'zebra lessons');
    const answering = await rig.openFrom(await rig.see(faq('review')), 'Answer it');
    expect(sectionsIn(answering.modal)).toEqual(['rules/selling']);
    const editing = () => rig.open(faq('edit', { question: 'Do kites fly at night?' }));
    expect(sectionsIn((await editing()).modal)).toEqual(['rules/selling', 'kitebox/flying']);
    // What was chosen before stays while it isn't changed.
    await rig.see((await editing()).submit(moderator, { answer: 'No.' }));
    expect((await rig.knowledge()).entries).toMatchObject([
      { answer: 'No.', section: { slug: 'kitebox', section: 'flying' } },
    ]);
    await turnOn({ on: ['rules'], first: [] }, []);
    const none = await rig.openFrom(await rig.see(faq('review')), 'Answer it');
    expect(sectionsIn(none.modal)).toBeNull();
    await turnOn({ on: [], first: [] }, ['fair']);
    // Articles were switched on while it was being filled in.
    await rig.see(none.submit(moderator, { answer: 'On Sundays.' }));
    expect((await rig.knowledge()).entries[1]).toMatchObject({ answer: 'On Sundays.', section: null });
  });

  it('is nothing for members, whichever button they got hold of', async () => {
    const rig = moderating();
    await askAll(rig, 'zebra lessons', 'moon cheese');
    const queue = await rig.see(faq('review'));
    const bulk = await rig.press(queue, 'Dismiss several…');
    const sure = await chooseAll(rig, bulk, 'zebra', 'moon');
    const former = inServer({ memberPermissions: READING });
    for (const [message, label] of [
      [queue, 'Dismiss several…'],
      [bulk, 'moon cheese'],
      [sure, 'Dismiss 2 questions'],
    ] as const) {
      expect(textOf(await rig.press(message, label, former))).toContain('**Manage Messages**');
    }
    expect(await rig.store.questions.countWaiting(SERVER)).toBe(2);
  });
});

describe('what was done is said, where the database goes away once it is done', () => {
  /** From now on, the queue can't be read once something was done. */
  const away = (desk: Moderating, store: ReturnType<typeof faultyStore>, done: keyof Store['review']) => {
    const { review } = store;
    const act: unknown = Reflect.get(review, done);
    Object.assign(store, {
      review: new Proxy(review, {
        get: (room, call) => {
          if (call !== done || typeof act !== 'function') return Reflect.get(room, call) as unknown;
          return async (...given: readonly unknown[]) => {
            const result: unknown = await act(...given);
            store.fault = 'questions.waiting';
            return result;
          };
        },
      }),
    });
    return desk;
  };

  it('of several that are dismissed', async () => {
    const store = faultyStore();
    const desk = away(moderating({ store }), store, 'dismiss');
    await askAll(desk, 'zebra lessons', 'moon cheese');
    const bulk = await desk.press(await desk.see(faq('review')), 'Dismiss several…');
    const after = await desk.press(await chooseAll(desk, bulk, 'zebra', 'moon'), 'Dismiss 2 questions');
    expect(textOf(after)).toContain('Dismissed: 2 questions.');
    store.fault = null;
    expect(textOf(await desk.press(after, 'Back to the queue'))).toContain('No question waits');
  });
});

describe('the button under a weekly digest', () => {
  it('shows the queue to the moderator who presses it, alone', async () => {
    const rig = moderating();
    await askAll(rig, 'zebra lessons');
    const anything = await rig.see(faq('review'));
    const press = (scene: typeof moderator) =>
      rig.see(componentInteraction(scene, { message: anything, customId: 'faq:digest:2953' }));
    const queue = await press(moderator);
    expect(isPrivate(queue)).toBe(true);
    expect(textOf(queue)).toContain('zebra lessons');
    expect(textOf(await press(inServer({ memberPermissions: READING })))).toContain('**Manage Messages**');
  });
});

describe('a new answer', () => {
  it('clears what it covers for certain, says how many, and that can be seen and undone', async () => {
    const rig = moderating();
    await askAll(
      rig,
      'are llamas welcome inside',
      'are llamas welcome?!',
      'are llamas not welcome',
      'moon cheese',
    );
    const added = await rig.add('Are llamas welcome?', 'Yes.');
    expect(textOf(added)).toContain('It also answers 1 other question that waited');
    expect(await rig.store.questions.countWaiting(SERVER)).toBe(3);
    const done = await rig.press(added, 'Undo…');
    expect(textOf(done)).toMatch(
      /\*\*Answered as well by\*\* \*\*Are llamas welcome\?\*\* · <t:\d+:R>\n- are llamas welcome\?!/,
    );
    const after = await rig.choose(done, 'Answered as well by: are llamas welcome?!');
    expect(textOf(after)).toContain('Undone: 1 question waits again.');
    expect(await rig.store.questions.countWaiting(SERVER)).toBe(4);
    // The answer itself stays.
    expect((await rig.see(ask('are llamas welcome?!'))).embeds[0]?.description).toBe('Yes.');
  });

  it('clears other groups when it is given to one of them', async () => {
    const rig = moderating();
    await askAll(rig, 'zebra lessons', 'zebra lessons', 'riding lessons in Wernigerode');
    const { submit } = await rig.openFrom(await rig.see(faq('review')), 'Answer it');
    const after = await rig.see(
      submit(moderator, { question: 'Riding lessons in Wernigerode?', answer: 'On Sundays.' }),
    );
    expect(textOf(after)).toContain('It also answers 1 other question');
    expect(textOf(after)).toContain('No question waits');
    expect(labelsOf(after)).toEqual(['Undo…']);
  });

  it('clears nothing with another number or a negation', async () => {
    const rig = moderating();
    await askAll(rig, 'what is rule 3', 'is rule 2 not enforced');
    expect(textOf(await rig.add('What is rule 2?', 'Be kind.'))).not.toContain('also answers');
    expect(await rig.store.questions.countWaiting(SERVER)).toBe(2);
  });
});

describe('many questions at once', () => {
  it('are dismissed once they were chosen and confirmed, and come back by undo', async () => {
    const rig = moderating();
    await askAll(rig, 'zebra lessons', 'zebra lesson', 'moon cheese', 'parking for spaceships');
    const bulk = await rig.press(await rig.see(faq('review')), 'Dismiss several…');
    const sure = await chooseAll(rig, bulk, 'zebra', 'moon');
    expect(textOf(sure)).toContain('Dismiss these 3 questions?');
    expect(textOf(sure)).toContain('moon cheese');
    expect(await rig.store.questions.countWaiting(SERVER)).toBe(4);
    const after = await rig.press(sure, 'Dismiss 3 questions');
    expect(textOf(after)).toContain('Dismissed: 3 questions.');
    expect(textOf(after)).toContain('1 of 1');
    const done = await rig.press(after, 'Undo…');
    expect(textOf(done)).toContain('**Dismissed** · <t:');
    const [line = ''] = labelsOf(done);
    expect(textOf(await rig.choose(done, line))).toContain('Undone: 3 questions wait again.');
    expect(await rig.store.questions.countWaiting(SERVER)).toBe(4);
    expect(textOf(await rig.choose(done, line))).toContain('undone already');
  });

  it('wait on where one of them changed before it was confirmed', async () => {
    const rig = moderating();
    await askAll(rig, 'zebra lessons', 'moon cheese', 'parking for spaceships');
    const bulk = await rig.press(await rig.see(faq('review')), 'Dismiss several…');
    const sure = await chooseAll(rig, bulk, 'zebra', 'moon');
    await askAll(rig, 'zebra lessons!?');
    const after = await rig.press(sure, 'Dismiss 2 questions');
    expect(textOf(after)).toContain('Dismissed: 1 question.');
    expect(textOf(after)).toContain('Some of them changed meanwhile');
    expect(await rig.store.questions.countWaiting(SERVER)).toBe(3);
  });

  it('are left as they are by whoever thinks better of it', async () => {
    const rig = moderating();
    await askAll(rig, 'zebra lessons', 'moon cheese');
    const bulk = await rig.press(await rig.see(faq('review')), 'Dismiss several…');
    const back = await rig.press(await chooseAll(rig, bulk, 'zebra'), 'Leave them');
    expect(textOf(back)).toContain('Dismiss several');
    expect(textOf(await rig.press(back, 'Back to the queue'))).toContain('1 of 2');
  });

  it('are chosen a page at a time', async () => {
    const rig = moderating();
    const words =
      'apple bread chair dance eagle flute glass horse ivory jelly knife lemon metal north ocean piano queen river stone tiger union violin water yacht zebra anchor'.split(
        ' ',
      );
    await askAll(rig, ...words.map((word) => `${word} ${word}s tomorrow`));
    const bulk = await rig.press(await rig.see(faq('review')), 'Dismiss several…');
    expect(labelsOf(bulk).filter((label) => label.endsWith('tomorrow'))).toHaveLength(25);
    const second = await rig.press(bulk, 'Next');
    expect(labelsOf(second).filter((label) => label.endsWith('tomorrow'))).toHaveLength(1);
  });

  onEveryDatabase((rig) => {
    it('go by how long nobody has asked them', async () => {
      const store = await rig.store();
      const desk = moderating({ store });
      const old = {
        text: 'zebra lessons',
        locale: 'en',
        outcome: 'none',
        at: Date.now() - 15 * DAY,
      } as const;
      await store.questions.record(SERVER, old);
      await store.questions.record(SERVER, { ...old, text: 'moon cheese' });
      await askAll(desk, 'parking for spaceships');
      const bulk = await desk.press(await desk.see(faq('review')), 'Dismiss several…');
      expect(labelsOf(bulk)).not.toContain('Not asked for 30 days: 2 questions');
      const sure = await desk.choose(bulk, 'Not asked for 14 days: 2 questions');
      expect(textOf(sure)).toMatch(/^Dismiss 2 questions that were last asked before <t:\d+:f>\?$/);
      const after = await desk.press(sure, 'Dismiss 2 questions');
      expect(textOf(after)).toContain('Dismissed: 2 questions.');
      expect(textOf(after)).toContain('parking for spaceships');
      const done = await desk.press(after, 'Undo…');
      await desk.choose(done, labelsOf(done)[0] ?? '');
      expect(await store.questions.countWaiting(SERVER)).toBe(3);
    });
  });
});

describe('what was done', () => {
  onEveryDatabase((rig) => {
    it('is undone together with the wording that it added, to an article or to an entry', async () => {
      const store = await rig.store();
      const desk = moderating({ store });
      await askAll(desk, 'when do doors unlock');
      await desk.choose(await desk.see(faq('review')), 'When does the fair open?');
      await desk.add('Are llamas welcome?', 'Yes.', { wordings: 'llamas ok' });
      await askAll(desk, 'zebra riding lessons');
      await desk.choose(await desk.see(faq('review')), 'Are llamas welcome?');
      await askAll(desk, 'moon cheese');
      const queue = await desk.press(await desk.see(faq('review')), 'Not covered');
      const done = await desk.press(queue, 'Undo…');
      expect(textOf(done)).toContain('**Same as** **When does the fair open?**');
      expect(textOf(done)).toContain('**Same as** **Are llamas welcome?**');
      for (const line of labelsOf(done).slice(0, 3)) await desk.choose(done, line);
      const { wordings, entries, uncoveredTopics } = await desk.knowledge();
      expect([wordings, uncoveredTopics]).toEqual([[], []]);
      expect(entries.map((entry) => entry.wordings)).toEqual([['llamas ok']]);
      expect((await desk.see(ask('zebra riding lessons'))).content).toContain("doesn't say");
      expect(await store.questions.countWaiting(SERVER)).toBe(3);
    });

    it('stands in the history of the entry, with whoever did it and whoever undid it', async () => {
      const store = await rig.store();
      await store.servers.writeSettings(SERVER, { nameEditors: true });
      const desk = moderating({ store });
      await desk.add('Are llamas welcome?', 'Yes.');
      await askAll(desk, 'zebra riding lessons');
      await desk.choose(await desk.see(faq('review')), 'Are llamas welcome?');
      const done = await desk.press(await desk.see(faq('review')), 'Undo…');
      await desk.choose(done, labelsOf(done)[0] ?? '', colleague);
      const [entry] = (await desk.knowledge()).entries;
      const history = await store.history.of(SERVER, String(entry?.id), Date.now());
      expect(history?.versions.map(({ wordings, writtenBy }) => [wordings, writtenBy])).toEqual([
        [[], colleague.userId],
        [['zebra riding lessons'], moderator.userId],
        [[], moderator.userId],
      ]);
    });

    it.each([
      ['that was given to it', 'zebra lessons', 'Zebra lessons?'],
      ['that covered it', 'are llamas welcome?!', 'Are llamas welcome?'],
    ])('comes back once the answer %s was removed, and somebody asks again', async (_, asked, question) => {
      const store = await rig.store();
      const desk = moderating({ store });
      await askAll(desk, asked, 'moon cheese');
      await desk.press(await desk.see(faq('review')), 'Dismiss');
      await askAll(desk, asked);
      const queue = await desk.see(faq('review'));
      if (question.startsWith('Zebra')) {
        const { submit } = await desk.openFrom(queue, 'Answer it');
        await desk.see(submit(moderator, { question, answer: 'Yes.' }));
      } else {
        await desk.add(question, 'Yes.');
      }
      expect(await store.questions.countWaiting(SERVER)).toBe(0);
      await desk.see(faq('remove', { question }));
      await askAll(desk, asked, 'moon cheese');
      const waiting = await store.questions.waiting(SERVER, 9);
      expect(waiting.map(({ text }) => text)).toEqual([asked]);
    });

    it('can be undone for a day, and is then forgotten', async () => {
      const store = await rig.store();
      const desk = moderating({ store });
      await askAll(desk, 'zebra lessons');
      const [waiting] = await store.questions.waiting(SERVER, 1);
      await store.review.dismiss(SERVER, [waiting?.id ?? ''], Date.now() - DAY - 60_000);
      expect(labelsOf(await desk.see(faq('review')))).toEqual([]);
      expect(await store.review.actions(SERVER, 0)).toHaveLength(1);
      await store.review.forget(Date.now() - DAY);
      expect(await store.review.actions(SERVER, 0)).toEqual([]);
    });
  });

  it('is told in French', async () => {
    const rig = moderating();
    await askAll(rig, 'zebra lessons');
    const french = { ...moderator, locale: Locale.French };
    const after = await rig.press(await rig.see(faq('review', {}, french)), 'Écarter', french);
    const done = await rig.press(after, 'Annuler…', french);
    expect(textOf(done)).toContain('Fait ces dernières 24 heures');
  });
});
