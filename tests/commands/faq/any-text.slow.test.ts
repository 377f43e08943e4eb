import type { APIMessage } from 'discord-api-types/v10';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { componentInteraction } from '../../../src/playground/interactions.ts';
import { HELPER, helped, HERE, MODERATOR } from '../helped.ts';
import { actionsOf, violationsOf } from '../member.ts';
import { ask, faq, importing, labelsOf, member, moderating, moderator } from './moderating.ts';

/** What members and moderators may type, and what breaks bots. */
const awkward = fc.oneof(
  fc.constantFrom(
    '@everyone @here <@123456789012345678>',
    '```\nnever closed',
    '||spoiler **bold _mixed* `code',
    '👩🏽‍🚀'.repeat(30),
    'שלום עולם \u202e עברית',
    'z\u0351\u0350\u0344'.repeat(80),
    '\u200b\u200b',
    '*_~`|'.repeat(19),
    'word '.repeat(700),
    'unbroken'.repeat(400),
    '# heading\n\n#### deep\n\n***',
    '\ud800 lone surrogate \udc00',
    '…',
    ':'.repeat(90),
  ),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.lorem({ maxCount: 30 }),
);

const typed = fc.record({
  question: awkward,
  answer: awkward,
  asked: fc.array(awkward, { minLength: 1, maxLength: 9 }),
});

const APOLOGY = 'Sorry, something went wrong';

describe('whatever is typed', () => {
  it('every message of /faq is one that Discord takes, and none is an apology', async () => {
    await fc.assert(
      fc.asyncProperty(typed, async ({ question, answer, asked }) => {
        const { see, open, openFrom, knowledge } = moderating();
        const check = async (interaction: Parameters<typeof see>[0]) => {
          const message = await see(interaction);
          expect(message.content).not.toContain(APOLOGY);
          return message;
        };
        const { submit } = await open(faq('add'));
        const values = {
          question: question.slice(0, 100),
          answer: answer.slice(0, 4000),
          wordings: asked.join('\n').slice(0, 4000),
        };
        const added = await check(submit(moderator, values));
        if (labelsOf(added).includes('Try again')) await openFrom(added, 'Try again');
        for (const text of asked) await check(ask(text, member));
        await check(ask(question, member));
        for (let queue = await check(faq('review')); ;) {
          const actions = actionsOf(queue);
          if (!labelsOf(queue).includes('Answer it')) break;
          await openFrom(queue, 'Answer it');
          // By turns: the first line of the menu, and the buttons.
          const [first] = actions;
          const wanted = queue.content.startsWith('Nothing was done') ? 'Dismiss' : 'Not covered';
          const byTurns = asked.length % 2 === 0 && wanted === 'Not covered';
          const taken = byTurns ? first : actions.find(({ label }) => label === wanted);
          const { customId = '', value = null } = taken ?? {};
          queue = await check(
            componentInteraction(moderator, {
              message: queue,
              customId,
              ...(value === null ? {} : { values: [value] }),
            }),
          );
        }
        await check(faq('list'));
        const exported = await check(faq('export'));
        for (const { url, filename } of exported.attachments) {
          const text = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64').toString();
          expect((await check(importing(text, filename))).content).toContain('nothing new in this file');
        }
        for (const { id } of (await knowledge()).entries) await check(faq('remove', { question: id }));
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  it('every message on the way to a human and back is one that Discord takes, and none is an apology', async () => {
    await fc.assert(
      fc.asyncProperty(typed, async ({ question, answer, asked }) => {
        const rig = await helped();
        const check = (message: APIMessage) => {
          expect(violationsOf(message)).toEqual([]);
          expect(message.content).not.toContain(APOLOGY);
          return message;
        };
        const none = check(await rig.ask(question));
        if (!labelsOf(none).includes('Ask a human')) return;
        check(await rig.press(none, 'Tell me when it’s answered'));
        check(await rig.bring(question));
        check(await rig.press(rig.brought(), 'I’ll take it', HELPER));
        for (const text of [answer, ...asked]) {
          const said = check(await (await rig.answer(rig.brought(), text.slice(0, 2000), MODERATOR))());
          if (labelsOf(said).includes('Teach me this')) break;
        }
        check(rig.brought());
        for (const message of rig.inChannel(HERE)) check(message);
        await rig.worker().work();
        for (const message of rig.told()) check(message);
        expect(rig.discord.pinged).toEqual([]);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('every message of the history is one that Discord takes, and what was restored is what stood there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(awkward, { minLength: 2, maxLength: 5 }), async (answers) => {
        const { see, open, openFrom, press, add, knowledge } = moderating();
        await add('Is there wifi?', 'Yes.');
        for (const text of answers) {
          const { submit } = await open(faq('edit', { question: 'Is there wifi?' }));
          const said = await see(
            submit(moderator, { answer: text.slice(0, 4000), wordings: text.slice(0, 900) }),
          );
          if (labelsOf(said).includes('Try again')) await openFrom(said, 'Try again');
        }
        let shown = await see(faq('history', { question: 'Is there wifi?' }));
        while (
          labelsOf(shown).includes('Older') &&
          !shown.embeds[0]?.description?.includes('oldest version')
        ) {
          await press(shown, 'Show all of it');
          shown = await press(shown, 'Older');
        }
        if (!labelsOf(shown).includes('Restore this version')) return;
        await press(shown, 'Restore this version');
        expect((await knowledge()).entries).toMatchObject([{ answer: 'Yes.', wordings: [] }]);
      }),
      { numRuns: 30, seed: 7 },
    );
  });
});
