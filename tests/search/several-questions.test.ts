import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { severalQuestionsIn } from '../../src/search/several-questions.ts';

/** Each message with what it is to be split into; nothing where it is one question. */
function examplesIn(file: string): readonly (readonly [message: string, parts: readonly string[]])[] {
  return readFileSync(join(import.meta.dirname, 'several-questions', file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [message = '', parts] = line.split(' => ');
      return [message, parts === undefined ? [] : parts.split(' | ')];
    });
}

describe.each(['seen.txt', 'held-out.txt'])('a message of %s', (file) => {
  it.each(examplesIn(file))('is read as its author means it: %s', (message, parts) => {
    expect(severalQuestionsIn(message).map(({ said }) => said)).toEqual(parts);
  });
});

describe('a list of questions', () => {
  it.each(['1. %\n2. %', '1) %\n2) %', 'Q1: %\nQ2: %', 'a) %\nb) %', '• %\n• %', '- %\n- %'])(
    'is read as each of them: %s',
    (list) => {
      const questions = ['what is deepseek?', 'what is r1?'];
      const message = questions.reduce((text, question) => text.replace('%', question), list);
      expect(severalQuestionsIn(message).map(({ said }) => said)).toEqual(questions);
    },
  );
});

describe('a message of many sentences', () => {
  const questions = (count: number) =>
    Array.from({ length: count }, (_, at) => `what is box ${at}?`).join(' ');

  it('is read as several questions up to twelve, and as one beyond', () => {
    expect(severalQuestionsIn(questions(12))).toHaveLength(12);
    expect(severalQuestionsIn(questions(13))).toEqual([]);
  });
});

describe('a question that goes on from the one before', () => {
  it.each([
    ['what is deepseek and who founded it', 'who founded deepseek'],
    ['Where is the winter fair? When does it open?', 'When does the winter fair open?'],
    ['how long does the battery last and can i take it out', 'can i take the battery out'],
    ['c’est quoi le varroa et comment il arrive', 'comment le varroa arrive'],
  ])('names what it is about: %s', (message, second) => {
    expect(severalQuestionsIn(message)[1]?.inFull).toBe(second);
  });

  it('stays as it is where it names that itself', () => {
    const [, second] = severalQuestionsIn('what is r1 and how much did the chips cost');
    expect(second?.inFull).toBe(second?.said);
  });

  it.each([
    'what do i do if it says error and is it bad',
    'what do you do when they come and how do you stop them',
  ])('is about no word that only leads on: %s', (message) => {
    const [, second] = severalQuestionsIn(message);
    expect(second?.inFull).toBe(second?.said);
  });
});
