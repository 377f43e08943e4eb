import { answersIt } from '../src/cli/eval-judgement.ts';
import { CANDIDATE_FEATURES, complete, TOPIC_FEATURES, STANDING_FEATURES } from '../src/search/features.ts';
import type { CandidateFeature, Feature, Mode, Values } from '../src/search/features.ts';
import type { Model } from '../src/search/model.ts';
import { topicStandingOf, topicValues, rank, standingValues } from '../src/search/rank.ts';
import type { Candidate } from '../src/search/rank.ts';
import type { Retrieval } from '../src/search/retrieve.ts';
import { fitChoices, fitTrials } from './regression.ts';
import type { Choice, Fitted, Sign, Trial } from './regression.ts';
import type { LearningSet, Example } from './sets.ts';

/** A question, and what was found for it. */
export interface RetrievedExample extends Pick<Retrieval, 'question' | 'wordingsPerEntry' | 'candidates'> {
  readonly set: LearningSet;
  readonly example: Example;
}

/** Weights for ranking and for confidence in a mode; `without` leaves features out, to see what they are worth. */
export function learn(
  retrievedExamples: readonly RetrievedExample[],
  mode: Mode,
  without: ReadonlySet<string> = new Set(),
): Model {
  const features = <Subject, Name extends string>(
    all: readonly (Feature<Subject> & { readonly name: Name })[],
  ) => all.filter(({ name, modes }) => modes.includes(mode) && !without.has(name));
  const ranking = learnRanking(retrievedExamples, features(CANDIDATE_FEATURES));
  return {
    ranking,
    confidence: logistic(
      STANDING_FEATURES,
      features(STANDING_FEATURES),
      standings(retrievedExamples, ranking),
    ),
    topic: logistic(TOPIC_FEATURES, features(TOPIC_FEATURES), topicJudgements(retrievedExamples, ranking)),
  };
}

function learnRanking(
  retrievedExamples: readonly RetrievedExample[],
  features: readonly { readonly name: CandidateFeature; readonly sign: Sign }[],
): Model['ranking'] {
  const choices = retrievedExamples.flatMap(({ set, example, candidates }): readonly Choice[] => {
    const right = candidates.map((one) => isRight(one, example));
    if (!right.includes(true) || right.length < 2) return [];
    const rows = candidates.map(({ values }) => Float64Array.from(features, ({ name }) => values[name]));
    return [{ rows, right, weight: set.weight }];
  });
  return named(
    CANDIDATE_FEATURES,
    features,
    fitChoices(
      choices,
      features.map(({ sign }) => sign),
    ),
  );
}

function isRight({ prepared: { entry } }: Candidate, example: Example): boolean {
  const { target } = entry;
  return target.kind === 'not covered' ? target.topic === example.topic : answersIt(example, target.passage);
}

interface Judged<Name extends string> {
  readonly values: Values<Name>;
  readonly right: boolean;
  readonly weight: number;
}

/** An answer to a greeting or an insult is worse than one that misses. */
const FAR_WEIGHT = 4;

function standings(retrievedExamples: readonly RetrievedExample[], ranking: Values<CandidateFeature>) {
  return retrievedExamples.flatMap(({ set, example, ...found }) => {
    const ranked = rank(found, ranking);
    const [best] = ranked.passages;
    if (best === undefined) return [];
    return [
      {
        values: standingValues(best, ranked),
        right: answersIt(example, best.passage),
        weight: set.weight * (example.kind === 'oos-far' ? FAR_WEIGHT : 1),
      },
    ];
  });
}

/** Questions that no topic is about. Those near the topic may well ask for one: nobody wrote down which. */
const FAR: ReadonlySet<string> = new Set(['oos-far', 'stranger']);

/** From questions of which it is known which topic they ask for, or that they ask for none. */
function topicJudgements(retrievedExamples: readonly RetrievedExample[], ranking: Values<CandidateFeature>) {
  return retrievedExamples.flatMap(({ set, example, ...found }) => {
    const unanswerable = example.expect.length === 0 && example.topic === null;
    if (unanswerable && !FAR.has(example.kind)) return [];
    const ranked = rank(found, ranking);
    const standing = topicStandingOf(ranked);
    const [topic] = ranked.topics;
    // A topic that is behind a passage is never named.
    if (standing === null || topic === undefined) return [];
    return [{ values: topicValues(standing), right: topic.topic === example.topic, weight: set.weight }];
  });
}

function logistic<Name extends string>(
  all: readonly { readonly name: Name }[],
  features: readonly { readonly name: Name; readonly sign: Sign }[],
  judged: readonly Judged<Name>[],
) {
  const trials = judged.map(({ values, right, weight }): Trial => ({
    row: Float64Array.from(features, ({ name }) => values[name]),
    right,
    weight,
  }));
  const { constant, weights }: Fitted = fitTrials(
    trials,
    features.map(({ sign }) => sign),
  );
  return { constant: rounded(constant), weights: named(all, features, weights) };
}

/** Features that weren't learned weigh nothing. */
function named<Name extends string>(
  all: readonly { readonly name: Name }[],
  learned: readonly { readonly name: Name }[],
  weights: Float64Array,
): Values<Name> {
  const values: Partial<Record<Name, number>> = {};
  for (const { name } of all) values[name] = 0;
  for (const [at, { name }] of learned.entries()) values[name] = rounded(weights[at] ?? 0);
  return complete(all, values);
}

/** More digits than the data can tell would only make differences hard to read. */
function rounded(weight: number): number {
  return Number(weight.toFixed(3));
}
