import { Locale } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import {
  componentInteraction,
  messageCommandInteraction,
  slashInteraction,
  userOf,
} from '../../src/playground/interactions.ts';
import { DEFAULT_SETTINGS } from '../../src/store/store.ts';
import { fair, packOf } from '../fixtures/fair.ts';
import { inDirectMessage, inServer } from '../fixtures/scenes.ts';
import { ownStore } from '../fixtures/store.ts';
import { action, actionsOf, bot, isPrivate, violationsOf } from './member.ts';

const SERVER = inServer().server?.id ?? '';
const french = inServer({ locale: Locale.French });

const ask = (question: string, scene = inServer()) =>
  slashInteraction(scene, { name: 'ask', values: { question } });

describe('a message that asks nothing', () => {
  it.each([
    ['heyyyy bot', 'Hi! Ask me'],
    ['thanks!!', 'You’re welcome!'],
    ['lol nice one', 'If you have a question'],
    ['stupid bot', 'Sorry that I was no help'],
    ['ping', 'I’m here.'],
    ['what can you do', 'I answer questions'],
    ['who made you', 'I’m Footnote, a bot.'],
    ['source?', 'I answer from [Winter Fair'],
    ['merci beaucoup', 'You’re welcome!'],
    ['👍', 'If you have a question'],
  ])('gets one private line: %s', async (message, line) => {
    const { see } = bot(fair);
    const said = await see(ask(message));
    expect(said.content).toContain(line);
    expect(said.content).not.toContain('\n');
    expect(said.embeds).toEqual([]);
    expect(isPrivate(said)).toBe(true);
    expect(violationsOf(said)).toEqual([]);
  });

  it('gets it in the asker’s language', async () => {
    const { see } = bot(fair);
    expect((await see(ask('coucou', french))).content).toContain('Bonjour');
    expect((await see(ask('hello', french))).content).toContain('Bonjour');
  });

  it('leads to the help and to the questions', async () => {
    const { see } = bot(fair);
    const said = await see(ask('hi'));
    const help = await see(componentInteraction(inServer(), action(said, 'What I can do')));
    expect(help.embeds[0]?.title).toBe('What I can do');
    const questions = await see(componentInteraction(inServer(), action(said, 'Browse the questions')));
    expect(actionsOf(questions).map(({ label }) => label)).toContain('When does the fair open?');
  });

  it('is neither counted nor kept, and lets nobody wait', async () => {
    const store = ownStore();
    await store.servers.writeSettings(SERVER, { ...DEFAULT_SETTINGS, cooldownSeconds: 900 });
    const { see, discord } = bot(fair, { store, now: () => 0 });
    await see(ask('good morning'));
    const target = discord.post(inServer().channelId, userOf('700000000000000009', 'grace'), 'thanks a lot!');
    const answered = await see(messageCommandInteraction(inServer(), { name: 'Answer this', target }));
    expect(answered.content).toBe('You’re welcome!');
    expect((await see(ask('parking fee'))).embeds[0]?.title).toBe('How much is parking?');
    await expect
      .poll(() => store.figures.days(SERVER, '2000-01-01'))
      .toMatchObject([{ answered: 1, missed: 0 }]);
    expect(await store.questions.countWaiting(SERVER)).toBe(0);
    expect(await store.questions.mostAsked(SERVER, 0, 10)).toMatchObject([{ text: 'parking fee' }]);
  });

  it.each([
    ['hi, how much is parking', 'How much is parking?'],
    ['thanks, and which trams go there?', 'Which trams go there?'],
    ['salut, combien coûte le parking ?', 'Combien coûte le parking ?'],
  ])('is told from a question that begins so: %s', async (message, title) => {
    const { see } = bot(fair);
    expect((await see(ask(message))).embeds[0]?.title).toBe(title);
  });
});

describe('a message that asks two things', () => {
  it('gets both answers in one card, each with its source and its votes', async () => {
    const { see } = bot(fair);
    const said = await see(ask('when does the fair open and how much is parking?'));
    const text = said.embeds[0]?.description ?? '';
    expect(isPrivate(said)).toBe(false);
    expect(text).toContain('It opens on 12 December');
    expect(text).toContain('Section “When and where” of');
    expect(text).toContain('four crowns an hour');
    expect(text).toContain('Section “Getting there” of');
    expect(violationsOf(said)).toEqual([]);
    expect(actionsOf(said).filter(({ label }) => label === '👍 Helpful')).toHaveLength(2);
    const whole = await see(componentInteraction(inServer(), action(said, 'How much is parking?')));
    expect(whole.embeds[0]?.title).toBe('How much is parking?');
  });

  it('says what it doesn’t answer, and keeps that alone for the moderators', async () => {
    const { see, store } = bot(fair);
    const said = await see(ask('when does the fair open and how do i qwzx the vbnm?'));
    const text = said.embeds[0]?.description ?? '';
    expect(text).toContain('It opens on 12 December');
    expect(text).toContain('I have no answer to “how do i qwzx the vbnm?”.');
    await expect
      .poll(() => store.figures.days(SERVER, '2000-01-01'))
      .toMatchObject([{ answered: 1, missed: 1 }]);
    expect(await store.questions.countWaiting(SERVER)).toBe(1);
  });

  it.each([
    ['in a direct message', inDirectMessage(), {}],
    ['where no questions are kept', inServer(), { keepingDays: 0 as const }],
  ])('offers once what may be meant by both, also %s', async (_, scene, settings) => {
    const store = ownStore();
    await store.servers.writeSettings(SERVER, { ...DEFAULT_SETTINGS, ...settings });
    const { see } = bot(fair, { store });
    const said = await see(ask('how much is parking? what is the square? where is the square?', scene));
    expect(said.embeds[0]?.description).toContain('I’m not sure what you mean by “where is the square?”');
    expect(violationsOf(said)).toEqual([]);
  });

  it('offers what may be meant where it isn’t sure, to whoever presses alone', async () => {
    const { see } = bot(fair);
    const said = await see(ask('how much is parking? what does a stall need?'));
    expect(said.embeds[0]?.description).toContain('I’m not sure what you mean by “what does a stall need?”');
    const [offered] = actionsOf(said).filter(({ customId }) => customId.startsWith('ask:pick:'));
    if (offered === undefined) throw new Error('Nothing is offered.');
    const { customId } = offered;
    const shown = await see(componentInteraction(inServer(), { message: said, customId }));
    expect(shown.embeds[0]?.title).toBe(offered.label);
    expect(isPrivate(shown)).toBe(true);
    expect(violationsOf(said)).toEqual([]);
  });

  it('is answered as one where the same passage answers both', async () => {
    const { see } = bot(fair);
    const said = await see(ask('how much is parking? what does it cost to leave the car?'));
    expect(said.embeds[0]?.title).toBe('How much is parking?');
  });

  it('is answered in French, frame and all', async () => {
    const { see } = bot(fair);
    const said = await see(ask('quand ouvre le marché et combien coûte le parking ?'));
    expect(said.embeds[0]?.title).toBe('Vos questions');
    expect(said.embeds[0]?.description).toContain('Section « Quand et où »');
  });
});

describe('an answer in another language than the server’s', () => {
  it('is in one language, with its buttons', async () => {
    const { see } = bot(fair);
    const said = await see(ask('combien coûte le parking derrière la mairie ?'));
    expect(said.embeds[0]?.title).toBe('Combien coûte le parking ?');
    expect(actionsOf(said).map(({ label }) => label)).toContain('👍 Utile');
    expect(actionsOf(said).map(({ label }) => label)).not.toContain('👍 Helpful');
  });
});

const HARBOUR = `---
title: Der Hafen
source: Der Hafen
---
Der Hafen hat einen Kran und einen Fischmarkt.

## Der Fischmarkt
Der Fischmarkt öffnet am Morgen um sechs. Der Kran steht daneben.
`;

describe('a question in a language that the article lacks', () => {
  const onlyEnglish = fair.filter(({ locale }) => locale === 'en');

  it('gets all else in the member’s language, and a line that says in which there are answers', async () => {
    const { see } = bot(fair);
    const said = await see(ask('wie kann ich zum Markt kommen, und wo kostet das was?'));
    expect(said.content).toMatch(/^> .*\n-# I can answer this in English and French only\.\n/);
    const inFrench = await see(ask('wie kann ich zum Markt kommen, und wo kostet das was?', french));
    expect(inFrench.content).toMatch(/^> .*\n-# Je ne peux y répondre qu’en anglais et français\.\n/);
    expect(violationsOf(inFrench)).toEqual([]);
  });

  it('is told so in its own language where the bot speaks that', async () => {
    const { see } = bot(onlyEnglish);
    const said = await see(ask('est-ce que je peux venir avec mon chien ?'));
    expect(said.content).toMatch(/^> .*\n-# Je ne peux y répondre qu’en anglais\.\nThe article doesn't say/);
  });

  it('is told so above suggestions, too', async () => {
    const { see } = bot(onlyEnglish);
    const said = await see(ask('wie viel kostet parking'));
    expect(said.content).toMatch(/^> .*\n-# I can answer this in English only\.\nI’m not sure what you mean/);
  });

  it('is told so only where no article that is on, or none of those offered, is in it', async () => {
    const { see } = bot([...onlyEnglish, packOf(HARBOUR, 'de', 'hafen')]);
    for (const question of [
      'wie kann ich zum Markt kommen, und wo kostet das was?',
      'why do elephants sleep so little in the night?',
    ]) {
      // oxlint-disable-next-line no-await-in-loop
      expect((await see(ask(question))).content).not.toMatch(/only\.|qu’en/);
    }
    const inSpanish = await see(ask('¿cuánto cuesta aparcar y dónde puedo dejar mi coche?'));
    expect(inSpanish.content).toMatch(/in English and German only\./);
  });

  it('is nothing that is said of a question in one that it has', async () => {
    const { see } = bot(fair);
    for (const question of ['how much is parking?', 'combien coûte le parking ?', 'qwzx vbnm?']) {
      // oxlint-disable-next-line no-await-in-loop
      const { content } = await see(ask(question));
      expect(content).not.toMatch(/only\.|qu’en/);
    }
  });
});
