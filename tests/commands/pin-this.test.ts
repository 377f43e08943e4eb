import { Locale, MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import { notice } from '../../src/discord/render/message.ts';
import {
  APPLICATION_ID,
  componentInteraction,
  messageOf,
  slashInteraction,
  userOf,
} from '../../src/playground/interactions.ts';
import { CHANNEL, closeModerated, moderated, pin, pinThis, settle } from '../discord/pins/moderated.ts';
import { fair } from '../fixtures/fair.ts';
import { asModerator, inDirectMessage, inServer, PINNING } from '../fixtures/scenes.ts';
import { ownStore, unsteadyStore } from '../fixtures/store.ts';
import { action } from './member.ts';

afterEach(closeModerated);

const read = (subcommand: string, values: Record<string, string> = {}) =>
  slashInteraction(inServer(), { name: 'fair', subcommand, values });

/** The reply to a command, as it stands in the channel. */
async function shown(bot: Awaited<ReturnType<typeof moderated>>, asked = read('highlights')) {
  const { content, embeds, components = [] } = await bot.see(asked);
  const { id } = await bot.api.createMessage(CHANNEL, {
    content,
    embeds,
    components,
    allowed_mentions: { parse: [] },
  });
  return bot.standing(id);
}

describe('"Pin this answer"', () => {
  it('pins the answer where it stands, with its buttons, and keeps it true', async () => {
    const bot = await moderated(ownStore());
    const answer = await bot.answered('parking fee');
    expect(await bot.read(pinThis(answer))).toMatch(/^Pinned: \*\*How much is parking\?\*\*/);
    expect(bot.discord.pins(CHANNEL)).toEqual([answer.id]);
    expect(bot.discord.requests.findLast(({ method }) => method === 'PUT')?.reason).toBe(
      'ada (700000000000000001) used Pin this answer',
    );
    bot.change(
      fair.map((pack) => ({
        ...pack,
        version: `${pack.locale} 2`,
        faq: pack.faq.map((entry) => ({ ...entry, text: entry.text.replace('four', 'nine') })),
      })),
    );
    await settle(bot, bot.pinUpdater);
    const edited = bot.standing(answer.id);
    expect(edited.embeds[0]?.description).toContain('costs nine crowns');
    expect(edited.components).toEqual(answer.components);
  });

  it.each([
    ['a section of several pages', read('section', { name: 'running-a-stall' }), 'section/running-a-stall'],
    ['a section of one page', read('section', { name: 'getting-there' }), 'section/getting-there'],
    ['the highlights', read('highlights'), 'highlights'],
    ['the summary', read('summary'), 'summary'],
    ['the contents', read('contents'), 'contents'],
    ['the questions', read('faq'), 'faq'],
  ])('knows what it shows: %s', async (_, asked, part) => {
    const bot = await moderated(ownStore());
    await bot.see(pinThis(await shown(bot, asked)));
    expect(await bot.pins()).toMatchObject([{ slug: 'fair', locale: 'en', part }]);
  });

  it('knows what a moderator answered with', async () => {
    const bot = await moderated(ownStore());
    const memberPermissions = PINNING | PermissionFlagsBits.ManageMessages;
    const answer = slashInteraction(asModerator({ memberPermissions }), {
      name: 'answer',
      values: { entry: 'parking fee' },
    });
    expect(await bot.read(pinThis(await shown(bot, answer)))).toMatch(
      /^Pinned: \*\*How much is parking\?\*\*/,
    );
  });

  it('knows an answer in another language than the server’s, and keeps it in that', async () => {
    const bot = await moderated(ownStore());
    const answer = await bot.answered('combien coûte le parking derrière la mairie');
    await bot.see(pinThis(answer));
    expect(await bot.pins()).toMatchObject([{ locale: 'fr', part: 'faq/combien-coute-le-parking' }]);
  });

  it('knows an answer whose text has changed since', async () => {
    const bot = await moderated(ownStore());
    const answer = await bot.answered('parking fee');
    bot.change(
      fair.map((pack) => ({
        ...pack,
        version: `${pack.locale} 2`,
        faq: pack.faq.map((entry) => ({ ...entry, text: entry.text.replace('four', 'nine') })),
      })),
    );
    expect(await bot.read(pinThis(answer))).toMatch(/^Pinned/);
    expect(bot.standing(answer.id).embeds[0]?.description).toContain('costs nine crowns');
  });

  it('shows the first page to all, also when who asked for it goes on to the next', async () => {
    const bot = await moderated(ownStore());
    const first = await shown(bot, read('section', { name: 'running-a-stall' }));
    await bot.see(pinThis(first));
    const asker = inServer();
    const pinned = {
      ...messageOf({
        id: first.id,
        channelId: CHANNEL,
        author: userOf(APPLICATION_ID, 'Footnote'),
        body: bot.standing(first.id),
        calledBy: userOf(asker.userId, 'ada'),
      }),
      pinned: true,
    };
    const [turned] = await bot.send(componentInteraction(asker, action(pinned, 'Next')));
    expect(turned).toMatchObject({ kind: 'respond', type: 4, message: { flags: MessageFlags.Ephemeral } });
  });

  it('is said to be done where it was done before', async () => {
    const bot = await moderated(ownStore());
    const answer = await bot.answered('parking fee');
    await bot.see(pinThis(answer));
    expect(await bot.read(pinThis(answer))).toContain('It is pinned here already');
    expect(bot.discord.pins(CHANNEL)).toEqual([answer.id]);
  });

  it('leads to the pin that stands there where the same is pinned in another message', async () => {
    const bot = await moderated(ownStore());
    await bot.see(pin('highlights'));
    const [first = ''] = bot.discord.pins(CHANNEL);
    expect(await bot.read(pinThis(await shown(bot)))).toContain(first);
    expect(bot.discord.pins(CHANNEL)).toEqual([first]);
  });

  it('pins in the server’s language and replies in the moderator’s', async () => {
    const bot = await moderated(ownStore());
    const answer = await bot.answered('parking fee');
    expect(await bot.read(pinThis(answer, asModerator({ locale: Locale.French })))).toMatch(/^Épinglé/);
  });
});

describe('"Pin this answer" refuses, and says why,', () => {
  const by = (author: string, flags = {}) => ({
    ...messageOf({ channelId: CHANNEL, author: userOf(author, 'x'), body: { content: 'Words.' } }),
    ...flags,
  });

  it.each([
    ['a message of somebody else’s', by('77'), asModerator(), 'somebody else’s'],
    [
      'a message that only the asker sees',
      by(APPLICATION_ID, { flags: MessageFlags.Ephemeral }),
      asModerator(),
      'Only you can see that message',
    ],
    [
      'a message that shows no part of an article',
      by(APPLICATION_ID),
      asModerator(),
      'can’t tell which part',
    ],
    ['a member who may not pin', by(APPLICATION_ID), inServer(), 'You need this permission'],
    ['a direct message', by(APPLICATION_ID), inDirectMessage(), 'only in a server'],
  ])('%s', async (_, target, scene, words) => {
    const bot = await moderated(ownStore());
    expect(await bot.read(pinThis(target, scene))).toContain(words);
    expect(bot.discord.requests.filter(({ path }) => path.startsWith('/channels'))).toEqual([]);
  });

  it('answers to several questions: kept true as one of them, it would lose the others', async () => {
    const bot = await moderated(ownStore());
    const answers = await bot.answered('when does the fair open and how much is parking?');
    expect(await bot.read(pinThis(answers))).toContain('can’t tell which part');
    expect([bot.discord.pins(CHANNEL), await bot.pins()]).toEqual([[], []]);
  });

  it('an answer that somebody deleted', async () => {
    const bot = await moderated(ownStore());
    const answer = await bot.answered('parking fee');
    bot.discord.channels.deleteNatively(CHANNEL, answer.id);
    expect(await bot.read(pinThis(answer))).toContain('somebody deleted it');
  });

  it.each([
    ['reading', 'GET', /messages\/\d+$/],
    ['pinning', 'PUT', /pins\/\d+$/],
  ])('where Discord refuses %s, with nothing left pinned', async (_, method, path) => {
    const bot = await moderated(ownStore());
    const answer = await bot.answered('parking fee');
    bot.discord.refuseNext(method, path, 403, { code: 50013, message: 'Missing Permissions' });
    expect(await bot.read(pinThis(answer))).toContain('Check my permissions');
    expect([bot.discord.pins(CHANNEL), await bot.pins()]).toEqual([[], []]);
  });

  it('while the database is away, with nothing left pinned', async () => {
    const store = unsteadyStore();
    const bot = await moderated(store);
    const answer = await bot.answered('parking fee');
    store.away = true;
    expect(await bot.read(pinThis(answer))).toContain('can’t reach my database');
    expect(bot.discord.pins(CHANNEL)).toEqual([]);
  });
});

describe('"Pin this answer" in a channel that is full', () => {
  it('offers to replace the bot’s oldest pin', async () => {
    const bot = await moderated(ownStore());
    const old = await bot.api.createMessage(CHANNEL, notice('An old notice.'));
    await bot.api.pinMessage(CHANNEL, old.id, 'why');
    bot.discord.fillPins(CHANNEL, 249);
    const answer = await bot.answered('parking fee');
    const offer = await bot.see(pinThis(answer));
    expect(offer.content).toContain('**An old notice.**');
    expect(await bot.press(offer, 'Leave it')).toBe('All pins stay as they are.');
    expect(await bot.press(offer, 'Replace it', inServer())).toContain('You need this permission');
    expect(await bot.press(offer, 'Replace it')).toMatch(/^Pinned: \*\*How much is parking\?\*\*/);
    expect(bot.discord.pins(CHANNEL)[0]).toBe(answer.id);
    expect(bot.discord.pins(CHANNEL)).not.toContain(old.id);
  });
});
