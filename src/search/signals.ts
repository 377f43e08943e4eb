import type { Overlap, Shared } from './overlap.ts';
import type { PreparedEntry, PreparedWording } from './prepared-entry.ts';
import type { Question } from './question.ts';
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

/** How much of one text the other holds, both ways (Dice's coefficient, weighted by rarity). */
function likeness(shared: number, weight: number, other: number): number {
  return weight + other === 0 ? 0 : (2 * shared) / (weight + other);
}

/** `nearby` are those wordings of the entry that the index found; the others share next to nothing. */
export function signalsOf(
  question: Question,
  overlap: Overlap,
  entry: PreparedEntry,
  nearby: readonly PreparedWording[],
  { bm25, classified }: Pick<LexicalSignals, 'bm25' | 'classified'>,
): LexicalSignals {
  const { weight } = question;
  const wordings = nearby.map((wording) => {
    const { strictly, broadly } = overlap.shared(wording.stems);
    return {
      strictly: likeness(strictly, weight, wording.weight),
      broadly: likeness(broadly, weight, wording.weight),
      letters: overlap.alikeInLetters(wording.letters),
    };
  });
  /** Shares of the question's weight. */
  const held = (stems: Uint32Array, prominence?: Float64Array) => {
    const { strictly, broadly } = overlap.shared(stems, prominence);
    return weight === 0 ? NOTHING : { strictly: strictly / weight, broadly: broadly / weight };
  };
  const sentences = entry.sentences.map(({ stems }) => held(stems));
  const anywhere = held(entry.stems, entry.prominence);
  const alike = descending(wordings.map(({ strictly }) => strictly));
  const letters = descending(wordings.map((wording) => wording.letters));
  const recalls = sentences.map(({ broadly }) => broadly);
  const { target } = entry.entry;
  return {
    wording: alike[0] ?? 0,
    wordings: ((alike[0] ?? 0) + (alike[1] ?? 0) + (alike[2] ?? 0)) / 3,
    wordingBroadly: Math.max(0, ...wordings.map(({ broadly }) => broadly)),
    letters: ((letters[0] ?? 0) + (letters[1] ?? 0) + (letters[2] ?? 0)) / 3,
    lettersBest: letters[0] ?? 0,
    coverage: anywhere.strictly,
    coverageBroadly: anywhere.broadly,
    sentence: Math.max(0, ...sentences.map(({ strictly }) => strictly)),
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

const NOTHING: Shared = { strictly: 0, broadly: 0 };

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
