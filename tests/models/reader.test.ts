import { describe, expect, it, beforeAll, afterAll } from 'vitest';
import { fileURLToPath } from 'node:url';
import { openModels, type Models } from '../../src/models/open-models.ts';
import { readingInput } from '../../src/models/reading-input.ts';
import { loadTokens, type Tokens } from '../../src/models/tokenizer.ts';

const TOKENIZER = fileURLToPath(new URL('../../models/tokenizer.json', import.meta.url));
let tokens: Tokens;
let models: Models;
beforeAll(async () => {
  tokens = await loadTokens(TOKENIZER, null);
  const opened = await openModels({ embeddings: true, embeddingModelDir: null, embeddingThreads: 1 });
  if (opened === null) throw new Error('there are no models');
  models = opened;
});
afterAll(() => models.reader.close());

describe('what the reader gets', () => {
  // The ids are those of the Python library that it was trained with.
  it.each([
    ["what's c++?", [2054, 1005, 1055, 1039, 1009, 1009, 1029]],
    ['“Café” – naïve… 5.5% €3', [1523, 7668, 1524, 1516, 15743, 1529, 1019, 1012, 1019, 1003, 1574, 2509]],
    ['Zażółć 日本語 😀', [23564, 6844, 18818, 2278, 1864, 1876, 1950, 100]],
    ['', []],
  ])('cuts "%s" into the tokens that it learned from', (text, ids) => {
    expect(tokens.of(text)).toEqual(ids);
  });

  it('is the question, then heading and sentences, and where each sentence is', () => {
    const [is, it_, open_, yes] = ['is', 'it', 'open', 'yes'].map((word) => tokens.of(word)[0]);
    const [colon, dot] = [':', '.'].map((mark) => tokens.of(mark)[0]);
    const passage = { heading: 'Open', sentences: ['Yes.', 'It is.'] };
    expect(readingInput(tokens, 'Is it open', passage)).toEqual({
      ids: [101, is, it_, open_, 102, open_, colon, yes, dot, it_, is, dot, 102],
      segments: [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1],
      sentences: [
        [7, 9],
        [9, 12],
      ],
    });
    const { ids } = readingInput(tokens, 'Is it open', { ...passage, heading: '' });
    expect(ids).toEqual([101, is, it_, open_, 102, yes, dot, it_, is, dot, 102]);
  });

  it('is cut after 40 tokens of the question and 160 of the passage', () => {
    const words = (count: number) => 'one two '.repeat(count / 2);
    const input = readingInput(tokens, words(1000), {
      heading: 'so',
      sentences: [words(100), words(100), words(100)],
    });
    expect(input.ids).toHaveLength(1 + 40 + 1 + 160 + 1);
    expect(input.segments).toHaveLength(input.ids.length);
    expect(input.sentences).toEqual([
      [44, 144],
      [144, 202],
      [202, 202],
    ]);
  });
});

describe('the reader', () => {
  it('tells of each passage in order, whatever is read beside it, and of each sentence', async () => {
    const fees = { heading: 'Fees', sentences: ['A day costs 5 pounds.', 'Children pay 2.'] };
    const hours = { heading: '', sentences: ['It opens at nine.'] };
    const long = { heading: 'Dogs', sentences: Array.from({ length: 99 }, (_, at) => `Dog ${at} barks.`) };
    const question = 'How much is a day?';
    const [together, alone] = await Promise.all([
      models.reader.read(question, [fees, hours, long]),
      models.reader.read(question, [hours]),
    ]);
    expect(together[1]).toEqual(alone[0]);
    expect(together.map(({ sentences }) => sentences.length)).toEqual([2, 1, 99]);
    expect(together.every(({ answers }) => Number.isFinite(answers))).toBe(true);
    const [, , dogs] = together;
    expect(Number.isFinite(dogs?.sentences[0])).toBe(true);
    expect(dogs?.sentences.at(-1)).toBe(-Infinity);
  });

  it('reads what nobody could', async () => {
    const odd = ['', '\u0000', '\ud800', '😀', 'x'.repeat(100_000), '[SEP] [CLS]', ' \n'];
    for (const question of odd) {
      const readings = await models.reader.read(question, [{ heading: question, sentences: odd }]);
      expect(readings).toHaveLength(1);
    }
    expect(await models.reader.read('why', [])).toEqual([]);
  });
});
