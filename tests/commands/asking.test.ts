import { Locale } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import {
  componentInteraction,
  messageCommandInteraction,
  slashInteraction,
  snowflake,
  userOf,
} from '../../src/playground/interactions.ts';
import { ALL_ARTICLES } from '../../src/store/article-choice-store.ts';
import { choiceRevision } from '../../src/store/article-choices.ts';
import { DEFAULT_SETTINGS, type ServerSettings } from '../../src/store/store.ts';
import { fair } from '../fixtures/fair.ts';
import { inDirectMessage, inServer } from '../fixtures/scenes.ts';
import { ownStore, unsteadyStore } from '../fixtures/store.ts';
import { moderator } from './faq/moderating.ts';
import { action, actionsOf, bot, isPrivate } from './member.ts';

const SERVER = inServer().server?.id ?? '';
const HERE = inServer().channelId;

const ask = (question: string, values = {}, scene = inServer()) =>
  slashInteraction(scene, { name: 'ask', values: { question, ...values } });
const faq = (question: string, scene = inServer()) =>
  slashInteraction(scene, { name: 'fair', subcommand: 'faq', values: { question } });

/** The bot in a server that chose something. */
async function choosing(chosen: Partial<ServerSettings>) {
  const store = ownStore();
  await store.servers.writeSettings(SERVER, { ...DEFAULT_SETTINGS, ...chosen });
  return bot(fair, { store });
}

describe('a server that keeps answers private', () => {
  it('shows them to the asker only, unless they choose to show one', async () => {
    const { see } = await choosing({ publicAnswers: false });
    expect(isPrivate(await see(ask('parking fee')))).toBe(true);
    expect(isPrivate(await see(ask('parking fee', { private: false })))).toBe(false);
    expect(isPrivate(await see(faq('parking fee')))).toBe(true);
    expect(isPrivate(await see(ask('parking fee', {}, inDirectMessage())))).toBe(false);
  });

  it('shows what was picked to the asker only, too, with buttons in its own language', async () => {
    const { see } = await choosing({ publicAnswers: false });
    const scene = inServer({ locale: Locale.French });
    const unsure = await see(ask('the square', {}, scene));
    const [first] = actionsOf(unsure);
    const picked = await see(componentInteraction(scene, action(unsure, first?.label ?? '')));
    expect(isPrivate(picked)).toBe(true);
    expect(actionsOf(picked).map(({ label }) => label)).toContain('👍 Helpful');
  });

  it('shows what was picked to the asker only where the server chose so meanwhile', async () => {
    const { see, store } = await choosing({});
    const unsure = await see(ask('the square'));
    const pick = componentInteraction(inServer(), action(unsure, actionsOf(unsure)[0]?.label ?? ''));
    expect(isPrivate(await see(pick))).toBe(false);
    await store.servers.writeSettings(SERVER, { publicChannels: ['800000000000000099'] });
    expect(isPrivate(await see({ ...pick, id: snowflake() }))).toBe(true);
  });

  it('shows what was picked to the asker only where its article was switched off meanwhile', async () => {
    const { see, store } = await choosing({});
    const unsure = await see(ask('the square'));
    const pick = componentInteraction(inServer(), action(unsure, actionsOf(unsure)[0]?.label ?? ''));
    const seen = choiceRevision(ALL_ARTICLES);
    await store.articleChoices.change(SERVER, null, { seen, to: { on: [], first: [] } });
    expect(isPrivate(await see(pick))).toBe(true);
  });

  it('keeps the answer to a message private, too', async () => {
    const { see, discord } = await choosing({ publicAnswers: false });
    const target = discord.post(HERE, userOf('700000000000000009', 'grace'), 'parking fee');
    const answered = await see(messageCommandInteraction(inServer(), { name: 'Answer this', target }));
    expect(answered.embeds[0]?.title).toBe('How much is parking?');
    expect(isPrivate(answered)).toBe(true);
  });
});

describe('a server whose choice nobody can know, as the database is away from the start on', () => {
  it('gets private answers, even where somebody would show one, until it can be read', async () => {
    const store = unsteadyStore();
    store.away = true;
    const { see } = bot(fair, { store });
    const answers = [await see(ask('parking fee')), await see(ask('parking fee', { private: false }))];
    expect(answers.map(isPrivate)).toEqual([true, true]);
    expect(answers.map(({ embeds }) => embeds[0]?.title)).toEqual(Array(2).fill('How much is parking?'));
    store.away = false;
    expect(isPrivate(await see(ask('parking fee')))).toBe(false);
    store.away = true;
    expect(isPrivate(await see(ask('parking fee')))).toBe(false);
  });
});

describe('a server that chose channels for public answers', () => {
  it('shows them there alone', async () => {
    const { see } = await choosing({ publicChannels: [HERE] });
    const elsewhere = inServer({ channelId: '800000000000000007' });
    expect(isPrivate(await see(ask('parking fee')))).toBe(false);
    expect(isPrivate(await see(ask('parking fee', {}, elsewhere)))).toBe(true);
    expect(isPrivate(await see(ask('parking fee', { private: false }, elsewhere)))).toBe(true);
    expect(isPrivate(await see(faq('parking fee', elsewhere)))).toBe(true);
  });
});

describe('a server that chose a cooldown', () => {
  it('lets a member wait between two questions, and tells them alone how long', async () => {
    const { see } = await choosing({ cooldownSeconds: 900 });
    await see(ask('parking fee'));
    const told = await see(ask('opening hours'));
    expect(told.content).toMatch(/Please wait \d+ seconds/);
    expect(isPrivate(told)).toBe(true);
    expect((await see(faq('opening hours'))).content).toContain('Please wait');
    const other = inServer({ userId: '700000000000000005' });
    expect((await see(ask('opening hours', {}, other))).embeds[0]?.title).toBe('When does the fair open?');
    expect((await see(ask('opening hours', {}, inDirectMessage()))).embeds).toHaveLength(1);
  });

  it('counts questions alone: who exports entries may ask at once, and what they asked before still counts', async () => {
    const store = ownStore();
    await store.servers.writeSettings(SERVER, { ...DEFAULT_SETTINGS, cooldownSeconds: 900 });
    let now = 0;
    const { see } = bot(fair, { store, now: () => now });
    const scene = moderator;
    const exporting = slashInteraction(scene, { name: 'faq', subcommand: 'export' });
    expect((await see(exporting)).content).toContain('Nothing was added here');
    expect((await see(ask('parking fee', {}, scene))).embeds[0]?.title).toBe('How much is parking?');
    now = 600_000;
    expect((await see(exporting)).content).toContain('Nothing was added here');
    now = 899_000;
    expect((await see(ask('opening hours', {}, scene))).content).toContain('Please wait 1 second');
    now = 900_000;
    expect((await see(ask('opening hours', {}, scene))).embeds[0]?.title).toBe('When does the fair open?');
  });
});

describe('a server that chose how sure an answer must be', () => {
  it('gets answers more or less often', async () => {
    const question = 'can I take trams somewhere';
    const { see } = await choosing({ confidence: 'careful' });
    expect((await see(ask(question))).content).toContain('Is it one of these?');
    const eager = await choosing({ confidence: 'eager' });
    expect((await eager.see(ask(question))).embeds).toHaveLength(1);
  });
});

describe('what was asked', () => {
  it('is counted by its outcome, and kept with how often', async () => {
    const { see, store } = await choosing({});
    for (const question of ['parking fee', 'parking fee', 'the square', 'qwzx vbnm'])
      await see(ask(question));
    const [today] = await store.figures.days(SERVER, '2000-01-01');
    expect(today).toMatchObject({ answered: 2, suggested: 1, missed: 1 });
    const asked = await store.questions.mostAsked(SERVER, 0, 10);
    expect(asked.map(({ text, times }) => [text, times])).toContainEqual(['parking fee', 2]);
  });

  it('is counted, but not kept, where a server keeps none; its answers can be voted on all the same', async () => {
    const { see, store } = await choosing({ keepingDays: 0 });
    const answer = await see(ask('parking fee'));
    expect(await store.questions.mostAsked(SERVER, 0, 10)).toEqual([]);
    await expect.poll(() => store.figures.days(SERVER, '2000-01-01')).toMatchObject([{ answered: 1 }]);
    await see(componentInteraction(inServer(), action(answer, '👎 Not helpful')));
    expect(await store.votes.tally(SERVER)).toMatchObject([{ unhelpful: 1 }]);
  });

  it('by way of another member’s message is counted, and not a word of it is kept', async () => {
    const { see, discord, store } = await choosing({});
    const answering = (content: string) => {
      const target = discord.post(HERE, userOf('700000000000000009', 'grace'), content);
      return see(messageCommandInteraction(inServer(), { name: 'Answer this', target }));
    };
    const answer = await answering('parking fee');
    const unsure = await answering('the square');
    await answering('Dear <@700000000000000099>, call me at 555-1234 about my illness');
    await see(componentInteraction(inServer(), action(answer, '👎 Not helpful')));
    const picked = await see(
      componentInteraction(inServer(), action(unsure, actionsOf(unsure)[0]?.label ?? '')),
    );
    await see(componentInteraction(inServer(), action(picked, '👍 Helpful')));
    expect(await store.votes.tally(SERVER)).toHaveLength(2);
    await expect
      .poll(() => store.figures.days(SERVER, '2000-01-01'))
      .toMatchObject([{ answered: 1, suggested: 1, missed: 1 }]);
    expect(await store.questions.mostAsked(SERVER, 0, 10)).toEqual([]);
    expect(await store.questions.countWaiting(SERVER)).toBe(0);
  });
});

describe('an answer to a message', () => {
  it('is in one language: the asker’s where only they see it, the server’s where all do', async () => {
    const scene = inServer({ locale: Locale.French });
    const saying = async (publicAnswers: boolean) => {
      const { see, discord } = await choosing({ publicAnswers });
      const target = discord.post(HERE, userOf('700000000000000009', 'grace'), 'parking');
      const { content, embeds } = await see(
        messageCommandInteraction(scene, { name: 'Answer this', target }),
      );
      return [content.split(' https:')[0], embeds[0]?.title];
    };
    expect(await saying(false)).toEqual(['En réponse à', 'Combien coûte le parking ?']);
    expect(await saying(true)).toEqual(['In answer to', 'How much is parking?']);
  });
});
