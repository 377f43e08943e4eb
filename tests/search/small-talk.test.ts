import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/search/build-index.ts';
import { pointsBack, smallTalkIn } from '../../src/search/small-talk.ts';
import { runAtOnce } from '../../src/time-slices.ts';
import { packOf } from './ferry-pack.ts';

interface Example {
  readonly kind: string;
  readonly message: string;
}

function examplesIn(file: string): readonly Example[] {
  return readFileSync(join(import.meta.dirname, 'small-talk', file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [kind = '', message = ''] = line.split('\t');
      return { kind, message };
    });
}

/** The shares that docs/search.md tells, as fractions. */
function measured(examples: readonly Example[]) {
  const read = examples.map(({ kind, message }) => ({ kind, found: smallTalkIn(message), message }));
  const found = read.filter((one) => one.found !== null);
  const talk = read.filter(({ kind }) => kind !== 'question');
  return {
    mistaken: found.filter(({ kind }) => kind === 'question').map(({ message }) => message),
    recall: found.filter(({ kind }) => kind !== 'question').length / talk.length,
  };
}

describe('small talk', () => {
  it('is told from every question that begins like it, in the examples that the rules were made with', () => {
    const { mistaken, recall } = measured(examplesIn('seen.txt'));
    expect(mistaken).toEqual([]);
    expect(recall).toBe(1);
  });

  it('is told from them in the examples that nothing was tuned on', () => {
    const { mistaken, recall } = measured(examplesIn('held-out.txt'));
    expect(mistaken).toEqual([]);
    expect(recall).toBeGreaterThanOrEqual(0.95);
  });

  it('is what people remark on an answer, and no question that begins like it or ends in a question mark', () => {
    const { mistaken, recall } = measured(examplesIn('remarks-held-out.txt'));
    expect(mistaken).toEqual([]);
    expect(recall).toBeGreaterThanOrEqual(0.95);
  });

  it('is not what asks on and doesn’t say about what, which is told from each question that begins so', () => {
    const examples = examplesIn('pointers.txt');
    expect(examples.filter(({ kind, message }) => pointsBack(message) !== (kind === 'unclear'))).toEqual([]);
    expect(examples.filter(({ message }) => smallTalkIn(message) !== null)).toEqual([]);
    for (const file of ['held-out.txt', 'remarks-held-out.txt'])
      expect(examplesIn(file).filter(({ message }) => pointsBack(message))).toEqual([]);
  });

  it.each(examplesIn('seen.txt').filter(({ kind }) => kind !== 'question'))(
    'is known for what it is: $message',
    ({ kind, message }) => {
      expect(smallTalkIn(message)).toBe(kind);
    },
  );

  it('is none where the pack is asked for just that', () => {
    const pack = packOf([['Why is my ping so high?'], ['How do I get help?'], ['Who made the game?']]);
    const index = runAtOnce(buildIndex(pack));
    for (const message of ['ping', 'help', 'HELP!!']) expect(index.isSmallTalk(message)).toBe(false);
    for (const message of ['who made you', 'thanks a lot', 'test'])
      expect(index.isSmallTalk(message)).toBe(true);
    expect(index.search('help').hits[0]?.passage.heading).toBe('How do I get help?');
  });
});
