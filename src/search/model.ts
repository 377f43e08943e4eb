import type { ConfidenceWeights, LineWeights } from './confidence.ts';
import type { RankingWeights } from './ranking.ts';
import fitted from './weights.json' with { type: 'json' };

/** What was learned from questions with known answers: `npm run train` makes it again. */
export interface Model {
  readonly ranking: RankingWeights;
  readonly confidence: ConfidenceWeights;
  readonly line: LineWeights;
}

/** The one for questions with a vector, and the one for those without. */
export interface Models {
  readonly semantic: Model;
  readonly lexical: Model;
}

export const MODELS: Models = fitted;
