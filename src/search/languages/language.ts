import snowball from 'snowball-stemmers';
import { english } from './en.ts';
import { french } from './fr.ts';
import { german } from './de.ts';
import { spanish } from './es.ts';
import englishWords from './en-words.json' with { type: 'json' };
import type { LanguageData } from './language-data.ts';
import { readPhrases, wordSet } from './phrases.ts';
import type { ReadPhrases } from './phrases.ts';
import { readWordVectors } from './word-vectors.ts';
import type { WordVectorData, WordVectors } from './word-vectors.ts';
import { memoize } from '../../memoize.ts';
import { runAtOnce } from '../../time-slices.ts';
import { createSpelling } from '../spelling.ts';
import type { Correct } from '../spelling.ts';

/** What analysis needs to know of a language. Every word in it is lower-case and without accents. */
export interface Language {
  readonly stem: (word: string) => string;
  /** Words of grammar: they carry next to nothing. */
  readonly stopWords: ReadonlySet<string>;
  /** Words of talk (`please`, `exactly`, `guys`): they say little about what is asked. */
  readonly chatter: ReadonlySet<string>;
  /** Stems of common words of content. */
  readonly everyday: ReadonlySet<string>;
  /** What people type for a word or two: `u` for `you`, `whats` for `what is`. */
  readonly shortForms: ReadonlyMap<string, string>;
  /** Stems of everyday words with nearly the same meaning. */
  readonly synonyms: ReadonlyMap<string, readonly string[]>;
  /** The first expression that matches tells what kind of thing is asked for. */
  /** How a question is put in it; null where we know nothing of that. */
  readonly phrases: ReadPhrases | null;
  /** What its common words mean; null where we have nothing to tell it by. */
  readonly wordVectors: WordVectors | null;
  /** Its common words that a typed one may be a slip of. */
  readonly corrections: Correct;
}

const described: ReadonlyMap<string, LanguageData> = new Map([
  ['en', english],
  ['fr', french],
  ['es', spanish],
  ['de', german],
]);

const known = new Map<string, Language>();

/** The language of a locale such as `fr` or `fr-CA`; words of one that we know nothing about stay as they are. */
export function languageOf(locale: string): Language {
  const tag = locale.toLowerCase().split(/[-_]/, 1)[0] ?? '';
  const found = known.get(tag);
  if (found !== undefined) return found;
  const data = described.get(tag);
  // Unknown tags share one language, so the memory stays bounded whatever is asked for.
  if (data === undefined) return unknownLanguage;
  const language = fromData(data, tag);
  known.set(tag, language);
  return language;
}

const unknownLanguage: Language = {
  stem: (word) => word,
  stopWords: new Set(),
  chatter: new Set(),
  everyday: new Set(),
  shortForms: new Map(),
  synonyms: new Map(),
  phrases: null,
  wordVectors: null,
  corrections: () => [],
};

function fromData(data: LanguageData, tag: string): Language {
  const stemmer = snowball.newStemmer(data.stemmer);
  const stem = memoize((word: string) => stemmer.stem(word), MAX_STEMS);
  const synonyms = synonymsOf(data.synonyms, stem);
  return {
    stem,
    stopWords: wordSet(data.stopWords),
    chatter: wordSet(data.chatter),
    everyday: new Set([...wordSet(data.everyday)].map(stem).concat([...synonyms.keys()])),
    shortForms: new Map(data.shortForms),
    synonyms,
    phrases: data.phrases === null ? null : readPhrases(data.phrases),
    wordVectors: tag === 'en' ? readWordVectors(englishWords) : null,
    corrections: tag === 'en' ? commonWordsOf(englishWords) : () => [],
  };
}

/** Ranks by frequency: slips are made in common words, and rare ones are too close to each other. */
const MAX_CORRECTED = 12_000;

function commonWordsOf({ words }: WordVectorData): Correct {
  const common = words.split(' ', MAX_CORRECTED);
  const ranks = new Map(common.map((word, rank) => [word, rank]));
  return runAtOnce(createSpelling(common, (word) => -(ranks.get(word) ?? MAX_CORRECTED)));
}

/** A pack repeats its words, and stemming is most of what it takes to read one. */
const MAX_STEMS = 20_000;

function synonymsOf(
  groups: readonly string[],
  stem: (word: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const related = new Map<string, Set<string>>();
  for (const group of groups) {
    const stems = [...wordSet(group)].map(stem);
    for (const word of stems) {
      const others = related.get(word) ?? new Set();
      for (const other of stems) if (other !== word) others.add(other);
      related.set(word, others);
    }
  }
  return new Map([...related].map(([word, others]) => [word, [...others]]));
}
