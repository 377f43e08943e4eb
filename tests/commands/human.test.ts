import { Locale, PermissionFlagsBits, type APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Answers } from '../../src/answers/answers.ts';
import { createAnswers } from '../../src/answers/create-answers.ts';
import { libraryVersion } from '../../src/content/library-version.ts';
import type { Library } from '../../src/content/pack.ts';
import { createAlertWorker } from '../../src/discord/human/alert-worker.ts';
import { DiscordRefusal } from '../../src/discord/api.ts';
import { componentInteraction, slashInteraction } from '../../src/playground/interactions.ts';
import { choiceRevision } from '../../src/store/article-choices.ts';
import { ALL_ARTICLES, type ServerSettings } from '../../src/store/store.ts';
import { fair, packOf } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { asModerator, inDirectMessage, inServer, READING } from '../fixtures/scenes.ts';
import { unsteadyStore } from '../fixtures/store.ts';
import { directChannelOf } from '../stand-in/local-discord.ts';
import { action, actionsOf, bot, isPrivate, violationsOf } from './member.ts';

const SERVER = inServer().server?.id ?? '';
const HERE = inServer().channelId;
const HELPERS = '810000000000000001';
const ADA = inServer();
const GRACE = inServer({ userId: '700000000000000002' });
const HELPER = inServer({ userId: '700000000000000003', channelId: HELPERS });
const OTHER_HELPER = inServer({ userId: '700000000000000004', channelId: HELPERS });
const MODERATOR = asModerator({
  userId: '700000000000000005',
  channelId: HELPERS,
  memberPermissions: READING | PermissionFlagsBits.ManageMessages,
});

/** The article tells nothing of it, and nothing near it. */
const QUESTION = 'may I bring my *horse* to @everyone?';

const labelsOf = (message: APIMessage) => actionsOf(message).map(({ label }) => label);
type Scene = typeof ADA;

/** A server with helpers, and what its people see. */
async function helped(
  chosen: Partial<ServerSettings> = { helpersChannel: HELPERS },
  library: Library = fair,
) {
  const store = unsteadyStore();
  const { see, open, context, discord } = bot(library, { store });
  await store.servers.writeSettings(SERVER, chosen);
  const { sealing } = context.keys;
  if (sealing === null) throw new Error('These keys seal.');
  // Before the ids that the stand-in gives to messages.
  const clock = { now: Date.UTC(2016, 6, 1) };
  /** Of a process that has these answers. */
  const worker = (api = discord.api, answers = () => context.answers) =>
    createAlertWorker({
      store,
      discord: api,
      answers,
      sealing,
      log: recordedLog().log,
      now: () => clock.now,
    });
  const press = (message: APIMessage, label: string, scene: Scene = ADA) =>
    see(componentInteraction(scene, action(message, label)));
  const ask = (question = QUESTION, values = {}, scene: Scene = ADA) =>
    see(slashInteraction(scene, { name: 'ask', values: { question, ...values } }));
  /** What everybody sees there. */
  const inChannel = (channelId: string) =>
    discord.channel(channelId).filter((message) => !isPrivate(message));
  /** From the question to the helpers' message. */
  const bring = async (question = QUESTION, scene: Scene = ADA, values = {}) => {
    const confirmed = await press(await ask(question, values, scene), 'Ask a human', scene);
    const { messages } = await discord.send(componentInteraction(scene, action(confirmed, 'Send it')));
    const said = messages.find(({ message }) => message.id === confirmed.id)?.message;
    if (said === undefined) throw new Error('The asker is told nothing.');
    return said;
  };
  const brought = () => {
    const last = inChannel(HELPERS).at(-1);
    if (last === undefined) throw new Error('Nothing came to the helpers.');
    return last;
  };
  /** A helper answers; what they are told. */
  const answer = async (message: APIMessage, text: string, scene: Scene = HELPER) => {
    const { submit } = await open(componentInteraction(scene, action(message, 'Answer')));
    return async () => {
      const { messages } = await discord.send(submit(scene, { answer: text }));
      const told = messages.find(({ message: one }) => isPrivate(one))?.message;
      if (told === undefined) throw new Error('The helper is told nothing.');
      return told;
    };
  };
  const told = (scene: Scene = ADA) => inChannel(directChannelOf(scene.userId));
  return {
    store,
    see,
    open,
    ask,
    press,
    bring,
    brought,
    answer,
    told,
    inChannel,
    worker,
    clock,
    discord,
  };
}

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
      'Their answer comes here, for everybody to see.',
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

  it('are each told of, and both are taken back together', async () => {
    const rig = await helped();
    const TELL = 'Tell me when it’s answered';
    const several = await rig.ask(SEVERAL);
    expect((await rig.press(several, TELL)).content).toContain('when each of them has an answer');
    // One of them waits already, by itself.
    expect((await rig.press(await rig.ask('who painted this elephant?'), TELL)).content).toContain(
      'I won’t send',
    );
    expect((await rig.press(several, TELL)).content).toContain('when each of them has an answer');
    expect((await rig.press(several, TELL)).content).toContain('I won’t send');
    await rig.press(several, TELL);
    for (const [question, text] of [
      ['Who painted this elephant?', 'A child.'],
      ['May I bring my horse to the moon?', 'No.'],
    ] as const) {
      const { submit } = await rig.open(slashInteraction(MODERATOR, { name: 'faq', subcommand: 'add' }));
      await rig.see(submit(MODERATOR, { question, answer: text }));
      for (const _ of SEVERAL) await rig.worker().work();
    }
    expect(rig.told().map(({ embeds }) => embeds[0]?.description)).toEqual(['A child.', 'No.']);
    expect(rig.told()[0]?.content).toContain('> who painted this elephant?');
  });
});

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

  it('loses nothing that they typed where Discord or the database is away', async () => {
    const { bring, brought, answer, discord, store } = await helped();
    await bring();
    discord.refuse(HERE, new DiscordRefusal('Missing Permissions', 50013, 403));
    const refused = await (await answer(brought(), 'Outside.'))();
    expect(refused.content).toContain('Discord doesn’t let me post');
    expect(refused.embeds[0]?.description).toBe('Outside.');
    discord.refuse(HERE, null);
    const send = await answer(brought(), 'Outside.');
    store.away = true;
    expect((await send()).embeds[0]?.description).toBe('Outside.');
    store.away = false;
    await send();
    expect(brought().content).toContain('Answered by');
  });

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
});

describe('who wants to be told', () => {
  const TELL = 'Tell me when it’s answered';
  const teach = async (
    { open, see }: Awaited<ReturnType<typeof helped>>,
    question = 'may I bring my horse to @everyone',
  ) => {
    const { submit } = await open(slashInteraction(MODERATOR, { name: 'faq', subcommand: 'add' }));
    return see(submit(MODERATOR, { question, answer: 'Horses stay outside.' }));
  };

  it('gets one direct message once a moderator adds what answers it', async () => {
    const rig = await helped();
    const { ask, press, told, worker, store } = rig;
    const said = await press(await ask(), TELL);
    expect(isPrivate(said)).toBe(true);
    expect(said.content).toContain('one direct message');
    await worker().work();
    expect(told()).toEqual([]);
    await teach(rig);
    await worker().work();
    await worker().work();
    expect(told()).toHaveLength(1);
    const [message] = told();
    expect(message?.content).toContain('may I bring my \\*horse\\*');
    expect(message?.content).toContain(`<#${HERE}>`);
    expect(message?.embeds[0]?.description).toBe('Horses stay outside.');
    expect(message === undefined ? ['none'] : violationsOf(message)).toEqual([]);
    expect(await store.servers.purge(SERVER)).toBeGreaterThan(0);
  });

  it('gets it in their own language', async () => {
    const rig = await helped();
    const french = inServer({ locale: Locale.French });
    const none = await rig.ask(QUESTION, {}, french);
    expect(labelsOf(none)).toContain('Demander à un humain');
    await rig.press(none, 'Me prévenir de la réponse', french);
    await teach(rig);
    await rig.worker().work();
    expect(rig.told()[0]?.content).toContain('il y a maintenant une réponse');
  });

  describe('where the articles change', () => {
    const HORSES = packOf(
      `---\ntitle: Horses\nsource: "The stable"\n---\nHorses.\n\n## FAQ\n### May I bring my horse to everyone?\nHorses stay outside.\n`,
      'en',
      'horses',
    );

    /** These answers, and how many questions they were asked. */
    function counted(library: Library) {
      const answers = createAnswers(library);
      const asked = { times: 0 };
      const ask: Answers['ask'] = (...args) => {
        asked.times += 1;
        return answers.ask(...args);
      };
      return { answers: { ...answers, ask }, asked };
    }

    it('is told once by one of several new releases, and not by an old one beside them', async () => {
      const rig = await helped();
      await rig.press(await rig.ask(), TELL);
      await rig.worker().work();
      expect(rig.told()).toEqual([]);
      const after = [...fair, HORSES];
      const fresh = [1, 2, 3].map(() => rig.worker(rig.discord.api, () => createAnswers(after)));
      await Promise.all(fresh.map((each) => each.work()));
      await Promise.all([rig.worker(), ...fresh].map((each) => each.work()));
      expect(rig.told().map(({ embeds }) => embeds[0]?.description)).toEqual(['Horses stay outside.']);
    });

    it('is told of nothing that a new release no longer says, by the old one beside it', async () => {
      const rig = await helped({ helpersChannel: HELPERS });
      await rig.press(await rig.ask(), TELL);
      const old = rig.worker(rig.discord.api, () => createAnswers([...fair, HORSES]));
      await rig.store.servedLibrary.isNewest(
        { version: libraryVersion([...fair, HORSES]), former: null },
        { now: rig.clock.now, lease: 60_000 },
      );
      await rig.worker().work();
      rig.clock.now += 10_000;
      await old.work();
      await teach(rig, 'is there wifi?');
      await old.work();
      expect(rig.told()).toEqual([]);
      // Once nobody serves the new one any more, it answers again.
      rig.clock.now += 60 * 60_000;
      await old.work();
      expect(rig.told()).toHaveLength(1);
    });

    it('is asked once for each change, and not again and again', async () => {
      const rig = await helped();
      await rig.press(await rig.ask(), TELL);
      const before = counted(fair);
      const after = counted([...fair, packOf('---\ntitle: Tea\nsource: "Tea"\n---\nTea.\n', 'en', 'tea')]);
      let current = before;
      const worker = rig.worker(rig.discord.api, () => current.answers);
      for (let look = 0; look < 3; look += 1) await worker.work();
      expect(before.asked.times).toBe(0);
      current = after;
      for (let look = 0; look < 3; look += 1) await worker.work();
      expect(after.asked.times).toBe(1);
    });

    it('is told once the article is turned on where it was asked', async () => {
      const rig = await helped({ helpersChannel: HELPERS }, [...fair, HORSES]);
      const off = { on: ['fair'], first: [] };
      await rig.store.articleChoices.change(SERVER, null, { seen: choiceRevision(ALL_ARTICLES), to: off });
      await rig.press(await rig.ask(), TELL);
      const turnOn = (channelId: string) =>
        rig.store.articleChoices.change(SERVER, channelId, {
          seen: choiceRevision(null),
          to: { on: ['fair', 'horses'], first: [] },
        });
      const worker = rig.worker();
      await turnOn(HELPERS);
      for (let look = 0; look < 3; look += 1) await worker.work();
      expect(rig.told()).toEqual([]);
      await turnOn(HERE);
      for (let look = 0; look < 3; look += 1) await worker.work();
      expect(rig.told().map(({ embeds }) => embeds[0]?.description)).toEqual(['Horses stay outside.']);
    });

    it('waits for the vectors of the articles, which might answer better', async () => {
      const rig = await helped();
      await rig.press(await rig.ask(), TELL);
      const { answers, asked } = counted([...fair, HORSES]);
      let isReady: (vectors: boolean) => void = () => {};
      const ready = new Promise<boolean>((resolve) => {
        isReady = resolve;
      });
      const worker = rig.worker(rig.discord.api, () => ({ ...answers, ready }));
      await worker.work();
      expect(asked.times).toBe(0);
      isReady(true);
      await worker.work();
      expect(rig.told()).toHaveLength(1);
    });
  });

  it('takes it back by pressing again', async () => {
    const rig = await helped();
    const none = await rig.ask();
    await rig.press(none, TELL);
    expect((await rig.press(none, TELL)).content).toContain('won’t send you a message');
    await teach(rig);
    await rig.worker().work();
    expect(rig.told()).toEqual([]);
  });

  it('is told once by two bots at a time, and by one that takes over from one that died', async () => {
    const rig = await helped();
    await rig.press(await rig.ask(), TELL);
    await teach(rig);
    // It sends the message, and dies before it notes that; Discord knows the nonce no longer.
    const dying = { ...rig.discord.api };
    dying.createMessage = async (channelId, body) => {
      await rig.discord.api.createMessage(channelId, { ...body, nonce: 'forgotten' });
      throw new Error('killed');
    };
    await rig.worker(dying).work();
    expect(rig.told()).toHaveLength(1);
    await Promise.all([rig.worker().work(), rig.worker().work()]);
    expect(rig.told()).toHaveLength(1);
    rig.clock.now += 10 * 60_000;
    await Promise.all([rig.worker().work(), rig.worker().work()]);
    expect(rig.told()).toHaveLength(1);
    rig.clock.now += 10 * 60_000;
    expect(
      await rig.store.alerts.claimDue({ now: rig.clock.now, lease: 1, limit: 9, library: 'any' }),
    ).toEqual([]);
  });

  it('is forgotten where they take no direct messages, and tried again where Discord is away', async () => {
    const rig = await helped();
    await rig.press(await rig.ask(), TELL);
    await teach(rig);
    const direct = directChannelOf(ADA.userId);
    rig.discord.refuse(direct, new DiscordRefusal('Internal Server Error', 0, 500));
    await rig.worker().work();
    rig.discord.refuse(direct, new DiscordRefusal('Cannot send messages to this user', 50007, 403));
    rig.clock.now += 10 * 60_000;
    await rig.worker().work();
    rig.discord.refuse(direct, null);
    rig.clock.now += 60 * 60_000;
    await rig.worker().work();
    expect(rig.told()).toEqual([]);
  });

  it('is told by whoever answers in the helpers’ channel, too', async () => {
    const rig = await helped();
    await rig.bring();
    await rig.press(await rig.ask(QUESTION, {}, GRACE), TELL, GRACE);
    await (
      await rig.answer(rig.brought(), 'Outside.')
    )();
    await rig.worker().work();
    expect(rig.told(GRACE).map(({ embeds }) => embeds[0]?.description)).toEqual(['Outside.']);
    expect(rig.told(ADA)).toEqual([]);
  });
});
