import type { Passage } from '../content/pack.ts';
import { hitKeyOf } from './entries.ts';
import { TOPIC_FEATURES, STANDING_FEATURES, valuesOf } from './features.ts';
import type { CandidateFeature, TopicStanding, Ranked, Standing, Values } from './features.ts';
import { scoreOf } from './model.ts';
import type { Model } from './model.ts';
import type { PreparedEntry } from './prepared-entry.ts';
import type { Question } from './question.ts';

/** An entry that may be what a question asks for, and what speaks for it. */
export interface Candidate {
  readonly prepared: PreparedEntry;
  /** One of its wordings is the question, word by word. */
  readonly exact: boolean;
  /** The place of the sentence that is nearest in meaning. */
  readonly sentence: number;
  readonly values: Values<CandidateFeature>;
  /** The sentence that says so, where it was read and one stands out, and the reader's log-odds of it. */
  readonly evidence: { readonly sentence: string; readonly logOdds: number } | null;
}

interface ScoredEntry extends Ranked {
  readonly candidate: Candidate;
}

export interface ScoredPassage extends ScoredEntry {
  readonly passage: Passage;
}

interface ScoredTopic extends ScoredEntry {
  readonly topic: string;
}

export interface Ranking {
  readonly question: Question;
  /** See `Compared`. */
  readonly wordingsPerEntry: number;
  /** Best first; of a section, its best paragraph. */
  readonly passages: readonly ScoredPassage[];
  /** Uncovered topics, best first. */
  readonly topics: readonly ScoredTopic[];
}

/** Puts the entry that was asked for word by word ahead of whatever else fits. */
const EXACT_BONUS = 30;

export function rank(
  {
    question,
    wordingsPerEntry,
    candidates,
  }: Pick<Ranking, 'question' | 'wordingsPerEntry'> & { readonly candidates: readonly Candidate[] },
  weights: Model['ranking'],
): Ranking {
  const ordered = candidates
    .map((candidate): ScoredEntry => ({
      candidate,
      values: candidate.values,
      score: scoreOf(candidate.values, weights) + (candidate.exact ? EXACT_BONUS : 0),
    }))
    .toSorted((one, other) => other.score - one.score);
  return {
    question,
    wordingsPerEntry,
    passages: withWholes(ordered.flatMap(asPassage)),
    topics: ordered.flatMap(asTopic),
  };
}

function asPassage(ranked: ScoredEntry): readonly ScoredPassage[] {
  const { target } = ranked.candidate.prepared.entry;
  return target.kind === 'passage' ? [{ ...ranked, passage: target.passage }] : [];
}

function asTopic(ranked: ScoredEntry): readonly ScoredTopic[] {
  const { target } = ranked.candidate.prepared.entry;
  return target.kind === 'not covered' ? [{ ...ranked, topic: target.topic }] : [];
}

/** So much more of the question's words, or of what it means, one part must have than the next. */
const APART = { coverage: 0.05, similarity: 0.08 };
/** So much of it the whole may have that the part lacks: what stands in a heading counts for more. */
const SAME = { coverage: 0.1, similarity: 0.05 };

const COMPARED = ['coverage', 'similarity'] as const;

/** Of what is found whole and in parts, the best part where it alone has what is asked for, else the whole. */
function withWholes(ordered: readonly ScoredPassage[]): readonly ScoredPassage[] {
  const best = bestOfEach(ordered);
  if (ordered.every(({ passage }) => passage.partOf === undefined)) return best;
  return best.map((hit) => {
    const wholeId = hit.passage.partOf ?? hit.passage.id;
    const whole = ordered.find(({ passage }) => passage.id === wholeId);
    const [part, ...others] = ordered.filter(({ passage }) => passage.partOf === wholeId);
    if (part === undefined || whole === undefined) return hit;
    const isApart = COMPARED.some((feature) =>
      others.every((other) => part.values[feature] >= other.values[feature] + APART[feature]),
    );
    const hasAll = COMPARED.every((feature) => part.values[feature] >= whole.values[feature] - SAME[feature]);
    const chosen = !whole.candidate.exact && isApart && hasAll ? part : whole;
    return { ...chosen, score: hit.score };
  });
}

/** A section is one hit however many of its paragraphs fit. */
function bestOfEach(ordered: readonly ScoredPassage[]): readonly ScoredPassage[] {
  const best = new Map<string, ScoredPassage>();
  for (const hit of ordered) {
    const key = hitKeyOf(hit.passage);
    if (!best.has(key)) best.set(key, hit);
  }
  return [...best.values()];
}

/** How a passage stands against all others. */
function standingOf(
  passage: ScoredPassage,
  { question, wordingsPerEntry, passages, topics }: Ranking,
): Standing {
  const rivals = passages.filter((other) => areRivals(passage, other));
  return { question, wordingsPerEntry, best: passage, rivals, topics };
}

export function standingValues(passage: ScoredPassage, ranking: Ranking) {
  return valuesOf(STANDING_FEATURES, standingOf(passage, ranking));
}

/** Null where a passage is ahead of all topics. */
export function topicStandingOf({ topics: [topic], passages: [passage] }: Ranking): TopicStanding | null {
  if (topic === undefined || (passage !== undefined && passage.score >= topic.score)) return null;
  return { topic, passage: passage ?? null };
}

export function topicValues(standing: TopicStanding) {
  return valuesOf(TOPIC_FEATURES, standing);
}

/** A paragraph of the section that the other cites says the same: no rival. */
function areRivals(one: ScoredPassage, other: ScoredPassage): boolean {
  if (one.passage === other.passage) return false;
  const paragraph = one.passage.kind === 'section' || other.passage.kind === 'section';
  return !(paragraph && one.passage.section !== null && one.passage.section === other.passage.section);
}
