import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/search/build-index.ts';
import { runAtOnce } from '../../src/time-slices.ts';
import { packOf } from './ferry-pack.ts';

/** What is answered for certain; null where nothing is. */
function sureOf(headings: readonly string[], question: string, locale = 'en'): string | null {
  const index = runAtOnce(buildIndex({ ...packOf(headings.map((heading) => [heading])), locale }));
  const [best] = index.search(question).hits;
  return best !== undefined && best.confidence > 0.9 ? best.passage.heading : null;
}

describe('what is asked for by its number', () => {
  it.each([
    'rule 2',
    'rule #2',
    'rule two',
    '2nd rule?',
    'second rule',
    'whats rule 2',
    'what does rule 2 say',
    '#2',
  ])('is certain in a FAQ of two: %s', (question) => {
    expect(sureOf(['What is rule 2?', 'How do I join?'], question)).toBe('What is rule 2?');
  });

  it.each([
    ['rule 2', ['Rule 1: be kind', 'Rule 2: no spam'], 'Rule 2: no spam'],
    ['rule 2', ['1. Be kind', '2. No spam'], '2. No spam'],
    ['#2', ['1. Be kind', '2. No spam'], '2. No spam'],
    ['level 2', ['Level 2', 'Rule 2'], 'Level 2'],
  ])('%s of %j', (question, headings, heading) => {
    expect(sureOf(headings, question)).toBe(heading);
  });

  it.each([
    ['rule 3', ['What is rule 2?', 'How do I join?']],
    ['rule 2', ['Level 2: the mines', 'How do I join?']],
    ['rule 2', ['2 player mode', 'How do I join?']],
    ['#2', ['Level 2', 'Rule 2']],
    ['is there a rule 3', ['What is rule 2?', 'How do I join?']],
  ])('is not certain where another, or more than one, has it: %s of %j', (question, headings) => {
    expect(sureOf(headings, question)).toBeNull();
  });

  it.each(['règle 2', 'c’est quoi la règle 2', 'Quelle est la 2e règle ?'])('in French: %s', (question) => {
    expect(sureOf(['Que dit la règle 2 ?', 'Comment venir ?'], question, 'fr')).toBe('Que dit la règle 2 ?');
  });
});

describe('what is asked for by its name alone', () => {
  it.each([
    ['refund policy', ['What is the refund policy?', 'How do I join?'], 'What is the refund policy?'],
    ['whats the refund policy', ['Refund policy', 'How do I join?'], 'Refund policy'],
    ['explain the quiet hours', ['What are the quiet hours?', 'How do I join?'], 'What are the quiet hours?'],
  ])('%s', (question, headings, heading) => {
    expect(sureOf(headings, question)).toBe(heading);
  });

  it('is not certain where two are called so', () => {
    expect(sureOf(['What is the Fox?', 'Who is the Fox?'], 'fox')).toBeNull();
  });

  it('says nothing of questions that ask for more than a name', () => {
    expect(sureOf(['Why is the refund policy so strict?', 'How do I join?'], 'refund policy')).toBeNull();
  });

  it.each([
    ['de', 'Was kostet der Eintritt?', 'Bananenbrot'],
    ['de', 'Was kostet der Eintritt?', 'Wann kommt der Bus?'],
    ['en', 'How much is the entry?', 'Why did the shop move to another street?'],
    ['fr', 'Combien coûte l’entrée ?', 'Pourquoi le magasin a-t-il déménagé ?'],
    ['ja', '入場料はいくらですか', 'バスはいつ来ますか'],
  ])(
    'is certain of nothing else in a pack with one entry, in any language: %s',
    (locale, heading, question) => {
      expect(sureOf([heading], question, locale)).toBeNull();
      expect(sureOf([heading], heading, locale)).toBe(heading);
    },
  );
});
