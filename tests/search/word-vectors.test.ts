import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/search/build-index.ts';
import { languageOf } from '../../src/search/languages/language.ts';
import { readWordVectors } from '../../src/search/languages/word-vectors.ts';
import { dot } from '../../src/search/vector-math.ts';
import { tokens } from '../../src/search/tokens.ts';
import { trigrams } from '../../src/search/trigrams.ts';
import { createVocabulary } from '../../src/search/vocabulary.ts';
import type { Vocabulary } from '../../src/search/vocabulary.ts';
import { createWrittenNames } from '../../src/search/written-names.ts';
import { packOf } from './ferry-pack.ts';
import { runAtOnce } from '../../src/time-slices.ts';

const english = languageOf('en');

function vocabularyOf(texts: readonly string[], locale = 'en'): Vocabulary {
  const language = languageOf(locale);
  return runAtOnce(
    createVocabulary(
      texts.map((text) => ({ wordings: [tokens(text, language)], heading: [], sentences: [] })),
      runAtOnce(createWrittenNames([], language)),
      language,
    ),
  );
}

describe('words as vectors', () => {
  const read = readWordVectors({
    dimensions: 2,
    words: 'pier quay zeppelin',
    vectors: Buffer.from(Int8Array.of(127, 0, 60, 80, 0, -128)).toString('base64'),
  });

  it('are of unit length and nearer, the more their numbers agree', () => {
    expect([...(read.vectorOf('pier') ?? [])]).toEqual([1, 0]);
    expect([...(read.vectorOf('zeppelin') ?? [])]).toEqual([0, -1]);
    expect(
      dot(read.vectorOf('pier') ?? new Float32Array(2), read.vectorOf('quay') ?? new Float32Array(2)),
    ).toBeCloseTo(0.6);
  });

  it('stand in the order of how common they are, and others are unknown', () => {
    expect(['pier', 'quay', 'zeppelin', 'seal'].map((word) => read.rankOf(word))).toEqual([
      0,
      1,
      2,
      undefined,
    ]);
    expect(read.vectorOf('seal')).toBeUndefined();
    expect(read.vectorOf('')).toBeUndefined();
    expect(read.rankOf('constructor')).toBeUndefined();
  });

  it('of English know common words better than rare ones, and no invented ones', () => {
    const rank = (word: string) => english.wordVectors?.rankOf(word);
    expect(rank('house')).toBeLessThan(rank('hospital') ?? 0);
    expect(rank('zyxwvia')).toBeUndefined();
  });
});

describe('words that mean something alike', () => {
  it('find an entry that has none of the question’s letters', () => {
    const question = 'hospital';
    const clinic = 'Where is the clinic?';
    const index = runAtOnce(buildIndex(packOf([['Is broth sold on deck?'], [clinic], ['Who feeds seals?']])));
    const own = new Set(trigrams(tokens(question, english)));
    expect([...trigrams(tokens(clinic, english))].some((trigram) => own.has(trigram))).toBe(false);
    expect(index.search(question).hits.map(({ passage }) => passage.id)).toEqual(['faq/2']);
    expect(index.search('soup').hits.map(({ passage }) => passage.id)).toEqual(['faq/1']);
  });

  it('are the likeliest first, each once, and never the word itself', () => {
    const vocabulary = vocabularyOf(['clinics and a clinic', 'hospitals', 'a doctor', 'an old pier']);
    const stems = vocabulary.neighbours('hospital').map(({ stem }) => stem);
    expect(stems[0]).toBe('clinic');
    expect(new Set(stems).size).toBe(stems.length);
    expect(stems).not.toContain(english.stem('hospital'));
    const alike = vocabulary.neighbours('hospital').map(({ likeness }) => likeness);
    expect(alike).toEqual(alike.toSorted((one, other) => other - one));
    expect(alike.every((one) => one > 0 && one < 1)).toBe(true);
    // Asked again, they are remembered.
    expect(vocabulary.neighbours('hospital').map(({ stem }) => stem)).toEqual(stems);
  });

  it('are none for invented words, for words of grammar, and where nothing is like it', () => {
    const vocabulary = vocabularyOf(['the clinic is where you were']);
    expect(vocabulary.neighbours('zyxwvia')).toEqual([]);
    expect(vocabulary.neighbours('')).toEqual([]);
    expect(vocabulary.neighbours('lobster')).toEqual([]);
    expect(vocabulary.neighbours('hospital').map(({ stem }) => stem)).toEqual(['clinic']);
  });

  it('are none in a language without word vectors', () => {
    for (const locale of ['fr', 'ja']) {
      expect(vocabularyOf(['clinic'], locale).neighbours('hospital')).toEqual([]);
    }
  });
});
