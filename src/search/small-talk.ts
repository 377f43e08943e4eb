import { ownWordsIn } from '../markdown/own-words.ts';
import { memoize } from '../memoize.ts';
import { englishTalk } from './languages/en-talk.ts';
import { frenchTalk } from './languages/fr-talk.ts';
import { languageOf } from './languages/language.ts';
import type { Language } from './languages/language.ts';
import type { SmallTalk, TalkData } from './languages/talk-data.ts';
import { spelt } from './spelt-words.ts';

export type { SmallTalk } from './languages/talk-data.ts';

/** What is longer says something, too. */
const MAX_LENGTH = 200;
const MAX_WORDS = 16;

/** What a message of several is about: `hi, who made you` is no greeting. The least telling first. */
const KINDS: readonly SmallTalk[] = [
  'reaction',
  'greeting',
  'test',
  'farewell',
  'thanks',
  'insult',
  'about',
  'source',
  'help',
];

/** A message is read for each article, and before it is searched. */
const MAX_REMEMBERED = 500;

/**
 * What a message is about that asks nothing of an article: `heyyy`, `thanks a lot bot`, `who made you`. Null for what may be
 * a question: one word that is in none of the phrases makes it one. Read in every language that the bot speaks, whatever
 * the article's. What says nothing in words (an emote, a full stop) is a reaction.
 */
export const smallTalkIn = memoize(readSmallTalk, MAX_REMEMBERED);

function readSmallTalk(message: string): SmallTalk | null {
  const said = ownWordsIn(message);
  return /[\p{L}\p{N}]/u.test(said) ? (talkIn(said)?.kind ?? null) : 'reaction';
}

/** The language of a message that is small talk, where its words tell; null where it is none. */
export function languageOfTalk(message: string): string | null {
  return talkIn(ownWordsIn(message))?.locale ?? null;
}

/**
 * Whether a message asks on about something and doesn't say about what: `and why?`, `what about that one?`. Of itself, nobody
 * can tell what it asks.
 */
export function pointsBack(message: string): boolean {
  const said = ownWordsIn(message);
  if (said.length > MAX_LENGTH || smallTalkIn(message) !== null) return false;
  return talkPhrases().some(({ readPointing }) => readPointing(said) === POINTER);
}

function talkIn(said: string): { readonly kind: SmallTalk; readonly locale: string } | null {
  if (said.length > MAX_LENGTH) return null;
  for (const { read, locale } of talkPhrases()) {
    const kind = KINDS[read(said) - 1];
    if (kind !== undefined) return { kind, locale };
  }
  return null;
}

/**
 * What words ask for, for a pack whose subject is what others only say: equal for `help` and `How do I get help?`. Whoever
 * speaks to somebody asks for nothing but what they say, word by word.
 */
export function subjectOf(words: readonly string[], { stem, stopWords, chatter }: Language): string {
  if (words.some((word) => SOMEBODY.has(word))) return words.join(' ');
  const telling = words.filter((word) => !stopWords.has(word) && !chatter.has(word));
  return telling.length === 0 ? words.join(' ') : [...new Set(telling.map(stem))].toSorted().join(' ');
}

const SOMEBODY: ReadonlySet<string> = new Set(
  'you your yours yourself tu te toi ton ta tes vous votre vos'.split(' '),
);

/** One language's, laid out to be looked up. */
interface TalkPhrases {
  readonly locale: string;
  /** The place in `KINDS`, counted from 1; 0 or less for no small talk. */
  readonly read: (said: string) => number;
  /** The same, with what points back: `POINTER` where some of it does. */
  readonly readPointing: (said: string) => number;
}

/** Beyond all kinds. */
const POINTER = KINDS.length + 1;

let known: readonly TalkPhrases[] | null = null;

/** Laid out once, when the first message comes. */
function talkPhrases(): readonly TalkPhrases[] {
  known ??= [talkPhrasesOf('en', englishTalk), talkPhrasesOf('fr', frenchTalk)];
  return known;
}

function talkPhrasesOf(locale: string, data: TalkData): TalkPhrases {
  const language = languageOf(locale);
  const phrases = [
    ...phrasesIn(data.fillers, { rank: 0, mayAsk: false }, language),
    ...phrasesIn(data.remarks, { rank: rankOf('reaction'), mayAsk: true }, language),
    ...KINDS.flatMap((kind) =>
      phrasesIn(data.phrases[kind], { rank: rankOf(kind), mayAsk: false }, language),
    ),
  ];
  const pointers = phrasesIn(data.pointers, { rank: POINTER, mayAsk: false }, language);
  return {
    locale,
    read: createRead(phrases, language),
    readPointing: createRead([...phrases, ...pointers], language),
  };
}

/** `haha`, `ahahah`, `hihihi`. */
const LAUGHTER = /^(?:[ah]{4,}|[eh]{4,}|(?:hi){2,}h?|(?:ja){2,}|mdr+|lo+l|x+d+)$/;

type Words = readonly string[];

interface Phrase {
  /** One of each is said, in this order; an empty one is nothing. */
  readonly parts: readonly (readonly Words[])[];
  /** The kind's place in `KINDS`, counted from 1; 0 for what says nothing alone. */
  readonly rank: number;
  /** Whether it asks where a question mark is behind it: `it's expensive?` */
  readonly mayAsk: boolean;
}

function createRead(phrases: readonly Phrase[], language: Language): TalkPhrases['read'] {
  const words = new Set(phrases.flatMap(({ parts }) => parts.flat(2)));
  const unstretch = createUnstretch(new Set([...words, ...language.shortForms.keys()]));

  return (said) => {
    const typed = spelt(said, language).flatMap((word) =>
      LAUGHTER.test(word) ? ['haha'] : writtenForms(unstretch(word), language),
    );
    if (typed.length > MAX_WORDS || !typed.every((word) => words.has(word))) return -1;
    const asks = said.includes('?');
    // For each place, how the words before it are best read.
    const upTo: (Reading | null)[] = [NOTHING_SAID, ...typed.map(() => null)];
    for (const [start] of typed.entries()) {
      const before = upTo[start] ?? null;
      if (before === null) continue;
      for (const { parts, rank, mayAsk } of phrases) {
        if (asks && mayAsk) continue;
        for (const end of endsOf(parts, typed, start)) {
          const telling = before.telling + (rank > 0 ? end - start : 0);
          upTo[end] = better(upTo[end] ?? null, { telling, rank: Math.max(before.rank, rank) });
        }
      }
    }
    return upTo[typed.length]?.rank ?? -1;
  };
}

/** Of some words as phrases. */
interface Reading {
  /** How many of them say something. */
  readonly telling: number;
  /** The most telling kind's place in `KINDS`, counted from 1. */
  readonly rank: number;
}

const NOTHING_SAID: Reading = { telling: 0, rank: 0 };

/** The one that makes something of more words: `my bad` is no `bad` with a word before it. Else the more telling one. */
function better(one: Reading | null, other: Reading): Reading {
  if (one === null || other.telling > one.telling) return other;
  return other.telling === one.telling && other.rank > one.rank ? other : one;
}

/** Behind which words the phrase may end that begins at `start`. */
function endsOf(parts: Phrase['parts'], typed: Words, start: number): readonly number[] {
  let ends: readonly number[] = [start];
  for (const part of parts) {
    ends = ends.flatMap((end) =>
      part.flatMap((words) =>
        words.every((word, at) => typed[end + at] === word) ? [end + words.length] : [],
      ),
    );
    if (ends.length === 0) return [];
  }
  return [...new Set(ends)].filter((end) => end > start);
}

function rankOf(kind: SmallTalk): number {
  return KINDS.indexOf(kind) + 1;
}

function phrasesIn(
  lines: string,
  kind: Pick<Phrase, 'rank' | 'mayAsk'>,
  language: Language,
): readonly Phrase[] {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({
      ...kind,
      parts: [...line.matchAll(/\(([^()]*)\)|[^()\s][^()]*/g)].map(([text, alternatives]) =>
        (alternatives ?? text).split('|').map((one) => plainWords(one, language)),
      ),
    }));
}

/** The word that `heyyyy` or `thankssss` is; what is a word already stays. */
function createUnstretch(words: ReadonlySet<string>): (word: string) => string {
  const squeezed = new Map<string, string>();
  for (const word of words) {
    const key = squeeze(word);
    if (!squeezed.has(key)) squeezed.set(key, word);
  }
  return (word) => (words.has(word) || !STRETCHED.test(word) ? word : (squeezed.get(squeeze(word)) ?? word));
}

/** Twice at its end, or thrice anywhere: `sso` is no `so`. */
const STRETCHED = /(.)\1(?:\1|$)/u;

function squeeze(word: string): string {
  return word.replaceAll(/(.)\1+/gu, '$1');
}

function plainWords(text: string, language: Language): Words {
  return spelt(text, language).flatMap((word) => writtenForms(word, language));
}

function writtenForms(word: string, { shortForms }: Language): Words {
  return (shortForms.get(word) ?? word).split(' ');
}
