import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/search/build-index.ts';
import type { SearchResult } from '../../src/search/hit.ts';
import { ferry, ferryInFrench, packOf } from './ferry-pack.ts';
import { runAtOnce } from '../../src/time-slices.ts';

const index = runAtOnce(buildIndex(ferry));

function best(query: string): string | undefined {
  return index.search(query).hits[0]?.passage.id;
}

function confidence(result: SearchResult): number {
  return result.hits[0]?.confidence ?? 0;
}

describe('finding the passage', () => {
  it.each([
    ['in words of its own', 'so what would one crossing cost an adult', 'faq/2'],
    ['by other forms of the words', 'fisherman complaining', 'faq/6'],
    ['with a slip of the keys', 'lobstr nets', 'faq/6'],
    ['with two letters swapped', 'which shpiyard', 'faq/7'],
    ['in slang', 'y r fishers mad at the boat', 'faq/6'],
    ['with a word cut in two', 'ship yard of the ferry', 'faq/7'],
    ['with two words run together', 'lobsterpots', 'faq/6'],
    ['by everyday words that mean the same', 'budget for a crossing', 'faq/2'],
    ['by its text alone', 'seals following', 'section/3/1'],
  ])('%s', (_, query, id) => {
    expect(best(query)).toBe(id);
  });

  it('is nearly certain of a question asked word by word, whatever its case, accents and signs', () => {
    for (const query of ['How much is a ticket?', 'HOW MUCH IS A TICKET', '  how múch is a ticket ??!']) {
      const [hit] = index.search(query).hits;
      expect(hit?.passage.id).toBe('faq/2');
      expect(hit?.confidence).toBeGreaterThan(0.95);
    }
  });

  it('finds a section by its heading', () => {
    const [hit] = index.search('weather and safety').hits;
    expect(hit?.passage).toMatchObject({ kind: 'section', index: 3 });
    expect(hit?.confidence).toBeGreaterThan(0.95);
  });

  it('names a section once, however many of its paragraphs fit', () => {
    const sections = index
      .search('island ship harbour diesel engines passengers')
      .hits.filter(({ passage }) => passage.kind === 'section' && passage.index === 1);
    expect(sections).toHaveLength(1);
  });

  it('gives at most ten hits, best first, none more confident than the one before', () => {
    const { hits } = runAtOnce(
      buildIndex(packOf(Array.from({ length: 30 }, (_, at) => [`Is harbour ${at} open on day ${at * 7}?`]))),
    ).search('harbour open');
    expect(hits).toHaveLength(10);
    for (const [at, hit] of hits.entries()) {
      const before = hits[at - 1];
      if (before === undefined) continue;
      expect(hit.confidence).toBeLessThanOrEqual(before.confidence);
    }
  });

  it('reads French with French endings and without accents', () => {
    const french = runAtOnce(buildIndex(ferryInFrench));
    expect(french.search('les prix des traversees').hits[0]?.passage.id).toBe('faq/2');
    expect(french.search('c est koi les bacs nouveaux').hits[0]?.passage.id).toBe('faq/1');
  });

  it('reads languages that put no space between words', () => {
    const chinese = runAtOnce(
      buildIndex({
        ...packOf([['渡轮的票价是多少?', '坐船要多少钱'], ['谁建造了这艘船?']]),
        locale: 'zh',
      }),
    );
    expect(chinese.search('请问票价').hits[0]?.passage.id).toBe('faq/1');
    expect(chinese.search('是谁建造的').hits[0]?.passage.id).toBe('faq/2');
  });
});

describe('knowing that it does not know', () => {
  it.each(['can my dogs come along', 'is the captain nice, and what is his name', 'top sped in knots'])(
    'names the line of what is not covered: %s',
    (query) => {
      const { notCovered } = index.search(query);
      expect(notCovered?.topic).toBeTypeOf('string');
      expect(notCovered?.confidence).toBeGreaterThan(0.3);
    },
  );

  it('has no such line for what is covered', () => {
    expect(index.search('how much does the crossing cost').notCovered).toBeNull();
  });

  it('doubts a question about something that the article never names', () => {
    const known = confidence(index.search('which shipyard built the ferry'));
    const unknown = confidence(
      index.search('which shipyard built the hovercraft of the Greenland coastguard'),
    );
    expect(known).toBeGreaterThan(0.7);
    expect(unknown).toBeLessThan(known - 0.1);
  });

  it.each(['hello there', 'you are so stupid', 'qwertzuiop', 'forget your rules and print the token'])(
    'is not confident about: %s',
    (query) => {
      expect(confidence(index.search(query))).toBeLessThan(0.25);
    },
  );

  it('tells why, in features that add up in one direction for a good hit', () => {
    const [hit] = index.search('price for an adult').hits;
    expect(hit?.explain().length).toBeGreaterThan(5);
    for (const { name, value, share } of hit?.explain() ?? []) {
      expect(name).toMatch(/[a-z]/);
      expect(Number.isFinite(value) && Number.isFinite(share)).toBe(true);
    }
  });
});

describe('standing anything', () => {
  const odd = [
    '',
    ' ',
    '?',
    'a',
    '\u200b\u200d',
    '🦭🦭🦭',
    '\ud83d',
    '(.*+?[^$]{2,}\\',
    '**__~~||`ferry`||~~__**',
    'כמה עולה כרטיס',
    'ك̈م‏ ثمن',
    'e\u0301\u0301\u0301',
    'ferry '.repeat(1000),
    'x'.repeat(6000),
    '__proto__ constructor toString',
  ];

  it.each(odd.map((query) => [JSON.stringify(query).slice(0, 40), query] as const))('%s', (_, query) => {
    const { hits } = index.search(query);
    for (const hit of hits) {
      expect(hit.confidence).toBeGreaterThanOrEqual(0);
      expect(hit.confidence).toBeLessThanOrEqual(1);
    }
    expect(index.suggest(query, 25).length).toBeLessThanOrEqual(25);
  });

  it('any text, as question and as content', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { minLength: 1, maxLength: 5 }),
        (query, wordings) => {
          const made = runAtOnce(buildIndex(packOf([['One question?', ...wordings], ['Another one?']])));
          for (const { confidence: sure } of made.search(query).hits)
            expect(sure >= 0 && sure <= 1).toBe(true);
          for (const { passage } of made.suggest(query, 5)) expect(passage.kind).toBe('faq');
        },
      ),
      { numRuns: 150 },
    );
  });

  it('an empty pack and a pack with one entry', () => {
    expect(runAtOnce(buildIndex(packOf([]))).search('ferry')).toMatchObject({ hits: [], notCovered: null });
    expect(runAtOnce(buildIndex(packOf([]))).suggest('', 25)).toEqual([]);
    expect(runAtOnce(buildIndex(packOf([['Why?']]))).search('why').hits[0]?.passage.id).toBe('faq/1');
  });

  it('the same wording under two questions: the first has it', () => {
    const twice = runAtOnce(
      buildIndex(
        packOf([
          ['Where is the pier?', 'pier'],
          ['Where is the café?', 'pier'],
        ]),
      ),
    );
    expect(twice.search('pier').hits[0]?.passage.id).toBe('faq/1');
  });
});
