import { describe, expect, it } from 'vitest';
import { autocompleteInteraction } from '../../../src/playground/interactions.ts';
import { onEveryDatabase, onSqlite } from '../../store/databases.ts';
import { ask, faq, importing, labelsOf, moderating, moderator, SERVER, textOf } from './moderating.ts';

const OTHERS = (message: { readonly embeds: readonly { readonly description?: string }[] }) =>
  message.embeds[1]?.description;

describe('two moderators who add the same', () => {
  onEveryDatabase((rig) => {
    it('on three copies of the bot add it once, and the others see both texts', async () => {
      const copies = [await rig.store(), await rig.anotherStore(), await rig.anotherStore()].map((store) =>
        moderating({ store }),
      );
      const forms = await Promise.all(
        copies.map(async (copy) => ({ copy, form: await copy.open(faq('add')) })),
      );
      const replies = await Promise.all(
        forms.map(({ copy, form }, index) =>
          copy.see(form.submit(moderator, { question: 'Is there wifi?', answer: `Answer ${index}.` })),
        ),
      );
      const [one] = copies;
      const entries = (await one?.knowledge())?.entries ?? [];
      expect(entries).toHaveLength(1);
      expect(replies.filter((reply) => textOf(reply).startsWith('Added'))).toHaveLength(1);
      for (const [index, reply] of replies.entries()) {
        if (textOf(reply).startsWith('Added')) continue;
        expect(textOf(reply)).toContain('is here already');
        expect(reply.embeds[0]?.description).toBe(`Answer ${index}.`);
        expect(OTHERS(reply)).toBe(entries[0]?.answer);
      }
    });

    it('who answer the same waiting question answer it once, and nothing typed is lost', async () => {
      const asked = await rig.store();
      const copies = [asked, await rig.anotherStore(), await rig.anotherStore()].map((store) =>
        moderating({ store }),
      );
      await copies[0]?.see(ask('zebra lessons'));
      // No reply waits until the question is written; whoever reads there does.
      expect(await asked.questions.countWaiting(SERVER)).toBe(1);
      const forms = await Promise.all(
        copies.map(async (copy) => ({
          copy,
          form: await copy.openFrom(await copy.see(faq('review')), 'Answer it'),
        })),
      );
      const replies = await Promise.all(
        forms.map(({ copy, form }, index) =>
          copy.see(
            form.submit(moderator, { question: `Zebra lessons ${index}?`, answer: `Answer ${index}.` }),
          ),
        ),
      );
      const entries = (await copies[0]?.knowledge())?.entries ?? [];
      expect(entries).toHaveLength(1);
      const losers = replies.flatMap((reply, index) =>
        textOf(reply).startsWith('Added') ? [] : [{ reply, index }],
      );
      expect(losers).toHaveLength(2);
      for (const { reply, index } of losers) {
        expect(textOf(reply)).toContain('Somebody else has answered');
        expect(reply.embeds[0]?.description).toBe(`Answer ${index}.`);
        expect(OTHERS(reply)).toBe(entries[0]?.answer);
      }
      // One puts theirs in its place, knowing what was there.
      const [loser] = losers;
      const copy = copies[loser?.index ?? 0];
      if (loser === undefined || copy === undefined) throw new Error('nobody lost');
      const again = await copy.openFrom(loser.reply, 'Put mine in its place');
      expect(textOf(await copy.see(again.submit(moderator, {})))).toContain('Changed');
      expect((await copy.knowledge()).entries).toMatchObject([{ answer: `Answer ${loser.index}.` }]);
    });
  });
});

describe('two moderators who change the same', () => {
  onSqlite((rig) => {
    it('each see what the other wrote, and save over it knowingly or leave it', async () => {
      const { see, add, open, openFrom, press, knowledge } = moderating({ store: await rig.store() });
      await add('Is there wifi?', 'No.');
      const mine = await open(faq('edit', { question: 'Is there wifi?' }));
      const theirs = await open(faq('edit', { question: 'Is there wifi?' }));
      expect(textOf(await see(theirs.submit(moderator, { answer: 'Yes, fair-guest.' })))).toContain(
        'Changed',
      );
      const refused = await see(mine.submit(moderator, { answer: 'Yes.', wordings: 'the net' }));
      expect(textOf(refused)).toContain('Somebody has changed that question meanwhile');
      expect(refused.embeds[0]?.description).toBe('Yes.');
      expect(OTHERS(refused)).toBe('Yes, fair-guest.');
      expect((await knowledge()).entries).toMatchObject([{ answer: 'Yes, fair-guest.', wordings: [] }]);

      const again = await openFrom(refused, 'Try again');
      await see(again.submit(moderator, {}));
      expect((await knowledge()).entries).toMatchObject([{ answer: 'Yes.', wordings: ['the net'] }]);
      expect(textOf(await press(refused, 'Leave it as it stands'))).toContain('Nothing was changed');
    });

    it('are told again where it changed once more', async () => {
      const { see, add, open, openFrom, knowledge } = moderating({ store: await rig.store() });
      await add('Is there wifi?', 'No.');
      const mine = await open(faq('edit', { question: 'Is there wifi?' }));
      const change = async (answer: string) =>
        see((await open(faq('edit', { question: 'Is there wifi?' }))).submit(moderator, { answer }));
      await change('One.');
      const again = await openFrom(await see(mine.submit(moderator, { answer: 'Mine.' })), 'Try again');
      await change('Two.');
      expect(OTHERS(await see(again.submit(moderator, {})))).toBe('Two.');
      expect((await knowledge()).entries).toMatchObject([{ answer: 'Two.' }]);
    });

    it('see all of two long texts', async () => {
      const { see, add, open, press } = moderating({ store: await rig.store() });
      await add('Is there wifi?', 'No.');
      const mine = await open(faq('edit', { question: 'Is there wifi?' }));
      const theirs = await open(faq('edit', { question: 'Is there wifi?' }));
      await see(theirs.submit(moderator, { answer: 'a'.repeat(4000) }));
      const refused = await see(mine.submit(moderator, { answer: 'b'.repeat(4000) }));
      expect(refused.embeds[0]?.description).toBe('b'.repeat(4000));
      const shown = await press(refused, 'Show all of what stands there');
      expect(shown.embeds[0]?.description).toBe('a'.repeat(4000));
    });

    it('do not remove what they did not see', async () => {
      const { see, add, open, press, discord, knowledge } = moderating({ store: await rig.store() });
      await add('Is there wifi?', 'No.');
      const { choices } = await discord.send(
        autocompleteInteraction(moderator, {
          name: 'faq',
          subcommand: 'remove',
          focused: 'question',
          typed: 'wifi',
        }),
      );
      const chosen = String(choices[0]?.value);
      await see((await open(faq('edit', { question: chosen }))).submit(moderator, { answer: 'Yes.' }));
      const refused = await see(faq('remove', { question: chosen }));
      expect(textOf(refused)).toContain('Nothing was removed');
      expect(textOf(refused)).toContain('Yes.');
      expect((await knowledge()).entries).toHaveLength(1);
      expect(textOf(await press(refused, 'Remove it all the same'))).toContain('Removed');
      expect((await knowledge()).entries).toEqual([]);
    });

    it('import nothing that was not shown', async () => {
      const { see, add, press, knowledge } = moderating({ store: await rig.store() });
      const preview = await see(importing('## FAQ\n### Is there wifi?\nYes.\n'));
      await add('Is there wifi?', 'No.');
      const again = await press(preview, 'Import 1 question');
      expect(textOf(again)).toContain('Somebody changed the questions meanwhile');
      expect((await knowledge()).entries).toMatchObject([{ answer: 'No.' }]);
    });

    it('settle only the questions that they saw', async () => {
      const { see, openFrom } = moderating({ store: await rig.store() });
      await see(ask('zebra lessons'));
      const { submit } = await openFrom(await see(faq('review')), 'Answer it');
      await see(ask('zebra lessons with a saddle'));
      const after = await see(submit(moderator, { answer: 'On Sundays.' }));
      expect(textOf(after)).toContain('Added');
      expect(textOf(after)).toContain('zebra lessons with a saddle');
    });
  });
});

describe('a question of signs alone', () => {
  onSqlite((rig) => {
    it('is refused with what to do, and what was typed stays', async () => {
      const { add, openFrom, see, knowledge } = moderating({ store: await rig.store() });
      const refused = await add('???', 'Yes.');
      expect(textOf(refused)).toContain('Put a letter or a digit into the question');
      const { submit } = await openFrom(refused, 'Try again');
      await see(submit(moderator, { question: 'C++?' }));
      expect((await knowledge()).entries).toMatchObject([{ question: 'C++?', answer: 'Yes.' }]);
      expect((await see(ask('c++'))).embeds[0]?.description).toBe('Yes.');
    });

    it('that waits becomes neither another way to ask nor a line', async () => {
      const store = await rig.store();
      const { see, choose, press, knowledge } = moderating({ store });
      // As earlier releases kept them.
      await store.questions.record(SERVER, { text: '???', locale: 'en', outcome: 'none', at: Date.now() });
      const queue = await see(faq('review'));
      expect(textOf(await choose(queue, 'When does the fair open?'))).toContain(
        'signs alone are never found',
      );
      expect(textOf(await press(queue, 'Not covered'))).toContain('signs alone are never found');
      expect(await knowledge()).toMatchObject({ wordings: [], uncoveredTopics: [] });
      expect(labelsOf(await see(faq('review')))).toContain('Dismiss');
    });
  });
});
