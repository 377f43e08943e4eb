import { describe, expect, it } from 'vitest';
import { claimOfOthers } from '../../src/answers/other-subjects.ts';
import { buildIndex } from '../../src/search/build-index.ts';
import { runAtOnce } from '../../src/time-slices.ts';
import { market } from '../fixtures/market.ts';

const english = market.filter(({ locale }) => locale === 'en');
const indexes = new Map(english.map((pack) => [pack.slug, runAtOnce(buildIndex(pack))]));

/** What the others' claim takes from an article, in log-odds. */
function taken(slug: string, question: string): number {
  const words = [...indexes].map(([one, index]) => ({ one, known: index.distinctiveWords(question) }));
  const own = words.find(({ one }) => one === slug)?.known ?? [];
  return claimOfOthers(
    own,
    words.filter(({ one }) => one !== slug).map(({ known }) => known),
  );
}

describe('an article yields to another', () => {
  it('most where the question has a word of its title', () => {
    for (const question of ['how do I report a Kitebox', 'may I advertise my kitebox', 'report a kitbox']) {
      expect(taken('rules', question)).toBeLessThanOrEqual(-3);
      expect(taken('kitebox', question)).toBe(0);
    }
  });

  it('somewhat where the question has a word that only the other one has', () => {
    expect(taken('rules', 'where do the trams stop')).toBe(-1);
    expect(taken('fair', 'where do the trams stop')).toBe(0);
  });

  it('not where each has as much of the question as the other, or neither has any', () => {
    expect(taken('kitebox', 'do trams run at three beaufort')).toBe(0);
    expect(taken('rules', 'what is the capital of France')).toBe(0);
    expect(taken('rules', 'where can I find it')).toBe(0);
  });
});
