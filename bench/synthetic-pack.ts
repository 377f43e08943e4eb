import type { Pack, Passage } from '../src/content/pack.ts';
import { createRandom, type Random } from '../src/search/random.ts';
import { madePack } from './data-set.ts';
import { integer, pick } from './random.ts';

export interface SyntheticSet {
  /** FAQ entries of ten wordings each, their own question included. */
  readonly pack: Pack;
  /** New ways to ask for entries of the pack, one in five with a misspelt word. */
  readonly questions: readonly string[];
}

const WORDINGS_AN_ENTRY = 10;

/**
 * A pack of any size, the same for the same seed. Words are drawn as in natural texts: few often, most seldom (Zipf), and
 * half of a question is grammar.
 */
export function syntheticSet(wordings: number, questions: number, seed: number): SyntheticSet {
  const random = createRandom(seed);
  const drawWord = createVocabulary(random);
  const topics = Array.from({ length: Math.ceil(wordings / WORDINGS_AN_ENTRY) }, () =>
    topicOf(drawWord, random),
  );
  const faq = topics.map((topic, at) => entryOf(topic, at, drawWord, random));
  return {
    pack: madePack({
      slug: 'synthetic',
      title: 'A synthetic article',
      faq,
      version: `synthetic-${wordings}`,
    }),
    questions: Array.from({ length: questions }, () => {
      const topic = topics[integer(random, 0, topics.length - 1)] ?? [];
      const question = wordingOf(topic, drawWord, random);
      return random() < 0.2 ? misspelt(question, random) : question;
    }),
  };
}

/** What is in the box after each of a few keystrokes: 3 to 30 characters of each question. */
export function typedPrefixes(questions: readonly string[], seed: number): readonly string[] {
  const random = createRandom(seed);
  return questions.map((question) => question.slice(0, integer(random, 3, 30)));
}

type DrawWord = () => string;

const MAX_WORDS = 20_000;
/** Flattens the head of the distribution, as Mandelbrot found for natural texts. */
const ZIPF_SHIFT = 2.7;

function createVocabulary(random: Random): DrawWord {
  const words = new Set<string>();
  while (words.size < MAX_WORDS) words.add(newWord(random));
  const ranked = [...words];
  const cumulative: number[] = [];
  let total = 0;
  for (let rank = 0; rank < MAX_WORDS; rank += 1) {
    total += 1 / (rank + 1 + ZIPF_SHIFT);
    cumulative.push(total);
  }
  return () => ranked[firstAbove(cumulative, random() * total)] ?? '';
}

function firstAbove(ascending: readonly number[], limit: number): number {
  let from = 0;
  let to = ascending.length - 1;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((ascending[middle] ?? 0) > limit) to = middle;
    else from = middle + 1;
  }
  return from;
}

const ONSETS = [
  'b',
  'c',
  'd',
  'f',
  'g',
  'h',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  't',
  'v',
  'st',
  'tr',
  'pl',
  'ch',
] as const;
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ea', 'ou', 'ai'] as const;
const CODAS = ['', '', '', 'n', 'r', 's', 't', 'l', 'm', 'nd', 'ck'] as const;
const ENDINGS = ['', '', '', '', 's', 'ing', 'ed', 'er', 'tion', 'ment', 'ly'] as const;

function newWord(random: Random): string {
  const syllables = Array.from(
    { length: integer(random, 1, 3) },
    () => pick(random, ONSETS) + pick(random, VOWELS) + pick(random, CODAS),
  );
  return syllables.join('') + pick(random, ENDINGS);
}

/** `*` stands for words of the topic. */
const FRAMES = [
  'how do i * the *',
  'what is the * of *',
  'can i * my * with a *',
  'why was my * not * yet',
  'when will the * be *',
  'where can i find * for my *',
  'is there a * for * and *',
  'i need to * a *, what should i do',
  'who is * the *',
  'how much does * cost with *',
  'does * have a * or *',
  'my * is *, please help',
  'what happens to * if * is *',
  'tell me about * and *',
  '* * *',
  'how long does it take to * the *',
  'is it true that * will be * this year',
  'which * is better for *',
  'could you explain the * behind *',
  '*?',
] as const;

const ANSWER_FRAMES = [
  'You will find * in the * of the *.',
  'The * was * by * in 2024.',
  'It costs 20 * and has a * for every *.',
  'Since then, * and * have * the *.',
] as const;

function topicOf(drawWord: DrawWord, random: Random): readonly string[] {
  return Array.from({ length: integer(random, 4, 7) }, drawWord);
}

function wordingOf(topic: readonly string[], drawWord: DrawWord, random: Random): string {
  return filled(pick(random, FRAMES), topic, drawWord, random);
}

/** One in six words comes from elsewhere. */
function filled(frame: string, topic: readonly string[], drawWord: DrawWord, random: Random): string {
  return frame.replaceAll('*', () =>
    random() < 1 / 6 ? drawWord() : (topic[integer(random, 0, topic.length - 1)] ?? drawWord()),
  );
}

function entryOf(topic: readonly string[], at: number, drawWord: DrawWord, random: Random): Passage {
  const [heading, ...wordings] = Array.from({ length: WORDINGS_AN_ENTRY }, () =>
    wordingOf(topic, drawWord, random),
  );
  const text = Array.from({ length: 2 }, () =>
    filled(pick(random, ANSWER_FRAMES), topic, drawWord, random),
  ).join(' ');
  return {
    id: `faq/${at + 1}`,
    kind: 'faq',
    index: at + 1,
    section: null,
    heading: heading ?? '',
    text,
    markup: 'commonmark',
    plain: text,
    wordings,
  };
}

/** Two neighbouring letters of a word change places. */
function misspelt(question: string, random: Random): string {
  const at = integer(random, 0, Math.max(0, question.length - 2));
  const pair = question.slice(at, at + 2);
  if (!/^[a-z]{2}$/.test(pair)) return question;
  return question.slice(0, at) + pair.charAt(1) + pair.charAt(0) + question.slice(at + 2);
}
