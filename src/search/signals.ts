import type { Bag, PreparedEntry, PreparedWording } from './prepared-entry.ts';
import type { Meanings, Question, Word } from './question.ts';
import type { Reading } from './vocabulary.ts';
import { tells, VISIBLE_KINDS } from './answer-kinds.ts';

/** What the words and letters of a question say of one entry, each from 0 (not at all) to 1, unless it says otherwise. */
export interface LexicalSignals {
  readonly wording: number;
  readonly wordings: number;
  readonly wordingBroadly: number;
  readonly letters: number;
  readonly lettersBest: number;
  readonly coverage: number;
  readonly coverageBroadly: number;
  readonly sentence: number;
  readonly sentenceBroadly: number;
  readonly bm25: number;
  /** From -1 (it can't be) to 1. */
  readonly kind: number;
  /** 1 where its nearest sentences tell something of the kind asked for, -1 where they don't, 0 where that can't be seen. */
  readonly told: number;
  /** The natural logarithm of a probability. */
  readonly classified: number;
  readonly paragraph: number;
  readonly highlight: number;
  readonly line: number;
}

/** How much of one text the question covers, and the other way round (Dice's coefficient, weighted by rarity). */
function likeness(question: Question, bag: Bag, meanings: Meanings): number {
  const total = question.weight + bag.weight;
  return total === 0 ? 0 : (2 * shared(question, bag.stems, meanings)) / total;
}

/** The share of the question's weight that the text holds. */
function recall(question: Question, stems: readonly string[], meanings: Meanings): number {
  return question.weight === 0 ? 0 : shared(question, stems, meanings) / question.weight;
}

function shared(question: Question, stems: readonly string[], meanings: Meanings): number {
  const best = new Float64Array(question.words.length);
  for (const stem of stems) {
    for (const { word, likeness: alike } of meanings.get(stem) ?? []) {
      best[word] = Math.max(best[word] ?? 0, alike);
    }
  }
  return question.words.reduce((sum, { weight }, at) => sum + weight * (best[at] ?? 0), 0);
}

/** The share of the question's weight that the entry holds anywhere. */
function coverage(
  question: Question,
  entry: PreparedEntry,
  readingsOf: (word: Word) => readonly Reading[],
): number {
  if (question.weight === 0) return 0;
  let sum = 0;
  for (const word of question.words) {
    let best = 0;
    for (const reading of readingsOf(word)) {
      best = Math.max(best, reading.likeness * (entry.prominence.get(reading.stem) ?? 0));
    }
    sum += word.weight * best;
  }
  return sum / question.weight;
}

/** How alike two texts are letter by letter (Dice's coefficient of runs of three). */
function alikeInLetters(one: ReadonlySet<number>, other: Uint32Array): number {
  let both = 0;
  for (const triple of other) if (one.has(triple)) both += 1;
  return (2 * both) / Math.max(1, one.size + other.length);
}

/** `nearby` are those wordings of the entry that the index found; the others share next to nothing. */
export function signalsOf(
  question: Question,
  entry: PreparedEntry,
  nearby: readonly PreparedWording[],
  { bm25, classified }: Pick<LexicalSignals, 'bm25' | 'classified'>,
): LexicalSignals {
  const { meant, meantBroadly } = question;
  const alike = descending(nearby.map((wording) => likeness(question, wording, meant)));
  const letters = descending(nearby.map((wording) => alikeInLetters(question.letters, wording.letters)));
  const recalls = entry.sentences.map(({ stems }) => recall(question, stems, meantBroadly));
  const { target } = entry.entry;
  return {
    wording: alike[0] ?? 0,
    wordings: ((alike[0] ?? 0) + (alike[1] ?? 0) + (alike[2] ?? 0)) / 3,
    wordingBroadly: Math.max(0, ...nearby.map((wording) => likeness(question, wording, meantBroadly))),
    letters: ((letters[0] ?? 0) + (letters[1] ?? 0) + (letters[2] ?? 0)) / 3,
    lettersBest: letters[0] ?? 0,
    coverage: coverage(question, entry, ({ readings }) => readings),
    coverageBroadly: coverage(question, entry, ({ related }) => related),
    sentence: Math.max(0, ...entry.sentences.map(({ stems }) => recall(question, stems, meant))),
    sentenceBroadly: Math.max(0, ...recalls),
    bm25,
    kind: kindFit(question, entry),
    told: toldFit(question, entry, recalls),
    classified,
    paragraph: target.kind === 'passage' && target.passage.kind === 'section' ? 1 : 0,
    highlight: target.kind === 'passage' && target.passage.kind === 'highlight' ? 1 : 0,
    line: target.kind === 'not covered' ? 1 : 0,
  };
}

function descending(values: readonly number[]): readonly number[] {
  return values.toSorted((one, other) => other - one);
}

function kindFit(question: Question, entry: PreparedEntry): number {
  const { kind } = question;
  if (kind === null) return 0;
  if (entry.asked.has(kind)) return 1;
  if (entry.entry.target.kind === 'not covered') return entry.asked.size === 0 ? 0 : -0.5;
  if (!VISIBLE_KINDS.has(kind)) return 0;
  return entry.sentences.some(({ evidence }) => (evidence.get(kind)?.length ?? 0) > 0) ? 0.3 : -1;
}

const SENTENCES_TO_TELL = 2;

function toldFit(question: Question, entry: PreparedEntry, recalls: readonly number[]): number {
  const { kind } = question;
  if (kind === null || !VISIBLE_KINDS.has(kind) || entry.sentences.length === 0) return 0;
  const nearest = entry.sentences
    .map((sentence, at) => ({ sentence, recalled: recalls[at] ?? 0 }))
    .toSorted((one, other) => other.recalled - one.recalled)
    .slice(0, SENTENCES_TO_TELL);
  const asked = new Set(question.spelling);
  return nearest.some(({ sentence }) => tells(sentence.evidence, kind, asked)) ? 1 : -1;
}
