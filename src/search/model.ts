import { CANDIDATE_FEATURES, TOPIC_FEATURES, STANDING_FEATURES } from './features.ts';
import type { CandidateFeature, Feature, TopicFeature, Mode, StandingFeature, Values } from './features.ts';
import type { FeatureContribution } from './hit.ts';
import fitted from './weights.json' with { type: 'json' };

/** A logistic model: what each feature adds to the log-odds. */
interface Logistic<Name extends string> {
  readonly constant: number;
  readonly weights: Values<Name>;
}

/** What was learned from questions with known answers: `npm run train` makes it again. */
export interface Model {
  /** What each feature adds to the log-odds, against other entries, that it is what was asked for. */
  readonly ranking: Values<CandidateFeature>;
  readonly confidence: Logistic<StandingFeature>;
  readonly topic: Logistic<TopicFeature>;
}

export type Models = Readonly<Record<Mode, Model>>;

export const MODELS: Models = fitted;

export function scoreOf(values: Values<CandidateFeature>, weights: Values<CandidateFeature>): number {
  return weighed(CANDIDATE_FEATURES, values, weights);
}

export function judge(values: Values<StandingFeature>, { constant, weights }: Model['confidence']): number {
  return sigmoid(constant + weighed(STANDING_FEATURES, values, weights));
}

export function judgeTopic(values: Values<TopicFeature>, { constant, weights }: Model['topic']): number {
  return sigmoid(constant + weighed(TOPIC_FEATURES, values, weights));
}

/** Shares are in log-odds; with the constant they add up to those of the confidence. What says nothing is left out. */
export function explained(
  values: Values<StandingFeature>,
  { weights }: Model['confidence'],
): readonly FeatureContribution[] {
  return STANDING_FEATURES.filter(({ name }) => weights[name] !== 0).map(({ name, label }) => ({
    name: label,
    value: values[name],
    share: values[name] * weights[name],
  }));
}

function weighed<Name extends string>(
  features: readonly Pick<Feature<never> & { readonly name: Name }, 'name'>[],
  values: Values<Name>,
  weights: Values<Name>,
): number {
  let sum = 0;
  for (const { name } of features) sum += values[name] * weights[name];
  return sum;
}

function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
