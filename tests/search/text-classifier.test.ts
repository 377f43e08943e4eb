import { describe, expect, it } from 'vitest';
import { logSoftmax, trainTextClassifier } from '../../src/search/text-classifier.ts';
import type { Example, TextClassifier } from '../../src/search/text-classifier.ts';
import { runAtOnce } from '../../src/time-slices.ts';

/** All share most of their words. */
const ALIKE: readonly (readonly string[])[] = [
  ['why was my card payment declined', 'my card payment was declined today', 'is my card payment declined'],
  ['why was my card payment charged twice', 'my card payment was charged twice', 'card payment twice'],
  ['why is my card payment still pending', 'my card payment is pending today', 'a pending card payment'],
];

function examplesOf(entries: readonly (readonly string[])[]): readonly Example[] {
  return entries.flatMap((wordings, label) =>
    wordings.map((wording) => ({ words: wording.split(' '), label })),
  );
}

function trained(entries: readonly (readonly string[])[] = ALIKE): TextClassifier {
  const classifier = runAtOnce(trainTextClassifier(examplesOf(entries), entries.length));
  if (classifier === null) throw new Error('there was too little to learn from');
  return classifier;
}

function likeliest(question: string, classifier = trained()): number {
  const chances = classifier.classify(question.split(' '));
  return chances.indexOf(Math.max(...chances));
}

describe('telling entries apart that are alike', () => {
  it.each([
    ['has a card payment ever been declined', 0],
    ['why was that card payment of mine taken twice', 1],
    ['today my card payment was pending', 2],
  ])('by the words that differ: %s', (question, entry) => {
    expect(likeliest(question)).toBe(entry);
  });

  it('by parts of a word', () => {
    expect(likeliest('declining my card payment')).toBe(0);
    expect(likeliest('card payment pendin')).toBe(2);
  });

  it('gives chances that add up to one, whatever is asked', () => {
    for (const question of ['card payment declined', 'zeppelin', '', '🦭 ?']) {
      const chances = trained().classify(question.split(' '));
      expect(chances).toHaveLength(ALIKE.length);
      expect(chances.reduce((sum, chance) => sum + Math.exp(chance), 0)).toBeCloseTo(1, 4);
    }
  });

  it('has no favourite where nothing that it knows is asked', () => {
    for (const words of [[], ['zzxqj']]) {
      for (const chance of trained().classify(words)) expect(Math.exp(chance)).toBeCloseTo(1 / 3, 4);
    }
  });

  it('gives the same answers each time that it learns from the same pack', () => {
    const question = ['card', 'payment', 'declined', 'twice'];
    expect(trained().classify(question)).toEqual(trained().classify(question));
  });

  it('gives the same answer to a question whatever was asked before', () => {
    const classifier = trained();
    const before = classifier.classify(['declined', 'card']).slice();
    classifier.classify(['pending', 'payment', 'twice']);
    expect(classifier.classify(['declined', 'card'])).toEqual(before);
  });
});

describe('too little to learn from', () => {
  it.each([
    ['nothing', [], 0],
    ['one entry', ['a', 'b', 'c'], 1],
    ['one wording an entry', ['a', 'b', 'c'], 3],
  ])('%s', (_, words, classes) => {
    const examples = words.map((word, at) => ({ words: [word], label: at % Math.max(1, classes) }));
    expect(runAtOnce(trainTextClassifier(examples, classes))).toBeNull();
  });

  it('so many entries that learning would take long', () => {
    const many = Array.from({ length: 20_000 }, (_, at) => ({ words: [`word${at}`], label: at >> 1 }));
    expect(runAtOnce(trainTextClassifier(many, 10_000))).toBeNull();
  });

  it('entries without a word do no harm', () => {
    const examples = [...examplesOf(ALIKE), { words: [], label: 3 }, { words: [], label: 3 }];
    const chances = runAtOnce(trainTextClassifier(examples, 4))?.classify(['declined']);
    expect(chances?.every((chance) => Number.isFinite(chance))).toBe(true);
  });
});

describe('the logarithms of probabilities', () => {
  it('stand large and equal scores', () => {
    expect([...logSoftmax(Float32Array.of(1000, 1000))]).toEqual([
      Math.fround(-Math.log(2)),
      Math.fround(-Math.log(2)),
    ]);
    expect(logSoftmax(Float32Array.of(-1e30, 0))[1]).toBe(0);
  });
});
