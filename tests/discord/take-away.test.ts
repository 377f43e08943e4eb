import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import {
  componentInteraction,
  messageCommandInteraction,
  slashInteraction,
  userOf,
} from '../../src/playground/interactions.ts';
import { action, actionsOf, bot, isPrivate } from '../commands/member.ts';
import { fair } from '../fixtures/fair.ts';
import { inDirectMessage, inServer, READING } from '../fixtures/scenes.ts';
import { unsteadyStore } from '../fixtures/store.ts';

const SERVER = inServer().server?.id ?? '';
const TAKE_AWAY = 'Take it away';
const ask = (scene = inServer(), values: Record<string, boolean> = {}) =>
  slashInteraction(scene, { name: 'ask', values: { question: 'parking fee', ...values } });
const labels = (message: Parameters<typeof actionsOf>[0]) => actionsOf(message).map(({ label }) => label);

describe('an answer to /ask that is wrong', () => {
  it('is taken away by whoever asked, who alone is told so', async () => {
    const { discord, see, store } = bot(fair);
    const answer = await see(ask());
    const { messages } = await discord.send(componentInteraction(inServer(), action(answer, TAKE_AWAY)));
    expect(messages.map(({ message }) => message.content)).toEqual([
      'I took that answer away and noted that it was not helpful. The moderators can see to it.',
    ]);
    expect(messages.every(({ message }) => isPrivate(message))).toBe(true);
    expect(await store.votes.tally(SERVER)).toMatchObject([{ helpful: 0, unhelpful: 1 }]);
  });

  it('goes once: whoever presses after somebody else is told the same', async () => {
    const { discord, see, store } = bot(fair);
    const moderator = inServer({
      userId: '700000000000000009',
      memberPermissions: READING | PermissionFlagsBits.ManageMessages,
    });
    const answer = await see(ask());
    for (const scene of [inServer(), moderator]) {
      const { messages } = await discord.send(componentInteraction(scene, action(answer, TAKE_AWAY)));
      expect(messages).toMatchObject([{ message: { content: expect.stringContaining('I took that') } }]);
    }
    expect(await store.votes.tally(SERVER)).toMatchObject([{ unhelpful: 2 }]);
  });

  it('goes though the database is away: then it is not counted', async () => {
    const store = unsteadyStore();
    const { discord, see } = bot(fair, { store });
    const answer = await see(ask());
    store.away = true;
    const { messages } = await discord.send(componentInteraction(inServer(), action(answer, TAKE_AWAY)));
    expect(messages).toMatchObject([{ message: { content: 'I took that answer away.' } }]);
  });
});

describe('the log', () => {
  it('says that a button was refused, and neither who pressed it nor whose answer it was', async () => {
    const { see, lines } = bot(fair);
    const other = inServer({ userId: '700000000000000009' });
    const answer = await see(ask());
    await see(componentInteraction(other, action(answer, TAKE_AWAY)));
    const refused = lines.filter((line) => line.includes('"refused"'));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toContain('"component":"vote:away"');
    for (const { userId } of [inServer(), other]) expect(lines.join('\n')).not.toContain(userId);
  });
});

describe('an answer to a message that is wrong', () => {
  it('is taken away by whoever wrote that message, too, and by nobody else', async () => {
    const { discord, see } = bot(fair);
    const author = '700000000000000009';
    const target = discord.post(inServer().channelId, userOf(author, 'grace'), 'parking fee');
    const answer = await see(messageCommandInteraction(inServer(), { name: 'Answer this', target }));
    const taken = async (userId: string) => {
      const scene = inServer({ userId });
      const { messages } = await discord.send(componentInteraction(scene, action(answer, TAKE_AWAY)));
      return messages.map(({ message }) => message.content);
    };
    expect(await taken('700000000000000008')).toEqual([expect.stringContaining('Only the member who asked')]);
    expect(await taken(author)).toEqual([expect.stringContaining('I took that answer away')]);
  });
});

describe('an answer that nobody else sees', () => {
  it.each([
    ['in private', ask(inServer(), { private: true })],
    ['in a direct message', ask(inDirectMessage())],
  ])('%s needs no button to take it away', async (_, asked) => {
    const { see } = bot(fair);
    expect(labels(await see(asked))).not.toContain(TAKE_AWAY);
  });
});
