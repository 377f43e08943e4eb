import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { syntheticSet } from '../../bench/synthetic-pack.ts';
import type { Pack } from '../../src/content/pack.ts';
import { buildIndex, textsOf } from '../../src/search/build-index.ts';
import type { SearchIndex, SearchResult, Suggestion } from '../../src/search/hit.ts';
import { ferry, ferryInFrench, packOf } from './ferry-pack.ts';
import { randomVector, randomVectors } from './vectors.ts';
import { runAtOnce } from '../../src/time-slices.ts';

const DIMENSIONS = 16;

const ODD_QUESTIONS: readonly (readonly [name: string, question: string])[] = [
  ['nothing', ''],
  ['spaces and line breaks', ' \t\n\r\u00a0\u3000\u2028'],
  ['one letter', 'a'],
  ['one sign', '?'],
  ['one digit', '7'],
  ['one Chinese character', '船'],
  ['6,000 times the same letter', 'x'.repeat(6000)],
  ['6,000 characters of words', 'ferry price '.repeat(500)],
  ['6,000 characters of different words', Array.from({ length: 900 }, (_, at) => `word${at}`).join(' ')],
  ['6,000 emoji', '🦭'.repeat(3000)],
  ['6,000 opening brackets', '('.repeat(6000)],
  ['6,000 line breaks', '\n'.repeat(6000)],
  ['an emoji cut in two where reading ends', `${'x'.repeat(399)}🦭 ferry`],
  ['emoji only', '🦭🚢⛴️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
  ['an emoji of several', '👩‍👩‍👧‍👦 👍🏽 ☎️ 7️⃣'],
  ['mixed scripts', 'ferry паром 渡し船 مركب เรือ ferry'],
  ['letters of other scripts that look alike', 'fеrrу рriсе'],
  ['zero-width marks inside words', 'fe\u200brry\u200d pri\u2060ce\ufeff'],
  ['zero-width marks only', '\u200b\u200c\u200d\u2060\ufeff'],
  ['right-to-left text', 'כמה עולה כרטיס ل ثمن التذكرة'],
  ['marks that turn the direction', '\u202eyrref\u202c \u2066price\u2069 \u200f'],
  ['combining characters', 'f\u0301e\u0308\u0323rry pri\u0327ce'],
  ['combining characters only', '\u0301\u0308\u0323\u20dd'],
  ['a letter under a heap of accents', `e${'\u0301'.repeat(500)}`],
  ['a letter that unfolds into eighteen', '\ufdfa'.repeat(400)],
  ['letters that change length with their case', 'İSTANBUL straße ŉ ǰ ΐ'],
  ['a lone first half', 'ferry \ud83d price'],
  ['a lone second half', '\udd14'],
  ['halves in the wrong order', '\udd14\ud83d\udd14\ud83d'],
  ['a regular expression', '^(?:.*+?[^$]{2,}|\\b\\d)\\1$ferry(?<name>'],
  ['Markdown', '# **__~~||`ferry`||~~__** [price](javascript:x) <@1> > - 1. ```'],
  ['digits only', '1978 22 140'],
  ['a very long number', '9'.repeat(300)],
  ['digits of other scripts', '١٢٣ १२३ １２３ ²³ ½'],
  ['names that objects have', '__proto__ constructor toString hasOwnProperty valueOf'],
  ['control characters', '\0\u0001\u0007\u001b[31mferry\u007f\u0085'],
  ['private and unassigned characters', '\ue000\uffff\u{10ffff}\u0378'],
];

const PIECES =
  "ferry price sail who is 14 Aurora lobstr n't . - \u0301 \u200d \u202e 🦭 \ud83d 渡 $ ( \\ ` * _ | ~"
    .split(' ')
    .concat(' ', ' ', ' ');

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  // Halves of characters as well.
  fc.array(fc.nat(0xff_ff), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join('')),
);

const packs: readonly (readonly [name: string, pack: Pack])[] = [
  ['a pack', ferry],
  ['a pack in French', ferryInFrench],
  ['a pack with one entry', packOf([['How much is the ferry?']])],
  ['a pack with one entry of many wordings', packOf([['Price?', ...Array<string>(20).fill('ferry price')]])],
  ['a pack with no FAQ', { ...ferry, faq: [] }],
  ['a pack of highlights', { ...ferry, faq: [], sections: [], notCovered: [] }],
  ['a pack of what is not covered', { ...ferry, faq: [], sections: [], highlights: [] }],
  [
    'a pack with the same wording in two entries',
    packOf([
      ['What is the ferry?', 'ferry price', 'ferry'],
      ['What does it cost?', 'ferry price', 'ferry'],
      ['What is the ferry?', 'who', 'ferry'],
    ]),
  ],
  ['an empty pack', packOf([])],
];

interface Searched {
  readonly name: string;
  readonly lexical: SearchIndex;
  readonly semantic: SearchIndex;
}

function searched(name: string, pack: Pack): Searched {
  const lexical = runAtOnce(buildIndex(pack));
  // An empty pack has no text to have a vector.
  const semantic = runAtOnce(lexical.withVectors(randomVectors(textsOf(pack), DIMENSIONS))) ?? lexical;
  return { name, lexical, semantic };
}

const indexes = packs.map(([name, pack]) => searched(name, pack));

/** With what explains it. */
function inFull(result: SearchResult) {
  return { ...result, hits: result.hits.map((hit) => ({ ...hit, explain: hit.explain() })) };
}

/** What no result may be like, where this one is. */
function flawsOf({ hits, notCovered }: SearchResult): readonly string[] {
  return [
    ...(hits.length > 10 ? [`${hits.length} hits`] : []),
    ...hits.flatMap(({ passage, confidence, explain }, at) => {
      const before = hits[at - 1];
      return [
        ...(isConfidence(confidence) ? [] : [`${passage.id} at a confidence of ${confidence}`]),
        ...explain()
          .filter(({ value, share }) => !Number.isFinite(value) || !Number.isFinite(share))
          .map(({ name }) => `no number for "${name}" of ${passage.id}`),
        ...(before === undefined || before.confidence >= confidence ? [] : [`${passage.id} comes too late`]),
      ];
    }),
    ...twice(hits),
    ...(notCovered === null || isConfidence(notCovered.confidence) ? [] : ['no confidence for a line']),
  ];
}

function flawsOfSuggestions(suggestions: readonly Suggestion[], limit: number): readonly string[] {
  return [
    ...(suggestions.length > limit ? [`${suggestions.length} suggestions`] : []),
    ...suggestions
      .filter(({ score }) => !Number.isFinite(score))
      .map(({ wording }) => `no score: ${wording}`),
    ...twice(suggestions),
  ];
}

function isConfidence(value: number): boolean {
  return value >= 0 && value <= 1;
}

/** A section counts as one, whichever of its paragraphs. */
function twice(found: readonly Pick<Suggestion, 'passage'>[]): readonly string[] {
  const keys = found.map(({ passage }) => `${passage.kind}/${passage.index}`);
  return keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `${key} twice`);
}

function flawsWith({ lexical, semantic }: Searched, question: string): readonly string[] {
  return [
    ...flawsOf(lexical.search(question)),
    ...flawsOf(semantic.search(question)),
    ...flawsOf(semantic.search(question, randomVector(question, DIMENSIONS))),
    ...flawsOf(lexical.search(question, randomVector(question, DIMENSIONS))),
    ...flawsOfSuggestions(lexical.suggest(question, 25), 25),
  ];
}

describe.each(indexes.map((index) => [index.name, index] as const))('%s', (_name, index) => {
  it.each(ODD_QUESTIONS)('stands %s', (_, question) => {
    expect(flawsWith(index, question)).toEqual([]);
  });
});

describe('any question', () => {
  it('gets a sound result from every pack', () => {
    fc.assert(
      fc.property(fc.constantFrom(...indexes), texts, (index, question) => {
        expect(flawsWith(index, question)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('gets the same result twice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...indexes), texts, texts, ({ lexical }, question, other) => {
        const before = inFull(lexical.search(question));
        lexical.search(other);
        expect(inFull(lexical.search(question))).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });

  it('gets a sound result with a vector that points nowhere', () => {
    for (const { semantic } of indexes) {
      expect(flawsOf(semantic.search('ferry price', new Float32Array(DIMENSIONS)))).toEqual([]);
    }
  });

  it('goes on without vectors where a text has none', () => {
    const partly = randomVectors(textsOf(ferry).slice(1), DIMENSIONS);
    expect(runAtOnce(runAtOnce(buildIndex(ferry)).withVectors(partly))).toBeNull();
  });
});

describe('any content', () => {
  it('gives sound results, and its own wordings are found', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(texts, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        texts,
        (entries, text) => {
          const made = packOf(entries.map(([question, ...wordings]) => [question ?? '', ...wordings]));
          const pack = { ...made, faq: made.faq.map((passage) => ({ ...passage, text })) };
          const index = searched('made', pack);
          for (const question of [text, ...entries.flat()]) expect(flawsWith(index, question)).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is found by a wording word by word, with and without vectors', () => {
    const question = 'How much is a ticket?';
    const [own] = indexes;
    expect(own?.lexical.search(question).hits[0]?.passage.id).toBe('faq/2');
    expect(own?.semantic.search(question, randomVector('else', DIMENSIONS)).hits[0]?.passage.id).toBe(
      'faq/2',
    );
  });
});

describe('a pack with 100,000 wordings', () => {
  const { pack, questions } = syntheticSet(100_000, 20, 5);
  const built: { index: SearchIndex | null } = { index: null };

  beforeAll(() => {
    built.index = runAtOnce(buildIndex(pack));
  });

  function index(): SearchIndex {
    if (built.index === null) throw new Error('the index is not built');
    return built.index;
  }

  function flaws(question: string): readonly string[] {
    return [...flawsOf(index().search(question)), ...flawsOfSuggestions(index().suggest(question, 25), 25)];
  }

  it.each(ODD_QUESTIONS)('stands %s', (_, question) => {
    expect(flaws(question)).toEqual([]);
  });

  it('gives sound results for new questions', () => {
    for (const question of questions) {
      expect(flaws(question)).toEqual([]);
      expect(index().search(question).hits.length).toBeGreaterThan(0);
    }
  });

  it('finds a wording that no other entry has, word by word', () => {
    const owners = new Map<string, number>();
    for (const { heading, wordings } of pack.faq) {
      for (const wording of new Set([heading, ...wordings])) {
        owners.set(wording, (owners.get(wording) ?? 0) + 1);
      }
    }
    for (const passage of pack.faq.filter((_, at) => at % 1000 === 500)) {
      const wording = passage.wordings.find((one) => owners.get(one) === 1) ?? passage.heading;
      const [hit] = index().search(wording).hits;
      expect(hit?.passage.id).toBe(passage.id);
      expect(hit?.confidence).toBeGreaterThan(0.9);
    }
  });

  it('stands any question', () => {
    fc.assert(
      fc.property(texts, (question) => {
        expect(flaws(question)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
