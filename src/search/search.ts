import type { Passage } from '../content/pack.ts';
import type { Candidate, FindCandidates } from './candidates.ts';
import { judge, scoreOf } from './confidence.ts';
import type { Judged } from './confidence.ts';
import { hitKey } from './entries.ts';
import type { Hit, NotCoveredHit, SearchIndex, SearchResult } from './hit.ts';
import type { Language } from './languages/language.ts';
import type { PreparedEntry } from './prepared-entry.ts';
import { keyOf, readQuestion } from './question.ts';
import type { Question, Word } from './question.ts';
import { signalsOf } from './signals.ts';
import type { EntrySignals } from './signals.ts';
import type { Vocabulary } from './vocabulary.ts';

const MOST_HITS = 10;
const NOTHING: SearchResult = { hits: [], notCovered: null };

interface Scored {
  readonly prepared: PreparedEntry;
  readonly signals: EntrySignals;
  readonly score: number;
}

interface ScoredPassage extends Scored {
  readonly passage: Passage;
}

interface ScoredLine extends Scored {
  readonly line: string;
}

export function createSearch(
  entries: readonly PreparedEntry[],
  findCandidates: FindCandidates,
  vocabulary: Vocabulary,
  language: Language,
): SearchIndex['search'] {
  const exact = exactWordings(entries, language);

  return (query) => {
    const question = readQuestion(query, vocabulary, language);
    if (question.words.length === 0) return NOTHING;
    const asked = exact.get(question.key) ?? null;
    const candidates = withExact(findCandidates(question), asked);
    const scored = candidates.flatMap((candidate): readonly Scored[] => {
      const prepared = entries[candidate.entry];
      return prepared === undefined
        ? []
        : [scoreEntry(question, prepared, candidate, candidate.entry === asked)];
    });
    return compare(question, scored, asked === null ? null : (entries[asked] ?? null));
  };
}

/** Where two entries share a wording, the earlier one has it. */
function exactWordings(entries: readonly PreparedEntry[], language: Language): ReadonlyMap<string, number> {
  const exact = new Map<string, number>();
  const add = (text: string, entry: number): void => {
    const key = keyOf(text, language);
    if (key !== '' && !exact.has(key)) exact.set(key, entry);
  };
  for (const [at, { entry }] of entries.entries()) for (const wording of entry.wordings) add(wording, at);
  for (const [at, { entry }] of entries.entries()) add(entry.heading, at);
  return exact;
}

function withExact(candidates: readonly Candidate[], asked: number | null): readonly Candidate[] {
  if (asked === null || candidates.some(({ entry }) => entry === asked)) return candidates;
  return [...candidates, { entry: asked, wordings: [], bm25: 1 }];
}

/** Puts the entry that was asked for word by word ahead of whatever else fits. */
const EXACT_BONUS = 10;

function scoreEntry(
  question: Question,
  prepared: PreparedEntry,
  candidate: Candidate,
  exact: boolean,
): Scored {
  const nearby = candidate.wordings.flatMap((at) => prepared.wordings[at] ?? []);
  const signals = signalsOf(question, prepared, nearby, candidate.bm25);
  return { prepared, signals, score: scoreOf(signals) + (exact ? EXACT_BONUS : 0) };
}

function compare(question: Question, scored: readonly Scored[], exact: PreparedEntry | null): SearchResult {
  const ranked = bestOfEach(scored.flatMap(asPassage));
  const lines = scored.flatMap(asLine).toSorted(byScore);
  const line = lines[0] ?? null;
  const best = ranked[0] ?? null;
  const shares = unseenShares(question);
  const substance = 1 - Math.exp(-question.weight);
  const judged = (one: Scored, others: readonly Scored[], against: Scored | null): Judged => {
    if (one.prepared === exact) return { ...judge(one.signals, certain), confidence: EXACT_CONFIDENCE };
    const lead = clamp(one.score - Math.max(0, ...others.map((other) => other.score)));
    return judge(one.signals, {
      ...shares,
      substance,
      gap: lead > 0 ? lead * one.signals.coverage : lead,
      ahead: clamp(one.score - (against?.score ?? 0)),
    });
  };
  const hits: Hit[] = [];
  let ceiling = 1;
  for (const hit of ranked.slice(0, MOST_HITS)) {
    const { confidence, signals } = judged(
      hit,
      ranked.filter((other) => areRivals(hit, other)).slice(0, 2),
      line,
    );
    ceiling = Math.min(ceiling, confidence);
    hits.push({ passage: hit.passage, score: hit.score, confidence: ceiling, signals });
  }
  const notCovered: NotCoveredHit | null =
    line === null || (best !== null && best.score >= line.score)
      ? null
      : { line: line.line, confidence: judged(line, lines.slice(1, 2), best).confidence };
  return { hits, notCovered };
}

const EXACT_CONFIDENCE = 0.99;
const certain = { unseen: 0, unknown: 0, gap: 1, ahead: 1, substance: 1 };

function clamp(lead: number): number {
  return Math.max(-1, Math.min(1, lead));
}

/** A paragraph of the section that the other cites says the same: no rival. */
function areRivals(one: ScoredPassage, other: ScoredPassage): boolean {
  if (one === other) return false;
  const paragraph = one.passage.kind === 'section' || other.passage.kind === 'section';
  return !(paragraph && one.passage.section !== null && one.passage.section === other.passage.section);
}

/** The share of the question's weight in words that the pack has never seen, and in those that no other word replaces. */
function unseenShares(question: Question): { readonly unseen: number; readonly unknown: number } {
  if (question.weight === 0) return { unseen: 1, unknown: 1 };
  const unseen = question.words.filter(({ readings }) => readings.length === 0);
  const unknown = unseen.filter(({ everyday }) => !everyday);
  const share = (words: readonly Word[]): number =>
    words.reduce((sum, { weight }) => sum + weight, 0) / question.weight;
  return { unseen: share(unseen), unknown: share(unknown) };
}

function asPassage(scored: Scored): readonly ScoredPassage[] {
  const { target } = scored.prepared.entry;
  return target.kind === 'passage' ? [{ ...scored, passage: target.passage }] : [];
}

function asLine(scored: Scored): readonly ScoredLine[] {
  const { target } = scored.prepared.entry;
  return target.kind === 'not covered' ? [{ ...scored, line: target.line }] : [];
}

function bestOfEach(scored: readonly ScoredPassage[]): readonly ScoredPassage[] {
  const best = new Map<string, ScoredPassage>();
  for (const hit of scored.toSorted(byScore)) {
    const key = hitKey(hit.passage);
    if (!best.has(key)) best.set(key, hit);
  }
  return [...best.values()];
}

function byScore(one: Scored, other: Scored): number {
  return other.score - one.score;
}
