import { describe, expect, it } from 'vitest';
import { onEveryDatabase } from './databases.ts';
import { asked, NOW, SERVER } from './scenes.ts';

/** More than are settled at once. */
const MANY = 1_500;

describe('many questions that are dismissed at once', () => {
  onEveryDatabase((rig) => {
    it('wait, or can be undone, also where somebody undoes it while it goes on', async () => {
      const store = await rig.store();
      const another = await rig.anotherStore();
      await Promise.all(
        Array.from({ length: MANY }, (_, at) => store.questions.record(SERVER, asked(`question ${at}`))),
      );
      const dismissing = store.review.dismissOlder(SERVER, NOW, NOW);
      let undone: number | null = null;
      while (undone === null) {
        const [action] = await another.review.actions(SERVER, NOW);
        if (action !== undefined) undone = await another.review.undo(SERVER, action.id, NOW);
      }
      await dismissing;
      const waiting = await store.questions.countWaiting(SERVER);
      const undoable = (await store.review.actions(SERVER, NOW)).reduce((sum, { count }) => sum + count, 0);
      expect(waiting + undoable).toBe(MANY);
    });
  });
});
