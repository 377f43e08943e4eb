import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createAppContext } from '../../src/cli/app-context.ts';
import { human } from '../../src/discord/human/human.ts';
import { reader } from '../../src/discord/reader.ts';
import { votes } from '../../src/discord/votes.ts';
import { componentInteraction } from '../../src/playground/interactions.ts';
import { SERVER_TABLES } from '../../src/store/tables.ts';
import { fair } from '../fixtures/fair.ts';
import { asModerator } from '../fixtures/scenes.ts';
import { onSqlite } from '../store/databases.ts';
import { entriesOf, entry, NOW, passage } from '../store/scenes.ts';
import { CHANNEL, closeModerated, moderated, pin, SERVER } from './pins/moderated.ts';

afterEach(closeModerated);

const OTHER = '900000000000000002';
const OTHER_CHANNEL = '800000000000000002';
const UNKNOWN = 'This button is from an older version of me. Please run the command again.';

const everybody = asModerator();
const scene = { ...everybody, server: everybody.server && { ...everybody.server, memberPermissions: ~0n } };
const elsewhere = {
  ...everybody,
  channelId: OTHER_CHANNEL,
  server: everybody.server && { ...everybody.server, id: OTHER },
};

/** Each handler of components by its custom id's beginning. */
function handlers(): readonly string[] {
  const owners = [
    reader,
    votes,
    human,
    ...createAppContext(fair).commands.map(({ data, components }) => ({ name: data.name, components })),
  ];
  return owners.flatMap(({ name, components }) =>
    Object.keys(components ?? {}).map((handler) => `${name}:${handler}`),
  );
}

describe('a custom id that is none of ours', () => {
  onSqlite((rig) => {
    it('is called an old button, where what it carries is no id', async () => {
      const bot = await moderated(await rig.store());
      const message = await bot.see(pin('summary', {}, scene));
      const before = bot.discord.requests.length;
      for (const odd of [
        '..',
        '../..',
        '1/../2',
        '%2e%2e',
        '1'.repeat(16),
        '1'.repeat(21),
        ' ',
        '１２３',
        'x'.repeat(60),
      ]) {
        for (const id of [
          `pin:replace:${odd}:fair:abcdefghijkl:`,
          `Pin this answer:replace:${odd}:${message.id}`,
          `Pin this answer:replace:${message.id}:${odd}`,
          `pin:stop:${odd}:x`,
        ]) {
          if (id.length > 100) continue;
          const pressed = await bot.see(componentInteraction(scene, { customId: id, message }));
          expect([id, pressed.content]).toEqual([id, UNKNOWN]);
        }
      }
      expect(restOf(bot, before)).toEqual([]);
    });

    it('replaces neither another server’s pin nor a human’s', async () => {
      const bot = await moderated(await rig.store());
      await bot.see(pin('summary', {}, elsewhere));
      const [theirs = ''] = bot.discord.pins(OTHER_CHANNEL);
      bot.discord.fillPins(CHANNEL, 1);
      const [people = ''] = bot.discord.pins(CHANNEL);
      const message = await bot.see(pin('highlights', {}, scene));
      for (const oldest of [theirs, people]) {
        const id = `pin:replace:${oldest}:fair:abcdefghijkl:`;
        await bot.see(componentInteraction(scene, { customId: id, message }));
        const thisAnswer = `Pin this answer:replace:${oldest}:${bot.discord.pins(CHANNEL)[0]}`;
        await bot.see(componentInteraction(scene, { customId: thisAnswer, message }));
      }
      expect(bot.discord.pins(OTHER_CHANNEL)).toEqual([theirs]);
      expect(bot.discord.pins(CHANNEL)).toContain(people);
      expect(await bot.store.pins.inServer(OTHER)).toMatchObject([{ messageId: theirs }]);
    });

    it('reaches nothing of another server or channel, whatever it carries', async () => {
      const bot = await moderated(await rig.store());
      await bot.see(pin('summary', {}, elsewhere));
      const [theirPin = ''] = bot.discord.pins(OTHER_CHANNEL);
      const { knowledge, questions } = bot.store;
      const [theirEntry] = entriesOf(await knowledge.addEntries(OTHER, [entry()], NOW));
      const asked = { text: 'zebra lessons', locale: 'en', outcome: 'none', at: NOW } as const;
      const theirQuestion = String(await questions.record(OTHER, asked));
      await questions.hint(OTHER, theirQuestion, passage());
      const message = await bot.see(pin('highlights', {}, scene));
      const rows = async () =>
        Promise.all(
          SERVER_TABLES.map(async (table) =>
            JSON.stringify(
              (await rig.raw().selectFrom(table).selectAll().execute()).filter(
                (row) => row.server_id === OTHER,
              ),
            ),
          ),
        );
      const before = await rows();
      const start = bot.discord.requests.length;
      const argument = fc.oneof(
        fc.constantFrom(
          theirPin,
          String(theirEntry?.id),
          theirQuestion,
          OTHER,
          OTHER_CHANNEL,
          '..',
          '../channels',

          'fair',
          'en',
          '@server',
          'summary',
          'abcdefgh',
          '0',
          '1',
          '-1',
          'w',
          'add',
          'save',
          'a',
          '',
          '-',
          `entry/${theirEntry?.id}`,
          '9'.repeat(20),
          'NaN',
          '1e9',
          '__proto__',
        ),
        fc.string({ maxLength: 12 }).map((text) => text.replaceAll(':', '')),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...handlers()),
          fc.array(argument, { maxLength: 8 }),
          fc.constantFrom([], [`@server:en:entry/${theirEntry?.id}`], ['fair:en:faq/parking'], ['..:..:..']),
          async (handler, args, values) => {
            const customId = [handler, ...args].join(':').slice(0, 100);
            const pressed = { customId, message, ...(values.length === 0 ? {} : { values }) };
            for (const answer of await bot.send(componentInteraction(scene, pressed))) {
              expect(JSON.stringify(answer)).not.toContain('something went wrong');
            }
          },
        ),
        { numRuns: 300, seed: 11 },
      );
      expect(await rows()).toEqual(before);
      expect(restOf(bot, start).filter((path) => !path.startsWith(`/channels/${CHANNEL}/messages`))).toEqual(
        [],
      );
      expect(bot.discord.pins(OTHER_CHANNEL)).toEqual([theirPin]);
      expect(await bot.store.pins.inServer(SERVER)).not.toEqual([]);
    });
  });
});

/** What was asked of Discord but for replies to interactions. */
function restOf(bot: Awaited<ReturnType<typeof moderated>>, start: number): readonly string[] {
  return bot.discord.requests
    .slice(start)
    .map(({ path }) => path)
    .filter((path) => !/^\/(?:interactions|webhooks)\//.test(path));
}
