import { describe, expect, it } from 'vitest';
import { evidenceIn, tells } from '../../src/search/answer-kinds.ts';
import { languageOf } from '../../src/search/languages/language.ts';
import type { QuestionKind } from '../../src/search/languages/language-data.ts';
import { kindOf } from '../../src/search/question.ts';
import { tokens } from '../../src/search/tokens.ts';

function answers(sentence: string, kind: QuestionKind, question = '', locale = 'en'): boolean {
  const language = languageOf(locale);
  const asked = new Set(tokens(question, language).map(({ word }) => word));
  return tells(evidenceIn(sentence, language), kind, asked);
}

describe('a sentence that tells', () => {
  it.each<[QuestionKind, string]>([
    ['how many', 'She carries 140 passengers.'],
    ['how many', 'Two engines take over.'],
    ['how many', 'It grew by 12.5 % at once.'],
    ['how many', 'There are millions.'],
    ['how much', 'A crossing is $14.'],
    ['how much', 'A crossing is 14 €.'],
    ['how much', 'It took six million dollars.'],
    ['how much', 'Islanders cross free.'],
    ['when', 'She was launched in 2024.'],
    ['when', 'She sails until November.'],
    ['when', 'The first one leaves at 7:30.'],
    ['who', 'She was built by Marta Lindqvist.'],
    ['who', 'It was (Marta) who built her.'],
    ['where', 'She is at home in Skerry.'],
    ['name', 'The ferry is the Aurora.'],
  ])('%s: %s', (kind, sentence) => {
    expect(answers(sentence, kind)).toBe(true);
  });

  it.each<[QuestionKind, string]>([
    ['how many', 'Elle compte trois cabines.'],
    ['how many', 'La moitié du prix.'],
    ['who', 'Elle fut construite par l’Aurora.'],
    ['how much', 'La traversée coûte 14 euros.'],
    ['when', 'Elle navigue depuis février.'],
    ['who', 'Elle fut construite par Marta.'],
  ])('in French, %s: %s', (kind, sentence) => {
    expect(answers(sentence, kind, '', 'fr')).toBe(true);
  });
});

describe('a sentence that does not tell', () => {
  it.each<[QuestionKind, string]>([
    ['how many', 'She carries passengers.'],
    ['how much', 'She carries 140 passengers.'],
    ['when', 'She carries 140 passengers.'],
    ['who', 'Fishermen complain about her.'],
    ['who', 'They do. Fishermen say so.'],
    ['where', 'She stays in port.'],
    ['how many', 'R1 is an open model, and GPT-4 came later.'],
    ['when', 'She is an old ship, and dogs may come along.'],
    ['when', 'A ticket is 12.50 euros.'],
    ['how much', 'Feel free to ask.'],
    ['how many', ''],
    ['who', ''],
  ])('%s: %s', (kind, sentence) => {
    expect(answers(sentence, kind)).toBe(false);
  });

  it('as it only repeats the number of the question', () => {
    const sentence = 'Critics of the 140 seats want change.';
    expect(answers(sentence, 'how many', 'how many of the 140 seats are taken')).toBe(false);
    expect(answers(sentence, 'how many', 'how many seats are there')).toBe(true);
    expect(
      answers('Of the 140 seats, 90 are taken.', 'how many', 'how many of the 140 seats are taken'),
    ).toBe(true);
  });

  it('as it only repeats the name of the question, whatever its case and accents', () => {
    expect(answers('The yard of Lindqvist is old.', 'who', 'who owns lindqvist')).toBe(false);
    expect(answers('The café of Séverine is old.', 'who', 'who owns SEVERINE')).toBe(false);
    expect(answers('The yard of Lindqvist is run by Olsen.', 'who', 'who owns lindqvist')).toBe(true);
  });

  it('as it only repeats the date of the question', () => {
    expect(answers('The plan of 2024 failed.', 'when', 'when was the plan of 2024 made')).toBe(false);
    expect(answers('The plan of 2024 failed in May.', 'when', 'when was the plan of 2024 made')).toBe(true);
  });

  it('as why and how have no shape that can be seen', () => {
    expect(answers('Because 14 seals told Marta in May for $2.', 'why')).toBe(false);
    expect(answers('Because 14 seals told Marta in May for $2.', 'how')).toBe(false);
  });
});

describe('the kind of answer that a question asks for', () => {
  it.each([
    ['who built the ship', 'who'],
    ['when does she sail', 'when'],
    ['where is the pier', 'where'],
    ['how much is a ticket', 'how much'],
    ['how many cars fit', 'how many'],
    ['why are they angry', 'why'],
    ['tell me about the ferry', null],
    ['', null],
  ])('%s', (question, kind) => {
    expect(kindOf(question, languageOf('en'))).toBe(kind);
  });
});
