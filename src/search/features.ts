import type { Overlap } from './overlap.ts';
import type { PreparedEntry, PreparedWording } from './prepared-entry.ts';
import type { Question } from './question.ts';
import type { EntrySimilarity } from './semantic-index.ts';

/** What a question can be answered by: words alone; also what texts mean; also what was read of the likeliest passages. */
export type Mode = 'words' | 'vectors' | 'reader';

/** Part of a description of something by numbers, each of which speaks for it or against it. */
export interface Feature<Subject> {
  readonly name: string;
  /** For authors, who read it in `--explain`. */
  readonly label: string;
  /** The modes in which there is something to compute it of. */
  readonly modes: readonly Mode[];
  /** Whether more of it may only speak for (1) or against (-1) an answer: what is learned is held to it. 0 where either may be. */
  readonly sign: -1 | 0 | 1;
  readonly compute: (subject: Subject) => number;
}

/** A feature's values or its weights, by its name. */
export type Values<Name extends string> = Readonly<Record<Name, number>>;

const ALL: readonly Mode[] = ['words', 'vectors', 'reader'];
const BY_MEANING: readonly Mode[] = ['vectors', 'reader'];
const READ: readonly Mode[] = ['reader'];

/** An entry that may be what a question asks for. */
export interface ComparedEntry {
  readonly question: Question;
  readonly overlap: Overlap;
  readonly prepared: PreparedEntry;
  /** Those of its wordings that share words with the question; the others share next to nothing. */
  readonly nearby: readonly PreparedWording[];
  /** How much each of these has the same words: 0 to 1. */
  readonly alike: readonly number[];
  /** BM25, relative to the best of all: 0 to 1. */
  readonly bm25: number;
  /** Null where there is no vector. */
  readonly similarity: EntrySimilarity | null;
  /** Of the pack's wordings: 0 where each entry has one, 1 where each has many, whose agreement then tells. */
  readonly wordingsPerEntry: number;
}

/** The reader is surer than it may be. */
const MAX_LOG_ODDS = 8;
/** What might have been read and wasn't is less likely than all that was. */
const UNREAD = -MAX_LOG_ODDS;
/** Of what has no text, such as an uncovered topic, nobody could tell. */
const UNREADABLE = 0;

/** Of an entry that was read, by the reader's log-odds that it answers. */
export function readerValue(answers: number): number {
  return clamp(answers, MAX_LOG_ODDS);
}

/** By these entries are ranked. */
export const CANDIDATE_FEATURES = [
  {
    name: 'reader',
    label: 'whoever reads it finds an answer',
    modes: READ,
    sign: 1,
    compute: ({ prepared: { entry } }) => (entry.text === '' ? UNREADABLE : UNREAD),
  },
  {
    name: 'similarity',
    label: 'a wording, a sentence or all of it means something like it',
    modes: BY_MEANING,
    sign: 1,
    compute: ({ similarity }) => similarity?.best ?? 0,
  },
  {
    name: 'wordings',
    label: 'its three nearest wordings mean something like it',
    modes: BY_MEANING,
    sign: 1,
    compute: ({ similarity, wordingsPerEntry }) => wordingsPerEntry * (similarity?.wordings ?? 0),
  },
  {
    name: 'average',
    label: 'its wordings mean something like it on average',
    modes: BY_MEANING,
    sign: 1,
    compute: ({ similarity, wordingsPerEntry }) => wordingsPerEntry * (similarity?.average ?? 0),
  },
  {
    name: 'relevance',
    label: 'relevance by word counts (BM25), relative to the best',
    modes: ALL,
    sign: 1,
    compute: ({ bm25 }) => bm25,
  },
  {
    name: 'wording',
    label: 'a wording has the same words',
    modes: ALL,
    sign: 1,
    compute: ({ alike }) => highest(alike, (one) => one),
  },
  {
    name: 'agreement',
    label: 'three of its wordings have the same words',
    modes: ['words'],
    sign: 1,
    compute: ({ alike }) => meanOfThree(alike),
  },
  {
    name: 'denseAgreement',
    label: 'three of its many wordings have the same words',
    modes: BY_MEANING,
    sign: 1,
    compute: ({ alike, wordingsPerEntry }) => wordingsPerEntry * meanOfThree(alike),
  },
  {
    name: 'centroid',
    label: 'its wordings together have the same words',
    modes: ALL,
    sign: 1,
    compute: ({ question: { queryLength }, overlap, prepared: { centroid }, wordingsPerEntry }) =>
      queryLength === 0
        ? 0
        : (wordingsPerEntry * overlap.shared(centroid.stems, centroid.weights)) / queryLength,
  },
  {
    name: 'letters',
    label: 'a wording is like it letter by letter',
    modes: ALL,
    sign: 1,
    compute: ({ overlap, nearby }) => highest(nearby, ({ letters }) => overlap.alikeInLetters(letters)),
  },
  {
    name: 'coverage',
    label: 'it has the rare words of the question',
    modes: ALL,
    sign: 1,
    compute: ({ question: { weight }, overlap, prepared: { stems, prominence } }) =>
      weight === 0 ? 0 : overlap.shared(stems, prominence) / weight,
  },
  {
    name: 'highlight',
    label: 'it is a highlight',
    modes: ALL,
    sign: 0,
    compute: ({ prepared: { entry } }) => Number(isKind(entry, 'highlight')),
  },
  {
    name: 'uncoveredTopic',
    label: 'it is a "Not covered" line',
    modes: ALL,
    sign: 0,
    compute: ({ prepared: { entry } }) => Number(entry.target.kind === 'not covered'),
  },
] as const satisfies readonly Feature<ComparedEntry>[];

export type CandidateFeature = (typeof CANDIDATE_FEATURES)[number]['name'];

/** A ranked entry, as far as its standing is judged by it. */
export interface Ranked {
  readonly values: Values<CandidateFeature>;
  readonly score: number;
}

/** How the best passage stands. */
export interface Standing {
  readonly question: Question;
  /** See `Compared`. */
  readonly wordingsPerEntry: number;
  readonly best: Ranked;
  /** The next passages, best first, without those that say the same. */
  readonly rivals: readonly Ranked[];
  /** Uncovered topics, best first. */
  readonly topics: readonly Ranked[];
}

const MAX_LEAD = 4;

/** By these is judged how likely the best passage answers the question. */
export const STANDING_FEATURES = [
  {
    name: 'reader',
    label: 'whoever reads it finds an answer',
    modes: READ,
    sign: 1,
    compute: ({ best }) => best.values.reader,
  },
  {
    name: 'similarity',
    label: 'a wording, a sentence or all of it means something like the question',
    modes: BY_MEANING,
    sign: 1,
    compute: ({ best }) => best.values.similarity,
  },
  {
    name: 'wordings',
    label: 'its three nearest wordings mean something like it',
    modes: BY_MEANING,
    sign: 1,
    compute: ({ best }) => best.values.wordings,
  },
  {
    name: 'average',
    label: 'its wordings mean something like it on average',
    modes: BY_MEANING,
    sign: 1,
    compute: ({ best }) => best.values.average,
  },
  {
    name: 'agreement',
    label: 'three of its wordings have the same words',
    modes: ['words'],
    sign: 1,
    compute: ({ best }) => best.values.agreement,
  },
  {
    name: 'denseAgreement',
    label: 'three of its many wordings have the same words',
    modes: BY_MEANING,
    sign: 1,
    compute: ({ best }) => best.values.denseAgreement,
  },
  {
    name: 'centroid',
    label: 'its wordings together have the same words',
    modes: ALL,
    sign: 1,
    compute: ({ best }) => best.values.centroid,
  },
  {
    name: 'letters',
    label: 'a wording is like it letter by letter',
    modes: ALL,
    sign: 1,
    compute: ({ best }) => best.values.letters,
  },
  {
    name: 'coverage',
    label: 'it has the rare words of the question',
    modes: ALL,
    sign: 1,
    compute: ({ best }) => best.values.coverage,
  },
  {
    name: 'wordingsPerEntry',
    label: 'the article gives many ways to ask for each entry',
    modes: ALL,
    sign: 0,
    compute: ({ wordingsPerEntry }) => wordingsPerEntry,
  },
  {
    name: 'lead',
    label: 'it is ahead of the next passage',
    modes: ALL,
    sign: 1,
    compute: ({ best, rivals: [next] }) =>
      clamp(next === undefined ? MAX_LEAD : best.score - next.score, MAX_LEAD),
  },
  {
    name: 'ahead',
    label: 'it is ahead of the nearest "Not covered" line',
    modes: ALL,
    sign: 1,
    compute: ({ best, topics: [topic] }) =>
      clamp(topic === undefined ? MAX_LEAD : best.score - topic.score, MAX_LEAD),
  },
  {
    name: 'unseen',
    label: 'words of the question that the article never uses',
    modes: ALL,
    sign: -1,
    compute: ({ question: { words, weight } }) =>
      weight === 0
        ? 0
        : words.filter(({ readings }) => readings.length === 0).reduce((sum, word) => sum + word.weight, 0) /
          weight,
  },
] as const satisfies readonly Feature<Standing>[];

export type StandingFeature = (typeof STANDING_FEATURES)[number]['name'];

/** An uncovered topic that is ahead of all passages. */
export interface TopicStanding {
  readonly topic: Ranked;
  /** The best passage. */
  readonly passage: Ranked | null;
}

/** By these is judged how likely an uncovered topic is what was asked for. */
export const TOPIC_FEATURES = [
  {
    name: 'similarity',
    label: 'the line means something like the question',
    modes: BY_MEANING,
    sign: 1,
    compute: ({ topic }) => topic.values.similarity,
  },
  {
    name: 'wording',
    label: 'the line has the same words',
    modes: ALL,
    sign: 1,
    compute: ({ topic }) => topic.values.wording,
  },
  {
    name: 'coverage',
    label: 'the line has the rare words of the question',
    modes: ALL,
    sign: 1,
    compute: ({ topic }) => topic.values.coverage,
  },
  {
    name: 'lead',
    label: 'it is ahead of all passages',
    modes: ALL,
    sign: 1,
    compute: ({ topic, passage }) =>
      clamp(passage === null ? MAX_LEAD : topic.score - passage.score, MAX_LEAD),
  },
] as const satisfies readonly Feature<TopicStanding>[];

export type TopicFeature = (typeof TOPIC_FEATURES)[number]['name'];

export function valuesOf<Subject, Name extends string>(
  features: readonly (Feature<Subject> & { readonly name: Name })[],
  subject: Subject,
): Values<Name> {
  const values: Partial<Record<Name, number>> = {};
  for (const feature of features) values[feature.name] = feature.compute(subject);
  return complete(features, values);
}

/** Throws where a feature has no number. */
export function complete<Name extends string>(
  features: readonly { readonly name: Name }[],
  values: Partial<Record<Name, number>>,
): Values<Name> {
  if (!isComplete(features, values)) throw new Error('A feature has no number.');
  return values;
}

function isComplete<Name extends string>(
  features: readonly { readonly name: Name }[],
  values: Partial<Record<Name, number>>,
): values is Record<Name, number> {
  for (const { name } of features) if (values[name] === undefined) return false;
  return true;
}

function clamp(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}

function highest<Item>(items: readonly Item[], of: (item: Item) => number, least = 0): number {
  let most = least;
  for (const item of items) most = Math.max(most, of(item));
  return most;
}

/** Of the three highest: where there are fewer, those that lack count as nothing. */
function meanOfThree(values: readonly number[]): number {
  let first = 0;
  let second = 0;
  let third = 0;
  for (const value of values) {
    if (value > first) [first, second, third] = [value, first, second];
    else if (value > second) [second, third] = [value, second];
    else if (value > third) third = value;
  }
  return (first + second + third) / 3;
}

function isKind({ target }: PreparedEntry['entry'], kind: 'faq' | 'highlight' | 'section'): boolean {
  return target.kind === 'passage' && target.passage.kind === kind;
}
