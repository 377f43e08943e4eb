import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnswers } from '../../src/answers/create-answers.ts';
import { decide, THRESHOLDS } from '../../src/answers/decision.ts';
import type { Outcome } from '../../src/answers/outcome.ts';
import { shiftBy, shifted } from '../../src/answers/votes.ts';
import { ferry } from '../search/ferry-pack.ts';
import { memoryOf } from './server-memory.ts';

/** Answered for sure enough, but not word by word. */
const QUESTION = 'what does a crossing cost for an adult';
const PASSAGE = { slug: 'ferry', locale: 'en', id: 'faq/2' };

async function askedWith(helpful: number, unhelpful: number, serverId = 'one'): Promise<Outcome> {
  const memory = memoryOf({ revision: 0 });
  const answers = createAnswers([ferry], {
    memory: {
      ...memory,
      votesOf: (id) => Promise.resolve(id === 'one' ? [{ passage: PASSAGE, helpful, unhelpful }] : []),
    },
  });
  const asked = { locale: 'en', server: { id: serverId, revision: 0 } };
  await answers.ask('anything', asked);
  return answers.ask(QUESTION, asked);
}

function sureOf(outcome: Outcome): number {
  return outcome.ranking.find(({ passage }) => passage.id === PASSAGE.id)?.confidence ?? 0;
}

describe('what members found of an answer', () => {
  it('makes it surer or less sure, and says so', async () => {
    const before = await askedWith(0, 0);
    const liked = await askedWith(30, 2);
    const disliked = await askedWith(2, 30);
    expect(sureOf(liked)).toBeGreaterThan(sureOf(before));
    expect(sureOf(disliked)).toBeLessThan(sureOf(before));
    const signal = liked.ranking[0]
      ?.explain()
      .find(({ name }) => name === 'what members of this server found of it');
    expect(signal).toMatchObject({ value: 28 });
    expect(signal?.share).toBeGreaterThan(0);
  });

  it('hardly matters as long as few voted', async () => {
    const before = sureOf(await askedWith(0, 0));
    for (const [helpful, unhelpful] of [
      [1, 0],
      [0, 1],
    ] as const) {
      const after = await askedWith(helpful, unhelpful);
      expect(after.outcome).toBe('answer');
      expect(Math.abs(sureOf(after) - before)).toBeLessThan(0.05);
    }
  });

  it('makes a suggestion of an answer that many found unhelpful', async () => {
    expect((await askedWith(0, 0)).outcome).toBe('answer');
    const outcome = await askedWith(3, 200);
    if (outcome.outcome !== 'suggestions') throw new Error(`it was ${outcome.outcome}`);
    expect(outcome.suggestions.map(({ passage }) => passage.id)).toContain(PASSAGE.id);
  });

  it('counts in that server only', async () => {
    expect((await askedWith(3, 200, 'two')).outcome).toBe('answer');
  });
});

const count = fc.nat({ max: 1_000_000 });

describe('whatever was voted', () => {
  it('never makes an answer of what would not have been suggested', () => {
    fc.assert(
      fc.property(
        count,
        count,
        fc.constantFrom('careful', 'balanced', 'eager'),
        (helpful, unhelpful, level) => {
          const almost = THRESHOLDS[level].suggest - 1e-9;
          const after = shifted(almost, shiftBy({ helpful, unhelpful }));
          expect(decide([after], null, level).outcome).not.toBe('answer');
        },
      ),
    );
  });

  it('leads the more votes there are the further, in the direction of most of them', () => {
    fc.assert(
      fc.property(count, count, (helpful, unhelpful) => {
        const share = shiftBy({ helpful, unhelpful });
        expect(Math.sign(share)).toBe(Math.sign(helpful - unhelpful));
        expect(shiftBy({ helpful: helpful + 1, unhelpful })).toBeGreaterThan(share);
        expect(shiftBy({ helpful, unhelpful: unhelpful + 1 })).toBeLessThan(share);
      }),
    );
  });
});
