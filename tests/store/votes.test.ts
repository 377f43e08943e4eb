import { describe, expect, it } from 'vitest';
import { onEveryDatabase } from './databases.ts';
import { asked, NOW, OTHER_SERVER, passage, SERVER, vote } from './scenes.ts';

const DAY = 86_400_000;

describe('votes', () => {
  onEveryDatabase((rig) => {
    it('count once per member and passage, whatever was asked; a changed one changes the tally and the figures of the day', async () => {
      const store = await rig.store();
      const cast = (change: Parameters<typeof vote>[0]) => store.votes.cast(SERVER, vote(change));
      expect(await cast({ voter: 'a', helpful: true })).toBe('new');
      expect(await cast({ voter: 'a', helpful: true })).toBe('same');
      expect(await cast({ voter: 'b', helpful: true })).toBe('new');
      expect(await cast({ voter: 'a', question: 'another', helpful: true })).toBe('same');
      expect(await cast({ voter: 'c', helpful: true })).toBe('new');
      expect(await cast({ voter: 'a', passage: passage('faq/b') })).toBe('new');
      const tally = async () =>
        (await store.votes.tally(SERVER)).find((one) => one.passage.id === passage().id);
      expect(await tally()).toEqual({ passage: passage(), helpful: 3, unhelpful: 0 });
      expect(await cast({ voter: 'a', helpful: false })).toBe('changed');
      expect(await tally()).toEqual({ passage: passage(), helpful: 2, unhelpful: 1 });
      expect(await store.figures.days(SERVER, '2026-08-01')).toMatchObject([{ helpful: 3, unhelpful: 1 }]);
    });

    it('are noted without a question where it is gone, or another server’s', async () => {
      const store = await rig.store();
      const other = await store.questions.record(OTHER_SERVER, asked('Who?'));
      await store.votes.cast(SERVER, vote({ voter: 'a', question: 'gone', helpful: false }));
      await store.votes.cast(SERVER, vote({ voter: 'b', question: other, helpful: false }));
      const rows = await rig.raw().selectFrom('votes').select('question_id').execute();
      expect(rows).toEqual([{ question_id: null }, { question_id: null }]);
      expect(await store.questions.waiting(OTHER_SERVER, 9)).toMatchObject([{ unhelpful: false }]);
    });

    it('of a member who finds the same answer unhelpful again bring the new question to the moderators once they dealt with the former', async () => {
      const store = await rig.store();
      const record = async (text: string) =>
        String(await store.questions.record(SERVER, asked(text, 'answer')));
      const [one, two] = [await record('one'), await record('two')];
      const cast = (question: string) => store.votes.cast(SERVER, vote({ helpful: false, question }));
      const waiting = async () => (await store.questions.waiting(SERVER, 9)).map(({ text }) => text);
      await cast(one);
      expect(await cast(two)).toBe('same');
      expect(await waiting()).toEqual(['one']);
      await store.review.dismiss(SERVER, [one], NOW);
      expect(await cast(one)).toBe('same');
      expect(await waiting()).toEqual([]);
      expect(await cast(two)).toBe('same');
      expect(await waiting()).toEqual(['two']);
      expect(await store.votes.tally(SERVER)).toMatchObject([{ helpful: 0, unhelpful: 1 }]);
    });

    it('count on the day on which they were changed', async () => {
      const store = await rig.store();
      await store.votes.cast(SERVER, vote({ helpful: true, at: NOW }));
      await store.votes.cast(SERVER, vote({ helpful: true, at: NOW + DAY }));
      expect(await store.figures.days(SERVER, '2026-01-01')).toMatchObject([
        { day: '2026-08-01', helpful: 1, unhelpful: 0 },
      ]);
      await store.votes.cast(SERVER, vote({ helpful: false, at: NOW + DAY }));
      expect(await store.figures.days(SERVER, '2026-01-01')).toMatchObject([
        { day: '2026-08-02', helpful: 0, unhelpful: 1 },
      ]);
    });

    it('are told by passage and server', async () => {
      const store = await rig.store();
      await store.votes.cast(SERVER, vote({ voter: 'a', passage: passage('faq/a') }));
      await store.votes.cast(SERVER, vote({ voter: 'b', passage: passage('faq/b'), helpful: false }));
      await store.votes.cast(OTHER_SERVER, vote({ voter: 'a' }));
      const tally = await store.votes.tally(SERVER);
      expect(tally).toHaveLength(2);
      expect(tally).toContainEqual({ passage: passage('faq/a'), helpful: 1, unhelpful: 0 });
      expect(tally).toContainEqual({ passage: passage('faq/b'), helpful: 0, unhelpful: 1 });
    });

    it('of one member who clicks in two processes at once are one vote', async () => {
      const store = await rig.store();
      const results = await rig.atOnce(2, (each) => each.votes.cast(SERVER, vote()));
      expect(results.toSorted()).toEqual(['new', 'same']);
      expect(await store.votes.tally(SERVER)).toMatchObject([{ helpful: 1, unhelpful: 0 }]);
    });
  });
});

describe('the figures of the days', () => {
  onEveryDatabase((rig) => {
    it('come in order from that day on, only those on which something happened', async () => {
      const store = await rig.store();
      const count = (day: string, outcome: 'answer' | 'suggestions' | 'none', server = SERVER) =>
        store.figures.count(server, day, outcome);
      await count('2026-08-03', 'none');
      await count('2026-08-01', 'answer');
      await count('2026-08-01', 'answer');
      await count('2026-08-01', 'suggestions');
      await count('2026-07-31', 'answer');
      await count('2026-08-02', 'answer', OTHER_SERVER);
      await store.votes.cast(SERVER, vote({ at: NOW + 4 * DAY }));
      const nothing = { answered: 0, suggested: 0, missed: 0, helpful: 0, unhelpful: 0 };
      expect(await store.figures.days(SERVER, '2026-08-01')).toEqual([
        { ...nothing, day: '2026-08-01', answered: 2, suggested: 1 },
        { ...nothing, day: '2026-08-03', missed: 1 },
        { ...nothing, day: '2026-08-05', helpful: 1 },
      ]);
    });

    it('miss nothing that two processes count at once', async () => {
      await rig.atOnce(30, (each) => each.figures.count(SERVER, '2026-08-01', 'answer'));
      const store = await rig.store();
      expect(await store.figures.days(SERVER, '2026-08-01')).toMatchObject([{ answered: 30 }]);
    });
  });
});
