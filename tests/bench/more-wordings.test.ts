import { describe, expect, it } from 'vitest';
import { madePack } from '../../bench/data-set.ts';
import { readSet } from '../../bench/data-sets.ts';
import { readMoreWordings, withMoreWordings } from '../../bench/more-wordings.ts';
import type { Passage } from '../../src/content/pack.ts';

function entry(index: number, heading: string, wordings: readonly string[] = []): Passage {
  return {
    id: `faq/${index}`,
    kind: 'faq',
    index,
    section: null,
    heading,
    text: 'On the hill.',
    markup: 'commonmark',
    plain: 'On the hill.',
    wordings,
  };
}

const pack = {
  ...madePack({
    slug: 'mill',
    title: 'The mill',
    version: '1',
    faq: [entry(1, 'When is it open?', ['opening hours']), entry(2, 'Where is it?')],
  }),
  notCovered: [{ topic: 'what a ticket costs', wordings: ['ticket price'] }],
};

const read = (text: string) => readMoreWordings({ number: 3, text });

describe('an article with more ways to ask', () => {
  it('has them behind its own, its entries where they were, and further topics behind its own', () => {
    const dense = withMoreWordings(pack, [
      { faq: 1, wordings: ['open on sundays?'] },
      { faq: 1, wordings: ['when does it close'] },
      { notCovered: 'what a ticket costs', wordings: ['is it free'] },
      { notCovered: 'who built it', wordings: ['builder'] },
    ]);

    expect(dense.faq.map(({ id, index, wordings }) => ({ id, index, wordings }))).toEqual([
      { id: 'faq/1', index: 1, wordings: ['opening hours', 'open on sundays?', 'when does it close'] },
      { id: 'faq/2', index: 2, wordings: [] },
    ]);
    expect(dense.notCovered).toEqual([
      { topic: 'what a ticket costs', wordings: ['ticket price', 'is it free'] },
      { topic: 'who built it', wordings: ['builder'] },
    ]);
  });

  it('tells which entry it lacks', () => {
    expect(() => withMoreWordings(pack, [{ faq: 3, wordings: ['parking'] }])).toThrow(
      'mill has no entry 3: its FAQ has 2.',
    );
  });

  it.each([
    ['not JSON', 'no JSON object'],
    ['{"faq":1}', '"wordings" is no list'],
    ['{"faq":1,"wordings":[]}', '"wordings" is no list'],
    ['{"faq":1,"wordings":["a",2]}', '"wordings" is no list'],
    ['{"wordings":["a"]}', 'either "faq"'],
    ['{"faq":1,"notCovered":"b","wordings":["a"]}', 'either "faq"'],
    ['{"notCovered":"","wordings":["a"]}', 'either "faq"'],
  ])('tells what is wrong with the line %s', (line, error) => {
    expect(read(line)).toEqual({ error: expect.stringContaining(`line 3: `) });
    expect(read(line)).toEqual({ error: expect.stringContaining(error) });
  });

  it.each([
    ['calibrate-dense', 16],
    ['unseen-dense', 8],
  ] as const)(
    'is read for the set %s, with more than eight ways to ask for each entry',
    async (name, count) => {
      const { sets, missing } = await readSet(name, '');
      const parts = sets.flatMap((set) => set.parts);
      expect(missing).toEqual([]);
      expect(parts).toHaveLength(count);
      for (const part of parts) {
        const wordings = part.pack.faq.flatMap((passage) => passage.wordings);
        expect(wordings.length / part.pack.faq.length).toBeGreaterThan(8);
        expect(part.pack.notCovered.length).toBeGreaterThan(0);
      }
    },
  );
});
