import { describe, expect, it } from 'vitest';
import { chooseOutcome } from '../../src/answers/choose-outcome.ts';
import type { Outcome, RankedPassage } from '../../src/answers/outcome.ts';
import { ferry } from '../search/ferry-pack.ts';
import { topic } from './server-memory.ts';

function passage(at: number, confidence: number): RankedPassage {
  const found = ferry.faq[at];
  if (found === undefined) throw new Error(`There is no passage ${at}.`);
  return { pack: ferry, passage: found, confidence, evidence: null, explain: () => [] };
}

interface Confidences {
  readonly own?: number;
  readonly article?: number;
  readonly ownTopic?: number;
  readonly articleTopic?: number;
}

const RADAR = topic('radar', 'Which radar?');

function outcomeOf({ own = 0, article = 0, ownTopic = 0, articleTopic = 0 }: Confidences): Outcome {
  return chooseOutcome(
    {
      articles: {
        ranking: [passage(1, article)],
        topic:
          articleTopic === 0 ? null : { pack: ferry, hit: { topic: 'its speed', confidence: articleTopic } },
      },
      server: {
        ranking: [passage(0, own)],
        topic: ownTopic === 0 ? null : { topic: RADAR, confidence: ownTopic },
      },
      votes: [],
    },
    { locale: 'en' },
    [ferry],
  );
}

function answerOf(found: Confidences): string {
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
    expect(outcomeOf({ ownTopic: 0.8, articleTopic: 0.7 })).toMatchObject({
      notCovered: null,
      uncoveredTopic: RADAR,
    });
    expect(outcomeOf({ ownTopic: 0.7, articleTopic: 0.8 })).toMatchObject({ notCovered: 'its speed' });
    expect(outcomeOf({ ownTopic: 0.7, articleTopic: 0.8 })).not.toHaveProperty('uncoveredTopic');
  });

  it('what is likelier than a line is answered', () => {
    expect(answerOf({ own: 0.9, ownTopic: 0.8 })).toBe('faq/1');
  });

  it('an unlikely line is not told', () => {
    expect(outcomeOf({ ownTopic: 0.3 })).toMatchObject({ outcome: 'none', notCovered: null });
    expect(outcomeOf({ ownTopic: 0.3 })).not.toHaveProperty('uncoveredTopic');
  });
});
