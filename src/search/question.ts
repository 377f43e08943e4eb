import type { Language } from './languages/language.ts';
import { asWritten } from './as-written.ts';
import { isNegatedIn } from './negation.ts';
import { smallTalkIn } from './small-talk.ts';
import { questionWords, readTyped, tokenOf } from './tokens.ts';
import type { Token } from './tokens.ts';
import { memoize } from '../memoize.ts';
import { trigrams } from './trigrams.ts';
import { readingsOf } from './vocabulary.ts';
import type { Reading, Vocabulary } from './vocabulary.ts';

interface Word {
  readonly token: Token;
  /** How much it tells: rare words of content the most. */
  readonly weight: number;
  /** The pack's terms that it may stand for; none for a word that the pack has never seen. */
  readonly readings: readonly Reading[];
  /** The pack's terms that mean something alike. */
  readonly neighbours: readonly Reading[];
  /** Both of these. */
  readonly related: readonly Reading[];
  /** How common it is in its language: a question may well use an everyday word where the pack has another. */
  readonly familiarity: Familiarity;
}

/** What a stem says of a word of the question. */
interface TermMatch {
  /** Its place. */
  readonly word: number;
  /** How likely it is meant, or how much alike it means. */
  readonly likeness: number;
}

export interface Question {
  /** None where it asks nothing: a greeting, or a link alone. */
  readonly words: readonly Word[];
  /** By the number of the pack's stem. */
  readonly meant: ReadonlyMap<number, readonly TermMatch[]>;
  /** Of all its words together. */
  readonly weight: number;
  /** The same, as the length of a vector. */
  readonly queryLength: number;
  /** Whether it asks what is not so; compare `isNegated` of a wording. */
  readonly negated: boolean;
  /** Its trigrams, spelling corrected. */
  readonly letters: ReadonlySet<number>;
  /** The share of its words that the pack or its language knows as they are: low for a question in another language. */
  readonly vocabularyCoverage: number;
  /** Its words, spelling corrected. */
  readonly spelling: readonly string[];
  /** What is asked, as typed; its words, where a slip was corrected or a short form written out. */
  readonly corrected: string;
  /** Equal for questions that differ in case, accents, punctuation and short forms only. */
  readonly key: string;
}

export type ReadQuestion = (typed: string) => Question;

/** How much of what was read is remembered: about 0.3 kB a word, and 10 kB a question. */
export interface ReadingMemory {
  /** The same come again and again. */
  readonly words: number;
  /** A question is read by whoever works on it. */
  readonly questions: number;
}

interface QuestionReading {
  readonly readQuestion: ReadQuestion;
  /** What `vocabularyCoverage` of the question is: much quicker than to read all of it. */
  readonly vocabularyCoverage: (typed: string) => number;
  /** Whether it asks nothing, not of this pack either. */
  readonly isSmallTalk: (typed: string) => boolean;
}

/** Reads questions as those to be answered with the words of a pack. */
export function createReadQuestion(
  vocabulary: Vocabulary,
  language: Language,
  memory: ReadingMemory,
): QuestionReading {
  const correctedWord = memoize(
    (word) => correct(tokenOf(word, language), vocabulary, language),
    memory.words,
  );
  const readWords = memoize((typed) => readTypedWords(typed, vocabulary, language), memory.questions);
  return {
    readQuestion: memoize(
      (typed) => readQuestion(readWords(typed), correctedWord, vocabulary, language),
      memory.questions,
    ),
    vocabularyCoverage: (typed) => readWords(typed).vocabularyCoverage,
    isSmallTalk: (typed) => readWords(typed).isSmallTalk,
  };
}

/** A question before its words are looked up in the pack. */
interface TypedWords extends Pick<Question, 'vocabularyCoverage' | 'key'> {
  readonly isSmallTalk: boolean;
  readonly asked: string;
  readonly words: readonly string[];
  /** None where it asks nothing. */
  readonly tokens: readonly Token[];
}

function readTypedWords(typed: string, vocabulary: Vocabulary, language: Language): TypedWords {
  const isKnown = (letter: string, before: string): boolean =>
    vocabulary.hasOwn(letter) || (/\d/.test(letter) && vocabulary.hasOwn(before + letter));
  const { asked, words, tokens: read, key } = readTyped(typed, language, isKnown);
  const isSmallTalk = smallTalkIn(typed) !== null && !vocabulary.asksFor(read.map(({ word }) => word));
  const tokens = isSmallTalk ? [] : read;
  return {
    asked,
    words,
    tokens,
    vocabularyCoverage: coverageOf(tokens, vocabulary, language),
    key,
    isSmallTalk,
  };
}

function readQuestion(
  { asked, words: typedWords, tokens: typedTokens, vocabularyCoverage, key }: TypedWords,
  correctedWord: (word: string) => CorrectedWord,
  vocabulary: Vocabulary,
  language: Language,
): Question {
  const correctedWords = asWritten(typedTokens, vocabulary, language).map(({ word }) => correctedWord(word));
  const seen = new Set<string>();
  const words = correctedWords.flatMap(({ token, readings, neighbours }): readonly Word[] => {
    if (seen.has(token.stem)) return [];
    seen.add(token.stem);
    const familiarity = familiarityOf(token, language);
    const weight = token.weight * rarityOf(token, readings, familiarity, vocabulary);
    return [{ token, readings, neighbours, related: [...readings, ...neighbours], familiarity, weight }];
  });
  const spelling = correctedWords.map(({ spelt }) => spelt.word);
  const normal = spelling.map((word) => language.shortForms.get(word) ?? word).join(' ');
  return {
    words,
    meant: termMatches(words, vocabulary),
    weight: words.reduce((sum, word) => sum + word.weight, 0),
    queryLength: Math.hypot(...words.map(({ weight }) => weight)),
    letters: new Set(trigrams(correctedWords.map(({ spelt }) => spelt))),
    negated: isNegatedIn(normal, language),
    vocabularyCoverage,
    spelling,
    corrected:
      spelling.length === 0 || spelling.join(' ') === typedWords.join(' ') ? asked : spelling.join(' '),
    key,
  };
}

/** Shorter words stand in many languages. */
const MIN_TELLING_LENGTH = 4;

function coverageOf(typed: readonly Token[], vocabulary: Vocabulary, language: Language): number {
  const known = typed.filter(({ word, stem, weight }) => {
    if (weight < 1 || vocabulary.has(stem) || language.everyday.has(stem)) return true;
    const rank = language.wordVectors?.rankOf(word) ?? Number.POSITIVE_INFINITY;
    return word.length >= MIN_TELLING_LENGTH && rank < EVERYDAY_WORDS;
  });
  return typed.length === 0 ? 0 : known.length / typed.length;
}

function termMatches(words: readonly Word[], vocabulary: Vocabulary): Question['meant'] {
  const matches = new Map<number, TermMatch[]>();
  for (const [word, { related }] of words.entries()) {
    for (const { stem, likeness } of related) {
      const number = vocabulary.numberOf(stem);
      const match = { word, likeness };
      const having = matches.get(number);
      if (having === undefined) matches.set(number, [match]);
      else having.push(match);
    }
  }
  return matches;
}

/** Of a very long text only what is asked in it counts, as it does of questions. */
export function keyOf(text: string, language: Language): string {
  return questionWords(text, language).join(' ');
}

/** A word that may stand for several of the pack's counts as much as the commonest of the likely ones. */
function rarityOf(
  token: Token,
  readings: readonly Reading[],
  familiarity: Familiarity,
  vocabulary: Vocabulary,
): number {
  const own = readings.find((reading) => reading.likeness === 1);
  if (own !== undefined) return vocabulary.rarity(own.stem);
  const best = Math.max(0, ...readings.map((reading) => reading.likeness));
  if (best === 0) return UNSEEN[familiarity];
  const likely = readings
    .filter((reading) => reading.likeness === best)
    .map(({ stem }) => vocabulary.rarity(stem));
  return Math.max(...likely, 0.5 * vocabulary.rarity(token.stem));
}

type Familiarity = 'everyday' | 'known' | 'unknown';

/** What a word that the pack has never seen weighs, relative to the rarest that it has. */
const UNSEEN: Readonly<Record<Familiarity, number>> = { everyday: 0.5, known: 0.7, unknown: 0.9 };

/** Ranks by frequency. */
const EVERYDAY_WORDS = 6_000;
const COMMON_WORDS = 12_000;

function familiarityOf(token: Token, language: Language): Familiarity {
  const rank = language.wordVectors?.rankOf(token.word);
  if (token.weight < 1 || language.everyday.has(token.stem)) return 'everyday';
  if (rank === undefined) return 'unknown';
  return rank < EVERYDAY_WORDS ? 'everyday' : 'known';
}

interface CorrectedWord {
  readonly token: Token;
  /** What was likeliest meant. */
  readonly spelt: Token;
  readonly readings: readonly Reading[];
  readonly neighbours: readonly Reading[];
}

/** A word of the pack that is this like what was typed is what was meant, even where another word is spelt so. */
const SURELY_MEANT = 0.8;

function correct(token: Token, vocabulary: Vocabulary, language: Language): CorrectedWord {
  const own = lookUp(token, vocabulary, language);
  if (token.weight < 1 || language.everyday.has(token.stem)) return own;
  if (own.readings.some(({ likeness }) => likeness >= 0.7)) return own;
  const rank = language.wordVectors?.rankOf(token.word);
  if (rank !== undefined && rank < COMMON_WORDS) return own;
  const meant = vocabulary.corrections(token.word);
  const nearest = meant[0];
  if (nearest !== undefined && (rank === undefined || nearest.likeness >= SURELY_MEANT)) {
    const corrected = tokenOf(nearest.word, language);
    // What is nearest to a small word is no content word.
    if (corrected.weight < 1) return lookUp(corrected, vocabulary, language);
    const readings = meant.map(({ word, likeness }): Reading => ({
      stem: tokenOf(word, language).stem,
      likeness,
    }));
    return {
      ...own,
      spelt: corrected,
      readings: [...readings.filter(({ stem }) => vocabulary.has(stem)), ...own.readings],
    };
  }
  const general = rank === undefined ? language.corrections(token.word)[0] : undefined;
  return general === undefined ? own : lookUp(tokenOf(general.word, language), vocabulary, language);
}

function lookUp(token: Token, vocabulary: Vocabulary, language: Language): CorrectedWord {
  return {
    token,
    spelt: token,
    readings: readingsOf(token, vocabulary, language),
    neighbours: token.weight < 1 ? [] : vocabulary.neighbours(token.word),
  };
}
