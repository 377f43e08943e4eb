import { expect, it } from 'vitest';
import { readSet } from '../../bench/data-sets.ts';
import { createAnswers } from '../../src/answers/create-answers.ts';
import type { Pack, Passage } from '../../src/content/pack.ts';
import { entry, memoryOf } from './server-memory.ts';

/**
 * Servers that taught the bot one, three or twenty entries, which are those of another article or some of the article's
 * own, taken out of it. By words alone, so that it stays quick; with sentence vectors the figures are as good.
 */
const articles = (await readSet('articles', '')).sets
  .flatMap(({ parts }) => parts)
  .filter(({ pack }) => pack.slug !== 'deepseek' && pack.faq.length > 10)
  .filter((_, at) => at % 6 === 0);

const asked = { locale: 'en', server: { id: 'one', revision: 1 } };
const WORDINGS_TAUGHT = 3;

function answersWith(pack: Pack, passages: readonly Passage[]) {
  const entries = passages.map((passage, at) =>
    entry(`e${at}`, passage.heading, {
      answer: passage.text,
      wordings: passage.wordings.slice(0, WORDINGS_TAUGHT),
    }),
  );
  return createAnswers([pack], {
    memory: memoryOf({ entries }),
    report: (error) => {
      throw error;
    },
  });
}

interface Tally {
  asked: number;
  found: number;
}

it('entries answer hardly anything that is not about them, and are mostly found in other words', async () => {
  const others: Tally = { asked: 0, found: 0 };
  const exact: Tally = { asked: 0, found: 0 };
  const inOtherWords: Tally = { asked: 0, found: 0 };
  for (const [at, { pack, questions }] of articles.entries()) {
    const foreign = articles[(at + 1) % articles.length]?.pack.faq ?? [];
    for (const count of [1, 3, 20]) {
      const own = pack.faq.slice(0, Math.min(count, pack.faq.length / 2));
      const without = { ...pack, faq: pack.faq.filter((passage) => !own.includes(passage)) };
      for (const [article, taught] of [
        [pack, foreign.slice(0, count)],
        [without, own],
      ] as const) {
        const answers = answersWith(article, taught);
        for (const { query, expect: right } of questions) {
          const about = right.some(
            (one) => 'kind' in one && one.kind === 'faq' && taught.some(({ index }) => index === one.index),
          );
          if (taught === own && about) continue;
          const outcome = await answers.ask(query, asked);
          others.asked += 1;
          if (outcome.outcome === 'answer' && outcome.best.added !== undefined) others.found += 1;
        }
        for (const [place, passage] of taught.entries()) {
          const isIt = (found: { readonly passage: Passage }) => found.passage.id === `entry/e${place}`;
          const [wording] = passage.wordings;
          if (wording !== undefined) {
            const outcome = await answers.ask(wording.toUpperCase(), asked);
            exact.asked += 1;
            if (outcome.outcome === 'answer' && isIt(outcome.best)) exact.found += 1;
          }
          for (const another of passage.wordings.slice(WORDINGS_TAUGHT, WORDINGS_TAUGHT + 2)) {
            const outcome = await answers.ask(another, asked);
            inOtherWords.asked += 1;
            const offered =
              outcome.outcome === 'answer'
                ? [outcome.best]
                : outcome.outcome === 'none'
                  ? []
                  : outcome.suggestions;
            if (offered.some(isIt)) inOtherWords.found += 1;
          }
        }
      }
    }
  }
  const share = ({ asked: all, found }: Tally) => found / all;
  expect(others.asked).toBeGreaterThan(500);
  expect(share(others)).toBeLessThanOrEqual(0.01);
  expect(share(exact)).toBe(1);
  expect(share(inOtherWords)).toBeGreaterThanOrEqual(0.45);
});
