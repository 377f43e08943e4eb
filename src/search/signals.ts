import type { Bag, PreparedEntry, PreparedWording } from './prepared-entry.ts';
import type { Question } from './question.ts';
import { VISIBLE_KINDS } from './answer-kinds.ts';

/** What speaks for one entry, each from 0 (not at all) to 1, but `kind`, which goes from -1 (it can't be). */
export interface EntrySignals {
  readonly wording: number;
  readonly wordings: number;
  readonly letters: number;
  readonly coverage: number;
  readonly sentence: number;
  readonly bm25: number;
  readonly kind: number;
  readonly paragraph: number;
}

/** How much of one text the question covers, and the other way round (Dice's coefficient, weighted by rarity). */
function likeness(question: Question, bag: Bag): number {
  const total = question.weight + bag.weight;
  return total === 0 ? 0 : (2 * shared(question, bag.stems)) / total;
}

/** The share of the question's weight that the text holds. */
function recall(question: Question, stems: readonly string[]): number {
  return question.weight === 0 ? 0 : shared(question, stems) / question.weight;
}

function shared(question: Question, stems: readonly string[]): number {
  const best = new Float64Array(question.words.length);
  for (const stem of stems) {
    for (const { word, likeness: alike } of question.meant.get(stem) ?? []) {
      best[word] = Math.max(best[word] ?? 0, alike);
    }
  }
  return question.words.reduce((sum, { weight }, at) => sum + weight * (best[at] ?? 0), 0);
}

/** The share of the question's weight that the entry holds anywhere. */
function coverage(question: Question, entry: PreparedEntry): number {
  if (question.weight === 0) return 0;
  let sum = 0;
  for (const { weight, readings } of question.words) {
    let best = 0;
    for (const reading of readings) {
      best = Math.max(best, reading.likeness * (entry.prominence.get(reading.stem) ?? 0));
    }
    sum += weight * best;
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
  bm25: number,
): EntrySignals {
  const alike = nearby.map((wording) => likeness(question, wording)).toSorted((one, other) => other - one);
  const letters = nearby
    .map((wording) => alikeInLetters(question.letters, wording.letters))
    .toSorted((one, other) => other - one);
  return {
    wording: alike[0] ?? 0,
    wordings: ((alike[0] ?? 0) + (alike[1] ?? 0) + (alike[2] ?? 0)) / 3,
    coverage: coverage(question, entry),
    letters: ((letters[0] ?? 0) + (letters[1] ?? 0) + (letters[2] ?? 0)) / 3,
    sentence: Math.max(0, ...entry.sentences.map((sentence) => recall(question, sentence.stems))),
    bm25,
    kind: kindFit(question, entry),
    paragraph: entry.entry.target.kind === 'passage' && entry.entry.target.passage.kind === 'section' ? 1 : 0,
  };
}

function kindFit(question: Question, entry: PreparedEntry): number {
  const kind = question.kind;
  if (kind === null) return 0;
  if (entry.asked.has(kind)) return 1;
  if (entry.entry.target.kind === 'not covered') return entry.asked.size === 0 ? 0 : -0.5;
  if (!VISIBLE_KINDS.has(kind)) return 0;
  return entry.told.has(kind) ? 0.3 : -1;
}
