import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import {
  autocompleteInteraction,
  componentInteraction,
  messageCommandInteraction,
  slashInteraction,
  userOf,
} from '../../src/playground/interactions.ts';
import { ALL_ARTICLES } from '../../src/store/article-choice-store.ts';
import { choiceRevision } from '../../src/store/article-choices.ts';
import { fair } from '../fixtures/fair.ts';
import { market } from '../fixtures/market.ts';
import { inServer } from '../fixtures/scenes.ts';
import { moderator } from './faq/moderating.ts';
import { action, actionsOf, bot, isPrivate, violationsOf } from './member.ts';

const GRACE = userOf('700000000000000009', 'grace');

const answer = (entry: string, to: typeof GRACE | null = null, scene = moderator) =>
  slashInteraction(scene, {
    name: 'answer',
    values: {
      entry,
      ...(to === null ? {} : { to: { type: ApplicationCommandOptionType.User as const, value: to.id } }),
    },
    ...(to === null ? {} : { resolved: { users: { [to.id]: to } } }),
  });

/** What is offered for what was typed. */
async function offered({ discord }: ReturnType<typeof bot>, typed: string) {
  const { choices } = await discord.send(
    autocompleteInteraction(moderator, { name: 'answer', focused: 'entry', typed }),
  );
  return choices.map(({ name, value }) => ({ name, value: String(value) }));
}

describe('/answer', () => {
  it('shows everybody the entry that was chosen, and mentions the one it is for', async () => {
    const rig = bot(fair);
    const [first] = await offered(rig, 'parking');
    expect(first?.name).toContain('parking');
    const said = await rig.see(answer(first?.value ?? '', GRACE));
    expect(isPrivate(said)).toBe(false);
    expect(said.content).toBe(`<@${GRACE.id}>`);
    expect(said.embeds[0]?.title).toBe('How much is parking?');
    expect(rig.discord.pinged).toEqual([GRACE.id]);
    expect(violationsOf(said)).toEqual([]);
  });

  it('is taken away by whom it is for, by whoever chose it, and by nobody else', async () => {
    const rig = bot(fair);
    const said = await rig.see(answer('parking fee', GRACE));
    const press = (userId: string) =>
      rig.discord.send(componentInteraction(inServer({ userId }), action(said, 'Take it away')));
    await press('700000000000000008');
    expect(rig.discord.channel(moderator.channelId).map(({ id }) => id)).toContain(said.id);
    await press(GRACE.id);
    expect(rig.discord.channel(moderator.channelId).map(({ id }) => id)).not.toContain(said.id);
    const own = await rig.see(answer('parking fee'));
    await rig.discord.send(componentInteraction(moderator, action(own, 'Take it away')));
    expect(rig.discord.channel(moderator.channelId).map(({ id }) => id)).not.toContain(own.id);
  });

  it('mentions nobody where nobody was chosen', async () => {
    const rig = bot(fair);
    const said = await rig.see(answer('parking fee'));
    expect(said.content).toBe('');
    expect(said.embeds[0]?.title).toBe('How much is parking?');
    expect(rig.discord.pinged).toEqual([]);
  });

  it('offers what the server taught, too', async () => {
    const rig = bot(fair);
    const { submit } = await rig.open(slashInteraction(moderator, { name: 'faq', subcommand: 'add' }));
    await rig.see(submit(moderator, { question: 'May horses come?', answer: 'Horses stay outside.' }));
    // The first look reads what was added.
    await rig.see(slashInteraction(moderator, { name: 'ask', values: { question: 'May horses come?' } }));
    const [first] = await offered(rig, 'horses');
    const said = await rig.see(answer(first?.value ?? '', GRACE));
    expect(said.embeds[0]?.description).toBe('Horses stay outside.');
  });

  it('sends nothing where no entry is meant, or one that is gone, or a bot is to be mentioned', async () => {
    const rig = bot(fair);
    for (const [interaction, said] of [
      [answer('a zebra on the moon', GRACE), 'I have no such entry'],
      [answer('entry fair/en/nothing', GRACE), 'no longer in the article'],
      [answer('parking fee', { ...GRACE, bot: true }), 'That is a bot'],
    ] as const) {
      const refused = await rig.see(interaction);
      expect(isPrivate(refused)).toBe(true);
      expect(refused.content).toContain(said);
    }
    expect(rig.discord.pinged).toEqual([]);
  });

  it('shows nothing of an article that was switched off since it was offered', async () => {
    const rig = bot(market);
    const serverId = moderator.server?.id ?? '';
    await rig.store.articleChoices.change(serverId, null, {
      seen: choiceRevision(ALL_ARTICLES),
      to: { on: ['rules'], first: [] },
    });
    const refused = await rig.see(answer('entry kitebox/en/faq/from-which-wind-on-does-it-fly', GRACE));
    expect(isPrivate(refused)).toBe(true);
    expect(refused.content).toContain('**Kitebox** is off in this server');
    expect(rig.discord.pinged).toEqual([]);
  });

  it('is for moderators', async () => {
    const { see, discord } = bot(fair);
    const refused = await see(answer('parking fee', GRACE, inServer()));
    expect(refused.content).toContain('You need this permission');
    expect(discord.pinged).toEqual([]);
  });
});

describe('Answer with…', () => {
  const target = (rig: ReturnType<typeof bot>, content: string) =>
    rig.discord.post(moderator.channelId, GRACE, content);
  const menu = (message: ReturnType<typeof target>, scene = moderator) =>
    messageCommandInteraction(scene, { name: 'Answer with…', target: message });

  it('offers what comes nearest to the message first, and answers it for everybody with a link', async () => {
    const rig = bot(fair);
    const message = target(rig, 'hey all, what do I pay for the car park?');
    const chosen = await rig.see(menu(message));
    expect(isPrivate(chosen)).toBe(true);
    expect(actionsOf(chosen)[0]?.label).toBe('How much is parking?');
    expect(violationsOf(chosen)).toEqual([]);
    const said = await rig.see(componentInteraction(moderator, action(chosen, 'Which trams go there?')));
    expect(isPrivate(said)).toBe(false);
    expect(said.embeds[0]?.title).toBe('Which trams go there?');
    expect(said.content).toContain(`/${moderator.channelId}/${message.id}`);
    expect(rig.discord.pinged).toEqual([]);
    expect(action(said, 'Take it away').customId).toBe(`vote:away:${moderator.userId}:${GRACE.id}`);
  });

  it('offers entries for a picture without a word, and refuses members', async () => {
    const rig = bot(fair);
    expect(actionsOf(await rig.see(menu(target(rig, '')))).length).toBeGreaterThan(2);
    expect((await rig.see(menu(target(rig, 'parking?'), inServer()))).content).toContain(
      'You need this permission',
    );
  });
});
