import { describe, expect, it, test } from 'vitest';
import { askedPart } from '../../src/search/asked-part.ts';
import { buildIndex } from '../../src/search/build-index.ts';
import { languageOf } from '../../src/search/languages/language.ts';
import { isNegated } from '../../src/search/negation.ts';
import { keyOf } from '../../src/search/question.ts';
import { questionTokens, tokens } from '../../src/search/tokens.ts';
import { runAtOnce } from '../../src/time-slices.ts';
import { packOf } from './ferry-pack.ts';

const english = languageOf('en');
const french = languageOf('fr');

function typed(text: string, language = english): string {
  return questionTokens(text, language)
    .map(({ word }) => word)
    .join(' ');
}

function written(text: string, language = english): string {
  return tokens(text, language)
    .map(({ word }) => word)
    .join(' ');
}

describe('a contraction', () => {
  it.each([
    ['why cant i post', "Why can't I post"],
    ['why cannot i post', 'Why can not I post'],
    ['wont it work', "Won't it work"],
    ['it aint free', "It ain't free"],
    ['we shant pay', "We shan't pay"],
    ['it isnt, doesnt and didnt', "It isn't, doesn't and didn’t"],
    ['whats new, wheres it and im here', "What's new, where's it and I'm here"],
    ['youre late, ive time, theyll go', "You're late, I've time, they'll go"],
    ['lets go', "Let's go"],
    ['don t go', "Don't go"],
    ['its a bug', "It's a bug"],
  ])('%s is %s', (one, other) => {
    expect(typed(one)).toBe(typed(other));
    expect(written(one)).toBe(written(other));
    expect(typed(one)).toBe(written(other));
  });

  it('is none in a word that is spelt like one', () => {
    expect(typed('what is its price')).toBe('what is its price');
    expect(typed('were we well')).toBe('were we well');
    expect(typed('my discord id')).toBe('my discord id');
  });

  it.each([
    ['cest koi', "C'est quoi"],
    ['jai un souci', "J'ai un souci"],
    ['quest ce que ca vaut', "Qu'est-ce que ça vaut"],
    ['aujourdhui', "Aujourd'hui"],
    ['jpeux venir', 'Je peux venir'],
  ])('in French: %s is %s', (one, other) => {
    expect(typed(one, french)).toBe(typed(other, french));
  });
});

describe('a number that says which', () => {
  it.each([
    'rule 2',
    'rule #2',
    'rule no. 2',
    'rule number 2',
    'rule two',
    '2nd rule',
    'second rule',
    'Rule II',
  ])('%s', (question) => {
    expect(typed(question)).toBe('rule 2');
    expect(written(question)).toBe('rule 2');
  });

  it.each(['règle 2', 'règle n°2', 'règle numéro 2', 'règle deux', '2e règle', 'deuxième règle'])(
    'in French: %s',
    (question) => {
      expect(typed(question, french)).toBe('regle 2');
    },
  );

  it('is no `to` or `for`, which are digits elsewhere', () => {
    expect(typed('how 2 use it 4 free')).toBe('how to use it for free');
    expect(typed('what is rule 4 about')).toBe('what is rule 4 about');
  });
});

const pack = packOf([
  ['What is C?'],
  ['What is C++?'],
  ['What is C#?'],
  ['What is R?'],
  ['Can I use AlpineJS?'],
  ['How do I install Home Assistant?'],
  ['How do I set up single sign-on?'],
  ['What does rule 2 say?'],
  ['What does rule 3 say?'],
  ['Where are the terms of service?'],
  ['Does it need two-factor authentication?'],
  ['Is there a Play Station version?'],
  ['Why can I not post links?'],
  ['Who pays for the GPT-4 key?'],
  ['Is Node.js needed?'],
  ['Which FAQ is for VIPs?'],
]);
const index = runAtOnce(buildIndex(pack));

describe('what is found as it is typed', () => {
  it.each([
    ['c', 'What is C?'],
    ['what is the C language', 'What is C?'],
    ['c++', 'What is C++?'],
    ['cpp', 'What is C++?'],
    ['c#', 'What is C#?'],
    ['c sharp', 'What is C#?'],
    ['what is r', 'What is R?'],
    ['alpine js', 'Can I use AlpineJS?'],
    ['alpinejs', 'Can I use AlpineJS?'],
    ['js for alpine', 'Can I use AlpineJS?'],
    ['ha install', 'How do I install Home Assistant?'],
    ['SSO', 'How do I set up single sign-on?'],
    ['tos', 'Where are the terms of service?'],
    ['do i need 2fa', 'Does it need two-factor authentication?'],
    ['playstation', 'Is there a Play Station version?'],
    ['2nd rule', 'What does rule 2 say?'],
    ['rule #3', 'What does rule 3 say?'],
    ['why cant i post links', 'Why can I not post links?'],
    ['gpt 4', 'Who pays for the GPT-4 key?'],
    ['nodejs', 'Is Node.js needed?'],
    ['node js', 'Is Node.js needed?'],
    ['<@123456789012345678> 🇨🇳 why cant i post links 💰', 'Why can I not post links?'],
  ])('%s', (question, heading) => {
    expect(index.search(question).hits[0]?.passage.heading).toBe(heading);
  });

  it('has the words where the pack has their initials', () => {
    const own = runAtOnce(
      buildIndex(packOf([['How do I set up SSO?'], ['How do I set up sound?'], ['Is it free?']])),
    );
    expect(own.search('single sign on').hits[0]?.passage.heading).toBe('How do I set up SSO?');
  });

  it('is a short form where another thing is asked', () => {
    expect(typed('y r fishers mad at u')).toBe('why are fishers mad at you');
    expect(typed('what is r')).toBe('what is r');
  });
});

describe('what asks nothing', () => {
  it.each([
    'hi',
    'hello all',
    'thanks bot',
    'thank you so much',
    'help',
    'good morning everyone',
    'how are you',
    'https://x.org/post-links',
    '<@1> 🙂',
  ])('finds nothing: %s', (question) => {
    expect(index.search(question).hits).toEqual([]);
  });

  it('finds what the pack has of it', () => {
    const own = runAtOnce(buildIndex(packOf([['How do I get help?'], ['Is it free?']])));
    expect(own.search('help').hits[0]?.passage.heading).toBe('How do I get help?');
  });

  it('finds nothing in French either: merci', () => {
    const own = runAtOnce(
      buildIndex({ ...packOf([['Où sont les règles ?'], ['Est-ce gratuit ?']]), locale: 'fr' }),
    );
    for (const question of ['merci', 'bonjour à tous', 'ça va'])
      expect(own.search(question).hits).toEqual([]);
  });
});

describe('a negation', () => {
  it.each([
    'why did it NOT fall',
    'can i not bring my dog',
    'why cant I post links',
    'Why can I not post links?',
    'what doesnt it do',
    'can i play without an account',
    'is it no longer free',
    'never',
  ])('is in: %s', (question) => {
    expect(isNegated(question, english)).toBe(true);
  });

  it.each([
    'why did it fall',
    "can't I bring my dog?",
    "isn't it free",
    'is it free or not',
    'i dont know what it is',
    'rule 2: no spam',
  ])('is none in: %s', (question) => {
    expect(isNegated(question, english)).toBe(false);
  });

  it('is read in French, too', () => {
    for (const question of ['pourquoi je ne peux pas venir', 'sans compte', 'ce n’est plus gratuit']) {
      expect(isNegated(question, french)).toBe(true);
    }
    for (const question of [
      'puis-je venir',
      'pourquoi pas',
      'est-ce gratuit ou pas',
      "n'est-ce pas gratuit",
    ]) {
      expect(isNegated(question, french)).toBe(false);
    }
  });
});

describe('a number or a sign in a name', () => {
  const numbered = runAtOnce(
    buildIndex(
      packOf([
        ['How do I fix error 403?', 'error 403 keeps coming'],
        ['Does the mod work with Minecraft 1.20.4?'],
        ['What are the hardware needs for the 7B model?'],
        ['What is C#?'],
        ['What happened in season 3?', 'who won the last season'],
        ['How many players can play at once?'],
      ]),
    ),
  );
  const sure = (question: string) => numbered.search(question).hits[0]?.confidence ?? 0;

  it.each([
    'how do i fix error 404',
    'does the mod work with minecraft 1.21',
    'what are the hardware needs for the 70b model',
    'what is c++',
  ])('that nobody wrote about is not answered with another one: %s', (question) => {
    expect(sure(question)).toBeLessThanOrEqual(0.3);
  });

  it.each([
    'how do i fix error 403',
    'error 403 on windows 11, how do i fix it',
    'does the mod work with minecraft 1.20',
    'hardware needs for the 7b model',
    'c#',
    'what happened in season 2',
    'can 30 players play at once',
  ])('makes no difference where it is the same, or where the entry is about any: %s', (question) => {
    expect(sure(question)).toBeGreaterThan(0.3);
  });
});

test('a number makes no difference where it is the same with letters, or only the place of a section', () => {
  const numbered = packOf([
    ['What is new in version 3?'],
    ['How do I turn on 2FA?'],
    ['I turn 31 in March. Can I still go?'],
  ]);
  const [passage] = numbered.faq;
  if (passage === undefined) throw new Error('The pack has no question.');
  const text = 'Whoever is sixteen may play in the tournament.';
  const section = { slug: 'who', index: 1, heading: '2. Who may play in the tournament', text };
  const paragraph = {
    ...passage,
    ...section,
    id: 'section/who/1',
    kind: 'section' as const,
    plain: text,
    wordings: [],
  };
  const rules = runAtOnce(buildIndex({ ...numbered, sections: [{ ...section, paragraphs: [paragraph] }] }));
  const sure = (question: string) => rules.search(question).hits[0]?.confidence ?? 0;
  const same = [
    'whats new in v3',
    'i turn 31st of march, can i still go',
    'who may play in the tournament at 15',
  ];
  expect(same.filter((question) => sure(question) <= 0.3)).toEqual([]);
  expect(sure('whats new in v4')).toBeLessThanOrEqual(0.3);
});

test('an error message that says what is not so is asked for as it reads', () => {
  const text = 'It happens. The adb server version (41) does not match this client (39). Kill the older one.';
  const asked = packOf([['What about several versions of adb?'], ['Why does the mouse move on the screen?']]);
  const faq = asked.faq.map((passage, at) => (at === 0 ? { ...passage, text, plain: text } : passage));
  const messages = runAtOnce(buildIndex({ ...asked, faq }));
  const sure = (question: string) => messages.search(question).hits[0]?.confidence ?? 0;
  expect(sure('adb server version does not match')).toBeGreaterThan(0.3);
  expect(sure('why does the mouse not move on the screen')).toBeLessThanOrEqual(0.3);
});

const STORY =
  `I have been reading the whole article twice now and I must say I am impressed by the level of detail in
it. My brother told me that he had a project at work last year that went over budget by a factor of three, which got me
thinking. We discussed it at dinner and could not agree on any figure, and my sister laughed at both of us`.replaceAll(
    '\n',
    ' ',
  );

describe('a long message', () => {
  it.each([
    ['at its end', `${STORY}: how much did R1 cost to build?`],
    ['before thanks', `Hi all! ${STORY}. how much did R1 cost to build? Thanks in advance`],
    ['at its beginning', `how much did R1 cost to build? ${STORY}.`],
    ['without any sign', `${STORY} how much did R1 cost to build`.replaceAll(/[.,:]/g, '')],
    ['behind 5,000 characters', `${`${STORY}. `.repeat(15)}how much did R1 cost to build?`],
  ])('has its question %s', (_, message) => {
    expect(askedPart(message, english).replace('?', '')).toBe('how much did R1 cost to build');
  });

  it('has it in French', () => {
    const story =
      "J'ai lu tout l'article deux fois et je suis impressionné par le niveau de détail. Mon frère m'a dit que son projet avait dépassé le budget, et nous en avons parlé à table.";
    expect(askedPart(`Bonjour à tous, ${story} Combien a coûté R1 ? Merci d'avance !`, french)).toBe(
      'Combien a coûté R1 ?',
    );
  });

  it('is read where it tells the most, if it asks nothing', () => {
    const part = askedPart(
      `${'so well and then you know it was there again. '.repeat(20)}lobster pots, ferry fares, harbour seals`,
      english,
    );
    expect(part).toContain('lobster pots');
    expect(part.length).toBeLessThanOrEqual(400);
  });

  it('is bounded, whatever stands in it', () => {
    for (const piece of [
      '?',
      'a ',
      ',',
      'how ',
      '\n',
      ', thanks ',
      'a,b;c ',
      '`',
      '[',
      '<',
      '> ',
      'so, ',
      '#',
    ]) {
      expect(askedPart(piece.repeat(6_000), english).length).toBeLessThanOrEqual(400);
    }
  });
});

describe('politeness', () => {
  it.each([
    'hi all, quick question: how do i post links? thanks!',
    'hey guys how do i post links pls',
    'anyone know how do i post links?',
    'Hello! How do I post links? Thank you so much.',
  ])('makes no other question: %s', (question) => {
    expect(keyOf(question, english)).toBe(keyOf('How do I post links?', english));
  });

  it('makes none in French: bonjour, merci', () => {
    expect(keyOf('Bonjour à tous, comment poster des liens ? Merci beaucoup !', french)).toBe(
      keyOf('Comment poster des liens ?', french),
    );
  });

  it('is what is asked about, where it is', () => {
    expect(askedPart('how do i say thanks', english)).toBe('how do i say thanks');
    expect(askedPart('hello kitty', english)).toBe('hello kitty');
  });
});
