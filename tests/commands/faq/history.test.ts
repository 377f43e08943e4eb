import { Locale, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { autocompleteInteraction, slashInteraction } from '../../../src/playground/interactions.ts';
import { MAX_VERSIONS } from '../../../src/store/history-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { inServer, READING } from '../../fixtures/scenes.ts';
import { fair } from '../../fixtures/fair.ts';
import { faultyStore, ownStore } from '../../fixtures/store.ts';
import { isPrivate } from '../member.ts';
import {
  ask,
  faq,
  importing,
  labelsOf,
  member,
  moderating,
  moderator,
  SERVER,
  textOf,
} from './moderating.ts';

const WIFI = 'Is there wifi?';
const history = (question = WIFI, scene = moderator) => faq('history', { question }, scene);
const colleague = { ...moderator, userId: '700000000000000009' };

/** A moderator who changes an entry by its form. */
function teaching(options: { readonly store?: Store } = {}) {
  const one = moderating(options);
  const { see, open } = one;
  return {
    ...one,
    change: async (values: Record<string, string | readonly string[]>, scene = moderator) => {
      const { submit } = await open(faq('edit', { question: WIFI }));
      return see(submit(scene, values));
    },
  };
}

describe('/faq history', () => {
  it('shows what each version changed, sentence by sentence, the newest first, to the moderator alone', async () => {
    const { see, add, change, press } = teaching();
    await add(WIFI, 'Yes. Ask at the desk. It is free.', { wordings: 'wlan' });
    await change({
      answer: 'Yes. Ask at the bar. It is free.',
      wordings: 'wlan\ninternet',
      section: ['fair/getting-there'],
    });
    const newest = await see(history());
    expect(isPrivate(newest)).toBe(true);
    const text = textOf(newest);
    expect(text).toContain('**Version 2 of 2** – what stands there now');
    expect(text).toContain('```diff\n  Yes.\n- Ask at the desk.\n+ Ask at the bar.\n  It is free.\n```');
    expect(text).toContain('```diff\n  wlan\n+ internet\n```');
    expect(text).toContain('**Section of the article**\n```diff\n+ Getting there\n```');
    expect(text).not.toContain('**Question**');
    expect(labelsOf(newest)).toEqual(['Newer', 'Older', 'Show all of it']);
    const oldest = await press(newest, 'Older');
    expect(textOf(oldest)).toContain('Version 1 of 2');
    expect(textOf(oldest)).toContain('The oldest version that is kept:\n\nYes. Ask at the desk.');
    expect(labelsOf(oldest)).toContain('Restore this version');
  });

  it('restores an old version, which answers at once, and restores the other again', async () => {
    const { see, add, change, press, knowledge } = teaching();
    await add(WIFI, 'Yes.', { wordings: 'wlan', section: ['fair/getting-there'] });
    await change({ question: 'Is there any wifi?', answer: 'No.', wordings: '', section: [] });
    const oldest = await press(await see(history('Is there any wifi?')), 'Older');
    const restored = await press(oldest, 'Restore this version');
    expect(restored.content).toMatch(/^Restored\./);
    expect(textOf(restored)).toContain('Version 3 of 3');
    expect((await knowledge()).entries).toMatchObject([
      {
        question: WIFI,
        answer: 'Yes.',
        wordings: ['wlan'],
        section: { slug: 'fair', section: 'getting-there' },
      },
    ]);
    expect(textOf(await see(ask('wlan')))).toContain('Yes.');
    const undone = await press(await press(restored, 'Older'), 'Restore this version');
    expect(textOf(undone)).toContain('Version 4 of 4');
    expect((await knowledge()).entries).toMatchObject([{ question: 'Is there any wifi?', answer: 'No.' }]);
  });

  it('restores nothing over what somebody else wrote meanwhile, and shows that', async () => {
    const { see, add, change, press, knowledge } = teaching();
    await add(WIFI, 'Yes.');
    await change({ answer: 'No.' });
    const oldest = await press(await see(history()), 'Older');
    await change({ answer: 'Perhaps.' }, colleague);
    const refused = await press(oldest, 'Restore this version');
    expect(refused.content).toContain('Nothing was restored: somebody has changed or removed it');
    expect(textOf(refused)).toContain('+ Perhaps.');
    expect((await knowledge()).entries).toMatchObject([{ answer: 'Perhaps.' }]);
  });

  it('restores no question that another entry asks by now', async () => {
    const { see, add, change, press, knowledge } = teaching();
    await add(WIFI, 'Yes.');
    await change({ question: 'Is there a net?' });
    await add(WIFI, 'No.');
    const refused = await press(
      await press(await see(history('Is there a net?')), 'Older'),
      'Restore this version',
    );
    expect(refused.content).toContain(`**${WIFI}** asks the same by now`);
    expect((await knowledge()).entries).toHaveLength(2);
  });

  it('leaves out a section that the article no longer has, and says so', async () => {
    const before = teaching();
    await before.add(WIFI, 'Yes.', { section: ['fair/getting-there'] });
    await before.change({ section: [], answer: 'No.' });
    const library = fair.map((pack) => ({
      ...pack,
      sections: pack.sections.filter(({ slug }) => slug !== 'getting-there'),
    }));
    const { see, press, knowledge } = moderating({ store: before.store, library });
    const oldest = await press(await see(history()), 'Older');
    const restored = await press(oldest, 'Restore this version');
    expect(restored.content).toContain('no longer has the section');
    expect((await knowledge()).entries).toMatchObject([{ answer: 'Yes.', section: null }]);
  });

  it('puts back what was removed, from its own list or from where it was removed', async () => {
    const { see, add, change, press, discord, knowledge } = teaching();
    await add(WIFI, 'Yes.');
    await change({ answer: 'No.' });
    const removed = await see(faq('remove', { question: WIFI }));
    expect(removed.content).toContain('For 30 days');
    const { choices } = await discord.send(
      autocompleteInteraction(moderator, {
        name: 'faq',
        subcommand: 'history',
        focused: 'question',
        typed: 'wifi',
      }),
    );
    expect(choices.map(({ name }) => name)).toEqual([`Removed: ${WIFI}`]);
    const shown = await see(history(String(choices[0]?.value)));
    expect(textOf(shown)).toMatch(/-# removed <t:\d+:f>/);
    expect(labelsOf(await press(shown, 'Older'))).not.toContain('Restore this version');
    const back = await press(shown, 'Put it back');
    expect(back.content).toBe(`It is back: **${WIFI}**`);
    expect(textOf(await see(ask(WIFI)))).toContain('No.');
    // Who was slower sees that it is there.
    expect(textOf(await press(removed, 'Put it back'))).toContain('what stands there now');
    const again = await see(faq('remove', { question: WIFI }));
    await press(again, 'Put it back');
    expect((await knowledge()).entries).toMatchObject([{ question: WIFI, answer: 'No.' }]);
    // By hand, too.
    await see(faq('remove', { question: WIFI }));
    expect(labelsOf(await see(history('is there WIFI')))).toContain('Put it back');
  });

  it('puts nothing back where the same question was added anew', async () => {
    const { see, add, press, knowledge } = teaching();
    await add(WIFI, 'Yes.');
    const removed = await see(faq('remove', { question: WIFI }));
    await add(WIFI, 'No.');
    expect((await press(removed, 'Put it back')).content).toContain('asks the same by now');
    expect((await knowledge()).entries).toMatchObject([{ answer: 'No.' }]);
  });

  it('says who changed it where the server wants that, and pings nobody', async () => {
    const store = ownStore();
    await store.servers.writeSettings(SERVER, { nameEditors: true });
    const { see, add, change } = teaching({ store });
    await add(WIFI, 'Yes.');
    await change({ answer: 'No.' }, colleague);
    const text = textOf(await see(history()));
    expect(text).toContain(`by <@${colleague.userId}>`);
    await store.servers.writeSettings(SERVER, { nameEditors: false });
    expect(textOf(await see(history()))).not.toContain('<@');
  });

  it('gets one version of an import', async () => {
    const { see, add, press } = teaching();
    await add(WIFI, 'Yes.');
    const preview = await see(importing(`## FAQ\n\n### ${WIFI}\n\nNo.\n\n### Are dogs welcome?\n\nYes.\n`));
    await press(preview, 'Import 2 questions');
    expect(textOf(await see(history()))).toContain('- Yes.\n+ No.');
    const only = await see(history('Are dogs welcome?'));
    expect(textOf(only)).toMatch(/Version 1 of 1\*\* – what stands there now\n-# <t:\d+:f>\n\nYes\.$/);
    expect(labelsOf(only)).toEqual(['Show all of it']);
  });

  it('stays within what Discord takes, whatever an entry says', async () => {
    const { see, open, press, store, knowledge } = teaching();
    const wordings = Array.from({ length: 200 }, (_, index) => `${index} \`\`\` ${'x'.repeat(30)}`);
    const draft = { locale: 'en', question: '`'.repeat(60) + ' '.repeat(10) + 'a?', section: null };
    const answer = '```js\n<@1> **a** `b`\n'.repeat(190).trim();
    await store.knowledge.addEntries(SERVER, [{ ...draft, answer, wordings }], 0);
    const question = String((await knowledge()).entries[0]?.question);
    const { submit } = await open(faq('edit', { question }));
    await see(submit(moderator, { question: 'b?', answer: '_'.repeat(4000) }));
    const newest = await see(history('b?'));
    expect(newest.embeds[0]?.description?.match(/```/g)).toHaveLength(4);
    expect((await press(newest, 'Show all of it')).embeds[0]?.description).toBe('_'.repeat(4000));
    const all = await press(await press(newest, 'Older'), 'Show all of it');
    expect(all.embeds[0]?.description).toBe(answer);
  });

  it('is a moderator’s business, and speaks French', async () => {
    const { see, add, change, press } = teaching();
    await add(WIFI, 'Yes.');
    await change({ answer: 'No.' });
    expect(textOf(await see(history(WIFI, member)))).toContain('You need this permission');
    const french = inServer({
      locale: Locale.French,
      memberPermissions: READING | PermissionFlagsBits.ManageMessages,
    });
    const shown = await see(
      slashInteraction(french, { name: 'faq', subcommand: 'history', values: { question: WIFI } }),
    );
    const oldest = await press(shown, 'Plus ancienne', french);
    expect(textOf(oldest)).toContain('La plus ancienne version gardée\u00a0:');
    expect(textOf(await see(history('No such thing?')))).toContain('nothing like that');
  });

  it('says what was restored where it can’t be shown then, and leads there', async () => {
    const store = faultyStore();
    const { see, add, change, press, knowledge } = teaching({ store });
    await add(WIFI, 'Yes.');
    await change({ answer: 'No.' });
    const removed = await see(faq('remove', { question: WIFI }));
    store.fault = 'history.of';
    const back = await press(removed, 'Put it back');
    expect(back.content).toContain(`It is back: **${WIFI}**`);
    expect((await knowledge()).entries).toMatchObject([{ answer: 'No.' }]);
    store.fault = null;
    expect(textOf(await press(back, 'Show its history'))).toContain('Version 2 of 2');
  });

  it('restores once for whoever presses twice, and says so', async () => {
    const { see, add, change, press, knowledge } = teaching();
    await add(WIFI, 'Yes.');
    await change({ answer: 'No.' });
    const older = await press(await see(history()), 'Older');
    await press(older, 'Restore this version');
    const again = await press(older, 'Restore this version');
    expect(again.content).toMatch(/^Restored\./);
    expect(textOf(again)).toContain('Version 3 of 3');
    expect((await knowledge()).entries).toMatchObject([{ answer: 'Yes.' }]);
  });

  it('shows what went and what came where all of it changed', async () => {
    const { see, add, change } = teaching();
    const lines = (from: number) =>
      Array.from({ length: 1_900 }, (_, at) => String.fromCodePoint(from + at)).join('\n');
    await add(WIFI, lines(0x4e00));
    await change({ answer: lines(0x6e00) });
    expect(textOf(await see(history()))).toContain('```diff\n- 一\n- 丁');
  });

  it('goes back ten versions', async () => {
    const { see, add, change } = teaching();
    await add(WIFI, '0');
    for (let version = 1; version < MAX_VERSIONS + 2; version += 1) {
      await change({ answer: String(version) });
    }
    expect(textOf(await see(history()))).toContain('Version 10 of 10');
  });
});
