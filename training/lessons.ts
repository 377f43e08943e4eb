import { answersIt } from '../src/cli/eval-judgement.ts';
import {
  comparedSignalsOf,
  COMPARED_SIGNALS,
  lineSignalsOf,
  LINE_SIGNALS,
  rank,
} from '../src/search/comparison.ts';
import type { ConfidenceWeights, LineWeights } from '../src/search/confidence.ts';
import { MODELS } from '../src/search/model.ts';
import type { Model } from '../src/search/model.ts';
import { DENSITY_SIGNALS, RANKING_SIGNALS, rankingSignalsOf } from '../src/search/ranking.ts';
import type { RankingWeights } from '../src/search/ranking.ts';
import type { Retrieval, Retrieved } from '../src/search/retrieval.ts';
import { NO_SEMANTIC_SIGNALS } from '../src/search/semantic-index.ts';
import { fitChoices, fitTrials } from './regression.ts';
import type { Choice, Trial } from './regression.ts';
import type { Lesson, LearningSet } from './sets.ts';

/** A question, and what was retrieved for it. */
export interface Retold {
  readonly set: LearningSet;
  readonly lesson: Lesson;
  readonly density: number;
  readonly retrieval: Retrieval;
}

/** The signals that vectors give. */
const MEANING: ReadonlySet<string> = new Set(Object.keys(NO_SEMANTIC_SIGNALS));

/** Weights for ranking and for confidence. Without vectors, the signals of meaning get no weight. */
export function learn(retold: readonly Retold[], vectors: boolean): Model {
  const ranking = learnRanking(retold, vectors ? new Set() : MEANING);
  return {
    ranking,
    confidence: learnConfidence(retold, ranking),
    line: learnLines(retold, ranking),
  };
}

function learnRanking(retold: readonly Retold[], without: ReadonlySet<string>): RankingWeights {
  const names = RANKING_SIGNALS.filter((name) => !without.has(name));
  const dense = DENSITY_SIGNALS.filter((name) => !without.has(name));
  const choices = retold.flatMap(({ set, lesson, density, retrieval }): readonly Choice[] => {
    const right = retrieval.entries.map((one) => isRight(one, lesson));
    if (!right.includes(true) || right.length < 2) return [];
    const rows = retrieval.entries.map((one) => {
      const signals = rankingSignalsOf(one);
      return Float64Array.from([
        ...names.map((name) => signals[name]),
        ...dense.map((name) => signals[name] * density),
      ]);
    });
    return [{ rows, right, weight: set.weight }];
  });
  const fitted = fitChoices(choices);
  return {
    signals: weightsFor(
      MODELS.lexical.ranking.signals,
      RANKING_SIGNALS,
      (name) => fitted[names.indexOf(name)],
    ),
    byDensity: weightsFor(MODELS.lexical.ranking.byDensity, DENSITY_SIGNALS, (name) => {
      const at = dense.indexOf(name);
      return at < 0 ? undefined : fitted[names.length + at];
    }),
  };
}

function isRight({ prepared }: Retrieved, lesson: Lesson): boolean {
  const { target } = prepared.entry;
  return target.kind === 'not covered' ? target.line === lesson.line : answersIt(lesson, target.passage);
}

function learnConfidence(retold: readonly Retold[], ranking: RankingWeights): ConfidenceWeights {
  const trials = retold
    .filter(({ set }) => set.blind)
    .flatMap(({ set, lesson, density, retrieval }): readonly Trial[] => {
      const ranked = rank(retrieval, density, ranking);
      const [best] = ranked.passages;
      if (best === undefined) return [];
      const signals = comparedSignalsOf(best, ranked, density);
      return [
        {
          row: Float64Array.from(COMPARED_SIGNALS, (name) => signals[name]),
          right: answersIt(lesson, best.passage),
          weight: set.weight * (lesson.kind === 'oos-far' ? FAR_WEIGHT : 1),
        },
      ];
    });
  const { constant, weights } = fitTrials(trials);
  return {
    constant: rounded(constant),
    signals: weightsFor(
      MODELS.lexical.confidence.signals,
      COMPARED_SIGNALS,
      (name) => weights[COMPARED_SIGNALS.indexOf(name)],
    ),
  };
}

/** From questions of which it is known which line they ask for, or that they ask for none. */
function learnLines(retold: readonly Retold[], ranking: RankingWeights): LineWeights {
  const trials = retold.flatMap(({ set, lesson, density, retrieval }): readonly Trial[] => {
    const unanswerable = lesson.expect.length === 0 && lesson.line === null;
    if (unanswerable && !FAR.has(lesson.kind)) return [];
    const ranked = rank(retrieval, density, ranking);
    const [line] = ranked.lines;
    const [best] = ranked.passages;
    // A line that is behind a passage is never named.
    if (line === undefined || (best !== undefined && best.score >= line.score)) return [];
    const signals = lineSignalsOf(line, ranked);
    return [
      {
        row: Float64Array.from(LINE_SIGNALS, (name) => signals[name]),
        right: line.line === lesson.line,
        weight: set.weight,
      },
    ];
  });
  const { constant, weights } = fitTrials(trials);
  return {
    constant: rounded(constant),
    signals: weightsFor(
      MODELS.lexical.line.signals,
      LINE_SIGNALS,
      (name) => weights[LINE_SIGNALS.indexOf(name)],
    ),
  };
}

/** An answer to a greeting or an insult is worse than one that misses. */
const FAR_WEIGHT = 4;

/** Questions that no line is about. Those near the topic may well ask for one: nobody wrote down which. */
const FAR: ReadonlySet<string> = new Set(['oos-far', 'stranger']);

/** `before` has the names: its numbers are replaced. */
function weightsFor<Name extends string>(
  before: Readonly<Record<Name, number>>,
  names: readonly Name[],
  weightOf: (name: Name) => number | undefined,
): Readonly<Record<Name, number>> {
  const weights: Record<Name, number> = { ...before };
  for (const name of names) weights[name] = rounded(weightOf(name) ?? 0);
  return weights;
}

/** More digits than the data can tell would only make differences hard to read. */
function rounded(weight: number): number {
  return Number(weight.toFixed(3));
}
