import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { createAnswers } from '../../src/answers/create-answers.ts';
import { askFollowUp } from '../../src/discord/follow-up.ts';
import { componentInteraction, slashInteraction } from '../../src/playground/interactions.ts';
import { action, actionsOf, bot, isPrivate } from '../commands/member.ts';
import { fair } from '../fixtures/fair.ts';
import { inDirectMessage, inServer } from '../fixtures/scenes.ts';

const FOLLOW_UP = 'Ask a follow-up';
const ask = (scene = inServer(), values: Record<string, boolean> = {}) =>
  slashInteraction(scene, { name: 'ask', values: { question: 'parking fee', ...values } });

async function following(question: string, scene = inServer(), values: Record<string, boolean> = {}) {
  const rig = bot(fair);
  const answer = await rig.see(ask(scene, values));
  const form = await rig.open(componentInteraction(scene, action(answer, FOLLOW_UP)));
  return { ...rig, answer, said: await rig.see(form.submit(scene, { question })) };
}

const titleOf = ({ embeds }: APIMessage) => embeds[0]?.title;

describe('a follow-up', () => {
  it('that says what it asks is answered, for all where the answer was', async () => {
    const { said } = await following('which trams go there');
    expect(titleOf(said)).toBe('Which trams go there?');
    expect(isPrivate(said)).toBe(false);
  });

  it('to an answer that one member sees is for that member', async () => {
    const { said } = await following('which trams go there', inServer(), { private: true });
    expect(isPrivate(said)).toBe(true);
  });

  it('in a direct message works, too', async () => {
    const { said } = await following('which trams go there', inDirectMessage());
    expect(titleOf(said)).toBe('Which trams go there?');
  });

  it.each(['and why?', 'since when?', 'for France?', 'for families?'])(
    'that is nothing by itself (%s) is asked about, never answered with what was shown already',
    async (question) => {
      const { said, answer } = await following(question);
      expect(said.content).toContain('Is it one of these?');
      expect(isPrivate(said)).toBe(true);
      const labels = actionsOf(said).map(({ label }) => label);
      expect(labels.length).toBeGreaterThan(0);
      expect(labels).not.toContain(titleOf(answer));
    },
  );

  it('to what the article does not say is told so', async () => {
    const { said } = await following('stall price');
    expect(said.content).toContain("The article doesn't say what a stall costs.");
  });

  it('that asks two things gets both answers', async () => {
    const { said } = await following('which trams go there and when does the fair open?');
    const text = said.embeds[0]?.description ?? '';
    expect(text).toContain('It opens on 12 December');
    expect(text).toContain('tram');
  });

  it('to a passage that has left the article is asked by itself: nothing that was typed is lost', async () => {
    const { answer, see, open } = await following('which trams go there');
    const button = action(answer, FOLLOW_UP);
    const customId = button.customId.replace(/[^:]+$/, 'gone');
    const form = await open(componentInteraction(inServer(), { ...button, customId }));
    const said = await see(form.submit(inServer(), { question: 'which trams go there' }));
    expect(titleOf(said)).toBe('Which trams go there?');
  });

  it('without a question is asked for one', async () => {
    const { said } = await following('   ');
    expect(said.content).toContain('Please ask again.');
  });
});

describe('what follows a passage', () => {
  const answers = createAnswers(fair);
  const parking = fair[0]?.faq.find(({ heading }) => heading === 'How much is parking?');

  it('is no answer where only the passage’s own heading speaks for it', async () => {
    const found = answers.passage({ slug: 'fair', locale: 'en', id: parking?.id ?? '' });
    if (found === null) throw new Error('no passage');
    for (const question of ['and why?', 'really', 'lol']) {
      const scope = { locale: 'en' };
      const alone = await answers.ask(question, scope);
      const { outcome, byItself } = await askFollowUp(answers, { question, alone, shown: [found] }, scope);
      expect(outcome.outcome).not.toBe('answer');
      expect(byItself).toBe(false);
    }
  });
});
