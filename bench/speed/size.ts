import type { Document } from '../documents.ts';
import { documentsOf } from '../documents.ts';
import { openFootnote } from '../footnote.ts';
import type { Footnote } from '../footnote.ts';
import { miniSearchSuggest } from '../peers/minisearch.ts';
import { syntheticSet, typedPrefixes } from '../synthetic-pack.ts';
import type { SyntheticSet } from '../synthetic-pack.ts';
import { AWKWARD_QUESTIONS } from './awkward-questions.ts';
import { buildAll } from './builds.ts';
import type { Built } from './builds.ts';
import { EMBEDDING, OURS, OURS_WITH_VECTORS, REFERENCE } from './contestants.ts';
import { blockedFor, interleave, median } from './timing.ts';
import type { Runner, Times } from './timing.ts';

export const SEED = 42;
const QUESTIONS = 1_000;
/** What one system may take for its questions at one size, in milliseconds. */
const BUDGET = 3_000;
/** Prefixes are more unlike each other than questions, and need more of them. */
const SUGGESTIONS_BUDGET = 8_000;
/** Where a question takes longer than this, in milliseconds, even three of them aren't worth the wait. */
const HOPELESS = 4_000;

export interface SizePlan {
  readonly wordings: number;
  readonly buildRounds: number;
  readonly suggestions: boolean;
  readonly vectors: boolean;
  readonly blocked: boolean;
}

/** What the plan leaves out is empty. */
export interface SizeResult {
  readonly wordings: number;
  readonly builds: readonly Omit<Built, 'search'>[];
  readonly questions: Times;
  readonly suggestions: Times;
  /** The program with vectors, and the vector of the question alone. */
  readonly vectors: Times;
  readonly blocked: readonly Blocked[];
}

interface Blocked {
  readonly by: string;
  /** The longest that one input kept everything else waiting. */
  readonly milliseconds: number;
}

/** `smaller` tells who would be too slow at this size. */
export async function measureSize(plan: SizePlan, smaller: SizeResult | null): Promise<SizeResult> {
  const set = syntheticSet(plan.wordings, QUESTIONS, SEED);
  const documents = documentsOf(set.pack);
  const searches = await measureSearches(plan, set, documents, smaller);
  const program = await measureProgram(plan, set, documents);
  const vectors = await measureVectors(plan, set);
  return {
    wordings: plan.wordings,
    ...searches,
    suggestions: program.suggestions,
    vectors: vectors.times,
    blocked: [...program.blocked, ...vectors.blocked],
  };
}

async function measureSearches(
  { wordings, buildRounds }: SizePlan,
  { pack, questions }: SyntheticSet,
  documents: readonly Document[],
  smaller: SizeResult | null,
): Promise<Pick<SizeResult, 'builds' | 'questions'>> {
  const built = await buildAll(pack, documents, buildRounds);
  const bearable = ({ label }: Built): boolean => {
    if (smaller === null) return true;
    const before = median(smaller.questions.get(label) ?? []);
    return before * (wordings / smaller.wordings) < HOPELESS;
  };
  const runners = built.filter(bearable).map(({ label, search }): Runner => ({ label, run: search }));
  return {
    builds: built.map(({ label, milliseconds, bytes }) => ({ label, milliseconds, bytes })),
    questions: await interleave(runners, questions, BUDGET),
  };
}

const NO_TIMES: Times = new Map();

async function measureProgram(
  plan: SizePlan,
  set: SyntheticSet,
  documents: readonly Document[],
): Promise<Pick<SizeResult, 'suggestions' | 'blocked'>> {
  const footnote = plan.suggestions || plan.blocked ? await openFootnote(set.pack, { vectors: false }) : null;
  if (footnote === null) return { suggestions: NO_TIMES, blocked: [] };
  const typed = typedPrefixes(set.questions, SEED);
  const runners: readonly Runner[] = [
    { label: OURS, run: footnote.suggest },
    { label: REFERENCE, run: miniSearchSuggest(documents) },
  ];
  const suggestions = plan.suggestions ? await interleave(runners, typed, SUGGESTIONS_BUDGET) : NO_TIMES;
  const blocked = plan.blocked
    ? [
        ...(await blockedByQuestions('/ask', footnote, set.questions)),
        await longestBlock('suggestions, ordinary', footnote.suggest, typed),
        await longestBlock('suggestions, awkward', footnote.suggest, AWKWARD_QUESTIONS),
      ]
    : [];
  await footnote.close();
  return { suggestions, blocked };
}

async function measureVectors(
  plan: SizePlan,
  { pack, questions }: SyntheticSet,
): Promise<{ readonly times: Times; readonly blocked: readonly Blocked[] }> {
  const footnote = plan.vectors ? await openFootnote(pack, { vectors: true }) : null;
  if (footnote === null) return { times: NO_TIMES, blocked: [] };
  const ours: Runner = { label: OURS_WITH_VECTORS, run: footnote.ask };
  const alone: readonly Runner[] = footnote.embed === null ? [] : [{ label: EMBEDDING, run: footnote.embed }];
  const times = await interleave([ours, ...alone], questions, BUDGET);
  const blocked = plan.blocked ? await blockedByQuestions('/ask with vectors', footnote, questions) : [];
  await footnote.close();
  return { times, blocked };
}

async function blockedByQuestions(
  by: string,
  footnote: Footnote,
  questions: readonly string[],
): Promise<readonly Blocked[]> {
  return [
    await longestBlock(`${by}, ordinary`, footnote.ask, questions),
    await longestBlock(`${by}, awkward`, footnote.ask, AWKWARD_QUESTIONS),
  ];
}

const MAX_BLOCKED = 200;

async function longestBlock(
  by: string,
  run: (input: string) => unknown,
  inputs: readonly string[],
): Promise<Blocked> {
  let milliseconds = 0;
  for (const input of inputs.slice(0, MAX_BLOCKED)) {
    // A space more makes it another input, which nothing remembers.
    const longest = await blockedFor((attempt) => run(`${input}${' '.repeat(attempt)}`));
    milliseconds = Math.max(milliseconds, longest);
  }
  return { by, milliseconds };
}
