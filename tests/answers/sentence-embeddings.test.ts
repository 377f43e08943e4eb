import { describe, expect, it } from 'vitest';
import type { Answers, QueryScope } from '../../src/answers/answers.ts';
import { createAnswers } from '../../src/answers/create-answers.ts';
import type { SentenceEmbeddings } from '../../src/answers/sentence-embeddings.ts';
import type { RankedPassage } from '../../src/answers/outcome.ts';
import type { Library } from '../../src/content/pack.ts';
import type { TextVectors } from '../../src/search/embedder.ts';
import { ferry, packOf } from '../search/ferry-pack.ts';
import { unit } from '../search/vectors.ts';

/** Each with words that mean it, some of which no pack has. */
const CONCEPTS = [
  ['price', 'cost', 'quux'],
  ['seals', 'animals', 'grault'],
  ['storm', 'weather', 'corge'],
] as const;
const DIMENSIONS = CONCEPTS.length;

/** Texts about none of these have no direction. */
function vectorFor(text: string): Float32Array {
  const words = new Set(text.toLowerCase().match(/\p{L}+/gu));
  return unit(...CONCEPTS.map((concept) => concept.filter((word) => words.has(word)).length));
}

function vectorsFor(texts: readonly string[]): TextVectors {
  const vectors = new Map(texts.map((text) => [text, vectorFor(text)]));
  return { dimensions: DIMENSIONS, get: (text) => vectors.get(text) };
}

function embeddingsWith(parts: Partial<SentenceEmbeddings> = {}): SentenceEmbeddings {
  return {
    understands: () => true,
    vectorsOf: (texts) => Promise.resolve(vectorsFor(texts)),
    vectorOf: (question) => Promise.resolve(vectorFor(question)),
    reads: () => false,
    read: () => Promise.resolve('failed'),
    ...parts,
  };
}

const pack = packOf([
  ['What is the price?', 'the cost of it'],
  ['Which seals are there?', 'animals to see'],
  ['What stops her in a storm?', 'bad weather'],
]);
const french = {
  ...packOf([
    ['Quel est le prix ?', 'price'],
    ['Quels phoques y a-t-il ?', 'seals'],
  ]),
  locale: 'fr',
};

const english: QueryScope = { locale: 'en' };
/** No pack has a word of it, nor one that is like it. */
const BY_MEANING_ONLY = 'quux?';
const NEAREST = 'a wording, a sentence or all of it means something like the question';

async function ranking(
  answers: Answers,
  question: string,
  asked: QueryScope = english,
): Promise<readonly RankedPassage[]> {
  return (await answers.ask(question, asked)).ranking;
}

/** With what explains it. */
function inFull(found: readonly RankedPassage[]) {
  return found.map((one) => ({ ...one, explain: one.explain() }));
}

function similarityOf(found: RankedPassage | undefined): number | undefined {
  return found?.explain().find(({ name }) => name === NEAREST)?.value;
}

function byId(found: readonly RankedPassage[], id: string): RankedPassage | undefined {
  return found.find(({ passage }) => passage.id === id);
}

/** Settled by hand. */
function pending<Value>(): { readonly promise: Promise<Value>; readonly resolve: (value: Value) => void } {
  let settle: (value: Value) => void = () => {};
  const promise = new Promise<Value>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: (value) => settle(value) };
}

describe('without a meaning', () => {
  it('answers by words alone and says so', async () => {
    const answers = createAnswers([pack]);
    expect(await answers.ready).toBe(false);
    expect(await ranking(answers, BY_MEANING_ONLY)).toEqual([]);
    expect(await answers.ask('What is the price?', english)).toMatchObject({ outcome: 'answer' });
  });
});

describe('with a meaning', () => {
  it('answers by words until the vectors are there, and after that by meaning', async () => {
    const vectors = pending<TextVectors | null>();
    let texts: readonly string[] = [];
    const answers = createAnswers([pack], {
      embeddings: embeddingsWith({
        vectorsOf: (wanted) => {
          texts = wanted;
          return vectors.promise;
        },
      }),
    });
    expect(await ranking(answers, BY_MEANING_ONLY)).toEqual([]);
    expect(await answers.ask('The COST of it?!', english)).toMatchObject({
      outcome: 'answer',
      best: { passage: { id: 'faq/1' } },
    });

    vectors.resolve(vectorsFor(texts));
    expect(await answers.ready).toBe(true);
    const found = await ranking(answers, BY_MEANING_ONLY);
    expect(similarityOf(byId(found, 'faq/1'))).toBeGreaterThan(0.9);
    expect(similarityOf(byId(found, 'faq/2'))).toBeLessThan(0.1);
    expect(await answers.ask('The COST of it?!', english)).toMatchObject({
      outcome: 'answer',
      best: { passage: { id: 'faq/1' } },
    });
  });

  it('takes a misspelt word for what it means in the article', async () => {
    const answers = createAnswers([pack], { embeddings: embeddingsWith() });
    await answers.ready;
    const corrected = byId(await ranking(answers, 'wich sealls are ther'), 'faq/2');
    expect(similarityOf(corrected)).toBeGreaterThan(0.9);
  });

  it('asks for the vector of every text of the packs', async () => {
    const wanted = new Set<string>();
    const answers = createAnswers([pack, ferry], {
      embeddings: embeddingsWith({
        vectorsOf: (texts) => {
          for (const text of texts) wanted.add(text);
          return Promise.resolve(vectorsFor(texts));
        },
      }),
    });
    await answers.ready;
    for (const text of [
      'What is the price?',
      'animals to see',
      'Answer 3.',
      'Seals have been seen to follow her.',
      'who the captain is',
      'name of the captain',
      'Weather and safety',
    ]) {
      expect(wanted).toContain(text);
    }
  });

  it('answers by words what was asked just before the vectors came', async () => {
    const vectors = pending<TextVectors | null>();
    let texts: readonly string[] = [];
    const vectorsWhen: SentenceEmbeddings['vectorsOf'] = (wanted) => {
      texts = wanted;
      return vectors.promise;
    };
    const answers = createAnswers([pack], { embeddings: embeddingsWith({ vectorsOf: vectorsWhen }) });
    const asked = [BY_MEANING_ONLY, 'The COST of it?!'].map((question) => answers.ask(question, english));
    vectors.resolve(vectorsFor(texts));
    const [byMeaning, byWords] = await Promise.all(asked);
    expect(byMeaning?.ranking).toEqual([]);
    expect(byWords).toMatchObject({ outcome: 'answer', best: { passage: { id: 'faq/1' } } });
    await answers.ready;
    expect(await ranking(answers, BY_MEANING_ONLY)).not.toEqual([]);
  });

  it('finds what was chosen from a list whatever it means', async () => {
    const answers = createAnswers([pack], {
      embeddings: embeddingsWith({ vectorOf: () => Promise.resolve(unit(0, 1, 0)) }),
    });
    await answers.ready;
    expect(await answers.ask('What is the price?', english)).toMatchObject({
      outcome: 'answer',
      best: { passage: { id: 'faq/1' }, confidence: 1 },
    });
  });

  it('offers the same while somebody types as without one', async () => {
    const asked = { ...english, limit: 25 };
    const answers = createAnswers([pack], { embeddings: embeddingsWith() });
    await answers.ready;
    for (const typed of ['', 'pri', 'animals', BY_MEANING_ONLY]) {
      expect(await answers.suggest(typed, asked)).toEqual(await createAnswers([pack]).suggest(typed, asked));
    }
  });

  it('has nothing where there is no content', async () => {
    const answers = createAnswers([], { embeddings: embeddingsWith() });
    await answers.ready;
    expect(await answers.ask(BY_MEANING_ONLY, english)).toMatchObject({ outcome: 'none', ranking: [] });
  });
});

describe('where the model can’t go on', () => {
  const withoutVectors: readonly (readonly [string, Partial<SentenceEmbeddings>])[] = [
    ['before the texts have vectors', { vectorsOf: () => Promise.resolve(null) }],
    ['at all', { vectorsOf: () => Promise.resolve(null), vectorOf: () => Promise.resolve('failed') }],
  ];

  it.each(withoutVectors)('%s, it goes on by words', async (_, parts) => {
    const answers = createAnswers([pack], { embeddings: embeddingsWith(parts) });
    expect(await answers.ready).toBe(false);
    expect(await ranking(answers, BY_MEANING_ONLY)).toEqual([]);
    expect(await answers.ask('what is the PRICE', english)).toMatchObject({
      outcome: 'answer',
      best: { passage: { id: 'faq/1' } },
    });
  });

  it('for one question, it answers that one by words and the next by meaning', async () => {
    let working = false;
    const answers = createAnswers([pack], {
      embeddings: embeddingsWith({
        vectorOf: (question) => Promise.resolve(working ? vectorFor(question) : 'late'),
      }),
    });
    expect(await answers.ready).toBe(true);
    expect(await ranking(answers, BY_MEANING_ONLY)).toEqual([]);
    const byWords = await ranking(createAnswers([pack]), 'any seals');
    expect(inFull(await ranking(answers, 'any seals'))).toEqual(inFull(byWords));
    expect(await answers.ask('Animals to see?', english)).toMatchObject({
      outcome: 'answer',
      best: { passage: { id: 'faq/2' } },
    });
    working = true;
    expect(byId(await ranking(answers, BY_MEANING_ONLY), 'faq/1')).toBeDefined();
  });
});

describe('in a language that the meaning does not know', () => {
  function inEnglishOnly(library: Library) {
    const wanted: string[] = [];
    const answers = createAnswers(library, {
      embeddings: embeddingsWith({
        understands: (locale) => locale === 'en',
        vectorsOf: (texts) => {
          wanted.push(...texts);
          return Promise.resolve(vectorsFor(texts));
        },
      }),
    });
    return { answers, wanted };
  }

  it('packs get no vectors, and the others do', async () => {
    const { answers, wanted } = inEnglishOnly([pack, { ...french, slug: 'other' }]);
    expect(await answers.ready).toBe(true);
    expect(wanted).toContain('animals to see');
    expect(wanted).not.toContain('Quel est le prix ?');
    const found = await ranking(answers, BY_MEANING_ONLY, { locale: 'fr' });
    expect(new Set(found.map(({ pack: { locale } }) => locale))).toEqual(new Set(['en']));
  });

  it('packs are searched by words', async () => {
    const { answers } = inEnglishOnly([{ ...french, slug: 'other' }]);
    await answers.ready;
    expect(await ranking(answers, BY_MEANING_ONLY, { locale: 'fr' })).toEqual([]);
    const found = await ranking(answers, 'les phoques', { locale: 'fr' });
    expect(found.map(({ passage }) => passage.id)).toEqual(['faq/2']);
    expect(similarityOf(found[0])).toBeUndefined();
  });
});

describe('a question that is asked again', () => {
  it('costs nothing a second time, and is answered alike', async () => {
    let vectors = 0;
    const answers = createAnswers([pack], {
      embeddings: embeddingsWith({
        vectorOf: (question) => {
          vectors += 1;
          return Promise.resolve(vectorFor(question));
        },
      }),
    });
    await answers.ready;
    const [first, second] = [
      await ranking(answers, BY_MEANING_ONLY),
      await ranking(answers, BY_MEANING_ONLY),
    ];
    expect(first.length).toBeGreaterThan(0);
    expect(second).toEqual(first);
    expect(vectors).toBe(1);
  });

  it('costs nothing a second time where the model has failed for good', async () => {
    let asked = 0;
    const answers = createAnswers([pack], {
      embeddings: embeddingsWith({
        vectorOf: () => {
          asked += 1;
          return Promise.resolve('failed');
        },
      }),
    });
    await answers.ready;
    const [first, second] = [await ranking(answers, 'any seals'), await ranking(answers, 'any seals')];
    expect(first.length).toBeGreaterThan(0);
    expect(second).toEqual(first);
    expect(asked).toBe(1);
  });

  it('is found by its meaning although it was asked before the vectors were there', async () => {
    const { promise, resolve } = pending<TextVectors | null>();
    let texts: readonly string[] = [];
    const answers = createAnswers([pack], {
      embeddings: embeddingsWith({
        vectorsOf: (wanted) => {
          texts = wanted;
          return promise;
        },
      }),
    });
    expect(await ranking(answers, BY_MEANING_ONLY)).toEqual([]);
    resolve(vectorsFor(texts));
    await answers.ready;
    expect((await ranking(answers, BY_MEANING_ONLY)).length).toBeGreaterThan(0);
  });
});

describe('with somebody who reads', () => {
  /** Finds an answer in whatever holds one of these words, in the sentence that holds it. */
  function readerOf(telling: string): Pick<SentenceEmbeddings, 'reads' | 'read'> {
    return {
      reads: (locale) => locale === 'en',
      read: (_, passages) =>
        Promise.resolve(
          passages.map(({ heading, sentences }) => ({
            answers: `${heading} ${sentences.join(' ')}`.includes(telling) ? 8 : -8,
            sentences: sentences.map((sentence) => (sentence.includes(telling) ? 4 : -4)),
          })),
        ),
    };
  }

  it('answers with the passage that says so, not with the one that is likest', async () => {
    const answers = createAnswers([ferry], { embeddings: embeddingsWith(readerOf('Seals have been seen')) });
    await answers.ready;
    const [best] = await ranking(answers, 'which animals follow the ship');
    expect(best?.passage.plain).toContain('Seals have been seen');
    expect(best?.evidence).toBe('Seals have been seen to follow her.');
  });

  it('is less sure of what does not say so, however alike it is', async () => {
    const question = 'the price for it then';
    const confidenceWith = async (reader: Pick<SentenceEmbeddings, 'reads' | 'read'>) => {
      const answers = createAnswers([pack], { embeddings: embeddingsWith(reader) });
      await answers.ready;
      return byId(await ranking(answers, question), 'faq/1')?.confidence ?? 0;
    };
    const [said, unsaid] = [
      await confidenceWith(readerOf('price')),
      await confidenceWith(readerOf('nothing')),
    ];
    expect(said).toBeGreaterThan(0.5);
    expect(unsaid).toBeLessThan(said - 0.1);
  });

  it('reads what was meant by a slip, and eight passages at most', async () => {
    const read: { question: string; passages: number }[] = [];
    const answers = createAnswers([ferry], {
      embeddings: embeddingsWith({
        reads: () => true,
        read: (question, passages) => {
          read.push({ question, passages: passages.length });
          return Promise.resolve('failed');
        },
      }),
    });
    await answers.ready;
    await ranking(answers, 'wich sealls follow the ferry in a storm');
    expect(read).toHaveLength(1);
    expect(read[0]?.question).toContain('seals');
    expect(read[0]?.passages).toBeLessThanOrEqual(8);
    expect(read[0]?.passages).toBeGreaterThan(3);
  });

  it('goes by vectors where reading takes too long, and reads for the next who asks', async () => {
    let late = true;
    const reader = readerOf('Seals have been seen');
    const answers = createAnswers([ferry], {
      embeddings: embeddingsWith({
        ...reader,
        read: (...asked) => (late ? Promise.resolve('late') : reader.read(...asked)),
      }),
    });
    await answers.ready;
    const question = 'which animals follow the ship';
    const unread = await ranking(answers, question);
    expect(unread.length).toBeGreaterThan(0);
    expect(unread.every(({ evidence }) => evidence === null)).toBe(true);
    late = false;
    expect((await ranking(answers, question))[0]?.evidence).toBe('Seals have been seen to follow her.');
  });

  it('leaves alone a pack in a language that it does not read', async () => {
    let read = 0;
    const answers = createAnswers([french], {
      embeddings: embeddingsWith({
        reads: (locale) => locale === 'en',
        read: () => {
          read += 1;
          return Promise.resolve('failed');
        },
      }),
    });
    await answers.ready;
    expect((await ranking(answers, 'les phoques', { locale: 'fr' })).length).toBeGreaterThan(0);
    expect(read).toBe(0);
  });
});
