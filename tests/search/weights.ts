import { COMPARED_SIGNALS, LINE_SIGNALS } from '../../src/search/comparison.ts';
import type { ComparedSignal, LineSignal } from '../../src/search/comparison.ts';
import type { ConfidenceWeights, LineWeights } from '../../src/search/confidence.ts';
import { DENSITY_SIGNALS, RANKING_SIGNALS } from '../../src/search/ranking.ts';
import type { DensitySignal, RankingSignal, RankingWeights } from '../../src/search/ranking.ts';

/** Made by hand, so that these tests stand whatever is learned: what isn't named counts nothing. */
export function rankingBy(
  signals: Partial<Record<RankingSignal, number>>,
  byDensity: Partial<Record<DensitySignal, number>> = {},
): RankingWeights {
  return { signals: completed(RANKING_SIGNALS, signals), byDensity: completed(DENSITY_SIGNALS, byDensity) };
}

export function confidenceBy(
  constant: number,
  signals: Partial<Record<ComparedSignal, number>>,
): ConfidenceWeights {
  return { constant, signals: completed(COMPARED_SIGNALS, signals) };
}

export function lineBy(constant: number, signals: Partial<Record<LineSignal, number>>): LineWeights {
  return { constant, signals: completed(LINE_SIGNALS, signals) };
}

function completed<Name extends string>(
  names: readonly Name[],
  some: Partial<Record<Name, number>>,
): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, some[name] ?? 0])) as Record<Name, number>;
}
