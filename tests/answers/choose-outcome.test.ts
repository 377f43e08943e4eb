import { describe, expect, it } from 'vitest';
import { chooseOutcome } from '../../src/answers/choose-outcome.ts';
import type { Outcome, RankedFound } from '../../src/answers/outcome.ts';
import { ferry } from '../search/ferry-pack.ts';
import { line } from './server-memory.ts';

function passage(at: number, confidence: number): RankedFound {
  const found = ferry.faq[at];
  if (found === undefined) throw new Error(`There is no passage ${at}.`);
  return { pack: ferry, passage: found, confidence, evidence: null, explain: () => [] };
}

interface Found {
  readonly own?: number;
  readonly article?: number;
  readonly ownLine?: number;
  readonly articleLine?: number;
}

const RADAR = line('radar', 'Which radar?');

function outcomeOf({ own = 0, article = 0, ownLine = 0, articleLine = 0 }: Found): Outcome {
  return chooseOutcome(
    {
      articles: {
        ranking: [passage(1, article)],
        line: articleLine === 0 ? null : { pack: ferry, hit: { line: 'its speed', confidence: articleLine } },
      },
      taught: {
        ranking: [passage(0, own)],
        line: ownLine === 0 ? null : { line: RADAR, confidence: ownLine },
      },
      votes: [],
    },
    { locale: 'en' },
    [ferry],
  );
}

function answerOf(found: Found): string {
  const outcome = outcomeOf(found);
  return outcome.outcome === 'answer' ? outcome.best.passage.id : outcome.outcome;
}

describe('between the server’s own and the article', () => {
  it('the server’s own answers where both are about equally sure', () => {
    expect(answerOf({ own: 0.9, article: 0.9 })).toBe('faq/1');
    expect(answerOf({ own: 0.9, article: 0.94 })).toBe('faq/1');
  });

  it('the surer one answers where they differ', () => {
    expect(answerOf({ own: 0.6, article: 0.9 })).toBe('faq/2');
    expect(answerOf({ own: 0.9, article: 0.6 })).toBe('faq/1');
  });

  it('an answer of the article is not given up for what is no answer', () => {
    expect(answerOf({ own: 0.58, article: 0.62 })).toBe('faq/2');
  });

  it('the likelier line is told, and the server’s own without naming it', () => {
    expect(outcomeOf({ ownLine: 0.8, articleLine: 0.7 })).toMatchObject({
      notCovered: null,
      addedLine: RADAR,
    });
    expect(outcomeOf({ ownLine: 0.7, articleLine: 0.8 })).toMatchObject({ notCovered: 'its speed' });
    expect(outcomeOf({ ownLine: 0.7, articleLine: 0.8 })).not.toHaveProperty('addedLine');
  });

  it('what is likelier than a line is answered', () => {
    expect(answerOf({ own: 0.9, ownLine: 0.8 })).toBe('faq/1');
  });

  it('an unlikely line is not told', () => {
    expect(outcomeOf({ ownLine: 0.3 })).toMatchObject({ outcome: 'none', notCovered: null });
    expect(outcomeOf({ ownLine: 0.3 })).not.toHaveProperty('addedLine');
  });
});
