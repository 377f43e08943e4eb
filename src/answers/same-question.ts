import { foldQuestion } from '../content/wordings.ts';
import { languageOf, type Language } from '../search/languages/language.ts';
import { askedPart } from '../search/asked-part.ts';
import { isNegated } from '../search/negation.ts';
import { questionTokens, tokens } from '../search/tokens.ts';
import { dot } from '../search/vector-math.ts';

/** A question, read to be compared with others. */
export interface ComparedQuestion {
  readonly locale: string;
  /** The same for questions that differ in punctuation alone. */
  readonly key: string;
  /** The stems of the words that say what is asked. */
  readonly content: ReadonlySet<string>;
  /** Those of them that name somebody or something, or that no dictionary has. */
  readonly names: ReadonlySet<string>;
  /** `2`, `gpt4`, `second`. */
  readonly numbers: ReadonlySet<string>;
  readonly negated: boolean;
  /** What kind of thing is asked for: when, where, who, why. */
  readonly kinds: ReadonlySet<string>;
  /** What it means, where that is known. */
  readonly vector: Float32Array | null;
}

export function comparedQuestion(
  { text, locale }: { readonly text: string; readonly locale: string },
  vector: Float32Array | null,
): ComparedQuestion {
  const language = languageOf(locale);
  const asked = askedPart(text, language);
  const words = questionTokens(text, language).map(({ word, weight }) => ({
    word,
    weight,
    stem: language.stem(oneSpelling(word, locale)),
  }));
  const telling = words.filter(({ weight }) => weight >= 1);
  const capitals = capitalised(asked, locale, language);
  return {
    locale,
    key: foldQuestion(asked),
    content: new Set(telling.map(({ stem }) => stem)),
    names: new Set(
      telling
        .filter(
          ({ word, stem }) =>
            capitals.has(stem) ||
            (language.wordVectors !== null && language.wordVectors.rankOf(word) === undefined),
        )
        .map(({ stem }) => stem),
    ),
    numbers: new Set(words.map(({ word }) => word).filter((word) => NUMBER.test(word))),
    negated: isNegated(text, language),
    kinds: new Set(KINDS.flatMap(([kind, expression]) => (expression.test(asked) ? [kind] : []))),
    vector,
  };
}

/**
 * Whether they may ask the same at all. What differs in a number, a name, a negation or in what kind of thing is asked for
 * doesn't, however alike it sounds, and neither do two that each name something that the other doesn't.
 */
function mayAskTheSame(one: ComparedQuestion, other: ComparedQuestion): boolean {
  if (one.locale !== other.locale) return false;
  if (one.key === other.key) return true;
  if (one.negated !== other.negated || !areEqual(one.numbers, other.numbers)) return false;
  if (one.kinds.size > 0 && other.kinds.size > 0 && !intersect(one.kinds, other.kinds)) return false;
  const left = lackedBy(other, one);
  const right = lackedBy(one, other);
  if (left.length > 0 && right.length > 0) return false;
  return left.every((stem) => !one.names.has(stem)) && right.every((stem) => !other.names.has(stem));
}

/** An answer with the ways to ask for it, read to be compared with questions. */
export interface ComparedAnswer {
  readonly locale: string;
  readonly negations: ReadonlySet<boolean>;
  /** The stems of all words. */
  readonly words: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
}

export function comparedAnswer({
  question,
  wordings,
  answer,
  locale,
}: {
  readonly question: string;
  readonly wordings: readonly string[];
  readonly answer: string;
  readonly locale: string;
}): ComparedAnswer {
  const language = languageOf(locale);
  const asks = [question, ...wordings];
  const words = [...asks, answer].flatMap((text) => tokens(text, language).map(({ word }) => word));
  return {
    locale,
    negations: new Set(asks.map((text) => isNegated(text, language))),
    words: new Set(words.map((word) => language.stem(oneSpelling(word, locale)))),
    numbers: new Set(words.filter((word) => NUMBER.test(word))),
  };
}

/**
 * Whether an answer may be one to a question: it has a word of what is asked, and every number and name of it, and is asked
 * for without a negation where the question has none.
 */
export function mayCover(question: ComparedQuestion, answer: ComparedAnswer): boolean {
  return (
    question.locale === answer.locale &&
    answer.negations.has(question.negated) &&
    intersect(question.content, answer.words) &&
    [...question.numbers].every((number) => answer.numbers.has(number)) &&
    [...question.names].every((name) => answer.words.has(name))
  );
}

/** From these on, two questions ask the same: by their words, and by what they mean. */
const LIKE_ENOUGH = 0.5;
const MEANS_THE_SAME = 0.8;
/**
 * Under this they are about different things, whatever their words. Both were chosen on some 25 pairs made up for it; docs/search.md
 * has what they come to on 80 others.
 */
const MEANS_SOMETHING_ELSE = 0.5;

/**
 * How sure it is that they ask the same, above 0 to 1; 0 where they don't.
 * @param weightOf words that many questions have count little
 */
export function likenessOf(
  one: ComparedQuestion,
  other: ComparedQuestion,
  weightOf: (stem: string) => number,
): number {
  if (!mayAskTheSame(one, other)) return 0;
  if (one.key === other.key) return 1;
  const words = sharedWords(one, other, weightOf);
  if (one.vector === null || other.vector === null) return words >= LIKE_ENOUGH ? words : 0;
  const meaning = dot(one.vector, other.vector);
  if (meaning >= MEANS_THE_SAME) return meaning;
  return words >= LIKE_ENOUGH && meaning >= MEANS_SOMETHING_ELSE ? words : 0;
}

/** The share of their words that both have, by weight. */
function sharedWords(
  one: ComparedQuestion,
  other: ComparedQuestion,
  weightOf: (stem: string) => number,
): number {
  let shared = 0;
  let all = 0;
  for (const stem of one.content) {
    all += weightOf(stem);
    if (other.content.has(stem)) shared += weightOf(stem);
  }
  for (const stem of other.content) if (!one.content.has(stem)) all += weightOf(stem);
  return all === 0 ? 0 : shared / all;
}

/** What `has` says and `lacks` doesn't, in other words either. */
function lackedBy(lacks: ComparedQuestion, has: ComparedQuestion): readonly string[] {
  const { synonyms } = languageOf(has.locale);
  return [...has.content].filter(
    (stem) => !lacks.content.has(stem) && !(synonyms.get(stem) ?? []).some((also) => lacks.content.has(also)),
  );
}

function areEqual(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((item) => other.has(item));
}

function intersect(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((item) => other.has(item));
}

/** Digits, and the words that stand for them; not those that are words of grammar, too, such as `one`. */
const NUMBER =
  /\d|^(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|first|second|third|last|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|cent|mille|premier|premiere|deuxieme|troisieme|dernier|derniere)$/;

const KINDS: readonly (readonly [string, RegExp])[] = [
  ['time', /\b(?:when|what time|how long|quand|quelle heure|combien de temps)\b/i],
  ['place', /(?<!\p{L})(?:where|où)(?!\p{L})/iu],
  ['person', /\b(?:who|whom|whose|qui)\b/i],
  ['reason', /\b(?:why|pourquoi)\b/i],
  ['amount', /\b(?:how (?:much|many)|combien(?! de temps))\b/i],
];

/** British spellings as the American ones; only ever compared, so that a word that looks alike does no harm. */
function oneSpelling(word: string, locale: string): string {
  if (!/^en(?:-|$)/i.test(locale)) return word;
  return SPELLINGS.reduce((spelt, [british, american]) => spelt.replace(british, american), word);
}

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/(?<=[a-z]{2})our(?=(?:s|ed|ing|ful|less|ite|ites|able|er|ers|hood)?$)/, 'or'],
  [/(?<=[a-z]{3})([iy])s(?=(?:e|es|ed|er|ers|ing|ation|ations)$)/, '$1z'],
  [/(?<=[a-z]{3})tre(?=s?$)/, 'ter'],
  [/(?<=[a-z]{3})ogue(?=s?$)/, 'og'],
  [/(?<=[a-z]{4})ll(?=(?:ed|er|ers|ing)$)/, 'l'],
  [/(?<=[a-z]{3})ence(?=[sd]?$)/, 'ense'],
  [/^grey(?=s?$)/, 'gray'],
  [/^programme(?=s?$)/, 'program'],
  [/^jewellery$/, 'jewelry'],
  [/^aluminium$/, 'aluminum'],
];

/** The stems of words that are written with a capital, but for the first of a sentence: German writes all nouns so. */
function capitalised(text: string, locale: string, language: Language): ReadonlySet<string> {
  if (/^de(?:-|$)/i.test(locale) || !/\p{Ll}/u.test(text)) return new Set();
  const found = text.matchAll(/(?<=[\p{L}\p{N},;:"“«)'’-]\s*)(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]*/gu);
  const stems = new Set<string>();
  for (const [word] of found) {
    for (const { word: read } of questionTokens(word, language)) {
      stems.add(language.stem(oneSpelling(read, locale)));
    }
  }
  return stems;
}
