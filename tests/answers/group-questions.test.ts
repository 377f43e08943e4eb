import { describe, expect, it } from 'vitest';
import { groupQuestions } from '../../src/answers/group-questions.ts';
import { runAtOnce } from '../../src/time-slices.ts';

const asked = (text: string, times = 1, locale = 'en') => ({ text, times, locale });
const grouped = (...questions: readonly ReturnType<typeof asked>[]) =>
  runAtOnce(groupQuestions(questions)).map((group) => group.map(({ text }) => text));

describe('similar questions', () => {
  it('stand together whatever the words around what is asked', () => {
    expect(
      grouped(
        asked('How much does the parking cost?'),
        asked('Who won the prize?'),
        asked('parking costs??'),
        asked('please tell me what parking costs'),
      ),
    ).toEqual([
      ['How much does the parking cost?', 'parking costs??', 'please tell me what parking costs'],
      ['Who won the prize?'],
    ]);
  });

  it('come the most asked first, and so do their groups, counted together', () => {
    expect(
      grouped(
        asked('moon cheese', 3),
        asked('zebra lessons', 1),
        asked('zebra lesson', 2),
        asked('zebra lessons?', 2),
      ),
    ).toEqual([['zebra lesson', 'zebra lessons?', 'zebra lessons'], ['moon cheese']]);
  });

  it('are not those that share only what all of them are about', () => {
    const about = ['licence', 'price', 'training', 'hardware', 'founder'];
    expect(grouped(...about.map((word) => asked(`what is the ${word} of deepseek r1`)))).toHaveLength(
      about.length,
    );
  });

  it('are those that differ in case and punctuation alone, also without a word of content', () => {
    expect(grouped(asked('Who are they?'), asked('who ARE they'))).toHaveLength(1);
    expect(grouped(asked('???'), asked('how is it'), asked('what was that'))).toHaveLength(3);
  });

  it('don’t lead from one thing to another', () => {
    expect(
      grouped(asked('red apples', 3), asked('red apples green pears', 2), asked('green pears', 1)),
    ).toHaveLength(2);
  });

  it('of two languages stand apart', () => {
    expect(grouped(asked('parking', 1, 'en'), asked('parking', 1, 'fr'))).toHaveLength(2);
  });

  it('keep a number apart that names another thing', () => {
    expect(grouped(asked('how good is GPT-4'), asked('how good is GPT-3'))).toHaveLength(2);
  });

  it.each([
    ['what colour is the badge', 'what color is the badge', 'is the badge coloured?'],
    ['how do I cancelled my order', 'canceled order', 'cancelling my order'],
    ['opening times of the theatre', 'theater opening time'],
  ])('are those of two spellings: %s', (...texts) => {
    expect(grouped(...texts.map((text) => asked(text)))).toHaveLength(1);
  });

  it.each([
    ['a number', 'what is rule 2 about', 'what is rule 3 about'],
    ['a number in words', 'who won the second race', 'who won the third race'],
    ['a name', 'may I bring my dog to Berlin', 'may I bring my dog to Hamburg'],
    ['a name in small letters', 'may I bring my dog to berlin', 'may I bring my dog to hamburg'],
    ['a name that one of them has', 'how do I pay for parking', 'how do I pay for parking in Wernigerode'],
    ['a negation', 'which dogs are allowed inside', 'which dogs are not allowed inside'],
    ['what is asked for', 'when is the prize ceremony', 'where is the prize ceremony'],
    ['a thing', 'how do I add a member role', 'how do I remove a member role'],
  ])('are not those that differ by %s', (_, one, other) => {
    expect(grouped(asked(one), asked(other))).toHaveLength(2);
    expect(grouped(asked(one), asked(other), asked('zebra lessons'))).toHaveLength(3);
  });

  it('are those that mean the same where that is known, and no others', () => {
    const vectors = new Map([
      ['is there parking', [1, 0]],
      ['is there parking for a vehicle outside of the building', [0.9, 0.435]],
      ['parking?', [0, 1]],
      ['is there parking on day 2', [1, 0]],
    ]);
    const questions = [...vectors.keys()].map((text) => asked(text));
    const get = (text: string) => Float32Array.from(vectors.get(text) ?? []);
    expect(runAtOnce(groupQuestions(questions, { get })).map((group) => group.length)).toEqual([2, 1, 1]);
  });
});
