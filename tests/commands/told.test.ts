import { Locale } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Answers } from '../../src/answers/answers.ts';
import { createAnswers } from '../../src/answers/create-answers.ts';
import { libraryVersion } from '../../src/content/library-version.ts';
import type { Library } from '../../src/content/pack.ts';
import { DiscordRefusal } from '../../src/discord/refusal.ts';
import { ALL_ARTICLES } from '../../src/store/article-choice-store.ts';
import { choiceRevision } from '../../src/store/article-choices.ts';
import { fair, packOf } from '../fixtures/fair.ts';
import { inServer } from '../fixtures/scenes.ts';
import { directChannelOf } from '../stand-in/local-discord.ts';
import { ADA, GRACE, helped, HELPERS, HERE, labelsOf, QUESTION, SERVER, teach } from './helped.ts';
import { isPrivate, violationsOf } from './member.ts';

describe('who wants to be told', () => {
  const TELL = 'Tell me when it’s answered';

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

  it('takes it back by the button below, and not by pressing twice', async () => {
    const rig = await helped();
    const none = await rig.ask();
    await rig.press(none, TELL);
    const again = await rig.press(none, TELL);
    expect(again.content).toContain('one direct message');
    expect(violationsOf(again)).toEqual([]);
    await teach(rig);
    await rig.worker().work();
    expect(rig.told()).toHaveLength(1);
    const another = await rig.press(await rig.ask('is the moon cheese'), TELL);
    const back = await rig.press(another, 'Don’t tell me');
    expect(back.content).toContain('won’t send you a message');
    expect(labelsOf(back)).toEqual([]);
    await teach(rig, 'is the moon cheese');
    await rig.worker().work();
    expect(rig.told()).toHaveLength(1);
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
      // Somebody may have taught the answer before they pressed.
      expect(before.asked.times).toBe(1);
      current = after;
      for (let look = 0; look < 3; look += 1) await worker.work();
      expect(after.asked.times).toBe(1);
    });

    it('is told once the article is turned on where it was asked', async () => {
      const rig = await helped({ helpersChannel: HELPERS }, { library: [...fair, HORSES] });
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

  it('is told of an answer that was taught before they pressed', async () => {
    const rig = await helped();
    const none = await rig.ask();
    await teach(rig);
    await rig.press(none, TELL);
    await rig.worker().work();
    expect(rig.told()).toHaveLength(1);
  });

  it('is told once by two bots at a time, and by one that takes over from one that died', async () => {
    const rig = await helped();
    await rig.press(await rig.ask(), TELL);
    await teach(rig);
    // It sends the message, and dies before it notes that; Discord knows the nonce no longer.
    const dying = { ...rig.discord.api };
    const sent = new Promise<void>((resolve) => {
      dying.createMessage = async (channelId, body) => {
        await rig.discord.api.createMessage(channelId, { ...body, nonce: 'forgotten' });
        resolve();
        return new Promise(() => undefined);
      };
    });
    void rig.worker(dying).work();
    await sent;
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

  it('is forgotten where they take no direct messages, and tried again whatever else Discord refuses', async () => {
    const rig = await helped();
    await rig.press(await rig.ask(), TELL);
    await teach(rig);
    const direct = directChannelOf(ADA.userId);
    const attempt = async (...refusal: ConstructorParameters<typeof DiscordRefusal> | []) => {
      rig.discord.refuse(direct, refusal.length === 0 ? null : new DiscordRefusal(...refusal));
      rig.clock.now += 2 * 60 * 60_000;
      await rig.worker().work();
      return rig.told().length;
    };
    expect(await attempt('Internal Server Error', 0, 500)).toBe(0);
    // As where the bot sends too many, or its token was reset.
    expect(await attempt('Opening direct messages too fast', 40003, 403)).toBe(0);
    expect(await attempt('Unauthorized', 0, 401)).toBe(0);
    expect(await attempt()).toBe(1);
    await rig.press(await rig.ask('is the moon cheese'), TELL);
    await teach(rig, 'is the moon cheese');
    expect(await attempt('Cannot send messages to this user', 50007, 403)).toBe(1);
    expect(await attempt()).toBe(1);
  });

  it('is told also where telling somebody else fails over and over', async () => {
    const rig = await helped();
    await rig.press(await rig.ask(), TELL);
    await rig.press(await rig.ask(QUESTION, {}, GRACE), TELL, GRACE);
    await teach(rig);
    const broken = { ...rig.discord.api };
    broken.openDirectMessage = (userId) =>
      userId === ADA.userId ? Promise.reject(new Error('broken')) : rig.discord.api.openDirectMessage(userId);
    const worker = rig.worker(broken);
    for (let work = 0; work < 3; work += 1) rig.clock.now += await worker.work();
    expect(rig.told(GRACE)).toHaveLength(1);
    for (let hour = 0; hour < 3; hour += 1) {
      rig.clock.now += 60 * 60_000;
      await worker.work();
    }
    await rig.worker().work();
    rig.clock.now += 2 * 60 * 60_000;
    await rig.worker().work();
    expect(rig.told(ADA)).toHaveLength(1);
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

  it('is told a helper’s answer also where that comes while they are told of another', async () => {
    const rig = await helped();
    await rig.bring();
    await rig.press(await rig.ask(), TELL);
    await teach(rig);
    const slow = { ...rig.discord.api };
    slow.createMessage = async (channelId, body) => {
      const sent = await rig.discord.api.createMessage(channelId, body);
      if (rig.told().length === 1) await (await rig.answer(rig.brought(), 'Ponies may come in.'))();
      return sent;
    };
    const worker = rig.worker(slow);
    for (let work = 0; work < 3; work += 1) rig.clock.now += await worker.work();
    const said = rig.told().map(({ embeds }) => embeds[0]?.description);
    expect(said).toEqual(['Horses stay outside.', 'Ponies may come in.']);
  });
});
