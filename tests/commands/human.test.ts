import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DiscordRefusal } from '../../src/discord/refusal.ts';
import { componentInteraction, slashInteraction } from '../../src/playground/interactions.ts';
import { HANDOVERS } from '../../src/store/handover-store.ts';
import { asModerator, inDirectMessage, READING } from '../fixtures/scenes.ts';
import {
  ADA,
  GRACE,
  HELPER,
  HELPERS,
  HERE,
  helped,
  teach,
  labelsOf,
  MODERATOR,
  QUESTION,
  SERVER,
} from './helped.ts';
import { action, isPrivate, violationsOf } from './member.ts';

afterEach(() => void vi.useRealTimers());

describe('what isn’t answered', () => {
  it('leads to the questions, to a human and to being told, for the asker alone', async () => {
    const { ask, press } = await helped();
    const none = await ask();
    expect(isPrivate(none)).toBe(true);
    expect(labelsOf(none)).toEqual(['Browse the questions', 'Ask a human', 'Tell me when it’s answered']);
    expect(violationsOf(none)).toEqual([]);
    expect((await press(none, 'Browse the questions')).embeds[0]?.title).toContain('Questions and answers');
  });

  it('leads there from “did you mean”, too', async () => {
    const { ask } = await helped();
    const unsure = await ask('the square');
    expect(unsure.content).toContain('I’m not sure');
    expect(labelsOf(unsure).slice(-3)).toEqual([
      'Browse the questions',
      'Ask a human',
      'Tell me when it’s answered',
    ]);
    expect(violationsOf(unsure)).toEqual([]);
  });

  it('leads to no human where the server chose no channel for helpers', async () => {
    const { ask } = await helped({});
    expect(labelsOf(await ask())).toEqual(['Browse the questions', 'Tell me when it’s answered']);
  });

  it('leads to the questions alone in a direct message, which has no server', async () => {
    const { see } = await helped();
    const none = await see(
      slashInteraction(inDirectMessage(), { name: 'ask', values: { question: QUESTION } }),
    );
    expect(labelsOf(none)).toEqual(['Browse the questions']);
    expect(none.content).not.toContain('horse');
  });

  it('leads there from a card with several answers, too, where one of them is missing', async () => {
    const { ask, press } = await helped();
    const several = await ask('how much is parking? and may I bring my horse to the moon?');
    expect(several.embeds[0]?.title).toBe('Your questions');
    expect(several.content).toBe('Not answered yet:\n> may I bring my horse to the moon?');
    expect(labelsOf(several).slice(-3)).toEqual([
      'Browse the questions',
      'Ask a human',
      'Tell me when it’s answered',
    ]);
    expect(violationsOf(several)).toEqual([]);
    // What others read stays as it is.
    const confirm = await press(several, 'Ask a human', GRACE);
    expect(isPrivate(confirm)).toBe(true);
    expect(confirm.content).toContain('> may I bring my horse to the moon?\nThis goes to the helpers');
    expect(confirm.content).not.toContain('parking');
  });

  it('leads to no human where all of them are answered', async () => {
    const { ask } = await helped();
    const several = await ask('how much is parking? and which trams go there?');
    expect(several.embeds[0]?.title).toBe('Your questions');
    expect(several.content).toBe('');
    expect(labelsOf(several)).not.toContain('Ask a human');
  });
});

describe('asking a human', () => {
  it('sends nothing before the asker has seen what goes where', async () => {
    const { ask, press, inChannel } = await helped();
    const confirm = await press(await ask(), 'Ask a human');
    expect(isPrivate(confirm)).toBe(true);
    expect(confirm.content).toContain(`<#${HELPERS}>`);
    expect(confirm.content).toContain('may I bring my \\*horse\\* to \\@everyone?');
    expect(confirm.content).toContain('your name');
    expect(inChannel(HELPERS)).toEqual([]);
    expect((await press(confirm, 'Leave it')).content).toBe('Nothing was sent.');
    expect(inChannel(HELPERS)).toEqual([]);
  });

  it('brings the helpers the question, who asks and where, and what was found, and pings nobody', async () => {
    const { bring, brought, discord } = await helped();
    const said = await bring();
    expect(said.content).toContain(`Sent to the helpers in <#${HELPERS}>.`);
    const message = brought();
    expect(message.content).toContain(`<@${ADA.userId}> asks for a human: `);
    expect(message.content).toContain(`https://discord.com/channels/${SERVER}/${HERE}/`);
    expect(message.content).toContain('\\@everyone?');
    expect(message.embeds[0]?.title).toBe('What I found');
    expect(labelsOf(message)).toEqual(['I’ll take it', 'Answer']);
    expect(violationsOf(message)).toEqual([]);
    expect(discord.pinged).toEqual([]);
  });

  it('says how likely each is that came near', async () => {
    const { bring, brought } = await helped();
    await bring('the square');
    expect(brought().embeds[0]?.description).toMatch(/^- .+ · \*(?:likely|maybe|unlikely)\*/);
  });

  it('happens once for a question, whoever asks it', async () => {
    const { bring, inChannel } = await helped();
    await bring();
    const again = await bring(QUESTION.toUpperCase(), GRACE);
    expect(again.content).toContain('The helpers have this question already.');
    expect(labelsOf(again)).toEqual(['Tell me when it’s answered']);
    expect(inChannel(HELPERS)).toHaveLength(1);
  });

  it('happens again once the helpers deleted its message', async () => {
    const { bring, brought, discord } = await helped();
    await bring();
    await discord.api.deleteMessage(HELPERS, brought().id, 'not needed');
    expect((await bring()).content).toContain('Sent to the helpers');
  });

  it('is for three questions an hour', async () => {
    const { bring, inChannel } = await helped();
    for (const question of ['may I bring a zebra', 'is the moon cheese', 'who painted this elephant']) {
      await bring(question);
    }
    const fourth = await bring('do penguins dance here');
    expect(fourth.content).toMatch(/3 questions an hour and 10 a day.*<t:\d+:R>/s);
    expect(inChannel(HELPERS)).toHaveLength(3);
    expect((await bring('do penguins dance here', GRACE)).content).toContain('Sent');
  });

  it('is for so many an hour of all members together, and who comes then is told so and can still wait to be told', async () => {
    const { bring, inChannel, store } = await helped();
    for (let count = 0; count < HANDOVERS.ofServer.anHour; count += 1) {
      const flood = { member: `account ${count}`, question: `question ${count}`, channelId: HELPERS };
      await store.handovers.begin(SERVER, { ...flood, at: Date.now() });
    }
    const said = await bring();
    expect(said.content).toMatch(
      /wasn’t sent.* 30 questions an hour and 150 a day, of all members together.*<t:\d+:R>/,
    );
    expect(labelsOf(said)).toEqual(['Tell me when it’s answered']);
    expect(inChannel(HELPERS)).toEqual([]);
  });

  it('says so where the helpers’ channel can’t be written to, and doesn’t count', async () => {
    const { ask, press, discord, bring } = await helped();
    discord.refuse(HELPERS, new DiscordRefusal('Missing Permissions', 50013, 403));
    const confirm = await press(await ask(), 'Ask a human');
    expect((await press(confirm, 'Send it')).content).toContain('nothing was sent');
    const kept = await press(await ask(QUESTION, { private: true }), 'Ask a human');
    expect((await press(kept, 'Send it')).content).toContain('nothing was sent');
    discord.refuse(HELPERS, null);
    expect((await bring()).content).toContain('Sent to the helpers');
    // Nor is anybody to be told of what was never sent.
    const toggled = await press(await ask(QUESTION, { private: true }), 'Tell me when it’s answered');
    expect(toggled.content).toContain('one direct message');
  });

  it('tells whoever opens the review that the channel is out of reach, until it takes a question', async () => {
    const { ask, press, see, discord, bring, store } = await helped();
    const review = async () =>
      (await see(slashInteraction(MODERATOR, { name: 'faq', subcommand: 'review' }))).content;
    expect(await review()).not.toContain('⚠️');
    discord.refuse(HELPERS, new DiscordRefusal('Missing Access', 50001, 403));
    await press(await press(await ask(), 'Ask a human'), 'Send it');
    expect(await review()).toContain(`⚠️ Channel for helpers: Discord doesn’t let me post in <#${HELPERS}>.`);
    const admin = asModerator({ memberPermissions: READING | PermissionFlagsBits.ManageGuild });
    const shown = await see(slashInteraction(admin, { name: 'settings' }));
    expect(shown.embeds[0]?.description).toContain('⚠️ Discord didn’t let me post there.');
    expect(discord.pinged).toEqual([]);
    // Another channel is another matter.
    await store.servers.writeSettings(SERVER, { helpersChannel: '810000000000000002' });
    expect(await review()).not.toContain('⚠️');
    await store.servers.writeSettings(SERVER, { helpersChannel: HELPERS });
    await press(await press(await ask(), 'Ask a human'), 'Send it');
    expect(await review()).toContain('⚠️');
    discord.refuse(HELPERS, null);
    await bring();
    expect(await review()).not.toContain('⚠️');
  });

  it('tells whoever opens the review of reports that can’t be posted any more', async () => {
    const { see, store } = await helped({ digest: { channelId: HERE, locale: 'en' } });
    await store.digests.begin(1);
    await store.digests.postpone(SERVER, 1, HERE);
    const { content } = await see(slashInteraction(MODERATOR, { name: 'faq', subcommand: 'review' }));
    expect(content).toContain(`Weekly digest for moderators: Discord doesn’t let me post in <#${HERE}>.`);
  });

  it('names all forums that are out of reach, however many these are', async () => {
    const forums = Array.from({ length: 25 }, (_, at) => `8300000000000000${String(at).padStart(2, '0')}`);
    const { see, store } = await helped({ postForums: forums });
    for (const channelId of forums) {
      // oxlint-disable-next-line no-await-in-loop -- one row after the other
      await store.refusals.note(SERVER, { setting: 'postForums', channelId });
    }
    const { content } = await see(slashInteraction(MODERATOR, { name: 'faq', subcommand: 'review' }));
    expect(forums.filter((forum) => !content.includes(`<#${forum}>`))).toEqual([]);
  });

  it('goes to the new channel once the helpers have another one', async () => {
    const { bring, brought, inChannel, store, answer } = await helped();
    await bring();
    const NEW = '810000000000000002';
    await store.servers.writeSettings(SERVER, { helpersChannel: NEW });
    expect((await bring(QUESTION, GRACE)).content).toContain(`<#${NEW}>`);
    expect(inChannel(NEW)).toHaveLength(1);
    expect((await bring()).content).toContain('have this question already');
    await expect(answer(brought(), 'Outside.')).rejects.toThrow('answered it already');
  });

  it('happens once where the bot may write to the helpers, and not read what it wrote', async () => {
    const { bring, inChannel, discord } = await helped();
    await bring();
    discord.api.readMessage = () => Promise.reject(new DiscordRefusal('Missing Permissions', 50013, 403));
    expect((await bring(QUESTION, GRACE)).content).toContain('have this question already');
    expect(inChannel(HELPERS)).toHaveLength(1);
  });

  it('is done where the database goes away once the helpers have it, and they answer it', async () => {
    const { ask, press, brought, answer, told, worker, discord, store } = await helped();
    const confirm = await press(await ask(QUESTION, { private: true }), 'Ask a human');
    const real = { ...discord.api };
    discord.api.createMessage = async (channelId, body) => {
      const posted = await real.createMessage(channelId, body);
      store.away = channelId === HELPERS;
      return posted;
    };
    const { messages } = await discord.send(componentInteraction(ADA, action(confirm, 'Send it')));
    expect(messages.at(-1)?.message.content).toContain('Sent to the helpers');
    store.away = false;
    await (
      await answer(brought(), 'Outside.')
    )();
    await worker().work();
    expect(told()).toHaveLength(1);
  });

  it.each([
    ['timed out', new DiscordRefusal('Discord could not be reached (it took too long).', 0, 0)],
    ['failed', new DiscordRefusal('Discord answered POST with HTTP 502.', 0, 502)],
  ])('can be answered where Discord %s and had posted it all the same', async (_, refusal) => {
    const { ask, press, bring, brought, inChannel, answer, told, worker, discord } = await helped();
    const real = { ...discord.api };
    discord.api.createMessage = async (...args) => {
      await real.createMessage(...args);
      throw refusal;
    };
    const confirm = await press(await ask(QUESTION, { private: true }), 'Ask a human');
    const { messages } = await discord.send(componentInteraction(ADA, action(confirm, 'Send it')));
    expect(messages.at(-1)?.message.content).toContain('didn’t say whether your question reached');
    Object.assign(discord.api, real);
    const taken = await press(brought(), 'I’ll take it', HELPER);
    expect(taken.content).toContain(`<@${HELPER.userId}>`);
    // They have it, as is known now.
    expect((await bring(QUESTION, GRACE)).content).toContain('have this question already');
    await (
      await answer(brought(), 'Outside.')
    )();
    await worker().work();
    expect(told()).toHaveLength(1);
    expect(inChannel(HELPERS)).toHaveLength(1);
  });

  it('is sent again in a while where Discord timed out and had posted nothing', async () => {
    const { bring, inChannel, discord } = await helped();
    discord.refuse(HELPERS, new DiscordRefusal('Discord could not be reached (it took too long).', 0, 0));
    expect((await bring()).content).toContain('didn’t say whether your question reached');
    discord.refuse(HELPERS, null);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3 * 60_000 });
    expect((await bring()).content).toContain('Sent to the helpers');
    expect(inChannel(HELPERS)).toHaveLength(1);
  });

  it('says that nothing was sent where what was found can’t be told, and doesn’t count', async () => {
    const { ask, press, bring, context } = await helped();
    const confirm = await press(await ask(), 'Ask a human');
    const { answers } = context;
    const real = { ...answers };
    Object.assign(answers, { ask: () => Promise.reject(new Error('broken')) });
    expect((await press(confirm, 'Send it')).content).toContain('Sorry');
    Object.assign(answers, real);
    expect((await bring()).content).toContain('Sent to the helpers');
  });

  it.each([
    ['very long', `may I bring my horse ${'and my zebra '.repeat(400)}?`],
    ['of several lines, with code and what is hidden', 'may I bring\n```\nmy horse\n```\n> to ||the moon||?'],
    ['written from right to left', '\u202Eهل يمكنني إحضار حصاني\u200F؟ \u200b'],
    [
      'full of signs',
      '*_`~|[]()<>@#:\\ may my horse? [x](https://evil.example) <@1> <#2> https://evil.example',
    ],
  ])('works for a question that is %s', async (_, question) => {
    const { bring, brought, ask, press, worker, told, answer, see, open } = await helped();
    const said = await bring(question);
    expect(said.content).toContain('Sent to the helpers');
    expect(violationsOf(said)).toEqual([]);
    const message = brought();
    expect(violationsOf(message)).toEqual([]);
    const [line = ''] = message.content.split('\n').filter((one) => one.startsWith('> '));
    // Nothing of it leads anywhere, names anybody, or turns round what follows.
    expect(line).not.toContain('\u202E');
    expect(line).not.toMatch(/(?<!\\)(?:[<@#]|https?:\/|\]\()/);
    await press(await ask(question), 'Tell me when it’s answered');
    const helper = await (await answer(message, 'Outside.', MODERATOR))();
    expect(violationsOf(helper)).toEqual([]);
    await worker().work();
    expect(told()).toHaveLength(1);
    const { submit } = await open(componentInteraction(MODERATOR, action(helper, 'Teach me this')));
    expect((await see(submit(MODERATOR, {}))).content).toContain('Added');
  });
});

describe('of several questions, those that aren’t answered', () => {
  const SEVERAL = 'how much is parking? may I bring my horse to the moon? who painted this elephant?';

  it('go to the helpers together, each by itself', async () => {
    const { bring, inChannel, answer, ask } = await helped();
    const said = await bring(SEVERAL);
    expect(said.content.split('\n')).toEqual([
      '> may I bring my horse to the moon?',
      `Sent to the helpers in <#${HELPERS}>.`,
      '> who painted this elephant?',
      `Sent to the helpers in <#${HELPERS}>.`,
      'Their answer comes here, for everybody to see, with your question and your name.',
    ]);
    expect(labelsOf(said)).toEqual(['Tell me when it’s answered']);
    expect(violationsOf(said)).toEqual([]);
    const [horse, elephant, ...more] = inChannel(HELPERS);
    expect(more).toEqual([]);
    expect(horse?.content).toContain('> may I bring my horse to the moon?');
    expect(elephant?.content).toContain('> who painted this elephant?');
    if (elephant === undefined) throw new Error('The second question did not come.');
    await (
      await answer(elephant, 'A child.')
    )();
    expect(inChannel(HERE).at(-1)?.embeds[0]).toMatchObject({
      title: 'who painted this elephant?',
      description: 'A child.',
    });
    // The other one waits for them still.
    expect((await ask('may I bring my horse to the moon?')).content).toContain('doesn');
    expect((await bring('may I bring my horse to the moon?')).content).toContain(
      'have this question already',
    );
  });

  it('go as far as the asker may bring them, and it says which did not', async () => {
    const { bring, inChannel } = await helped();
    await bring('may I bring a zebra');
    await bring('do penguins dance here');
    const { content } = await bring(SEVERAL);
    expect(content).toMatch(/moon\?\nSent to the helpers.*\n> who painted this elephant\?\nYou can bring/s);
    expect(inChannel(HELPERS)).toHaveLength(3);
  });

  it('stay on their way where only the next can’t be posted, which is said', async () => {
    const { bring, inChannel, discord } = await helped();
    const before = { ...discord.api };
    discord.api.createMessage = async (...args) => {
      const made = await before.createMessage(...args);
      discord.refuse(HELPERS, new DiscordRefusal('Missing Permissions', 50013, 403));
      return made;
    };
    const { content } = await bring(SEVERAL);
    expect(content).toMatch(/moon\?\nSent to the helpers.*\n> who painted this elephant\?\nI couldn’t post/s);
    expect(inChannel(HELPERS)).toHaveLength(1);
  });

  it('are each told of, and taken back together', async () => {
    const rig = await helped();
    const TELL = 'Tell me when it’s answered';
    // One of them waits already, by itself.
    await rig.press(await rig.ask('who painted this elephant?'), TELL);
    const several = await rig.ask(SEVERAL);
    const told = await rig.press(several, TELL);
    expect(told.content).toMatch(/moon\?\n> who painted this elephant\?\n.*when each of them has an answer/);
    await rig.press(told, 'Don’t tell me');
    for (const question of ['who painted this elephant', 'may I bring my horse to the moon'])
      await teach(rig, question);
    for (const _ of SEVERAL) await rig.worker().work();
    expect(rig.told()).toEqual([]);
    await rig.press(several, TELL);
    for (const _ of SEVERAL) await rig.worker().work();
    expect(
      rig
        .told()
        .map(({ content }) => content.split('\n')[0] ?? '')
        .toSorted(),
    ).toEqual(['> may I bring my horse to the moon?', '> who painted this elephant?']);
  });
});
