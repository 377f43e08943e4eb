import { InteractionType, PermissionFlagsBits, type APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { DiscordRefusal } from '../../src/discord/refusal.ts';
import { componentInteraction, messageCommandInteraction } from '../../src/playground/interactions.ts';
import { MAX_ALERTS } from '../../src/store/alert-store.ts';
import { inServer } from '../fixtures/scenes.ts';
import { faultyStore, unsteadyStore } from '../fixtures/store.ts';
import {
  ADA,
  GRACE,
  HELPER,
  HELPERS,
  HERE,
  helped,
  labelsOf,
  MODERATOR,
  OTHER_HELPER,
  QUESTION,
  SERVER,
  teach,
} from './helped.ts';
import { action, isPrivate } from './member.ts';

describe('a helper', () => {
  it('takes a question and gives it back; nobody else gets it meanwhile', async () => {
    const { bring, brought, press } = await helped();
    await bring();
    const taken = await press(brought(), 'I’ll take it', HELPER);
    expect(taken.content).toContain(`-# <@${HELPER.userId}> takes care of it.`);
    expect(taken.content).toContain('horse');
    expect(taken.embeds[0]?.title).toBe('What I found');
    const refused = await press(taken, 'Give it back', OTHER_HELPER);
    expect(isPrivate(refused)).toBe(true);
    expect(refused.content).toContain(`<@${HELPER.userId}> has taken it already.`);
    const free = await press(taken, 'Give it back', HELPER);
    expect(free.content).not.toContain('takes care');
    expect(labelsOf(free)).toEqual(['I’ll take it', 'Answer']);
  });

  it('who presses twice has it, and gives it back once', async () => {
    const { bring, brought, press } = await helped();
    await bring();
    const message = brought();
    const taken = await press(message, 'I’ll take it', HELPER);
    expect((await press(message, 'I’ll take it', HELPER)).content).toContain('takes care of it');
    await press(taken, 'Give it back', HELPER);
    const again = await press(taken, 'Give it back', HELPER);
    expect(again.content).not.toContain('takes care');
    expect((await press(again, 'I’ll take it', OTHER_HELPER)).content).toContain(OTHER_HELPER.userId);
  });

  it('takes nothing that was answered meanwhile, and its message goes on saying so', async () => {
    const { bring, brought, answer, press } = await helped();
    await bring();
    const before = brought();
    await (
      await answer(before, 'Outside.')
    )();
    for (const label of ['I’ll take it', 'Answer']) {
      expect((await press(before, label, OTHER_HELPER)).content).toContain('answered it already');
    }
    expect(brought().content).toContain(`Answered by <@${HELPER.userId}>`);
    expect(labelsOf(brought())).toEqual([]);
  });

  it('is only who may still write in the channel', async () => {
    const { bring, brought, press } = await helped();
    await bring();
    const reading = inServer({
      userId: HELPER.userId,
      channelId: HELPERS,
      memberPermissions: PermissionFlagsBits.ViewChannel,
    });
    for (const label of ['I’ll take it', 'Answer']) {
      expect((await press(brought(), label, reading)).content).toContain('You need this permission');
    }
    expect(brought().content).not.toContain('takes care');
  });

  it('is nobody any more in a channel that the server no longer has for them', async () => {
    const { bring, brought, answer, press, store, inChannel } = await helped();
    await bring();
    const send = await answer(brought(), 'Outside.');
    for (const helpersChannel of ['810000000000000099', null]) {
      await store.servers.writeSettings(SERVER, { helpersChannel });
      for (const label of ['I’ll take it', 'Answer']) {
        const refused = await press(brought(), label, HELPER);
        expect(refused.content).toContain('Questions no longer come to this channel');
      }
      const kept = await send();
      expect(kept.content).toContain('Questions no longer come to this channel');
      expect(kept.embeds[0]?.description).toBe('Outside.');
    }
    expect(inChannel(HERE)).toEqual([]);
    expect(brought().content).not.toContain('takes care');
    await store.servers.writeSettings(SERVER, { helpersChannel: HELPERS });
    expect((await press(brought(), 'I’ll take it', HELPER)).content).toContain('takes care of it');
  });

  it('answers where it was asked, for everybody, and pings nobody', async () => {
    const { bring, brought, answer, inChannel, discord } = await helped();
    await bring();
    const told = await (await answer(brought(), 'Horses stay *outside*, @everyone.'))();
    const posted = inChannel(HERE).at(-1);
    expect(posted?.content).toBe(`<@${HELPER.userId}> answers <@${ADA.userId}>:`);
    expect(posted?.embeds[0]?.description).toBe('Horses stay *outside*, @everyone.');
    expect(discord.pinged).toEqual([]);
    expect(told.content).toContain(posted?.id ?? 'no message');
    expect(brought().content).toContain(`Answered by <@${HELPER.userId}>`);
    expect(labelsOf(brought())).toEqual([]);
    // A helper who doesn't moderate isn't offered what they may not do.
    expect(labelsOf(told)).toEqual([]);
  });

  it('who moderates teaches the bot the answer with two clicks', async () => {
    const { bring, brought, answer, open, see, ask } = await helped();
    await bring();
    const told = await (await answer(brought(), 'Horses stay outside.', MODERATOR))();
    const { submit } = await open(componentInteraction(MODERATOR, action(told, 'Teach me this')));
    await see(submit(MODERATOR, {}));
    const answered = await ask();
    expect(answered.embeds[0]?.description).toBe('Horses stay outside.');
  });

  it('who doesn’t moderate answers, and a moderator teaches that from the message in the channel', async () => {
    const { bring, brought, answer, open, see, ask, inChannel } = await helped();
    await bring();
    await (
      await answer(brought(), 'Horses stay *outside*.')
    )();
    const [posted] = inChannel(HERE);
    if (posted === undefined) throw new Error('Nothing was posted.');
    const teachThis = messageCommandInteraction(MODERATOR, { name: 'Teach from this', target: posted });
    const { modal, submit } = await open(teachThis);
    expect(JSON.stringify(modal)).not.toContain('Not taken');
    await see(submit(MODERATOR, {}));
    const answered = await ask();
    expect(answered.embeds[0]?.description).toBe('Horses stay *outside*.');
    expect(answered.embeds[0]?.title).toContain('may I bring my');
  });

  it('who comes second is told so, with what they typed', async () => {
    const { bring, brought, answer, inChannel } = await helped();
    await bring();
    const first = await answer(brought(), 'Outside.');
    const second = await answer(brought(), 'Inside!', OTHER_HELPER);
    await first();
    const told = await second();
    expect(told.content).toContain('Somebody else has answered it already');
    expect(told.embeds[0]?.description).toBe('Inside!');
    expect(inChannel(HERE).filter(({ content }) => content.includes('answers'))).toHaveLength(1);
  });

  it('who sends an answer while another one is being posted is told so, and theirs alone comes second', async () => {
    const { bring, brought, answer, inChannel, discord } = await helped();
    await bring();
    const first = await answer(brought(), 'Outside.');
    const second = await answer(brought(), 'Inside!', OTHER_HELPER);
    const real = { ...discord.api };
    let late = 'never sent';
    discord.api.createMessage = async (channelId, body) => {
      discord.api.createMessage = (to, text) => real.createMessage(to, text);
      late = (await second()).content;
      return real.createMessage(channelId, body);
    };
    const told = await first();
    expect(late).toContain('Somebody else has answered it already');
    expect(told.content).toContain('Posted: ');
    const posted = inChannel(HERE).filter(({ content }) => content.includes('answers'));
    expect(posted.map(({ embeds }) => embeds[0]?.description)).toEqual(['Outside.']);
    expect(brought().content).toContain(`Answered by <@${HELPER.userId}>`);
  });

  it('loses nothing that they typed where Discord or the database is away', async () => {
    const { bring, brought, answer, discord, store } = await helped();
    await bring();
    discord.refuse(HERE, new DiscordRefusal('Invalid Form Body', 50035, 400));
    const refused = await (await answer(brought(), 'Outside.'))();
    expect(refused.content).toContain('Discord doesn’t let me post');
    expect(refused.content).toContain('not sent');
    expect(refused.embeds[0]?.description).toBe('Outside.');
    discord.refuse(HERE, null);
    const send = await answer(brought(), 'Outside.');
    store.away = true;
    const away = await send();
    expect(away.content).toContain('can’t reach my database');
    expect(away.embeds[0]?.description).toBe('Outside.');
    store.away = false;
    await send();
    expect(brought().content).toContain('Answered by');
  });

  it.each([
    ['timed out and had posted it', new DiscordRefusal('It took too long.', 0, 0), true],
    ['failed and had posted nothing', new DiscordRefusal('Discord answered with HTTP 502.', 0, 502), false],
  ])(
    'answers once where Discord %s: whoever asked has it by direct message',
    async (_, refusal, isPosted) => {
      const { bring, brought, answer, inChannel, told, worker, discord } = await helped();
      await bring();
      const first = await answer(brought(), 'Outside.');
      const second = await answer(brought(), 'Inside!', OTHER_HELPER);
      const real = { ...discord.api };
      discord.api.createMessage = async (...args) => {
        if (isPosted) await real.createMessage(...args);
        throw refusal;
      };
      const said = await first();
      discord.api.createMessage = (to, body) => real.createMessage(to, body);
      expect(said.content).toContain(`didn’t say whether it posted your answer in <#${HERE}>`);
      expect(said.content).toContain('by direct message, too');
      expect(said.content).not.toContain('not sent');
      expect(said.embeds[0]?.description).toBe('Outside.');
      expect(brought().content).toContain(`Answered by <@${HELPER.userId}>`);
      expect((await second()).content).toContain('Somebody else has answered it already');
      await worker().work();
      await worker().work();
      expect(told().map(({ embeds }) => embeds[0]?.description)).toEqual(['Outside.']);
      const posted = inChannel(HERE).filter(({ content }) => content.includes('answers'));
      expect(posted).toHaveLength(isPosted ? 1 : 0);
    },
  );

  it.each([
    ['whoever asked waits for as many as they may', 'full'],
    ['the database is away', 'away'],
  ])('is not told that nothing was sent where Discord timed out and %s', async (_, why) => {
    const { bring, brought, answer, ask, press, discord, store } = await helped();
    await bring();
    const send = await answer(brought(), 'Outside.');
    if (why === 'full') {
      for (let count = 0; count < MAX_ALERTS.ofMember; count += 1)
        await press(await ask(`may I bring ${count} zebras`), 'Tell me when it’s answered');
    }
    const real = { ...discord.api };
    discord.api.createMessage = async () => {
      store.away = why === 'away';
      throw new DiscordRefusal('It took too long.', 0, 0);
    };
    const said = await send();
    discord.api.createMessage = (to, body) => real.createMessage(to, body);
    expect(said.content).toContain('If it isn’t there, write it there yourself');
    expect(said.content).not.toContain('not sent');
    expect(said.embeds[0]?.description).toBe('Outside.');
    // Nobody posts a second one.
    expect(labelsOf(brought())).toEqual([]);
    expect(brought().content).toContain(`Answered by <@${HELPER.userId}>: <#${HERE}>`);
  });

  it('is not told that nothing was sent where the database goes away once it is posted', async () => {
    const { bring, brought, answer, inChannel, discord, store } = await helped();
    await bring();
    const send = await answer(brought(), 'Outside.');
    const real = { ...discord.api };
    discord.api.createMessage = async (channelId, body) => {
      const posted = await real.createMessage(channelId, body);
      store.away = true;
      return posted;
    };
    const told = await send();
    expect(told.content).toContain(`Posted: https://discord.com/channels/${SERVER}/${HERE}/`);
    expect(told.content).not.toContain('not sent');
    // Nobody posts it a second time.
    expect(labelsOf(brought())).toEqual([]);
    expect(inChannel(HERE).filter(({ content }) => content.includes('answers'))).toHaveLength(1);
  });

  it.each([
    [
      'may no longer write there',
      { ...HELPER, server: HELPER.server && { ...HELPER.server, memberPermissions: 0n } },
      'You need this permission',
      false,
    ],
    ['writes in a question that is forgotten', HELPER, 'no longer know of this question', true],
  ])('loses nothing that they typed where they %s', async (_, scene, why, forgotten) => {
    const { bring, brought, open, see, inChannel, store } = await helped();
    await bring();
    const { submit } = await open(componentInteraction(HELPER, action(brought(), 'Answer')));
    if (forgotten) await store.handovers.deleteExpired(Date.now() + 31 * 86_400_000);
    const told = await see(submit(scene, { answer: 'Outside.' }));
    expect(told.content).toContain(why);
    expect(told.content).toContain('not sent');
    expect(told.embeds[0]?.description).toBe('Outside.');
    expect(inChannel(HERE)).toEqual([]);
  });

  it('loses nothing that they typed where something fails that nobody expects', async () => {
    const store = faultyStore();
    const { bring, brought, answer } = await helped(undefined, { store: unsteadyStore(store) });
    await bring();
    const send = await answer(brought(), 'Outside.');
    store.fault = 'handovers.beginAnswer';
    const told = await send();
    expect(told.content).toMatch(/Sorry[^]*not sent/);
    expect(told.embeds[0]?.description).toBe('Outside.');
    store.fault = null;
    expect((await send()).content).toContain('Posted');
  });

  it('can’t answer with what nobody sees', async () => {
    const { bring, brought, answer } = await helped();
    await bring();
    const told = await (await answer(brought(), '\u200b \u2800'))();
    expect(told.content).toContain('Write an answer.');
    expect(labelsOf(brought())).toContain('Answer');
  });

  it('can’t hide behind a label where a link leads, unless they moderate', async () => {
    const LINKS = 'See [fair.example](https://evil.example/x), [[a]](<https://evil.example>) or a[0](1).';
    const { bring, brought, answer, inChannel, told, worker, press, ask } = await helped();
    await bring();
    await press(await ask(), 'Tell me when it’s answered');
    await (
      await answer(brought(), LINKS)
    )();
    await worker().work();
    for (const message of [inChannel(HERE).at(-1), told()[0]]) {
      expect(message?.embeds[0]?.description).toBe(
        'See [fair.example]\\(https://evil.example/x), [[a]]\\(<https://evil.example>) or a[0](1).',
      );
    }
    await bring('is the moon cheese');
    await (
      await answer(brought(), LINKS, MODERATOR)
    )();
    expect(inChannel(HERE).at(-1)?.embeds[0]?.description).toBe(LINKS);
  });

  it.each([
    ['where everybody sees it', {}],
    ['in private', { private: true }],
  ])(
    'reads before they write that all who wait get it, of a question that was asked %s',
    async (_, values) => {
      const { bring, brought, open } = await helped();
      await bring(QUESTION, ADA, values);
      const { modal } = await open(componentInteraction(HELPER, action(brought(), 'Answer')));
      expect(JSON.stringify(modal)).toContain('to all who wait for it.');
    },
  );

  it('answers somebody who asked in private by direct message alone', async () => {
    const { bring, brought, answer, inChannel, told, worker } = await helped();
    const said = await bring(QUESTION, ADA, { private: true });
    expect(said.content).toContain('by direct message');
    const before = inChannel(HERE).length;
    await (
      await answer(brought(), 'Outside.')
    )();
    expect(inChannel(HERE)).toHaveLength(before);
    await worker().work();
    expect(told().map(({ embeds }) => embeds[0]?.description)).toEqual(['Outside.']);
    expect(told()[0]?.content).toContain(`<@${HELPER.userId}> answers`);
  });

  it('answers by direct message where the bot may reply but not write', async () => {
    const { bring, brought, answer, inChannel, told, worker } = await helped();
    const mute = inServer({ botPermissions: PermissionFlagsBits.ViewChannel });
    const said = await bring(QUESTION, mute);
    expect(said.content).toContain('by direct message');
    expect((await (await answer(brought(), 'Outside.'))()).content).toContain('by direct message');
    await worker().work();
    expect(told().map(({ embeds }) => embeds[0]?.description)).toEqual(['Outside.']);
    expect(inChannel(HERE)).toEqual([]);
  });

  it.each([
    ['was deleted', 'Unknown Channel', 10003, 404],
    ['was closed to the bot', 'Missing Permissions', 50013, 403],
  ])('answers by direct message where the channel %s meanwhile', async (_, why, code, status) => {
    const { bring, brought, answer, told, worker, discord } = await helped();
    await bring();
    discord.refuse(HERE, new DiscordRefusal(why, code, status));
    const said = await (await answer(brought(), 'Outside.'))();
    expect(said.content).toContain(`can’t post in <#${HERE}> any more`);
    expect(brought().content).toContain('by direct message');
    await worker().work();
    expect(told().map(({ embeds }) => embeds[0]?.description)).toEqual(['Outside.']);
  });

  it('leaves nobody waiting for more where another helper answered while the channel was closed', async () => {
    const { bring, brought, answer, told, worker, discord, store, see, open } = await helped();
    await bring();
    const send = await answer(brought(), 'Outside.');
    const [, , id = ''] = action(brought(), 'Answer').customId.split(':');
    discord.api.createMessage = async () => {
      await store.handovers.close(SERVER, id, Date.now());
      throw new DiscordRefusal('Missing Permissions', 50013, 403);
    };
    expect((await send()).content).toContain('answered');
    await teach({ see, open });
    await worker().work();
    expect(told()).toEqual([]);
    expect(await store.alerts.claimDue({ now: Date.now() * 2, lease: 1, limit: 9, library: 'x' })).toEqual(
      [],
    );
  });

  it('is told where whoever asked in private waits no longer', async () => {
    const { bring, brought, answer, press, ask, told, worker } = await helped();
    await bring(QUESTION, ADA, { private: true });
    const standing = await press(await ask(), 'Tell me when it’s answered');
    await press(standing, 'Don’t tell me');
    expect((await (await answer(brought(), 'Outside.'))()).content).toContain('no longer waits');
    await worker().work();
    expect(told()).toEqual([]);
  });
});

describe('a button or a form that nobody was shown', () => {
  /** What the buttons of the question carry, with something else in the place of one of its parts. */
  const forged = (message: APIMessage, change: (parts: string[]) => void) => {
    const parts = action(message, 'Answer').customId.split(':');
    change(parts);
    return parts.join(':');
  };
  const FOREIGN = '800000000000000099';
  const CHANGES = [
    ['posts in another channel, which may be another server’s', (parts: string[]) => (parts[5] = FOREIGN)],
    ['names another member as who asked', (parts: string[]) => (parts[4] = GRACE.userId)],
    ['shows to all what was asked in private', (parts: string[]) => (parts[3] = 'a')],
    ['has no signature', (parts: string[]) => parts.pop()],
    ['has another’s signature', (parts: string[]) => (parts[7] = 'AAAAAAAA')],
  ] as const;

  it.each(CHANGES)('does nothing where it %s', async (_, change) => {
    const { bring, brought, open, see, inChannel, discord } = await helped();
    await bring(QUESTION, ADA, { private: true });
    const customId = forged(brought(), change);
    await see(componentInteraction(HELPER, { message: brought(), customId }));
    const { modal, submit } = await open(componentInteraction(HELPER, action(brought(), 'Answer')));
    const form = submit(HELPER, { answer: 'Buy now!' });
    if (form.type !== InteractionType.ModalSubmit) throw new Error('It is no form.');
    expect(modal.custom_id).toBe(action(brought(), 'Answer').customId);
    await see({ ...form, data: { ...form.data, custom_id: customId } });
    for (const channel of [HERE, FOREIGN]) expect(inChannel(channel)).toEqual([]);
    expect(discord.pinged).toEqual([]);
    expect(labelsOf(brought())).toContain('Answer');
  });

  it('does nothing in another server, where somebody knows what it carries', async () => {
    const { bring, brought, see, inChannel } = await helped();
    await bring();
    const elsewhere = {
      ...HELPER,
      server: HELPER.server && { ...HELPER.server, id: '900000000000000002' },
    };
    const claim = componentInteraction(elsewhere, action(brought(), 'I’ll take it'));
    expect((await see(claim)).content).toContain('no longer know');
    const answered = await see(componentInteraction(elsewhere, action(brought(), 'Answer')));
    expect(answered.content).toContain('no longer know');
    expect(inChannel(HERE)).toEqual([]);
  });

  it('does nothing in another channel of the server, where its members may write', async () => {
    const { bring, brought, see } = await helped();
    await bring();
    const claimed = await see(componentInteraction(GRACE, action(brought(), 'I’ll take it')));
    expect(claimed.content).toContain('no longer know');
    expect(brought().content).not.toContain('takes care');
  });
});
