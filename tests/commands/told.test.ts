import { Locale } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { createAnswers } from '../../src/answers/create-answers.ts';
import { DiscordRefusal } from '../../src/discord/api.ts';
import { slashInteraction } from '../../src/playground/interactions.ts';
import { fair } from '../fixtures/fair.ts';
import { inServer } from '../fixtures/scenes.ts';
import { directChannelOf } from '../stand-in/local-discord.ts';
import { ADA, GRACE, HERE, helped, labelsOf, MODERATOR, QUESTION, SERVER } from './helped.ts';
import { isPrivate, violationsOf } from './member.ts';

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

  it('is told of what comes to stand in an article', async () => {
    const rig = await helped();
    await rig.press(await rig.ask(), TELL);
    await rig.worker().work();
    const [first, ...others] = fair;
    if (first === undefined) throw new Error('The fair has no article.');
    const entry = first.faq[0];
    if (entry === undefined) throw new Error('Its article has no questions.');
    const horses = { ...entry, id: 'faq/horses', heading: 'May I bring my horse to everyone?', wordings: [] };
    const answers = createAnswers([{ ...first, version: 'next', faq: [horses] }, ...others]);
    await rig.worker(rig.discord.api, rig.store, answers).work();
    expect(rig.told().map(({ embeds }) => embeds[0]?.title)).toEqual(['May I bring my horse to everyone?']);
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
      await rig.store.alerts.claimDue({ now: rig.clock.now, lease: 1, limit: 9, content: 'any' }),
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
});
