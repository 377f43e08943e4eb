import { describe, expect, it } from 'vitest';
import { createAppContext } from '../../../src/cli/app-context.ts';
import { sureAnswer } from '../../../src/discord/posts/sure-answer.ts';
import { fair } from '../../fixtures/fair.ts';

const { answers } = createAppContext(fair);

/** The passages that a post is answered with, and what was read of it for that; null for silence. */
async function answerTo(title: string, text = '') {
  const sure = await sureAnswer({ title, text }, { locale: 'en' }, answers);
  if (sure === null) return null;
  const passages = sure.each.parts.map(({ outcome }) =>
    outcome.outcome === 'answer' ? outcome.best.passage.id : null,
  );
  return { asked: sure.asked, passages };
}

const PARKING = ['faq/how-much-is-parking'];

describe('a post', () => {
  it('is answered by its title where that asks what the article answers', async () => {
    expect(await answerTo('parking fee')).toEqual({ asked: 'parking fee', passages: PARKING });
  });

  it('is answered by its title where the text only tells a story around it', async () => {
    const story = 'Hi all, I have a van and two trailers and drove around for hours. My wife says hello.';
    expect(await answerTo('parking fee', story)).toEqual({ asked: 'parking fee', passages: PARKING });
  });

  it('is answered by its text where the title asks nothing', async () => {
    const question = 'what does it cost to leave the car?';
    expect(await answerTo('Help please', question)).toEqual({ asked: question, passages: PARKING });
  });

  it.each([
    ['asks for something else in its text', 'parking fee', 'When does the fair open? Which trams go there?'],
    ['asks in its text for what the article does not cover', 'parking fee', 'can I bring my dog'],
    ['asks for what the article does not cover', 'can I bring my dog', ''],
    ['is about something else', 'my printer eats paper', 'It did so all day.'],
    ['says thanks', 'thanks', ''],
    ['tells too long a story', 'parking fee', 'I drove around. '.repeat(100)],
  ])('gets silence where it %s', async (_, title, text) => {
    expect(await answerTo(title, text)).toBeNull();
  });

  it('gets silence where one of its questions is not answered', async () => {
    expect(await answerTo('How much is parking? Can I bring my dog?')).toBeNull();
    expect(await answerTo('How much is parking? When does the fair open?')).toMatchObject({
      passages: ['faq/how-much-is-parking', 'faq/when-does-the-fair-open'],
    });
  });
});
