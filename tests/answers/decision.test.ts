import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, MAX_SUGGESTIONS, suggested } from '../../src/answers/decision.ts';

const confidence = fc.double({ min: 0, max: 1, noNaN: true });
const confidences = fc
  .array(confidence, { maxLength: 12 })
  .map((values) => values.toSorted((one, other) => other - one));
const topic = fc.option(fc.record({ confidence }));

describe('what becomes of a question', () => {
  it('is an answer where it is nearly sure of the first passage', () => {
    expect(decide([0.99, 0.4], null)).toEqual({ outcome: 'answer' });
  });

  it('is suggestions where one of the first passages is likely enough', () => {
    expect(decide([0.3, 0.2, 0.1], null)).toEqual({ outcome: 'suggestions' });
  });

  it('is suggestions where several unlikely ones together are likely enough', () => {
    expect(decide([0.1], null)).toEqual({ outcome: 'none', named: false, uncovered: false });
    expect(decide([0.1, 0.1, 0.1], null)).toEqual({ outcome: 'suggestions' });
  });

  it('counts none that is too unlikely to be offered by itself', () => {
    expect(decide([0.1, 0.04, 0.04], null).outcome).toBe('none');
    expect(suggested([0.1, 0.06, 0.04].map((one) => ({ confidence: one })))).toHaveLength(2);
  });

  it('counts no more passages than it could offer', () => {
    const unlikely = 0.03;
    expect(decide(Array<number>(MAX_SUGGESTIONS).fill(unlikely), null).outcome).toBe('none');
    expect(decide(Array<number>(50).fill(unlikely), null).outcome).toBe('none');
  });

  it('is nothing where nothing was found or fits', () => {
    expect(decide([], null)).toEqual({ outcome: 'none', named: false, uncovered: false });
    expect(decide([0.01, 0.01], null)).toEqual({ outcome: 'none', named: false, uncovered: false });
  });

  it('is that the article does not tell, and what, where that was asked for', () => {
    expect(decide([], { confidence: 0.99 })).toEqual({ outcome: 'none', named: true, uncovered: true });
    expect(decide([0.4], { confidence: 0.99 })).toEqual({ outcome: 'none', named: true, uncovered: true });
  });

  it('does not name what may be another question', () => {
    expect(decide([0.3], { confidence: 0.45 })).toEqual({ outcome: 'none', named: false, uncovered: true });
  });

  it('goes by the passage where it is likelier than the line', () => {
    expect(decide([0.95], { confidence: 0.9 })).toEqual({ outcome: 'answer' });
    expect(decide([0.3], { confidence: 0.2 })).toEqual({ outcome: 'suggestions' });
  });
});

describe('a server that chose', () => {
  it('careful answers gets suggestions where others get an answer', () => {
    expect(decide([0.7], null, 'careful').outcome).toBe('suggestions');
    expect(decide([0.7], null, 'balanced').outcome).toBe('answer');
    expect(decide([0.8], null, 'careful').outcome).toBe('answer');
  });

  it('eager answers gets them where others get suggestions, and suggestions where others get nothing', () => {
    expect(decide([0.55], null, 'balanced').outcome).toBe('suggestions');
    expect(decide([0.55], null, 'eager').outcome).toBe('answer');
    expect(decide([0.1], null, 'balanced').outcome).toBe('none');
    expect(decide([0.1], null, 'eager').outcome).toBe('suggestions');
  });

  it('is the likelier to get an answer, the more eager it is', () => {
    const rank = { none: 0, suggestions: 1, answer: 2 };
    fc.assert(
      fc.property(confidences, topic, (values, uncovered) => {
        const [careful, balanced, eager] = (['careful', 'balanced', 'eager'] as const).map(
          (level) => rank[decide(values, uncovered, level).outcome],
        );
        expect(careful).toBeLessThanOrEqual(balanced ?? 0);
        expect(balanced).toBeLessThanOrEqual(eager ?? 0);
      }),
    );
  });
});

describe('whatever the confidences are', () => {
  it('never answers or offers where nothing was found', () => {
    fc.assert(
      fc.property(topic, (uncovered) => {
        expect(decide([], uncovered).outcome).toBe('none');
      }),
    );
  });

  it('never names a line where there is none, or where it is less likely than the first passage', () => {
    fc.assert(
      fc.property(confidences, topic, (values, uncovered) => {
        const decision = decide(values, uncovered);
        const named = decision.outcome === 'none' && decision.named;
        expect(named && (uncovered === null || uncovered.confidence < (values[0] ?? 0))).toBe(false);
      }),
    );
  });

  it('still answers when it is surer of the first passage', () => {
    fc.assert(
      fc.property(confidences, topic, confidence, (values, uncovered, more) => {
        const [best = 0, ...others] = values;
        if (decide(values, uncovered).outcome !== 'answer') return;
        expect(decide([Math.min(1, best + more), ...others], uncovered).outcome).toBe('answer');
      }),
    );
  });

  it('never offers less for a passage more', () => {
    fc.assert(
      fc.property(confidences, confidence, (values, more) => {
        const before = decide(values, null).outcome;
        const after = decide([...values, Math.min(more, values.at(-1) ?? 1)], null).outcome;
        expect(before === 'none' || after === before).toBe(true);
      }),
    );
  });
});
